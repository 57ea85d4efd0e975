"""How often a goal is looked at: its own rhythm, and daily while a campaign of its KPI is on."""

from __future__ import annotations

from datetime import date
from typing import Literal

from data.state import State
from kpi.calendar.own import events
from kpi.definition import Kpi
from kpi.goals.goal import Goal

Cadence = Literal["day", "week", "fortnight", "month"]


def cadence_of(goal: Goal, kpi: Kpi, day: date, state: State) -> Cadence:
    """Return how often a goal is looked at on a day.

    As the goal says; on the days of an own campaign that belongs to its KPI, a leading KPI is
    looked at daily. A lagging one keeps its rhythm: it moves too late for that. The shipped seasons
    are marks: all together they are half the year, and a team says itself which it takes part in.
    """
    if kpi.leading and _is_on(state, day, kpi):
        return "day"
    return goal.cadence


def _is_on(state: State, day: date, kpi: Kpi) -> bool:
    """Whether an own campaign of a KPI is on."""
    on = (event.occasion() for event in events(state) if event.first <= day <= event.last)
    return any(o.kind == "campaign" and o.is_of(kpi.key) for o in on)
