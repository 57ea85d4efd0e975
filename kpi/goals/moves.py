"""Where a goal's target moved: which day it was set to what, from the audit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from data.state import TIME_ZONE, State
from kpi.goals.goal import Goal
from kpi.goals.history import PREFIX


def moves(state: State, goal: Goal) -> tuple[tuple[date, Decimal], ...]:
    """Return each day on which the target became another, with what it became; the oldest first.

    The first is the day it was set. Of several changes on one day the last holds, and a day that
    ends where the one before did is no move. A goal that was deleted and set again begins anew.
    """
    zone = ZoneInfo(state.setting("time_zone", TIME_ZONE))
    found: dict[date, Decimal] = {}
    for row in state.audit(f"{PREFIX}{goal.id}"):
        new = row["new"]
        if new is None:
            found.clear()
        elif new.get("target") is not None:
            found[_day(row["at"], zone)] = Decimal(str(new["target"]))
    moved: list[tuple[date, Decimal]] = []
    for day, target in found.items():
        if not moved or moved[-1][1] != target:
            moved.append((day, target))
    return tuple(moved)


def _day(at: datetime, zone: ZoneInfo) -> date:
    """Return the day of a kept time (UTC, without zone) where the board is read."""
    return at.replace(tzinfo=UTC).astimezone(zone).date()
