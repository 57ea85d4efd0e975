"""How many of each conversion action and result type the imported ad files count, by platform.

Claims of the platforms, kept beside the typed rows by day, account, campaign and action; no other
figure is made of them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb

from data.snapshot import Snapshot
from data.sql import recipe
from data.store import Store

Counts = dict[str, dict[str, Decimal]]
"""By platform, then by action as the platform writes it."""


def counted(store: Store, seen: Snapshot, first: date, last: date) -> Counts:
    """Return what the imports that speak for these days count; a range counts where it lies inside.

    Of a campaign's day the coarsest file that counts it is heard: an action stands in reports of
    campaigns and of ads alike. Rows of several types (``mixed``) count nothing.
    """
    speaking = seen.query(recipe("action_speakers"), start=first, end=last)
    files = {number: store.actions(number) for number, *_ in speaking}
    there = sorted({str(path) for path in files.values() if path.exists()})
    if not there:  # none names any, or they are from before counts were kept
        return {}
    numbers, platforms, starts, ends, voices, ranks = zip(*speaking, strict=True)
    bound = {
        "imports": [str(files[number]) for number in numbers], "platforms": list(platforms),
        "starts": list(starts), "ends": list(ends), "voices": list(voices), "ranks": list(ranks),
        "files": there,
    }  # fmt: skip
    found: Counts = {}
    with duckdb.connect() as con:
        for platform, action, n in con.execute(recipe("actions_told"), bound).fetchall():
            found.setdefault(platform, {})[action] = Decimal(n)
    return found
