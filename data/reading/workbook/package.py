"""An XLSX package, looked into before any reader opens it: sizes, tricks, lost values."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from data.limits import Limits
from data.reading.refusal import refuse
from data.text import Text

BLOCK = 1 << 20
SMALL = 10 << 20
"""A workbook smaller than this unpacked is no bomb, whatever its ratio."""
UNSAVED = "#FORMULA!"
"""Stands for the value of a formula that was never calculated and saved."""

_BOMB = Text(
    "解壓縮後是 {mb} MB（原檔的 {ratio} 倍），超過上限 {limit} MB 或 {most} 倍。",
    "Unpacked it is {mb} MB ({ratio} times the file); {limit} MB or {most} times may be.",
)
_AS_CSV = Text("請改以 .csv 匯出，或縮短日期範圍。", "Export as .csv instead, or a shorter range.")
_DAMAGED = Text(
    "活頁簿的內容已損壞或不完整（{part}）。", "The workbook is damaged or incomplete ({part})."
)
_AGAIN = Text("請從平台重新匯出。", "Export it again from the platform.")
_ENTITY = Text(
    "活頁簿內有 XML 宣告（DTD／實體），正常的匯出檔不會有。",
    "The workbook declares XML entities or a DTD, which no real export does.",
)
_FAR = Text(
    "有儲存格遠在資料之外（{ref}），整張工作表會大到無法讀取。",
    "A cell lies far outside the data ({ref}); the sheet would be too large to read.",
)
_FAR_MEND = Text(
    "請刪除資料以外的列與欄，另存新檔後再匯入。",
    "Delete the rows and columns outside the data, save as a new file, and import that.",
)
_LOCKED = Text("壓縮檔以密碼保護。", "The archive is protected with a password.")
_UNLOCK = Text("請移除密碼後再匯入。", "Remove the password and import again.")

_WIDE = re.compile(rb"""\br=["']((?:[A-Z]{3}|[T-Z][A-Z]|S[G-Z])\d+)["']""")
_DEEP = re.compile(rb"""\br=["']([A-Z]{0,3}(\d{6,}))["']""")
_LOST = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?(?:<v>([^<]*)</v>|<v/>)?</c>'
)
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Package:
    """What the parts of a workbook say about its sheets.

    Parameters
    ----------
    lost : dict of str to dict of (int, int) to str
        By sheet name, zero-based (row, column) of cells whose value a reader would not see: error
        cells, with their error, and formulas whose value was not saved.
    """

    lost: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)


def inspect(path: Path, limits: Limits) -> Package:
    """Look through a workbook's parts.

    Raises
    ------
    Refusal
        When it is damaged, larger inside than `limits` allow, or made to harm a reader.
    """
    lost: dict[str, dict[tuple[int, int], str]] = {}
    part = ""
    try:
        with zipfile.ZipFile(path) as archive:
            _weigh(archive, path.stat().st_size, limits)
            sheets = _sheets(archive)
            for info in archive.infolist():
                part = info.filename
                if part.lower().endswith((".xml", ".rels")):
                    found = _look(archive, info, limits, part in sheets)
                    if found:
                        lost[sheets[part]] = found
    except RuntimeError as error:
        raise refuse(_LOCKED, _UNLOCK) from error
    except (zipfile.BadZipFile, EOFError, KeyError, OSError, ValueError) as error:
        raise refuse(_DAMAGED.fill(part=part or path.name), _AGAIN) from error
    except (ElementTree.ParseError, NotImplementedError, zlib.error) as error:
        raise refuse(_DAMAGED.fill(part=part or path.name), _AGAIN) from error
    return Package(lost)


def _weigh(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    """Refuse what says of itself that it is too large."""
    unpacked = sum(i.file_size for i in archive.infolist())
    ratio = unpacked // max(packed, 1)
    if unpacked > limits.unpacked or (unpacked > SMALL and ratio > limits.ratio):
        size = {"mb": unpacked >> 20, "limit": limits.unpacked >> 20}
        raise refuse(_BOMB.fill(ratio=ratio, most=limits.ratio, **size), _AS_CSV)


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet names by the part that holds them."""
    texts = [archive.read(p) for p in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")]
    for text in texts:
        _no_entities(text)
    book, links = (ElementTree.fromstring(t) for t in texts)
    targets = {r.get("Id"): r.get("Target", "").lstrip("/") for r in links}
    sheets = {s.get(_REL): s.get("name", "") for s in book.iter(f"{_NS}sheet")}
    return {
        t if t.startswith("xl/") else str(PurePosixPath("xl") / t): sheets[key]
        for key, t in targets.items()
        if key in sheets
    }


def _look(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, is_sheet: bool
) -> dict[tuple[int, int], str]:
    """Read one part to its end, so that its checksum is checked; a sheet is searched as well."""
    lost: dict[tuple[int, int], str] = {}
    rows = 0
    with archive.open(info) as part:
        for text in _rows(part):
            _no_entities(text)
            if is_sheet:
                rows += text.count(b"<row")
                _near(text, rows, limits)
                if b't="e"' in text or b"</f><" in text or b"/></c>" in text:
                    lost |= _lost(text)
    return lost


def _rows(part: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a part in pieces that end with a whole row where there are rows."""
    rest = b""
    while block := part.read(BLOCK):  # type: ignore[attr-defined]
        text = rest + block
        cut = text.rfind(b"</row>") + 6 if b"</row>" in text else max(len(text) - 256, 0)
        yield text[:cut]
        rest = text[cut:]
    yield rest


def _no_entities(text: bytes) -> None:
    """Refuse entity and DTD tricks, also those hidden in another encoding of the XML."""
    hidden = text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in text[:64]
    if hidden or b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise refuse(_ENTITY, _AGAIN)


def _near(text: bytes, rows: int, limits: Limits) -> None:
    """Refuse a cell beyond the columns allowed, or beyond any row the sheet really has."""
    wide = _WIDE.search(text)
    if wide and limits.columns <= 500:
        raise refuse(_FAR.fill(ref=wide[1].decode()), _FAR_MEND)
    for ref, row in _DEEP.findall(text):
        if int(row) > 2 * rows + 200_000:
            raise refuse(_FAR.fill(ref=ref.decode()), _FAR_MEND)


def _lost(text: bytes) -> dict[tuple[int, int], str]:
    """Return error cells and formulas without a saved value; a saved empty text is a value."""
    lost = {}
    for letters, row, attributes, value in _LOST.findall(text):
        if b't="e"' in attributes:
            lost[int(row) - 1, _column(letters)] = value.decode() or "#ERROR!"
    for found in _LOST.finditer(text):
        if b"<f" in found[0] and not found[4] and b't="str"' not in found[3]:
            lost[int(found[2]) - 1, _column(found[1])] = UNSAVED
    return lost


def _column(letters: bytes) -> int:
    """Return the zero-based number of a column from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
