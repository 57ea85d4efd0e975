"""One visitor of a Streamlit server, over its own websocket: send a rerun, wait for its end."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parent.parent.parent
LIMIT = 120


@dataclass
class Run:
    """What one rerun brought: milliseconds from send to script_finished, and what was drawn."""

    milliseconds: float = 0.0
    elements: int = 0
    blocks: int = 0
    bytes: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    text: str = ""


class Visitor:
    """An open session."""

    def __init__(self, wire: websockets.ClientConnection, page: str = "") -> None:
        self._wire, self._page = wire, page

    async def rerun(self, query: str) -> Run:
        """Ask for the page with this query string, as a changed URL does."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.page_name = self._page
        ask.rerun_script.context_info.timezone = "Asia/Taipei"
        run, drawn_elements = Run(), []
        began = time.perf_counter()
        await self._wire.send(ask.SerializeToString())
        while True:
            raw = await asyncio.wait_for(self._wire.recv(), LIMIT)
            message = ForwardMsg()
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            run.bytes += len(raw)
            kind = message.WhichOneof("type")
            if kind == "delta":
                drawn = message.delta.WhichOneof("type")
                if drawn == "new_element":
                    element = message.delta.new_element
                    what = str(element.WhichOneof("type"))
                    run.elements += 1
                    run.kinds[what] = run.kinds.get(what, 0) + 1
                    drawn_elements.append(element)
                else:
                    run.blocks += 1
            elif (
                kind == "script_finished"
                and message.script_finished == message.FINISHED_SUCCESSFULLY
            ):
                run.milliseconds = (time.perf_counter() - began) * 1000
                run.text = "\n".join(map(str, drawn_elements))
                return run


@contextmanager
def server(script: Path, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Start `streamlit run` on a free port; yield port and process id; stop it at the end."""
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script),
        "--server.port", str(port), "--server.headless", "true",
    ]  # fmt: skip
    child = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "LODESTAR_SAMPLE": "off", **env},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port, child)
        yield port, child.pid
    finally:
        child.terminate()
        child.wait(30)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    """Wait until the server says it is well."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if child.poll() is not None:
            raise SystemExit(f"the server ended with {child.returncode}")
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.02)
    raise SystemExit("the server did not start")


def visit(port: int, queries: list[str], page: str = "") -> list[Run]:
    """Open one session on a page (the first one where none is named) and ask for its views."""

    async def all_of_them() -> list[Run]:
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        origin = f"http://127.0.0.1:{port}"
        async with websockets.connect(
            address, subprotocols=[websockets.Subprotocol("streamlit")], origin=origin,
            max_size=None, compression=None,
        ) as wire:  # fmt: skip
            visitor = Visitor(wire, page)
            return [await visitor.rerun(query) for query in queries]

    return asyncio.run(all_of_them())
