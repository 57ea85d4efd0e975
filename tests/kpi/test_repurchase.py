"""Who comes back: cohorts of 90 days, the rolling year, against hand counts and plain Python."""

from __future__ import annotations

from collections import defaultdict
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text import Text
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.sums import gather
from kpi.figure import form
from kpi.goals.goal import Goal
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.status import judge
from kpi.terms import Terms
from tests.kpi.conftest import World

pytestmark = pytest.mark.slow

TODAY = d(2026, 11, 18)
MAY = Span(d(2026, 5, 1), d(2026, 5, 31))
FIRST = d(2026, 5, 10)
TWD = Terms("TWD")


def read(world: Any, kpi: str, span: Span = MAY, **where: str) -> Reading:
    """Read one KPI over a span."""
    asked = {Dimension(name): value for name, value in where.items()}
    (row,) = read_all(world.snapshot, [KPIS[kpi]], span, [], asked, TODAY, TWD)
    return row


def parts(reading: Reading) -> tuple[Any, Any]:
    return reading.numerator, reading.denominator


@pytest.fixture
def shop(world: Any) -> Any:
    """Return a shop with a long history of nobody known."""
    return world.account("店", "shop").order("店", d(2024, 1, 1), by="old", new=True)


def test_without_any_order_there_is_no_answer(world: Any) -> None:
    world.account("店", "shop").account("甲", "google_ads")
    assert read(world, "repurchase_90d").value is None
    assert read(world, "repurchase_365d").value is None


def test_one_customer_with_one_order(shop: Any) -> None:
    shop.order("店", FIRST, by="a", new=True)
    assert parts(read(shop, "repurchase_90d")) == (0, 1)
    assert parts(read(shop, "repurchase_365d")) == (0, 1)


# what follows the first order, days later · again within 90 days
LATER: list[tuple[str, dict[str, Any], int]] = [
    ("day 90", {"day": 90}, 1),
    ("day 91", {"day": 91}, 0),
    ("the same day", {"day": 0}, 1),
    ("cancelled", {"day": 5, "status": "cancelled"}, 0),
    ("never paid, and it had the time", {"day": 5, "payment": "unpaid"}, 0),
    ("at the marketplace", {"day": 5, "channel": "蝦皮"}, 0),
    ("of no channel", {"day": 5, "channel": None}, 0),
    ("somebody else's", {"day": 5, "by": "b"}, 0),
    ("nobody's", {"day": 5, "by": None}, 0),
]


@pytest.mark.parametrize(("said", "later", "again"), LATER, ids=[said for said, _, _ in LATER])
def test_the_second_order(shop: Any, said: str, later: dict[str, Any], again: int) -> None:
    shop.order("店", FIRST, by="a", new=True)
    told = {"by": "a", **later}
    shop.order("店", FIRST + timedelta(told.pop("day")), **told)
    assert parts(read(shop, "repurchase_90d")) == (again, 1), said


# how the first order is · whether its customer counts
FIRSTS: list[tuple[str, dict[str, Any], bool]] = [
    ("before the history: the shop says returning", {"new": False, "kind": "returning"}, False),
    ("cancelled", {"new": True, "status": "cancelled"}, False),
    ("never paid", {"new": True, "payment": "unpaid"}, False),
    ("at the marketplace", {"new": True, "channel": "蝦皮"}, False),
    ("of a guest", {"new": True, "by": None}, False),
    ("on the first day", {"new": True, "day": MAY.start}, True),
    ("on the last day", {"new": True, "day": MAY.end}, True),
    ("a day late", {"new": True, "day": MAY.end + timedelta(1)}, False),
]


@pytest.mark.parametrize(("said", "first", "counts"), FIRSTS, ids=[said for said, _, _ in FIRSTS])
def test_the_first_order(shop: Any, said: str, first: dict[str, Any], counts: bool) -> None:
    told = {"by": "a", **first}
    shop.order("店", told.pop("day", FIRST), **told)
    assert read(shop, "repurchase_90d").denominator == (1 if counts else None), said


def test_an_order_that_came_back_is_an_order(shop: Any) -> None:
    """Refunds take money back, not the customer's choice to buy again."""
    shop.order("店", FIRST, by="a", new=True).order("店", FIRST + timedelta(3), by="a")
    shop.con.execute("update orders set refund = 100, refund_status = 'refunded', total = 100")
    assert parts(read(shop, "repurchase_90d")) == (1, 1)


def test_two_orders_of_one_day_that_the_shop_both_calls_first_are_one_customer(shop: Any) -> None:
    for _ in range(2):
        shop.order("店", FIRST, by="a", new=True, kind="new")
    assert parts(read(shop, "repurchase_90d")) == (1, 1)


@pytest.mark.parametrize("complete", [d(2026, 8, 7), d(2026, 8, 8)])
def test_ninety_days_to_the_last_complete_day(world: Any, complete: d) -> None:
    world.account("店", "shop", complete_to=complete).order("店", d(2024, 1, 1), by="old")
    world.order("店", FIRST, by="a", new=True)
    found = read(world, "repurchase_90d", Span(FIRST, FIRST))
    ripe = complete >= FIRST + timedelta(90)
    assert found.denominator == (1 if ripe else None)
    assert (Flag.IMMATURE in found.flags) is not ripe


def test_orders_of_nobody_are_said_to_be_left_out(shop: Any) -> None:
    shop.order("店", FIRST, by="a", new=True).order("店", FIRST, by=None)
    for kpi in ("repurchase_90d", "repurchase_365d"):
        found = read(shop, kpi)
        assert (found.denominator, Flag.PARTIAL_COVERAGE in found.flags) == (1, True), kpi
    next_year = Span(d(2027, 5, 11), d(2027, 5, 31))
    assert Flag.PARTIAL_COVERAGE not in read(shop, "repurchase_365d", next_year).flags


# ------------------------------------------------------------------------------------- channels


def test_a_channel_that_is_asked_for_counts_its_own(shop: Any) -> None:
    for channel in ("官網", "門市"):
        shop.order("店", FIRST, channel, by=channel, new=True)
        shop.order("店", FIRST + timedelta(9), channel, by=channel)
    shop.order("店", FIRST, by="c", new=True).order("店", FIRST + timedelta(9), "門市", by="c")
    assert parts(read(shop, "repurchase_90d")) == (1, 2), "the own site alone"
    assert parts(read(shop, "repurchase_90d", sales_channel="門市")) == (1, 1)
    rows = read_all(
        shop.snapshot, [KPIS["repurchase_365d"]], MAY, [Dimension.SALES_CHANNEL], {}, TODAY, TWD
    )
    assert {r.cut[0][1]: parts(r) for r in rows} == {"官網": (1, 2), "門市": (1, 2)}


def test_what_else_counts_as_the_own_site_is_one_with_it(shop: Any) -> None:
    shop.order("店", FIRST, by="a", new=True).order("店", FIRST + timedelta(9), "APP", by="a")
    assert read(shop, "repurchase_90d").numerator == 0
    again = World()
    again.con.execute("insert into own_channels values ('APP')")
    again.account("店", "shop").order("店", d(2024, 1, 1), by="old", new=True)
    again.order("店", FIRST, by="a", new=True).order("店", FIRST + timedelta(9), "APP", by="a")
    assert parts(read(again, "repurchase_90d")) == (1, 1)


def test_two_shops_share_a_customer(shop: Any) -> None:
    shop.account("乙", "shopify")
    shop.order("店", FIRST, by="a", new=True).order("乙", FIRST + timedelta(9), by="a")
    assert parts(read(shop, "repurchase_90d")) == (1, 1)
    assert parts(read(shop, "repurchase_365d", Span(FIRST, FIRST + timedelta(20)))) == (1, 1)
    assert parts(read(shop, "repurchase_90d", platform="shop")) == (0, 1)
    assert read(shop, "repurchase_90d", platform="shopify").denominator is None


# ------------------------------------------------------------------------------------- the year


def test_the_year_ends_with_the_period(shop: Any) -> None:
    end = d(2026, 10, 31)
    shop.order("店", end - timedelta(365), by="a")  # a day too early
    shop.order("店", end - timedelta(364), by="b").order("店", end, by="b")
    shop.order("店", end + timedelta(1), by="b")  # after the end
    assert parts(read(shop, "repurchase_365d", Span(end, end))) == (1, 1)
    assert parts(read(shop, "repurchase_365d", Span(d(2026, 10, 1), end))) == (1, 1)
    before = end - timedelta(1)
    assert parts(read(shop, "repurchase_365d", Span(before, before))) == (0, 2)


@pytest.mark.parametrize(
    ("first", "kind", "kpi", "months"),
    [
        (d(2025, 5, 2), "new", "repurchase_90d", None),  # the shop says itself who is new
        (d(2025, 5, 2), None, "repurchase_90d", 11),
        (d(2025, 5, 1), None, "repurchase_90d", 12),
        (d(2025, 6, 2), "new", "repurchase_365d", 11),  # which tells nothing of a year's orders
        (d(2025, 6, 1), None, "repurchase_365d", 12),
    ],
)
def test_a_short_history_is_not_judged(
    world: Any, first: d, kind: str | None, kpi: str, months: int | None
) -> None:
    world.account("店", "shop").order("店", first, kind=kind, by="old", new=True)
    world.order("店", FIRST, by="a", new=True, kind=kind).sold("店", FIRST, orders=1)
    found = read(world, kpi)
    short = months is not None and months < 12
    assert (Flag.SHORT_HISTORY in found.flags) is short
    nobody = Text("–", "–")
    goal = Goal("g", kpi, (), "watched", Decimal("0.25"), nobody, nobody, low=Decimal("0.2"))
    judged = judge(found, goal, TODAY)
    assert str(judged.verdict) == ("unknown" if short else "watch")
    assert (Flag.UNCERTAIN in judged.flags) is not short, "of one or two customers nobody knows"


# ------------------------------------------------------------------------ against plain Python

DAYS = st.integers(0, 500)
ORDERS = st.lists(
    st.tuples(st.sampled_from("abc"), DAYS, st.sampled_from(["官網", "門市"])), max_size=14
)
START = d(2025, 3, 1)


def counted(orders: list[tuple[str, int, str]], span: Span) -> dict[str, tuple[int, int]]:
    """Count by hand what the two KPIs are made of; a customer's first order is his first of all."""
    own: dict[str, list[tuple[d, str]]] = defaultdict(list)
    for customer, n, channel in sorted(orders, key=lambda o: o[1]):
        own[customer].append((START + timedelta(n), channel))
    cohort = again = all_buyers = twice = 0
    for made in own.values():
        (first, channel), *rest = made
        site = [day for day, where in rest if where == "官網"]
        if channel == "官網" and span.start <= first <= span.end:
            cohort += 1
            again += any(day <= first + timedelta(90) for day in site)
        recent = [
            day for day, where in made
            if where == "官網" and span.end - timedelta(364) <= day <= span.end
        ]  # fmt: skip
        all_buyers += bool(recent)
        twice += len(recent) > 1
    return {"repurchase_90d": (again, cohort), "repurchase_365d": (twice, all_buyers)}


@settings(max_examples=20, deadline=None)
@given(orders=ORDERS, spans=st.lists(st.tuples(DAYS, st.integers(0, 90)), min_size=1, max_size=4))
def test_every_span_is_counted_exactly(
    orders: list[tuple[str, int, str]], spans: list[tuple[int, int]]
) -> None:
    world = World().account("店", "shop", complete_to=d(2030, 1, 1))
    known: set[str] = set()
    for customer, n, channel in sorted(orders, key=lambda o: o[1]):
        new = customer not in known
        world.order("店", START + timedelta(n), channel, by=customer, new=new)
        known.add(customer)
    asked = [Span(first := START + timedelta(a), first + timedelta(b)) for a, b in spans]
    kpis = [KPIS["repurchase_90d"], KPIS["repurchase_365d"]]
    facts = gather(world.snapshot, kpis, asked, terms=TWD)
    for span in asked:
        for kpi in kpis:
            figure = form(kpi, facts.sums(span, ()))
            found = (figure.numerator or 0, figure.denominator or 0)
            assert found == counted(orders, span)[kpi.key], (kpi.key, span)
