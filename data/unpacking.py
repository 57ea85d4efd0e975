"""A zip, or an export of several tables, that the browser received: one import for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from data import apart, archive, intake
from data.ingest import Ingest
from data.journal import JournalRow, Step
from data.lock import flock
from data.report import Problem, Report
from data.text import Text

EMPTY = Text(zh="壓縮檔裡沒有檔案。", en="The zip holds no file.")


def unpacked(ingest: Ingest, import_ids: Sequence[int]) -> Iterator[int]:
    """Yield what there is to read: the files themselves, and for a zip the exports in it."""
    for import_id in import_ids:
        row = ingest.state.entry(import_id)
        if row.state is Step.RECEIVED and _is_several(ingest.store.raw / row.sha256):
            yield from _unpack(ingest, row)
        else:
            yield import_id


def _is_several(path: Path) -> bool:
    """Whether one file stands for several: a zip, or a workbook of several tables."""
    return archive.is_archive(path) or apart.has_tables(path)


def _unpack(ingest: Ingest, row: JournalRow) -> list[int]:
    """Receive every export of a zip; killed in between, it is done again and nothing is doubled."""
    state = ingest.state
    with flock(ingest.store.parse_lock, wait=True):
        if state.entry(row.import_id).state is not Step.RECEIVED:
            return []  # another process did it meanwhile
        state.move(row.import_id, Step.PARSING, ingest.by, "unpacking")
        ids, problems = _received(ingest, row)
        if not ids and not problems:
            problems = [Problem(EMPTY, archive.MEND)]
        report = Report("parsed" if ids else "rejected", problems=tuple(problems))
        step = Step.UNPACKED if ids else Step.REJECTED
        became = {"imports": list(dict.fromkeys(ids))}
        state.move(row.import_id, step, ingest.by, report=report, changes=became)
    return ids


def _received(ingest: Ingest, row: JournalRow) -> tuple[list[int], list[Problem]]:
    """Return the imports a zip's files became and what is wrong with the others.

    The unpacked files are gone when this returns: the journal never says a zip is done while
    its files still lie beside it.
    """
    ids, problems = [], []
    path = ingest.store.raw / row.sha256
    with TemporaryDirectory(dir=ingest.store.inbox) as scratch:
        for found in apart.exports(ingest.store, path, row.file, Path(scratch), ingest.limits):
            if found.problem:
                problems.append(_named(found.problem, found.name))
            elif found.path:
                ids.append(intake.receive(ingest.store, found.name, found.path, row.by))
    return ids, problems


def _named(problem: Problem, name: str) -> Problem:
    """Say which entry of the zip a problem is about."""
    return replace(problem, value=name if problem.value is None else problem.value)
