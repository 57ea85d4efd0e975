"""The past of an account as a fit reads it, and the book that is kept: odd stores first."""

from __future__ import annotations

from datetime import date as d
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest

from data.state import State
from data.text import Text
from kpi.calendar.occasion import Occasion
from kpi.period import Span
from kpi.response import kept
from kpi.response.besides import besides
from kpi.response.book import fitted, read, written
from kpi.response.past import HOLES, NO_CURRENCY, NO_ORDERS, NO_SPEND, NO_WEEKS, Past, past
from kpi.response.prices import drift
from kpi.terms import Terms
from kpi.whatif import working
from kpi.whatif.account import NEVER_PAID, Account, account
from tests.kpi.conftest import TODAY, World

pytestmark = pytest.mark.slow

FIRST, LAST = d(2025, 11, 3), d(2026, 11, 17)
TWD = Terms("TWD")
DECEMBER = Span(d(2026, 12, 1), d(2026, 12, 31))


def weeks_of(world: World, name: str, first: d, each: list[int]) -> World:
    """Spend so much on every Wednesday of weeks in a row."""
    for n, amount in enumerate(each):
        world.day(name, first + timedelta(7 * n + 2), cost=Decimal(amount))
    return world


def shop(world: World, weeks: int = 54, orders: int = 5) -> World:
    """Add a shop that sells the same every day."""
    world.account("店", "shop", first=FIRST)
    each = {f"{m}_{x}": orders for m in ("orders", "site_orders") for x in ("placed", "paid")}
    return world.days("店", FIRST, FIRST + timedelta(7 * weeks - 1), **each)


def told(world: World, terms: Terms = TWD, found: tuple[Occasion, ...] = ()) -> Past | Text:
    return past(world.snapshot, terms, found, TODAY)


def late_shop() -> World:
    """Return a shop whose first week is not over."""
    made = World().account("店", "shop", first=d(2026, 11, 10))
    return made.days("店", d(2026, 11, 10), LAST, orders_placed=3, orders_paid=3)


def advertiser(world: World) -> World:
    return world.account("甲", "meta_ads", first=FIRST).day("甲", FIRST, cost=Decimal(10))


def test_what_is_missing_is_said(world: World) -> None:
    assert told(world) is NO_ORDERS
    assert told(world, Terms()) is NO_CURRENCY
    assert told(advertiser(World())) is NO_ORDERS
    assert told(late_shop()) is NO_SPEND
    assert told(advertiser(late_shop())) is NO_WEEKS


def test_weeks_begin_on_monday_and_orders_end_where_they_are_mature(world: World) -> None:
    """Spend reaches to the last Sunday, orders to that before the fourteen days to pay."""
    shop(world).account("甲", "meta_ads", first=FIRST)
    weeks_of(world, "甲", FIRST, [100 + n for n in range(54)])
    found = told(world)
    assert isinstance(found, Past)
    assert (found.first, found.until) == (FIRST, d(2026, 11, 15))
    assert found.spend[:, 0].tolist() == [100 + n for n in range(54)]
    assert found.outcome.tolist() == [35.0] * 52, "to 11/1; complete to 11/17"
    assert found.orders == "site_orders" and not found.notes


def test_files_that_begin_late_end_early_or_have_holes_are_said(world: World) -> None:
    shop(world)
    world.account("甲", "meta_ads", first=FIRST).days("甲", FIRST, LAST, cost=Decimal(10))
    world.account("乙", "line_ads", first=d(2026, 3, 2), complete_to=d(2026, 6, 30))
    world.days("乙", d(2026, 3, 2), d(2026, 6, 30), cost=Decimal(5))
    found = told(world)
    assert isinstance(found, Past)
    said = " ".join(note.en for note in found.notes)
    assert "begin on 3/2" in said and "end on 6/30" in said
    assert found.until == d(2026, 11, 15), "who stopped long ago is not waited for"
    assert found.spend[-1].tolist() == [0, 70], "LINE has no row, Meta has"


def test_a_range_without_days_takes_its_weeks_out(world: World) -> None:
    shop(world).account("甲", "meta_ads", first=FIRST).days("甲", FIRST, LAST, cost=Decimal(10))
    world.range("甲", d(2026, 5, 6), d(2026, 5, 20), cost=Decimal(900))
    found = told(world)
    assert isinstance(found, Past)
    assert found.notes == (HOLES.fill(n=3),)
    assert found.besides.sum(1).nonzero()[0].tolist() == [26, 27, 28]


# weeks of money · of clicks · newest price over the oldest
PRICES: list[tuple[str, list[float], list[float], float | None]] = [
    ("too few weeks", [100.0] * 15, [10.0] * 15, None),
    ("no clicks at first", [100.0] * 20, [0.0] * 10 + [10.0] * 10, None),
    ("weeks without spend are no weeks", [100.0, 0.0] * 16, [10.0, 0.0] * 8 + [5.0, 0.0] * 8, 2.0),
    ("as dear as ever", [100.0] * 40, [10.0] * 40, 1.0),
    ("cheaper", [100.0] * 40, [10.0] * 20 + [40.0] * 20, 0.25),
]


@pytest.mark.parametrize(("said", "money", "clicks", "by"), PRICES, ids=[x[0] for x in PRICES])
def test_how_far_the_price_of_a_click_drifted(
    said: str, money: list[float], clicks: list[float], by: float | None
) -> None:
    assert drift(np.array(money), np.array(clicks)) == by


def test_a_price_that_moved_far_is_said(world: World) -> None:
    shop(world).account("甲", "meta_ads", first=FIRST)
    for n in range(54):
        day = FIRST + timedelta(7 * n + 2)
        world.day("甲", day, cost=Decimal(100 + n % 3), clicks_all=20 if n < 27 else 10)
    found = told(world)
    assert isinstance(found, Past)
    (said,) = found.notes
    assert "2.00 times" in said.en and "too few" in said.en


def test_seasons_of_two_years_are_one_column_and_a_typhoon_takes_its_week_out() -> None:
    weeks = [Span(d(2025, 11, 3), d(2025, 11, 9)).moved(7 * n) for n in range(54)]
    name = Text("季", "season")
    found = [
        Occasion("double11", "season", name, Span(d(y, 11, 9), d(y, 11, 11)), d(y, 11, 11))
        for y in (2025, 2026)
    ]
    columns = besides(weeks, found, [])
    assert columns.shape == (54, 2)
    assert columns[0, 0] == pytest.approx(1 / 7) and columns[1, 0] == pytest.approx(2 / 7)
    storm = Occasion("t", "typhoon", name, Span(d(2026, 7, 8), d(2026, 7, 8)), d(2026, 7, 8))
    out = besides(weeks, [storm], [3])
    assert out.shape == (54, 2) and out.sum() == 2 and out[3, 0] == 1
    assert besides(weeks, [], []).shape == (54, 0)


def test_a_book_is_written_and_read_whole() -> None:
    rng = np.random.default_rng(3)
    spend = rng.uniform(50, 150, (60, 2))
    outcome = 300 + 40 * np.tanh(spend[:58, 0] / 100) + rng.normal(0, 2, 58)
    made = Past(FIRST, ("google_ads", "meta_ads"), spend, "site_orders", outcome,
                np.zeros((60, 0)), "TWD", (HOLES.fill(n=2),))  # fmt: skip
    book = fitted(made)
    again = read(written(book))
    assert book.response is not None and again.response is not None
    assert (again.response.curves.top == book.response.curves.top).all()
    assert (again.response.largest == book.response.largest).all()
    assert again.groups == book.groups and again.past is not None
    assert again.past.notes == made.notes and (again.past.spend == spend).all()
    assert read(written(fitted(NO_SPEND))).why_not == NO_SPEND


def test_a_short_history_is_assumed_and_a_platform_never_paid_is_no_channel(
    world: World, state: State
) -> None:
    world.account("店", "shop", first=d(2026, 8, 31))
    each = {f"{m}_{x}": 5 for m in ("orders", "site_orders") for x in ("placed", "paid")}
    world.days("店", d(2026, 8, 31), LAST, **each)
    world.account("甲", "meta_ads", first=d(2026, 8, 31)).days("甲", d(2026, 8, 31), LAST,
                                                              cost=Decimal(1_000))  # fmt: skip
    world.account("乙", "line_ads", first=d(2026, 8, 31)).days("乙", d(2026, 8, 31), LAST,
                                                              cost=Decimal(0))  # fmt: skip
    assert account(world.snapshot, state, DECEMBER, TODAY) is None, "nothing is fitted in a click"
    kept.prepare(world.snapshot, state, TODAY)
    found = account(world.snapshot, state, DECEMBER, TODAY)
    assert isinstance(found, Account)
    assert [c.key for c in found.channels] == ["meta_ads"] and found.channels[0].assumed
    assert found.silent and found.current == (31_000,)
    twice = account(world.snapshot, state, DECEMBER, TODAY, elasticity=0.24)
    assert isinstance(twice, Account)
    assert twice.ahead.curves.top == pytest.approx(2 * found.ahead.curves.top)


def test_nobody_was_ever_paid(world: World, state: State) -> None:
    shop(world).account("甲", "meta_ads", first=FIRST).days("甲", FIRST, LAST, cost=Decimal(0))
    assert working.begin(world.snapshot, state, TODAY) is not None
    kept.prepare(world.snapshot, state, TODAY)
    assert account(world.snapshot, state, DECEMBER, TODAY) is NEVER_PAID
