"""Documents with versions in a table of the state: nobody overwrites what he has not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from data.journal import Journal, note
from data.text import Text

CONFLICT = Text(
    zh="「{name}」剛剛被別人改過了（現在第 {now} 版，你看到第 {seen} 版）；請重新整理後再改。",
    en="“{name}” was just changed by somebody else (version {now} now, you saw {seen}). Reload.",
)


class Conflict(RuntimeError):
    """Somebody else saved the same document first; ``text`` says so in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


@dataclass(frozen=True, slots=True)
class Versioned:
    """The documents of one table; each write leaves an audit row in the caller's transaction.

    Parameters
    ----------
    table : sqlalchemy.Table
        With the columns `id`, `version`, `doc`, and `position` where the documents have an order.
    noun : str
        What the audit calls one of them: "goal" for "goal cac-1".
    unsaid : frozenset of str
        Fields that never change once they are written: the audit does not repeat them.
    """

    table: sa.Table
    noun: str
    unsaid: frozenset[str] = frozenset()

    def docs(self, con: sa.Connection) -> list[dict[str, Any]]:
        """Return every document with its ``id`` and ``version``, by position, then id."""
        order = [self.table.c[name] for name in ("position", "id") if name in self.table.c]
        rows = con.execute(sa.select(self.table).order_by(*order))
        return [{**row.doc, "id": row.id, "version": row.version} for row in rows]

    def save(self, con: sa.Connection, doc: Mapping[str, Any], by: str, why: str) -> int:
        """Write one document and return its new version.

        Raises
        ------
        Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        old = self._agreed(con, doc)
        body = {k: v for k, v in doc.items() if k not in ("id", "version")}
        version = int(old.version if old else 0) + 1
        row = {"version": version, "doc": body}
        if "position" in self.table.c:
            row["position"] = int(doc.get("position") or 0)
        if old is None:
            self._insert(con, doc, row)
        else:
            con.execute(self.table.update().where(self._is(doc)).values(**row))
        self._note(con, doc, by, why, old.doc if old else None, body)
        return version

    def delete(self, con: sa.Connection, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove one document as it was seen; the audit keeps what it was.

        Raises
        ------
        Conflict
            When ``doc["version"]`` is not the version kept.
        """
        old = self._agreed(con, doc)
        con.execute(self.table.delete().where(self._is(doc)))
        self._note(con, doc, by, why, old.doc if old else None, None)

    def kept(self, con: sa.Connection, key: str) -> Any:
        """Return a document's row, None where there is none; nobody else changes it meanwhile."""
        return con.execute(self._look(key).with_for_update()).first()

    def _note(
        self, con: sa.Connection, doc: Mapping[str, Any], by: str, why: str, old: Any, new: Any
    ) -> None:
        told = [
            one and {name: value for name, value in one.items() if name not in self.unsaid}
            for one in (old, new)
        ]
        note(con, by, f"{self.noun} {doc['id']}", why, *told)

    def _look(self, key: str) -> sa.Select[Any]:
        return sa.select(self.table).where(self.table.c.id == key)

    def _is(self, doc: Mapping[str, Any]) -> sa.ColumnElement[bool]:
        return self.table.c.id == str(doc["id"])

    def _agreed(self, con: sa.Connection, doc: Mapping[str, Any]) -> Any:
        """Return the row a document has; raise where it is not the one that was seen."""
        old = self.kept(con, str(doc["id"]))
        seen, now = int(doc.get("version") or 0), old.version if old else 0
        if seen != now:
            raise _conflict(doc, now)
        return old

    def _insert(self, con: sa.Connection, doc: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        try:
            con.execute(self.table.insert().values(id=str(doc["id"]), **row))
        except sa.exc.IntegrityError as taken:  # Postgres: nothing could be locked before it was
            raise _conflict(doc, 1) from taken


class KeptDocuments(Journal):
    """The ways to versioned documents of the state database; every write leaves an audit row."""

    def _docs(self, kind: Versioned) -> list[dict[str, Any]]:
        """Return every document of a kind with its ``id`` and ``version``."""
        with self._engine.connect() as con:
            return kind.docs(con)

    def _save(self, kind: Versioned, docs: Sequence[Mapping[str, Any]], by: str, why: str) -> None:
        """Save documents of a kind in one transaction: all of them or none."""
        with self._write() as con:
            for doc in docs:
                kind.save(con, doc, by, why)

    def _delete(self, kind: Versioned, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Remove a document of a kind as it was seen."""
        with self._write() as con:
            kind.delete(con, doc, by, why)


def _conflict(doc: Mapping[str, Any], now: int) -> Conflict:
    seen = int(doc.get("version") or 0)
    name = doc.get("name") or doc["id"]
    return Conflict(CONFLICT.fill(name=str(name), now=now, seen=seen))
