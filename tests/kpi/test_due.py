"""What is due by a day: evenly, as last year's season, or as the plan says; and when it cannot."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from data.text import Text
from kpi.card import Verdict
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.goals.targets import target_in, target_of
from kpi.pacing.due import EVEN, NO_LAST_YEAR, NO_PLAN, YEAR, course_of, due_by, planned_days
from kpi.pacing.history import History
from kpi.period import Period, Span, Year, calendar_span
from kpi.status import judge
from tests.kpi.test_status import reading

NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 30))
DAYS = [s.start for s in NOVEMBER.each_day()]
SOMEBODY = Text("林怡君", "Lin")


def goal(**more: Any) -> Goal:
    whole = {"target": Decimal(3_000_000), "share": Decimal("0.8"), "scope": (), **more}
    return Goal(id="g", kpi="revenue", rank="star", owner=SOMEBODY, step=SOMEBODY, **whole)


def last_year(values: list[float | None]) -> History:
    return History(KPIS["revenue"], DAYS[0] - YEAR, tuple(values), (), d(2026, 11, 10))


def test_a_month_on_the_tenth_is_judged_by_what_is_due_on_the_tenth() -> None:
    """kpis.md 6: 3,000,000 evenly, 1,240,000 by day 10 of 30: 1,000,000 due, 41 %, good."""
    first = Span(d(2026, 11, 1), d(2026, 11, 10))
    sold = reading("revenue", Decimal(1_240_000), span=first, scope=())
    found = judge(sold, goal(), d(2026, 11, 11))
    assert (found.due, found.verdict) == (1_000_000, Verdict.GOOD)
    assert found.attained is not None and round(found.attained, 2) == Decimal("0.41")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (d(2026, 10, 31), 0),
        (d(2026, 11, 1), 100_000),
        (d(2026, 11, 15), 1_500_000),
        (d(2026, 11, 30), 3_000_000),
        (d(2026, 12, 9), 3_000_000),
    ],
)
def test_evenly(day: d, due: int) -> None:
    assert due_by(goal(), NOVEMBER, day) == due


def test_as_the_same_season_last_year() -> None:
    asked = goal(shape="last_year")
    course = course_of(asked, NOVEMBER, last_year([2.0] * 10 + [7.0] + [1.0] * 19))
    assert course.fell_back is None
    # 20 + 7 + 19 = 46 parts; the sale of the eleventh day meets the same weekday this year
    assert due_by(asked, NOVEMBER, d(2026, 11, 10), course) == Decimal(3_000_000) * 20 / 46
    assert due_by(asked, NOVEMBER, d(2026, 11, 11), course) == Decimal(3_000_000) * 27 / 46
    assert due_by(asked, NOVEMBER, NOVEMBER.end, course) == 3_000_000
    assert {(day - YEAR).weekday() - day.weekday() for day in DAYS} == {0}


@pytest.mark.parametrize(
    "values",
    [[], [1.0] * 29, [1.0] * 29 + [None], [0.0] * 30, [2.0] * 29 + [-1.0]],
    ids=["nothing", "a day short", "a day nobody told", "nothing sold", "below zero"],
)
def test_a_season_that_is_not_all_known_falls_back_and_says_so(values: Any) -> None:
    found = course_of(goal(shape="last_year"), NOVEMBER, last_year(values))
    assert (found.weights, found.fell_back) == ({}, NO_LAST_YEAR)
    assert due_by(goal(), NOVEMBER, d(2026, 11, 10), found) == 1_000_000


def test_the_status_follows_the_shape() -> None:
    asked = goal(shape="last_year")
    course = course_of(asked, NOVEMBER, last_year([1.0] * 10 + [4.0] * 20))
    ten = Span(d(2026, 11, 1), d(2026, 11, 10))
    sold = reading("revenue", Decimal(400_000), span=ten, scope=())
    assert judge(sold, asked, d(2026, 11, 11)).verdict is Verdict.ACT
    assert judge(sold, asked, d(2026, 11, 11), course).verdict is Verdict.GOOD


def test_only_sums_have_a_course() -> None:
    ratio = dataclasses.replace(last_year([1.0] * 30), kpi=KPIS["aov"])
    assert course_of(goal(shape="last_year"), NOVEMBER, ratio) is EVEN


PLANS: list[tuple[str, list[tuple[d, d, str, str | None, int]], bool]] = [
    ("the month", [(d(2026, 11, 1), d(2026, 11, 30), "revenue", None, 3_000_000)], True),
    ("by its name", [(d(2026, 11, 1), d(2026, 11, 30), "營收", None, 3_000_000)], True),
    ("another KPI's", [(d(2026, 11, 1), d(2026, 11, 30), "cac", None, 600)], False),
    ("a platform's", [(d(2026, 11, 1), d(2026, 11, 30), "revenue", "Google", 3)], False),
    ("half of it", [(d(2026, 11, 1), d(2026, 11, 15), "revenue", None, 3_000_000)], False),
    ("nothing at all", [], False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "lines", "covers"), PLANS, ids=[p[0] for p in PLANS])
def test_as_the_plan_says(world: Any, said: str, lines: Any, covers: bool) -> None:
    for first, last, kpi, platform, target in lines:
        world.planned(first, last, platform, None, kpi=kpi, target=Decimal(target))
    asked = goal(shape="plan")
    found = course_of(asked, NOVEMBER, last_year([]), planned_days(world.snapshot, asked, NOVEMBER))
    assert bool(found.weights) is covers
    assert found.fell_back == (None if covers else NO_PLAN.fill(kpi=KPIS["revenue"].name))


def test_of_two_lines_the_one_of_fewer_days_tells(world: Any) -> None:
    world.planned(d(2026, 11, 1), d(2026, 11, 30), None, None, kpi="revenue", target=Decimal(30))
    world.planned(d(2026, 11, 11), d(2026, 11, 11), None, None, kpi="revenue", target=Decimal(71))
    asked = goal(shape="plan")
    course = course_of(
        asked, NOVEMBER, last_year([]), planned_days(world.snapshot, asked, NOVEMBER)
    )
    assert due_by(asked, NOVEMBER, d(2026, 11, 10), course) == Decimal(3_000_000) * 10 / 100
    assert due_by(asked, NOVEMBER, d(2026, 11, 11), course) == Decimal(3_000_000) * 81 / 100


def test_a_platforms_goal_reads_the_platforms_line(world: Any) -> None:
    world.planned(d(2026, 11, 1), d(2026, 11, 30), "Google 廣告", None, kpi="revenue",
                  target=Decimal(30))  # fmt: skip
    asked = goal(shape="plan", scope=(("platform", "google_ads"),))
    found = planned_days(world.snapshot, asked, NOVEMBER)
    assert set(found) == set(DAYS) and set(found.values()) == {Decimal(1)}
    assert DAYS[0] - timedelta(1) not in found


def test_a_goal_with_days_of_its_own_is_its_own_plan() -> None:
    daily = tuple((day, Decimal(2 if day.day <= 10 else 1)) for day in DAYS)
    asked = goal(shape="plan", daily=daily)
    course = course_of(asked, NOVEMBER, last_year([]), {})
    assert course is EVEN
    assert due_by(asked, NOVEMBER, d(2026, 11, 10), course) == 20
    assert due_by(asked, NOVEMBER, NOVEMBER.end, course) == 40
    assert due_by(asked, NOVEMBER, d(2026, 10, 31), course) == 0


def test_a_month_with_a_target_of_its_own() -> None:
    asked = goal(monthly=(("2026-11", Decimal(3_900_000)),))
    assert due_by(asked, NOVEMBER, d(2026, 11, 10)) == 1_300_000
    course = course_of(
        dataclasses.replace(asked, shape="last_year"), NOVEMBER, last_year([3.0] + [1.0] * 29)
    )
    assert due_by(asked, NOVEMBER, d(2026, 11, 1), course) == Decimal(3_900_000) * 3 / 32


QUARTERS = [
    # a quarter of the company's own year, what its third month weighs in it
    (1, Span(d(2026, 10, 1), d(2026, 12, 31)), d(2026, 11, 30), 61),
    (4, Span(d(2026, 10, 1), d(2026, 12, 31)), d(2026, 11, 30), 61),
    (7, Span(d(2026, 10, 1), d(2026, 12, 31)), d(2026, 11, 30), 61),
    (2, Span(d(2026, 11, 1), d(2027, 1, 31)), d(2026, 12, 31), 61),
    (3, Span(d(2026, 12, 1), d(2027, 2, 28)), d(2027, 1, 31), 62),
    (12, Span(d(2027, 12, 1), d(2028, 2, 29)), d(2028, 1, 31), 62),
]


@pytest.mark.parametrize(("first_month", "whole", "day", "gone"), QUARTERS)
def test_a_quarter_is_judged_by_the_companys_own(
    first_month: int, whole: Span, day: d, gone: int
) -> None:
    """A month without a target of its own is its share of the fiscal quarter's days."""
    year, target = Year(first_month=first_month), Decimal(9_000_000)
    assert calendar_span("quarter", day, year) == whole
    plain = goal(target=target, period="quarter")
    even = target * gone / whole.days
    assert due_by(plain, whole, day) == even
    # one day says what it would have brought anyway: nothing may move
    first = target / whole.days
    same = goal(target=target, period="quarter", daily=((whole.start, first),))
    assert abs(due_by(same, whole, day) - even) < Decimal("0.01")
    assert abs(target_of(same, whole) - target) < Decimal("0.01")
    period = Period(Span(whole.start, day), whole, whole, year)
    sold = dataclasses.replace(
        reading("revenue", even, span=Span(whole.start, day), scope=()), period=period
    )
    found = judge(sold, same, day)
    assert found.verdict is Verdict.GOOD and found.elapsed is not None
    assert abs(found.elapsed - Decimal(gone) / whole.days) < Decimal("0.0001")
    assert target_in(same, period) == target_of(same, whole)


@pytest.mark.parametrize("first_month", [1, 2, 4, 7])
def test_a_month_of_its_own_takes_nothing_from_the_others(first_month: int) -> None:
    whole = calendar_span("quarter", d(2026, 11, 22), Year(first_month=first_month))
    months = whole.split("month")
    own = goal(target=Decimal(9_000_000), period="quarter", monthly=(("2026-11", Decimal(5)),))
    others = sum((Decimal(9_000_000) * m.days / whole.days
                  for m in months if m.start.month != 11), Decimal(0))  # fmt: skip
    assert target_of(own, whole) == others + 5
