"""The rules of goals: which are plainly wrong, said in words at the field, and which incomplete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from data.text import Text
from kpi.catalog import KPIS
from kpi.definition import Better, Form, Kpi, Unit
from kpi.goals.fields import FIELDS, NOBODY, Objection, as_read
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from kpi.goals.scoping import Books as Books
from kpi.goals.scoping import scoped

CROSSED = Text(
    "護欄下限 {low} 高於上限 {high}；請對調或改其中一個。",
    "The lower guardrail {low} is above the upper one {high}; swap them or change one.",
)
UNDER = Text(
    "目標 {target} 低於護欄下限 {limit}：達標之前就先越線了。請調高目標或調低下限。",
    "The target {target} is below the lower guardrail {limit}: it would be past the limit before"
    " it is met. Raise the target or lower the limit.",
)
OVER = Text(
    "目標 {target} 高於護欄上限 {limit}：達標之前就先越線了。請調低目標或調高上限。",
    "The target {target} is above the upper guardrail {limit}: it would be past the limit before"
    " it is met. Lower the target or raise the limit.",
)
SHARE_UP = Text(
    "這個指標越高越好，護欄是應達的幾成；請填 0 到 100 之間，例如 80。",
    "More is better here, so the guardrail is a share of what is due: between 0 and 100, such as"
    " 80.",
)
SHARE_DOWN = Text(
    "這個指標超過應達才要處理；請填 100 以上，例如 110。",
    "Here it is too much that acts, so the guardrail is 100 or more of what is due, such as 110.",
)
NOT_POSITIVE = Text("要大於 0。", "It must be more than 0.")
OVER_WHOLE = Text(
    "比率不會超過 100%；請確認填的是百分比。",
    "A rate is 100 % at most; check that you typed percent.",
)
NO_SUCH_FIELD = Text(
    "{kpi}不用這一欄；請清空，改填「{instead}」。",
    "{kpi} does not have this field; leave it empty and use “{instead}”.",
)
BACKWARDS = Text(
    "期限 {end} 早於起日 {start}；請對調。", "The deadline {end} is before the start {start}; swap."
)
PASSED = Text(
    "期限 {end} 已經過了（今天是 {today}）；請填今天以後的日子，或清空。",
    "The deadline {end} has passed (today is {today}); choose a later day or leave it empty.",
)
SECOND_STAR = Text(
    "北極星只能有一個，現在是「{other}」；請先把它改成核心或關注。",
    "There is one north star, which is “{other}”; first make that one core or watched.",
)
ONLY_CONTEXT = Text(
    "{kpi}是背景數字，不能當核心；請選北極星或關注。",
    "{kpi} is a context number and cannot be core; choose north star or watched.",
)
TWICE = Text(
    "「{name}」已經有一個目標了；請改那一個，或換範圍。",
    "There is a goal for {name} already; change that one, or choose another scope.",
)
ITSELF = Text(
    "不能和自己配對；請選另一個指標。", "A goal is not paired with itself; choose another one."
)


def objections(
    goal: Goal, others: Iterable[Goal], today: date, books: Books, before: Goal | None = None
) -> list[Objection]:
    """Return what is plainly wrong with a goal, field by field; empty where it may be kept.

    Parameters
    ----------
    others : iterable of Goal
        The goals beside it; one with its id is the goal itself.
    books : mapping
        By platform, the ledgers its data hold; a platform without data yet is not judged.
    before : Goal or None
        The goal as it is kept: a deadline that has passed may stay while other fields change.
    """
    kpi, beside = KPIS[goal.kpi], [g for g in others if g.id != goal.id]
    found = [
        *scoped(goal, kpi, books),
        *_rank(goal, kpi, beside),
        *_numbers(goal, kpi),
        *_limits(goal),
        *_days(goal, today, before),
        *_references(goal),
    ]
    first: dict[str, Objection] = {}
    for one in found:
        first.setdefault(one.field, one)
    return list(first.values())


def _rank(goal: Goal, kpi: Kpi, beside: list[Goal]) -> Iterator[Objection]:
    star = next((g for g in beside if g.rank == "star"), None)
    if goal.rank == "star" and star:
        yield Objection("rank", SECOND_STAR.fill(other=_full(star)))
    if goal.rank == "core" and kpi.context:
        yield Objection("rank", ONLY_CONTEXT.fill(kpi=kpi.name))
    if any((g.kpi, g.scope) == (goal.kpi, goal.scope) for g in beside):
        yield Objection("scope", TWICE.fill(name=_full(goal)))


def _numbers(goal: Goal, kpi: Kpi) -> Iterator[Objection]:
    without = ("low", "high") if kpi.accumulates else ("share",)
    for field in without:
        if getattr(goal, field) is not None:
            instead = FIELDS["share" if kpi.accumulates else "low"]
            yield Objection(field, NO_SUCH_FIELD.fill(kpi=kpi.name, instead=instead))
    if goal.target <= 0 and kpi.form is not Form.GAIN:
        yield Objection("target", NOT_POSITIVE)
    below_zero = kpi.form in (Form.GAIN, Form.DIFFERENCE)
    for field in ("target", "baseline", "low", "high"):
        value = getattr(goal, field)
        if value is None:
            continue
        if value < 0 and not below_zero:
            yield Objection(field, NOT_POSITIVE)
        if kpi.unit is Unit.RATIO and value > 1 and kpi.better is not Better.BAND:
            yield Objection(field, OVER_WHOLE)


def _limits(goal: Goal) -> Iterator[Objection]:
    """Hold the target against its guardrails; which side is bad comes from the KPI."""
    kpi = KPIS[goal.kpi]
    low, high, share = goal.low, goal.high, goal.share
    said = {name: _said(goal, name) for name in ("target", "low", "high")}
    if low is not None and high is not None and low > high:
        yield Objection("low", CROSSED.fill(low=said["low"], high=said["high"]))
    elif low is not None and goal.target < low:
        yield Objection("target", UNDER.fill(target=said["target"], limit=said["low"]))
    elif high is not None and goal.target > high:
        yield Objection("target", OVER.fill(target=said["target"], limit=said["high"]))
    if share is not None and kpi.accumulates:
        if kpi.better is Better.HIGHER and not 0 < share <= 1:
            yield Objection("share", SHARE_UP)
        if kpi.better is not Better.HIGHER and share < 1:
            yield Objection("share", SHARE_DOWN)


def _days(goal: Goal, today: date, before: Goal | None) -> Iterator[Objection]:
    start, end = goal.start, goal.end
    if end is None:
        return
    if start and end < start:
        yield Objection("end", BACKWARDS.fill(end=end, start=start))
    elif end < today and (before is None or before.end != end):
        yield Objection("end", PASSED.fill(end=end, today=today))


def missing(goal: Goal) -> tuple[str, ...]:
    """Return what a goal still needs to be a contract, by field; a watched one needs nothing.

    Formula, ledger, target and cadence no goal is without.
    """
    if goal.rank == "watched":
        return ()
    kpi = KPIS[goal.kpi]
    unsaid = [name for name in ("owner", "step") if getattr(goal, name) == NOBODY]
    wanted = ("baseline", guardrail_field(kpi), "end")
    lacking = {*unsaid, *(name for name in wanted if getattr(goal, name) is None)}
    return tuple(name for name in FIELDS if name in lacking)


def guardrail_field(kpi: Kpi) -> str:
    """Return the field of the guardrail on a KPI's bad side."""
    if kpi.accumulates:
        return "share"
    return "low" if kpi.better is Better.HIGHER else "high"


def _references(goal: Goal) -> Iterator[Objection]:
    if goal.pair is not None and goal.pair == goal.id:
        yield Objection("pair", ITSELF)
    for field in ("monthly", "daily"):
        below = KPIS[goal.kpi].form not in (Form.GAIN, Form.DIFFERENCE)
        if below and any(value <= 0 for _, value in getattr(goal, field)):
            yield Objection(field, NOT_POSITIVE)
        if KPIS[goal.kpi].unit is Unit.RATIO and any(v > 1 for _, v in getattr(goal, field)):
            yield Objection(field, OVER_WHOLE)


def _said(goal: Goal, field: str) -> Text:
    return Text(as_read(goal, field, "zh"), as_read(goal, field, "en"))


def _full(goal: Goal) -> Text:
    return Text(kpi_name(goal, "zh"), kpi_name(goal, "en"))
