"""Odd days: the robust rule, what a day is called, and the money it is told with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from datetime import timedelta
from typing import Any

import pytest

from data.state import State
from kpi.anomalies import wording
from kpi.anomalies.anomaly import Anomalies, Anomaly, How, Kind
from kpi.anomalies.found import anomalies
from kpi.anomalies.rule import LASTS, odd_days
from kpi.facts.completeness import completeness
from kpi.period import Span, to_date
from kpi.terms import Terms
from tests.bench.pacing import AT_MOST, FINDS, odd
from tests.data.sample_shop import Shop, filled
from tests.kpi.conftest import TODAY
from tests.kpi.test_pace import FIRST, LAST, spent

WAVER = (0, 40, -20, 10, -30, 20, -10, 30, -40)
"""Nine, so that no weekday keeps one of its own."""


def days(count: int = 200, level: float = 1000.0) -> list[float | None]:
    """Return days that waver by at most 4 %."""
    return [level * (1 + WAVER[n % len(WAVER)] / 1000) for n in range(count)]


def found(values: list[float | None], since: int = 100) -> list[int]:
    return [one.at for one in odd_days(values, weekday=0, since=since)[0]]


# -- the rule ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "changed", "at"),
    [
        ("nothing", {}, []),
        ("a loss", {150: 400.0}, [150]),
        ("a day of nothing", {150: 0.0}, [150]),
        ("a gain", {150: 1900.0}, [150]),
        ("two apart", {150: 400.0, 160: 2000.0}, [150, 160]),
        ("a day nobody told", {150: None}, []),
        ("below zero", {150: -5.0}, []),
        ("before anybody asked", {90: 400.0}, []),
    ],
)  # fmt: skip
def test_which_days_are_odd(said: str, changed: dict[int, float | None], at: list[int]) -> None:
    values = days()
    for place, value in changed.items():
        values[place] = value
    assert found(values) == at


def test_an_odd_day_never_enters_its_own_baseline() -> None:
    alone, many = days(), days()
    many[100:140:2] = [100.0] * 20  # every second day for forty days
    alone[150], many[150] = 800.0, 800.0
    (one,), (*_, other) = odd_days(alone, 0, 150)[0], odd_days(many, 0, 150)[0]
    assert other.at == 150
    # half of the plain days are left to the weekdays' medians, and none of the odd ones
    assert other.expected == pytest.approx(one.expected, rel=0.04)


def test_a_new_level_is_known_after_a_week() -> None:
    values = days()
    values[150:] = [v * 1.5 for v in values[150:] if v is not None]
    at = found(values)
    assert at[:LASTS] == list(range(150, 150 + LASTS))
    assert at[-1] < 150 + 2 * LASTS and found(values, since=170) == []


def test_a_closed_weekday_is_nothing_odd() -> None:
    values = [0.0 if n % 7 == 6 else v for n, v in enumerate(days())]
    assert found(values) == []
    values[150] = 0.0
    assert found(values) == [150]


@pytest.mark.parametrize(("value", "is_odd"), [(1.0, False), (14.0, False), (25.0, True)])
def test_few_are_judged_as_counting_wavers(value: float, is_odd: bool) -> None:
    values: list[float | None] = [4.0] * 200
    values[150] = value
    assert bool(found(values)) is is_odd


def test_four_weeks_are_needed_before_anything_is_judged() -> None:
    values = days(60)
    values[27] = values[40] = 1.0
    assert found(values, since=0) == [40]


@pytest.mark.slow
def test_sixty_percent_lost_are_found_with_few_false_alarms() -> None:
    robust, plain = odd(range(100, 103))
    assert robust.found >= FINDS and robust.false <= AT_MOST
    assert plain.found < 0.5  # 3σ of the 28 days before


# -- what a day is called ---------------------------------------------------------------------


ORDINARY = {"orders": 80, "revenue": 96_000, "sessions": 4_000, "cost": 6_000}


@pytest.fixture
def company(world: Any, state: State, view: Callable[..., Any]) -> Callable[..., Anomalies]:
    """Return a way to look at a shop whose last days were changed: by how many times usual."""

    def look(changed: dict[d, dict[str, float]] | None = None, **more: Any) -> Anomalies:
        spent(world, "店", "shop", _drawn("orders", "revenue"),
              "orders_placed, orders_paid, revenue_placed, revenue_paid", first=FIRST)  # fmt: skip
        spent(world, "站", "ga4", _drawn("sessions"), "sessions", first=FIRST)
        spent(world, "甲", "google_ads", _drawn("cost"), "cost", first=FIRST, **more)
        for day, times in (changed or {}).items():
            for name, by in times.items():
                _multiply(world, day, name, by)
        known = completeness(world.snapshot, [to_date("quarter", LAST)], TODAY, Terms("TWD"))
        return anomalies(world.snapshot, state, view(), known, LAST)

    return look


def _drawn(*names: str) -> str:
    """Return the SQL of figures that waver by the day; of a shop placed and paid alike."""
    waver = f"[{', '.join(map(str, WAVER))}][1 + datediff('day', date '2026-01-01', t.day) % 9]"
    told = [f"({ORDINARY[name]} * (1000 + {waver})) // 1000" for name in names]
    twice = 2 if "orders" in names else 1
    return ", ".join(one for one in told for _ in range(twice))


def _multiply(world: Any, day: d, name: str, by: float) -> None:
    columns = [f"{name}_placed", f"{name}_paid"] if name in ("orders", "revenue") else [name]
    for column in columns:
        world.con.execute(
            f"update account_days set {column} = {column} * ? where day = ? and {column} > 0",  # noqa: S608
            [by, day],
        )


def one(found: Anomalies) -> Anomaly:
    (only,) = found.found
    return only


DAY = d(2026, 11, 5)
CALLED: list[tuple[str, dict[str, float], Kind, How, float]] = [
    ("revenue gone", {"orders": 0.4, "revenue": 0.4}, Kind.SALES, How.REVENUE, -57_600),
    ("orders alone", {"orders": 2}, Kind.SALES, How.ORDERS, 96_000),
    ("bots", {"sessions": 2.6}, Kind.BOTS, How.NOTHING, 0),
    ("tracking", {"sessions": 0.1}, Kind.TRACKING, How.NOTHING, 0),
    ("a few more visits", {"sessions": 1.4}, Kind.VISITS, How.NOTHING, 0),
    ("a sale", {"sessions": 2, "orders": 3, "revenue": 3}, Kind.SALES, How.REVENUE, 192_000),
    ("money burnt", {"cost": 2}, Kind.SPENDING, How.COST, 6_000),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("said", "times", "kind", "how", "stake"), CALLED,
                         ids=[c[0] for c in CALLED])  # fmt: skip
def test_what_an_odd_day_is(
    company: Any, said: str, times: dict[str, float], kind: Kind, how: How, stake: float
) -> None:
    only = one(company({DAY: times}))
    assert (only.days, only.kind, only.how) == (Span(DAY, DAY), kind, how)
    assert only.stake == pytest.approx(stake, rel=0.1, abs=1)


@pytest.mark.slow
def test_days_in_a_row_are_one_and_their_money_is_added(company: Any) -> None:
    run = {DAY + timedelta(n): {"cost": 2.0} for n in range(3)}
    only = one(company(run))
    assert only.days == Span(DAY, DAY + timedelta(2))
    assert only.stake == pytest.approx(18_000, rel=0.1)
    (line,) = wording.lines(Anomalies(only.days, (only,), {}), "TWD", "zh")
    assert line.days == "11/5–11/7" and "Google Ads・廣告花費" in line.what


@pytest.mark.slow
def test_a_source_that_stopped_is_said_and_no_anomaly(company: Any) -> None:
    found = company(complete_to=LAST - timedelta(5))
    assert (found.found, found.silent) == ((), {"google_ads": LAST - timedelta(5)})
    notes = wording.notes(found, "zh")
    assert wording.NONE.fill(days="10/21–11/17").zh in notes
    assert wording.SILENT.fill(platform="Google Ads", day="11/12").zh in notes


@pytest.mark.slow
def test_the_last_day_of_analytics_is_not_judged_while_it_fills_up(company: Any) -> None:
    assert company({LAST: {"sessions": 0.3}}).found == ()


@pytest.mark.slow
def test_money_has_a_sign_and_says_how_it_is_told(company: Any) -> None:
    found = company({DAY: {"orders": 0.4, "revenue": 0.4}, LAST: {"cost": 1.5}})
    newest, sold = wording.lines(found, "TWD", "en")
    assert newest.stake.startswith("+3,") and newest.how == wording.HOWS[How.COST].en
    assert sold.stake.startswith("−5") and "Revenue" in sold.what and "less" in sold.what


# -- the sample shop --------------------------------------------------------------------------


@pytest.mark.slow
def test_the_planted_bot_day_is_found(
    tmp_path_factory: pytest.TempPathFactory, view: Callable[..., Any]
) -> None:
    shop: Shop = filled(tmp_path_factory)
    today, snapshot = d.fromisoformat(shop.truth["today"]), shop.snapshot
    planted, last = shop.truth["stories"]["bots"], today - timedelta(1)
    known = completeness(snapshot, [to_date("quarter", last)], today, Terms("TWD"))
    found = anomalies(snapshot, shop.state, view(today=today), known, last)
    bots = [a for a in found.found if a.kind is Kind.BOTS]
    assert [a.days.start.isoformat() for a in bots] == [planted["day"]]
    more = bots[0].figures[0].difference
    assert more == pytest.approx(planted["sessions"], rel=0.1)
    assert bots[0].stake == 0.0
    stopped = shop.truth["stories"]["stopped"]
    assert found.silent[stopped["platform"]].isoformat() == stopped["last"]
