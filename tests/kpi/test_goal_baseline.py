"""Baselines read from the data, with why there is none; what an imported plan says of a goal."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import Conflict, State
from data.text import LANGS, Text
from kpi.cut import cut_of
from kpi.goals.baseline import Found, baselines
from kpi.goals.completing import filled, keep, quarter_of_work
from kpi.goals.fields import as_doc
from kpi.goals.goal import Goal
from kpi.goals.planned import planned
from kpi.period import Span, Year
from kpi.terms import Terms
from tests.kpi.conftest import World

pytestmark = pytest.mark.slow
D, WORD = Decimal, Text("甲", "A")
TODAY, TWD = d(2026, 11, 18), Terms("TWD")
GOOGLE = {"platform": "google_ads"}
Q2, Q3 = Span(d(2026, 4, 1), d(2026, 6, 30)), Span(d(2026, 7, 1), d(2026, 9, 30))


def goal(kpi: str, scope: dict[str, str] | None = None, **more: Any) -> Goal:
    whole: dict[str, Any] = {"rank": "core", "target": D(1), "owner": WORD, "step": WORD, **more}
    return Goal(id=kpi, kpi=kpi, scope=cut_of(scope or {}), **whole)


@pytest.fixture
def ads(world: World) -> World:
    """Return a Google account with a better second quarter and a worse third."""
    world.account("甲", "google_ads", first=d(2026, 4, 1))
    world.days("甲", Q2.start, Q2.end, cost=D(100), link_clicks=20, clicks_all=20,
               impressions=500, conversions=D(2))  # fmt: skip
    # half the days of the third bring ten times the volume: a mean of days would be another rate
    world.days("甲", Q3.start, d(2026, 8, 15), cost=D(300), link_clicks=30, clicks_all=30,
               impressions=2000, conversions=D(3))  # fmt: skip
    world.days("甲", d(2026, 8, 16), Q3.end, cost=D(30), link_clicks=6, clicks_all=6,
               impressions=200, conversions=D(1))  # fmt: skip
    return world.days("甲", d(2026, 10, 1), d(2026, 11, 17), cost=D(1), link_clicks=1,
                      clicks_all=1, impressions=100, conversions=D(1))  # fmt: skip


def read(world: World, one: Goal, today: d = TODAY, terms: Terms = TWD) -> Found:
    return baselines(world.snapshot, one, today, terms)


def values(found: Found) -> tuple[Any, Any]:
    return found.last and found.last.value, found.best and found.best.value


@pytest.mark.parametrize(
    ("kpi", "more", "last", "best"),
    [
        # 46 days of 30/2000 and 46 of 6/200: 1656 of 101,200
        ("ctr", {}, D("0.01636"), D("0.04")),
        # lower is better: 15,180 of 1,656 against 100 of 20
        ("cpc", {}, D("9.167"), D(5)),
        # a sum is told per period of its goal
        ("conversions", {"period": "quarter"}, D(184), D(184)),
        ("conversions", {"period": "month"}, D(61), D(61)),
        ("conversions", {"period": "week"}, D(14), D(14)),
        # of a band no quarter is the best
        ("cost", {"period": "quarter"}, D(15180), None),
    ],
)
def test_the_last_whole_quarter_and_the_best(
    ads: World, kpi: str, more: Any, last: Decimal, best: Decimal | None
) -> None:
    found = read(ads, goal(kpi, GOOGLE, **more))
    assert values(found) == (last, best) and found.why is None
    assert found.last is not None and (found.last.span, found.last.basis) == (Q3, "last_quarter")
    assert found.last.source == "2026/7/1–2026/9/30"


NONE: list[tuple[str, dict[str, str], d, str]] = [
    ("ctr", GOOGLE, d(2026, 6, 30), "2026/04/01"),  # its first quarter is not over
    ("ctr", {"platform": "meta_ads"}, TODAY, "沒有資料"),
    ("cac", {}, TODAY, "沒有資料"),  # no orders at all
    ("frequency", GOOGLE, TODAY, "分母是 0"),  # reach does not add
]


@pytest.mark.parametrize(("kpi", "scope", "today", "why"), NONE, ids=lambda x: str(x)[:20])
def test_no_answer_says_why(
    ads: World, kpi: str, scope: dict[str, str], today: d, why: str
) -> None:
    found = read(ads, goal(kpi, scope), today)
    assert found.last is None and found.why is not None
    assert why in found.why.zh and all(found.why.to(lang) for lang in LANGS)


def test_without_data_there_is_a_reason_too() -> None:
    found = baselines(None, goal("ctr"), TODAY, TWD)
    assert (found.last, found.best) == (None, None) and found.why and "匯入" in found.why.zh


def test_a_quarter_that_ends_too_early_is_no_ground(world: World) -> None:
    world.account("甲", "google_ads", first=d(2026, 4, 1), complete_to=d(2026, 9, 20))
    world.days("甲", d(2026, 4, 1), d(2026, 9, 20), link_clicks=2, clicks_all=2, impressions=100)
    found = read(world, goal("ctr", GOOGLE))
    assert values(found) == (None, D("0.02")) and found.why and "季末" in found.why.zh


def test_claims_of_several_platforms_are_no_baseline(ads: World) -> None:
    ads.account("乙", "meta_ads").days("乙", Q3.start, Q3.end, conversions=D(5))
    assert read(ads, goal("conversions")).last is None


def test_a_fiscal_quarter_is_the_teams_own(ads: World) -> None:
    found = read(ads, goal("ctr", GOOGLE), terms=Terms("TWD", year=Year(first_month=2)))
    assert found.last and found.last.span == Span(d(2026, 8, 1), d(2026, 10, 31))


# -- what the plan says -------------------------------------------------------------------------

MONTH = (d(2026, 12, 1), d(2026, 12, 31))
PLANS: list[tuple[str, Goal, list[tuple[Any, ...]], Any]] = [
    ("nothing planned", goal("revenue"), [], None),
    ("another KPI", goal("revenue"), [(*MONTH, None, "cac", 600)], None),
    ("by its Chinese name", goal("revenue"), [(*MONTH, None, "營收", 3)], (("2026-12", D(3)),)),
    ("of a month that is over", goal("revenue"),
     [(d(2026, 10, 1), d(2026, 10, 31), None, "revenue", 3)], None),
    ("of its platform", goal("cpa", GOOGLE), [(*MONTH, "Google", "cpa", 450),
     (*MONTH, None, "cpa", 1), (*MONTH, "FB", "cpa", 2)], (("2026-12", D(450)),)),
    ("two lines that agree", goal("revenue"),
     [(*MONTH, None, "revenue", 3), (*MONTH, None, "營收", 3)], (("2026-12", D(3)),)),
    ("two that do not", goal("revenue"),
     [(*MONTH, None, "revenue", 3), (*MONTH, None, "營收", 4)], ()),
    ("half a month", goal("revenue"), [(d(2026, 12, 1), d(2026, 12, 15), None, "revenue", 3)],
     None),
    ("a rate of 160 %", goal("ctr"), [(*MONTH, None, "ctr", "1.6")], ()),
    ("a rate", goal("ctr"), [(*MONTH, None, "CTR", "0.016")], (("2026-12", D("0.016")),)),
    ("below the platform", goal("cpa", {**GOOGLE, "account": "甲"}),
     [(*MONTH, "Google", "cpa", 450)], None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "one", "lines", "monthly"), PLANS, ids=[p[0] for p in PLANS])
def test_what_a_plan_says_of_a_goal(
    world: World, said: str, one: Goal, lines: list[tuple[Any, ...]], monthly: Any
) -> None:
    for n, (first, last, platform, kpi, target) in enumerate(lines):
        world.planned(first, last, platform, None, sheet=70 + n, kpi=kpi, target=D(target))
    found = planned(world.snapshot, one, TODAY, "TWD")
    assert (found and found.monthly) == monthly
    assert monthly != () or (found and found.unclear == ("2026-12",))


def test_money_of_another_currency_is_no_target(world: World) -> None:
    world.planned(*MONTH, None, None, kpi="revenue", target=D(3), currency="USD")
    world.planned(*MONTH, None, None, kpi="ctr", target=D("0.02"), currency="USD")
    assert planned(world.snapshot, goal("revenue"), TODAY, "TWD") is None
    assert planned(world.snapshot, goal("ctr"), TODAY, "TWD") is not None


def test_days_make_a_month_where_all_of_them_are_planned(world: World) -> None:
    for day in Span(*MONTH).each_day():
        world.planned(day.start, day.end, None, None, kpi="revenue", target=D(2))
    world.planned(d(2027, 1, 1), d(2027, 1, 1), None, None, kpi="revenue", target=D(9))
    world.planned(*MONTH, None, None, reserve=D(20))
    found = planned(world.snapshot, goal("revenue"), TODAY, "TWD")
    assert found is not None
    assert (found.monthly, len(found.daily)) == ((("2026-12", D(62)),), 32)
    assert found.reserve == (("2026-12", D(20)),), "kept back, and part of no target"


# -- filling in what the data know --------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "last"),
    [(d(2026, 10, 1), d(2026, 12, 31)), (d(2026, 11, 30), d(2026, 12, 31)),
     (d(2026, 12, 1), d(2027, 3, 31))],
)  # fmt: skip
def test_a_quarter_that_is_nearly_over_is_too_short(today: d, last: d) -> None:
    assert quarter_of_work(today, TWD).end == last


def test_baselines_and_deadlines_are_filled_in_at_once(ads: World, state: State) -> None:
    ctr = goal("ctr", GOOGLE, low=D("0.01"))
    cac = goal("cac", high=D(700))
    held = goal("cpc", GOOGLE, high=D(9), confirmed_on=TODAY)
    watched = goal("cpm", GOOGLE, rank="watched")
    state.save_goals([as_doc(g, {}) for g in (ctr, cac, held, watched)], "甲", "new")
    docs = state.goals()
    found = filled(ads.snapshot, [Goal.from_doc(doc) for doc in docs], TODAY, TWD)
    assert [(f.new.kpi, f.new.baseline, f.new.end, bool(f.why)) for f in found] == [
        ("cac", None, d(2026, 12, 31), True), ("ctr", D("0.01636"), d(2026, 12, 31), False),
    ]  # fmt: skip
    keep(state, found, docs, "乙", "補上")
    kept = {doc["id"]: doc for doc in state.goals()}
    assert (kept["ctr"]["basis"], kept["ctr"]["start"]) == ("last_quarter", "2026-10-01")
    assert (kept["ctr"]["measured_on"], kept["cpc"]["version"]) == ("2026-11-18", 1)
    with pytest.raises(Conflict):
        keep(state, found, docs, "丙", "twice")
