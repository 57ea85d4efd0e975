"""Channels as a person walks them: a link on a fresh server, a ticked row, a clicked figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.__main__ import main
from pages.ui import words

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
LOADED = ("google_campaign_day_zh_utf8.csv", "meta_campaign_day_zh_csv.csv")
LINE, BOX, COST = 35, 18, 330
"""Pixels in a table: the height of a line; where its box and its figures stand."""
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def click(page: Page, across: int) -> None:
    """Click into the first line of the first table, once it stands still."""
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg")).to_be_visible()
    page.wait_for_timeout(1000)
    table = page.get_by_test_id("stDataFrame").first
    table.click(position={"x": across, "y": LINE * 1.5})


def test_rows_lead_down_and_figures_say_where_they_come_from(
    page: Page, serve: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-02-02")
    files = [str(SAMPLES / name) for name in LOADED]
    assert main(["import", *files, "--store", str(tmp_path / "store")]) == 0
    page.set_viewport_size({"width": 1366, "height": 1400})
    page.goto(f"{serve()}/channels?period=quarter")
    click(page, BOX)
    expect(page).to_have_url(re.compile("platform=google_ads"))
    click(page, COST)
    expect(page.get_by_text(words.FILES.zh)).to_be_visible()
