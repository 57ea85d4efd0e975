"""What each import told of each day, as it told it: the history that maturity is learnt from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.schema import ADS, ASIDE, BESIDE, WEB, Measure, Quantity, WebMeasure
from data.sql import filled, recipe
from data.warehouse import rollups

HAD = "select distinct unnest(measures) from files"
"""What some file has; older ones know fewer columns."""
BOOKS: dict[str, tuple[Quantity, ...]] = {
    ADS.key: tuple(m for m in Measure if m.additive),
    WEB.key: tuple(m for m in WebMeasure if m.additive and m not in ASIDE),
}
"""Books whose days are told again and again, with what adds up; orders speak for themselves."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one import told of one account's day.

    Parameters
    ----------
    voice : str
        Level and breakdown of the import: only those of one voice tell the same.
    told_on : datetime.date
        The day on which the file was written, where it says so; else came.
    values : dict of Quantity to (int or Decimal)
        What it brings.
    """

    platform: str
    account_key: int
    voice: str
    day: date
    told_on: date
    values: dict[Quantity, Any]


def tellings(path: Path, since: date) -> Iterator[Telling]:
    """Yield what the live imports of a snapshot told of the days since one, the oldest first.

    Parameters
    ----------
    path : pathlib.Path
        The file of the snapshot; the imports' typed rows lie beside its folder.

    Notes
    -----
    Nothing is kept and no table of the master changes by these recipes, which is why they lie
    apart from those whose text marks the layout.
    """
    parsed = path.parent.parent / "parsed"
    with duckdb.connect(config={"python_enable_replacements": False}) as con:
        con.execute("attach $path as kept (read_only)", {"path": str(path)})
        con.execute("create temp view paths as from kept.paths")
        con.execute("create temp view internal_filters as from kept.internal_filters")
        told = {"parsed": str(parsed), "books": list(BOOKS), "since": since, "beside": [*BESIDE]}
        con.execute(recipe("history/told_files"), told)
        rows = {book: text for book in BOOKS if (text := _rows(con, book))}
        if not rows:
            return
        every = " union all by name ".join(f"(from ({text}))" for text in rows.values())
        con.execute(filled("facts", rows=every))
        had = {m for (m,) in con.execute(HAD).fetchall()}
        brought = [m for book in rows for m in BOOKS[book] if m in had]
        found = con.execute(filled("history/tellings", sums=_sums(brought)), {"since": since})
        for platform, account, voice, day, told_on, *values in found.fetchall():
            known = {m: v for m, v in zip(brought, values, strict=True) if v is not None}
            yield Telling(platform, account, voice, day, told_on, known)


def _rows(con: duckdb.DuckDBPyConnection, book: str) -> str:
    """Return the recipe of a book's exported rows; empty where no import has any."""
    named = con.execute("select filename from files where book = $book", {"book": book}).fetchall()
    rollups.files_are(con, book, [name for (name,) in named])
    return rollups.rows_of(book) if named else ""


def _sums(brought: Sequence[Quantity]) -> str:
    return ", ".join(
        f"case when list_contains(told.measures, '{m}') then coalesce(sum(f.{m}), 0) end as {m}"
        for m in brought
    )
