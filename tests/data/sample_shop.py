"""One filled sample shop that every test of a run shares, and its truth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.snapshot import Snapshot, current
from data.state import State
from data.store import Store
from tests.stores import once

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-11-21"


@dataclass(frozen=True)
class Shop:
    """A filled store, and what it must show."""

    store: Store
    truth: dict[str, Any]

    @property
    def state(self) -> State:
        return State.open(f"sqlite:///{self.store.root / 'state.sqlite'}")

    @property
    def snapshot(self) -> Snapshot:
        found = current(self.store)
        assert found is not None
        return found

    @property
    def months(self) -> list[str]:
        return sorted(self.truth["quantities"]["sessions"]["ga4"]["by_month"])

    def known(self, quantity: str, month: str, *platforms: str) -> Decimal:
        """Return a true quantity of a month, of all platforms or of some."""
        by = self.truth["quantities"][quantity]
        return sum((Decimal(by[p]["by_month"].get(month, 0)) for p in platforms or by), Decimal(0))


def command(store: Path, *words: str) -> tuple[int, Any]:
    """Run ``python -m …`` in a process of its own, as people do; return code and JSON."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("LODESTAR_")}
    done = subprocess.run(
        [sys.executable, "-m", *words, "--store", str(store), "--json", "--lang", "en"],
        cwd=ROOT, env=env | {"LODESTAR_TODAY": TODAY}, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr


def filled(factory: pytest.TempPathFactory) -> Shop:
    """Return the shop, filled by the first worker that asks; the others wait for it."""
    root = once(factory, "sample-shop", _fill)
    truth = json.loads((root / "sample" / "truth.json").read_text("utf-8"))
    return Shop(Store(root), truth)


def _fill(root: Path) -> None:
    code, said = command(root, "data", "samples", "--today", TODAY)
    assert (code, said["status"]) == (0, "filled"), said
