"""What forbids loading a file although its rows were read: its own totals, mixtures, rounding."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.reading.plan import foreign
from data.reading.refusal import shown
from data.reading.shop.personal import discreet_cell
from data.reading.sorting import Rows
from data.reading.table import LEAST, header
from data.reading.totals import Balance, by_hand
from data.report import Problem
from data.report import Rows as RowCount
from data.schema import Kind
from data.sql import recipe
from data.text import Text

_ALL_BAD = Text(
    "{n} 列資料全部無法讀取，原因見各列。", "None of the {n} rows could be read; see each row."
)
READ_RULES = Text(
    "請依各列的說明修正後再匯入。", "Correct them as each row says, then import again."
)
_CURRENCIES = Text(
    "檔案裡有一種以上的幣別（{currency} 以及其他），金額不能相加。",
    "The file holds more than one currency ({currency} and others); their money cannot be added.",
)
_ONE_CURRENCY = Text(
    "請依帳戶或幣別分開匯出。", "Export each account or currency as a file of its own."
)
_ROUNDED = Text(
    "所有編號從第 16 位起都是 0：尾數已被 Excel 捨去，不同的項目會混在一起。",
    "Every id has only zeros after its 15th digit: Excel has dropped the rest, and items mix.",
)
_AS_DOWNLOADED = Text(
    "請直接匯入平台下載的原始檔，不要先用 Excel 存檔。",
    "Import the file as the platform wrote it, without saving it in Excel first.",
)
_PASTED = Text(
    "第 {row} 列又是一個標題列：有人把幾份報表貼在同一份檔案裡。",
    "Row {row} is a header again: several reports were pasted into one file.",
)
_APART = Text("請把每一份報表各自存成一個檔案再匯入。", "Import each report as a file of its own.")
_BY_HAND = Text(
    "「{name}」這一列是其他各列的加總，照讀會重複計算。",
    "The row “{name}” is the sum of the others; as it stands, everything would count twice.",
)
_WITHOUT_IT = Text(
    "請刪除自己加上的總計列，或匯入平台下載的原始檔。",
    "Delete the total that was added by hand, or import the file as the platform wrote it.",
)


def objections(
    con: duckdb.DuckDBPyConnection, rows: Rows, n: RowCount, out: Path, checked: Balance
) -> tuple[Problem, ...]:
    """Return what is wrong with the file as a whole, what explains most first."""
    found = (*_unreadable(con, rows, n), *_rounded_ids(con, rows, out), *checked.problems)
    return (*_pasted(con, rows, bool(found)), *_by_hand(con, rows, out, checked), *found)


def _unreadable(con: duckdb.DuckDBPyConnection, rows: Rows, n: RowCount) -> tuple[Problem, ...]:
    """Return what forbids loading: a second currency, or no row that could be read."""
    found = _other_currency(con, rows)
    if n.loaded or found:
        return found
    return (Problem(_ALL_BAD.fill(n=n.quarantined), READ_RULES, sheet=rows.opened.sheet),)


def _other_currency(con: duckdb.DuckDBPyConnection, rows: Rows) -> tuple[Problem, ...]:
    """Return a problem for the first row in another currency: by its column, or by an amount."""
    plan, found = rows.plan, []
    if said := plan.table.column("currency"):
        rows_found = con.execute(recipe("other_currency")).fetchall()
        found = [(row, said, cell) for row, cell in rows_found]
    for measure, column in () if found else plan.numbers:
        bound = {"i": column.index + 1, "fault": f"number:{column.index}"}
        left = con.execute(recipe("unread_cells"), bound) if measure.kind is Kind.MONEY else None
        cells = left.fetchall() if left else []
        found += [(row, column, cell) for row, cell in cells if foreign(cell, plan)]
    words = _CURRENCIES.fill(currency=plan.currency or min(plan.symbols, key=len, default="–"))
    return tuple(
        Problem(
            words,
            _ONE_CURRENCY,
            rows.opened.sheet,
            row,
            column.header,
            shown(discreet_cell(plan, column, cell)),
        )
        for row, column, cell in sorted(found, key=lambda f: int(f[0]))[:1]
    )


def _pasted(con: duckdb.DuckDBPyConnection, rows: Rows, wrong: bool) -> tuple[Problem, ...]:
    """Return a problem where a second report begins below the first.

    The same header again is no harm as long as everything agrees; another one always is.
    """
    kinds = ["data", "preamble"] if wrong else ["data"]
    bound = {"kinds": kinds, "top": rows.plan.table.header_row}
    for row, cells in con.execute(recipe("below"), bound).fetchall():
        if header([[c or "" for c in cells]])[1] >= LEAST:
            return (Problem(_PASTED.fill(row=row), _APART, sheet=rows.opened.sheet, row=row),)
    return ()


def _by_hand(
    con: duckdb.DuckDBPyConnection, rows: Rows, out: Path, checked: Balance
) -> tuple[Problem, ...]:
    """Return a problem where a total that somebody added was read as a row of data."""
    found = by_hand(con, rows.plan, out) if checked.reconciled is None else None
    if found is None:
        return ()
    column, name = found
    rule = _BY_HAND.fill(name=name)
    return (Problem(rule, _WITHOUT_IT, rows.opened.sheet, column=column, value=shown(name)),)


def _rounded_ids(con: duckdb.DuckDBPyConnection, rows: Rows, out: Path) -> tuple[Problem, ...]:
    """Return a problem for a column of long ids that all end in zeros: Excel keeps 15 digits."""
    found = []
    for role in rows.plan.book.ids:
        column = rows.plan.table.column(role)
        sql = recipe("rounded_ids").format(column=role)
        example = con.execute(sql, {"file": str(out)}).fetchall()[0][0] if column else None
        if column and example:
            place = {"sheet": rows.opened.sheet, "column": column.header, "value": example}
            found.append(Problem(_ROUNDED, _AS_DOWNLOADED, **place))
    return tuple(found)
