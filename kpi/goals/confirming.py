"""The asking unit confirms a goal; whatever it confirmed being changed, it is a draft again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpi.goals.goal import Goal

BINDING = ("target", "monthly", "daily", "baseline", "low", "high", "share", "end")
"""What is confirmed: where it stood, what it should reach by when, and where it acts."""


def confirmed(goal: Goal, unit: str, name: str, day: date) -> Goal:
    """Return a goal as confirmed by somebody for the asking unit."""
    return replace(goal, asked_by=unit, confirmed_by=name, confirmed_on=day)


def is_draft(goal: Goal) -> bool:
    """Whether nobody has confirmed it as it stands."""
    return goal.confirmed_on is None


def settled(goal: Goal, before: Goal) -> Goal:
    """Return what is kept of a changed goal: a draft where what was confirmed is no more so.

    A confirmation that comes with the change is of the goal as changed, and stays.
    """
    same = all(getattr(goal, name) == getattr(before, name) for name in BINDING)
    anew = (goal.confirmed_by, goal.confirmed_on) != (before.confirmed_by, before.confirmed_on)
    if same or anew or is_draft(goal):
        return goal
    return replace(goal, confirmed_by="", confirmed_on=None)
