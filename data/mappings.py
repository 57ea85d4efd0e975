"""The mappings a store keeps: saved under a name, renamed, deleted, and which one reads a file."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace

from data.journal import JournalRow
from data.mapping import ColumnMapping
from data.state import State


def key_of(name: str, taken: Collection[str]) -> str:
    """Return the key of a new mapping: its name in one word, unlike any that was ever given."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    key = re.sub(r"[^\w-]+", "_", folded).strip("_")[:40] or "table"
    again = (f"{key}_{n}" for n in range(2, len(taken) + 3))
    return key if key not in taken else next(k for k in again if k not in taken)


def saved(state: State) -> list[ColumnMapping]:
    """Return the mappings in use, oldest first; one that is damaged is logged and left out."""
    return [m for m, deleted in _all(state) if not deleted]


def save(state: State, mapping: ColumnMapping, by: str, why: str) -> ColumnMapping:
    """Keep a new mapping under a key of its own and return it as kept."""
    taken = [row["key"] for row in state.mappings()]
    kept = replace(mapping, key=key_of(mapping.name, taken), name=mapping.name.strip())
    kept = ColumnMapping.from_json(kept.to_json())
    state.save_mapping(kept.key, kept.to_json(), by, why)
    return kept


def rename(state: State, key: str, name: str, by: str) -> None:
    """Call a mapping something else; one that was deleted meanwhile stays so."""
    kept = next((m for m in saved(state) if m.key == key), None)
    if kept and name.strip():
        state.save_mapping(key, replace(kept, name=name.strip()).to_json(), by, "renamed")


def usable(state: State, row: JournalRow) -> list[ColumnMapping]:
    """Return the mappings by which a file may be read.

    One that is loaded is read again as it was read then, though its mapping may be deleted since
    and others may have come.
    """
    if row.committed_at is None:
        return saved(state)
    return [m for m, _ in _all(state) if row.report and m.format == row.report.format]


def _all(state: State) -> list[tuple[ColumnMapping, bool]]:
    found = []
    for row in state.mappings():
        try:
            mapping = ColumnMapping.from_json(row["doc"], row["by"], row["at"])
        except ValueError as wrong:
            logging.getLogger(__name__).warning("mapping %r left out: %s", row["key"], wrong)
        else:
            found.append((mapping, row["deleted_at"] is not None))
    return found
