"""The tidied text of a person's own sheet: one record an entry, and where each one stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from data.exports.base import Export
from data.reading.sheets.dressing import HEADERS, MONEY
from data.reading.sheets.subtotals import Line, Sums
from data.reading.table import Table
from data.report import Problem
from data.schema import COSTS, RATES
from data.text import Text

UNNAMED = "未指定"
"""Stands for the vendor of an entry in a sheet that names those of others."""
_MEASURED = {HEADERS[r] for r in (*MONEY, "target", "foreign")}

_CELLS = Text(
    "月份橫向排列：工作表有 {rows} 列，其中 {grid} 列的月份儲存格攤平成 {entries} 筆。",
    "Months side by side: of {rows} rows, {grid} have amounts under months; they made {entries}"
    " entries.",
)
_RATES = Text(
    "匯率表：工作表有 {rows} 列，其中 {grid} 列的匯率拆成 {entries} 筆。",
    "A table of rates: of {rows} rows, {grid} have rates; they made {entries} entries.",
)
_ASSUMED = Text(
    "檔案沒有寫含稅或未稅，依慣例視為未稅；若是含稅，請在「資料」的「規則」更改。",
    "The file does not say whether tax is included; by custom it is taken as not. Change it under"
    " Data, Rules, if it is.",
)


@dataclass(frozen=True, slots=True)
class Restated:
    """A sheet restated.

    Parameters
    ----------
    places : dict of int to (int, str)
        Row and column of the sheet, by record of the tidied text.
    names : dict of str to str
        How the sheet heads the columns of the tidied text.
    problems : tuple of Problem
        Totals that are not what they sum: nothing may be loaded.
    agrees : bool or None
        Whether every total and subtotal agrees; None where there is none.
    """

    table: Table
    records: list[list[str]]
    places: dict[int, tuple[int, str]]
    names: dict[str, str]
    warnings: tuple[Text, ...]
    problems: tuple[Problem, ...]
    agrees: bool | None


def written(
    rows: list[list[str]],
    table: Table,
    lines: list[Line],
    sums: Sums,
    known: dict[int, str],
) -> Restated:
    """Write the tidied text: what stood above, the header, then every line.

    Parameters
    ----------
    known : dict of int to str
        What the columns of a list fill; empty for a sheet with months side by side.
    """
    posted = [line for line in lines if line.sort == "entry"]
    _complete(posted, sums.unit)
    _notes(lines)
    roles = _roles(table.export, posted)
    header = [HEADERS[r] for r in roles]
    records = [[" ".join(c.split()) for c in r] for r in rows[: table.header_row - 1]]
    records.append(header)
    totalled = (known or {0: "amount"}) if table.export.book is COSTS else {}
    places = {}
    for line in lines:
        records.append(_record(line, roles, header, sums, totalled))
        if line.sort == "entry":
            places[len(records)] = (line.row, line.column)
    warnings = _warnings(rows, posted, not known, table.export)
    agrees = not sums.problems if sums.checked or sums.problems else None
    made = _table(table, header, records)
    heads = _heads(table, known)
    return Restated(made, records, places, heads, warnings, tuple(sums.problems), agrees)


def _heads(table: Table, known: dict[int, str]) -> dict[str, str]:
    """Return how a list heads the columns of its tidied text."""
    heads = {HEADERS[r]: table.headers[i] for i, r in known.items() if r in HEADERS}
    dated = next((table.headers[i] for i, r in known.items() if r in ("day", "period")), "")
    return heads | (dict.fromkeys(("起日", "迄日"), dated) if dated else {})


def _table(table: Table, header: list[str], records: list[list[str]]) -> Table:
    """Return the table of the tidied text."""
    return replace(
        table,
        delimiter=",",
        headers=tuple(header),
        columns=table.export.columns(header),
        declared=None,
        sample=tuple(tuple(r) for r in records[table.header_row :]),
    )


def _complete(posted: Sequence[Line], unit: Decimal) -> None:
    """Let entries say the tax that a tax row states for them, and a vendor where others do."""
    vendors = any(line.cells.get("account") for line in posted)
    for line in posted:
        if line.taxes:
            line.cells["amount_tax"] = format(sum(line.taxes.values()) * unit, "f")
            line.cells["tax_basis"] = "excluded"
        if vendors:
            line.cells.setdefault("account", UNNAMED)


def _roles(export: Export, posted: Sequence[Line]) -> list[str]:
    """Return the roles the tidied text has: what any entry says, in the order of `HEADERS`."""
    said = {r for line in posted for r in line.cells}
    own = {str(f.fills) for f in export.fields} | {"source_row", "source_column"}
    always = {"period_start", "period_end", str(export.needs[0]), "source_row", "source_column"}
    return [r for r in HEADERS if r in own and (r in said or r in always)]


def _notes(lines: list[Line]) -> None:
    """Text below the last entry is a note and no heading."""
    for line in reversed(lines):
        if line.sort == "entry":
            return
        if line.sort == "heading" and line.label:
            line.sort = "note"


def _record(
    line: Line, roles: list[str], header: list[str], sums: Sums, keys: dict[int, str]
) -> list[str]:
    """Return one record of the tidied text; a heading within the table is its header again."""
    empty = [""] * len(roles)
    if line.sort in ("blank", "heading"):
        return empty if line.sort == "blank" else list(header)
    if line.sort == "note":
        return [line.label, *empty[1:]]
    if line.sort == "entry":
        said = line.cells | {"source_row": str(line.row), "source_column": line.column}
        return [*(said.get(r, "") for r in roles), *line.extra]
    whole = sums.whole()
    own = whole is not None and whole[0] is line and bool(keys)
    said = {roles[2]: "合計" if own else "小計"}
    if own and whole:
        said |= _total(line, whole[1], sums, keys)
    return [said.get(r, "") for r in roles]


def _total(line: Line, gross: bool, sums: Sums, keys: dict[int, str]) -> dict[str, str]:
    """Return the amounts of the total of all entries, without the tax its tax rows state."""
    tax = sums.tax_of_all()
    stated = {role: Decimal(0) for role in ("amount", "amount_tax")}
    for key, value in line.values.items():
        stated[keys.get(key, "amount")] += value
    stated["amount"] -= tax if gross else Decimal(0)
    stated["amount_tax"] += tax
    return {role: format(value * sums.unit, "f") for role, value in stated.items() if value}


def _warnings(
    rows: Sequence[Sequence[str]], posted: Sequence[Line], grid: bool, export: Export
) -> tuple[Text, ...]:
    said: tuple[Text, ...] = ()
    if grid and posted:
        used = len({line.row for line in posted})
        words = _RATES if export.book is RATES else _CELLS
        said += (words.fill(rows=len(rows), grid=used, entries=len(posted)),)
    if export.book is COSTS and not all(line.cells.get("tax_basis") for line in posted):
        said += (_ASSUMED,)
    return said


def agreed(sheet: Restated | None, reconciled: bool | None) -> bool | None:
    """Return whether every total agrees: those of the tidied text, and those of the sheet."""
    said = [a for a in (reconciled, sheet.agrees if sheet else None) if a is not None]
    return all(said) if said else None


def placed(problems: tuple[Problem, ...], sheet: Restated | None) -> tuple[Problem, ...]:
    """Name the row and column of the person's own sheet instead of the tidied text's."""
    return tuple(_placed(p, sheet) for p in problems) if sheet else problems


def _placed(problem: Problem, sheet: Restated) -> Problem:
    if problem.row is None:
        return problem
    row, month = sheet.places.get(problem.row, (problem.row, ""))
    column = problem.column or ""
    if month and column in _MEASURED:
        column = month
    return replace(problem, row=row, column=sheet.names.get(column, column) or None)
