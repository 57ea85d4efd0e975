"""The server's face: safe headers on every answer, fonts and nothing else in the open."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pages.ui.serving import POLICY, Serving

STATIC = Path(__file__).parents[2] / "pages" / "ui" / "static"


def answer(scope: dict[str, Any], send: Any) -> None:
    """Let an app that answers 200 with nothing run behind the middleware.

    In a thread of its own: where a browser test ran before, this one already holds a loop.
    """

    async def app(scope: dict[str, Any], _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    with ThreadPoolExecutor(1) as own:
        own.submit(asyncio.run, Serving(app)(scope, receive, send)).result()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("content-security-policy", POLICY),
    ],
)
def test_every_answer_carries_safe_headers(name: str, value: str) -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    answer({"type": "http"}, send)
    headers = {key.decode(): text.decode() for key, text in sent[0]["headers"]}
    assert headers[name] == value


@pytest.mark.parametrize("never", ["unsafe-eval'", "http:", "https:", "*"])
def test_the_policy_opens_no_door(never: str) -> None:
    assert never not in POLICY.replace("'wasm-unsafe-eval'", "")
    assert "frame-ancestors 'none'" in POLICY


def test_messages_to_the_page_are_not_held_back() -> None:
    class Line:
        """A connection as the server keeps it."""

        def __init__(self) -> None:
            self.socket = socket.socket()
            self.transport = self

        def get_extra_info(self, name: str) -> socket.socket:
            assert name == "socket"
            return self.socket

        async def send(self, _message: dict[str, Any]) -> None:
            return None

    line = Line()
    with line.socket:
        answer({"type": "websocket"}, line.send)
        assert line.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_only_fonts_and_their_licence_are_served() -> None:
    assert {p.suffix for p in STATIC.iterdir() if p.name != "LICENSE.txt"} == {".woff2"}
    assert sum(p.stat().st_size for p in STATIC.glob("*.woff2")) < 70_000
    assert "SIL Open Font License" in (STATIC / "LICENSE.txt").read_text(encoding="utf-8")
