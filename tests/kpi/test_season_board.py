"""The board over a season, and with a year of the company's own: what meets what, said in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.calendar import chosen
from kpi.calendar.own import Event
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.origin import origin
from kpi.overview.board import board
from kpi.overview.situation import Situation, situation
from kpi.period import Span
from kpi.reading import read_all
from kpi.terms import terms
from tests.kpi.conftest import World

pytestmark = pytest.mark.slow

DAY = timedelta(days=1)
GOAL = {
    "id": "cost", "kpi": "conversions", "scope": {"platform": "google_ads"}, "rank": "star",
    "target": 3000, "owner": {"zh": "甲", "en": "A"}, "step": {"zh": "觀察", "en": "Watch"},
}  # fmt: skip


@pytest.fixture
def shop(world: World) -> World:
    """Return an account with as many conversions a day as days have gone since 2025-01-01."""
    world.account("甲", "google_ads", first=d(2025, 1, 1), complete_to=d(2026, 2, 10))
    for n in range((d(2026, 2, 10) - d(2025, 1, 1)).days + 1):
        world.day("甲", d(2025, 1, 1) + n * DAY, conversions=Decimal(n), cost=Decimal(100))
    return world


def reading(found: Situation | None) -> Any:
    assert found is not None
    return found.standings[0].reading


def summed(first: d, days: int) -> int:
    """Return what the account brought on some days."""
    start = (first - d(2025, 1, 1)).days
    return sum(range(start, start + days))


def test_a_moving_season_meets_its_own_days(
    shop: World, state: State, view: Callable[..., Any]
) -> None:
    """年貨節 of 2026 has had 22 of its 27 days; those of 2025 began on 1/1."""
    state.save_goals([GOAL], "甲", "")
    season = view(period="season", season="newyear.2026", today=d(2026, 2, 11))
    told = reading(situation(shop.snapshot, state, season))
    assert told.period.now == Span(d(2026, 1, 20), d(2026, 2, 10))
    assert told.period.last_year == Span(d(2025, 1, 1), d(2025, 1, 22))
    assert told.value == summed(d(2026, 1, 20), 22) and told.last_year == summed(d(2025, 1, 1), 22)
    by_date = view(
        period="season", season="newyear.2026", compare="year", today=d(2026, 2, 11)
    )  # fmt: skip
    same_days = reading(situation(shop.snapshot, state, by_date))
    assert same_days.last_year == summed(d(2025, 1, 20), 22)
    assert (same_days.value, same_days.previous) == (told.value, told.previous)


WORDS = [
    ("newyear.2026", "season", "較去年同檔期", "去年同檔期：2025/1/1–2025/1/22。"),
    ("newyear.2026", "year", "較去年同期", "去年同期：2025/1/20–2025/2/10。"),
    ("christmas.2025", "season", "較去年同檔期",
     "去年同檔期不比：去年同檔期是 2024/12/15–2024/12/25，資料從 2025/1/1 才開始。"),
    ("開工", "season", "較去年同檔期",
     "去年同檔期不比：「開工」沒有指定去年對應的檔期；到「行事曆」填上就能比。"),
]  # fmt: skip


@pytest.mark.parametrize(("season", "compare", "label", "note"), WORDS)
def test_the_board_says_what_it_compares_with(
    shop: World, state: State, view: Callable[..., Any],
    season: str, compare: str, label: str, note: str,
) -> None:  # fmt: skip
    state.save_goals([GOAL], "甲", "")
    state.save_events(
        [Event("開工", "campaign", "開工", d(2026, 2, 2), d(2026, 2, 20)).as_doc()], "甲", ""
    )
    seen = view(period="season", season=season, compare=compare, today=d(2026, 2, 11))
    found = board(shop.snapshot, state, seen)
    assert found.period_note.endswith(note) and "2/10" in found.period_note
    assert found.star is not None
    (pair,) = [p for p in found.star.table if p.label == label]
    assert (pair.value == "–") == ("不比" in note)
    told = origin(shop.snapshot, state, seen, "cost")
    (compared,) = [f.value for f in told.facts if f.label == "比較"]
    days_or_reason = note.partition("：")[2].removesuffix("。")
    assert days_or_reason in compared and label.removeprefix("較") in compared


def test_what_can_be_chosen(shop: World, state: State, view: Callable[..., Any]) -> None:
    state.save_events(
        [Event("直播", "social", "直播", d(2026, 2, 2), d(2026, 2, 2)).as_doc(),
         Event("明天", "campaign", "明天", d(2026, 2, 11), d(2026, 2, 12)).as_doc(),
         Event("今天", "campaign", "今天", d(2026, 2, 10), d(2026, 2, 12)).as_doc()], "甲", ""
    )  # fmt: skip
    found = chosen.choices(state, d(2026, 2, 10))
    assert [o.code for o in found][:4] == [
        "今天",
        "valentine.2026",
        "newyear.2026",
        "christmas.2025",
    ]
    assert chosen.label(found[1], "zh") == "西洋情人節 2026"
    assert found[-1].span.start >= d(2025, 1, 6)
    unknown = view(period="season", season="newyear.2031", today=d(2026, 2, 11))
    period = chosen.period(shop.snapshot, state, unknown, terms(state, []).year)
    assert period.now == Span(d(2026, 2, 1), d(2026, 2, 10)), "the month"


def test_quarters_and_weeks_follow_the_settings(
    shop: World, state: State, view: Callable[..., Any]
) -> None:
    """A quarter from February: ten days of it have gone, and the goal is judged by it."""
    state.save_goals([{**GOAL, "period": "quarter", "target": 89_000}], "甲", "")
    seen = view(period="quarter", today=d(2026, 2, 11))
    usual = situation(shop.snapshot, state, seen)
    state.set_setting("fiscal_month", 2, "甲", "the company's year")
    state.set_setting("first_weekday", 6, "甲", "")
    own = situation(shop.snapshot, state, seen)
    assert usual and own
    assert usual.period.now == Span(d(2026, 1, 1), d(2026, 2, 10))
    assert own.period.now == Span(d(2026, 2, 1), d(2026, 2, 10))
    assert own.period.previous == Span(d(2025, 11, 1), d(2025, 11, 10))
    assert own.standings[0].judgement.due == Decimal(10_000), "10 of 89 days"
    assert {w.span.start.weekday() for w in usual.standings[0].weeks} == {0}
    assert {w.span.start.weekday() for w in own.standings[0].weeks} == {6}
    assert own.standings[0].weeks[-1].span == Span(d(2026, 2, 1), d(2026, 2, 7))
    star = board(shop.snapshot, state, seen).star
    assert star and any(p.label == "目標（第 1 季）" for p in star.table)


def test_the_terminal_keeps_its_mondays_and_judges_by_the_fiscal_year(
    shop: World, state: State
) -> None:
    state.set_setting("fiscal_month", 2, "甲", "")
    state.set_setting("first_weekday", 6, "甲", "")
    asked = Span(d(2026, 1, 30), d(2026, 2, 10))
    told = terms(state, shop.snapshot.sources())
    kpis = [KPIS["conversions"]]
    whole, *_ = read_all(shop.snapshot, kpis, asked, (), {}, d(2026, 2, 11), told)
    assert whole.period.year.first_month == 2 and whole.period.now == asked
    weeks = read_all(shop.snapshot, kpis, asked, (Dimension.WEEK,), {}, d(2026, 2, 11), told)
    starts = [row.period.now.start for row in weeks]
    assert starts == [d(2026, 1, 30), d(2026, 2, 2), d(2026, 2, 9)], "cut off, then Mondays"
