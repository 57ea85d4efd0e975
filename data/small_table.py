"""A small table that people fill in, as bytes and as rows of text; read in a limited child."""

from __future__ import annotations

import csv
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from data.limits import MB, Limits
from data.sandbox import network_shut
from data.text import Text

Kind = Literal["csv", "xlsx"]
Rows = Sequence[Sequence[str]]

LIMITS = Limits(packed=MB, unpacked=20 * MB, rows=501, cpu=10, wall=20, columns=100, cell=4000)
"""A header and 500 lines."""
ROOT = Path(__file__).parent.parent
TELLS = 8 * MB
"""Bytes a child may hand back."""
PACKED, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOM = b"\xef\xbb\xbf"

TOO_LARGE = Text(
    "「{file}」超過 1 MB；這張表最多 500 列，請拿掉不屬於它的內容再上傳。",
    "“{file}” is larger than 1 MB. This table has 500 lines at most; take out what is not part of"
    " it and upload it again.",
)
TOO_MANY = Text(
    "「{file}」超過 500 列；請分成幾份上傳。",
    "“{file}” has more than 500 lines; upload it in parts.",
)
UNREADABLE = Text(
    "「{file}」讀不懂：不是 CSV（UTF-8 或 Big5）也不是 .xlsx，或檔案已損壞、有密碼。"
    "請從這一頁下載表格，填好後存成 .xlsx 或 CSV 再上傳。",
    "“{file}” cannot be read: it is neither CSV (UTF-8 or Big5) nor .xlsx, or it is damaged or"
    " locked. Download the table from this page, fill it in and save it as .xlsx or CSV.",
)
NOTHING = Text(
    "「{file}」是空的；請從這一頁下載表格，填好後再上傳。",
    "“{file}” is empty. Download the table from this page and fill it in.",
)
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from data.small_table import tell; tell()"


class NoTable(ValueError):
    """What was uploaded is no such table; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def read(content: bytes, file: str) -> list[list[str]]:
    """Return the rows of an uploaded table, empty ones included, so that they can be numbered.

    Raises
    ------
    NoTable
        When it is too large, or no table.
    """
    if len(content) > LIMITS.packed:
        raise NoTable(TOO_LARGE.fill(file=file))
    told = _ask(content)
    if isinstance(told, str):
        raise NoTable({"many": TOO_MANY}.get(told, UNREADABLE).fill(file=file))
    if not any(any(cell.strip() for cell in row) for row in told):
        raise NoTable(NOTHING.fill(file=file))
    return told


def _ask(content: bytes) -> list[list[str]] | str:
    """Let a child of its own read the bytes; return the rows, or in one word why there are none."""
    command = [sys.executable, "-I", "-X", "utf8", "-c", _CHILD, str(ROOT)]
    if network_shut():
        command = [str(shutil.which("unshare")), "-rn", "--", *command]
    with tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(
                command, input=content, stdout=said, stderr=subprocess.DEVNULL, env={}, cwd="/",
                timeout=LIMITS.wall, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return "unreadable"
        if done.returncode:
            return "unreadable"
        said.seek(0)
        told: list[list[str]] | str = json.loads(said.read(TELLS))
        return told


def tell() -> None:
    """Be the child: bytes on stdin, rows as JSON on stdout."""
    from data.reading.child import limit

    limit(LIMITS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (TELLS, TELLS))
    content = sys.stdin.buffer.read(LIMITS.packed + 1)
    print(json.dumps(_rows(content)))


def _rows(content: bytes) -> list[list[str]] | str:
    rows = _of_workbook(content) if content.startswith((PACKED, OLE)) else _of_csv(content)
    if isinstance(rows, str):
        return rows
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > LIMITS.rows:
        return "many"
    if any(len(r) > LIMITS.columns or max(map(len, r), default=0) > LIMITS.cell for r in rows):
        return "unreadable"
    return rows


def _of_workbook(content: bytes) -> list[list[str]] | str:
    """Return the rows of the first sheet that can be seen."""
    from data.reading.refusal import Refusal
    from data.reading.workbook.workbook import sheets

    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            found = [s for s in sheets(Path(file.name), LIMITS) if s.visible]
            return list(found[0].rows()) if found else "unreadable"
        except Refusal:
            return "unreadable"


def _of_csv(content: bytes) -> list[list[str]] | str:
    for encoding in ("utf-8-sig", "cp950"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return "unreadable"
    if "\0" in text:
        return "unreadable"
    head = text.partition("\n")[0]
    delimiter = max(",\t;", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return "unreadable"


def write(kind: Kind, title: str, rows: Rows) -> bytes:
    """Return a table as CSV that Excel opens without breaking 中文, or as XLSX."""
    return _workbook(title, rows) if kind == "xlsx" else _csv(rows)


def _csv(rows: Rows) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return BOM + text.getvalue().encode()


def _workbook(title: str, rows: Rows) -> bytes:
    """Write every cell as text: Excel keeps 1.6 and 2026-12-31 as they are typed."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})
    sheet = book.add_worksheet(title)
    text, bold = (book.add_format({"num_format": "@", **more}) for more in ({}, {"bold": True}))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, text if row else bold)
    width = max(map(len, rows), default=1)
    sheet.set_column(0, width - 1, 18, text)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LIMITS.rows}"})
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()
