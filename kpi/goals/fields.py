"""The fields of a goal: what they are called, in which unit, as people type and read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import Lang, Text
from kpi import format
from kpi.catalog import KPIS
from kpi.definition import Kpi, Unit
from kpi.goals.goal import NUMBERS, Goal
from kpi.naming import value_name

FIELDS: dict[str, Text] = {
    "rank": Text("層級", "Rank"),
    "target": Text("目標", "Target"),
    "baseline": Text("基準", "Baseline"),
    "low": Text("護欄下限", "Guardrail low"),
    "high": Text("護欄上限", "Guardrail high"),
    "share": Text("護欄（應達的 %）", "Guardrail (% of due)"),
    "owner": Text("負責人", "Owner"),
    "step": Text("處置", "Step"),
    "cadence": Text("檢視頻率", "Cadence"),
    "period": Text("週期", "Period"),
    "start": Text("起日", "Start"),
    "end": Text("期限", "Deadline"),
}
"""Everything of a goal that can be changed, in the order in which it is asked for."""
KPI, SCOPE, UNIT = Text("指標", "KPI"), Text("範圍", "Scope"), Text("單位", "Unit")
CHOICES: dict[str, dict[str, Text]] = {
    "rank": {
        "star": Text("北極星", "North star"),
        "core": Text("核心", "Core"),
        "watched": Text("關注", "Watched"),
    },
    "cadence": {"week": Text("每週", "weekly"), "month": Text("每月", "monthly")},
    "period": {
        "week": Text("週", "week"),
        "month": Text("月", "month"),
        "quarter": Text("季", "quarter"),
    },
}
WORDED = ("owner", "step")
DAYS = ("start", "end")
OPTIONAL = ("baseline", "low", "high", "share", "start", "end")
STEPS = (
    Text("停投", "Pause what does not convert"), Text("調整受眾", "Adjust the audience"),
    Text("改文案", "Rewrite the copy"), Text("優化頁面", "Improve the page"),
    Text("切回上一版", "Go back to the last version"), Text("啟動 A/B", "Start an A/B test"),
    Text("觀察", "Watch"),
)  # fmt: skip
"""The playbook."""

UNITS = {
    Unit.RATIO: Text("%", "%"),
    Unit.MULTIPLE: Text("倍", "times"),
    Unit.COUNT: Text("數量", "count"),
    Unit.SECONDS: Text("秒", "seconds"),
    Unit.HOURS: Text("小時", "hours"),
    Unit.DAYS: Text("天", "days"),
    Unit.MONTHS: Text("個月", "months"),
    Unit.POSITION: Text("名次", "position"),
}
MONEY = Text("報表幣別", "reporting currency")


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with one field of a goal, why, and what to do."""

    field: str
    text: Text


def unit_of(kpi: Kpi, currency: str | None, field: str = "target") -> Text:
    """Return the unit that stands beside a field."""
    if field == "share":
        return UNITS[Unit.RATIO]
    if kpi.unit is Unit.MONEY:
        return Text(currency, currency) if currency else MONEY
    return UNITS[kpi.unit]


def is_percent(kpi: Kpi, field: str) -> bool:
    """Whether a field is typed and read in percent."""
    return field == "share" or kpi.unit is Unit.RATIO


def fields_of(kpi: Kpi) -> tuple[str, ...]:
    """Return the fields a goal of a KPI has: a sum has a share of what is due, a ratio limits."""
    without = ("low", "high") if kpi.accumulates else ("share",)
    return tuple(name for name in FIELDS if name not in without)


def as_typed(goal: Goal, field: str, lang: Lang) -> str:
    """Return a field as it stands in its box or cell."""
    value = getattr(goal, field)
    if value is None:
        return ""
    if field in CHOICES:
        return CHOICES[field][value].to(lang)
    if field in NUMBERS:
        return format.typed(value * 100 if is_percent(KPIS[goal.kpi], field) else value)
    return value.to(lang) if isinstance(value, Text) else value.isoformat()


def as_read(goal: Goal, field: str, lang: Lang) -> str:
    """Return a field as it is read: 1.6%, 3,000,000, 2026/12/31; "–" where there is none."""
    value = getattr(goal, field)
    if value is None:
        return format.NO_ANSWER
    if field in NUMBERS:
        unit = Unit.RATIO if field == "share" else KPIS[goal.kpi].unit
        return format.limit(value, unit, lang)
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    return as_typed(goal, field, lang)


def scope_name(goal: Goal, lang: Lang) -> str:
    """Return what a goal is judged over: 「Google Ads」; empty for all."""
    return "・".join(value_name(name, value, lang) for name, value in goal.scope)


def kpi_name(goal: Goal, lang: Lang) -> str:
    """Return what a goal is about, with its scope."""
    scope = scope_name(goal, lang)
    name = KPIS[goal.kpi].name.to(lang)
    return (
        f"{name}（{scope}）" if scope and lang == "zh" else f"{name} ({scope})" if scope else name
    )


def differences(old: Goal, new: Goal) -> tuple[str, ...]:
    """Return the fields in which two goals differ."""
    return tuple(name for name in FIELDS if getattr(old, name) != getattr(new, name))


def as_doc(goal: Goal, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document of a goal over the one that is kept, whose version and place it keeps."""
    doc: dict[str, Any] = {**kept, "id": goal.id, "kpi": goal.kpi, "scope": dict(goal.scope)}
    for name in (*FIELDS, "shape"):
        value = getattr(goal, name)
        doc[name] = _plain(value)
    return {name: value for name, value in doc.items() if value is not None}


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it; a number by its digits."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.as_dict() if isinstance(value, Text) else value
