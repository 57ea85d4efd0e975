"""Budgets and targets by month and platform: a list, or months side by side (unpivoted)."""

from __future__ import annotations

from data.exports.base import Export, Field
from data.exports.generic_costs import (
    CURRENCY,
    DAYS,
    NOTES,
    PLACES,
    STRANGE,
    SUBTOTALS,
    TOTALS,
)
from data.schema import PLAN, PLANNED, PlanMeasure

_PLATFORM = (
    "平台", "廣告平台", "媒體", "媒體平台", "渠道", "通路", "Platform", "Channel",
)  # fmt: skip
_BUDGET = ("預算", "預算金額", "媒體預算", "月預算", "Budget", "Planned spend")

_FIELDS = (
    *DAYS,
    Field("account", ("方案", "版本", "Scenario", "Version")),
    Field("plan_platform", _PLATFORM),
    Field("kpi", ("指標", "KPI", "指標名稱", "Metric")),
    Field(PlanMeasure.BUDGET, _BUDGET, currency_suffix=True),
    Field(PlanMeasure.RESERVE, ("預備金", "保留預算", "預留", "Reserve"), currency_suffix=True),
    Field(PlanMeasure.TARGET, ("目標", "目標值", "KPI 目標", "Target", "Goal")),
    CURRENCY,
    NOTES,
    *PLACES,
    Field("finer", STRANGE),
)  # fmt: skip

BUDGET_SHEET = Export(
    name="generic.plan",
    platform=PLANNED,
    book=PLAN,
    fields=_FIELDS,
    needs=(PlanMeasure.BUDGET,),
    lacks=("finer",),
    entity_totals=TOTALS,
    other_totals=SUBTOTALS,
    ahead=1100,
)

TARGET_SHEET = Export(
    name="generic.plan",
    platform=PLANNED,
    book=PLAN,
    fields=_FIELDS,
    needs=(PlanMeasure.TARGET, "kpi"),
    lacks=("finer", PlanMeasure.BUDGET),
    entity_totals=TOTALS,
    other_totals=SUBTOTALS,
    ahead=1100,
)
"""A sheet of targets without any budget."""
