"""When each KPI's news is told: at once, from the weekly review on, or after the month's end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from data.state import State
from kpi.alerts.rules import AlertTerms
from kpi.calendar import cadence
from kpi.calendar.cadence import Cadence
from kpi.definition import Kpi
from kpi.goals.goal import Goal

WEEK = timedelta(days=7)


def cadence_of(goal: Goal, kpi: Kpi, day: date, state: State) -> Cadence:
    """Return how often a goal's news is told.

    The north star and every sum that is held against what is due: at once, for a month that runs
    behind cannot wait for its end. All others as the calendar says: by the goal's own cadence, and
    daily while a campaign of theirs is on.
    """
    if goal.rank == "star" or kpi.accumulates:
        return "day"
    return cadence.cadence_of(goal, kpi, day, state)


def last_review(at: datetime, terms: AlertTerms) -> datetime:
    """Return the last moment at which a weekly reminder was due, local."""
    day = at.date() - timedelta((at.weekday() - terms.weekday) % 7)
    found = datetime.combine(day, terms.hour, at.tzinfo)
    return found if found <= at else found - WEEK


def next_review(at: datetime, terms: AlertTerms) -> datetime:
    """Return the next moment at which a weekly reminder is due, local."""
    return last_review(at, terms) + WEEK


def is_open(often: Cadence, at: datetime, terms: AlertTerms, served: datetime | None) -> bool:
    """Whether news of a cadence may be told now.

    Weekly news may on the review's day from its hour on; where a channel was not looked after
    since then (a machine that was off, quiet hours), the first time after.
    """
    if often in ("day", "month"):
        return True  # a month's figures are read only once the month is over
    review = last_review(at, terms)
    if often == "fortnight" and review.toordinal() // 7 % 2:
        review -= WEEK  # every second review, whichever year it is
    return at.date() == review.date() or served is None or served < review
