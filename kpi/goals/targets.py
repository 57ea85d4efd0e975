"""What a goal should reach on a day and over a span: its target, or that of the month or day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.period import Period, Span, calendar_span


def target_on(goal: Goal, day: date) -> Decimal:
    """Return the target that holds on a day: of its month where that has one of its own."""
    return dict(goal.monthly).get(f"{day:%Y-%m}", goal.target)


def target_of(goal: Goal, span: Span) -> Decimal:
    """Return the target of one whole goal period.

    Of a sum: what its days should bring together, where days or months have targets of their own;
    a day without one brings the even share of its month's, else of the goal's. Of a ratio or a
    level: the target that holds on the last day, for a rate of several months is held against the
    newest agreement.
    """
    if not KPIS[goal.kpi].accumulates:
        return target_on(goal, span.end)
    if not (goal.monthly or goal.daily):
        return goal.target
    return due_between(goal, span, span)


def target_in(goal: Goal, period: Period) -> Decimal:
    """Return the target that a figure is told beside: of a sum that of the goal's whole period."""
    if not KPIS[goal.kpi].accumulates:
        return target_on(goal, period.now.end)
    return target_of(goal, calendar_span(goal.period, period.now.end, period.year))


def due_between(goal: Goal, span: Span, whole: Span) -> Decimal:
    """Return what some days of a sum should bring, by their own targets.

    Days are added up month by month, so that a whole month is its target to the cent.

    Parameters
    ----------
    whole : Span
        The goal's period they lie in: a quarter where the company's own year puts it.
    """
    total, start = Decimal(0), span.start
    while start <= span.end:
        month = calendar_span("month", start)
        total += _within(goal, month, Span(start, min(span.end, month.end)), whole)
        start = month.end + timedelta(1)
    return total


def _within(goal: Goal, month: Span, days: Span, whole: Span) -> Decimal:
    """Return what some days of one month should bring."""
    daily = {at: value for at, value in goal.daily if month.start <= at <= month.end}
    asked = {span.start for span in days.each_day()}
    told = sum((value for at, value in daily.items() if at in asked), Decimal(0))
    silent, every = len(asked - daily.keys()), month.days - len(daily)
    if not silent:
        return told
    rest = _month(goal, month, whole) - sum(daily.values(), Decimal(0))
    # the days that say nothing share what the others leave of their month, which is not below 0
    return told + max(rest, Decimal(0)) * silent / every


def _month(goal: Goal, month: Span, whole: Span) -> Decimal:
    """Return what a month should bring: its own target, else its share of the goal's period."""
    own = dict(goal.monthly).get(f"{month.start:%Y-%m}")
    return goal.target * month.days / whole.days if own is None else own
