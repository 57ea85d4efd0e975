"""KPIs across books: worked examples, days both books have, visitors, maturity, history, tax."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow

MONTH = Span(d(2026, 10, 1), d(2026, 10, 31))
NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 17))
TODAY = d(2026, 11, 18)
TWD = Terms("TWD")


def read(world: Any, kpi: str, span: Span = MONTH, terms: Terms = TWD, **where: str) -> Reading:
    """Read one KPI over a span."""
    asked = {Dimension(name): value for name, value in where.items()}
    (row,) = read_all(world.snapshot, [KPIS[kpi]], span, [], asked, TODAY, terms)
    return row


def by(world: Any, kpi: str, *names: str, span: Span = MONTH) -> dict[str, Any]:
    """Read one KPI by dimensions: the last name of each cut with its value."""
    dims = [Dimension(name) for name in names]
    rows = read_all(world.snapshot, [KPIS[kpi]], span, dims, {}, TODAY, TWD)
    return {r.cut[-1][1]: r.value for r in rows}


@pytest.fixture
def shop(world: Any) -> Any:
    """Return Google, GA4, a shop with two years of orders and a cost sheet, all to 11/17."""
    world.account("甲", "google_ads").account("站", "ga4", currency=None)
    world.account("店", "shop", tax="included").account("帳", "costs")
    return world.order("店", d(2024, 1, 1))


# ------------------------------------------------------------------ the worked examples of the book


@pytest.mark.parametrize(
    ("visits", "rate", "orders"),
    [(10_000, 0.015, 150), (13_000, 0.015, 195), (10_000, 0.012, 120), (10_000, 0.018, 180)],
)
def test_visitors_and_rate_make_orders(shop: Any, visits: int, rate: float, orders: int) -> None:
    shop.day("站", d(2026, 10, 5), active_users=visits, sessions=visits * 2)
    shop.sold("店", d(2026, 10, 5), orders=orders, site_orders=orders, revenue=orders * 1_500)
    found = read(shop, "checkout_conversion", Span(d(2026, 10, 5), d(2026, 10, 5)))
    assert (found.value, found.basis) == (pytest.approx(rate, rel=1e-12), "visitors")
    assert read(shop, "aov").value == 1_500
    assert read(shop, "revenue").value == orders * 1_500
    assert 195 * 1_500 - 150 * 1_500 == 67_500


def test_roi_gross_and_net(shop: Any) -> None:
    """Cost 300,000, revenue 750,000 of which 90,000 were given away or given back."""
    shop.day("甲", d(2026, 10, 5), cost=Decimal(255_000))
    shop.day("帳", d(2026, 10, 6), amount=Decimal(45_000))
    shop.sold("店", d(2026, 10, 7), orders=500, gross=Decimal(750_000), revenue=Decimal(660_000))
    assert read(shop, "roi_gross").value == 1.5
    assert read(shop, "roi").value == 1.2
    assert read(shop, "roi").numerator == Decimal(660_000)
    assert read(shop, "expense_ratio").value == pytest.approx(300 / 660)


@pytest.mark.parametrize(("new", "cac"), [(100, 780.0), (130, 600.0), (0, None)])
def test_cac_counts_media_and_the_costs_ledger(shop: Any, new: int, cac: float | None) -> None:
    shop.day("甲", d(2026, 10, 5), cost=Decimal(70_000))
    shop.day("帳", d(2026, 10, 9), amount=Decimal(8_000))
    shop.sold("店", d(2026, 10, 7), orders=200, site_new_customers=new)
    found = read(shop, "cac")
    assert found.value == cac
    assert found.numerator == Decimal(78_000)
    assert not {Flag.PARTIAL_COVERAGE, Flag.SHORT_HISTORY} & set(found.flags)


def test_blended_roas_reads_the_own_site_and_no_other_costs(shop: Any) -> None:
    shop.day("甲", d(2026, 10, 5), cost=Decimal(1_000), conversion_value=Decimal(99_999))
    shop.day("帳", d(2026, 10, 5), amount=Decimal(5_000))
    shop.sold("店", d(2026, 10, 5), orders=4, revenue=Decimal(9_000), site_revenue=Decimal(3_000))
    found = read(shop, "blended_roas")
    assert (found.value, found.denominator) == (3.0, Decimal(1_000))
    assert Flag.PARTIAL_COVERAGE not in found.flags, "cost sheets and GA4 are no part of it"


# ---------------------------------------------------------------------- what a missing book does


@pytest.mark.parametrize(
    ("media", "other", "value", "flagged"),
    [(None, None, None, True), (500, None, 50.0, True), (None, 300, 30.0, True),
     (500, 300, 80.0, False), (500, 0, 50.0, False)],
)  # fmt: skip
def test_a_half_that_nobody_brought_is_flagged(
    world: Any, media: int | None, other: int | None, value: float | None, flagged: bool
) -> None:
    world.account("店", "shop").order("店", d(2024, 1, 1))
    world.sold("店", d(2026, 10, 7), orders=10, site_new_customers=10)
    if media is not None:
        world.account("甲", "google_ads").day("甲", d(2026, 10, 7), cost=Decimal(media))
    if other is not None:
        world.account("帳", "costs").day("帳", d(2026, 10, 7), amount=Decimal(other))
    found = read(world, "cac")
    assert found.value == value
    assert (Flag.PARTIAL_COVERAGE in found.flags) is flagged


@pytest.mark.parametrize(
    ("first", "complete", "value", "days", "flags"),
    [
        # both books have the whole period
        (d(2024, 1, 1), d(2026, 11, 17), 0.1, 17, set()),
        # GA4 ended a week before: seventeen days of orders meet ten of sessions nowhere
        (d(2024, 1, 1), d(2026, 11, 10), 0.1, 10, {Flag.STALE, Flag.PARTIAL}),
        # GA4 began within the period
        (d(2026, 11, 11), d(2026, 11, 17), 0.1, 7, {Flag.PARTIAL_COVERAGE}),
        # GA4 began after it
        (d(2026, 11, 18), None, None, 17, {Flag.PARTIAL_COVERAGE}),
    ],
)
def test_across_books_only_the_days_of_both_count(
    world: Any, first: d, complete: d | None, value: float | None, days: int, flags: set[Flag]
) -> None:
    world.account("店", "shop").account("站", "ga4", first=first, complete_to=complete)
    world.order("店", d(2024, 1, 1))
    for n in range(1, 18):
        world.sold("店", d(2026, 11, n), orders=5, site_orders=5)
        if complete and first <= d(2026, 11, n) <= complete:
            world.day("站", d(2026, 11, n), sessions=50)
    found = read(world, "checkout_conversion", NOVEMBER)
    assert found.value == (None if value is None else pytest.approx(value))
    assert found.period.now.days == days
    assert flags <= set(found.flags)
    assert Flag.PARTIAL_COVERAGE in flags or Flag.PARTIAL_COVERAGE not in found.flags


def test_one_late_shop_does_not_drag_the_ads(world: Any) -> None:
    world.account("甲", "google_ads").account("店", "shop", complete_to=d(2026, 11, 12))
    world.day("甲", d(2026, 11, 16), cost=Decimal(5)).sold("店", d(2026, 11, 2), orders=1)
    assert read(world, "cost", NOVEMBER).complete_to == d(2026, 11, 17)
    assert read(world, "cost", NOVEMBER).flags == ()
    assert read(world, "orders", NOVEMBER).complete_to == d(2026, 11, 12)
    assert Flag.STALE in read(world, "orders", NOVEMBER).flags


def test_costs_are_known_ahead(world: Any) -> None:
    """A sheet that covers November is complete for all of it, whenever it was written."""
    world.account("帳", "costs", complete_to=d(2026, 11, 30)).account("甲", "google_ads")
    world.day("帳", d(2026, 11, 2), amount=Decimal(5)).day("甲", d(2026, 11, 2), cost=Decimal(5))
    assert read(world, "marketing_cost", NOVEMBER).flags == ()


def test_the_vendors_of_the_costs_ledger_are_one_source(world: Any) -> None:
    """One bill in September, one from mid-November: neither vendor is late, nor begins late."""
    world.account("甲", "google_ads", first=d(2026, 9, 1))
    world.account("設計", "costs", first=d(2026, 9, 1), complete_to=d(2026, 9, 30))
    world.account("代操", "costs", first=d(2026, 11, 15), complete_to=d(2026, 11, 30))
    world.day("甲", d(2026, 10, 2), cost=Decimal(5)).day("甲", d(2026, 11, 2), cost=Decimal(5))
    world.day("設計", d(2026, 9, 2), amount=Decimal(7)).day("代操", d(2026, 11, 16), amount=3)
    found = read(world, "marketing_cost", NOVEMBER)
    assert (found.value, found.flags) == (Decimal(8), ())


def test_a_plan_and_exchange_rates_are_no_source_of_figures(world: Any) -> None:
    world.account("甲", "google_ads", complete_to=d(2026, 11, 12))
    world.account("計畫", "plan").account("匯率", "rates", currency="USD")
    world.con.execute("update imports set book = platform where platform in ('plan', 'rates')")
    world.day("甲", d(2026, 11, 2), cost=Decimal(5))
    known = extent(world.snapshot)
    assert [s.account for s in known.sources] == ["甲"]
    assert known.newest == d(2026, 11, 12), "nor do they move the day on which periods end"


# --------------------------------------------------------------------------- visitors and sessions


@pytest.mark.parametrize(
    ("days", "people", "value", "basis"),
    [
        ([2], 40, 0.25, "visitors"),
        ([2, 3], 40, 0.25, "visitors"),  # those of the month, whatever its days add up to
        ([2, 3], None, 0.1, "sessions"),  # people do not add over days
        ([2], None, 0.2, "sessions"),  # nor do those of a day stand for the month
    ],
)
def test_visitors_else_sessions(
    shop: Any, days: Any, people: int | None, value: float, basis: str
) -> None:
    for day in days:
        shop.day("站", d(2026, 10, day), active_users=30, sessions=50)
    if people:
        shop.people("站", MONTH.start, MONTH.end, active_users=people)
    shop.sold("店", d(2026, 10, 2), orders=10, site_orders=10)
    found = read(shop, "checkout_conversion")
    assert (found.value, found.basis) == (pytest.approx(value), basis)


def test_visitors_are_never_compared_with_sessions(shop: Any) -> None:
    shop.day("站", d(2026, 10, 2), active_users=40, sessions=50)
    shop.people("站", MONTH.start, MONTH.end, active_users=40)
    for day in (29, 30):
        shop.day("站", d(2026, 9, day), active_users=40, sessions=50)
    for at in (d(2026, 9, 29), d(2026, 10, 2)):
        shop.sold("店", at, orders=10, site_orders=10)
    assert read(shop, "checkout_conversion").previous is None
    both = read(shop, "checkout_conversion", Span(d(2026, 9, 29), d(2026, 10, 2)))
    assert (both.value, both.basis) == (pytest.approx(20 / 150), "sessions")


# ---------------------------------------------------------------------------------- placed and paid


@pytest.mark.parametrize(
    ("day", "value", "young"),
    [
        (d(2026, 11, 2), 7, False),
        (d(2026, 11, 3), 7, False),  # fourteen days before the last complete day
        (d(2026, 11, 4), 9, True),
        (d(2026, 11, 17), 9, True),
    ],
)
def test_orders_count_as_paid_once_they_are_mature(
    shop: Any, day: d, value: int, young: bool
) -> None:
    shop.sold("店", day, orders=9, revenue=Decimal(900), paid={"orders": 7, "revenue": 700})
    found = read(shop, "orders", Span(day, day))
    assert (found.value, Flag.IMMATURE in found.flags) == (value, young)
    assert read(shop, "aov", Span(day, day)).value == 100
    longer = dataclasses.replace(TWD, maturity=30)
    assert read(shop, "orders", Span(day, day), longer).value == 9


def test_uncollected_orders_are_counted_on_mature_days_only(shop: Any) -> None:
    shop.sold("店", d(2026, 11, 2), orders=10, paid={"orders": 8})
    shop.sold("店", d(2026, 11, 16), orders=50, paid={"orders": 1})
    found = read(shop, "uncollected_rate", NOVEMBER)
    assert (found.value, found.denominator) == (pytest.approx(0.2), 10)
    assert found.flags == (Flag.IMMATURE,)
    young = read(shop, "uncollected_rate", Span(d(2026, 11, 16), d(2026, 11, 17)))
    assert young.value is None


def test_a_day_on_which_nobody_paid_is_zero_and_not_unknown(shop: Any) -> None:
    shop.sold("店", d(2026, 10, 2), orders=2, revenue=Decimal(80))
    shop.sold("店", d(2026, 10, 3), orders=2, revenue=Decimal(70),
              paid={"orders": 0, "revenue": None})  # fmt: skip
    shop.sold("店", d(2026, 10, 4), orders=2, revenue=None)  # the export had no amounts
    found = read(shop, "aov")
    assert (found.value, found.denominator) == (40.0, 2)
    assert Flag.PARTIAL_COVERAGE in found.flags


# ------------------------------------------------------------------------------------- history, tax


@pytest.mark.parametrize(
    ("first", "told", "short"),
    [
        (d(2026, 10, 3), {}, True),
        (d(2025, 10, 2), {}, True),  # one day short of twelve months
        (d(2025, 10, 1), {}, False),
        # the shop says itself who is new, and of all but one in twenty
        (d(2026, 10, 3), {"kind": "new"}, False),
        (d(2026, 10, 3), {"since": d(2026, 10, 3)}, False),
        (d(2026, 10, 3), {"kind": "new", "silent": 1}, True),
    ],
)
@pytest.mark.parametrize("kpi", ["new_customers", "cac", "returning_revenue_share"])
def test_new_customers_need_history(
    world: Any, kpi: str, first: d, told: dict[str, Any], short: bool
) -> None:
    world.account("店", "shop").account("門", "shop").account("甲", "google_ads")
    for _ in range(told.get("silent", 0)):
        world.order("店", first)
    world.order("店", first, kind=told.get("kind"), since=told.get("since"))
    world.order("門", d(2026, 10, 9), "門市")  # young, but not of the own site
    facts = {"orders": 3, "site_new_customers": 3, "new_customers": 3, "site_revenue": Decimal(9)}
    world.sold("店", d(2026, 10, 5), **facts, new_revenue=Decimal(3))
    world.sold("店", d(2026, 10, 5), "官網", **facts, new_revenue=Decimal(3))
    world.day("甲", d(2026, 10, 5), cost=Decimal(300))
    assert (Flag.SHORT_HISTORY in read(world, kpi).flags) is short
    assert Flag.SHORT_HISTORY not in read(world, "orders").flags


@pytest.mark.parametrize(
    ("tax", "revenue", "cost", "roas", "mixed"),
    [
        ("exported", Decimal(1_050), Decimal(100), 10.5, True),
        ("excluded", Decimal(1_000), Decimal(100), 10.0, False),
        ("included", Decimal(1_050), Decimal(105), 10.0, False),
    ],
)
def test_one_setting_resolves_the_tax_basis(
    shop: Any, tax: Any, revenue: Decimal, cost: Decimal, roas: float, mixed: bool
) -> None:
    shop.sold("店", d(2026, 10, 5), orders=1, revenue=Decimal(1_050), site_revenue=Decimal(1_050))
    shop.day("甲", d(2026, 10, 5), cost=Decimal(100), clicks_all=10)
    terms = dataclasses.replace(TWD, tax=tax)
    assert read(shop, "revenue", terms=terms).value == revenue
    assert read(shop, "cost", terms=terms).value == cost
    found = read(shop, "blended_roas", terms=terms)
    assert (found.value, Flag.TAX_MIXED in found.flags) == (roas, mixed)
    assert Flag.TAX_MIXED not in read(shop, "cac", terms=terms).flags, "customers have no tax"


def test_tax_is_taken_off_exactly(shop: Any) -> None:
    """A million odd amounts lose nothing on the way: the division comes last."""
    for day in range(1, 22):
        shop.sold("店", d(2026, 10, day), orders=1, revenue=Decimal("0.01"))
    found = read(shop, "revenue", terms=dataclasses.replace(TWD, tax="excluded"))
    assert found.value == Decimal("0.20")


def test_money_of_another_currency_waits(shop: Any) -> None:
    shop.account("美", "shop", currency="USD").order("美", d(2024, 1, 1))
    shop.sold("店", d(2026, 10, 5), orders=2, revenue=Decimal(600))
    shop.sold("美", d(2026, 10, 5), orders=2, revenue=Decimal(50))
    assert read(shop, "revenue").value == Decimal(600)
    assert read(shop, "aov").value == 300.0
    assert read(shop, "orders").value == 4
    assert Flag.PARTIAL_COVERAGE in read(shop, "aov").flags


def test_without_a_margin_there_is_no_contribution(shop: Any) -> None:
    shop.sold("店", d(2026, 10, 5), orders=2, revenue=Decimal(600))
    shop.day("甲", d(2026, 10, 5), cost=Decimal(100))
    assert read(shop, "contribution").value is None
    assert read(shop, "break_even_roas").value is None
    terms = dataclasses.replace(TWD, margin=Decimal("0.45"))
    assert read(shop, "contribution", terms=terms).value == Decimal(170)
    assert read(shop, "break_even_roas", terms=terms).value == pytest.approx(1 / 0.45)


def test_a_day_of_millions_has_a_gross_profit(shop: Any) -> None:
    shop.sold("店", d(2026, 10, 5), orders=2, revenue=Decimal(400_000_000))
    shop.day("甲", d(2026, 10, 5), cost=Decimal(100))
    terms = dataclasses.replace(TWD, margin=Decimal("0.45"))
    assert read(shop, "contribution", terms=terms).value == Decimal(179_999_900)


# --------------------------------------------------------------------------------------------- cuts


def test_by_channel(shop: Any) -> None:
    shop.account("乙", "meta_ads").day("乙", d(2026, 10, 5), "A", cost=Decimal(7))
    shop.day("甲", d(2026, 10, 5), "品牌", cost=Decimal(5))
    shop.sold("店", d(2026, 10, 5), "官網", orders=3, revenue=Decimal(9))
    for channel, sessions in (("Organic Search", 30), ("Paid Search", 10)):
        shop.day("站", d(2026, 10, 5), channel, sessions=sessions)
    assert by(shop, "sessions", "channel") == {"Organic Search": 30, "Paid Search": 10}
    assert by(shop, "cost", "channel") == {"Paid Search": 5, "Paid Social": 7}
    assert by(shop, "revenue", "channel") == {}
    assert read(shop, "sessions", channel="Paid Search").value == 10
    assert by(shop, "cost", "campaign") == {"品牌": 5, "A": 7}, "channels are no campaigns"


def test_by_sales_channel(shop: Any) -> None:
    site = {"site_orders": 3, "site_revenue": Decimal(9), "site_new_customers": 1}
    shop.sold("店", d(2026, 10, 5), "官網", orders=3, revenue=Decimal(9), new_customers=1, **site)
    none = {"site_orders": 0, "site_revenue": None, "site_new_customers": 0}
    shop.sold("店", d(2026, 10, 5), "蝦皮", orders=2, revenue=Decimal(4), new_customers=2, **none)
    shop.day("甲", d(2026, 10, 5), "品牌", cost=Decimal(5))
    assert by(shop, "revenue", "sales_channel") == {"官網": 9, "蝦皮": 4}
    assert by(shop, "aov", "sales_channel") == {"官網": 3.0, "蝦皮": 2.0}
    # a channel that was asked for counts its own new customers, not the site's
    assert by(shop, "new_customers", "sales_channel") == {"官網": 1, "蝦皮": 2}
    assert read(shop, "revenue", sales_channel="蝦皮").value == Decimal(4)
    assert by(shop, "cost", "sales_channel") == {}


@pytest.mark.parametrize(
    ("campaign", "found"),
    [
        ("Generic_再行銷_10月", "再行銷"),  # the first rule that knows a word decides
        ("非品牌-通用", "非品牌"),  # which is not 品牌
        ("NonBrand_TW", "非品牌"),
        ("Brand_TW_exact", "品牌字"),
        ("LAL Lookalike 3%", "新客開發"),
        ("雙11 檔期", "未分類"),
        ("", "未分類"),
    ],
)
def test_campaign_classes_are_rules_over_names(shop: Any, campaign: str, found: str) -> None:
    shop.day("甲", d(2026, 10, 5), campaign or "?", cost=Decimal(5))
    shop.day("站", d(2026, 10, 5), "品牌", sessions=30)
    assert by(shop, "cost", "campaign_class") == {found: 5}
    assert by(shop, "sessions", "campaign_class") == {}
    assert read(shop, "cost", campaign_class=found).value == Decimal(5)
