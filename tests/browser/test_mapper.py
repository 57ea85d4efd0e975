"""An unknown table of a local ad network: dropped, mapped, on the board; the next is recognised."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.state import State
from data.store import Store
from pages.ui import words
from pages.ui.mapping import words as own
from tests.samples.local_network import HEADERS, cost, local_network

Serve = Callable[..., str]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def drop(page: Page, file: Path) -> None:
    page.locator('input[type="file"]').first.set_input_files(str(file))
    page.get_by_text(file.name).first.wait_for()


def confirm(page: Page) -> None:
    """Confirm what would change, and wait until it is on the board."""
    page.get_by_role("button", name=words.CONFIRM.zh).click()
    page.get_by_role("button", name=words.HIDE.zh).click()


def total_cost(page: Page, address: str) -> str:
    """Return the media cost of the quarter as the board shows it."""
    page.goto(f"{address}/?period=quarter")
    return page.locator('[data-testid="stMetricValue"]').first.inner_text()


def test_a_local_networks_table_is_mapped_once(page: Page, serve: Serve, tmp_path: Path) -> None:
    state = State.open(Store.at(tmp_path / "store").state_url)
    goal = {"kpi": "cost", "period": "month", "shape": "even", "target": 90_000, "share": 1}
    more = {
        "cadence": "week",
        "owner": {"zh": "投放", "en": "Ads"},
        "step": {"zh": "看", "en": "See"},
    }
    goals = [goal | more | {"id": rank, "rank": rank} for rank in ("star", "core")]
    state.save_goals(goals, "test", "one figure to look at")
    address = serve()
    page.goto(f"{address}/data")

    january = local_network(tmp_path / "january.csv", date(2026, 1, 19), 7)
    drop(page, january)
    page.get_by_text(own.TITLE.zh).click()
    page.get_by_label(own.NETWORK.zh).fill("在地聯播網")
    page.get_by_role("button", name=own.TRY.zh).click()
    page.get_by_text(own.FIRST_ROWS.fill(n=10).zh).wait_for()
    expect(page.get_by_text(f"{cost(7):,}.00")).to_be_visible()
    save = page.get_by_role("button", name=own.SAVE.zh)
    expect(save).to_be_disabled()
    page.get_by_label(own.NAME.zh).fill("在地聯播網日報")
    page.get_by_label(own.NAME.zh).press("Enter")
    expect(save).to_be_enabled()
    save.click()
    page.get_by_text(words.WOULD_CHANGE.zh).wait_for()
    confirm(page)
    assert digits(total_cost(page, address)) == cost(7)

    page.goto(f"{address}/data")
    other = ",".join(reversed(HEADERS.split(",")))
    drop(page, local_network(tmp_path / "next.csv", date(2026, 1, 26), 7, other))
    page.get_by_text(words.WOULD_CHANGE.zh).wait_for()
    expect(page.get_by_text(words.STEPS["NEEDS_ANSWER"].zh)).to_have_count(0)
    confirm(page)
    assert digits(total_cost(page, address)) == 2 * cost(7)


def digits(figure: str) -> int:
    return int(re.sub(r"\D", "", figure))
