"""Goals as the state keeps them: documents with versions, so that nobody overwrites unseen."""

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
    """The goals of the state database; every write leaves an audit row in its own transaction."""

    def goals(self) -> list[dict[str, Any]]:
        """Return every goal's document with its ``id`` and ``version``, in their order."""
        query = sa.select(t.goals).order_by(t.goals.c.position, t.goals.c.id)
        with self._engine.connect() as con:
            return [{**g.doc, "id": g.id, "version": g.version} for g in con.execute(query)]

    def save_goal(self, doc: Mapping[str, Any], by: str, why: str) -> int:
        """Save one goal and return its new version.

        Raises
        ------
        Conflict
            When ``doc["version"]`` (0 or absent for a new goal) is not the version kept.
        """
        with self._write() as con:
            return _save(con, doc, by, why)

    def save_goals(
        self,
        docs: Sequence[Mapping[str, Any]],
        by: str,
        why: str,
        gone: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Save several goals and remove those `gone`, in one transaction: all of it or nothing.

        Raises
        ------
        Conflict
            When the version of one of them is not the version kept.
        """
        with self._write() as con:
            for doc in gone:
                _delete(con, str(doc["id"]), int(doc["version"]), by, why)
            for doc in docs:
                _save(con, doc, by, why)

    def delete_goal(self, goal_id: str, by: str, why: str, version: int | None = None) -> None:
        """Remove a goal; the audit keeps what it was.

        Raises
        ------
        Conflict
            When a `version` is given and it is not the version kept.
        """
        with self._write() as con:
            _delete(con, goal_id, version, by, why)


def _save(con: sa.Connection, doc: Mapping[str, Any], by: str, why: str) -> int:
    """Write one goal when the version seen is the version kept."""
    goal_id = str(doc["id"])
    where = t.goals.c.id == goal_id
    old = con.execute(sa.select(t.goals).where(where)).first()
    kept = old.version if old else 0
    _agree(goal_id, int(doc.get("version") or 0), kept)
    body = {k: v for k, v in doc.items() if k not in ("id", "version")}
    row = {"version": kept + 1, "doc": body, "position": int(doc.get("position") or 0)}
    if old is None:
        con.execute(t.goals.insert().values(id=goal_id, **row))
    else:
        con.execute(t.goals.update().where(where).values(**row))
    note(con, by, f"goal {goal_id}", why, None if old is None else old.doc, body)
    return kept + 1


def _delete(con: sa.Connection, goal_id: str, version: int | None, by: str, why: str) -> None:
    where = t.goals.c.id == goal_id
    old = con.execute(sa.select(t.goals).where(where)).first()
    if version is not None:
        _agree(goal_id, version, old.version if old else 0)
    con.execute(t.goals.delete().where(where))
    note(con, by, f"goal {goal_id}", why, old.doc if old else None, None)


def _agree(goal_id: str, seen: int, kept: int) -> None:
    if kept != seen:
        raise Conflict(CONFLICT.fill(goal=goal_id, now=kept, seen=seen))
