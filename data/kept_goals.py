"""Goals and objectives as the state keeps them: versioned, so that nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data import tables as t
from data.versioned import KeptDocuments, Versioned

GOALS, OBJECTIVES = Versioned(t.goals, "goal"), Versioned(t.objectives, "objective")


class KeptGoals(KeptDocuments):
    """Goals and objectives; every write leaves an audit row in its own transaction."""

    def goals(self) -> list[dict[str, Any]]:
        """Return every goal's document with its ``id`` and ``version``, in their order."""
        return self._docs(GOALS)

    def objectives(self) -> list[dict[str, Any]]:
        """Return every objective's document with its ``id`` and ``version``, in their order."""
        return self._docs(OBJECTIVES)

    def save_goal(self, doc: Mapping[str, Any], by: str, why: str) -> int:
        """Save one goal and return its new version.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new goal) is not the version kept.
        """
        with self._write() as con:
            return GOALS.save(con, doc, by, why)

    def save_goals(
        self,
        docs: Sequence[Mapping[str, Any]],
        by: str,
        why: str,
        gone: Sequence[Mapping[str, Any]] = (),
        objectives: Sequence[Mapping[str, Any]] = (),
        dropped: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Save several goals and remove those `gone`, in one transaction: all of it or nothing.

        `objectives` are saved and `dropped` ones removed with them.

        Raises
        ------
        data.state.Conflict
            When the version of one of them is not the version kept.
        """
        with self._write() as con:
            for doc in gone:
                GOALS.delete(con, doc, by, why)
            for doc in dropped:
                OBJECTIVES.delete(con, doc, by, why)
            for doc in objectives:
                OBJECTIVES.save(con, doc, by, why)
            for doc in docs:
                GOALS.save(con, doc, by, why)

    def delete_goal(self, goal_id: str, by: str, why: str, version: int | None = None) -> None:
        """Remove a goal; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When a `version` is given and it is not the version kept.
        """
        with self._write() as con:
            if version is None:
                old = GOALS.kept(con, goal_id)
                version = old.version if old else 0
            GOALS.delete(con, {"id": goal_id, "version": version}, by, why)

    def save_objective(
        self, doc: Mapping[str, Any], by: str, why: str, goals: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Save an objective with the `goals` that come to it or leave it: all of it or nothing.

        Raises
        ------
        data.state.Conflict
            When the version of one of them is not the version kept.
        """
        with self._write() as con:
            OBJECTIVES.save(con, doc, by, why)
            for goal in goals:
                GOALS.save(con, goal, by, why)

    def delete_objective(
        self, doc: Mapping[str, Any], by: str, why: str, goals: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Remove an objective and save the `goals` that lose it; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When the version of one of them is not the version kept.
        """
        with self._write() as con:
            OBJECTIVES.delete(con, doc, by, why)
            for goal in goals:
                GOALS.save(con, goal, by, why)
