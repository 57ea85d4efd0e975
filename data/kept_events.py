"""Own events as the state keeps them: documents with versions, so that nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.journal import Journal, note
from data.kept_goals import CONFLICT, Conflict


class KeptEvents(Journal):
    """The calendar of the state database; every write leaves an audit row with it."""

    def events(self) -> list[dict[str, Any]]:
        """Return every own event's document with its ``id`` and ``version``, by first day."""
        with self._engine.connect() as con:
            rows = [{**e.doc, "id": e.id, "version": e.version} for e in con.execute(_ALL)]
        return sorted(rows, key=lambda doc: (doc["first"], doc["last"], doc["id"]))

    def save_events(self, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save several events in one transaction: all of them or none.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        with self._write() as con:
            for doc in docs:
                _save(con, doc, by, why)

    def delete_event(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove an event as it was seen; the audit keeps what it was.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` is not the version kept.
        """
        with self._write() as con:
            old = _kept(con, doc)
            con.execute(t.events.delete().where(t.events.c.id == str(doc["id"])))
            note(con, by, f"event {doc['id']}", why, old.doc if old else None, None)


_ALL = sa.select(t.events)


def _kept(con: sa.Connection, doc: Mapping[str, Any]) -> Any:
    """Return the row an event has, None for a new one; raise where somebody changed it."""
    old = con.execute(_ALL.where(t.events.c.id == str(doc["id"]))).first()
    seen, kept = int(doc.get("version") or 0), old.version if old else 0
    if seen != kept:
        raise Conflict(CONFLICT.fill(goal=doc["name"], now=kept, seen=seen))
    return old


def _save(con: sa.Connection, doc: Mapping[str, Any], by: str, why: str) -> None:
    old = _kept(con, doc)
    body = {k: v for k, v in doc.items() if k not in ("id", "version")}
    row = {"version": (old.version if old else 0) + 1, "doc": body}
    if old is None:
        con.execute(t.events.insert().values(id=str(doc["id"]), **row))
    else:
        con.execute(t.events.update().where(t.events.c.id == str(doc["id"])).values(**row))
    note(con, by, f"event {doc['id']}", why, old.doc if old else None, body)
