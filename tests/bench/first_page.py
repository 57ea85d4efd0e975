"""From the start of a server to a page one can use, in Chromium: the first and the second time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench import ten_million
from tests.bench.chromium_10m import FLAGS, SIZE
from tests.bench.figures import WORK, Figure, Section, median
from tests.bench.session import LIMIT, ROOT, free_port, wait_for
from tests.chromium import chromium

STARTS = 5
GOAL, FIRST_MORE, AGAIN = 3.0, 1.0, 5.0
USABLE = """() => document.querySelectorAll('[data-testid="stMetric"]').length > 2
    && document.querySelectorAll('.vega-embed svg').length > 2
    && document.querySelector('[data-test-script-state="notRunning"]')"""
"""Cards and charts are drawn and the server has nothing more to say."""


def opened(browser: Browser, port: int) -> float:
    """Open the overview as somebody new; return the seconds until it can be used."""
    visitor = browser.new_context(viewport=SIZE)
    page = visitor.new_page()
    began = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/?lang=en")
    page.wait_for_function(USABLE, timeout=LIMIT * 1000)
    took = time.perf_counter() - began
    visitor.close()
    return took


def started(
    browser: Browser, command: Sequence[str], env: dict[str, str]
) -> tuple[float, float, float]:
    """Start a server; return the seconds to its first page, and those of two visits."""
    port = free_port()
    began = time.perf_counter()
    child = subprocess.Popen(
        [part.format(port=port) for part in command], cwd=ROOT, env={**os.environ, **env},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        wait_for(port, child)
        first = opened(browser, port)
        whole = time.perf_counter() - began
        return whole, first, opened(browser, port)
    finally:
        os.killpg(child.pid, 15)
        child.wait(LIMIT)


def bench() -> Section:
    """Start servers over 10 million rows, and `make run` over the sample shop."""
    WORK.mkdir(exist_ok=True)
    store = WORK / "ten-million"
    ten_million.build(store)
    serve = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}")
    ours = {"LODESTAR_SAMPLE": "off", **ten_million.environment(store)}
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as unused:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        started(browser, serve, ours)  # the disk is warm from here on
        runs = [started(browser, serve, ours) for _ in range(STARTS)]
        make = ("make", "run", "PORT={port}")
        sample = {"LODESTAR_STORE": str(Path(unused) / "store")}
        filled, *again = [started(browser, make, sample)[0] for _ in range(4)]
        browser.close()
    whole, first, second = (median(column) for column in zip(*runs, strict=True))
    more = median([one - other for _, one, other in runs])
    return Section(
        "From a start to the first page one can use",
        f"Medians of {STARTS} starts of the server over 10 M ad rows, warm disk; headless Chromium "
        "is running, each visit is somebody new with an empty cache. A page can be used when its "
        "cards and charts are drawn and the server has nothing more to say. `make run` begins on "
        "a store nobody used, which it fills with the sample shop.",
        (
            Figure("start to first page", f"{whole:.1f} s", f"≤ {GOAL:.0f} s", whole <= GOAL),
            Figure("first visit / second visit", f"{first:.2f} / {second:.2f} s"),
            Figure(
                "first visit longer by", f"{more:.2f} s", f"≤ {FIRST_MORE:.0f} s",
                more <= FIRST_MORE,
            ),
            Figure("`make run` on an unused store to the sample's board", f"{filled:.1f} s"),
            Figure(
                "`make run` again, to its first page", f"{median(again):.1f} s",
                f"≤ {AGAIN:.0f} s", median(again) <= AGAIN,
            ),
        ),
    )  # fmt: skip


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure, file=sys.stdout)
