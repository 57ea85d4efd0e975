"""Cross-sell: orders over several categories, among those whose items all have one."""

from __future__ import annotations

from datetime import date as d
from typing import Any

import pytest

from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow

DAY = d(2026, 10, 10)
TODAY = d(2026, 11, 18)


def read(world: Any, span: Span | None = None, **where: str) -> Reading:
    asked = {Dimension(name): value for name, value in where.items()}
    kpis, days = [KPIS["cross_sell"]], span or Span(DAY, DAY)
    (row,) = read_all(world.snapshot, kpis, days, [], asked, TODAY, Terms("TWD"))
    return row


# an order's categories (None: the item has none) · over several, counted, something left out
ODD: list[tuple[tuple[str | None, ...], dict[str, Any], int | None, int | None, bool]] = [
    ((), {}, None, None, True),  # its items are not known
    ((None,), {}, None, None, True),
    (("茶", None), {}, None, None, True),
    (("茶", "杯", None), {}, None, None, True),
    (("茶",), {}, 0, 1, False),
    (("茶", "茶"), {}, 0, 1, False),
    (("茶", "杯"), {}, 1, 1, False),
    (("茶", "杯", "禮盒"), {}, 1, 1, False),
    (("茶", "杯"), {"status": "cancelled"}, None, None, False),
    (("茶", "杯"), {"payment": "unpaid"}, None, None, False),  # it had the time to be paid
    (("茶", "杯"), {"channel": "蝦皮"}, None, None, False),
    (("茶", "杯"), {"by": "a", "new": True}, 1, 1, False),
]


@pytest.mark.parametrize(("categories", "told", "above", "below", "lacks"), ODD)
def test_one_order(
    world: Any,
    categories: tuple[str | None, ...],
    told: dict[str, Any],
    above: int | None,
    below: int | None,
    lacks: bool,
) -> None:
    world.account("店", "shop").order("店", d(2026, 10, 9), categories=("茶", "杯"))
    world.order("店", DAY, categories=categories, **told)
    found = read(world)
    assert (found.numerator, found.denominator) == (above, below)
    assert (Flag.PARTIAL_COVERAGE in found.flags) is lacks


def test_a_young_order_counts_as_placed(world: Any) -> None:
    day = d(2026, 11, 17)
    world.account("店", "shop").order("店", day, categories=("茶", "杯"), payment="unpaid")
    found = read(world, Span(day, day))
    assert (found.value, Flag.IMMATURE in found.flags) == (1.0, True)


def test_orders_with_and_without_categories(world: Any) -> None:
    world.account("店", "shop")
    for categories in (("茶", "杯"), ("茶",), ("杯",), (None, "茶"), ()):
        world.order("店", DAY, categories=categories)
    world.order("店", DAY, "門市", categories=("茶", "杯"))
    found = read(world)
    assert (found.numerator, found.denominator) == (1, 3)
    assert Flag.PARTIAL_COVERAGE in found.flags
    asked = read(world, sales_channel="門市")
    assert (asked.value, asked.flags) == (1.0, ())


def test_a_shop_without_categories_feeds_nothing(world: Any) -> None:
    from kpi.facts.completeness import completeness
    from kpi.period import free

    world.account("店", "shop").order("店", DAY, by="a").account("乙", "shop")
    world.sold("店", DAY, orders=1).sold("乙", DAY, orders=1)
    world.order("乙", DAY, categories=("茶",))
    known = completeness(world.snapshot, [free(Span(DAY, DAY))], TODAY, Terms("TWD"))
    assert [s.account for s in known.feeding(KPIS["cross_sell"], ())] == ["乙"]
    assert [s.account for s in known.feeding(KPIS["repurchase_365d"], ())] == ["店"]
    assert [s.account for s in known.feeding(KPIS["orders"], ())] == ["乙", "店"]
