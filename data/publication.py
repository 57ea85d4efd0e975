"""Publishing: the master becomes the next numbered snapshot, and CURRENT points to it."""

from __future__ import annotations

import shutil
from pathlib import Path

from data.durable import settle
from data.store import Store

KEPT = 2
"""Snapshots kept behind the current one, for readers that still hold them."""


def publish(store: Store) -> Path:
    """Copy the master to the next snapshot and point CURRENT to it.

    The master must be closed: a DuckDB file closed after a checkpoint is complete in itself.
    Killed at any moment this leaves the old pointer or the new one, never half a snapshot.
    """
    numbers = [int(path.stem.rpartition("-")[2]) for path in store.snapshots.glob("all-*.duckdb")]
    path = store.snapshots / f"all-{max(numbers, default=0) + 1}.duckdb"
    part = path.with_name(path.name + ".part")
    shutil.copyfile(store.master, part)
    settle(part, path)
    pointer_part = store.snapshots / "CURRENT.part"
    pointer_part.write_text(path.name, encoding="ascii")
    settle(pointer_part, store.snapshots / "CURRENT")
    for old in sorted(numbers)[:-KEPT]:
        (store.snapshots / f"all-{old}.duckdb").unlink()
    return path
