"""Gross profit by what lay in each order: contribution and break-even ROAS with several margins."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.period import Span
from kpi.reading import read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow

DAY, YOUNG = d(2026, 10, 10), d(2026, 11, 16)
ALL, TEA = Decimal("0.5"), Decimal("0.3")
PRICES = {"茶": 600, "杯": 400, None: 100}


@pytest.fixture
def shop(world: Any) -> Any:
    return world.account("店", "shop").account("甲", "meta_ads")


def sell(world: Any, day: d, *categories: str | None, **told: Any) -> None:
    """Sell one order; its day adds up to what its items cost."""
    world.order("店", day, categories=categories, **told)
    world.con.execute("update orders set refund = coalesce(refund, 0)")
    for category, price in PRICES.items():
        what = "category is null" if category is None else f"category = '{category}'"
        world.con.execute(f"update order_lines set price = {price} where {what}")  # noqa: S608
    world.con.execute(
        "update orders set total = coalesce((select sum(price) from order_lines l"
        " where l.order_id = orders.order_id), 1000) where total is null"
    )


def add_up(world: Any) -> None:
    """Let each day, and each sales channel of it, say what its orders add up to."""
    rows = world.con.execute(
        "select placed_on, sales_channel, count(*), count(*) filter (payment_status = 'paid'),"
        " sum(total - refund), coalesce(sum(total - refund) filter (payment_status = 'paid'), 0)"
        " from orders where status = 'placed' group by all"
    ).fetchall()
    days: dict[d, list[Any]] = {}
    for day, channel, many, paid, revenue, got in rows:
        placed = {"orders": many, "revenue": revenue}
        world.sold("店", day, channel, paid={"orders": paid, "revenue": got}, **placed)
        whole = days.setdefault(day, [0, 0, 0, 0])
        days[day] = [a + b for a, b in zip(whole, (many, paid, revenue, got), strict=True)]
    for day, (many, paid, revenue, got) in days.items():
        placed = {"orders": many, "revenue": revenue}
        world.sold("店", day, paid={"orders": paid, "revenue": got}, **placed)
    world.con.execute(
        "update orders set campaign_key = (select campaign_key from campaigns"
        " where campaign = sales_channel)"
    )


def profit(
    world: Any, day: d, margin: Decimal | None, *margins: tuple[str, Decimal], **at: str
) -> Any:
    """Return net revenue ÷ break-even ROAS: the gross profit."""
    terms = Terms("TWD", margin=margin, margins=margins)
    where = {Dimension(k): v for k, v in at.items()}
    kpi, span = KPIS["break_even_roas"], Span(day, day)
    (found,) = read_all(world.snapshot, [kpi], span, [], where, d(2026, 11, 18), terms)
    return found.denominator


ODD: list[tuple[str, list[dict[str, Any]], Decimal | None, Decimal | None]] = [
    ("all of one category", [{"of": ("茶",)}], ALL, Decimal(180)),
    ("two items, one category with its own", [{"of": ("茶", "杯")}], ALL, Decimal(380)),
    ("an item without a category", [{"of": ("茶", None)}], ALL, Decimal(230)),
    ("nobody listed its items", [{"of": ()}], ALL, Decimal(500)),
    ("two orders", [{"of": ("茶",)}, {"of": ("杯",)}], ALL, Decimal(380)),
    ("no margin of all, none needed", [{"of": ("茶",)}], None, Decimal(180)),
    ("no margin of all, one order needs it", [{"of": ("茶",)}, {"of": ("杯",)}], None, None),
    ("cancelled", [{"of": ("茶",)}, {"of": ("茶",), "status": "cancelled"}], ALL, Decimal(180)),
    ("had the time to be paid", [{"of": ("茶",)}, {"of": ("茶",), "payment": "unpaid"}], ALL,
     Decimal(180)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "sold", "margin", "wanted"), ODD, ids=[o[0] for o in ODD])
def test_gross_profit_goes_by_the_basket(
    shop: Any, why: str, sold: list[dict[str, Any]], margin: Decimal | None, wanted: Decimal | None
) -> None:
    for one in sold:
        sell(shop, DAY, *one["of"], **{k: v for k, v in one.items() if k != "of"})
    add_up(shop)
    assert profit(shop, DAY, margin, ("茶", TEA)) == wanted, why


def test_young_orders_count_as_placed_and_each_sales_channel_alone(shop: Any) -> None:
    sell(shop, YOUNG, "茶", payment="unpaid")
    sell(shop, YOUNG, "杯", channel="蝦皮")
    add_up(shop)
    own = (("茶", TEA),)
    assert profit(shop, YOUNG, ALL, *own) == 380
    assert profit(shop, YOUNG, ALL, *own, sales_channel="蝦皮") == 200
    assert profit(shop, YOUNG, ALL, *own, sales_channel="官網") == 180
    assert profit(shop, YOUNG, ALL) == 500, "without margins of categories all is as before"
