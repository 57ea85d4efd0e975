"""Which events the imported exports of the site show, and how often: for want of the property."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from data.snapshot import Snapshot
from data.sql import recipe
from data.store import Store


@dataclass(frozen=True, slots=True)
class HeardEvent:
    """One event over some days.

    Parameters
    ----------
    count : int or None
        How often it happened; None where no export counts it.
    is_key : bool
        Whether an export counts key events of it.
    last : datetime.date
        The last day with it.
    """

    name: str
    count: int | None
    is_key: bool
    last: date


def heard(store: Store, seen: Snapshot, first: date, last: date) -> Sequence[HeardEvent]:
    """Return the events of all properties in the imports that speak for these days.

    An export may hold chosen events only: what is not here may still happen on the site.
    """
    speaking = seen.query(recipe("event_speakers"), start=first, end=last)
    if not speaking:
        return ()
    imports, accounts, days, ranks = zip(*speaking, strict=True)
    files = [str(store.parsed / f"{number}.parquet") for number in imports]
    there = [name for name in sorted(set(files)) if Path(name).exists()]
    if not there:  # undone since, or lost: recovery brings them back
        return ()
    bound = {
        "imports": files, "accounts": list(accounts), "days": list(days), "ranks": list(ranks),
        "files": there,
    }  # fmt: skip
    with duckdb.connect() as con:
        rows = con.execute(recipe("heard_events"), bound).fetchall()
    return tuple(HeardEvent(*row) for row in rows)
