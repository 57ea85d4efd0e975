"""Every formula with its odd rows, through the real query."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.schema import Measure
from kpi.catalog import KPIS
from kpi.definition import Better, Unit
from kpi.facts.quantities import BITS
from kpi.facts.sums import gather
from kpi.figure import form
from kpi.period import Span
from kpi.terms import Terms

pytestmark = pytest.mark.slow

DAY = date(2026, 10, 10)
"""Old enough for its orders to count by whether they were paid."""

FULL = {
    "impressions": 8_000,
    "clicks_all": 250,
    "link_clicks": 200,
    "landing_page_views": 150,
    "reach": 4_000,
    "cost": Decimal("1234.56"),
    "conversions": Decimal("12.5"),
    "conversion_value": Decimal("5000.00"),
    "engagements": 120,
}

# kpi · what the export brings (changes to FULL, None = it does not) · value
ODD = [
    ("impressions", {"impressions": None}, None),
    ("impressions", {"impressions": 0}, 0),
    ("clicks", {"link_clicks": None, "clicks_all": None}, None),
    ("clicks", {"link_clicks": 0}, 0),
    ("clicks", {"link_clicks": None}, 250),
    ("clicks_all", {"clicks_all": None}, None),
    ("cost", {"cost": None}, None),
    ("cost", {"cost": Decimal("-3.5")}, Decimal("-3.5")),
    ("conversions", {"conversions": None}, None),
    ("conversion_value", {"conversion_value": None}, None),
    ("frequency", {"reach": None}, None),
    ("frequency", {"reach": 0}, None),
    ("frequency", {"reach": None, "reach_rows": 3}, None),
    ("ctr", {"impressions": 0}, None),
    ("ctr", {"impressions": None}, None),
    ("ctr", {"link_clicks": None, "clicks_all": None}, None),
    ("ctr", {"link_clicks": None}, 250 / 8_000),
    ("ctr", {"link_clicks": 0}, 0.0),
    ("cpc", {"link_clicks": 0}, None),
    ("cpc", {"cost": None}, None),
    ("cpc", {"cost": Decimal(0)}, 0.0),
    ("cpm", {"impressions": 0}, None),
    ("cpm", {"cost": None}, None),
    ("landing_rate", {"link_clicks": None}, None),
    ("landing_rate", {"link_clicks": 0, "landing_page_views": 0}, None),
    ("landing_rate", {"landing_page_views": None}, None),
    ("cvr_click", {"conversions": None}, None),
    ("cvr_click", {"link_clicks": 0}, None),
    ("cvr_click", {"link_clicks": None}, 12.5 / 250),
    ("cpa", {"conversions": Decimal(0)}, None),
    ("cpa", {"conversions": None}, None),
    ("cpa", {"cost": None}, None),
    ("roas", {"cost": Decimal(0)}, None),
    ("roas", {"conversion_value": None}, None),
    ("roas", {"conversion_value": Decimal(0)}, 0.0),
]
WEB = {
    "sessions": 1_000,
    "engaged_sessions": 600,
    "engagement_seconds": Decimal(83_000),
    "views": 3_000,
    "active_users": 800,
    "total_users": 900,
    "new_users": 630,
    "key_events": Decimal(20),
    "cart_sessions": 90,
    "checkout_sessions": 50,
    "checkouts_begun": 40,
    "purchases": 9,
    "web_revenue": Decimal(11_000),
}
PAID = {
    "orders": 10,
    "gross": Decimal(20_000),
    "revenue": Decimal(15_000),
    "discounts": Decimal(3_000),
    "refunds": Decimal(2_000),
    "items": 25,
    "new_customers": 6,
    "new_revenue": Decimal(8_000),
    "returned_orders": 1,
    "site_orders": 8,
    "site_revenue": Decimal(12_000),
    "site_new_customers": 5,
}
PLACED = {**PAID, "orders": 12, "revenue": Decimal(18_000), "site_orders": 9}
# kpi · its value where every book says all it can: media 1,234.56 and 765.44 beside it make 2,000
PLAIN = [
    ("impressions", 8_000),
    ("clicks", 200),
    ("clicks_all", 250),
    ("cost", Decimal("1234.56")),
    ("conversions", Decimal("12.5")),
    ("conversion_value", Decimal("5000")),
    ("frequency", 2.0),
    ("ctr", 0.025),
    ("cpc", 6.1728),
    ("cpm", 154.32),
    ("landing_rate", 0.75),
    ("social_engagement", 0.03),
    ("cvr_click", 0.0625),
    ("cpa", 98.7648),
    ("roas", 5000 / 1234.56),
    ("unique_visitors", 800),
    ("sessions", 1_000),
    ("valid_sessions", 1_000),
    ("page_views", 3_000),
    ("organic_share", 0.4),
    ("paid_share", 0.25),
    ("engagement_rate_web", 0.6),
    ("bounce_rate", 0.4),
    ("time_on_site", 83.0),
    ("key_events", 20),
    ("conversion_rate", 0.025),
    ("add_to_cart_rate", 0.09),
    ("reach_checkout", 0.05),
    ("checkout_completion", 0.225),
    ("purchases", 9),
    ("web_revenue", 11_000),
    ("active_users", 800),
    ("returning_rate", 0.3),
    ("revenue", 15_000),
    ("gross_revenue", 20_000),
    ("discounts", 3_000),
    ("refunds", 2_000),
    ("orders", 10),
    ("site_orders", 8),
    ("site_revenue", 12_000),
    ("new_customers", 5),
    ("checkout_conversion", 0.01),
    ("over_claim", 1.5625),
    ("return_rate", 0.1),
    ("uncollected_rate", 1 / 6),
    ("returning_revenue_share", 0.5),
    ("aov", 1_500),
    ("items_per_order", 2.5),
    ("other_costs", Decimal("765.44")),
    ("marketing_cost", 2_000),
    ("blended_roas", 12_000 / 1234.56),
    ("break_even_roas", 2.0),
    ("contribution", 5_500),
    ("cac", 400),
    ("expense_ratio", 2 / 15),
    ("roi", 6.5),
    ("roi_gross", 9.0),
]


def formed(world: Any, key: str) -> Any:
    """Form one KPI from everything in a world."""
    span = Span(DAY, DAY)
    terms = Terms("TWD", margin=Decimal("0.5"))
    facts = gather(world.snapshot, [KPIS[key]], [span], terms=terms)
    return form(KPIS[key], facts.sums(span, ())).value


@pytest.mark.parametrize(("key", "changed", "value"), ODD)
def test_odd_rows_of_a_platform(world: Any, key: str, changed: dict[str, Any], value: Any) -> None:
    world.account("甲", "meta_ads").day("甲", DAY, **{**FULL, **changed})
    found = formed(world, key)
    assert found is None if value is None else float(found) == pytest.approx(float(value))


@pytest.fixture
def books(world: Any) -> Any:
    """Return a world with one day of every book, by account and by what stands under it."""
    world.account("甲", "meta_ads").account("站", "ga4").account("店", "shop").account(
        "帳", "costs"
    )
    world.day("甲", DAY, **FULL)
    world.day("站", DAY, **WEB)
    for channel, sessions in (("Organic Search", 400), ("Paid Search", 250), ("Direct", 350)):
        world.day("站", DAY, channel, sessions=sessions)
    world.sold("店", DAY, paid=PAID, **PLACED)
    site = {"orders": 8, "site_orders": 8, "site_revenue": Decimal(12_000), "new_customers": 5}
    world.sold("店", DAY, "官網", **site, new_revenue=Decimal(6_000))
    world.sold("店", DAY, "蝦皮", orders=2, new_customers=1, new_revenue=Decimal(2_000))
    return world.day("帳", DAY, amount=Decimal("765.44"))


@pytest.mark.parametrize(("key", "value"), PLAIN)
def test_formula(books: Any, key: str, value: Any) -> None:
    found = formed(books, key)
    assert float(found) == pytest.approx(float(value), rel=1e-12)
    accumulates = KPIS[key].denominator is None or key == "contribution"
    assert isinstance(found, float) != accumulates


def test_every_kpi_has_its_row() -> None:
    assert [key for key, _ in PLAIN] == list(KPIS)


@pytest.mark.parametrize("key", KPIS)
def test_definitions_are_whole(key: str) -> None:
    kpi = KPIS[key]
    assert kpi.key == key
    assert kpi.sentence.zh.endswith("。") and kpi.sentence.en.endswith(".")
    assert kpi.accumulates == (kpi.denominator is None or key == "contribution")
    assert not (kpi.leading and not kpi.process), "what leads is something one can act on"
    assert all(m.additive or kpi.single_row or kpi.by_visitor for m in kpi.quantities)
    assert kpi.unit is not Unit.COUNT or kpi.denominator is None


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("impressions", "加總（曝光數）", "sum of impressions"),
        ("cpm", "1,000 × 廣告花費 ÷ 曝光數", "1,000 × cost ÷ impressions"),
        ("cpa", "廣告花費 ÷ 平台自報轉換", "cost ÷ platform-claimed conversions"),
        ("landing_rate", "連結頁面瀏覽次數 ÷ 連結點擊次數", "landing page views ÷ link clicks"),
        ("bounce_rate", "1 − 互動工作階段 ÷ 工作階段", "1 − engaged sessions ÷ sessions"),
        (
            "roi",
            "（營收 − 總行銷費用）÷ 總行銷費用",
            "(revenue − total marketing cost) ÷ total marketing cost",
        ),
        ("contribution", "毛利 − 總行銷費用", "gross profit − total marketing cost"),
    ],
)
def test_formulas_are_written_from_their_parts(key: str, zh: str, en: str) -> None:
    assert KPIS[key].formula.zh == zh
    assert KPIS[key].formula.en == en


def test_directions() -> None:
    lower = {key for key, kpi in KPIS.items() if kpi.better is Better.LOWER}
    band = {key for key, kpi in KPIS.items() if kpi.better is Better.BAND}
    assert lower == {
        "cpc", "cpm", "cpa", "bounce_rate", "refunds", "return_rate", "uncollected_rate",
        "break_even_roas", "cac",
    }  # fmt: skip
    assert band == {
        "cost", "frequency", "paid_share", "discounts", "over_claim", "other_costs",
        "marketing_cost", "expense_ratio",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "ledger"),
    [
        ("ctr", "platform"), ("sessions", "web"), ("aov", "orders"), ("other_costs", "costs"),
        ("checkout_conversion", "orders + web"), ("blended_roas", "orders + platform"),
        ("roi", "orders + platform + costs"), ("cac", "platform + costs + orders"),
    ],
)  # fmt: skip
def test_ledgers_come_from_the_parts(key: str, ledger: str) -> None:
    assert KPIS[key].ledger == ledger
    assert KPIS[key].across is ("+" in ledger)


def test_every_quantity_has_its_bit() -> None:
    assert len(BITS) == len(set(BITS.values()))
    assert max(BITS.values()) < 2**63, "a pattern fits a bigint"


def test_ctr_prefers_link_clicks() -> None:
    assert KPIS["ctr"].numerator.measures == (Measure.LINK_CLICKS, Measure.CLICKS_ALL)
    assert KPIS["clicks_all"].numerator.measures == (Measure.CLICKS_ALL,)
