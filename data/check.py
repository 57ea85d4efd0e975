"""Verify a store as it is: files, journal, master and snapshots against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from data import sandbox, snapshot
from data.durable import digest, unbroken
from data.journal import JournalRow, Step
from data.lock import flock
from data.recovery import Kept, Mend, mend
from data.sql import recipe
from data.state import State
from data.store import Store
from data.text import Lang, Text

JOURNAL = Text("匯入紀錄與倉儲一致", "journal and master agree")
MASTER = Text("倉儲可以完整讀取", "the master can be read to its end")
SNAPSHOTS = Text("每個已發布的版本都能完整讀取", "every snapshot can be read to its end")
CURRENT = Text("目前發布的版本與倉儲一致", "what is published is what the master holds")
FILES = Text("原始檔未被更動", "received files are unchanged")
PARSED = Text("解析結果都在，也未被更動", "typed rows are there and unchanged")
READ_AGAIN = Text(
    "請刪除列出的檔案，再執行 python -m data imports，系統會從原始檔重新讀取。",
    "Remove the files named and run python -m data imports: they are read again from the files"
    " received.",
)
NETWORK = Text("讀檔時沒有網路", "files are read without any network")
OPEN = Text(
    "這個系統無法替讀檔程式關閉網路（需要 Linux 的 unshare）；其他限制照常。",
    "This system cannot shut the reading process off the network (Linux unshare); "
    "its other limits hold.",
)
EQUATIONS = Text("每次匯入的列數都對得起來", "the rows of every import add up")
MENDS = {"parsed": READ_AGAIN}
"""What to do, by what does not hold."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing verified.

    Parameters
    ----------
    details : tuple of str
        Where it does not hold.
    note : Text or None
        How to mend it, or what is worth knowing although nothing is wrong with the store.
    """

    key: str
    text: Text
    details: tuple[str, ...] = ()
    note: Text | None = None

    @property
    def ok(self) -> bool:
        """Whether the store is sound in this."""
        return not self.details

    def to_json(self, lang: Lang) -> dict[str, Any]:
        """Return it as the terminal door writes it."""
        said = {"check": self.key, "text": self.text.to(lang), "ok": self.ok}
        return said | {"details": list(self.details), "note": self.note and self.note.to(lang)}

    def line(self, lang: Lang) -> str:
        """Return it as a person reads it."""
        mark = "✗" if self.details else "!" if self.note else "✓"
        note = [self.note.to(lang)] if self.note else []
        return "  ".join([mark, self.text.to(lang), *self.details, *note])


def check(store: Store, state: State) -> Iterator[Finding]:
    """Verify everything; nothing is changed.

    Raises
    ------
    data.warehouse.Busy
        When an import is at work.
    """
    checks: tuple[tuple[str, Text, Callable[[Store, list[JournalRow]], Iterator[str]]], ...] = (
        ("journal", JOURNAL, _journal),
        ("master", MASTER, _master),
        ("snapshots", SNAPSHOTS, _snapshots),
        ("current", CURRENT, _current),
        ("files", FILES, _files),
        ("parsed", PARSED, _parsed),
        ("equations", EQUATIONS, _equations),
    )
    with flock(store.lock, wait=False):
        rows = state.journal()
        for key, text, find in checks:
            details = tuple(find(store, rows))
            yield Finding(key, text, details, MENDS.get(key) if details else None)
    yield Finding("network", NETWORK, note=None if sandbox.network_shut() else OPEN)


def _journal(store: Store, rows: list[JournalRow]) -> Iterator[str]:
    try:
        counting = _asked(store.master, "counting")
        kept = {i: Kept.LIVE if live else Kept.UNDONE for i, live in counting}
    except duckdb.Error as damage:
        yield _first_line(damage)
        return
    steps = {row.import_id: row.state for row in rows}
    for import_id in sorted(steps.keys() | kept.keys()):
        step, held = steps.get(import_id), kept.get(import_id, Kept.ABSENT)
        if mend(step, held) is not Mend.NOTHING:
            yield f"{import_id}: {step or '–'} / {held}"


def _master(store: Store, _rows: list[JournalRow]) -> Iterator[str]:
    if store.master.exists():
        yield from _unreadable(store.master)


def _snapshots(store: Store, _rows: list[JournalRow]) -> Iterator[str]:
    for path in sorted(store.snapshots.glob("all-*.duckdb")):
        yield from _unreadable(path)


def _current(store: Store, _rows: list[JournalRow]) -> Iterator[str]:
    name = snapshot.pointer(store)
    try:
        published = _asked(store.snapshots / name, "published") if name else []
        if published != _asked(store.master, "published"):
            yield name or "–"
    except duckdb.Error as damage:
        yield _first_line(damage)


def _files(store: Store, rows: list[JournalRow]) -> Iterator[str]:
    for sha256 in sorted({row.sha256 for row in rows}):
        path = store.raw / sha256
        if not path.exists() and store.retired(sha256).exists():
            continue  # it named people, and its days were over
        if not path.exists():
            yield f"{sha256}: –"
            continue
        found = digest(path)
        if found != sha256:
            yield f"{sha256}: {found}"


def _parsed(store: Store, rows: list[JournalRow]) -> Iterator[str]:
    for row in rows:
        path = store.rows(row.import_id)
        if row.committed_at and not (path.exists() and unbroken(path)):
            yield f"{path.relative_to(store.root)}: {row.file}"


def _equations(_store: Store, rows: list[JournalRow]) -> Iterator[str]:
    for row in rows:
        if row.committed_at and row.report and not row.report.rows.closes:
            yield f"{row.import_id}: {row.file}"
        if row.state is Step.PUBLISHED and row.report and row.report.reconciled is False:
            yield f"{row.import_id}: {row.file}"


def _asked(path: Path, name: str) -> list[tuple[Any, ...]]:
    """Run a recipe on a DuckDB file; nothing is found where there is no file."""
    if not path.exists():
        return []
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(recipe(name)).fetchall()


def _unreadable(path: Path) -> Iterator[str]:
    """Read every column of every table; say what cannot be read."""
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            for (table,) in con.execute(recipe("tables")).fetchall():
                con.table(table).aggregate("bit_xor(hash(columns(*)))").fetchall()
    except duckdb.Error as damage:
        yield f"{path.name}: {_first_line(damage)}"


def _first_line(damage: Exception) -> str:
    return str(damage).partition("\n")[0]
