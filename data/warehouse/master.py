"""The master: one import in one transaction, undo, and what is in it; one process at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from data.journal import JournalRow, now
from data.lock import Busy
from data.rules import settled as rules
from data.rules.settled import Rules
from data.sql import recipe
from data.warehouse import changes, columns, rollups
from data.warehouse.changes import Changes
from data.warehouse.staging import stage

MEMORY = "500MB"
"""Leaves the ingest process below 800 MB resident, rows of a large file being streamed."""


class _OnlyTried(Exception):
    """Ends a transaction that was never meant to stay."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What committing an import did, or would do.

    Parameters
    ----------
    at : datetime or None
        When it was committed (UTC); None where it was only tried.
    asks : bool
        Whether campaigns or cost would vanish and nobody has answered `replace`.
    """

    changes: Changes
    at: datetime | None
    asks: bool


class Master:
    """The open master of a store; hold its lock around it.

    Parameters
    ----------
    path : pathlib.Path
        Its DuckDB file; made when missing.
    parsed : pathlib.Path
        Folder of the imports' typed rows.
    """

    def __init__(self, path: Path, parsed: Path) -> None:
        self._parsed = parsed
        config: dict[str, Any] = {
            "memory_limit": MEMORY,
            "python_enable_replacements": False,
            "preserve_insertion_order": False,  # else a large insert runs in one thread
        }
        try:
            self._con = duckdb.connect(str(path), config=config)
        except duckdb.IOException as failure:
            if "set lock on file" in str(failure):  # somebody looks at it with another program
                raise Busy(str(path)) from failure
            raise
        self._con.execute(columns.schema())

    def __enter__(self) -> Master:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything into the one file and let go of it."""
        self._con.execute("checkpoint")
        self._con.close()

    def abandon(self) -> None:
        """Let go of it as it is."""
        self._con.close()

    def is_outdated(self) -> bool:
        """Whether another version of this program wrote it: then it has to be built again."""
        return self.query(recipe("layout")) != [(columns.layout(),)]

    def imports(self) -> list[dict[str, Any]]:
        """Return the imports' own rows, by id; answers, report and changes as plain values."""
        found = self._con.execute(recipe("imports"))
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        documents = ("answers", "report", "changes")
        return [row | {name: json.loads(row[name]) for name in documents} for row in rows]

    def query(self, sql: str, **bound: Any) -> list[tuple[Any, ...]]:
        """Run one recipe; values are bound as ``$name``."""
        return self._con.execute(sql, bound).fetchall()

    def commit(self, row: JournalRow, keep: bool = True) -> Outcome:
        """Write one parsed import with everything that follows from it, in one transaction.

        Parameters
        ----------
        row : JournalRow
            Its journal row; report and answers complete.
        keep : bool
            False tries it only: the changes are told, nothing stays. Nothing stays either where
            `replace` has to be asked first.

        Raises
        ------
        Miscount
            When the rows written are not the rows the report promised.
        """
        con, at = self._con, self._next_moment()
        try:
            with self._transaction():
                stage(con, row, self._parsed, at)
                rollups.touch(con, row.import_id)
                before = changes.before(con, row)
                rollups.rebuild(con, self._parsed)
                told = changes.after(con, row, before)
                self._note_changes(row.import_id, told.to_json())
                asks = bool(told.vanishing) and "replace" not in row.answers
                if asks or not keep:
                    raise _OnlyTried
        except _OnlyTried:
            return Outcome(told, None, asks)
        return Outcome(told, at, asks)

    def replay(self, row: JournalRow) -> None:
        """Write one import's facts again as it was committed; :meth:`derive` follows."""
        with self._transaction():
            stage(self._con, row, self._parsed, row.committed_at or self._next_moment())
            self._note_changes(row.import_id, row.changes)
            if row.undone_at:
                self._con.execute(recipe("undo"), {"at": row.undone_at, "import_id": row.import_id})

    def derive(self) -> None:
        """Derive everything from the facts, after a replay."""
        rollups.touch(self._con, None)
        rollups.rebuild(self._con, self._parsed)

    def undo(self, import_id: int, at: datetime | None = None) -> datetime:
        """Take an import out as if it had never come; its facts stay for as-of."""
        at = at or self._next_moment()
        with self._transaction():
            self._con.execute(recipe("undo"), {"at": at, "import_id": import_id})
            rollups.touch(self._con, import_id)
            rollups.rebuild(self._con, self._parsed)
        return at

    def without(self, row: JournalRow) -> Changes:
        """Tell what undoing an import would change: a transaction that is taken back."""
        con, own = self._con, {"import_id": row.import_id}
        with suppress(_OnlyTried), self._transaction():
            con.execute(recipe("heard"), own)
            con.execute(recipe("undo"), own | {"at": self._next_moment()})
            rollups.touch(con, row.import_id)
            before = changes.before(con, row)
            rollups.rebuild(con, self._parsed)
            told = changes.without(con, row, before)
            raise _OnlyTried
        return told

    def follow(self, settled: Rules) -> None:
        """Derive again what these rules decide, where they or what they apply to have changed."""
        with self._transaction():
            rules.follow(self._con, settled, self._parsed)

    def followed(self) -> Rules:
        """Return the rules by which it was derived."""
        return rules.kept(self._con)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing."""
        self._con.execute("begin")
        try:
            yield
        except BaseException:
            self._con.execute("rollback")
            raise
        self._con.execute("commit")

    def _note_changes(self, import_id: int, told: dict[str, Any] | None) -> None:
        """Keep what the import changed in its own row."""
        bound = {"changes": json.dumps(told), "import_id": import_id}
        self._con.execute(recipe("note_changes"), bound)

    def _next_moment(self) -> datetime:
        """Return now, later than every moment kept: two commits never share one."""
        last = self.query("select greatest(max(committed_at), max(undone_at)) from imports")[0][0]
        return max(now(), last + timedelta(microseconds=1)) if last else now()
