"""From a goal to what it takes of each lever: solved by hand, held against the formula itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from data.text import LANGS, Text
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.levers import backwards_words as words
from kpi.levers.backwards import NOT_OURS, SCOPED, backwards, is_met, obstacle, on_course
from kpi.levers.backwards_board import backwards_board
from kpi.levers.solving import Moving, needed
from kpi.levers.to_come import ToCome
from kpi.pacing.due import EVEN
from kpi.pacing.ending import formed
from kpi.pacing.forecast import Forecast
from kpi.pacing.history import History
from kpi.pacing.pace import Pace
from kpi.period import Span
from kpi.view import View
from tests.kpi.conftest import World

NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 30))
NOBODY = Text("–", "–")
LEFT = Span(d(2026, 11, 21), d(2026, 11, 30))


@pytest.mark.parametrize(
    ("kpi", "target", "above", "below", "factor"),
    [
        # nothing moves, or moves both alike: no factor leads there
        ("orders", 150, Moving(100, 0), None, None),
        ("checkout_conversion", 0.02, Moving(100, 0), Moving(10_000, 0), None),
        ("orders", 10, Moving(100, 40), None, None),  # more would have to be undone than comes
        ("orders", 100, Moving(100, 40), None, 1),
        ("orders", 80, Moving(100, 40), None, 0.5),
        ("orders", 140, Moving(100, 40), None, 2),
        ("checkout_conversion", 0.012, Moving(100, 40), Moving(10_000, 0), 1.5),
        ("cac", 500, Moving(60_000, 0), Moving(100, 40), 1.5),
        ("cac", 0, Moving(60_000, 0), Moving(100, 40), None),
        ("roi", 2, Moving(250_000, 100_000), Moving(100_000, 0), 1.5),
        ("contribution", 50, Moving(100, 40), Moving(60, 0), 1.25),
        ("cpm", 0.12, Moving(10, 5), Moving(100_000, 0), 1.4),
    ],
)
def test_the_formula_read_backwards(
    kpi: str, target: float, above: Moving, below: Moving | None, factor: float | None
) -> None:
    found = needed(KPIS[kpi], target, above, below)
    assert found == (None if factor is None else pytest.approx(factor))
    if found is not None:  # read forwards it is the target again
        parts = [p.total + (found - 1) * p.moves for p in (above, below) if p]
        assert formed(KPIS[kpi], parts) == pytest.approx(target)


def test_a_form_without_a_way_back_has_no_factor() -> None:
    assert needed(KPIS["bounce_rate"], 0.4, Moving(60, 10), Moving(100, 10)) is None


def pace(kpi: str, target: str, value: float | None = None, **more: Any) -> Pace:
    goal = Goal("g", kpi, more.pop("scope", ()), "star", Decimal(target), NOBODY, NOBODY)
    told = Forecast(NOVEMBER, d(2026, 11, 20), **more)
    history = History(KPIS[kpi], d(2026, 1, 1))
    return Pace(goal, KPIS[kpi], NOVEMBER, history, EVEN, Decimal(target), value, None, True, told)


COMING = ToCome(
    LEFT,
    {"valid_sessions": 30_000, "site_orders": 450, "site_revenue": 450_000, "orders": 600,
     "revenue": 700_000, "new_customers": 200, "cost": 100_000, "marketing_cost": 140_000},
    {"valid_sessions": 10_000, "site_orders": 150, "site_revenue": 150_000, "orders": 200,
     "revenue": 230_000, "new_customers": 60, "cost": 30_000, "marketing_cost": 40_000},
)  # fmt: skip


def factors(told: Pace) -> dict[str, float | None]:
    """Return by how much each lever would have to grow; None where it does not lead there."""
    found = backwards(told, COMING)
    return {x.name: x.exactly and round(x.exactly / x.expected, 6) for x in found.levers}


@pytest.mark.parametrize(
    ("kpi", "target", "found"),
    [
        ("revenue", "700000", {"traffic": 1, "conversion": 1, "basket": 1}),
        ("revenue", "775000", {"traffic": 1.5, "conversion": 1.5, "basket": 1.5}),
        ("site_orders", "525", {"traffic": 1.5, "conversion": 1.5, "basket": None}),
        ("orders", "675", {"traffic": 1.5, "conversion": 1.5, "basket": None}),
        ("new_customers", "230", {"traffic": 1.5, "conversion": 1.5, "basket": None}),
        # more visits of the same rate never change a rate but towards that of the days left
        ("checkout_conversion", "0.0175", {"traffic": None, "conversion": 1.5, "basket": None}),
        ("aov", "1291.666667", {"traffic": None, "conversion": None, "basket": 1.5}),
        ("cac", "608.695652", {"traffic": 1.5, "conversion": 1.5, "basket": None}),
        ("blended_roas", "5.25", {"traffic": 1.5, "conversion": 1.5, "basket": 1.5}),
        ("valid_sessions", "35000", {"traffic": 1.5, "conversion": None, "basket": None}),
    ],
)
def test_each_lever_alone_takes_the_kpi_to_its_target(
    kpi: str, target: str, found: dict[str, float | None]
) -> None:
    told = factors(pace(kpi, target))
    assert told == {k: v if v is None else pytest.approx(v, rel=1e-5) for k, v in found.items()}


def test_orders_lacking_and_levers_as_people_read_them() -> None:
    found = backwards(pace("revenue", "775000"), COMING)
    assert found.orders == pytest.approx(75) and not found.spends
    assert [x.expected for x in found.levers] == [1_000, 0.015, 1_000]
    assert backwards(pace("cac", "600"), COMING).spends


def test_nine_chances_in_ten_take_as_much_more_as_forecasts_were_off() -> None:
    # 200,000 are still to come, of which nine times in ten at least 0.8 came
    told = pace("revenue", "700000", so_far=500_000, total=700_000.0, low=660_000, high=750_000)
    by_visits = backwards(told, COMING).levers[0]
    assert by_visits.exactly == pytest.approx(1_000)
    # 0.8 · (200,000 + x · 150,000) = 200,000
    assert by_visits.surely == pytest.approx(1_000 * (1 + 50_000 / 150_000))
    ratio = pace("cac", "600", so_far=700, total=700.0, low=650, high=750)
    assert {x.surely for x in backwards(ratio, COMING).levers} == {None}
    nothing = pace("revenue", "700000", so_far=500_000, total=700_000.0)
    assert {x.surely for x in backwards(nothing, COMING).levers} == {None}


@pytest.mark.parametrize(
    ("told", "coming", "why"),
    [
        (pace("add_to_cart_rate", "0.1"), COMING, NOT_OURS.fill(kpi=KPIS["add_to_cart_rate"].name)),
        (pace("cost", "1"), COMING, NOT_OURS.fill(kpi=KPIS["cost"].name)),
        (pace("revenue", "1", scope=(("platform", "shop"),)), COMING, SCOPED),
        (pace("revenue", "1"), COMING, None),
    ],
)
def test_why_levers_do_not_lead_to_a_goal(told: Pace, coming: ToCome, why: Any) -> None:
    assert obstacle(told, coming) == why
    if why is None:
        assert obstacle(told, None) and obstacle(told, replace(coming, totals={"revenue": 1.0}))


@pytest.mark.parametrize(
    ("kpi", "target", "value", "total", "met", "course"),
    [
        ("revenue", "100", None, None, False, False),
        ("revenue", "0", 0, 0.0, True, True),
        ("revenue", "100", 99, 100.0, False, True),
        ("revenue", "100", 100, 130.0, True, True),
        ("cac", "600", 590, 610.0, False, False),
        ("cac", "600", 700, 600.0, False, True),
    ],
)
def test_met_and_on_course(
    kpi: str, target: str, value: float | None, total: float | None, met: bool, course: bool
) -> None:
    told = pace(kpi, target, value, total=total)
    assert (is_met(told), on_course(told)) == (met, course)


GOAL = {
    "id": "g", "kpi": "revenue", "rank": "star", "target": "100000", "period": "month",
    "owner": {"zh": "小林", "en": "Lin"}, "step": {"zh": "觀察", "en": "Watch"},
}  # fmt: skip


@pytest.fixture
def shop(world: World) -> World:
    """Return a shop of 200 even days: 1,000 visits, 15 orders and 3,000 of revenue each."""
    first, last = d(2026, 5, 2), d(2026, 11, 17)
    money = {"gross": 3_200, "discounts": 200, "refunds": 0, "revenue": 3_000}
    site = {"site_orders": 15, "site_revenue": 3_000, "site_new_customers": 5}
    told = {"orders": 15, **money, **site}
    both = {f"{n}_{state}": v for n, v in told.items() for state in ("placed", "paid")}
    world.account("g", "ga4", None, None, first=first).account("s", "shopline", first=first)
    world.days("g", first, last, sessions=1_000)
    return world.days("s", first, last, **both)


def test_the_page_of_each_goal(shop: World, state: State, view: Callable[..., View]) -> None:
    odd: dict[str, dict[str, Any]] = {
        "past": {"end": "2026-11-10"},
        "later": {"start": "2026-12-01"},
        "met": {"target": "50000"},
        "young": {"kpi": "repurchase_90d", "target": "0.3"},
        "short": {},
    }
    state.save_goals([{**GOAL, **goal, "id": name} for name, goal in odd.items()], "test", "")
    told = {name: backwards_board(shop.snapshot, state, view(), name) for name in odd}
    assert [told[name].chosen for name in odd] == list(odd)
    assert backwards_board(shop.snapshot, state, view(), "gone").chosen in odd
    assert all(len(board.facts) == 4 for board in told.values())
    assert told["past"].sentence == words.PAST.fill(name="營收", day="11/10").zh
    assert told["later"].sentence == words.LATER.fill(name="營收", day="12/1").zh
    assert "已經達標" in told["met"].sentence and "還不能預估" in told["young"].sentence
    assert not any(told[name].levers for name in odd if name != "short")
    board = told["short"]  # 13 days left of 3,000 each, 51,000 so far: 10,000 lack of 39,000
    assert "90,000" in board.sentence
    assert [x.change for x in board.levers] == ["+25.6%"] * 3
    assert (board.levers[0].expected, board.levers[0].exactly) == ("1,000", "1,256")
    assert board.spend_note and not board.spend, "there are no curves without spend"


@pytest.mark.parametrize("lang", LANGS)
def test_without_goals_or_facts_it_says_so(
    world: World, state: State, view: Callable[..., View], lang: Any
) -> None:
    nothing = backwards_board(world.snapshot, state, view(lang=lang), "")
    assert nothing.sentence == words.NO_FACTS.to(lang)
