"""What the browser calls: bytes in, children at work, questions, confirmation, recovery."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import intake, preview, publication, snapshot
from data.journal import JournalRow, Step
from data.lock import flock
from data.state import State
from data.store import Store
from tests.data.google import report
from tests.data.typed import costs

pytestmark = pytest.mark.slow
PATIENCE = 60
"""Seconds a child may take on a busy machine."""

AT_ONCE = 2
"""Seconds within which a call returns even on a busy machine; it takes some 20 ms."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.at(tmp_path / "store")


def until(store: Store, import_id: int, *steps: Step) -> JournalRow:
    """Poll as the page does, until an import has come to one of the states."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        entry = next(e for e in intake.entries(store) if e.import_id == import_id)
        if entry.state in steps and (entry.state is not Step.PARSED or entry.changes):
            return entry
        time.sleep(0.05)
    log = (store.root / "ingest.log").read_text()
    raise AssertionError(f"import {import_id} is {entry.state}, not {steps}: {log}")


def drop(store: Store, path: Path) -> int:
    """Drop a file as the page does: as a stream."""
    import_id = intake.receive(store, path.name, io.BytesIO(path.read_bytes()), "ann")
    intake.start(store, [import_id], "ann")
    return import_id


def test_drop_confirm_undo(store: Store, tmp_path: Path) -> None:
    import_id = drop(store, report(tmp_path / "a.csv", range(1, 4)))
    entry = until(store, import_id, Step.PARSED)
    assert entry.changes is not None
    assert entry.changes["measures"]["cost"] == {"before": None, "after": "60"}
    assert snapshot.current(store) is None, "nothing is written before somebody confirms"
    intake.confirm(store, [import_id], "bob")
    entry = until(store, import_id, Step.PUBLISHED)
    found = snapshot.current(store)
    assert found is not None
    assert len(costs(found)) == 6
    intake.undo(store, import_id, "bob")
    until(store, import_id, Step.UNDONE)
    end = time.monotonic() + PATIENCE
    while costs(snapshot.current(store) or found) and time.monotonic() < end:
        time.sleep(0.05)
    found = snapshot.current(store)
    assert found is not None
    assert costs(found) == {}
    said = [(a["by"], a["new"]["state"]) for a in State.open(store.state_url).audit("import 1")]
    assert said[0] == ("ann", "RECEIVED")
    assert ("bob", "COMMITTING") in said


def test_two_files_are_confirmed_together(store: Store, tmp_path: Path) -> None:
    ids = [drop(store, report(tmp_path / f"{n}.csv", [n])) for n in (1, 2)]
    for import_id in ids:
        until(store, import_id, Step.PARSED)
    intake.confirm(store, ids, "ann")
    for import_id in ids:
        until(store, import_id, Step.PUBLISHED)
    found = snapshot.current(store)
    assert found is not None
    assert (found.number, len(costs(found))) == (1, 4)


def test_questions_are_answered_one_after_the_other(store: Store, tmp_path: Path) -> None:
    path = report(tmp_path / "a.csv", range(1, 4), account=None, currency=None)
    import_id = drop(store, path)
    entry = until(store, import_id, Step.NEEDS_ANSWER)
    assert entry.report is not None
    assert [q.key for q in entry.report.questions] == ["account", "currency"]
    intake.answer(store, import_id, "account", "Shop", "ann")
    entry = until(store, import_id, Step.NEEDS_ANSWER)
    assert entry.report is not None
    assert [q.key for q in entry.report.questions] == ["currency"]
    intake.answer(store, import_id, "currency", "TWD", "ann")
    entry = until(store, import_id, Step.PARSED)
    assert entry.answers == {"account": "Shop", "currency": "TWD"}


def test_what_vanishes_is_asked_before_and_answered(store: Store, tmp_path: Path) -> None:
    first = drop(store, report(tmp_path / "a.csv", range(1, 4)))
    until(store, first, Step.PARSED)
    intake.confirm(store, [first], "ann")
    until(store, first, Step.PUBLISHED)
    some = drop(store, report(tmp_path / "b.csv", range(1, 4), "a", cost=4))
    entry = until(store, some, Step.NEEDS_ANSWER)
    assert entry.report is not None
    assert [q.key for q in entry.report.questions] == ["replace"]
    intake.answer(store, some, "replace", "merge", "ann")
    entry = until(store, some, Step.PARSED)
    assert entry.changes is not None
    assert entry.changes["measures"]["cost"] == {"before": "60", "after": "42"}


def packed(path: Path, *files: Path, folder: str = "") -> Path:
    """Write a zip of files and return its path."""
    with zipfile.ZipFile(path, "w") as made:
        for file in files:
            made.write(file, f"{folder}{file.name}")
    return path


def test_a_zip_becomes_its_exports(store: Store, tmp_path: Path) -> None:
    """One is there already, one is new, one is no report, one is a zip itself."""
    known, new = (report(tmp_path / f"{n}.csv", [n]) for n in (1, 2))
    first = drop(store, known)
    until(store, first, Step.PARSED)
    intake.confirm(store, [first], "ann")
    until(store, first, Step.PUBLISHED)
    (tmp_path / "x.csv").write_text("nothing,of\nthe,kind\n")
    (tmp_path / ".hidden").write_text("left out")
    inner = packed(tmp_path / "inner.zip", new)
    files = (known, new, tmp_path / "x.csv", inner, tmp_path / ".hidden")
    dropped = drop(store, packed(tmp_path / "all.zip", *files, folder="two/"))
    entry = until(store, dropped, Step.UNPACKED)
    assert entry.changes and entry.report
    one, two, three = entry.changes["imports"]
    assert (one, two, three) == (first, dropped + 1, dropped + 2)
    assert [p.value for p in entry.report.problems] == ["all.zip/two/inner.zip"]
    assert until(store, two, Step.PARSED).file == "all.zip/two/2.csv"
    until(store, three, Step.REJECTED)
    intake.confirm(store, [two], "ann")
    until(store, two, Step.PUBLISHED)
    again = drop(store, tmp_path / "all.zip")
    assert until(store, again, Step.UNPACKED).changes == {"imports": [one, two, three]}
    assert list(store.inbox.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda path: packed(path), "沒有檔案"),
        (lambda path: packed(path, packed(path.with_name("b.zip"))), "還有壓縮檔"),
    ],
    ids=["empty", "only a zip"],
)
def test_a_zip_without_exports_is_refused(
    store: Store, tmp_path: Path, content: Callable[[Path], Path], said: str
) -> None:
    entry = until(store, drop(store, content(tmp_path / "a.zip")), Step.REJECTED)
    assert entry.report
    assert [said in p.rule.zh for p in entry.report.problems] == [True]


def test_unpacking_that_was_cut_short_goes_on(store: Store, tmp_path: Path) -> None:
    """The child died after it had received one of two exports."""
    files = [report(tmp_path / f"{n}.csv", [n]) for n in (1, 2)]
    zipped = packed(tmp_path / "a.zip", *files)
    dropped = intake.receive(store, zipped.name, zipped, "ann")
    one = intake.receive(store, "a.zip/1.csv", files[0], "ann")
    State.open(store.state_url).move(dropped, Step.PARSING, "test")
    intake.recover(store)
    assert until(store, dropped, Step.UNPACKED).changes == {"imports": [one, one + 1]}
    for import_id in (one, one + 1):
        until(store, import_id, Step.PARSED)


def test_what_waits_is_told_anew_when_the_board_changes(store: Store, tmp_path: Path) -> None:
    first = drop(store, report(tmp_path / "a.csv", range(1, 4)))
    until(store, first, Step.PARSED)
    second = drop(store, report(tmp_path / "b.csv", range(1, 4), cost=4))
    alone = {"before": None, "after": "24"}
    assert (until(store, second, Step.PARSED).changes or {})["measures"]["cost"] == alone
    intake.confirm(store, [first], "ann")
    until(store, first, Step.PUBLISHED)
    beside = {"before": "60", "after": "24"}
    assert (until(store, second, Step.PARSED).changes or {})["measures"]["cost"] == beside
    intake.undo(store, first, "ann")
    until(store, first, Step.UNDONE)
    assert (until(store, second, Step.PARSED).changes or {})["measures"]["cost"] == alone


def test_an_undo_is_told_and_the_next_import_makes_it_old(store: Store, tmp_path: Path) -> None:
    first = drop(store, report(tmp_path / "a.csv", range(1, 4)))
    until(store, first, Step.PARSED)
    intake.confirm(store, [first], "ann")
    until(store, first, Step.PUBLISHED)
    intake.preview(store, first, "ann")
    end = time.monotonic() + PATIENCE
    state, seen = State.open(store.state_url), snapshot.pointer(store)
    while (told := preview.told(state.entry(first), seen)) is None and time.monotonic() < end:
        time.sleep(0.05)
    assert told is not None
    assert (told["days"], told["replaced_days"]) == (3, 0)
    assert told["measures"]["cost"] == {"before": "60", "after": None}
    entry = state.entry(first)
    assert entry.state is Step.PUBLISHED and entry.changes and "measures" in entry.changes
    publication.publish(store)
    assert preview.told(entry, snapshot.pointer(store)) is None


def test_a_rejected_file_says_why(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("nothing,of\nthe,kind\n")
    entry = until(store, drop(store, path), Step.REJECTED)
    assert entry.report is not None
    assert entry.report.problems


def test_the_same_bytes_are_received_once(store: Store, tmp_path: Path) -> None:
    path = report(tmp_path / "a.csv", range(1, 4))
    first = intake.receive(store, "a.csv", path, "ann")
    assert intake.receive(store, "again.csv", io.BytesIO(path.read_bytes()), "bob") == first
    (kept,) = store.raw.iterdir()
    assert (kept.read_bytes(), kept.stat().st_mode & 0o777) == (path.read_bytes(), 0o444)
    assert list(store.inbox.iterdir()) == []
    intake.discard(store, first, "ann")
    assert intake.receive(store, "a.csv", path, "ann") != first


def test_a_loaded_file_is_not_discarded(store: Store, tmp_path: Path) -> None:
    import_id = intake.receive(store, "a.csv", report(tmp_path / "a.csv", [1]), "ann")
    State.open(store.state_url).move(import_id, Step.PUBLISHED, "test")
    with pytest.raises(ValueError, match="undo it instead"):
        intake.discard(store, import_id, "ann")


def test_recovery_finishes_what_a_dead_child_left(store: Store, tmp_path: Path) -> None:
    """Received, being read, and confirmed: the children of all three died."""
    state = State.open(store.state_url)
    files = [report(tmp_path / f"{n}.csv", [n]) for n in (1, 2, 3)]
    ids = [intake.receive(store, path.name, path, "ann") for path in files]
    intake.start(store, ids[2:], "ann")
    until(store, ids[2], Step.PARSED)
    state.move(ids[1], Step.PARSING, "test")
    state.move(ids[2], Step.COMMITTING, "test")
    intake.recover(store)
    until(store, ids[0], Step.PARSED)
    until(store, ids[1], Step.PARSED)
    until(store, ids[2], Step.PUBLISHED)


@pytest.mark.parametrize(
    "act", ["start", "answer", "confirm", "discard", "preview", "undo", "recover", "entries"]
)
def test_the_server_never_waits(store: Store, tmp_path: Path, act: str) -> None:
    """Also while an import holds the store."""
    import_id = intake.receive(store, "a.csv", report(tmp_path / "a.csv", [1]), "ann")
    calls: dict[str, Callable[[], Any]] = {
        "start": lambda: intake.start(store, [import_id]),
        "answer": lambda: intake.answer(store, import_id, "account", "Shop", "ann"),
        "confirm": lambda: intake.confirm(store, [import_id], "ann"),
        "discard": lambda: intake.discard(store, import_id, "ann"),
        "preview": lambda: intake.preview(store, import_id, "ann"),
        "undo": lambda: intake.undo(store, import_id, "ann"),
        "recover": lambda: intake.recover(store),
        "entries": lambda: intake.entries(store),
    }
    with flock(store.lock, wait=False), flock(store.parse_lock, wait=False):
        before = time.monotonic()
        calls[act]()
        assert time.monotonic() - before < AT_ONCE
    assert not store.master.exists()
