"""A mapping that was changed: what its former versions read, and how a file is read again."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from data import intake, sandbox
from data.journal import JournalRow, Step
from data.limits import BROWSER
from data.lock import flock
from data.mapping.mapping import PREFIX, ColumnMapping, lacking
from data.mapping.mappings import ABOUT_THE_ACCOUNT, every, former
from data.mapping.sketch import Heading, Sketch
from data.schema import BOOKS
from data.state import State
from data.store import Store

WAITING = (Step.PARSED, Step.NEEDS_ANSWER)


def readers(state: State, mapping: ColumnMapping) -> list[JournalRow]:
    """Return the imports that a mapping or its former versions read, the newest first."""
    formats = {mapping.format, *_former(state, mapping)}
    steps = (*intake.LOADED, *WAITING)
    return [
        row
        for row in reversed(state.journal())
        if row.state in steps and row.report and row.report.format in formats
    ]


def left_behind(state: State, mapping: ColumnMapping) -> list[JournalRow]:
    """Return the imports whose figures are still those of a former version, newest first."""
    found = readers(state, mapping)
    again = {r.sha256 for r in found if r.report and r.report.format == mapping.format}
    earlier = _former(state, mapping)
    return [r for r in found if r.sha256 not in again and r.report and r.report.format in earlier]


def newest(store: Store, state: State, mapping: ColumnMapping) -> JournalRow | None:
    """Return the newest file a mapping or its former versions read that is still kept."""
    return next((r for r in readers(state, mapping) if (store.raw / r.sha256).exists()), None)


def heading(store: Store, row: JournalRow, mapping: ColumnMapping) -> Heading | None:
    """Return the header of a file that a mapping reads, sketched anew in the sandbox."""
    with flock(store.parse_lock, wait=True), TemporaryDirectory(dir=store.inbox) as scratch:
        out = Path(scratch) / "rows.parquet"
        answers = {k: row.answers[k] for k in ("sheet",) if k in row.answers}
        raw = store.raw / row.sha256
        report = sandbox.parse(store, raw, row.file, out, answers, limits=BROWSER)
    drawn = Sketch.from_json(report.sketch).headings if report.sketch else ()
    return next((h for h in drawn if not lacking(mapping, h.headers)), None)


def carried(row: JournalRow) -> dict[str, str]:
    """Return what was answered of a file that stays true however its columns are mapped."""
    return {k: v for k, v in row.answers.items() if k in (*ABOUT_THE_ACCOUNT, "sheet")}


def replaces(store: Store, state: State, mapping: ColumnMapping, row: JournalRow) -> bool:
    """Whether a file read again takes the place of what its former reading said.

    It does where only figures were mapped anew, and none was left out: the same account, names and
    days are then said by a later import. Otherwise both readings could stand beside each other.
    """
    before = next((m for m in every(state).values() if _is_of(m, row)), None)
    kept = row.state in intake.LOADED and (store.raw / row.sha256).exists()
    if before is None or not kept:
        return False
    return _names(before) == _names(mapping) and _figures(before) <= _figures(mapping)


def read_again(store: Store, row: JournalRow, mapping: ColumnMapping, by: str) -> int:
    """Read a file again by what its mapping has become; return the id of this new import.

    It goes the way of every file: it says what it would change, and waits to be confirmed.
    """
    answers = carried(row) | {"format": mapping.format}
    number = intake.receive(store, row.file, store.raw / row.sha256, by, answers)
    intake.start(store, [number], by)
    return number


def _former(state: State, mapping: ColumnMapping) -> set[str]:
    return {PREFIX + key for key in former(mapping, every(state))}


def _is_of(mapping: ColumnMapping, row: JournalRow) -> bool:
    return row.report is not None and row.report.format == mapping.format


def _names(mapping: ColumnMapping) -> list[tuple[object, ...]]:
    """Return the columns of a mapping that say whose figures they are, of what and of when."""
    figures = _figures(mapping)
    return sorted((*c.key, c.fills) for c in mapping.columns if c.fills not in figures)


def _figures(mapping: ColumnMapping) -> set[str]:
    return set(mapping.fills) & set(map(str, BOOKS[mapping.book].measures))
