"""Received files that may name people are kept for a week; then their typed rows stand for them."""

from __future__ import annotations

import time
from pathlib import Path

from data.durable import settle
from data.journal import JournalRow, Step
from data.schema import CRM, ORDERS
from data.state import State
from data.store import Store

DAYS = 7
"""How long a received file may name people: long enough to ask its owner about it."""
_WAITING = (Step.RECEIVED, Step.NEEDS_ANSWER)
_NOTE = "it may name people and was not loaded within its days"


def retire(store: Store, state: State, by: str) -> None:
    """Let go of files of orders or leads, and of those nobody could read, whose days are over.

    The typed rows of a loaded one take its place, so that the board can be built again; one that
    still waits is discarded. A zip goes with what it held. Killed in between, the rest is done
    next time.
    """
    rows = state.journal()
    named = {row.import_id for row in rows if _names(row)}
    for row in rows:
        packed = row.state is Step.UNPACKED and named & set((row.changes or {}).get("imports", ()))
        if not _over(store, row) or not (packed or row.import_id in named):
            continue
        if row.state in _WAITING:
            state.move(row.import_id, Step.DISCARDED, by, _NOTE)
        if store.rows(row.import_id).exists():
            copy(store.rows(row.import_id), store.retired(row.sha256))
        store.retired(row.sha256).touch()
        (store.raw / row.sha256).unlink()


def copy(source: Path, target: Path) -> None:
    """Copy typed rows so that a power cut leaves the whole of them or nothing."""
    part = target.with_suffix(".part")
    part.write_bytes(source.read_bytes())
    settle(part, target)


def _names(row: JournalRow) -> bool:
    """Whether a file may name people: it holds orders or leads, or nobody knows what."""
    if row.state is Step.UNPACKED or row.report is None:
        return False
    return row.report.book in (ORDERS.key, CRM.key) or row.report.format is None


def _over(store: Store, row: JournalRow) -> bool:
    raw = store.raw / row.sha256
    return raw.exists() and time.time() - raw.stat().st_mtime > DAYS * 86_400
