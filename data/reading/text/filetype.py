"""What a file is by its first bytes, and the words for everything that is no export table."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from data.reading.refusal import refuse
from data.reading.text.decode import encoding_of
from data.text import Text


class Filetype(StrEnum):
    """What can be read."""

    TEXT = "text"
    WORKBOOK = "workbook"
    LOCKED = "locked"
    """A workbook encrypted with a password."""


_EXPORT_AGAIN = Text(
    "請從廣告平台重新匯出，格式選 .csv 或 .xlsx，下載後不要改副檔名。",
    "Export again from the platform as .csv or .xlsx, and do not rename the ending.",
)
_SAVE_AS_XLSX = Text(
    "請用 Excel 開啟，另存新檔為「Excel 活頁簿 (.xlsx)」後再匯入。",
    "Open it in Excel, save it as “Excel Workbook (.xlsx)”, and import that file.",
)
_EMPTY = Text("檔案是空的，沒有任何內容。", "The file is empty: there is nothing in it.")
_LEGACY = Text(
    "這是舊版 Excel 檔 (.xls)，無法安全讀取。", "This is a legacy Excel file (.xls), not read here."
)
_MACROS = Text("活頁簿內含巨集。", "The workbook contains macros.")
_BROKEN_ZIP = Text(
    "檔案不完整或已損壞，無法解壓縮。", "The file is damaged or cut off: it cannot be unpacked."
)
_OTHER_ZIP = Text(
    "這是壓縮檔，但裡面不是 Excel 活頁簿。",
    "This is an archive, but what is inside is no Excel workbook.",
)
_UNZIP = Text(
    "請先解壓縮，再匯入裡面的 .csv 或 .xlsx。", "Unpack it first, then import the .csv or .xlsx."
)
_OTHER = Text(
    "這是 {what} 檔，不是表格匯出檔。", "This file is {what}, not a table exported by a platform."
)
_NO_TEXT = Text(
    "檔案內容既不是文字，也不是 Excel 活頁簿。",
    "What is in the file is neither text nor an Excel workbook.",
)
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"), (b"\x1f\x8b", "gzip"), (b"PAR1", "Parquet"), (b"SQLite format", "SQLite"),
    (b"{\\rtf", "RTF"), (b"7z\xbc\xaf", "7-Zip"), (b"Rar!", "RAR"), (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ", "xz"), (b"\x7fELF", "ELF"), (b"MZ\x90", "EXE"),
)  # fmt: skip
_MARKUP = re.compile(rb"\s*<(!doctype\s+html|html|head|table|meta|body|div|\?xml|script)", re.I)
_JSON = re.compile(rb'\s*(\{\s*["}]|\[\s*[\[{"\]])')
_CONTROL = bytes(range(1, 9)) + b"\x0b" + bytes(range(14, 26)) + bytes(range(27, 32)) + b"\x7f"
"""What no text is written with; NUL is half of UTF-16 and DOS ended its files with 26."""
_STRAY = 0.02
"""More of them than this is no text: one byte in ten of noise is one, none of an export."""


def filetype(path: Path) -> Filetype:
    """Return what a file is, by content; its name is not looked at.

    Raises
    ------
    Refusal
        When it is anything but delimited text or an XLSX workbook.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    bare = start.removeprefix(b"\xef\xbb\xbf")
    if len(start) < 4096 and not bare.strip(b" \t\r\n\0\xff\xfe"):
        raise refuse(_EMPTY, _EXPORT_AGAIN)
    if start.startswith(b"PK"):
        return _zip(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(path)
    names = [name for magic, name in _STARTS if bare.startswith(magic)]
    if _MARKUP.match(bare):
        names.append("XML" if bare.lstrip().startswith(b"<?xml") else "HTML")
    if _JSON.match(bare):
        names.append("JSON")
    if names:
        raise refuse(_OTHER.fill(what=names[0]), _EXPORT_AGAIN)
    stray = len(start) - len(start.translate(None, _CONTROL))
    if stray > _STRAY * len(start) and not encoding_of(start).startswith("utf-16"):
        raise refuse(_NO_TEXT, _EXPORT_AGAIN)
    return Filetype.TEXT


def _zip(path: Path) -> Filetype:
    """Tell a plain workbook from every other archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refuse(_BROKEN_ZIP, _EXPORT_AGAIN) from error
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise refuse(_MACROS, _SAVE_AS_XLSX)
    if "xl/workbook.xml" not in names:
        books = any(n.startswith(("xl/", "word/", "ppt/")) or n == "mimetype" for n in names)
        raise refuse(_OTHER_ZIP, _SAVE_AS_XLSX if books else _UNZIP)
    return Filetype.WORKBOOK


def _compound(path: Path) -> Filetype:
    """Tell an encrypted workbook from a legacy one; both wear the same container."""
    with path.open("rb") as file:
        content = file.read(64 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Filetype.LOCKED
    raise refuse(_LEGACY, _SAVE_AS_XLSX)
