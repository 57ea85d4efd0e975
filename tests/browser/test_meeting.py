"""A whole meeting: opened, decided on with keys, closed; and the week after, on a changed past."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.__main__ import main
from data.state import State
from data.store import Store
from kpi.card import Verdict
from kpi.goals.playbook import NOT_THIS_WEEK, PLAYBOOK, SKIP
from kpi.review.record import Review, reviews
from pages.ui.deck import words as deck_words
from pages.ui.review import words
from tests.browser.test_projector import deck, until
from tests.data import google

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MONDAY, NEXT = "2026-02-02", "2026-02-09"
WEEK = "2026-01-26"
GOALS = {"cpa": ("high", 8), "cpc": ("high", 1.5), "cpm": ("high", 80)}
"""Guardrails that all of the files' figures are past: 10 a conversion, 2 a click, 100 a mille."""
STEPS = {"1": "stop", "3": "copy", "0": SKIP}


def load(store: Path, name: str, days: range, cost: float, today: str) -> None:
    report = google.report(store.parent / name, days, cost=cost)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LODESTAR_TODAY", today)
        patch.delenv("LODESTAR_STATE", raising=False)
        assert main(["import", str(report), "--store", str(store)]) == 0


def agreed(state: State) -> None:
    """Leave a goal whose guardrail is passed for each of three KPIs."""
    docs = [
        {"id": f"{kpi}-1", "kpi": kpi, "rank": "core", "target": limit, side: limit,
         "owner": {"zh": "投放負責人", "en": "Ads lead"}, "step": PLAYBOOK["stop"].as_dict()}
        for kpi, (side, limit) in GOALS.items()
    ]  # fmt: skip
    state.save_goals(docs, "test", "three goals")


def newest(state: State) -> Review:
    return reviews(state)[0]


def acting(state: State) -> list[str]:
    found = newest(state)
    judged = {one.goal: one.verdict for one in found.frozen}
    return [item.key for item in found.agenda if judged.get(item.goal) is Verdict.ACT]


def test_a_whole_meeting_and_the_week_after(
    page: Page, serve: Callable[..., str], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    load(store, "january.csv", range(1, 33), 10, MONDAY)
    state = State.open(Store(store).state_url)
    agreed(state)

    # the week is opened, turned through and decided on with the keyboard alone
    address = serve(LODESTAR_TODAY=MONDAY)
    page.goto(f"{address}/review")
    start = page.get_by_role("button", name=words.START.zh)
    expect(start).to_be_enabled()
    start.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"review={WEEK}"))
    assert len(acting(state)) == len(STEPS)
    page.goto(f"{address}/present?review={WEEK}")
    expect(deck(page)).to_be_visible()
    for item, key in zip(acting(state), STEPS, strict=True):
        title = next(one.title.zh for one in newest(state).agenda if one.key == item)
        heading = deck(page).locator("h1")
        for _ in range(12):
            if heading.inner_text() == title:
                break
            page.keyboard.press("PageDown")
        expect(heading).to_have_text(title)
        page.keyboard.press(key)
        until(lambda: (d := newest(state).decided(item)) and d.step == STEPS[key])  # noqa: B023
    page.keyboard.press("n")
    page.keyboard.type("下週看新素材")
    until(lambda: [note.text for note in state.notes(WEEK)] == ["下週看新素材"])
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(f"/review\\?review={WEEK}"))
    close = page.get_by_role("button", name=words.CLOSE.zh)
    close.focus()
    page.keyboard.press("Enter")
    until(lambda: not newest(state).is_open)
    expect(close).to_have_count(0)
    assert {one["step"] for one in state.actions()} == {"stop", "copy"}

    # the platform restates the week, and another follows
    load(store, "restated.csv", range(26, 33), 12, NEXT)
    load(store, "february.csv", range(33, 40), 11, NEXT)
    address = serve(LODESTAR_TODAY=NEXT)
    page.goto(f"{address}/review")
    page.get_by_role("button", name=words.START.zh).click()
    expect(page).to_have_url(re.compile("review=2026-02-02"))
    first = page.get_by_test_id("stMain")
    expect(first).to_contain_text(PLAYBOOK["stop"].zh)  # what was decided comes first
    expect(first).to_contain_text(NOT_THIS_WEEK.zh)
    page.get_by_role("button", name=words.NEXT.zh).click()
    expect(first).to_contain_text("restated.csv")
    expect(first).to_contain_text("12")
    then, now = reviews(state)[1], newest(state)
    assert then.id == WEEK
    cpa = {one.kpi: one.value for one in then.frozen}["cpa"]
    assert cpa == 10  # on the record it stays what it was
    assert {one.kpi: one.value for one in now.frozen}["cpa"] == 11
    skipped = next(item for item in acting(state) if then.decided(item) and
                   then.decided(item).step == SKIP)  # type: ignore[union-attr]  # fmt: skip
    page.goto(f"{address}/present?review=2026-02-02&item={skipped}")
    expect(deck(page)).to_be_visible()
    page.keyboard.press("0")  # a second week running
    reason = page.get_by_role("textbox", name=deck_words.WORDS["reason"].zh)
    expect(reason).to_be_focused()
