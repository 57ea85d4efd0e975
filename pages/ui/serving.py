"""Around the pages: headers that keep browsers safe, and a first visit as fast as the second."""

from __future__ import annotations

import base64
import gc
import importlib
import re
import socket
from asyncio import Transport, get_running_loop
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import Any

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def _inline_scripts() -> str:
    """Return the hashes of the scripts that stand inside Streamlit's own page."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    bodies = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(sha256(body.encode()).digest()).decode() for body in bodies]
    return " ".join(f"'sha256-{digest}'" for digest in digests)


# Streamlit sets styles from script (unsafe-inline for styles only), draws charts by interpreting
# expressions (no eval), and shows images from data: and blob: addresses. It loads the script of a
# component, which it got over its own connection, from a blob: address too.
POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: 'wasm-unsafe-eval' {_inline_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# What a first visit would otherwise wait for.
SLOW_IMPORTS = (
    "duckdb",
    "sqlalchemy",
    "kpi.overview.board",
    "pandas",
    "pyarrow.pandas_compat",
    "PIL.Image",
    "streamlit.emojis",
    "streamlit.material_icon_names",
    "pages.ui.cards",
    "kpi.channels.board",
    "kpi.origin",
    "data.intake",
)


class Serving:
    """ASGI middleware: safe headers on every answer, messages to the page sent at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to what comes back."""
        if scope["type"] == "websocket":
            _hurry(send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers)


def _hurry(send: Send) -> None:
    """Let one connection's messages leave at once, and those of one burst together."""
    protocol: Any = getattr(send, "__self__", None)
    transport = getattr(protocol, "transport", None)
    if transport is None:
        return
    _without_delay(transport)
    protocol.transport = Burst(transport)


def _without_delay(transport: Transport) -> None:
    """Switch Nagle's algorithm off for one connection.

    asyncio does so only on sockets made with their protocol number; `streamlit run` makes its own
    without, and every rerun then waits 40 ms for the browser's delayed acknowledgement.
    """
    line = transport.get_extra_info("socket")
    if line is not None and line.family in (socket.AF_INET, socket.AF_INET6):
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Burst:
    """A transport that hands over together what is written in one turn after the other.

    A rerun brings some ninety messages, one a turn of the event loop, and each call of the system
    keeps the interpreter from the page that is being made. They leave when a turn brings no more.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._written: list[bytes] = []
        self._seen = 0

    def __getattr__(self, name: str) -> Any:
        """Be the transport in all else."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Keep what is written until a turn of the loop brings nothing."""
        if not self._written:
            get_running_loop().call_soon(self._turn)
        self._written.append(data)

    def close(self) -> None:
        """Close what is written before."""
        self._hand_over()
        self._transport.close()

    def _turn(self) -> None:
        """Wait for another turn while there is more; else hand it over."""
        if len(self._written) > self._seen:
            self._seen = len(self._written)
            get_running_loop().call_soon(self._turn)
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        if self._written:
            self._transport.write(b"".join(self._written))
        self._written, self._seen = [], 0


@asynccontextmanager
async def warm_up(_app: object) -> AsyncIterator[None]:
    """Import what pages need before answering: beside the first visit it would take longer.

    There is one interpreter. The look at the board comes while a browser loads the page. In a
    thread of its own a fault of either ends in the log, and the pages say it in their words.
    """
    imported = Event()
    Thread(target=_get_ready, args=(imported,), daemon=True).start()
    imported.wait()
    yield


def _get_ready(imported: Event) -> None:
    try:
        starting = importlib.import_module("pages.ui.starting")
        starting.go_on()
        for name in SLOW_IMPORTS:
            importlib.import_module(name)
    finally:
        imported.set()
    starting.look()
    gc.collect()
    gc.freeze()  # what is loaded now stays; collections need not walk it again
