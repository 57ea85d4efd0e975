"""How a table becomes a file: encodings, tabs, quotes and workbooks; always the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

Row = Sequence[Any]
MADE = datetime(2026, 1, 1)


def text(rows: Iterable[Row], delimiter: str = ",", end: str = "\n") -> str:
    """Write rows with quotes only where they are needed."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def utf16(path: Path, rows: Iterable[Row]) -> None:
    """Google's and LinkedIn's "CSV": UTF-16 with BOM, and tabs."""
    path.write_bytes(b"\xff\xfe" + text(rows, "\t").encode("utf-16-le"))


def utf8(path: Path, rows: Iterable[Row], *, bom: bool = True, above: str = "") -> None:
    """UTF-8, with a byte-order mark where the platform writes one; `above` stands as it is."""
    mark = b"\xef\xbb\xbf" if bom else b""
    path.write_bytes(mark + (above + text(rows)).encode())


def meta(path: Path, header: Sequence[str], rows: Iterable[Row]) -> None:
    """Meta's CSV: BOM, and header cells in quotes where they hold a space."""
    quoted = ",".join(f'"{cell}"' if " " in cell else cell for cell in header)
    path.write_bytes(b"\xef\xbb\xbf" + (quoted + "\n" + text(rows)).encode())


def workbook(path: Path, sheet: str, rows: Iterable[Row], *, merged: Sequence[Row] = ()) -> None:
    """Write a workbook of one sheet with native numbers.

    Parameters
    ----------
    merged : sequence of (int, int, int, int, str)
        Ranges that are one cell, as first row, first column, last row, last column, words.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "in_memory": True})
    book.set_properties({"created": MADE})
    page = book.add_worksheet(sheet)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, (int, float, Decimal)):
                page.write_number(r, c, float(cell))
            elif cell not in (None, ""):
                page.write_string(r, c, cell)
    for first_row, first_column, last_row, last_column, words in merged:
        page.merge_range(first_row, first_column, last_row, last_column, words)
    book.close()
