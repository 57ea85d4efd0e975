"""What the filters of a Search Console export say: the days, the kind of search, what is left out.

``Filter,Value`` with ``Search type,Web`` and ``Date,Last 3 months`` are known from files; from code
that reads such files ``篩選器,值``, ``搜尋類型,網路`` (also ``網頁``), ``日期,前 3 個月`` and
``查詢,~…``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.exports.base import header_key
from data.exports.search_console import DAYS, QUERIES
from data.reading.refusal import Refusal, refuse
from data.reading.spans import day_of
from data.text import Text

HEADINGS = frozenset({("filter", "value"), ("篩選器", "值"), ("篩選條件", "值")})
PROPERTY, SPAN = "Property", "Days"
"""What is written among the filters of a table that was taken apart: whose it is, of which days."""

_SEARCH_TYPE = frozenset(map(header_key, ("Search type", "搜尋類型", "搜尋類別")))
_WEB = frozenset(map(header_key, ("Web", "網路", "網頁")))
_DATE = frozenset(map(header_key, DAYS))
_QUERY = frozenset(map(header_key, QUERIES))
_COMPARED = re.compile(r"\bvs\.?\b|compar|比較", re.I)
_BETWEEN = re.compile(r"\s*[-–—~至]\s*")

_OTHER_TYPE = Text(
    "這份匯出是「{value}」搜尋的成效，不是網頁搜尋；兩者是不同的範圍，不能加在一起。",
    "This export is of {value} search, not of web search: another scope, which does not add to it.",
)
_WEB_ONLY = Text(
    "請在 Search Console 的「成效」把「搜尋類型」選為「網頁」後再匯出。",
    "Choose the search type Web in Search Console's Performance report and export again.",
)
_NARROWED = Text(
    "這份匯出有篩選條件「{name}：{value}」，只含一部分的搜尋，不能和未篩選的匯出放在一起。",
    "This export is filtered by {name}: {value}. It holds a part of the searches and cannot stand"
    " beside an unfiltered export.",
)
_REMOVE = Text(
    "請移除這個篩選條件後再匯出；要逐日的品牌檢索，只加一個「查詢」篩選，"
    "內容與「資料 → 規則」的品牌字相同。",
    "Remove the filter and export again. For brand searches day by day, filter by query alone, with"
    " the very words of the rule on the Data page.",
)
_COMPARISON = Text(
    "這份匯出是兩段期間的比較（{value}），同一格有兩段的數字。",
    "This export compares two ranges of days ({value}), so each figure stands there twice.",
)
_ONE_RANGE = Text(
    "請關閉「比較」，只選一段日期後再匯出。", "Switch comparing off and export again."
)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of one export, each as it is written.

    Parameters
    ----------
    days : tuple of date or None
        The range, where it is written as two days and not as ``Last 3 months``.
    query : str
        The one filter that makes a scope of its own: ``+lodestar``, ``~lodestar|北極星``.
    """

    named: tuple[tuple[str, str], ...]
    days: tuple[date, date] | None
    query: str


def is_filters(record: Sequence[str]) -> bool:
    """Whether a record is the heading of a table of filters."""
    return tuple(map(header_key, record[:2])) in HEADINGS


def read_filters(records: Iterable[Sequence[str]]) -> Filters:
    """Return what a table of filters says, its heading left out.

    Raises
    ------
    Refusal
        When the export compares ranges, is of another kind of search, or leaves something out
        that is not a query.
    """
    named = tuple((r[0].strip(), r[1].strip()) for r in records if len(r) > 1 and r[0].strip())
    days, query = None, []
    for name, value in named:
        key = header_key(name)
        if key in _DATE:
            days = _days(value)
        elif key in _SEARCH_TYPE:
            if header_key(value) not in _WEB:
                raise refuse(_OTHER_TYPE.fill(value=value), _WEB_ONLY, column=name, value=value)
        elif key in _QUERY and value[:1] in ("+", "~"):
            query.append((name, value))
        else:
            raise _narrowed(name, value)
    if len(query) > 1:
        raise _narrowed(*query[1])
    return Filters(named, days, query[0][1] if query else "")


def said(above: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return what stands above a table that was taken apart, by role: whose, under which filter."""
    found: Mapping[str, str] = {header_key(r[0]): r[1].strip() for r in above if len(r) > 1}
    query = next((found[key] for key in _QUERY if key in found), "")
    told = {"account": found.get(header_key(PROPERTY), ""), "filter": query}
    return {role: value for role, value in told.items() if value}


def _narrowed(name: str, value: str) -> Refusal:
    rule = _NARROWED.fill(name=name, value=value)
    return refuse(rule, _REMOVE, column=name, value=value)


def _days(value: str) -> tuple[date, date] | None:
    """Return the two days of a written range, ``1 Jan 2025-31 Dec 2025``; None for a relative one.

    Raises
    ------
    Refusal
        When two ranges are compared.
    """
    if _COMPARED.search(value):
        raise refuse(_COMPARISON.fill(value=value), _ONE_RANGE, value=value)
    for between in _BETWEEN.finditer(value):
        ends = value[: between.start()], value[between.end() :]
        first, last = (day_of(end.casefold()) for end in ends)
        if first and last and first <= last:
            return first, last
    return None
