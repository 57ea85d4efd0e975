"""From a received file to the one table in it: encoding, delimiter or sheet, header, format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from data.limits import Limits
from data.reading.decode import decode
from data.reading.filetype import Filetype, filetype
from data.reading.records import parsed, tidy, write
from data.reading.refusal import Unanswered, refuse
from data.reading.scan import Text as ScanText
from data.reading.table import DELIMITERS, HEAD, Table, header, recognise, refusal
from data.reading.workbook import Sheet, sheets
from data.report import Question
from data.text import Text

SAMPLE = 400
"""How many records are looked at before the rows are read."""
RAW_SHEET = "raw data report"
"""Meta's scheduled workbooks hold the same figures twice; this sheet is the unformatted one."""

_TOO_LARGE = Text(
    "檔案有 {mb} MB，超過上限 {limit} MB。", "The file has {mb} MB; {limit} MB may be."
)
_SHORTER = Text(
    "請縮短日期範圍分次匯出，或改用終端機匯入。",
    "Export a shorter range at a time, or import it from the terminal.",
)
_TOO_LONG = Text("工作表超過 {limit} 列。", "The sheet has more than {limit} rows.")
_SHEET = Text("活頁簿裡有 {n} 張可讀的工作表，要讀哪一張？", "{n} sheets can be read. Which one?")
_HIDDEN_SHEET = Text(
    "可讀的工作表「{name}」是隱藏的，要讀取嗎？",
    "The only readable sheet, “{name}”, is hidden. Read it?",
)
_LEFT_OUT = Text(
    "未讀取其他符合格式的工作表：{names}。",
    "Other sheets that could be read were left out: {names}.",
)
_NO_SHEET = Text("活頁簿裡沒有工作表。", "The workbook has no worksheet.")
_EXPORT_AGAIN = Text("請從平台重新匯出。", "Export it again from the platform.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A table and the text it lies in.

    Parameters
    ----------
    raw : pathlib.Path or None
        The file as received where it is text: what to decode again if it proves not to be UTF-8.
    """

    table: Table
    text: ScanText
    sheet: str | None = None
    raw: Path | None = None
    warnings: tuple[Text, ...] = field(default=())


def open_table(raw: Path, work: Path, answers: dict[str, str], limits: Limits) -> Opened:
    """Return the table of a file, its cells as delimited UTF-8 text.

    Raises
    ------
    Refusal
        When the file is too large, or no export Lodestar reads.
    Unanswered
        When several sheets or formats fit.
    """
    size = raw.stat().st_size
    if size > limits.packed:
        rule = _TOO_LARGE.fill(mb=-(-size // (1 << 20)), limit=limits.packed >> 20)
        raise refuse(rule, _SHORTER)
    if filetype(raw) is Filetype.WORKBOOK:
        return _workbook(raw, work, answers, limits)
    return _text(raw, work, answers, limits)


def tidied(opened: Opened, limits: Limits) -> Opened:
    """Return the same table over a text that no two readers split differently."""
    work, table = opened.text.work, opened.table
    path, warnings = opened.text.path, opened.warnings
    if opened.raw is not None:
        decoded = decode(opened.raw, work, whole=True)
        path, warnings = decoded.path, decoded.warnings
    width = tidy(path, work / "tidied.csv", table.delimiter, limits)
    text = ScanText(work / "tidied.csv", ",", max(width, len(table.headers)), work, tidied=True)
    return Opened(table, text, opened.sheet, opened.raw, warnings)


def _text(raw: Path, work: Path, answers: dict[str, str], limits: Limits) -> Opened:
    decoded = decode(raw, work)
    delimiter, records = _split(decoded.path, limits)
    table = recognise(records, delimiter, answers)
    if table is None:
        raise refusal(records)
    text = ScanText(decoded.path, delimiter, len(table.headers), work)
    return Opened(table, text, raw=raw, warnings=decoded.warnings)


def _split(path: Path, limits: Limits) -> tuple[str, list[list[str]]]:
    """Return the delimiter under which the first records know most headers, and the records."""
    tries = []
    for delimiter in DELIMITERS:
        records = list(islice(parsed(path, delimiter, limits, strict=False), HEAD))
        tries.append((header(records)[1], max(map(len, records), default=0), delimiter))
    best = max(tries, key=lambda t: t[:2])[2]
    return best, list(islice(parsed(path, best, limits, strict=False), SAMPLE))


def _workbook(raw: Path, work: Path, answers: dict[str, str], limits: Limits) -> Opened:
    found: list[tuple[Sheet, Table, Iterator[list[str]]]] = []
    first: list[list[str]] = []
    every = sheets(raw, limits)
    if not every:
        raise refuse(_NO_SHEET, _EXPORT_AGAIN)
    for sheet in every:
        rows = sheet.rows()
        head = list(islice(rows, SAMPLE))
        table = recognise(head, ",", answers)
        first = first or head
        if table:
            found.append((sheet, table, chain(head, rows)))
    if not found:
        raise refusal(first, every[0].name)
    sheet, table, rows = _chosen(found, answers)
    others = [s.name for s, _, _ in found if s.name != sheet.name]
    warnings = (_LEFT_OUT.fill(names=", ".join(others)),) if others else ()
    width = len(table.headers)
    path = work / "sheet.csv"
    written = write(path, islice(rows, limits.rows + 1), width)
    if written > limits.rows:
        raise refuse(_TOO_LONG.fill(limit=f"{limits.rows:,}"), _SHORTER, sheet=sheet.name)
    text = ScanText(path, ",", width, work, tidied=True)
    return Opened(table, text, sheet.name, warnings=warnings)


def _chosen(
    found: list[tuple[Sheet, Table, Iterator[list[str]]]], answers: dict[str, str]
) -> tuple[Sheet, Table, Iterator[list[str]]]:
    """Choose the sheet: the one asked for, the only one shown, or Meta's raw one; else ask."""
    asked = [f for f in found if f[0].name == answers.get("sheet")]
    shown = [f for f in found if f[0].visible]
    raw = [f for f in shown if f[0].name.casefold() == RAW_SHEET]
    for group in (asked, raw, shown):
        if len(group) == 1:
            return group[0]
    names = [f[0].name for f in shown or found]
    words = _SHEET.fill(n=len(names)) if len(names) > 1 else _HIDDEN_SHEET.fill(name=names[0])
    raise Unanswered(Question("sheet", words, tuple((n, Text(n, n)) for n in names)))
