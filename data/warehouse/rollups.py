"""What the live imports say: who belongs to whom, who speaks for a day, and the sums of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.schema import ADS, BOOKS, COSTS, CRM, ORDERS, OWNED, RATES, WEB, Quantity
from data.sql import filled, recipe
from data.warehouse import columns
from data.warehouse.columns import SPOKEN

Row = tuple[Any, ...]
Key = tuple[Any, ...]

RANGE_ROW = ("day", "platform", "account_key", "campaign_key", "reach_rows", *SPOKEN, "since")
"""A row of :func:`ranges`: as in campaign_days, what voices decide, and the range's first day."""
SPEAKING = (ADS.key, WEB.key, OWNED.key, COSTS.key)
"""Books whose imports speak for days; in the others each entry speaks for itself."""
BEFORE = RANGE_ROW.index(SPOKEN[0])


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
    """Derive everything again for the touched days: speakers, rollups, ranges, names, orders.

    Parameters
    ----------
    parsed : pathlib.Path
        Folder of the imports' typed rows; only files that speak on touched days are read.
    """
    for name in ("adopt", "speakers", "clear", "entities"):
        con.execute(recipe(name))
    spoken = {"spoken": list(SPEAKING)}
    daily, fine, ranged, books, had = con.execute(recipe("kinds"), spoken).fetchall()[0]
    if books:
        con.execute(recipe("files"), spoken | {"parsed": str(parsed)})
        con.execute(filled("facts", rows=_rows(con, books)))
        con.execute(recipe("speech"))
    measures = columns.said(books, had)
    if fine:  # campaigns are added up from these where nobody else speaks
        _days(con, "ad_group", measures, least="2")
    if daily:
        _days(con, "campaign", measures)
        con.execute(filled("account_days", totals=columns.totals(measures)))
    if ranged:
        lists = columns.lists([m for m in measures if m in columns.SPOKEN])
        con.execute(filled("campaign_ranges", **lists))
    if WEB.key in books:
        for name in ("people", "site_parts", "marks"):
            con.execute(filled(name, **columns.site()))
    touched = {book for (book,) in con.execute(recipe("books_touched")).fetchall()}
    for book in sorted(touched - set(SPEAKING)):
        _entries(con, parsed, book)
    if touched & {CRM.key, RATES.key}:  # the money of deals waits for rates
        lead_days(con)


def rows_of(book: str) -> str:
    """Return the recipe of a book's exported rows, from the files of :func:`files_are`."""
    return recipe(f"rows_{book}")


def files_are(con: duckdb.DuckDBPyConnection, book: str, files: Sequence[str]) -> None:
    """Name the typed files of a book."""
    con.execute(filled("name_files", book=BOOKS[book].key), {"files": list(files)})


def _rows(con: duckdb.DuckDBPyConnection, books: Sequence[str]) -> str:
    """Return the recipe of the exported rows of several books, of the files that speak."""
    parts = []
    for book in books:
        found = con.execute("select filename from files where book = $book", {"book": book})
        files_are(con, book, [name for (name,) in found.fetchall()])
        spread = book == COSTS.key
        parts.append(filled("rows_spread", rows=rows_of(book)) if spread else rows_of(book))
    return " union all by name ".join(f"(from ({part}))" for part in parts)


def _days(
    con: duckdb.DuckDBPyConnection, entity: str, measures: Sequence[Quantity], least: str = "0"
) -> None:
    """Fill the daily sums by campaign or by ad group."""
    keys = "f.campaign_key" if entity == "campaign" else "f.campaign_key, f.ad_group_key"
    fine = [m for m in measures if m in columns.FINE]
    measures = measures if entity == "campaign" else fine
    lists = columns.lists(measures) | {"fine": columns.totals(fine)}
    con.execute(filled("days", entity=entity, keys=keys, least=least, **lists))


def _entries(con: duckdb.DuckDBPyConnection, parsed: Path, book: str) -> None:
    """Fill what speaks for itself, from all live imports of a book: orders, plan, rates."""
    con.execute(recipe("book_files"), {"parsed": str(parsed), "book": book})
    found = con.execute("select filename from book_files").fetchall()
    if found:
        files_are(con, book, [name for (name,) in found])
        con.execute(filled(book, rows=rows_of(book)))
    else:
        con.execute(recipe(f"no_{book}"))
    if book == ORDERS.key:
        order_days(con)


def order_days(con: duckdb.DuckDBPyConnection) -> None:
    """Add the orders of each day up, by sales channel and by shop."""
    con.execute(filled("order_days", days=columns.shop_days()))


def lead_days(con: duckdb.DuckDBPyConnection) -> None:
    """Add up what happened to leads and deals on each day."""
    con.execute(filled("lead_days", **columns.lead_days()))


def name_stages(con: duckdb.DuckDBPyConnection, parsed: Path) -> None:
    """Derive all leads again, by what their stages are called."""
    _entries(con, parsed, CRM.key)
    lead_days(con)


def ranges(con: duckdb.DuckDBPyConnection, start: date, end: date) -> list[Row]:
    """Return what range-only files add to a period, as rows of `RANGE_ROW`.

    A range counts for a measure where it lies wholly in the period and no daily value of that
    account and measure lies in it. Of ranges that overlap the longest counts, then the coarser
    voice, then the later said, for each account and measure on its own.
    """
    bound = {"start": start, "end": end}
    rows = con.execute(filled("range_candidates", **columns.ranges()), bound).fetchall()
    if not rows:
        return []
    known = con.execute(filled("range_days", **columns.ranges()), bound).fetchall()
    days = {row[:3]: row[3:] for row in known}
    speaking = {m: set(_speaking(rows, m, days)) for m in SPOKEN}
    return [
        _heard(row, speaking) for row in rows if any(_range(row) in s for s in speaking.values())
    ]


def _range(row: Row) -> Key:
    """Return (account, first day, last day, voice) of a candidate row."""
    return row[2], row[-3], row[0], row[-2]


def _speaking(rows: list[Row], measure: Quantity, days: dict[Key, Row]) -> Iterator[Key]:
    """Yield the ranges that speak for a measure, from the longest to the shortest."""
    at = column(measure)
    with_it = {_range(r): r[-1] for r in rows if r[at] is not None}
    daily = SPOKEN.index(measure)
    taken: list[Key] = []
    order = sorted(with_it, key=lambda k: (k[1] - k[2], k[3], -with_it[k].timestamp(), k[0], k[1]))
    for key in order:
        account, first, last, _voice = key
        overlaps = any(k[0] == account and k[1] <= last and first <= k[2] for k in taken)
        if not overlaps and not days[account, first, last][daily]:
            taken.append(key)
            yield key


def column(measure: Quantity) -> int:
    """Return where a measure stands in `RANGE_ROW`."""
    return BEFORE + SPOKEN.index(measure)


def _heard(row: Row, speaking: dict[Quantity, set[Key]]) -> Row:
    """Return a candidate as a row of `RANGE_ROW`, silent where it does not speak."""
    shaped = list(row[: len(RANGE_ROW) - 1])
    for measure, ranges_ in speaking.items():
        if _range(row) not in ranges_:
            shaped[column(measure)] = None
    return *shaped, row[-3]
