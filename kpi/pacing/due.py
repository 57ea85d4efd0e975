"""What is due by a day: the target of the whole period, growing as its shape says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from data.snapshot import Snapshot
from data.text import Text
from kpi.facts.plan_names import platform_of
from kpi.goals.goal import Goal
from kpi.goals.table import kpi_of
from kpi.goals.targets import due_between, target_of
from kpi.pacing.history import History
from kpi.period import WEEKS_IN_A_YEAR, Span
from kpi.sql import text

NO_LAST_YEAR = Text(
    "去年同檔期（同樣的星期，364 天前）的資料不完整，應達改用平均分攤。",
    "The same weekdays 364 days back are not all known; what is due is spread evenly instead.",
)
NO_PLAN = Text(
    "匯入的「預算與目標」沒有涵蓋整段期間的「{kpi}」目標，應達改用平均分攤。",
    "No imported plan has targets of {kpi} for the whole period; what is due is spread evenly"
    " instead.",
)
YEAR = timedelta(7 * WEEKS_IN_A_YEAR)


@dataclass(frozen=True, slots=True)
class Course:
    """How what is due grows over a period.

    Parameters
    ----------
    weights : mapping of datetime.date to Decimal
        What each day of the period weighs; empty where every day weighs the same.
    fell_back : Text or None
        Why the shape that was asked for could not be taken.
    """

    weights: Mapping[date, Decimal] = field(default_factory=dict)
    fell_back: Text | None = None


EVEN = Course()


def due_by(goal: Goal, whole: Span, day: date, course: Course = EVEN) -> Decimal:
    """Return what is due by the end of a day, of the target of the whole period."""
    gone = min(max((day - whole.start).days + 1, 0), whole.days)
    if course.weights:
        weighed = sum((w for at, w in course.weights.items() if at <= day), Decimal(0))
        return target_of(goal, whole) * weighed / sum(course.weights.values())
    if gone and (goal.monthly or goal.daily):
        return due_between(goal, whole.first(gone), whole)
    return goal.target * gone / whole.days


def course_of(
    goal: Goal, whole: Span, history: History, planned: Mapping[date, Decimal] | None = None
) -> Course:
    """Return how a goal's target grows over a period; evenly where its shape has no data.

    A goal that has targets of its own for months or days is its own plan (:func:`due_by`).

    Parameters
    ----------
    history : History
        Of the goal's KPI and scope, for the same season a year before.
    planned : mapping of datetime.date to Decimal
        The plan's target of each day; see :func:`planned_days`.
    """
    days = [span.start for span in whole.each_day()]
    own = goal.shape == "plan" and (goal.daily or goal.monthly)
    if goal.shape == "even" or own or not history.kpi.accumulates:
        return EVEN
    if goal.shape == "plan":
        told = {day: (planned or {}).get(day) for day in days}
        missing = NO_PLAN.fill(kpi=history.kpi.name)
    else:
        before = {day: history.known(day - YEAR) for day in days}
        told = {d: None if v is None else Decimal(repr(v)) for d, v in before.items()}
        missing = NO_LAST_YEAR
    weights = {day: weight for day, weight in told.items() if weight is not None and weight >= 0}
    if len(weights) < len(days) or not sum(weights.values()):
        return Course(fell_back=missing)
    return Course(weights)


def planned_days(snapshot: Snapshot, goal: Goal, whole: Span) -> dict[date, Decimal]:
    """Return the plan's target of each day: of the lines over a day the one of fewest days.

    A line's target lies evenly over its days; a line for a platform is for goals on it alone.
    """
    found: dict[date, tuple[int, Decimal]] = {}
    rows = snapshot.query(text("due_targets"), start=whole.start, end=whole.end)
    for written, platform, first, last, target in rows:
        named = platform_of(platform) if platform else None
        if kpi_of(written) != goal.kpi or dict(goal.scope).get("platform") != named:
            continue
        line = Span(first, last)
        for day in (span.start for span in line.each_day() if whole.contains(span)):
            if day not in found or line.days < found[day][0]:
                found[day] = line.days, target / line.days
    return {day: target for day, (_, target) in found.items()}
