"""Every definition by itself: its words, parts, direction and ledger."""

from __future__ import annotations

import pytest

from data.schema import Measure
from kpi.catalog import KPIS
from kpi.definition import Better, Unit
from kpi.facts.quantities import BITS, Question
from kpi.facts.sums import quantities_of
from tests.kpi.test_catalog import DIFFERENCES


@pytest.mark.parametrize("key", KPIS)
def test_definitions_are_whole(key: str) -> None:
    kpi = KPIS[key]
    assert kpi.key == key
    assert kpi.sentence.zh.endswith("。") and kpi.sentence.en.endswith(".")
    sums = kpi.denominator is None and key not in ("first_contact_hours", "lead_to_sql_days")
    assert kpi.accumulates == (sums or key == "contribution")
    assert kpi.is_level == (key in ("line_friends", "line_block_rate"))
    assert not (kpi.is_level and kpi.accumulates), "friends do not grow towards what is due"
    assert not (kpi.leading and not kpi.process), "what leads is something one can act on"
    asked_apart = kpi.question is Question.OWNED
    assert all(
        m.additive or kpi.single_row or kpi.by_visitor or asked_apart for m in kpi.quantities
    )
    assert kpi.unit is not Unit.COUNT or kpi.denominator is None or key in DIFFERENCES


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
        (
            "budget_use",
            "廣告花費 ÷ 截至同一天的預算",
            "media cost ÷ budget up to the same day",
        ),
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
        "break_even_roas", "cac", "payback_months", "line_block_rate", "keyword_rank",
        "invalid_lead_rate", "first_contact_hours", "lead_cost", "lead_to_sql_days",
    }  # fmt: skip
    assert band == {
        "cost", "frequency", "paid_share", "discounts", "over_claim", "other_costs",
        "marketing_cost", "expense_ratio", "budget_use",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "ledger"),
    [
        ("ctr", "platform"), ("sessions", "web"), ("aov", "orders"), ("other_costs", "costs"),
        ("checkout_conversion", "orders + web"), ("blended_roas", "orders + platform"),
        ("roi", "orders + platform + costs"), ("email_open", "platform"),
        ("line_friends", "platform"), ("cross_sell", "orders"), ("repurchase_365d", "orders"),
        ("ad_revenue", "web"), ("cac", "platform + costs + orders"),
    ],
)  # fmt: skip
def test_ledgers_come_from_the_parts(key: str, ledger: str) -> None:
    assert KPIS[key].ledger == ledger
    assert KPIS[key].across is ("+" in ledger)


def test_what_is_planned_meets_its_cost_platform_by_platform() -> None:
    assert KPIS["budget_use"].ledger == "platform + plan"
    assert not KPIS["budget_use"].across, "a platform's day carries both"


def test_every_quantity_has_its_bit() -> None:
    assert len(BITS) == len(set(BITS.values()))
    for question in set(Question) - {Question.PEOPLE}:  # of which no KPI is made alone
        asked = quantities_of(k for k in KPIS.values() if k.question is question)
        assert 0 < len(asked) < 127, "a pattern of one question fits a hugeint"


def test_ctr_prefers_link_clicks() -> None:
    assert KPIS["ctr"].numerator.measures == (Measure.LINK_CLICKS, Measure.CLICKS_ALL)
    assert KPIS["clicks_all"].numerator.measures == (Measure.CLICKS_ALL,)
