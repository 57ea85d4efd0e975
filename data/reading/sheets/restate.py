"""Cost, plan and rate sheets as tidied text: what people type, restated as one entry a record.

The equation of rows counts the tidied text. A list keeps its records one by one, under the same
numbers. A sheet with months side by side has one record for every filled cell under a month and
one for every other row (title and headings are preamble, totals and tax rows are totals, notes
below are footer), so that ``in = rows of the sheet − rows of entries + entries``; a warning says
how many rows and cells made how many entries, and every entry carries its row and column.

A subtotal is never loaded and must agree with what it sums. A row of five percent tax becomes the
tax of the entries it covers, in proportion; another tax row becomes an entry of its own, of
category 稅 with amount 0, so that tax is counted once and never as an amount.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from data.exports.generic_rates import RATE_SHEET
from data.reading.currencies import named
from data.reading.plan import DAY_ROLES
from data.reading.refusal import refuse
from data.reading.sheets import rates, wording
from data.reading.sheets.dressing import MONEY, Sheet, dress, of_targets
from data.reading.sheets.entries import Calendar, entries, twice
from data.reading.sheets.entries import roles as listed
from data.reading.sheets.grid import find, the_year, title
from data.reading.sheets.months import lacks_year, months_in
from data.reading.sheets.rate_entries import rate_entries
from data.reading.sheets.rates import Cross
from data.reading.sheets.subtotals import Sums
from data.reading.sheets.tidy_text import Restated, written
from data.reading.sheets.unpivot import unpivot
from data.reading.table import Table
from data.text import Text

FORMATS = ("generic.costs", "generic.plan", "generic.rates")
"""Formats whose sheets are restated; a table read by a saved mapping is read as it is mapped."""
Merges = Sequence[tuple[int, int, int, int]]
"""Merged cells: first and last row, first and last column, counted from 0."""

_NO_DAYS = Text(
    "表格沒有日期或月份欄，標題也沒有寫是哪一個月。",
    "There is no column of days or months, and the title does not name one month.",
)
_ADD_DAYS = Text(
    "請加上「日期」或「月份」欄，或在標題寫上月份（例如 2026年9月），再匯入。",
    "Add a column “Date” or “Month”, or name the month in the title (such as 2026/9), then import.",
)


def grid_table(
    records: Sequence[Sequence[str]], sheet: str | None, answers: dict[str, str]
) -> Table | None:
    """Return the table of a sheet that is no list; its columns are found by `restated`."""
    if cross := rates.find(records, sheet, answers):
        sample = tuple(tuple(r) for r in records[cross.header + 1 :])
        return Table(RATE_SHEET, ",", cross.header + 1, cross.names, (), None, sample)
    grid = find(records, sheet, answers)
    if grid is None:
        return None
    sample = tuple(tuple(r) for r in records[grid.header + 1 :])
    return Table(grid.export, ",", grid.header + 1, grid.names, (), None, sample)


def restated(
    rows: list[list[str]],
    table: Table,
    sheet: str | None,
    answers: dict[str, str],
    merges: Merges = (),
) -> Restated:
    """Restate all records of a sheet whose table was recognised."""
    if cross := _rates(rows, table, sheet, answers):
        return _restated_rates(rows, table, cross, sheet, answers, merges)
    grid = None if table.columns else find(rows, sheet, answers)
    known = {} if grid else listed(table)
    names = grid.labels if grid else [i for i, r in known.items() if r not in MONEY]
    _fill_down(rows, merges, names)
    about = _about(rows, table, sheet, answers)
    sums = Sums(sheet, dict(enumerate(table.headers)), about.unit)
    dressed = partial(dress, about)
    if grid:
        across = {(first, left): right for first, _, left, right in merges if right > left}
        lines = unpivot(rows, grid, sums, across, dressed)
    else:
        titles = _titles(rows, table, sheet)
        lines = entries(rows, table, sums, dressed, _calendar(table, titles, answers))
    sums.problems += twice(lines, sheet)
    return written(rows, table, lines, sums, known)


def _rates(
    rows: list[list[str]], table: Table, sheet: str | None, answers: dict[str, str]
) -> Cross | None:
    """Return a rate table that is no list, also one whose column 匯率 says which rate follows."""
    if table.export is not RATE_SHEET or table.mapped:
        return None
    column = table.column("rate")
    below = rows[table.header_row :] if column else []
    if column and any(len(r) > column.index and rates.is_rate(r[column.index]) for r in below):
        return None
    return rates.find(rows, sheet, answers | {"format": RATE_SHEET.name})


def _restated_rates(
    rows: list[list[str]],
    table: Table,
    cross: Cross,
    sheet: str | None,
    answers: dict[str, str],
    merges: Merges,
) -> Restated:
    _fill_down(rows, merges, cross.labels)
    titles, about = _titles(rows, table, sheet), _about(rows, table, sheet, answers)

    def year(cell: str) -> int | None:
        return the_year(cell, titles, answers) if lacks_year(cell) else None

    table = replace(table, header_row=cross.header + 1, headers=cross.names, columns=())
    read = rate_entries(rows, cross, sheet, partial(dress, about), year, answers)
    sums = Sums(sheet, {}, about.unit)
    sums.problems += twice(read.lines, sheet)
    done = written(rows, table, read.lines, sums, {})
    return replace(done, warnings=(*done.warnings, *read.warnings))


def _about(
    rows: Sequence[Sequence[str]], table: Table, sheet: str | None, answers: dict[str, str]
) -> Sheet:
    """Return what titles and headers say of all entries."""
    titles = _titles(rows, table, sheet)
    known = {i: r for i, r in listed(table).items() if r in MONEY}
    heads = [table.headers[i] for i in known] if table.columns else list(table.headers)
    told = [wording.basis(t) for t in (*titles, *heads)]
    bases = {b for b in told if b}
    named = [wording.currency(h) for h in heads]
    money = [wording.currency(t) for t in titles if _says_money(t)]
    code = next((c for c in (*named, *money) if c), None) or _usual_currency(rows, table)
    basis = bases.pop() if len(bases) == 1 else None
    unit, goals = wording.unit((*titles, *heads)), of_targets((*titles, *heads))
    return Sheet(table.export, sheet, unit, basis, code, goals)


def _says_money(line: str) -> bool:
    return any(word in line.casefold() for word in ("單位", "幣", "currency", "unit", "nt$"))


def _usual_currency(rows: Sequence[Sequence[str]], table: Table) -> str | None:
    """Return what most records are in, "" where most name no currency; None where none does."""
    column = table.column("currency")
    seen: Counter[str] = Counter()
    shared = []
    for row in rows[table.header_row :]:
        amounts = [c for c in row if wording.amount(c) is not None]
        cell = row[column.index] if column and len(row) > column.index else ""
        said = wording.currency(cell, codes=True)
        meant = next(filter(None, map(named, amounts)), frozenset()) if not said else {said}
        if len(meant) > 1:
            shared.append(meant)
        elif amounts:
            seen[min(meant, default="")] += 1
    for meant in shared:  # "¥" beside rows in JPY is JPY
        fits = meant & seen.keys()
        seen[min(fits) if len(fits) == 1 else ""] += 1
    if not any(seen):
        return None
    most = max(seen, key=lambda code: seen[code])
    return "TWD" if not most and "TWD" in seen else most


def _titles(rows: Sequence[Sequence[str]], table: Table, sheet: str | None) -> list[str]:
    return [sheet or "", *title(rows[: table.header_row - 1])]


def _calendar(table: Table, titles: list[str], answers: dict[str, str]) -> Calendar:
    """Return how the days of a list are found: from its columns, else from its title."""

    def year(cell: str) -> int | None:
        return the_year(cell, titles, answers) if lacks_year(cell) else None

    if any(table.column(role) for role in DAY_ROLES):
        return Calendar(year)
    found = months_in(titles)
    if len(found) != 1:
        raise refuse(_NO_DAYS, _ADD_DAYS, row=table.header_row)
    return Calendar(year, f"{found.pop()[0]:%Y-%m}")


def _fill_down(rows: list[list[str]], merges: Merges, columns: Sequence[int]) -> None:
    """Write the name of a cell merged over several rows into each of them."""
    for first, last, column, _ in merges:
        for at in range(first + 1, min(last + 1, len(rows))):
            with suppress(IndexError):  # rows end at their last filled cell
                if column in columns and not rows[at][column].strip():
                    rows[at][column] = rows[first][column]
