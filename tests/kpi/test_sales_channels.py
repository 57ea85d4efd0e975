"""The own site by rule: what a choice would change is what it changes, and who counts is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.sql import filled
from data.state import State
from data.warehouse import columns
from kpi import origin
from kpi.catalog import KPIS
from kpi.channels import ledger_grid
from kpi.channels.board import MAIN, channel_board
from kpi.channels.origin import channel_origin
from kpi.channels.place import Place
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.reading import read_all
from kpi.sales_channels import FIGURES, own_channels, sales_channels
from kpi.terms import Terms

pytestmark = pytest.mark.slow

View = Callable[..., Any]
TODAY, TWD = d(2026, 11, 18), Terms("TWD")
OLD, YOUNG = d(2026, 10, 5), d(2026, 11, 16)
ORDERS: list[tuple[d, str | None, str, str, int, bool]] = [
    # day, channel, status, payment, total, new
    (OLD, "官網", "placed", "paid", 100, True),
    (OLD, "官網", "placed", "unpaid", 900, False),  # mature and never paid: it does not count
    (OLD, "APP", "placed", "paid", 40, True),
    (YOUNG, "APP", "placed", "unpaid", 60, False),
    (YOUNG, "門市", "placed", "paid", 7, False),
    (YOUNG, "蝦皮", "cancelled", "paid", 5, False),
    (YOUNG, None, "placed", "paid", 3, False),
]


def derive(world: Any, *channels: str) -> Any:
    """Let channels count in a world, and derive the days of its orders by the real recipe."""
    world.con.execute("delete from own_channels")
    for channel in channels:
        world._insert("own_channels", channel=channel)
    world.con.execute("update imports set book = 'orders' where platform = 'shop'")
    world.con.execute(filled("order_days", days=columns.shop_days()))
    return world


@pytest.fixture
def shop(world: Any) -> Any:
    """Return a shop with orders of several channels, young and old, and a site with visits."""
    world.account("店", "shop").account("站", "ga4").account("甲", "google_ads")
    key = world.keys["店"][0]
    for n, (day, channel, status, payment, total, new) in enumerate(ORDERS):
        campaign = world._campaign(key, channel) if channel else None
        world._insert("orders", account_key=key, campaign_key=campaign, order_id=str(n),
                      placed_on=day, sales_channel=channel, status=status, total=total, refund=0,
                      discount=0, payment_status=payment, is_new=new, items=1)  # fmt: skip
    world.day("甲", OLD, "A", cost=Decimal(50), conversions=Decimal(1))
    world.day("甲", OLD, cost=Decimal(50), conversions=Decimal(1))
    return derive(world.day("站", OLD, sessions=10).day("站", YOUNG, sessions=10))


def read(world: Any, kpi: str, **where: str) -> Any:
    """Read a KPI over all days."""
    span = Span(d(2026, 10, 1), d(2026, 11, 17))
    return read_all(world.snapshot, [KPIS[kpi]], span, [], where, TODAY, TWD)[0].value  # type: ignore[arg-type]


def test_every_channel_is_listed_with_what_counts_of_it(shop: Any) -> None:
    found = sales_channels(shop.snapshot, TWD)
    assert found is not None
    told = [(c.name, *c.values.values()) for c in found.channels]
    assert told == [("官網", 1, 100), ("APP", 2, 100), ("門市", 1, 7), ("蝦皮", 0, 0)]
    assert sales_channels(shop.snapshot, Terms("USD")).channels[1].values[FIGURES[1]] is None  # type: ignore[union-attr]


CHOICES: list[tuple[tuple[str, ...], int, int]] = [
    ((), 1, 100),
    (("官網",), 1, 100),
    (("APP",), 3, 200),
    (("APP", "門市"), 4, 207),
    (("蝦皮", "LINE 購物"), 1, 100),
]


@pytest.mark.parametrize(("own", "orders", "revenue"), CHOICES)
def test_what_a_change_would_change_is_what_it_changes(
    shop: Any, own: tuple[str, ...], orders: int, revenue: int
) -> None:
    found = sales_channels(shop.snapshot, TWD)
    assert found is not None
    assert list(found.of(own).values()) == [orders, revenue]
    derive(shop, *own)
    after = type(shop.snapshot)(shop.snapshot.path, shop.con)
    shop.snapshot = after
    assert [read(shop, kpi.key) for kpi in FIGURES] == [orders, revenue]
    again = sales_channels(after, TWD)  # the channels' own figures do not move
    assert again is not None and again.channels == found.channels


def test_money_that_waits_is_no_zero(shop: Any) -> None:
    found = sales_channels(shop.snapshot, Terms("USD"))
    assert found is not None
    assert list(found.of(("APP",)).values()) == [3, None]


def test_without_orders_there_are_no_channels(world: Any) -> None:
    world.account("甲", "google_ads").day("甲", OLD, cost=Decimal(5))
    assert sales_channels(world.snapshot, TWD) is None


def test_figures_of_the_own_site_follow(shop: Any) -> None:
    keys = ("new_customers", "cac", "checkout_conversion", "blended_roas", "over_claim",
            "returning_revenue_share")  # fmt: skip
    before = [read(shop, key) for key in keys]
    derive(shop, "APP")
    shop.snapshot = type(shop.snapshot)(shop.snapshot.path, shop.con)
    after = [read(shop, key) for key in keys]
    assert before == [1, 50.0, 0.05, 2.0, 1.0, 0.0]
    assert after == pytest.approx([2, 25.0, 0.15, 4.0, 1 / 3, 0.3])


def test_a_shop_of_counted_channels_has_a_history(shop: Any) -> None:
    shop.con.execute("delete from orders where sales_channel = '官網'")
    shop.snapshot = type(shop.snapshot)(shop.snapshot.path, shop.con)
    assert [h.has_site for h in extent(shop.snapshot).histories.values()] == [False]
    shop.con.execute("insert into own_channels values ('APP')")
    shop.snapshot = type(shop.snapshot)(shop.snapshot.path, shop.con)
    assert [h.has_site for h in extent(shop.snapshot).histories.values()] == [True]


@pytest.mark.parametrize(("channels", "said"), [((), None), (("APP", "LINE"), "官網{}APP{}LINE")])
@pytest.mark.parametrize(("lang", "gap"), [("zh", "、"), ("en", ", ")])
def test_who_counts_is_said_where_it_is_more_than_the_site(
    shop: Any, state: State, view: View, channels: tuple[str, ...], said: str | None,
    lang: Any, gap: str,
) -> None:  # fmt: skip
    derive(shop, *channels)
    shown = channel_board(shop.snapshot, state, view(lang=lang), Place(), MAIN[0])
    assert shown is not None and shown.ledgers is not None
    names = said and said.format(gap, gap)
    note = ledger_grid.OWN_SITE.fill(own=names).to(lang)
    assert (note in shown.ledgers.notes) == (said is not None)
    for key in ("site_orders", "blended_roas", "cac", "cost"):
        found = channel_origin(shop.snapshot, state, view(lang=lang), Place(), key)
        assert found is not None
        told = {p.label: p.value for p in found.facts}.get(origin.OWN_SITE.to(lang))
        assert told == (names if key != "cost" else None), key


def test_within_a_channel_nobody_else_counts(shop: Any) -> None:
    derive(shop, "APP")
    known, scope = extent(shop.snapshot), (("sales_channel", "蝦皮"),)
    assert own_channels(known, KPIS["site_orders"]) == ["官網", "APP"]
    assert own_channels(known, KPIS["site_orders"], scope) == []
    assert own_channels(known, KPIS["revenue"]) == []
