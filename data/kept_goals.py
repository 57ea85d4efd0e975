"""Goals and objectives as the state keeps them: versioned, so that nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.journal import Journal, note
from data.text import Text

CONFLICT = Text(
    zh="「{goal}」剛剛被別人改過了（現在第 {now} 版，你看到第 {seen} 版）；請重新整理後再改。",
    en="“{goal}” was just changed by somebody else (version {now} now, you saw {seen}). Reload.",
)


class Conflict(RuntimeError):
    """Somebody else saved the same goal first; ``text`` says so in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


class KeptGoals(Journal):
    """Goals and objectives; every write leaves an audit row in its own transaction."""

    def goals(self) -> list[dict[str, Any]]:
        """Return every goal's document with its ``id`` and ``version``, in their order."""
        return self._docs(t.goals)

    def objectives(self) -> list[dict[str, Any]]:
        """Return every objective's document with its ``id`` and ``version``, in their order."""
        return self._docs(t.objectives)

    def _docs(self, table: sa.Table) -> list[dict[str, Any]]:
        query = sa.select(table).order_by(table.c.position, table.c.id)
        with self._engine.connect() as con:
            return [{**row.doc, "id": row.id, "version": row.version} for row in con.execute(query)]

    def save_goal(self, doc: Mapping[str, Any], by: str, why: str) -> int:
        """Save one goal and return its new version.

        Raises
        ------
        Conflict
            When ``doc["version"]`` (0 or absent for a new goal) is not the version kept.
        """
        with self._write() as con:
            return _save(con, t.goals, doc, by, why)

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
        Conflict
            When the version of one of them is not the version kept.
        """
        with self._write() as con:
            for doc in gone:
                _delete(con, t.goals, str(doc["id"]), int(doc["version"]), by, why)
            for doc in dropped:
                _delete(con, t.objectives, str(doc["id"]), int(doc["version"]), by, why)
            for doc in objectives:
                _save(con, t.objectives, doc, by, why)
            for doc in docs:
                _save(con, t.goals, doc, by, why)

    def delete_goal(self, goal_id: str, by: str, why: str, version: int | None = None) -> None:
        """Remove a goal; the audit keeps what it was.

        Raises
        ------
        Conflict
            When a `version` is given and it is not the version kept.
        """
        with self._write() as con:
            _delete(con, t.goals, goal_id, version, by, why)

    def save_objective(
        self, doc: Mapping[str, Any], by: str, why: str, goals: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Save an objective with the `goals` that come to it or leave it: all of it or nothing.

        Raises
        ------
        Conflict
            When the version of one of them is not the version kept.
        """
        with self._write() as con:
            _save(con, t.objectives, doc, by, why)
            for goal in goals:
                _save(con, t.goals, goal, by, why)

    def delete_objective(
        self, doc: Mapping[str, Any], by: str, why: str, goals: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Remove an objective and save the `goals` that lose it; the audit keeps what it was.

        Raises
        ------
        Conflict
            When the version of one of them is not the version kept.
        """
        with self._write() as con:
            _delete(con, t.objectives, str(doc["id"]), int(doc["version"]), by, why)
            for goal in goals:
                _save(con, t.goals, goal, by, why)


_CALLED = {t.goals.name: "goal", t.objectives.name: "objective"}
"""What the audit calls a row of a table."""


def _save(con: sa.Connection, table: sa.Table, doc: Mapping[str, Any], by: str, why: str) -> int:
    """Write one document when the version seen is the version kept."""
    key = str(doc["id"])
    where = table.c.id == key
    old = con.execute(sa.select(table).where(where)).first()
    kept = old.version if old else 0
    _agree(key, int(doc.get("version") or 0), kept)
    body = {k: v for k, v in doc.items() if k not in ("id", "version")}
    row = {"version": kept + 1, "doc": body, "position": int(doc.get("position") or 0)}
    if old is None:
        con.execute(table.insert().values(id=key, **row))
    else:
        con.execute(table.update().where(where).values(**row))
    note(con, by, f"{_CALLED[table.name]} {key}", why, None if old is None else old.doc, body)
    return kept + 1


def _delete(
    con: sa.Connection, table: sa.Table, key: str, version: int | None, by: str, why: str
) -> None:
    where = table.c.id == key
    old = con.execute(sa.select(table).where(where)).first()
    if version is not None:
        _agree(key, version, old.version if old else 0)
    con.execute(table.delete().where(where))
    note(con, by, f"{_CALLED[table.name]} {key}", why, old.doc if old else None, None)


def _agree(goal_id: str, seen: int, kept: int) -> None:
    if kept != seen:
        raise Conflict(CONFLICT.fill(goal=goal_id, now=kept, seen=seen))
