"""The mappings a store keeps: saved under a name, renamed, deleted, and which one reads a file."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from data.journal import JournalRow
from data.mapping.mapping import ColumnMapping, MappedColumn
from data.state import Conflict, State
from data.text import Text

ABOUT_THE_ACCOUNT = ("account", "currency", "tax", "time_zone")
"""Answers that stay true however the columns of a file are mapped."""
REPLACED = Text(
    "這個對應範本剛剛被別人改過或刪除了；請重新整理後再改。",
    "This mapping was just changed or deleted by somebody else. Reload the page.",
)


def key_of(name: str, taken: Collection[str]) -> str:
    """Return the key of a new mapping: its name in one word, unlike any that was ever given."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    key = re.sub(r"[^\w-]+", "_", folded).strip("_")[:40] or "table"
    again = (f"{key}_{n}" for n in range(2, len(taken) + 3))
    return key if key not in taken else next(k for k in again if k not in taken)


def saved(state: State) -> list[ColumnMapping]:
    """Return the mappings in use, oldest first; one that is damaged is logged and left out.

    A changed one keeps the place of its first version.
    """
    every = _all(state)
    order = [m.key for m, _ in every]
    known = {m.key: m for m, _ in every}
    live = [m for m, deleted in every if not deleted]
    return sorted(live, key=lambda m: order.index([m.key, *former(m, known)][-1]))


def former(mapping: ColumnMapping, known: Mapping[str, ColumnMapping]) -> list[str]:
    """Return the keys of the versions that a mapping was made from, the latest first."""
    found: list[str] = []
    key = mapping.former
    while key in known and key not in found:
        found.append(key)
        key = known[key].former
    return found


def every(state: State) -> dict[str, ColumnMapping]:
    """Return all mappings ever kept by their keys."""
    return {m.key: m for m, _ in _all(state)}


def change(
    state: State, mapping: ColumnMapping, columns: Sequence[MappedColumn], by: str, why: str
) -> ColumnMapping:
    """Keep other columns under the same name: a new mapping takes the place of the former.

    What was read by the former is read again as it was; see `usable`.

    Raises
    ------
    Conflict
        When somebody has changed or deleted it meanwhile.
    """
    taken = [row["key"] for row in state.mappings()]
    key = key_of(mapping.key.rstrip("0123456789").rstrip("_") or mapping.key, taken)
    made = replace(mapping, key=key, columns=tuple(columns), former=mapping.key)
    made = ColumnMapping.from_json(made.to_json())
    if not state.replace_mapping((mapping.key, key), made.to_json(), ABOUT_THE_ACCOUNT, by, why):
        raise Conflict(REPLACED)
    return next(m for m in saved(state) if m.key == key)


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
