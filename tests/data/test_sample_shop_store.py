"""A store is filled with the sample shop: every file, once, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as d
from pathlib import Path
from shutil import copytree

import pytest

from data.journal import Step
from data.samples import fill, held
from data.samples.load import FILES, IMPORTS
from data.samples.marker import BY, mark
from data.state import State
from data.store import Store
from tests.data.sample_shop import TODAY, Shop, command, filled

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return filled(tmp_path_factory)


def test_every_file_loads_without_a_question_or_a_row_held_back(shop: Shop) -> None:
    rows = shop.state.journal()
    assert [row.state for row in rows] == [Step.PUBLISHED] * IMPORTS
    for row in rows:
        assert row.report is not None and row.by == BY
        told = (row.report.questions, row.report.problems, row.report.rows.quarantined)
        assert told == ((), (), 0), row.file
        assert row.report.reconciled is not False
    named = {row.report.format for row in rows if row.report}
    assert named >= {
        "google_ads.campaign", "meta_ads.campaign", "ga4.exploration", "shopline.orders",
        "shopee.orders", "generic.costs", "generic.plan",
    }  # fmt: skip
    assert len(list((shop.store.root / "sample" / "exports").iterdir())) == FILES
    marker = held(shop.state)
    assert marker is not None and (marker.today, marker.filled) == (TODAY, True)


def test_filling_again_changes_nothing(shop: Shop) -> None:
    before = shop.snapshot.path
    code, said = command(shop.store.root, "data", "samples", "--today", TODAY)
    assert (code, said["status"], said["files"]) == (0, "unchanged", [])
    assert shop.snapshot.path == before and len(shop.state.journal()) == IMPORTS


def test_filling_that_was_cut_short_is_finished(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    store = Store(Path(copytree(shop.store.root, tmp_path / "store")))
    state = State.open(store.state_url)
    kept = held(state)
    assert kept is not None
    mark(state, replace(kept, filled=False))
    steps = list(fill(store, state, d.fromisoformat(TODAY)))
    assert [s.told.status for s in steps if s.told] == ["unchanged"] * IMPORTS
    done = [s.done for s in steps]
    assert done == sorted(done) and done[-1] == steps[-1].steps and held(state) == kept
    assert len(state.journal()) == IMPORTS and len(state.mappings()) == len(state.fee_rules()) == 2


def test_neither_own_files_nor_another_day_come_in(shop: Shop, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("Campaign,Day,Cost\nA,2026-11-02,1\n", "utf-8")
    for words, said in (
        (("import", str(mine)), "made-up sample shop"),
        (("samples", "--today", "2026-11-22"), "sample shop of 2026-11-21"),
    ):
        code, told = command(shop.store.root, "data", *words)
        assert code == 2 and said in told, told
    assert len(shop.state.journal()) == IMPORTS
