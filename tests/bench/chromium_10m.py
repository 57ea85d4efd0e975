"""The overview over 10 million ad rows as a person meets it: click to repaint in Chromium."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from data.snapshot import current
from data.store import Store
from tests.bench import ten_million
from tests.bench.figures import WORK, Figure, Section, median, p95
from tests.bench.session import ROOT, server
from tests.chromium import chromium

GOAL = 150.0
SIZE = {"width": 1366, "height": 768}
FIRST, THEN = "28d", ("Last 7 days", "Month", "Quarter")
"""The period a source is opened with, and those clicked one after the other."""
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
RECORD = (Path(__file__).parent / "repaint.js").read_text(encoding="utf-8")


def sources(store: Path) -> Iterator[str]:
    """Yield the query of each account alone, so that no view comes twice."""
    seen = current(Store.at(store))
    assert seen is not None
    for account in seen.accounts():
        named = {"platform": account.platform, "account": account.account_id}
        yield urlencode({"lang": "en", "period": FIRST, **named})


def clicks(page: Page, address: str, query: str) -> Iterator[float]:
    """Open one source, then choose period after period; yield the milliseconds of each click."""
    page.goto(f"{address}/?{query}")
    page.wait_for_function("() => window.repaint && window.repaint.still(800)")
    for period in THEN:
        before = page.locator("h3").first.inner_text()
        page.evaluate("() => window.repaint.arm()")
        page.get_by_role("radio", name=period, exact=True).click()
        page.wait_for_function("() => window.repaint.still(400)")
        took = page.evaluate("() => window.repaint.took()")
        assert page.locator("h3").first.inner_text() != before, f"{period} changed nothing"
        yield took


def repainted(took: Sequence[float]) -> tuple[Figure, ...]:
    """Return what clicks took in milliseconds, against the goal."""
    late = p95(took)
    return (
        Figure("click to repaint, median", f"{median(took):.0f} ms"),
        Figure("click to repaint, p95", f"{late:.0f} ms", f"≤ {GOAL:.0f} ms", late <= GOAL),
        Figure("slowest", f"{max(took):.0f} ms"),
    )


def bench() -> Section:
    """Click, and wait until nothing of the page changes any more."""
    WORK.mkdir(exist_ok=True)
    store = WORK / "ten-million"
    made = ten_million.build(store)
    took: list[float] = []
    with (
        server(ROOT / "app.py", ten_million.environment(store)) as (port, _),
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport=SIZE)
        page.add_init_script(RECORD)
        every = list(sources(store))
        for n, query in enumerate(every):
            found = list(clicks(page, f"http://127.0.0.1:{port}", query))
            took += found if n else []  # the first source warms server and browser up
        browser.close()
    return Section(
        "Overview in Chromium at 10 M ad rows: click to repaint",
        f"{made['rows']:,} rows, headless Chromium at {SIZE['width']}×{SIZE['height']} on the same "
        f"machine as the server. {len(took)} clicks on a period, each for one account, no view "
        "twice; from the click event in the page to the frame after the last change of text, "
        "table or drawing in the main part.",
        repainted(took),
    )


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure, file=sys.stdout)
