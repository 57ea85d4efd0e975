"""How a table becomes a file: encodings, delimiters, quotes, workbooks; always the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

Table = list[list[Any]]
MADE = datetime(2026, 2, 2, 9, 0, 0)


def text(table: Table, delimiter: str = ",", end: str = "\n") -> str:
    """Write a table of strings with quotes only where they are needed."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(table)
    return out.getvalue()


def utf16(path: Path, table: Table) -> None:
    """Google's "Excel .csv": UTF-16LE with BOM, tabs, named .csv."""
    path.write_bytes(b"\xff\xfe" + text(table, "\t").encode("utf-16-le"))


def utf8(path: Path, table: Table, *, bom: bool = False, delimiter: str = ",") -> None:
    """UTF-8, with a byte-order mark where the platform writes one."""
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text(table, delimiter).encode())


def cp950(path: Path, table: Table) -> None:
    """What Excel in Taiwan saves: Big5 (cp950), CRLF."""
    path.write_bytes(text(table, end="\r\n").encode("cp950"))


def meta_csv(path: Path, table: Table) -> None:
    """Meta's CSV: BOM, and header cells in quotes when they hold a space."""
    header = ",".join(f'"{c}"' if " " in c or "," in c else c for c in table[0])
    path.write_bytes(b"\xef\xbb\xbf" + (header + "\n" + text(table[1:])).encode())


def xlsx(path: Path, sheets: Sequence[tuple[str, Table]], *, left: int = 0) -> None:
    """Write a workbook with native numbers and dates; `left` columns stay empty."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, table in sheets:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(table):
            for c, cell in enumerate(row, start=left):
                if isinstance(cell, date):
                    sheet.write_datetime(r, c, datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, (int, float, Decimal)):
                    sheet.write_number(r, c, float(cell))
                elif cell not in (None, ""):
                    sheet.write_string(r, c, cell)
    book.close()
