"""From a received file to the one table in it: encoding, delimiter or sheet, header, format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from data.limits import Limits
from data.reading.analytics.choice import commented, open_analytics
from data.reading.mapped import recognise, refusal, refused
from data.reading.refusal import Unanswered, refuse
from data.reading.sheets.restate import FORMATS as RESTATED
from data.reading.sheets.restate import Merges, grid_table, restated
from data.reading.sheets.tidy_text import Restated
from data.reading.statement import Text as ScanText
from data.reading.table import DELIMITERS, HEAD, Table, header
from data.reading.text.decode import decode
from data.reading.text.filetype import Filetype, filetype
from data.reading.text.records import parsed, tidy, write
from data.reading.workbook.locked import unlocked
from data.reading.workbook.workbook import Sheet, sheets
from data.report import Question
from data.text import Text

Found = tuple[Sheet, Table, Iterator[list[str]]]
SAMPLE = 400
"""How many records are looked at before the rows are read."""
TYPED_ROWS = 200_000
"""Records that a sheet of costs, budgets or rates may have; people type them."""
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
    beside : int
        Records of the sheets that are not read.
    above, among : int
        Records of other tables in the text, above the header and below it.
    restated : Restated or None
        What was restated, where the text is a person's own sheet.
    """

    table: Table
    text: ScanText
    sheet: str | None = None
    raw: Path | None = None
    warnings: tuple[Text, ...] = field(default=())
    beside: int = 0
    above: int = 0
    among: int = 0
    restated: Restated | None = None


def open_table(raw: Path, work: Path, answers: dict[str, str], limits: Limits) -> Opened:
    """Return the table of a file, its cells as delimited UTF-8 text.

    Raises
    ------
    Refusal
        When the file is too large, or no export Lodestar reads.
    Unanswered
        When several sheets or formats fit, or it takes a password.
    """
    size = raw.stat().st_size
    if size > limits.packed:
        rule = _TOO_LARGE.fill(mb=-(-size // (1 << 20)), limit=limits.packed >> 20)
        raise refuse(rule, _SHORTER)
    kind = filetype(raw)
    if kind is Filetype.LOCKED:
        raw = unlocked(raw, work, answers.get("password"))
        kind = filetype(raw)  # a workbook, or refused as whatever else was locked
    if kind is Filetype.WORKBOOK:
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
    read = _analytics(raw, work, delimiter, records, limits) if commented(records) else None
    if read:
        return read
    table = recognise(records, delimiter, answers) or grid_table(records, None, answers)
    if table is None:
        raise refusal(records)
    if table.export.name in RESTATED:
        rows = parsed(decoded.path, delimiter, limits, strict=False)
        return _restated(rows, table, work, answers, warnings=decoded.warnings)
    text = ScanText(decoded.path, delimiter, len(table.headers), work)
    return Opened(table, text, raw=raw, warnings=decoded.warnings)


def _analytics(
    raw: Path, work: Path, delimiter: str, head: list[list[str]], limits: Limits
) -> Opened | None:
    decoded = decode(raw, work, whole=True)
    read = open_analytics(lambda: parsed(decoded.path, delimiter, limits), head, delimiter, work)
    if read is None:
        return None
    said, above, among = (*decoded.warnings, *read.warnings), read.above, read.among
    return Opened(read.table, read.text, raw=raw, warnings=said, above=above, among=among)


def _analytics_sheet(every: list[Sheet], work: Path, answers: dict[str, str]) -> Opened | None:
    ours = [s for s in every if s.visible and commented(list(islice(s.rows(), HEAD)))]
    ours = [s for s in ours if s.name == answers.get("sheet")] or ours
    if len(ours) > 1:
        choices = tuple((s.name, Text(s.name, s.name)) for s in ours)
        raise Unanswered(Question("sheet", _SHEET.fill(n=len(ours)), choices))
    for sheet in ours:
        read = open_analytics(sheet.rows, list(islice(sheet.rows(), SAMPLE)), ",", work)
        if read:
            beside = sum(1 for s in every if s is not sheet for _ in s.rows())
            left = (beside, read.above, read.among)
            return Opened(read.table, read.text, sheet.name, None, read.warnings, *left)
    return None


def _split(path: Path, limits: Limits) -> tuple[str, list[list[str]]]:
    """Return the delimiter under which the first records know most headers, and the records."""
    tries = []
    for delimiter in DELIMITERS:
        records = list(islice(parsed(path, delimiter, limits, strict=False), HEAD))
        tries.append((header(records)[1], max(map(len, records), default=0), delimiter))
    best = max(tries, key=lambda t: t[:2])[2]
    return best, list(islice(parsed(path, best, limits, strict=False), SAMPLE))


def _workbook(raw: Path, work: Path, answers: dict[str, str], limits: Limits) -> Opened:
    every = sheets(raw, limits)
    read = _analytics_sheet(every, work, answers)
    if read:
        return read
    found, beside = _tables(every, answers)
    sheet, table, rows = _chosen(found, answers)
    others = [f for f in found if f[0] is not sheet]
    beside += sum(1 for f in others for _ in f[2])
    names = ", ".join(f[0].name for f in others)
    warnings = (_LEFT_OUT.fill(names=names),) if others else ()
    if table.export.name in RESTATED:
        done = _restated(rows, table, work, answers, sheet.name, sheet.merged(), warnings)
        return replace(done, beside=beside)
    width = len(table.headers)
    path = work / "sheet.csv"
    written = write(path, islice(rows, limits.rows + 1), width)
    if written > limits.rows:
        raise refuse(_TOO_LONG.fill(limit=f"{limits.rows:,}"), _SHORTER, sheet=sheet.name)
    text = ScanText(path, ",", width, work, tidied=True)
    return Opened(table, text, sheet.name, warnings=warnings, beside=beside)


def _restated(
    rows: Iterator[list[str]],
    table: Table,
    work: Path,
    answers: dict[str, str],
    sheet: str | None = None,
    merges: Merges = (),
    warnings: tuple[Text, ...] = (),
) -> Opened:
    every = list(islice(rows, TYPED_ROWS + 1))
    if len(every) > TYPED_ROWS:
        raise refuse(_TOO_LONG.fill(limit=f"{TYPED_ROWS:,}"), _SHORTER, sheet=sheet)
    done = restated(every, table, sheet, answers, merges)
    width = max(map(len, done.records))
    write(work / "sheet.csv", done.records, width)
    text = ScanText(work / "sheet.csv", ",", width, work, tidied=True)
    said = (*warnings, *done.warnings)
    return Opened(done.table, text, sheet, warnings=said, restated=done)


def _tables(every: list[Sheet], answers: dict[str, str]) -> tuple[list[Found], int]:
    """Return the sheets that hold a known table, and how many records the other sheets have."""
    found: list[Found] = []
    unknown: list[Sheet] = []
    heads: list[tuple[list[list[str]], str]] = []
    if not every:
        raise refuse(_NO_SHEET, _EXPORT_AGAIN)
    for sheet in every:
        rows = sheet.rows()
        head = list(islice(rows, SAMPLE))
        table = recognise(head, ",", answers)
        heads.append((head, sheet.name))
        if table:
            found.append((sheet, table, chain(head, rows)))
        else:
            unknown.append(sheet)
    if all(f[1].export.name in RESTATED for f in found):
        for sheet in [s for s in unknown if s.visible]:
            grid = grid_table(list(islice(sheet.rows(), SAMPLE)), sheet.name, answers)
            if grid:
                found.append((sheet, grid, sheet.rows()))
                unknown.remove(sheet)
    if not found:
        raise refused(heads)
    return found, sum(1 for sheet in unknown for _ in sheet.rows())


def _chosen(found: list[Found], answers: dict[str, str]) -> Found:
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
