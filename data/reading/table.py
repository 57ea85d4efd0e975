"""Where the table begins in a text, and which export format it is, by content alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.exports import EXPORTS, others
from data.exports.base import Column, Export, fitting_in, header_key
from data.reading.refusal import Refusal, Unanswered, opening_words, refuse
from data.reading.search.filters import said
from data.reading.search.words import FILTERS_ALONE
from data.reading.spans import declared
from data.remark import Remark
from data.report import Question
from data.schema import SEARCH
from data.text import Text

DELIMITERS = (",", "\t", ";", "|")
HEAD = 60
"""How many records are searched for the header, and how many words make a header."""
LEAST = 3

_FORMAT = Text(
    "檔案同時符合 {names}，應以哪一種格式讀取？",
    "The file fits {names}. Which one should it be read as?",
)
_UNKNOWN = Text(
    "找不到認得的標題列（前 {n} 列）。看到的第一列是：{first}",
    "No header row is known among the first {n} rows. The first row reads: {first}",
)
_WHAT_TO_EXPORT = Text(
    "請匯出 Google Ads 的廣告活動／廣告群組報表，或 Meta 的行銷活動／廣告組合／廣告報表，"
    "平台語言選繁體中文或英文。",
    "Export a Google Ads campaign or ad group report, or a Meta campaign, ad set or ad report,"
    " with the platform in English or 繁體中文.",
)
_FINER = Text(
    "這是 {platform} 的報表，但含有「{header}」欄，屬於目前不讀取的細項報表。",
    "This is a {platform} report, but its column “{header}” makes it a finer one, not read yet.",
)
_LACKS = Text(
    "這像是 {platform} 的匯出檔，但缺少必要的欄位：{missing}。",
    "This looks like an export of {platform}, but it lacks: {missing}.",
)
_OTHERS = Text(
    "這是 {platform} 的匯出檔；目前直接讀取的廣告平台是 Google Ads 與 Meta。",
    "This is an export of {platform}; the ad platforms read directly are Google Ads and Meta.",
)
_NOBODYS = Text(
    "這是一份廣告成效表，但沒有任何 Google Ads 或 Meta 特有的欄位，看不出是哪個平台的。",
    "This is a table of ad figures without any column that only Google Ads or Meta writes, so"
    " nothing tells whose it is.",
)
_MAP = Text(
    "它的欄位要對應一次，之後同樣的檔就會自動認得。",
    "Its columns have to be mapped once; the next such file is then recognised.",
)
_WHOSE = Text(
    "若是 Google Ads 或 Meta 的報表，請加上花費欄再匯出一次。",
    "If it is a report of Google Ads or Meta, export it again with its cost column.",
)
_ADD = Text(
    "請在平台的欄位設定中加入後重新匯出；總覽卡片的下載檔不是報表。",
    "Add the columns on the platform and export again; downloads of overview cards are no reports.",
)
_COMMENTS_GONE = Text(
    "這像是 {platform} 的匯出檔，但標題列上方以「#」開頭、寫著資源與日期範圍的幾行不見了。",
    "This looks like an export of {platform}, but the lines beginning with “#” above the header,"
    " which name the property and the days, are gone.",
)
_AS_WRITTEN = Text(
    "請重新下載，不要刪除「#」開頭的行，也不要先用其他程式整理。",
    "Download it again and import it as it is, with its lines that begin with “#”.",
)
_BULK = Text("這是 Google Ads 的批次工作表（bulk sheet）", "This is a Google Ads bulk sheet")
_UNIVERSAL = Text("這是舊版 Universal Analytics 的匯出檔", "This is a Universal Analytics export")
_NO_DATA = Text("這份匯出檔沒有資料", "The export says “No data available”; it holds no rows")
_CARD = Text(
    "這是 Google Ads 總覽卡片的下載檔", "This is the download of a Google Ads overview card"
)
_STRANGERS: tuple[tuple[str, Text], ...] = (
    (r"^\W*row type\W{1,3}action\b", _BULK),
    (r"^# -{3,}[\s\S]*^# ?\d{8}-\d{8}", _UNIVERSAL),
    (r"^\W*no data available", _NO_DATA),
    (r"^\W*(filter,value|篩選器,值|篩選條件,值)\W*$", FILTERS_ALONE),
    (r"^\W*date(?=.*,(clicks|impressions))(,(clicks|impressions|cost|conversions))+\W*$", _CARD),
)
_NO_REPORT = Text("{what}，不是成效報表。", "{what}, not a performance report.")


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table inside a text.

    Parameters
    ----------
    header_row : int
        Record number of the header, the first record being 1.
    columns : tuple of Column
        What the format knows of the header.
    declared : tuple of date or None
        The range of days named above the header.
    said : dict of str to str
        Names above the header that belong to every row, by role.
    mapped : str
        The format where a person's mapping recognised it; else the export's name is the format.
    by : Text or None
        What is said of how it was recognised; `remarks`: what the file says of its own figures.
    """

    export: Export
    delimiter: str
    header_row: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    declared: tuple[date, date] | None
    sample: tuple[tuple[str, ...], ...]
    said: dict[str, str] = field(default_factory=dict)
    mapped: str = ""
    by: Text | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def format(self) -> str:
        """What it was recognised as."""
        return self.mapped or self.export.name

    def column(self, fills: str) -> Column | None:
        """Return the column that fills a measure or role."""
        return next((c for c in self.columns if c.field.fills == fills), None)


def recognise(
    records: Sequence[Sequence[str]], delimiter: str, answers: dict[str, str]
) -> Table | None:
    """Find the header and its format; None where nothing is known.

    Raises
    ------
    Unanswered
        When two formats fit and no answer says which.
    """
    row, score = header(records)
    if score < LEAST:
        return None
    known = [e for e in EXPORTS if not e.commented and e.wrote(records[row])]
    fitting = _by_level(fitting_in(known, records[row]), records, row)
    if len(fitting) > 1:
        fitting = [e for e in fitting if e.name == answers.get("format")] or fitting
    if len(fitting) > 1:
        names = "、".join(e.name for e in fitting), " and ".join(e.name for e in fitting)
        choices = tuple((e.name, _called(e)) for e in fitting)
        raise Unanswered(Question("format", _FORMAT.fill(names=Text(*names)), choices))
    return _table(fitting[0], records, row, delimiter) if fitting else None


def _called(export: Export) -> Text:
    """Return what a person knows a format by, and its name."""
    name = export.platform.name
    return Text(f"{name.zh}（{export.name}）", f"{name.en} ({export.name})")


def header(records: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return the index of the record with most known headers among the first, and how many."""
    scores = [
        max(len({c.field.fills for c in e.columns(r)}) for e in EXPORTS) for r in records[:HEAD]
    ]
    best = max(scores, default=0)
    return (scores.index(best), best) if scores else (0, 0)


def refusal(records: Sequence[Sequence[str]], sheet: str | None = None) -> Refusal:
    """Return why a text is no table of any known format: what it is, or what it lacks."""
    start = "\n".join(",".join(r) for r in records[:HEAD])
    for pattern, what in _STRANGERS:
        if re.search(pattern, start, re.I | re.M):
            return refuse(_NO_REPORT.fill(what=what), _WHAT_TO_EXPORT, sheet=sheet)
    row, score = header(records)
    if score >= LEAST:
        return _nearly(records[row], {"sheet": sheet, "row": row + 1})
    first = opening_words(records[0]) if records else "–"
    words = _UNKNOWN.fill(n=min(len(records), HEAD), first=first)
    return _mappable(refuse(words, _WHAT_TO_EXPORT, sheet=sheet))


def _nearly(headers: Sequence[str], where: dict[str, Any]) -> Refusal:
    """Return why a table with headers that are known is none of the formats."""
    if other := others.written_by(headers):
        return _mappable(refuse(_OTHERS.fill(platform=other), _MAP, **where))
    export = max(EXPORTS, key=lambda e: len(e.columns(headers)))
    columns, platform = export.columns(headers), export.platform.name
    if export.commented:
        return refuse(_COMMENTS_GONE.fill(platform=platform), _AS_WRITTEN, **where)
    finer = next((c for c in columns if c.field.fills == "finer"), None)
    if finer:
        words = _FINER.fill(platform=platform, header=finer.header)
        return refuse(words, _WHAT_TO_EXPORT, column=finer.header, **where)
    if not export.wrote(headers):
        return _mappable(refuse(_NOBODYS, _WHOSE, **where))
    filled = {c.field.fills for c in columns}
    lacking = [n for n in export.needs if n not in filled] or export.needs
    missing = " / ".join(_first_spelling(export, n) for n in lacking)
    return _mappable(refuse(_LACKS.fill(platform=platform, missing=missing), _ADD, **where))


def _mappable(refusal: Refusal) -> Refusal:
    """Say that a person may map the columns of the table."""
    refusal.mappable = True
    return refusal


def _first_spelling(export: Export, fills: str) -> str:
    """Return how a field is usually headed, in both languages."""
    field = next(f for f in export.fields if f.fills == fills)
    return " / ".join(field.spellings[:2])


def _by_level(fitting: list[Export], records: Sequence[Sequence[str]], row: int) -> list[Export]:
    """Let the file's own level column choose: an ad-set export may carry an empty Ad name."""
    said = set()
    for export in EXPORTS:
        for column in export.columns(records[row]):
            if column.field.fills == "delivery_level":
                cells = (r[column.index] for r in records[row + 1 :] if len(r) > column.index)
                said |= {header_key(c) for c in cells if c.strip()}
    named = [
        e
        for e in EXPORTS
        if said & set(e.delivery_levels)
        and {c.field.fills for c in e.columns(records[row])}.issuperset(e.needs)
    ]
    return named if len(named) == 1 else fitting


def _table(export: Export, records: Sequence[Sequence[str]], row: int, delimiter: str) -> Table:
    return Table(
        export=export,
        delimiter=delimiter,
        header_row=row + 1,
        headers=tuple(records[row]),
        columns=export.columns(records[row]),
        declared=declared(records[:row]),
        sample=tuple(tuple(r) for r in records[row + 1 :]),
        said=said(records[:row]) if export.book is SEARCH else {},
    )
