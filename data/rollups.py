"""What the live imports say: who belongs to whom, who speaks for a day, and the sums of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.schema import Measure
from data.sql import recipe

Row = tuple[Any, ...]
Key = tuple[Any, ...]

MEASURES = tuple(Measure)
BEFORE = 4
"""Columns before the measures in campaign_days: day, platform, account_key, campaign_key."""
REACH_ROWS = BEFORE + MEASURES.index(Measure.REACH) + 1


def touch(con: duckdb.DuckDBPyConnection, import_id: int | None) -> None:
    """Resolve every path anew and list the days to rebuild: table ``touched``.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        The master in a transaction (or an as-of copy of it).
    import_id : int or None
        The import that came or went; None for everything. An account whose paths now stand for
        something else is rebuilt wholly.
    """
    con.execute(recipe("resolve"))
    con.execute(recipe("touched"), {"import_id": import_id})


def rebuild(con: duckdb.DuckDBPyConnection, parsed: Path) -> None:
    """Derive everything again for the touched days: speakers, rollups, ranges, names.

    Parameters
    ----------
    parsed : pathlib.Path
        Folder of the imports' typed rows; only files that speak on touched days are read.
    """
    for name in ("adopt", "speakers", "clear", "entities"):
        con.execute(recipe(name))
    daily, fine, ranged = con.execute(recipe("kinds")).fetchall()[0]
    if daily or ranged:
        con.execute(recipe("files"), {"parsed": str(parsed)})
        for name in ("file_list", "facts", "speech"):
            con.execute(recipe(name))
    rollups = {
        "campaign_days": daily,
        "account_days": daily,
        "ad_group_days": fine,
        "campaign_ranges": ranged,
    }
    for name in (name for name, wanted in rollups.items() if wanted):
        con.execute(recipe(name))


def ranges(con: duckdb.DuckDBPyConnection, start: date, end: date) -> list[Row]:
    """Return what range-only files add to a period: ``campaign_days`` and the range's first day.

    A range counts for a measure where it lies wholly in the period and no daily value of that
    account and measure lies in it. Of ranges that overlap the longest counts, then the coarser
    voice, then the later said, for each account and measure on its own.
    """
    bound = {"start": start, "end": end}
    rows = con.execute(recipe("range_candidates"), bound).fetchall()
    if not rows:
        return []
    days = {row[:3]: row[3:] for row in con.execute(recipe("range_days"), bound).fetchall()}
    speaking = {m: set(_speaking(rows, m, days)) for m in MEASURES}
    return [
        _heard(row, speaking) for row in rows if any(_range(row) in s for s in speaking.values())
    ]


def _range(row: Row) -> Key:
    """Return (account, first day, last day, voice) of a candidate row."""
    return row[2], row[-3], row[0], row[-2]


def _speaking(rows: list[Row], measure: Measure, days: dict[Key, Row]) -> Iterator[Key]:
    """Yield the ranges that speak for a measure, from the longest to the shortest."""
    at = column(measure)
    with_it = {_range(r): r[-1] for r in rows if r[at] is not None}
    daily = MEASURES.index(measure)
    taken: list[Key] = []
    order = sorted(with_it, key=lambda k: (k[1] - k[2], k[3], -with_it[k].timestamp(), k[0], k[1]))
    for key in order:
        account, first, last, _voice = key
        overlaps = any(k[0] == account and k[1] <= last and first <= k[2] for k in taken)
        if not overlaps and not days[account, first, last][daily]:
            taken.append(key)
            yield key


def column(measure: Measure) -> int:
    """Return where a measure stands in a row of campaign_days; reach_rows follows reach."""
    at = BEFORE + MEASURES.index(measure)
    return at + 1 if at >= REACH_ROWS else at


def _heard(row: Row, speaking: dict[Measure, set[Key]]) -> Row:
    """Return a candidate like campaign_days plus its first day, silent where it does not speak."""
    shaped = list(row[: BEFORE + len(MEASURES) + 1])
    for measure, ranges_ in speaking.items():
        if _range(row) not in ranges_:
            shaped[column(measure)] = None
    return *shaped, row[-3]
