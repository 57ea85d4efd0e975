"""A budget slider on the sample shop as a person moves it: click to repaint in Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.bench.chromium_10m import FLAGS, RECORD, SIZE, repainted
from tests.bench.figures import WORK, Section
from tests.bench.session import LIMIT, ROOT, server
from tests.chromium import chromium

TODAY = "2026-11-16"
PLACES = (0.2, 0.45, 0.7, 0.3, 0.6, 0.1)
"""Where each slider is put, as shares of its length, one after the other."""
FIGURES = '[data-testid="stMetricValue"]'


def shop(store: Path) -> None:
    """Fill a store with the sample shop, once."""
    if not (store / "snapshots").exists():
        command = [sys.executable, "-m", "data", "samples", "--today", TODAY, "--store", str(store)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def moves(page: Page, slider: Locator, figures: Locator) -> Iterator[float]:
    """Put one slider at place after place; yield the milliseconds of each move."""
    for place in PLACES:
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        before = figures.all_inner_texts()
        page.evaluate("() => window.repaint.arm()")
        page.mouse.click(box["x"] + box["width"] * place, box["y"] + box["height"] / 2)
        page.wait_for_function("() => window.repaint.still(500)")
        took = page.evaluate("() => window.repaint.took()")
        assert figures.all_inner_texts() != before, f"{place} changed no figure"
        yield took


def bench() -> Section:
    """Move every slider, and wait until nothing of the page changes any more."""
    WORK.mkdir(exist_ok=True)
    store = WORK / "sample-shop"
    shop(store)
    env = {**os.environ, "LODESTAR_STORE": str(store), "LODESTAR_TODAY": TODAY}
    took: list[float] = []
    with server(ROOT / "app.py", env) as (port, _), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport=SIZE)
        page.add_init_script(RECORD)
        page.goto(f"http://127.0.0.1:{port}/whatif?lang=en")
        tracks = page.locator('[data-testid="stSlider"] [role="group"] > [data-orientation]')
        tracks.first.wait_for(timeout=LIMIT * 1000)
        page.wait_for_function("() => window.repaint.still(2000)")
        for n in range(tracks.count()):
            found = list(moves(page, tracks.nth(n), page.locator(FIGURES)))
            took += found if n else []  # the first one warms server and browser up
        browser.close()
    return Section(
        "What-if: a budget slider in Chromium",
        f"The sample shop, headless Chromium at {SIZE['width']}×{SIZE['height']} on the same "
        f"machine as the server. {len(took)} clicks on the sliders of the channels; from the "
        "click event in the page to the frame after the last change of text, table or drawing.",
        repainted(took),
    )


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure, file=sys.stdout)
