"""The sample shop comes unasked only into an unused store, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from data import intake, samples, tables
from data.journal import Step
from data.rules.fees import FeeRule, save
from data.samples import Marker, SampleRefused, Stage, emptying, marker
from data.samples.load import IMPORTS
from data.snapshot import current
from data.state import State
from data.store import Store
from tests.data.sample_shop import ROOT, TODAY, Shop, filled

EVENT = {"id": "e", "name": "週年慶", "first": "2026-11-03", "last": "2026-11-09"}

RULE = FeeRule("google_ads", Decimal("0.1"), date(2026, 1, 1))
HALF, WHOLE = Marker(TODAY, 2026), Marker(TODAY, 2026, filled=True)
PATIENCE = 120


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Store, State]:
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    monkeypatch.delenv("LODESTAR_SAMPLE", raising=False)
    store = Store.at(tmp_path / "store")
    return store, State.open(store.state_url)


def imported(state: State) -> None:
    state.received("a" * 64, "a.csv", "ann", date(2026, 1, 1))


def discarded(state: State) -> None:
    imported(state)
    state.move(1, Step.DISCARDED, "ann")


@pytest.mark.parametrize(
    ("done", "switch", "found"),
    [
        ([], None, Stage.FILLING),
        ([], "off", Stage.NONE),
        ([], "on", Stage.FILLING),
        ([imported], None, Stage.NONE),
        ([discarded], None, Stage.NONE),
        ([lambda s: save(s, RULE, "ann", "")], None, Stage.NONE),
        ([lambda s: s.save_goal({"id": "g"}, "ann", "")], None, Stage.NONE),
        ([lambda s: s.save_events([EVENT], "ann", "")], None, Stage.NONE),
        ([lambda s: s.save_conversions([{"id": "c", "name": "c"}], "ann", "")], None, Stage.NONE),
        ([lambda s: s.save_utm([{"id": "rules"}], "ann", "")], None, Stage.NONE),
        ([lambda s: s.save_funnels([{"id": "f", "name": "f"}], "ann", "")], None, Stage.NONE),
        ([lambda s: s.save_scenarios([{"id": "s", "name": "s"}], "ann", "")], None, Stage.NONE),
        ([lambda s: s.close_month("2026-10", {}, "ann", "")], None, Stage.NONE),
        ([lambda s: s.save_mapping("m", {}, "ann", "")], None, Stage.NONE),
        ([lambda s: s.set_setting("maturity_days", 7, "ann")], None, Stage.NONE),
        ([lambda s: marker.choose_empty(s, "ann")], None, Stage.NONE),
        ([lambda s: marker.mark(s, HALF)], None, Stage.FILLING),
        ([lambda s: marker.mark(s, HALF)], "off", Stage.FILLING),  # begun is finished
        ([lambda s: marker.mark(s, WHOLE)], None, Stage.FILLED),
        ([lambda s: marker.mark(s, WHOLE), imported], None, Stage.FILLED),
        ([lambda s: marker.mark(s, WHOLE), lambda s: marker.choose_empty(s, "ann")], None,
         Stage.LEAVING),
        ([lambda s: marker.mark(s, HALF), lambda s: marker.choose_empty(s, "ann")], None,
         Stage.LEAVING),
    ],
)  # fmt: skip
def test_how_a_store_stands_to_the_sample(
    empty: tuple[Store, State], monkeypatch: pytest.MonkeyPatch,
    done: list[Callable[[State], Any]], switch: str | None, found: Stage,
) -> None:  # fmt: skip
    if switch:
        monkeypatch.setenv("LODESTAR_SAMPLE", switch)
    for do in done:
        do(empty[1])
    assert samples.stage(empty[1]) is found


def test_an_own_store_is_not_emptied(empty: tuple[Store, State]) -> None:
    store, state = empty
    imported(state)
    with pytest.raises(SampleRefused) as refused:
        emptying.empty(store, state, "ann")
    assert refused.value.text == marker.NOT_SAMPLE and len(state.journal()) == 1


def test_an_empty_store_that_was_chosen_stays_empty_unasked(empty: tuple[Store, State]) -> None:
    store, state = empty
    emptying.empty(store, state, "ann")
    with pytest.raises(SampleRefused):
        next(samples.fill(store, state, date.fromisoformat(TODAY), unasked=True))
    assert state.settings() == {"start_empty": {"by": "ann"}}
    began = marker.begin(state, date.fromisoformat(TODAY), 1)  # somebody asks for it after all
    assert state.settings() == {"sample_shop": {"today": TODAY, "seed": began.seed,
                                                "filled": False}}  # fmt: skip


@pytest.mark.parametrize("chosen", [False, True])
def test_it_is_not_called_whole_once_it_was_taken_out(
    empty: tuple[Store, State], chosen: bool
) -> None:
    store, state = empty
    marker.mark(state, HALF)
    if chosen:
        emptying.empty(store, state, "ann")
    marker.complete(state, HALF)
    assert samples.held(state) == (None if chosen else WHOLE)


def test_own_files_are_refused_where_they_are_received(empty: tuple[Store, State]) -> None:
    """Not even where the sample came between the look and the file; its own may come again."""
    store, state = empty
    marker.mark(state, WHOLE)
    with pytest.raises(SampleRefused):
        intake.receive(store, "mine.csv", io.BytesIO(b"a,b"), "ann")
    assert state.journal() == []
    own = intake.receive(store, "made.csv", io.BytesIO(b"a,b"), marker.BY)
    assert intake.receive(store, "again.csv", io.BytesIO(b"a,b"), "ann") == own


def test_every_table_of_the_state_is_swept_or_kept_on_purpose() -> None:
    kept = {"meta", "audit", "settings"}
    assert {table.name for table in marker.SWEPT} == tables.metadata.tables.keys() - kept


# -- killed ---------------------------------------------------------------------------------------


def start(store: Store, *words: str) -> subprocess.Popen[bytes]:
    """Start ``python -m data samples`` as the server does."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("LODESTAR_")}
    return subprocess.Popen(
        [sys.executable, "-m", "data", "samples", *words, "--store", str(store.root)],
        cwd=ROOT, env=env | {"LODESTAR_TODAY": TODAY}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def kill(child: subprocess.Popen[bytes], when: Callable[[], bool], seconds: float) -> bool:
    """Kill a child some time after a moment; return whether it was still at work."""
    end = time.monotonic() + PATIENCE
    while child.poll() is None and not when() and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(seconds)
    alive = child.poll() is None
    if alive:
        os.kill(child.pid, signal.SIGKILL)
    child.wait(PATIENCE)
    return alive


DAYS = """
select platform, count(*), sum(cost), sum(amount), sum(revenue_placed), sum(sessions)
from account_days group by all order by all
"""


@pytest.mark.long  # a fill cut short is finished in test_sample_shop_store, by the same way
def test_filling_survives_a_kill(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there after all is the shop that was filled in one go, even on another day."""
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    shop, store = filled(tmp_path_factory), Store.at(tmp_path / "store")
    state = State.open(store.state_url)
    loaded = lambda: sum(r.state is Step.COMMITTED for r in state.journal()) >= 4  # noqa: E731
    assert kill(start(store, "--unasked"), loaded, 0.2)
    assert samples.stage(state) is Stage.FILLING
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-22")
    now = samples.progress(state)
    assert 4 < now.done < now.steps
    assert start(store, "--unasked").wait(PATIENCE) == 0
    assert samples.held(state) == samples.held(shop.state)
    assert [row.state for row in state.journal()] == [Step.PUBLISHED] * IMPORTS
    found = current(store)
    assert found is not None and found.query(DAYS) == shop.snapshot.query(DAYS)


def is_whole(store: Store, state: State) -> bool:
    found = current(store)
    assert found is not None
    assert len(state.journal()) == IMPORTS and len(state.mappings()) == len(state.fee_rules()) == 2
    assert len(found.accounts()) >= 7
    return True


def is_empty(store: Store, state: State) -> bool:
    found = current(store)
    assert found is not None and found.accounts() == [] and found.query(DAYS) == []
    assert (state.journal(), state.mappings(), state.fee_rules(), state.goals()) == ([], [], {}, [])
    assert (state.events(), state.conversions(), state.closings()) == ([], [], {})
    assert state.settings() == {"start_empty": {"by": "ann"}}
    left = {p.name for f in (store.raw, store.parsed, store.inbox) for p in f.iterdir()}
    assert left == set() and not (store.root / "sample").exists()
    assert {p.name for p in store.snapshots.iterdir()} == {"CURRENT", found.path.name}
    return True


@pytest.mark.slow
def test_emptying_survives_kills(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the moment, the next to hold the store leaves a sample or an empty store."""
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    shop: Shop = filled(tmp_path_factory)
    ended = set()
    for n, seconds in enumerate((None, 0.0, 0.03, 0.08, 0.2)):
        store = Store(Path(copytree(shop.store.root, tmp_path / str(n))))
        state, before = State.open(store.state_url), current(store)
        state.save_goal({"id": "g"}, "ann", "looked around")
        state.save_events([EVENT], "ann", "looked around")
        state.save_conversions([{"id": "c", "name": "c"}], "ann", "looked around")
        state.save_utm([{"id": "rules"}], "ann", "looked around")
        state.save_funnels([{"id": "f", "name": "f"}], "ann", "looked around")
        state.save_scenarios([{"id": "s", "name": "s"}], "ann", "looked around")
        state.close_month("2026-10", {}, "ann", "looked around")
        chosen = lambda s=state, at=seconds: at is None or s.setting("start_empty")  # noqa: E731
        kill(start(store, "--start-empty", "--by", "ann"), chosen, seconds or 0.0)
        words = [sys.executable, "-m", "data", "recover", "--store", str(store.root)]
        subprocess.run(words, cwd=ROOT, check=True)
        found = samples.stage(state)
        assert {Stage.FILLED: is_whole, Stage.NONE: is_empty}[found](store, state)
        ended.add(found)
        after = current(store)
        assert before and after and (after.number > before.number) == (found is Stage.NONE)
        words[3] = "check"
        checked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout
        assert any(row["what"].startswith("import ") for row in state.audit())
    assert ended == {Stage.FILLED, Stage.NONE}


@pytest.mark.slow
def test_whoever_skips_it_waits_for_no_file_more(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filling stops where it is once somebody chose to start empty."""
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    store = Store(Path(copytree(filled(tmp_path_factory).store.root, tmp_path / "store")))
    state = State.open(store.state_url)
    kept = samples.held(state)
    assert kept is not None
    marker.mark(state, replace(kept, filled=False))
    filling = samples.fill(store, state, date.fromisoformat(TODAY), unasked=True)
    assert next(filling).done == 0
    marker.choose_empty(state, "ann")
    with pytest.raises(SampleRefused):
        list(filling)
    emptying.empty(store, state, "ann")
    assert is_empty(store, state)
