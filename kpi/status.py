"""The only place that compares a reading with a limit: verdict, doubt, what is due, flags."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from data.text import Text
from kpi.card import Flag, Verdict
from kpi.definition import Better, Kpi
from kpi.figure import Number
from kpi.goals.confirming import is_draft
from kpi.goals.goal import Goal
from kpi.goals.targets import target_of, target_on
from kpi.pacing.due import EVEN, Course, due_by
from kpi.period import calendar_span
from kpi.reading import Reading, in_order

ONE_DAY = timedelta(days=1)

Limit = Literal["target", "guardrail"]

NOT_ITS_PERIOD = Text(
    zh="目標是一整{period}的累計，這段期間不判定。",
    en="The goal is a {period}'s total; these days are not judged.",
)
CLAIMED = Text(
    zh="平台自報合計（含重複認列），不判定。",
    en="Claimed by several platforms, counted more than once: not judged.",
)
OTHER_SCOPE = Text(
    zh="目標不是為這個篩選訂的，不判定。",
    en="The goal was not set for this filter: not judged.",
)
NOT_IN_FORCE = Text(
    zh="這段期間不在目標的起訖之內，不判定。",
    en="These days lie outside the goal's start and deadline: not judged.",
)
PERIOD_NAMES = {
    "week": Text("週", "week"),
    "month": Text("月", "month"),
    "quarter": Text("季", "quarter"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a reading stands against its goal.

    Parameters
    ----------
    verdict : Verdict or None
        None where the goal does not judge this reading; `why_not` says why.
    flags : tuple of Flag
        The reading's and the judgement's, from the gravest to the lightest.
    due : Decimal or None
        應達: what a KPI that accumulates should have reached by the last complete day.
    attained, elapsed : Decimal or None
        達成率 = actual ÷ period target; 時間進度 = due ÷ period target.
    guardrail : Decimal or None
        The limit on the KPI's bad side, in its unit; for sums the share of what is due.
    straddled : str or None
        The limit on both sides of which the value may lie; None where its interval, if it has
        one, leaves no doubt.
    """

    verdict: Verdict | None
    flags: tuple[Flag, ...]
    why_not: Text | None = None
    due: Decimal | None = None
    attained: Decimal | None = None
    elapsed: Decimal | None = None
    guardrail: Decimal | None = None
    straddled: Limit | None = None


def judge(reading: Reading, goal: Goal, today: date, course: Course = EVEN) -> Judgement:
    """Compare a reading with its goal.

    Ratios are held against target and guardrail, sums against what is due by the last complete
    day. Which way is better comes from the KPI. A ratio acts only where its whole interval lies
    past the guardrail.
    """
    found = _judge(reading, goal, today, course)
    # what is only watched nobody confirms
    draft = goal.rank != "watched" and is_draft(goal)
    return _flagged(found, Flag.DRAFT) if draft else found


def paired(judged: Sequence[tuple[Goal | None, Judgement]]) -> list[Judgement]:
    """Look at judgements once more, side by side: good is conditional while the pair acts.

    Returns
    -------
    list of Judgement
        In the same order; a pair that is not among them changes nothing.
    """
    acting = {goal.id for goal, judgement in judged if goal and judgement.verdict is Verdict.ACT}
    return [
        _flagged(judgement, Flag.CONDITIONAL)
        if judgement.verdict is Verdict.GOOD and goal and goal.pair in acting
        else judgement
        for goal, judgement in judged
    ]


def _flagged(judgement: Judgement, flag: Flag) -> Judgement:
    return dataclasses.replace(judgement, flags=in_order({*judgement.flags, flag}))


def _judge(reading: Reading, goal: Goal, today: date, course: Course) -> Judgement:
    why_not = _why_not(reading, goal)
    if why_not is not None:
        return Judgement(None, reading.flags, why_not)
    if Flag.SHORT_HISTORY in reading.flags:
        return Judgement(Verdict.UNKNOWN, reading.flags)
    if reading.kpi.accumulates:
        return _judge_sum(reading, goal, course)
    guardrail = guardrail_of(reading.kpi, goal)
    if reading.value is None:
        return Judgement(Verdict.UNKNOWN, reading.flags, guardrail=guardrail)
    value, target = _exact(reading.value), target_on(goal, reading.period.now.end)
    verdict = _verdict(reading.kpi, value, target, guardrail)
    straddled = _straddled(reading, verdict, {"target": target, "guardrail": guardrail})
    flags = set(reading.flags)
    if straddled:
        flags.add(Flag.UNCERTAIN)
    if reading.kpi.better is not Better.HIGHER and goal.low is not None and value < goal.low:
        flags.add(Flag.BELOW_BAND)
    if verdict is Verdict.ACT and is_improving(reading.kpi, goal, value, today):
        flags.add(Flag.IMPROVING)
    if verdict is Verdict.ACT and straddled:
        verdict = Verdict.WATCH
    return Judgement(verdict, in_order(flags), guardrail=guardrail, straddled=straddled)


def _straddled(
    reading: Reading, verdict: Verdict, limits: Mapping[Limit, Decimal | None]
) -> Limit | None:
    """Return the limit on both sides of which a value may lie; the one it is past comes first."""
    if reading.interval is None:
        return None
    may_be = [_exact(value) for value in (*reading.interval, reading.value) if value is not None]
    order: list[Limit] = ["target", "guardrail"]
    for name in reversed(order) if verdict is Verdict.ACT else order:
        limit = limits[name]
        if (
            limit is not None
            and len({_at_least_as_good(reading.kpi, v, limit) for v in may_be}) > 1
        ):
            return name
    return None


def _why_not(reading: Reading, goal: Goal) -> Text | None:
    """Return why this goal does not judge this reading, None where it does."""
    now = reading.period.now
    if reading.scope != goal.scope:
        return OTHER_SCOPE
    if reading.over_platforms:
        return CLAIMED
    if (goal.start and now.end < goal.start) or (goal.end and now.start > goal.end):
        return NOT_IN_FORCE
    if reading.kpi.accumulates:
        whole = calendar_span(goal.period, now.start, reading.period.year)
        if now.start != whole.start or now.end > whole.end:
            return NOT_ITS_PERIOD.fill(period=PERIOD_NAMES[goal.period])
    return None


def _judge_sum(reading: Reading, goal: Goal, course: Course) -> Judgement:
    whole = calendar_span(goal.period, reading.period.now.start, reading.period.year)
    last = min(filter(None, (reading.period.now.end, reading.complete_to)))
    due, target = due_by(goal, whole, last, course), target_of(goal, whole)
    elapsed = due / target if target else None
    guardrail = due * goal.share if goal.share is not None else None
    if reading.value is None or due == 0:
        return Judgement(Verdict.UNKNOWN, reading.flags, None, due, None, elapsed, guardrail)
    value = _exact(reading.value)
    verdict = _verdict(reading.kpi, value, due, guardrail)
    attained = value / target
    return Judgement(verdict, reading.flags, None, due, attained, elapsed, guardrail)


def guardrail_of(kpi: Kpi, goal: Goal) -> Decimal | None:
    """Return the guardrail on a ratio's bad side; too little of a band is only information."""
    return goal.low if kpi.better is Better.HIGHER else goal.high


def _verdict(kpi: Kpi, value: Decimal, target: Decimal, guardrail: Decimal | None) -> Verdict:
    """Good at or better than the target, act past the guardrail, watch between."""
    if _at_least_as_good(kpi, value, target):
        return Verdict.GOOD
    if guardrail is None or _at_least_as_good(kpi, value, guardrail):
        return Verdict.WATCH
    return Verdict.ACT


def is_improving(kpi: Kpi, goal: Goal, value: Decimal, today: date) -> bool:
    """Whether a KPI that began past its guardrail has moved and is on course for the deadline.

    On course is at or better than the straight line from baseline to target at today.
    """
    guardrail = guardrail_of(kpi, goal)
    if goal.baseline is None or guardrail is None or goal.start is None or goal.end is None:
        return False
    began_past = not _at_least_as_good(kpi, goal.baseline, guardrail)
    moved = value != goal.baseline and _at_least_as_good(kpi, value, goal.baseline)
    gone = (min(max(today, goal.start), goal.end) - goal.start) / max(
        goal.end - goal.start, ONE_DAY
    )
    line = goal.baseline + (goal.target - goal.baseline) * Decimal(repr(gone))
    return began_past and moved and _at_least_as_good(kpi, value, line)


def is_past(kpi: Kpi, value: Number, limit: Decimal) -> bool:
    """Whether a value lies on the bad side of a limit."""
    return not _at_least_as_good(kpi, _exact(value), limit)


def _at_least_as_good(kpi: Kpi, value: Decimal, limit: Decimal) -> bool:
    return value >= limit if kpi.better is Better.HIGHER else value <= limit


def _exact(value: Number) -> Decimal:
    """Return the decimal number a value is written as: 25 of 1,000 meets a target of 0.025."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))
