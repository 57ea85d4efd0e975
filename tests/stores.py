"""Stores that are made once a run, by the worker that asks first; who changes one copies it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from data import intake
from data.__main__ import main
from data.lock import flock
from data.store import Store

SAMPLES = Path(__file__).parent / "samples" / "files"
LOADED = ("google_campaign_day_zh_utf8.csv", "meta_campaign_day_zh_csv.csv")
OPEN = ("google_one_bad_row.csv", "bulk_sheet.csv")
WAITS = "meta_campaign_day_en_csv.csv"
TODAY = "2026-02-02"


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return what the first worker that asked has made under a name; the others wait for it."""
    base = factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with flock(base / f"{name}.lock", wait=True):
        if not (base / name).exists():
            make(base / name)
    return base / name


def imported(factory: pytest.TempPathFactory) -> Path:
    """Return a store with a Google and a Meta export on the board, and files on their way in.

    Imports 1 and 2 are on the board, 3 asks for its account, 4 is refused, 5 waits for somebody
    to confirm it.
    """
    return once(factory, "imported", _import)


def _import(root: Path) -> None:
    at = ("--store", str(root))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LODESTAR_TODAY", TODAY)
        patch.delenv("LODESTAR_STATE", raising=False)
        assert main(["import", *(str(SAMPLES / name) for name in LOADED), *at]) == 0
        assert main(["import", *(str(SAMPLES / name) for name in OPEN), *at]) == 1
        waits = intake.receive(Store.at(root), WAITS, SAMPLES / WAITS, "test")
        assert main(["parse", str(waits), *at]) == 0
