"""A Search Console export taken apart: a text a table, each under the filters that hold for all.

A zip of CSV files or a workbook says its days and filters once, in a table of its own. A text made
here carries them above its table, so that it can be read, kept and read again by itself. The days
are those of the chart: it shows which there are, also where the filter only says ``Last 3 months``.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath

from data.archive import WORKBOOK, hidden
from data.exports.base import Export
from data.exports.search_console import DATES, TABLES
from data.limits import Limits
from data.reading.refusal import refuse
from data.reading.search.filters import PROPERTY, SPAN, Filters, is_filters, read_filters
from data.reading.spans import day_of
from data.reading.text.decode import decode
from data.reading.text.records import parsed
from data.reading.workbook.workbook import sheets
from data.schema import SearchMeasure
from data.text import Text

Records = list[list[str]]
MOST = 100_000
"""Records of one table; the platform writes a thousand, of days some five hundred."""

LARGEST = 16 << 20
"""Bytes of one table."""

_NAMED = re.compile(r"^(?P<of>.+?)[-_ ]Performance[-_ ]on[-_ ]Search\b", re.I)
_PREFIXED = re.compile(r"^(?P<scheme>https?)_{3}(?P<rest>.+)$", re.I)

_NO_DAYS = Text(
    "匯出檔的日期是「{value}」，而且沒有圖表，無法知道是哪幾天。",
    "The export's range reads “{value}” and it has no chart: nothing tells which days these are.",
)
_SEVERAL = Text(
    "裡面有 {n} 份 Search Console 匯出，各有自己的日期與篩選條件。",
    "There are {n} Search Console exports in it, each with days and filters of its own.",
)
_MIXED = Text(
    "裡面除了 Search Console 的匯出，還有別的檔案「{name}」。",
    "Beside the Search Console export there is something else in it: “{name}”.",
)
_ALONE = Text(
    "請把每一份匯出照下載的樣子分開放入。", "Bring each export by itself, as it was downloaded."
)
_ONE_BY_DAY = Text(
    "請在 Search Console 選「過去 24 小時」以外的日期範圍，整個重新匯出。",
    "Choose a range other than the last 24 hours in Search Console and export all of it again.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One table of an export: what it is called there, its format, its records with the header."""

    name: str
    export: Export
    records: Records


def take_apart(raw: Path, name: str, work: Path, limits: Limits) -> list[Path]:
    """Write the tables of an export into `work` and return them; none where it is another's file.

    Raises
    ------
    Refusal
        When its filters make it another scope, or nothing says which days it is of.
    """
    tables = list(_tables(raw, work, limits))
    said = [records for _, records in tables if is_filters(records[0])]
    parts = [p for p in (_part(*table) for table in tables) if p]
    if not said or not parts:
        return []
    _one_export(tables, len(said))
    filters = read_filters(said[0][1:])
    chart = next((p for p in parts if p.export is DATES), None)
    days = _days(chart.records) if chart else None
    above = _above(said[0], property_of(name), days or filters.days)
    if not days and not filters.days:
        value = next((v for n, v in filters.named if not n.isascii() or n == "Date"), "–")
        raise refuse(_NO_DAYS.fill(value=value), _ONE_BY_DAY)
    return [_written(part, above, work) for part in parts if _counts(part, filters)]


def _one_export(tables: Sequence[tuple[str, Records]], exports: int) -> None:
    """Refuse what holds more than one export: nothing of it may be lost, or stand under another's
    filters. Further tables of the report, such as search appearance, are not read.
    """
    if exports > 1:
        raise refuse(_SEVERAL.fill(n=exports), _ALONE)
    for name, records in tables:
        if not is_filters(records[0]) and not _is_report(records[0]):
            raise refuse(_MIXED.fill(name=name), _ALONE, value=name)


def property_of(name: str) -> str:
    """Return the property that a download is named after; empty where its name does not say.

    ``example.com-Performance-on-Search-2026-11-20.zip`` is of a domain,
    ``https___www.example.com_-Performance-…`` of what begins with that address.
    """
    found = _NAMED.match(PurePosixPath(name).name)
    if not found:
        return ""
    address = _PREFIXED.match(found["of"])
    if address is None:
        return found["of"]
    return f"{address['scheme']}://{address['rest'].replace('_', '/')}"


def _counts(part: Part, filters: Filters) -> bool:
    """Whether a table is read: with rows, and of an export filtered by query the chart alone."""
    filled = len(part.records) > 1 or part.export is DATES
    return filled and (not filters.query or part.export is DATES)


def _tables(raw: Path, work: Path, limits: Limits) -> Iterator[tuple[str, Records]]:
    """Yield the tables of a zip or a workbook that have any record."""
    with zipfile.ZipFile(raw) as packed:
        workbook = WORKBOOK in packed.namelist()
    found = _sheets(raw, limits) if workbook else _members(raw, work, limits)
    return ((name, records) for name, records in found if records)


def _sheets(raw: Path, limits: Limits) -> Iterator[tuple[str, Records]]:
    for sheet in sheets(raw, limits):
        yield sheet.name, list(islice(sheet.rows(), MOST))


def _members(raw: Path, work: Path, limits: Limits) -> Iterator[tuple[str, Records]]:
    """Yield the files of a zip; of one that is no small CSV nothing but that it is there."""
    with zipfile.ZipFile(raw) as packed:
        for entry in packed.infolist():
            if entry.is_dir() or hidden(entry.filename):
                continue
            with packed.open(entry) as stream:
                text = stream.read(LARGEST + 1)
            if len(text) > LARGEST or not entry.filename.lower().endswith(".csv"):
                yield entry.filename, [[]]
                continue
            path = work.parent / "member.csv"
            path.write_bytes(text)
            decoded = decode(path, work.parent, whole=True).path
            yield entry.filename, list(islice(parsed(decoded, ",", limits), MOST))


def _is_report(heading: Sequence[str]) -> bool:
    """Whether a table is one of the report, whatever it is split by."""
    return set(SearchMeasure) <= {c.field.fills for c in DATES.columns(heading)}


def _part(name: str, records: Records) -> Part | None:
    """Return a table of the report; None for filters, search appearance and whatever is strange."""
    fitting = (e for e in TABLES if e.fits(e.columns(records[0])))
    export = next(fitting, None)
    return Part(name, export, records) if export else None


def _days(chart: Records) -> tuple[date, date] | None:
    """Return the first and last day of a chart."""
    known = [day for record in chart[1:] if record and (day := day_of(record[0]))]
    return (min(known), max(known)) if known else None


def _above(said: Records, whose: str, days: tuple[date, date] | None) -> Records:
    """Return what stands above every table: the filters as written, whose it is, its days."""
    owner = [[PROPERTY, whose]] if whose else []
    span = [[f"{SPAN}: {days[0]} - {days[1]}"]] if days else []
    return [*said, *owner, *span]


def _written(part: Part, above: Sequence[Sequence[str]], work: Path) -> Path:
    path = work / f"{PurePosixPath(part.name.replace('/', '／')).stem}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([*above, *part.records])
    return path
