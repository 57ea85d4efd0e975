"""What a start does with what a killed process left: journal and master compared, row by row."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import duckdb

from data import snapshot
from data.durable import seal, settle
from data.ingest import Ingest
from data.journal import JournalRow, Step
from data.lock import Busy, flock
from data.report import Report
from data.retention import copy, retire
from data.rules import settled as rules
from data.sql import recipe
from data.store import Store
from data.text import Text
from data.warehouse import columns
from data.warehouse.master import Master
from data.warehouse.widening import widen

LOST = Text(
    zh="這次匯入的原始檔與解析結果都不在了，無法重建；請重新匯入檔案「{file}」。",
    en="Both the file and its parsed rows are gone, so it is lost; import “{file}” again.",
)


_PUBLISHED = recipe("published")


class Kept(StrEnum):
    """What the master says of an import."""

    ABSENT = "absent"
    LIVE = "live"
    UNDONE = "undone"


class Mend(StrEnum):
    """What is done about one import."""

    NOTHING = "nothing"
    READ_AGAIN = "read again"
    """Nobody is reading it any more: RECEIVED, to be parsed anew."""
    COMMIT = "commit"
    """A person confirmed it; the transaction did not come about."""
    FOLLOW = "follow"
    """The transaction came about and the journal did not hear of it."""
    FOLLOW_UNDO = "follow undo"
    UNDO = "undo"
    """The journal promises that it no longer counts."""
    RESTORE = "restore"
    """The journal row is lost; the master's own row of the import brings it back."""
    REPLAY = "replay"
    """The master holds less than the journal promises: it is set aside and built again."""


# journal → (absent from the master, live in it, undone in it)
TABLE: dict[Step | None, tuple[Mend, Mend, Mend]] = {
    None: (Mend.NOTHING, Mend.RESTORE, Mend.RESTORE),
    Step.RECEIVED: (Mend.NOTHING, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.PARSING: (Mend.READ_AGAIN, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.PARSED: (Mend.NOTHING, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.NEEDS_ANSWER: (Mend.NOTHING, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.REJECTED: (Mend.NOTHING, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.DISCARDED: (Mend.NOTHING, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.UNPACKED: (Mend.NOTHING, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.COMMITTING: (Mend.COMMIT, Mend.FOLLOW, Mend.FOLLOW_UNDO),
    Step.COMMITTED: (Mend.REPLAY, Mend.NOTHING, Mend.FOLLOW_UNDO),
    Step.PUBLISHED: (Mend.REPLAY, Mend.NOTHING, Mend.FOLLOW_UNDO),
    Step.UNDONE: (Mend.REPLAY, Mend.UNDO, Mend.NOTHING),
}
"""Every combination of journal and master. Besides: typed rows that are gone are read again from
the received file; a master that does not open, or cannot be read, is replayed; whenever master
and published snapshot differ in what counts, the master is published."""


def mend(step: Step | None, kept: Kept) -> Mend:
    """Return what a start does with an import."""
    return TABLE[step][list(Kept).index(kept)]


def recover(ingest: Ingest) -> None:
    """Bring journal, master and snapshot together again; the store's lock is held."""
    store = ingest.store
    for part in store.snapshots.glob("*.part"):
        part.unlink()
    if not _readable(ingest):
        _rebuild(ingest, aside="damaged")
    held = {row["import_id"]: row for row in ingest.master.imports()}
    rows = {row.import_id: row for row in ingest.state.journal()}
    due = [(i, _due(rows.get(i), held.get(i))) for i in sorted(rows.keys() | held.keys())]
    for import_id, what in due:
        if what is Mend.RESTORE:
            ingest.state.restore(_journal_row(held[import_id], ingest))
    outdated = ingest.master.is_outdated()
    if outdated or any(what is Mend.REPLAY for _import_id, what in due):
        _rebuild(ingest, aside="former" if outdated else "damaged" if held else "")
    reading = _somebody_reads(store)
    for import_id, what in due:
        if import_id in rows:
            _apply(ingest, rows[import_id], what, held.get(import_id), reading)
    retire(store, ingest.state, ingest.by)
    followed = ingest.master.followed() == rules.settled(ingest.state)
    if ingest.dirty or not followed or _published(store) != ingest.master.query(_PUBLISHED):
        ingest.publish()
    elif any(row.state is Step.COMMITTED for row in ingest.state.journal()):
        ingest.follow_publication()


def _due(row: JournalRow | None, held: dict[str, Any] | None) -> Mend:
    """Look one import up in the table."""
    kept = Kept.ABSENT if held is None else Kept.UNDONE if held["undone_at"] else Kept.LIVE
    return mend(row.state if row else None, kept)


def _apply(
    ingest: Ingest, row: JournalRow, what: Mend, held: dict[str, Any] | None, reading: bool
) -> None:
    """Mend one import."""
    due = row.state in (Step.PARSED, Step.COMMITTING)
    typed = _typed(ingest, row) if due or row.committed_at else True
    if due and not typed:
        _give_up(ingest, row)
    elif what is Mend.READ_AGAIN and not reading:
        ingest.state.move(row.import_id, Step.RECEIVED, row.by, "reading was cut short")
    elif what is Mend.COMMIT:
        widen(ingest.store.rows(row.import_id), row.report)
        ingest.decide(row, keep=True)
    elif what in (Mend.FOLLOW, Mend.FOLLOW_UNDO) and held:
        step = Step.COMMITTED if what is Mend.FOLLOW else Step.UNDONE
        kept = _journal_row(held, ingest)
        values = {n: getattr(kept, n) for n in ("committed_at", "undone_at", "changes", "answers")}
        why = "the master was ahead"
        ingest.state.move(row.import_id, step, row.by, why, report=kept.report, **values)
        ingest.committed(kept)
    elif what is Mend.UNDO:
        ingest.master.undo(row.import_id, row.undone_at)
        ingest.dirty = True


def _readable(ingest: Ingest) -> bool:
    """Whether the master says what was imported: it is whole, and not from too long ago."""
    try:
        ingest.master.imports()
    except duckdb.Error:
        return False
    return True


def _rebuild(ingest: Ingest, aside: str) -> None:
    """Set the master aside and build it again from the typed rows, in the order of import.

    Parameters
    ----------
    aside : str
        What the old one is called from now on; empty for one that was just made because there was
        none.
    """
    store = ingest.store
    ingest.abandon()
    if aside:
        _set_aside(store, aside)
    part = store.master.with_name("master.part")
    for old in (part, part.with_name(part.name + ".wal")):
        old.unlink(missing_ok=True)
    promised = [row for row in ingest.state.journal() if row.committed_at is not None]
    with Master(part, store.parsed) as master:
        for row in sorted(promised, key=lambda row: row.committed_at or row.received_at):
            if _typed(ingest, row):
                widen(store.rows(row.import_id), row.report)
                master.replay(row)
            else:
                _give_up(ingest, row)
        master.derive()
    settle(part, store.master)
    ingest.dirty = True


def _typed(ingest: Ingest, row: JournalRow) -> bool:
    """Tell whether an import's typed rows are there; read its file once more where they are not."""
    out = ingest.store.rows(row.import_id)
    raw, retired = ingest.store.raw / row.sha256, ingest.store.retired(row.sha256)
    if not out.exists() and raw.exists():
        ingest.read(row, raw, out)
    elif not out.exists() and retired.exists() and retired.stat().st_size:
        copy(retired, out)
        seal(out)
    return out.exists()


def _give_up(ingest: Ingest, row: JournalRow) -> None:
    """Say in words that an import cannot be had back."""
    lost = LOST.fill(file=row.file)
    ingest.state.move(row.import_id, Step.REJECTED, row.by, error=lost, committed_at=None)


def _set_aside(store: Store, name: str) -> None:
    """Keep a master that is built again for whoever wants to look at it."""
    aside = len(list(store.root.glob(f"{name}-*.duckdb"))) + 1
    for suffix in ("", ".wal"):
        found = store.master.with_name(store.master.name + suffix)
        if found.exists():
            found.rename(store.root / f"{name}-{aside}.duckdb{suffix}")


def _published(store: Store) -> list[tuple[Any, ...]] | None:
    """Return what the published snapshot was derived from; None where it does not open."""
    name = snapshot.pointer(store)
    if name is None:  # nothing counts yet, as a new master says
        return [("layout", columns.layout(), True)]
    try:
        return snapshot.Snapshot(store.snapshots / name).query(_PUBLISHED)
    except duckdb.Error:
        return None


def _somebody_reads(store: Store) -> bool:
    """Tell whether a process that has a file read is alive."""
    try:
        with flock(store.parse_lock, wait=False):
            return False
    except Busy:
        return True


def _journal_row(held: dict[str, Any], ingest: Ingest) -> JournalRow:
    """Build the journal row of an import from the master's own row of it."""
    return JournalRow(
        import_id=held["import_id"],
        sha256=held["sha256"],
        file=held["file"],
        state=Step.UNDONE if held["undone_at"] else Step.COMMITTED,
        by=held["received_by"],
        received_at=held["received_at"],
        received_on=held["received_on"],
        answers=held["answers"],
        report=Report.from_json(held["report"]),
        changes=held["changes"],
        error=None,
        committed_at=held["committed_at"],
        undone_at=held["undone_at"],
    )
