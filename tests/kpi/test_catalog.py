"""Every formula with its odd rows, through the real query."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.schema import Measure
from kpi.catalog import KPIS
from kpi.definition import Better, Unit
from kpi.facts import gather
from kpi.figure import form
from kpi.period import Span

DAY = date(2026, 11, 10)

FULL = {
    "impressions": 8_000,
    "clicks_all": 250,
    "link_clicks": 200,
    "landing_page_views": 150,
    "reach": 4_000,
    "cost": Decimal("1234.56"),
    "conversions": Decimal("12.5"),
    "conversion_value": Decimal("5000.00"),
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
    ("cvr_click", 0.0625),
    ("cpa", 98.7648),
    ("roas", 5000 / 1234.56),
]


@pytest.mark.parametrize(
    ("key", "changed", "value"), [*ODD, *((key, {}, value) for key, value in PLAIN)]
)
def test_formula(world: Any, key: str, changed: dict[str, Any], value: Any) -> None:
    world.account("甲", "meta_ads").day("甲", DAY, **{**FULL, **changed})
    span = Span(DAY, DAY)
    facts = gather(world.snapshot, [KPIS[key]], [span], currency="TWD")
    found = form(KPIS[key], facts.sums(span, ())).value
    if value is None:
        assert found is None
    else:
        assert float(found) == pytest.approx(float(value), rel=1e-12)
        assert isinstance(found, float) == (KPIS[key].denominator is not None)


def test_every_kpi_has_its_row() -> None:
    assert [key for key, _ in PLAIN] == list(KPIS)


@pytest.mark.parametrize("key", KPIS)
def test_definitions_are_whole(key: str) -> None:
    kpi = KPIS[key]
    assert kpi.key == key
    assert kpi.sentence.zh.endswith("。") and kpi.sentence.en.endswith(".")
    assert kpi.accumulates == (kpi.unit is Unit.COUNT or key in ("cost", "conversion_value"))
    assert not (kpi.leading and not kpi.process), "what leads is something one can act on"
    assert all(m.additive or kpi.single_row for part in kpi.parts for m in part.measures)


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("impressions", "加總（曝光數）", "sum of impressions"),
        ("cpm", "1,000 × 廣告花費 ÷ 曝光數", "1,000 × cost ÷ impressions"),
        ("cpa", "廣告花費 ÷ 平台自報轉換", "cost ÷ platform-claimed conversions"),
        ("landing_rate", "連結頁面瀏覽次數 ÷ 連結點擊次數", "landing page views ÷ link clicks"),
    ],
)
def test_formulas_are_written_from_their_parts(key: str, zh: str, en: str) -> None:
    assert KPIS[key].formula.zh == zh
    assert KPIS[key].formula.en == en


def test_directions() -> None:
    lower = {key for key, kpi in KPIS.items() if kpi.better is Better.LOWER}
    band = {key for key, kpi in KPIS.items() if kpi.better is Better.BAND}
    assert lower == {"cpc", "cpm", "cpa"}
    assert band == {"cost", "frequency"}


def test_ctr_prefers_link_clicks() -> None:
    assert KPIS["ctr"].numerator.measures == (Measure.LINK_CLICKS, Measure.CLICKS_ALL)
    assert KPIS["clicks_all"].numerator.measures == (Measure.CLICKS_ALL,)
