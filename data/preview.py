"""What undoing an import would change, told before anybody decides."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import duckdb

from data import snapshot
from data.ingest import Ingest
from data.journal import JournalRow

LOG = logging.getLogger(__name__)


def preview(ingest: Ingest, row: JournalRow) -> None:
    """Keep what undoing would change in the import's journal row, with the snapshot it is about."""
    told: dict[str, Any] = {"snapshot": snapshot.pointer(ingest.store)}
    try:
        told |= ingest.master.without(row).to_json()
    except duckdb.Error:
        LOG.exception("what undoing import %s would change could not be told", row.import_id)
        ingest.abandon()
    changes = (row.changes or {}) | {"undo": told}
    why = "asked what undoing changes"
    ingest.state.move(row.import_id, row.state, ingest.by, why, changes=changes)


def told(row: JournalRow, current: str | None) -> Mapping[str, Any] | None:
    """Return what was told of a snapshot; None while it has not been, or of an earlier one."""
    found: Mapping[str, Any] | None = (row.changes or {}).get("undo")
    return found if found and found["snapshot"] == current else None
