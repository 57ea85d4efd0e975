"""What a start mends: every row of the table, a damaged or lost master, a lost journal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import snapshot
from data.hold import ingesting
from data.journal import Step
from data.limits import TERMINAL
from data.lock import Busy
from data.recovery import TABLE, Kept, Mend, mend
from data.snapshot import Snapshot
from data.state import State
from data.terminal.loading import load
from tests.data.google import report
from tests.data.typed import Shop, answers, costs, row

pytestmark = pytest.mark.slow

OTHER = {(9, "z"): 9.0}
MINE = {(1, "a"): 10.0}
AT = datetime(2026, 5, 1, 12)


def start(shop: Shop) -> Snapshot:
    """Start the ingest process and let it do nothing else; return what is published then."""
    with ingesting(shop.store, shop.state, "test", TERMINAL, wait=False):
        pass
    found = snapshot.current(shop.store)
    assert found is not None
    return found


def test_the_table_has_every_combination() -> None:
    assert set(TABLE) == {None, *Step}
    assert all(len(row) == len(Kept) for row in TABLE.values())


# what is left: the journal's state, and whether the import's figures are on the board
LEFT: dict[Mend, tuple[Step | None, bool]] = {
    Mend.READ_AGAIN: (Step.RECEIVED, False),
    Mend.COMMIT: (Step.PUBLISHED, True),
    Mend.FOLLOW: (Step.PUBLISHED, True),
    Mend.FOLLOW_UNDO: (Step.UNDONE, False),
    Mend.UNDO: (Step.UNDONE, False),
    Mend.REPLAY: (Step.PUBLISHED, True),
}


@pytest.fixture(scope="module")
def half_done(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kept], Path]:
    """Return stores to copy: of import 1 the master keeps what is asked for, import 2 is whole."""

    @cache
    def made(kept: Kept) -> Path:
        shop = Shop(tmp_path_factory.mktemp("half-done"))
        mine = shop.parsed([row(1, "a", 10)])
        if kept is not Kept.ABSENT:
            with shop.master() as master:
                master.commit(mine)
                if kept is Kept.UNDONE:
                    master.undo(mine.import_id)
        shop.load([row(9, "z", 9)])
        return shop.store.root

    return made


@pytest.mark.parametrize("kept", Kept)
@pytest.mark.parametrize("step", [None, *Step])
def test_every_row_of_the_table(
    half_done: Callable[[Kept], Path], tmp_path: Path, step: Step | None, kept: Kept
) -> None:
    shop = Shop(Path(shutil.copytree(half_done(kept), tmp_path / "store")))
    mine = shop.state.entry(1)
    moments = {
        "committed_at": AT if step in (Step.COMMITTED, Step.PUBLISHED, Step.UNDONE) else None,
        "undone_at": AT if step is Step.UNDONE else None,
    }
    if step is None:
        forget(shop, mine.import_id)
    else:
        shop.state.move(mine.import_id, step, "test", **moments)
    what = mend(step, kept)
    state, shown = LEFT.get(what, (step, kept is Kept.LIVE))
    if what is Mend.RESTORE:
        state = Step.UNDONE if kept is Kept.UNDONE else Step.PUBLISHED
    if what is Mend.REPLAY and step is Step.UNDONE:
        state, shown = Step.UNDONE, False
    if (what, step) == (Mend.NOTHING, Step.COMMITTED):
        state = Step.PUBLISHED
    found = start(shop)
    assert costs(found) == (OTHER | MINE if shown else OTHER)
    left = {entry.import_id: entry.state for entry in shop.state.journal()}
    assert left.get(mine.import_id) == state
    assert left[2] is Step.PUBLISHED
    number = found.number
    assert start(shop).number == number, "a second start has nothing left to do"


def forget(shop: Shop, import_id: int) -> None:
    """Take one row out of the journal."""
    from data import tables as t
    from data.engine import engine

    with engine(f"sqlite:///{shop.store.root / 'state.sqlite'}").begin() as con:
        con.execute(t.imports.delete().where(t.imports.c.import_id == import_id))


FILES: list[tuple[list[dict[str, Any]], dict[str, Any]]] = [
    ([row(n, c, 10 * n) for n in (1, 2, 3) for c in "ab"], {}),
    ([row(n, "a", n, ad_group=g) for n in (2, 3) for g in "xy"], {"level": 2}),
    ([row(2, "a", 7)], {"answers": {"replace": "merge"}}),
    ([row((1, 31), "a", leads=3)], {}),
    ([row(3, "b", 1)], {"answers": {"replace": "replace"}}),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store to copy: five imports, the last of them undone."""
    shop = Shop(tmp_path_factory.mktemp("whole"))
    for rows, how in FILES:
        shop.load(rows, **how)
    shop.undo(5)
    return shop.store.root


@pytest.fixture
def loaded(whole: Path, tmp_path: Path) -> Shop:
    return Shop(Path(shutil.copytree(whole, tmp_path / "store")))


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


DAMAGES = {
    "lost": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "another file": lambda path: path.write_bytes(b"Campaign,Cost\n" * 9000),
    "damaged header": lambda path: flip(path, 4100),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_master_that_does_not_open_is_built_again(loaded: Shop, damage: str) -> None:
    before = answers(start(loaded))
    at = loaded.state.entry(5).committed_at
    DAMAGES[damage](loaded.store.master)
    after = start(loaded)
    assert answers(after) == before
    assert at is not None
    assert answers(after.as_of(at))["campaigns"] != before["campaigns"]
    kept = list(loaded.store.root.glob("damaged-*"))
    assert len(kept) == (0 if damage == "lost" else 1)


def test_a_master_that_holds_less_than_promised_is_built_again(loaded: Shop) -> None:
    earlier = loaded.store.root / "earlier.duckdb"
    before = answers(start(loaded))
    shutil.copy(loaded.store.master, earlier)
    loaded.load([row(4, "c", 4)])
    promised = answers(start(loaded))
    assert promised != before
    shutil.copy(earlier, loaded.store.master)
    assert answers(start(loaded)) == promised


def test_a_lost_journal_comes_back_from_the_master(loaded: Shop) -> None:
    before = answers(start(loaded))
    rows = loaded.state.journal()
    lost = State.open(f"sqlite:///{loaded.store.root / 'new.sqlite'}")
    loaded.state = lost
    assert answers(start(loaded)) == before
    found = lost.journal()
    assert [(r.import_id, r.file, r.answers, r.report, r.changes) for r in found] == [
        (r.import_id, r.file, r.answers, r.report, r.changes) for r in rows
    ]
    assert [r.state for r in found] == [r.state for r in rows]
    assert lost.received("ab" * 32, "next.csv", "test", rows[0].received_on) == len(rows) + 1


ANOTHER_VERSION = ("update layout set mark = 'of 2025'", "drop table layout")
"""How a store says that another version wrote it; before there were marks it says nothing."""


def written_by(version: str, path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute(version)
        con.execute("alter table account_days drop column sessions")


def narrowed(path: Path) -> None:
    """Leave a measure out of typed rows, as a version did that could not read it yet."""
    rows = duckdb.read_parquet(str(path))
    kept = [c for c in rows.columns if c not in ("viewable_impressions", "marked_sessions")]
    assert len(kept) < len(rows.columns)
    rows.project(", ".join(kept)).write_parquet(f"{path}.old")
    Path(f"{path}.old").replace(path)


@pytest.mark.parametrize("version", ANOTHER_VERSION)
@pytest.mark.parametrize("journal", ["kept", "lost"])
def test_what_another_version_wrote_is_converted(loaded: Shop, version: str, journal: str) -> None:
    before = answers(start(loaded))
    name = snapshot.pointer(loaded.store)
    assert name is not None
    snapshot._open.clear()
    for path in (loaded.store.master, loaded.store.snapshots / name):
        written_by(version, path)
    for path in loaded.store.parsed.glob("*.parquet"):
        narrowed(path)
    with pytest.raises(snapshot.Outdated):
        snapshot.current(loaded.store)
    if journal == "lost":
        loaded.state = State.open(f"sqlite:///{loaded.store.root / 'new.sqlite'}")
    after = start(loaded)
    assert answers(after) == before
    assert [path.name for path in loaded.store.root.glob("*-1.duckdb")] == ["former-1.duckdb"]
    assert start(loaded).number == after.number, "it is converted once"


def test_a_conversion_that_was_cut_short_is_finished(loaded: Shop) -> None:
    """The master is this version's already, what is published is not."""
    number = start(loaded).number
    snapshot._open.clear()
    written_by(ANOTHER_VERSION[0], loaded.store.snapshots / f"all-{number}.duckdb")
    assert start(loaded).number == number + 1
    assert list(loaded.store.root.glob("former-*")) == []


def test_a_damaged_snapshot_is_published_again(loaded: Shop) -> None:
    found = start(loaded)
    before, number, path = answers(found), found.number, found.path
    del found
    snapshot._open.clear()
    path.write_bytes(b"nothing")
    after = start(loaded)
    assert (after.number > number, answers(after)) == (True, before)


def test_an_import_of_which_nothing_is_left_is_told(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    shop.load([row(1, "a", 10)])
    shop.load([row(2, "a", 20)])
    start(shop)
    shop.store.rows(1).unlink()
    shop.store.master.unlink()
    assert costs(start(shop)) == {(2, "a"): 20}
    left = shop.state.entry(1)
    assert left.state is Step.REJECTED
    assert left.error is not None
    assert "0000.csv" in left.error.zh
    number = start(shop).number
    assert start(shop).number == number


@pytest.mark.parametrize("master_too", [False, True])
def test_lost_typed_rows_are_read_again_from_the_file(tmp_path: Path, master_too: bool) -> None:
    shop = Shop(tmp_path)
    with ingesting(shop.store, shop.state, "test", TERMINAL, wait=False) as ingest:
        list(load(ingest, [report(tmp_path / "a.csv", range(1, 4))], {}))
    before = answers(start(shop))
    shop.store.rows(1).unlink()
    if master_too:
        shop.store.master.unlink()
    assert answers(start(shop)) == before
    assert shop.store.rows(1).exists()


def test_a_master_that_somebody_looks_at_is_left_alone(loaded: Shop) -> None:
    start(loaded)
    code = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    words = [sys.executable, "-c", code, str(loaded.store.master)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(words, text=True, **pipes) as other:  # type: ignore[call-overload]
        other.stdout.readline()
        with pytest.raises(Busy):
            start(loaded)
        other.communicate("\n")
    assert list(loaded.store.root.glob("damaged-*")) == []
    start(loaded)
