"""What a newcomer does: wait for the made-up shop, look at it, then start with own data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, expect

from data import samples
from data.samples.marker import mark
from data.state import State
from data.store import Store
from pages.ui import first_steps, sample_shop, words
from tests.data.sample_shop import TODAY, filled

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIGURE = '[data-testid="stMetricValue"]'


def test_the_sample_is_finished_looked_at_and_left(
    page: Page, serve: Callable[..., str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(Path(copytree(filled(tmp_path_factory).store.root, tmp_path / "store")))
    state = State.open(f"sqlite:///{store.root / 'state.sqlite'}")
    kept = samples.held(state)
    assert kept is not None
    mark(state, replace(kept, filled=False))  # its filling was cut short at the very end
    page.goto(serve(LODESTAR_SAMPLE="on", LODESTAR_TODAY=TODAY))
    expect(page.get_by_text(sample_shop.MAKING.zh)).to_be_visible()
    expect(page.locator(FIGURE).first).to_be_visible()
    expect(page.get_by_text("這是虛構的示範商店")).to_be_visible()

    page.get_by_role("link", name=words.DATA.zh).click()
    expect(page.get_by_text(sample_shop.NO_MIXING.zh)).to_be_visible()
    assert page.locator('input[type="file"]').count() == 0
    page.get_by_role("button", name=sample_shop.OWN.zh).first.click()
    page.get_by_role("button", name=sample_shop.EMPTY_NOW.zh).click()
    expect(page.get_by_text(words.EMPTY_TITLE.zh)).to_be_visible()
    expect(page.get_by_text("這是虛構的示範商店")).to_have_count(0)

    page.get_by_role("button", name=first_steps.TAKE.zh).click()
    expect(page.get_by_text(first_steps.TAKEN.zh)).to_be_visible()
    page.get_by_role("button", name=first_steps.NEXT.zh).click()
    expect(page).to_have_url(re.compile("step=files"))
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(2)
    page.get_by_role("button", name=words.TO_DATA.zh).click()
    expect(page.locator('input[type="file"]').first).to_be_attached()
