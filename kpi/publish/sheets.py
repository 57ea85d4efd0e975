"""Sheets of a workbook: a frozen header, columns as wide as their words, and text as text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kpi.definition import Unit
from kpi.format import WITHOUT_CENTS
from kpi.publish.fitting import clean, ems

Number = tuple[Decimal, str]
"""A number, and how a spreadsheet writes it."""
Value = str | date | Number | None

WIDEST, LONGEST = 60.0, 32_767
"""How wide a column becomes in letters, and how many a cell holds."""
NUMBERS = {
    Unit.COUNT: "#,##0.##",
    Unit.RATIO: "0.00%",
    Unit.MULTIPLE: "#,##0.00",
    Unit.SECONDS: "#,##0.0",
    Unit.HOURS: "#,##0.0",
    Unit.DAYS: "#,##0.0",
    Unit.MONTHS: "#,##0.0",
    Unit.POSITION: "#,##0.0",
}
DAY = "yyyy-mm-dd"
A4 = 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    rows : sequence of sequences
        Text, numbers and days, each as what it is; None leaves a cell empty. A row may be short.
    """

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]


def number(value: Decimal | None, how: str) -> Number | None:
    """Return a number as a cell has it; None where there is no answer."""
    return None if value is None else (value, how)


def written(unit: Unit, currency: str | None) -> str:
    """Return how a spreadsheet writes numbers of a unit."""
    if unit is Unit.MONEY:
        return "#,##0" if currency in (None, *WITHOUT_CENTS) else "#,##0.00"
    return NUMBERS[unit]


def workbook(sheets: Sequence[Sheet], title: str, made: datetime) -> bytes:
    """Return sheets as an XLSX file; no name in it is a formula or a link, and nobody's is its own.

    Parameters
    ----------
    made : datetime.datetime
        When it was made, UTC: the same sheets make the same file.
    """
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    })  # fmt: skip
    book.set_size(2400, 1600)
    book.set_properties({"title": clean(title), "created": made})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, text in enumerate(sheet.titles):
            page.write_string(0, column, clean(text), head)
        _fill(book, page, sheet)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
    return content.getvalue()


def _fill(book: Any, page: Any, sheet: Sheet) -> None:
    styles: dict[str, Any] = {}

    def style(how: str) -> Any:
        if how not in styles:
            styles[how] = book.add_format({"num_format": how, "valign": "top", "text_wrap": True})
        return styles[how]

    for row, cells in enumerate(sheet.rows, 1):
        for column, value in enumerate(cells):
            if isinstance(value, tuple):
                page.write_number(row, column, value[0], style(value[1]))
            elif isinstance(value, date):
                page.write_datetime(row, column, value, style(DAY))
            elif value:  # as text: a name that begins with = is a name
                page.write_string(row, column, clean(value)[:LONGEST], style("@"))


def _widths(sheet: Sheet) -> list[float]:
    """Return how wide each column is, in letters; a Chinese letter takes two."""
    told = [sheet.titles, *sheet.rows]
    return [
        min(
            WIDEST,
            3 + max(2 * ems(_as_text(cell)) / 1.1 for row in told for cell in row[n : n + 1]),
        )
        for n in range(len(sheet.titles))
    ]


def _as_text(value: Value) -> str:
    if isinstance(value, tuple):
        return f"{value[0]:,.2f}"
    return "" if value is None else str(value)[:80]
