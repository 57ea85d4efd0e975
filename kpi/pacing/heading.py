"""Where the goals of the board are heading, and how what is due of them grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.snapshot import Snapshot
from data.state import State
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.pacing.due import EVEN, Course
from kpi.pacing.pace import Pace, paces
from kpi.view import View


@dataclass(frozen=True, slots=True)
class Heading:
    """The pace of those goals whose card or due needs it, by goal."""

    paces: Mapping[str, Pace] = field(default_factory=dict)

    def course(self, goal: Goal) -> Course:
        """Return how what is due of a goal grows; evenly where it needs no pace."""
        return self.paces[goal.id].course if goal.id in self.paces else EVEN


def heading(snapshot: Snapshot, state: State, view: View, every: Sequence[Goal]) -> Heading:
    """Return where goals are heading: the star, and sums that are not due evenly."""
    return _of(snapshot, state, view, [g for g in every if g.rank == "star" or g.shape != "even"])


def courses(snapshot: Snapshot, state: State, view: View, every: Sequence[Goal]) -> Heading:
    """Return no more than it takes to know what is due: of sums that are not due evenly."""
    return _of(snapshot, state, view, [goal for goal in every if goal.shape != "even"])


def _of(snapshot: Snapshot, state: State, view: View, every: Sequence[Goal]) -> Heading:
    wanted = frozenset(goal.id for goal in every if KPIS[goal.kpi].accumulates)
    found = paces(snapshot, state, view, wanted) if wanted else None
    return Heading({pace.goal.id: pace for pace in found.paces} if found else {})
