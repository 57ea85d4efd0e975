"""Several goals confirmed in one go by the asking unit: those that are whole and still drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from data.state import State
from kpi.goals.confirming import confirmed, is_draft
from kpi.goals.fields import as_doc
from kpi.goals.goal import Goal
from kpi.goals.rules import missing


def ready(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Return the star and core goals nobody has confirmed that lack nothing."""
    return tuple(g for g in goals if g.rank != "watched" and is_draft(g) and not missing(g))


def agree(
    state: State,
    goals: Sequence[Goal],
    docs: Sequence[Mapping[str, Any]],
    who: tuple[str, str],
    day: date,
    by: str,
    why: str,
) -> None:
    """Keep that somebody confirmed goals as they were shown, all of them or none.

    Parameters
    ----------
    docs : sequence of mapping
        The goals as they were seen, with their versions.
    who : (str, str)
        The asking unit, and who confirmed for it.

    Raises
    ------
    data.state.Conflict
        When somebody changed one of the goals meanwhile.
    """
    kept = {doc["id"]: doc for doc in docs}
    told = [as_doc(confirmed(goal, *who, day), kept[goal.id]) for goal in goals]
    state.save_goals(told, by, why)
