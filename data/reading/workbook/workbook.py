"""XLSX sheets as the same text form a CSV file has: exact numbers, ISO dates, ids left whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from data.limits import Limits
from data.reading.refusal import refuse
from data.reading.workbook.package import inspect
from data.text import Text

_UNREADABLE = Text("活頁簿無法讀取：{why}。", "The workbook cannot be read: {why}.")
_AGAIN = Text(
    "請從平台重新匯出，或用 Excel 開啟後另存新檔。",
    "Export it again, or open it in Excel and save it as a new file.",
)
EXACT = 10**15
"""Excel keeps fifteen digits; a longer number in a cell has lost its last ones."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, whether it is shown, and its rows of text from row 1 on.

    ``merged`` returns its merged cells: first and last row, first and last column of the rows,
    counted from 0.
    """

    name: str
    visible: bool
    rows: Callable[[], Iterator[list[str]]]
    merged: Callable[[], list[tuple[int, int, int, int]]]


def sheets(path: Path, limits: Limits) -> list[Sheet]:
    """Return the worksheets of a workbook, in its order.

    Raises
    ------
    Refusal
        When the workbook is damaged, or larger than `limits` allow.
    """
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    lost = inspect(path, limits).lost
    try:
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        raise refuse(_UNREADABLE.fill(why=error), _AGAIN) from error
    return [
        Sheet(
            m.name,
            m.visible is SheetVisibleEnum.Visible,
            _rows(book, m.name, lost.get(m.name, {})),
            partial(_merged, book, m.name),
        )
        for m in book.sheets_metadata
        if m.typ is SheetTypeEnum.WorkSheet
    ]


def _rows(
    book: Any, name: str, lost: dict[tuple[int, int], str]
) -> Callable[[], Iterator[list[str]]]:
    """Return a reader of one sheet that opens it only when asked."""

    def rows() -> Iterator[list[str]]:
        from python_calamine import CalamineError

        try:
            sheet = book.get_sheet_by_name(name)
        except CalamineError as error:
            raise refuse(_UNREADABLE.fill(why=error), _AGAIN, sheet=name) from error
        left = sheet.start[1] if sheet.start else 0
        by_row: dict[int, list[tuple[int, str]]] = {}
        for (row, column), value in lost.items():
            by_row.setdefault(row, []).append((column, value))
        for number, cells in enumerate(sheet.iter_rows()):
            texts = [_TEXT.get(type(c), str)(c) for c in cells]
            for column, value in by_row.get(number, ()):
                texts[column - left] = value
            yield texts

    return rows


def _merged(book: Any, name: str) -> list[tuple[int, int, int, int]]:
    """Return the merged cells of one sheet, by the places of its rows of text."""
    sheet = book.get_sheet_by_name(name)
    left = sheet.start[1] if sheet.start else 0
    spans = sheet.merged_cell_ranges or ()
    return [(a, c, max(b - left, 0), d - left) for (a, b), (c, d) in spans if d >= left]


def _number(value: float) -> str:
    """Write a number so that it reads in one way only.

    Whole numbers carry no point; three decimals get a fourth, or ``1.234`` could be a thousand;
    what Excel has already rounded is written with its exponent, as Excel shows it.
    """
    if abs(value) >= EXACT:
        return f"{value:.14E}"
    if value.is_integer():
        return str(int(value))
    text = format(Decimal(repr(value)), "f")
    return text + "0" if text[-4:-3] == "." else text


def _moment(value: datetime) -> str:
    """Write a day without its empty time."""
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ")


_TEXT: dict[type, Callable[[Any], str]] = {
    str: lambda v: v,
    float: _number,
    int: lambda v: _number(float(v)) if abs(v) >= EXACT else str(v),
    bool: lambda v: "TRUE" if v else "FALSE",
    date: date.isoformat,
    datetime: _moment,
    timedelta: lambda v: str(v.total_seconds()),
}
