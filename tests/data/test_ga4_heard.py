"""Which events the imports show: each day counted once, by the file that speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.__main__ import main
from data.ga4.heard import HeardEvent, heard
from data.snapshot import Snapshot, current
from data.store import Store
from tests.data.ga4 import explored

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 3)
HEADER = "Event name,Date,Event count,Key events"
ONE, TWO, THREE = "20260101", "20260102", "20260103"
pytestmark = pytest.mark.slow  # imports
Load = Callable[..., tuple[Store, Snapshot]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Return a way to import files one after another."""
    monkeypatch.setenv("LODESTAR_TODAY", "2026-01-04")
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "store"))

    def imported(*files: tuple[str, ...], mode: str = "replace") -> tuple[Store, Snapshot]:
        for n, lines in enumerate(files):
            path = tmp_path / f"{n}.csv"
            path.write_text(explored(*lines), "utf-8")
            answers = ("--answer", "currency=TWD", "--answer", f"replace={mode}")
            assert main(["import", str(path), *answers]) == 0
        store = Store.at()
        seen = current(store)
        assert seen is not None
        return store, seen

    return imported


EARLY = (HEADER, f"purchase,{ONE},3,3", f"purchase,{TWO},4,4", f"scroll,{TWO},90,0")
LATE = (HEADER, f"purchase,{ONE},3,3", f"purchase,{TWO},5,5", f"Purchase,{THREE},1,0")


@pytest.mark.parametrize(
    ("files", "mode", "found"),
    [
        ([("Date,Sessions", f"{ONE},9")], "replace", []),  # no events in it
        (
            [EARLY],
            "replace",
            [
                HeardEvent("scroll", 90, False, date(2026, 1, 2)),
                HeardEvent("purchase", 7, True, date(2026, 1, 2)),
            ],
        ),
        (
            [EARLY, LATE],  # the later file speaks: nothing is doubled, what it lacks did not come
            "replace",
            [
                HeardEvent("purchase", 8, True, date(2026, 1, 2)),
                HeardEvent("Purchase", 1, False, date(2026, 1, 3)),
            ],
        ),
        (
            [EARLY, LATE],  # only what is in the later file is taken over
            "merge",
            [
                HeardEvent("scroll", 90, False, date(2026, 1, 2)),
                HeardEvent("purchase", 8, True, date(2026, 1, 2)),
                HeardEvent("Purchase", 1, False, date(2026, 1, 3)),
            ],
        ),
    ],
)
def test_each_day_is_counted_once(
    load: Load, files: list[tuple[str, ...]], mode: str, found: list[HeardEvent]
) -> None:
    store, seen = load(*files, mode=mode)
    assert list(heard(store, seen, FIRST, LAST)) == found


def test_only_the_days_asked_for_count(load: Load) -> None:
    store, seen = load(EARLY)
    assert heard(store, seen, LAST, LAST) == ()
    assert [(e.name, e.count) for e in heard(store, seen, FIRST, FIRST)] == [("purchase", 3)]
