"""A row opens its goal; a target changed there stands on the overview's card."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.__main__ import main
from pages.ui import words
from pages.ui.goals import words as own
from pages.ui.rules import words as house

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_changed_target_stands_on_the_card(
    page: Page, serve: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-02-02")
    file = str(SAMPLES / "google_campaign_day_zh_utf8.csv")
    assert main(["import", file, "--store", str(tmp_path / "store")]) == 0
    page.goto(f"{serve()}/goals")
    core = page.get_by_test_id("stDataFrame").nth(1)
    expect(core).to_be_visible()
    page.wait_for_timeout(1000)  # until the table stands still
    core.click(position={"x": 60, "y": 35 * 1.5})
    expect(page).to_have_url(re.compile("goal=ads-cpa-google"))
    page.get_by_label("目標（TWD）", exact=True).fill("512")
    page.get_by_label(house.WHY.zh).first.fill("季檢討")
    page.get_by_role("button", name=house.SAVE.zh).click()
    expect(page.get_by_text("目標 450 → 512")).to_be_visible()
    expect(page.get_by_text(own.SAVED.zh)).to_be_visible()
    page.get_by_role("link", name=words.OVERVIEW.zh, exact=True).click()
    expect(page.get_by_text("目標 512")).to_be_visible()
