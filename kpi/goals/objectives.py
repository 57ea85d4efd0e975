"""Objectives: what goals serve (OKR), each with its name, why, its period and its goals."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.state import State
from data.text import Text
from kpi.goals.goal import Goal

PREFIX = "objective "
"""How the audit calls one."""


@dataclass(frozen=True, slots=True)
class Objective:
    """What some goals serve together.

    Parameters
    ----------
    why : str
        One line; may be empty.
    period : str
        Of which time it is, as people say it: 2026 Q4.
    version : int
        0 before it is kept.
    """

    id: str
    name: Text
    why: str = ""
    period: str = ""
    version: int = 0

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Objective:
        """Build an objective from its document in the state."""
        words = {n: str(doc.get(n) or "") for n in ("why", "period")}
        return cls(doc["id"], Text(**doc["name"]), version=int(doc.get("version") or 0), **words)

    def as_doc(self) -> dict[str, Any]:
        """Return its document."""
        return {
            "id": self.id, "name": self.name.as_dict(), "why": self.why, "period": self.period,
            "version": self.version,
        }  # fmt: skip


def objectives(state: State) -> tuple[Objective, ...]:
    """Return the objectives in their order."""
    return tuple(Objective.from_doc(doc) for doc in state.objectives())


def new_id() -> str:
    """Return the id of an objective that is not kept yet."""
    return f"objective-{secrets.token_hex(3)}"


def keep(
    state: State, objective: Objective, goal_ids: Collection[str], by: str, why: str
) -> None:  # fmt: skip
    """Keep an objective and which goals serve it, all of it or nothing.

    Raises
    ------
    data.state.Conflict
        When somebody changed it, or one of those goals, meanwhile.
    """
    state.save_objective(objective.as_doc(), by, why, _moved(state, objective.id, goal_ids))


def drop(state: State, objective: Objective, by: str, why: str) -> None:
    """Remove an objective; its goals stay without one.

    Raises
    ------
    data.state.Conflict
        When somebody changed it, or one of its goals, meanwhile.
    """
    state.delete_objective(objective.as_doc(), by, why, _moved(state, objective.id, ()))


def _moved(state: State, key: str, goal_ids: Collection[str]) -> list[dict[str, Any]]:
    """Return the goals that come to an objective or leave it, as they are to be kept."""
    moved = []
    for doc in state.goals():
        mine, wanted = doc.get("objective") == key, doc["id"] in goal_ids
        if mine is not wanted:
            rest = {name: value for name, value in doc.items() if name != "objective"}
            moved.append({**rest, "objective": key} if wanted else rest)
    return moved


def goals_of(objective: Objective, goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """Return the goals that serve an objective, watched ones last."""
    mine = [g for g in goals if g.objective == objective.id]
    return tuple(sorted(mine, key=lambda g: g.rank == "watched"))


def renamed(objective: Objective, zh: str, en: str, why: str, period: str) -> Objective:
    """Return an objective with other words; a name in one language serves for both."""
    return replace(objective, name=Text(zh or en, en or zh), why=why, period=period)
