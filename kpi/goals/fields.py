"""The fields of a goal: what they are called, in which unit, as people type and read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import Lang, Text
from kpi import format
from kpi.catalog import KPIS
from kpi.definition import Kpi, Unit
from kpi.goals.confirming import settled
from kpi.goals.goal import NUMBERS, Goal
from kpi.goals.names import NO_NAMES, REFERENCES, Names
from kpi.goals.names import kpi_name as kpi_name
from kpi.goals.names import scope_name as scope_name
from kpi.goals.playbook import PLAYBOOK
from kpi.goals.teams import LETTERS, Party, as_list, written
from kpi.uploads import Objection as Objection

FIELDS: dict[str, Text] = {
    "rank": Text("層級", "Rank"),
    "objective": Text("策略目標", "Objective"),
    "target": Text("目標", "Target"),
    "monthly": Text("各月目標", "Targets by month"),
    "daily": Text("各日目標", "Targets by day"),
    "baseline": Text("基準", "Baseline"),
    "basis": Text("基準依據", "Baseline is"),
    "source": Text("基準來源", "Baseline source"),
    "measured_on": Text("基準日期", "Baseline of"),
    "low": Text("護欄下限", "Guardrail low"),
    "high": Text("護欄上限", "Guardrail high"),
    "share": Text("護欄（應達的 %）", "Guardrail (% of due)"),
    "owner": Text("負責人", "Owner"),
    **LETTERS,
    "step": Text("處置", "Step"),
    "sop": Text("SOP 連結", "SOP link"),
    "cadence": Text("檢視頻率", "Cadence"),
    "period": Text("週期", "Period"),
    "shape": Text("應達算法", "What is due"),
    "start": Text("起日", "Start"),
    "end": Text("期限", "Deadline"),
    "pair": Text("配對指標", "Paired with"),
    "asked_by": Text("需求單位", "Asked for by"),
    "confirmed_by": Text("確認人", "Confirmed by"),
    "confirmed_on": Text("確認日", "Confirmed on"),
}
"""Everything of a goal that can be changed, in the order in which it is asked for."""
KPI, SCOPE, UNIT = Text("指標", "KPI"), Text("範圍", "Scope"), Text("單位", "Unit")
CHOICES: dict[str, dict[str, Text]] = {
    "rank": {
        "star": Text("北極星", "North star"),
        "core": Text("核心", "Core"),
        "watched": Text("關注", "Watched"),
    },
    "basis": {
        "last_quarter": Text("上季平均", "Last quarter's mean"),
        "best_quarter": Text("最好的一季", "Best quarter so far"),
        "typed": Text("手動輸入", "Entered by hand"),
        "estimate": Text("產業估計", "Industry estimate"),
    },
    "cadence": {
        "week": Text("每週", "weekly"),
        "fortnight": Text("每兩週", "every two weeks"),
        "month": Text("每月", "monthly"),
    },
    "period": {
        "week": Text("週", "week"),
        "month": Text("月", "month"),
        "quarter": Text("季", "quarter"),
    },
    "shape": {
        "even": Text("每天一樣多", "the same every day"),
        "last_year": Text("依去年同季節", "as the same season last year"),
        "plan": Text("依各日目標", "by the targets of its days"),
    },
}
WORDED = ("owner", "step")
FREE = ("source", "asked_by", "confirmed_by", "sop")
"""Words and an address that stand as they are, in no language; empty where there are none."""
DATED = ("monthly", "daily")
WORDS = (*WORDED, *FREE, *LETTERS, *REFERENCES)
"""Where people write what they like."""
DAYS = ("start", "end", "measured_on", "confirmed_on")
OPTIONAL = (
    "baseline", "low", "high", "share", "basis", *DAYS, *FREE, *DATED, *LETTERS, *REFERENCES,
)  # fmt: skip
EMPTY: Mapping[str, Any] = {
    **dict.fromkeys(FREE, ""), **dict.fromkeys((*DATED, *LETTERS), ()),
}  # fmt: skip
"""What an empty box means, where it is not None."""
STEPS = tuple(PLAYBOOK.values())
"""The playbook."""

BETWEEN = Text("、", ", ")

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
NOBODY = Text("–", "–")
"""Who owns a goal, or what is done, before anybody said it."""
MONEY = Text("報表幣別", "reporting currency")


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
    without = ("low", "high") if kpi.accumulates else ("share", "shape", "daily")
    return tuple(name for name in FIELDS if name not in without)


def as_typed(goal: Goal, field: str, lang: Lang, names: Names = NO_NAMES) -> str:
    """Return a field as it stands in its box or cell."""
    value = getattr(goal, field)
    if value is None or (field in EMPTY and value == EMPTY[field]):
        return ""
    if field in REFERENCES:
        return names.told(field, value).to(lang)
    if field in CHOICES:
        return CHOICES[field][value].to(lang)
    if field in NUMBERS:
        return _number(goal, field, value)
    if field in DATED:
        return "; ".join(f"{at}: {_number(goal, field, number)}" for at, number in value)
    if field in LETTERS:
        return written(value, lang)
    if field in FREE:
        return str(value)
    return value.to(lang) if isinstance(value, Text) else value.isoformat()


def _number(goal: Goal, field: str, value: Decimal) -> str:
    return format.typed(value * 100 if is_percent(KPIS[goal.kpi], field) else value)


def as_read(goal: Goal, field: str, lang: Lang, names: Names = NO_NAMES) -> str:
    """Return a field as it is read: 1.6%, 3,000,000, 2026/12/31; "–" where there is none."""
    value = getattr(goal, field)
    if field in NUMBERS and value is not None:
        unit = Unit.RATIO if field == "share" else KPIS[goal.kpi].unit
        return format.limit(value, unit, lang)
    if isinstance(value, date):
        return f"{value:%Y/%m/%d}"
    if field in DATED and value:
        unit = KPIS[goal.kpi].unit
        told = (f"{_when(at)} {format.limit(number, unit, lang)}" for at, number in value)
        return BETWEEN.to(lang).join(told)
    return as_typed(goal, field, lang, names) or format.NO_ANSWER


def _when(at: str | date) -> str:
    return f"{at:%Y/%m/%d}" if isinstance(at, date) else at.replace("-", "/")


def differences(old: Goal, new: Goal) -> tuple[str, ...]:
    """Return the fields in which two goals differ."""
    return tuple(name for name in FIELDS if getattr(old, name) != getattr(new, name))


def as_doc(goal: Goal, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document of a goal over the one that is kept, whose version and place it keeps.

    A goal of which something changed that was confirmed is a draft again.
    """
    doc: dict[str, Any] = {**kept, "id": goal.id, "kpi": goal.kpi, "scope": dict(goal.scope)}
    goal = settled(goal, Goal.from_doc(kept)) if "kpi" in kept else goal
    for name in FIELDS:
        doc[name] = _plain(getattr(goal, name))
    return {name: value for name, value in doc.items() if value not in (None, "", [])}


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it; a number by its digits."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        if any(isinstance(one, Party) for one in value):
            return as_list(value)
        return [[_plain(at), _plain(number)] for at, number in value]
    return value.as_dict() if isinstance(value, Text) else value
