"""SMART: the five letters of a goal, each with its reason, and the goal as one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.definition import LEDGERS, Better, Kpi
from kpi.format import joined
from kpi.goals.fields import CHOICES, NOBODY, as_read
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from kpi.goals.rules import guardrail_field
from kpi.goals.suggest import LEAST, MOST, times_better
from kpi.period import CALENDAR_YEAR, Year, calendar_span

LETTERS = {
    "S": Text("明確", "Specific"),
    "M": Text("可衡量", "Measurable"),
    "A": Text("可達成", "Attainable"),
    "R": Text("相關", "Relevant"),
    "T": Text("有期限", "Time-bound"),
}
SPECIFIC = Text("指標、公式、範圍與負責人都寫明了", "KPI, formula, scope and owner are named")
NO_OWNER = Text("還沒有負責人：填一個角色或人名", "no owner yet: name a role or a person")
MEASURABLE = Text(
    "從{ledgers}讀得到，有基準可比", "read from {ledgers}, with a baseline to hold it against"
)
NO_BASELINE = Text("還沒有基準：算一個，或輸入並寫下來源", "no baseline yet: compute or type one")
TIMES = Text("目標比基準好 {n} 倍", "the target is {n} times better than the baseline")
TOO_EASY = Text(
    "目標只比基準好 {n} 倍，不到 1.2 倍：大概不用做什麼也會到",
    "the target is only {n} times better than the baseline, under 1.2: little needs to change",
)
TOO_HARD = Text(
    "目標比基準好 {n} 倍，超過 1.5 倍：把它分成兩段，或延後期限",
    "the target is {n} times better than the baseline, over 1.5: take it in two steps, or allow"
    " more time",
)
NOT_BETTER = Text("目標沒有比基準好", "the target is no better than the baseline")
UNKNOWN = Text("沒有基準，無法判斷做不做得到", "without a baseline nobody can tell")
BETTER = Text(
    "目標比基準好（這個指標不算倍數）", "better than the baseline (a multiple says nothing)"
)
SERVES = Text("服務「{name}」", "serves “{name}”")
LEADS = Text("它就是北極星", "it is the north star")
NO_OBJECTIVE = Text("還沒有歸到任何策略目標", "it serves no objective yet")
CONTEXT = Text("背景數字不能當核心", "a context number is no core KPI")
DATED = Text("{end} 以前，{cadence}看一次", "by {end}, looked at {cadence}")
NO_END = Text("還沒有期限", "no deadline yet")
PASSED = Text("期限 {end} 已經過了：訂下一段", "the deadline {end} has passed: set the next one")

ENDS = {
    "month": Text("本月底前", "By the end of this month"),
    "quarter": Text("本季結束前", "By the end of this quarter"),
    "fiscal": Text("本會計年度結束前", "By the end of this fiscal year"),
    "year": Text("今年底前", "By the end of this year"),
}
BY_DAY = Text("{day} 前", "By {day}")
CADENCES = {
    "week": Text("每週評估一次", "reviewed weekly"),
    "fortnight": Text("每兩週評估一次", "reviewed every two weeks"),
    "month": Text("每月評估一次", "reviewed monthly"),
}
VERBS = {
    Better.HIGHER: Text("提升到", "raise"),
    Better.LOWER: Text("降到", "lower"),
    Better.BAND: Text("控制在", "hold"),
}
MOVE, REACH = Text("調整到", "bring"), Text("做到", "bring")
EACH = {
    "week": Text("每週 {value}", "{value} a week"),
    "month": Text("每月 {value}", "{value} a month"),
    "quarter": Text("每季 {value}", "{value} a quarter"),
}
LIMITS = {
    "low": Text("低於 {value} 就", "below {value}"),
    "high": Text("高於 {value} 就", "above {value}"),
    "behind": Text("落後到應達的 {value} 以下就", "under {value} of what is due"),
    "over": Text("超過應達的 {value} 就", "over {value} of what is due"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: whether it holds, and why."""

    letter: str
    name: Text
    holds: bool
    why: Text


def letters(goal: Goal, objectives: Mapping[str, Text], today: date) -> tuple[Letter, ...]:
    """Return the five letters of a goal; `objectives` are names by id."""
    kpi = KPIS[goal.kpi]
    found = {
        "S": (False, NO_OWNER) if goal.owner == NOBODY else (True, SPECIFIC),
        "M": (False, NO_BASELINE) if goal.baseline is None else (True, _measured(kpi)),
        "A": _attainable(goal, kpi),
        "R": _relevant(goal, kpi, objectives),
        "T": _dated(goal, today),
    }
    return tuple(Letter(key, LETTERS[key], *told) for key, told in found.items())


def _measured(kpi: Kpi) -> Text:
    names = [LEDGERS[ledger] for ledger in kpi.ledgers]
    both = Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))
    return MEASURABLE.fill(ledgers=both)


def _attainable(goal: Goal, kpi: Kpi) -> tuple[bool, Text]:
    if goal.baseline is None:
        return False, UNKNOWN
    times = times_better(kpi, goal.baseline, goal.target)
    if times is None:
        better = kpi.better is Better.BAND or is_better(kpi, goal.target, goal.baseline)
        return (True, BETTER) if better else (False, NOT_BETTER)
    told = f"{times:.2f}"
    if times <= 1:
        return False, NOT_BETTER
    if times < LEAST:
        return False, TOO_EASY.fill(n=told)
    return (True, TIMES.fill(n=told)) if times <= MOST else (False, TOO_HARD.fill(n=told))


def is_better(kpi: Kpi, one: Decimal, other: Decimal) -> bool:
    """Whether a value is better than another; of a band the smaller one."""
    return one > other if kpi.better is Better.HIGHER else one < other


def _relevant(goal: Goal, kpi: Kpi, objectives: Mapping[str, Text]) -> tuple[bool, Text]:
    if kpi.context and goal.rank == "core":
        return False, CONTEXT
    if goal.objective is not None and goal.objective in objectives:
        return True, SERVES.fill(name=objectives[goal.objective])
    return (True, LEADS) if goal.rank == "star" else (False, NO_OBJECTIVE)


def _dated(goal: Goal, today: date) -> tuple[bool, Text]:
    if goal.end is None:
        return False, NO_END
    day = f"{goal.end:%Y/%m/%d}"
    if goal.end < today:
        return False, PASSED.fill(end=day)
    return True, DATED.fill(end=day, cadence=CHOICES["cadence"][goal.cadence])


def sentence(goal: Goal, today: date, lang: Lang, year: Year = CALENDAR_YEAR) -> str:
    """Return the goal as one sentence, from its fields; what is missing is left out."""
    kpi = KPIS[goal.kpi]
    verb = _verb(goal, kpi).to(lang)
    name, by = kpi_name(goal, lang), _by(goal, today, year, lang)
    start, target = (_value(goal, field, lang) for field in ("baseline", "target"))
    cadence, rule = CADENCES[goal.cadence].to(lang), _rule(goal, kpi, lang)
    if lang == "zh":
        moved = joined("把", name, "從", start, verb, target) if start else (
            joined("把", name, verb, target)
        )  # fmt: skip
        first = f"於{'' if by[0] > '⺀' else ' '}{by}，" if by else ""
        return f"{first}{moved}，{cadence}{'；' + rule if rule else ''}。"
    name = name if name[1:2].isupper() else name[0].lower() + name[1:]
    at = "at" if kpi.better is Better.BAND else "to"
    moved = f"{verb} {name} {f'from {start} ' if start else ''}{at} {target}"
    told = f"{by}, {moved}" if by else f"{moved[0].upper()}{moved[1:]}"
    return f"{told}, {cadence}{'; ' + rule if rule else ''}."


def _verb(goal: Goal, kpi: Kpi) -> Text:
    if goal.baseline is None and kpi.better is not Better.BAND:
        return REACH
    if goal.baseline is not None and kpi.better is not Better.BAND:
        return VERBS[kpi.better] if is_better(kpi, goal.target, goal.baseline) else MOVE
    return VERBS[kpi.better]


def _value(goal: Goal, field: str, lang: Lang) -> str:
    """Return a number with the period it is of; empty where there is none."""
    if getattr(goal, field) is None:
        return ""
    value = as_read(goal, field, lang)
    if not KPIS[goal.kpi].accumulates:
        return value
    return EACH[goal.period].fill(value=value).to(lang)


def _by(goal: Goal, today: date, year: Year, lang: Lang) -> str:
    """Return by when: this month, quarter or year where it ends with it, else the day."""
    if goal.end is None:
        return ""
    ends = {
        "quarter": calendar_span("quarter", today, year).end,
        "month": calendar_span("month", today).end,
        "year": date(today.year, 12, 31),
        "fiscal": year.last_day(today),
    }
    for name, last in ends.items():
        if goal.end == last:
            return ENDS[name].to(lang)
    return BY_DAY.fill(day=f"{goal.end:%Y/%m/%d}").to(lang)


def _rule(goal: Goal, kpi: Kpi, lang: Lang) -> str:
    """Return what is done past the guardrail, and by whom; empty without either."""
    higher = kpi.better is Better.HIGHER
    field = guardrail_field(kpi)
    if getattr(goal, field) is None or goal.step == NOBODY:
        return ""
    kind = ("behind" if higher else "over") if field == "share" else field
    limit = LIMITS[kind].fill(value=as_read(goal, field, lang)).to(lang)
    step, owner = goal.step.to(lang), goal.owner.to(lang)
    if lang == "zh":
        whose = joined("，由", owner, "負責") if goal.owner != NOBODY else ""
        return f"{joined(limit, step)}{whose}"
    whose = f" ({owner})" if goal.owner != NOBODY else ""
    return f"{limit}: {step[0].lower()}{step[1:]}{whose}"
