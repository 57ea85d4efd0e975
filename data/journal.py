"""The journal: one row a received file, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.report import Report
from data.text import Text


class Step(StrEnum):
    """How far an import has come; data/recovery.py says what a start does with each."""

    RECEIVED = "RECEIVED"
    PARSING = "PARSING"
    PARSED = "PARSED"
    NEEDS_ANSWER = "NEEDS_ANSWER"
    REJECTED = "REJECTED"
    COMMITTING = "COMMITTING"
    COMMITTED = "COMMITTED"
    PUBLISHED = "PUBLISHED"
    UNDONE = "UNDONE"
    DISCARDED = "DISCARDED"
    UNPACKED = "UNPACKED"
    """A zip: each export in it is an import of its own."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One received file.

    Parameters
    ----------
    file : str
        Its name as the person knows it.
    received_at, committed_at, undone_at : datetime
        UTC, without zone.
    received_on : date
        The board's day on which it came.
    answers : dict of str to str
        The answers in effect for it, remembered ones included.
    changes : dict or None
        ``{"replaced_days": int, "measures": {name: {"before": str | None, "after": …}}}``, see
        data/changes.py; ``"undo"`` in it is what undoing would change (data/preview.py), and
        ``"imports"`` what a zip became.
    error : Text or None
        Why it went no further, where the report does not say it.
    """

    import_id: int
    sha256: str
    file: str
    state: Step
    by: str
    received_at: datetime
    received_on: date
    answers: dict[str, str]
    report: Report | None
    changes: dict[str, Any] | None
    error: Text | None
    committed_at: datetime | None
    undone_at: datetime | None


class Journal:
    """The journal of a store, in its state database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def journal(self) -> list[JournalRow]:
        """Return every received file, oldest first."""
        return self._rows(sa.true())

    def by_content(self, sha256: str) -> list[JournalRow]:
        """Return every time these bytes were received, oldest first."""
        return self._rows(t.imports.c.sha256 == sha256)

    def entry(self, import_id: int) -> JournalRow:
        """Return one received file.

        Raises
        ------
        KeyError
            When there is no such import.
        """
        rows = self._rows(t.imports.c.import_id == import_id)
        if not rows:
            raise KeyError(import_id)
        return rows[0]

    def received(
        self,
        sha256: str,
        file: str,
        by: str,
        on: date,
        answers: Mapping[str, str] | None = None,
        allow: Callable[[sa.Connection], None] | None = None,
    ) -> int:
        """Open a journal row for a file that came on a day (:func:`data.state.today`).

        `allow` looks within the same transaction and raises what forbids it.
        """
        values: dict[str, Any] = {"sha256": sha256, "file": file, "by": by}
        values |= {"received_at": now(), "received_on": on}
        values |= {"state": Step.RECEIVED, "answers": dict(answers or {})}
        with self._write() as con:
            if allow:
                allow(con)
            done = con.execute(t.imports.insert().values(values).returning(t.imports.c.import_id))
            import_id = int(done.scalar_one())
            note(con, by, f"import {import_id}", file, None, {"state": Step.RECEIVED})
        return import_id

    def restore(self, row: JournalRow) -> None:
        """Put a lost journal row back, with its own id, from what the master says of it."""
        values = {c.name: getattr(row, c.name) for c in t.imports.columns}
        values |= {"report": row.report and row.report.to_json(), "error": None}
        with self._write() as con:
            con.execute(t.imports.insert().values(values))
            if con.dialect.name == "postgresql":
                con.execute(sa.text(t.SKIP_IDS))
            what, why = f"import {row.import_id}", "journal row was lost"
            note(con, row.by, what, why, None, {"state": row.state})

    def move(self, import_id: int, state: Step, by: str, why: str = "", **values: Any) -> None:
        """Take an import to a state, setting other columns (report, answers, …) with it.

        UNDONE also forgets the answers that were remembered with it.
        """
        if isinstance(values.get("report"), Report):
            values["report"] = values["report"].to_json()
        if isinstance(values.get("error"), Text):
            values["error"] = values["error"].as_dict()
        with self._write() as con:
            where = t.imports.c.import_id == import_id
            old = con.execute(sa.select(t.imports.c.state).where(where)).scalar_one()
            con.execute(t.imports.update().where(where).values(state=state, **values))
            if state is Step.UNDONE:
                con.execute(t.answers.delete().where(t.answers.c.import_id == import_id))
            note(con, by, f"import {import_id}", why, {"state": old}, {"state": state})

    def _rows(self, where: Any) -> list[JournalRow]:
        query = sa.select(t.imports).where(where).order_by(t.imports.c.import_id)
        with self._engine.connect() as con:
            return [_journal_row(row) for row in con.execute(query)]

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Open a connection that only looks, for what several tables say together."""
        return self._engine.connect()

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """Open a write transaction, for what several tables settle together."""
        return self._write()

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        """One write transaction, holding the write lock from its start."""
        with self._engine.connect().execution_options(write=True) as con, con.begin():
            yield con


def now() -> datetime:
    """Return the time in UTC, without zone: how every timestamp is kept."""
    return datetime.now(UTC).replace(tzinfo=None)


def note(con: sa.Connection, by: str, what: str, why: str, old: Any, new: Any) -> None:
    """Note a change for the audit, in the transaction that makes it."""
    con.execute(t.audit.insert().values(at=now(), by=by, what=what, why=why, old=old, new=new))


def _journal_row(row: Any) -> JournalRow:
    """Build a journal row from its database row."""
    values = dict(row._mapping)
    report, error = values.pop("report"), values.pop("error")
    return JournalRow(
        **{**values, "state": Step(values["state"])},
        report=Report.from_json(report) if report else None,
        error=Text(**error) if error else None,
    )
