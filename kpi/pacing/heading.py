"""Where the goals of the board are heading, and how what is due of them grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.snapshot import Snapshot
from data.state import State
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.pacing.due import EVEN, Course, course_of, planned_days
from kpi.pacing.pace import Pace, paces
from kpi.period import Period, calendar_span
from kpi.view import View


@dataclass(frozen=True, slots=True)
class Heading:
    """The pace of those goals whose card or due needs it, by goal.

    Parameters
    ----------
    snapshot : Snapshot or None
        Where the plan of other periods is asked for; None while there are no paces.
    """

    paces: Mapping[str, Pace] = field(default_factory=dict)
    snapshot: Snapshot | None = None

    def course(self, goal: Goal, period: Period) -> Course:
        """Return how what is due of a goal grows over its own period around the days looked at.

        Evenly where it needs no pace. A pace is of the newest period; an earlier one grew by the
        days of its own.
        """
        pace = self.paces.get(goal.id)
        if pace is None or self.snapshot is None:
            return EVEN
        whole = calendar_span(goal.period, period.now.start, period.year)
        if whole == pace.days:
            return pace.course
        planned = planned_days(self.snapshot, goal, whole) if goal.shape == "plan" else {}
        return course_of(goal, whole, pace.history, planned)


def heading(snapshot: Snapshot, state: State, view: View, every: Sequence[Goal]) -> Heading:
    """Return where goals are heading: the star, and sums that are not due evenly."""
    return _of(snapshot, state, view, [g for g in every if g.rank == "star" or g.shape != "even"])


def courses(snapshot: Snapshot, state: State, view: View, every: Sequence[Goal]) -> Heading:
    """Return no more than it takes to know what is due: of sums that are not due evenly."""
    return _of(snapshot, state, view, [goal for goal in every if goal.shape != "even"])


def _of(snapshot: Snapshot, state: State, view: View, every: Sequence[Goal]) -> Heading:
    wanted = frozenset(goal.id for goal in every if KPIS[goal.kpi].accumulates)
    found = paces(snapshot, state, view, wanted) if wanted else None
    return Heading({p.goal.id: p for p in found.paces}, snapshot) if found else Heading()
