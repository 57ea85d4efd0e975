"""Loading files from the terminal: confirmed by the call itself, or only tried."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from data import apart, archive, intake, sandbox
from data.archive import Found
from data.durable import digest
from data.ingest import Ingest
from data.intake import LOADED
from data.journal import JournalRow, Step, now
from data.reading.text.pieces import PIECE
from data.state import today
from data.store import Store
from data.terminal.door import UNKEPT, Told

STATUS = {
    Step.COMMITTED: "loaded",
    Step.PUBLISHED: "loaded",
    Step.NEEDS_ANSWER: "needs_answer",
    Step.REJECTED: "rejected",
    Step.PARSED: "rejected",
}
"""What a file's state at the end of the call is called; still PARSED means it could not be
written."""


Children = Generator[sandbox.Child, None, None]


def ahead(store: Store) -> Children:
    """Yield children that read, each started before the one in front of it is used.

    Starting one takes about as long as reading a small file, and the other core is idle then.
    """
    waiting = _start(store)
    try:
        while True:
            (held, child), waiting = waiting, _start(store)
            with held:
                yield child
    finally:
        waiting[0].close()


def _start(store: Store) -> tuple[ExitStack, sandbox.Child]:
    held = ExitStack()
    return held, held.enter_context(sandbox.started(store))


def load(
    ingest: Ingest,
    paths: list[Path],
    answers: Mapping[str, str],
    children: Children | None = None,
) -> Iterator[Told]:
    """Import every file the paths stand for, each in a transaction of its own.

    Parameters
    ----------
    children : Children or None
        Who reads, where many files are loaded one after the other; see :func:`ahead`.
    """
    opened = apart.unpacker(ingest.store, ingest.limits)
    with TemporaryDirectory(dir=ingest.store.inbox) as scratch:
        for path in paths:
            for found in archive.expand(path, Path(scratch), opened):
                if found.path is None:
                    yield Told(found.name, "rejected", problem=found.problem)
                else:
                    yield _load(ingest, found, found.path, answers, children)


def attempt(ingest: Ingest, paths: list[Path], answers: Mapping[str, str]) -> Iterator[Told]:
    """Say what importing would do; nothing of it stays. Each file is tried on its own."""
    out = ingest.store.rows(UNKEPT)
    opened = apart.unpacker(ingest.store, ingest.limits)
    with TemporaryDirectory(dir=ingest.store.inbox) as scratch:
        for path in paths:
            for found in archive.expand(path, Path(scratch), opened):
                if found.path is None:
                    yield Told(found.name, "rejected", problem=found.problem)
                else:
                    yield _attempt(ingest, found, found.path, out, answers)
    for left in out.parent.glob(f"{out.stem}.*"):
        left.unlink()


def _load(
    ingest: Ingest, found: Found, path: Path, answers: Mapping[str, str], children: Children | None
) -> Told:
    """Import one file; who reads a long one makes ready while it is received."""
    size = path.stat().st_size
    if size > PIECE:
        ready: AbstractContextManager[sandbox.Child | None] = sandbox.started(ingest.store, size)
    else:
        ready = nullcontext(next(children) if children else None)
    with ready as ingest.waiting:
        import_id = intake.receive(ingest.store, found.name, path, ingest.by, answers)
        told = _received(ingest, found, import_id, answers)
    ingest.waiting = None
    return told


def _received(ingest: Ingest, found: Found, import_id: int, answers: Mapping[str, str]) -> Told:
    """Read and commit a received file."""
    row = ingest.state.entry(import_id)
    if row.state in LOADED:
        return Told(found.name, "unchanged", row)
    given = row.answers | dict(answers)
    if row.state is not Step.PARSED or given != row.answers:
        ingest.state.move(import_id, Step.RECEIVED, ingest.by, answers=given, error=None)
        row = ingest.parse(row)
    if row.state is Step.PARSED:
        row = ingest.decide(row, keep=True)
    return Told(found.name, STATUS[row.state], row)


def _attempt(
    ingest: Ingest, found: Found, path: Path, out: Path, answers: Mapping[str, str]
) -> Told:
    """Try one file: read it, commit it, take the transaction back."""
    row = _unkept(ingest, found, path, answers)
    loaded = [r for r in ingest.state.by_content(row.sha256) if r.state in LOADED]
    if loaded and intake.same_answers(answers, loaded[-1]):
        return Told(found.name, "unchanged", loaded[-1])
    row = ingest.read(row, path, out)
    if row.state is Step.PARSED:
        row = ingest.settle(row, out)
    if row.state is Step.PARSED:
        outcome = ingest.master.commit(row, keep=False)
        row = replace(row, changes=outcome.changes.to_json())
        if outcome.asks:
            row = ingest.asking(row, (outcome.changes.question(),))
    status = "would_load" if row.state is Step.PARSED else STATUS[row.state]
    return Told(found.name, status, row)


def _unkept(ingest: Ingest, found: Found, path: Path, answers: Mapping[str, str]) -> JournalRow:
    """Return the journal row a file would have; it has no id because nobody keeps it."""
    return JournalRow(
        import_id=UNKEPT,
        sha256=digest(path),
        file=found.name,
        state=Step.RECEIVED,
        by=ingest.by,
        received_at=now(),
        received_on=today(ingest.state),
        answers=dict(answers),
        report=None,
        changes=None,
        error=None,
        committed_at=None,
        undone_at=None,
    )
