"""A real server on a free port over a store of its own, and a real Chromium to visit it with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.scenes import Lay
from tests.chromium import chromium
from tests.stores import TODAY

ROOT = Path(__file__).parents[2]
SECONDS = 60
COMMANDS = {
    "streamlit": ["-m", "streamlit", "run", "app.py", "--server.port"],
    "uvicorn": ["-m", "uvicorn", "app:app", "--port"],
}

Serve = Callable[..., str]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Return a way to start a fresh server; it yields the address and is stopped at the end.

    An unused store stays empty, unless `LODESTAR_SAMPLE` is told otherwise.
    """
    with ExitStack() as stack:
        yield lambda by="streamlit", **more: stack.enter_context(_server(tmp_path, by, more))


@pytest.fixture(scope="session")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Lay], str]]:
    """Return the address of a store that tests only look at; its server is started once."""
    with ExitStack() as stack:

        @cache
        def look_at(lay: Lay) -> str:
            folder = tmp_path_factory.mktemp("board")
            told = lay(folder, tmp_path_factory)
            return stack.enter_context(_server(folder, "streamlit", told))

        yield look_at


@contextmanager
def _server(folder: Path, by: str, more: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    told = {"LODESTAR_TODAY": TODAY, "LODESTAR_SAMPLE": "off"} | more
    env = os.environ | {"LODESTAR_STORE": str(folder / "store")} | told
    with (folder / f"{by}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *COMMANDS[by], port], cwd=ROOT, env=env, stdout=log, stderr=log
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; without one these tests are left out."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium or Google Chrome found")
    with sync_playwright() as driver:
        expect.set_options(timeout=SECONDS * 1000)
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a tab of its own; what the page's policy forbids fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-TW")
    tab = context.new_page()
    tab.set_default_timeout(SECONDS * 1000)
    refused: list[str] = []
    tab.on("console", lambda m: refused.append(m.text) if "Content Security" in m.text else None)
    yield tab
    context.close()
    assert not refused
