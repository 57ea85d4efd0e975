"""The book of customers over small worlds: odd orders, traps of cohorts, figures made of it."""

from __future__ import annotations

from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from data.text import Text
from kpi.card import Flag, Verdict
from kpi.catalog import KPIS
from kpi.customers import kept
from kpi.customers.answers import worth
from kpi.customers.book import Book
from kpi.customers.facts import Asking, Pair, asking
from kpi.customers.maps import active, again
from kpi.customers.written import read as read_book
from kpi.customers.written import written
from kpi.cut import Dimension, ImpossibleCut, possible
from kpi.facts.asking import Asked
from kpi.goals.goal import Goal
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.status import judge
from kpi.terms import Terms
from tests.kpi.conftest import World

pytestmark = pytest.mark.slow

TODAY = d(2026, 11, 18)
FIRST = d(2026, 1, 10)
JANUARY, FEBRUARY = Span(d(2026, 1, 1), d(2026, 1, 31)), Span(d(2026, 2, 1), d(2026, 2, 28))
TWD = Terms("TWD", margin=Decimal("0.5"))


def paid(world: World) -> World:
    world.con.execute("update orders set total = 1000 where total is null")
    return world


@pytest.fixture
def shop(world: World) -> World:
    """Return a shop with a long history of nobody, and an ad account."""
    world.account("店", "shop").account("甲", "meta_ads")
    return world.order("店", d(2024, 1, 1), by="old", new=True)


def bought(world: World, who: str, first: d, *later: int) -> World:
    world.order("店", first, by=who, new=True)
    for days in later:
        world.order("店", first + timedelta(days), by=who)
    return world


def book_of(world: World, terms: Terms = TWD) -> Book:
    found = kept.prepare(world.snapshot, terms)
    assert found is not None
    return found


# days after the first order · months in which he ordered · the month of his second order
LIVES: list[tuple[str, tuple[int, ...], set[int], int | None]] = [
    ("never again", (), {0}, None),
    ("twice on the first day", (0,), {0}, 0),
    ("on the last day of the first month", (30,), {0}, 0),
    ("on the first day of the second", (31,), {0, 1}, 1),
    ("twice in one month", (35, 40), {0, 1}, 1),
    ("after half a year", (190,), {0, 6}, 6),
]


@pytest.mark.parametrize(("said", "later", "months", "second"), LIVES, ids=[x[0] for x in LIVES])
def test_one_life(
    shop: World, said: str, later: tuple[int, ...], months: set[int], second: int | None
) -> None:
    book = book_of(paid(bought(shop, "a", FIRST, *later)))
    lives = {n: book.month(JANUARY, n) for n in range(12)}
    assert {n for n, life in lives.items() if life.buyers} == months, said
    assert {n for n, life in lives.items() if life.again} == {second} - {None}, said
    assert sum(life.revenue for life in lives.values()) == 1000 * (1 + len(later))


# what else is there · whether its customer is one of January
NOT_ONES: list[tuple[str, dict[str, Any]]] = [
    ("cancelled", {"status": "cancelled"}),
    ("never paid, and it had the time", {"payment": "unpaid"}),
    ("at the marketplace", {"channel": "蝦皮"}),
    ("of a guest", {"by": None}),
    ("known from before", {"new": False}),
]


@pytest.mark.parametrize(("said", "first"), NOT_ONES, ids=[x[0] for x in NOT_ONES])
def test_who_is_no_new_customer(shop: World, said: str, first: dict[str, Any]) -> None:
    shop.order("店", FIRST, **{"by": "a", "new": True, **first})
    assert book_of(paid(shop)).customers(JANUARY) == 0, said


def test_the_survivor_trap(shop: World) -> None:
    """40 came in January, one of them is left after half a year: a share of 40, not of survivors;
    months that are not over for all are blank, whoever bought in them already.
    """
    for n in range(40):
        bought(shop, f"a{n}", FIRST, *([200, 230] if n == 0 else []))
        bought(shop, f"b{n}", d(2026, 10, 1 + n % 28), *([1, 20] if n < 20 else []))
    book = book_of(paid(shop))
    assert active(book, JANUARY)[5:7] == (1 / 40, 1 / 40)
    assert again(book, JANUARY)[6] == 1 / 40
    october = Span(d(2026, 10, 1), d(2026, 10, 31))
    assert book.seen(october) == 0
    assert set(active(book, october)) == set(again(book, october)) == {None}
    assert book.month(october, 0).again == 20, "it is known, and still in no share"


def test_the_simpson_trap(shop: World) -> None:
    """Both months together are one sum over another, never a mean of two ratios."""
    for n in range(90):
        bought(shop, f"a{n}", FIRST)
    for n in range(30):
        bought(shop, f"b{n}", d(2026, 2, 10))
    paid(shop).day("甲", FIRST, cost=Decimal(9_000)).day("甲", d(2026, 2, 10), cost=Decimal(9_000))
    shop.account("帳", "costs").day("帳", FIRST, amount=Decimal(0))
    book = book_of(shop)
    both = Span(JANUARY.start, FEBRUARY.end)
    told = [(book.customers(s), book.cohort(s, TWD.margin, Decimal(c)))
            for s, c in ((JANUARY, 9_000), (FEBRUARY, 9_000), (both, 18_000))]  # fmt: skip
    assert [many for many, _ in told] == [90, 30, 120]
    assert [cohort.cac for _, cohort in told if cohort] == [100, 300, 150], "not 200"
    curves = [cohort.curve[0] for _, cohort in told if cohort]
    assert curves == [Decimal(500)] * 3


def figures(world: World, span: Span, *keys: str, terms: Terms = TWD) -> dict[str, Reading]:
    found = read_all(world.snapshot, [KPIS[k] for k in keys], span, [], {}, TODAY, terms)
    return {r.kpi.key: r for r in found}


@pytest.fixture
def many(shop: World) -> World:
    """Return 500 customers of a year who buy and leave as the models say."""
    rng, rows = np.random.default_rng(7), []
    for n in range(500):
        at, pace, leaves = 0.0, rng.gamma(0.8, 1 / 150), rng.beta(1.0, 2.0)
        first = d(2025, 1, 1) + timedelta(int(rng.integers(0, 360)))
        rows.append((f"c{n}-0", first, f"c{n}", True))
        for order in range(1, 30):
            at += rng.exponential(1 / max(pace, 1e-9)) + 1
            if at > (d(2026, 11, 17) - first).days:
                break
            rows.append((f"c{n}-{order}", first + timedelta(int(at)), f"c{n}", False))
            if rng.random() < leaves:
                break
    names = ("order_id", "placed_on", "customer", "is_new")
    made = pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))
    shop.con.register("made", made)
    shop.con.execute(
        "insert into orders by name select made.*, 1 as account_key, '官網' as sales_channel,"
        " 'placed' as status, 'paid' as payment_status, 500 + hash(order_id) % 1000 as total"
        " from made"
    )
    for month in (6, 7, 8):
        shop.day("甲", d(2025, month, 1), cost=Decimal(6_000))
    return shop


def test_figures_are_formed_from_the_book(many: World) -> None:
    span = Span(d(2025, 6, 1), d(2025, 8, 31))
    assert figures(many, span, "ltv")["ltv"].value is None, "nobody has worked it out"
    book = book_of(many)
    assert not book.estimate.why_not
    found = figures(many, span, "ltv", "ltv_cac", "payback_months", "cac")
    ltv = book.ltv(span, TWD.margin)
    assert ltv.amount and ltv.low and ltv.high and ltv.low <= ltv.amount <= ltv.high
    assert found["ltv"].value == pytest.approx(ltv.amount)
    assert found["ltv"].interval == pytest.approx((ltv.low, ltv.high))
    spent = 18_000
    each = ltv.amount * book.customers(span) / spent
    assert found["ltv_cac"].value == pytest.approx(each)
    assert found["ltv_cac"].interval == pytest.approx((each * ltv.low / ltv.amount,
                                                       each * ltv.high / ltv.amount))  # fmt: skip
    assert found["payback_months"].value == 1 and found["payback_months"].interval is None


def test_without_a_margin_there_is_no_answer_and_none_is_guessed(many: World) -> None:
    span, terms = Span(d(2025, 6, 1), d(2025, 8, 31)), Terms("TWD")
    book = book_of(many, terms)
    assert book.ltv(span, None).amount is None and book.cohort(span, None, None) is None
    found = figures(many, span, "ltv", "ltv_cac", "payback_months", terms=terms)
    assert [r.value for r in found.values()] == [None] * 3


def test_a_category_with_a_margin_of_its_own(shop: World) -> None:
    """A tea of 600 at 50 % and a cup of 400 at 20 %, of an order of 1,000: 300 and 80."""
    shop.order("店", FIRST, by="a", new=True, categories=("茶", "杯"))
    shop.con.execute("update order_lines set price = case category when '茶' then 600 else 400 end")
    terms = Terms("TWD", margin=Decimal("0.5"), margins=(("杯", Decimal("0.2")),))
    money = book_of(paid(shop), terms).month(JANUARY, 0).money
    assert (money.known, money.rest, money.margin(terms.margin)) == (80, 600, 380)
    assert money.margin(None) is None, "the tea has no margin of its own"


def test_a_short_history_is_not_judged(world: World) -> None:
    """Three months of orders: a first order in the data is not a first one in life."""
    world.account("店", "shop", first=d(2026, 8, 1)).account("甲", "meta_ads")
    for n in range(60):
        bought(world, f"a{n}", d(2026, 8, 5) + timedelta(n))
    paid(world).days("甲", d(2026, 8, 1), d(2026, 11, 17), cost=Decimal(10))
    world.sold("店", d(2026, 9, 1), orders=1, site_orders=1, site_revenue=Decimal(1000),
               site_new_customers=1)  # fmt: skip
    book_of(world)
    reading = figures(world, Span(d(2026, 9, 1), d(2026, 9, 30)), "ltv_cac")["ltv_cac"]
    goal = Goal("g", "ltv_cac", (), "core", Decimal(3), Text("甲", "A"), Text("做", "do"))
    assert Flag.SHORT_HISTORY in reading.flags
    assert judge(reading, goal, TODAY).verdict is Verdict.UNKNOWN


def test_pairs_need_thirty_orders(shop: World) -> None:
    for n in range(30):
        shop.order("店", d(2026, 9, 1), by=f"a{n}", categories=("茶", "杯"))
        shop.order("店", d(2026, 9, 1), by=f"b{n}", categories=("書",))
    shop.con.execute("update order_lines set product = category")
    book = book_of(paid(shop))
    assert book.facts.pairs == (Pair("杯", "茶", 30, 30, 30, 60),)
    assert (book.facts.pairs[0].support, book.facts.pairs[0].lift) == (0.5, 2.0)
    shop.con.execute("delete from order_lines where order_id = (select min(order_id) from orders"
                     " where customer = 'a0')")  # fmt: skip
    facts = Asking(shop.snapshot, TWD, d(2026, 11, 17)).facts()
    assert facts.pairs == ()


def test_money_on_the_other_tax_basis_and_as_it_was_written(shop: World) -> None:
    terms = Terms("TWD", tax="included", margin=Decimal("0.5"))
    book = book_of(paid(bought(shop, "a", FIRST, 40)), terms)
    assert book.month(JANUARY, 0).revenue == 1050
    assert read_book(written(book)) == book


def test_a_split_is_refused_and_a_shop_without_customers_has_no_book(world: World) -> None:
    with pytest.raises(ImpossibleCut):
        possible([KPIS["ltv"]], KPIS.values(), [Dimension.PLATFORM])
    world.account("店", "shop").order("店", FIRST)
    assert asking(world.snapshot, TWD) is None and kept.prepare(world.snapshot, TWD) is None
    asked = Asked(world.snapshot, (JANUARY,), (), {}, TWD)
    assert list(worth(asked, ())) == []
