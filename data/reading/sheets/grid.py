"""Where the months of a horizontal sheet stand: its header, its columns, and whose book it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.exports.base import Export
from data.exports.generic_costs import COSTS_SHEET
from data.exports.generic_plan import BUDGET_SHEET
from data.reading.refusal import Unanswered, refuse
from data.reading.sheets.months import Days, days, lacks_year, year_of, years
from data.reading.sheets.wording import amount, blank, is_derived, is_total
from data.report import Question
from data.text import Text

Records = Sequence[Sequence[str]]
HEAD = 60
EXAMPLE = re.compile(r"^\s*(範例|example)\s*[:：]", re.I)
"""How a template marks its examples, which stand above the header and are never read."""

_YEAR = Text(
    "「{column}」只寫月份沒有年份，標題與工作表名稱也看不出是哪一年。請輸入西元年，例如 2026。",
    "“{column}” is a month without a year, and neither title nor sheet name says which. Type the"
    " year, for example 2026.",
)
_WRAPS = Text(
    "月份標題從 {first} 排到 {last}，跨過年底卻沒有寫年份。",
    "The months run from {first} to {last} and pass the end of a year that they do not name.",
)
_WRITE_YEARS = Text(
    "請在月份標題寫上年份（例如 2026/07）後再匯入。",
    "Write the year into the headings of the months (such as 2026/07) and import again.",
)
_BOOK = Text(
    "這張表的月份是橫向排列，它是實際費用，還是預算計畫？",
    "The months of this sheet stand side by side. Is it what was spent, or what is planned?",
)
_BOOKS = (
    ("generic.costs", Text("實際費用", "What was spent")),
    ("generic.plan", Text("預算計畫", "What is planned")),
)
_PLANNED = re.compile(r"預算|計畫|規劃|目標|預估|\bplan|budget|target|forecast", re.I)
_RATES = re.compile(r"匯率|exchange rate", re.I)
"""Rates are read from a list: side by side nothing says which currency a row is worth."""
_SPENT = re.compile(
    r"費|成本|支出|請款|付款|帳單|實際|cost|expense|spend|spent|invoice|actual", re.I
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet whose months are columns.

    Parameters
    ----------
    header : int
        Index of the record with the months.
    months : dict of int to (date, date)
        The days of each month column.
    labels : tuple of int
        Columns of names before the first month.
    totals : tuple of int
        Columns that sum months.
    """

    export: Export
    header: int
    names: tuple[str, ...]
    months: dict[int, Days]
    labels: tuple[int, ...]
    totals: tuple[int, ...]


def find(records: Records, sheet: str | None, answers: dict[str, str]) -> Grid | None:
    """Return the grid among the first records; None where no record is a row of months.

    Raises
    ------
    Unanswered
        When only a person knows the year, or whether the money was spent or is planned.
    """
    cells = [_month_columns(r) for r in records[:HEAD]]
    header = max(range(len(cells)), key=lambda i: len(cells[i]), default=0)
    columns = cells[header] if cells else []
    if not columns or not columns[0] or not _numbers(records[header + 1 :], columns):
        return None  # names stand to the left of months
    names = tuple(c.strip() for c in records[header])
    labels = tuple(c for c in range(min(columns)))
    titles = [sheet or "", *title(records[:header]), *(names[c] for c in labels)]
    if any(_RATES.search(t) for t in titles):
        return None
    months = _periods(records, header, columns, titles, answers)
    first, rest = min(months), [c for c in range(len(names)) if c not in months]
    sums = tuple(c for c in rest if c > first and _sums_up(names[c]))
    export = _export(titles, records[header + 1 :], labels, answers)
    return Grid(export, header, names, months, labels, sums)


def title(records: Records) -> list[str]:
    """Return what stands above a header, but for the examples of a template."""
    rows = [[c for c in r if c.strip()] for r in records]
    return [" ".join(r) for r in rows if r and not EXAMPLE.match(r[0])]


def the_year(column: str, titles: Sequence[str], answers: dict[str, str]) -> int:
    """Return the one year that the titles or a person say.

    Raises
    ------
    Unanswered
        When they name none, or several.
    """
    told = years([f"{answers.get('year', '')}年"]) or years([answers.get("year", "")])
    named = told or years(titles)
    if len(named) != 1:
        raise Unanswered(Question("year", _YEAR.fill(column=column)))
    return named.pop()


def _month_columns(record: Sequence[str]) -> list[int]:
    """Return the columns headed by months; days stand for theirs where no two share a month."""
    found = {c: days(cell, 2000) for c, cell in enumerate(record) if len(cell) < 30}
    spans = {c: d for c, d in found.items() if d}
    single = [c for c, (first, last) in spans.items() if first == last]
    if len(single) == 1 and spans[single[0]][0].day != 1:
        return []
    months = [c for c, (first, last) in spans.items() if _one_month(first, last) or c in single]
    named = {(spans[c][0].year, spans[c][0].month) for c in months}
    return months if len(named) == len(months) else []


def _one_month(first: object, last: object) -> bool:
    return first != last and getattr(first, "month", 0) == getattr(last, "month", 1)


def _numbers(below: Records, columns: list[int]) -> bool:
    cells = (r[c] for r in below for c in columns if len(r) > c)
    return any(amount(c) is not None for c in cells)


def _periods(
    records: Records, header: int, columns: list[int], titles: list[str], answers: dict[str, str]
) -> dict[int, Days]:
    """Return the days of each month column; the year may stand above it, or in the title."""
    above = _years_above(records[header - 1]) if header else {}
    periods: dict[int, Days] = {}
    for column in columns:
        cell = records[header][column]
        year = above.get(column) if lacks_year(cell) else None
        if lacks_year(cell) and year is None:
            year = the_year(cell, titles, answers)
        found = days(cell, year)
        assert found is not None  # it named a month
        first = found[0]
        periods[column] = found if found[0] != found[1] else days(f"{first:%Y-%m}") or found
    _in_order(periods, records[header])
    return periods


def _in_order(periods: dict[int, Days], names: Sequence[str]) -> None:
    """Refuse months without a year that start again within one header."""
    bare = [c for c in periods if lacks_year(names[c])]
    if any(periods[a] >= periods[b] for a, b in pairwise(bare)):
        words = _WRAPS.fill(first=names[bare[0]], last=names[bare[-1]])
        raise refuse(words, _WRITE_YEARS)


def _years_above(record: Sequence[str]) -> dict[int, int]:
    """Return the year over each column, a merged cell standing over those to its right."""
    over, year = {}, None
    for column, cell in enumerate(record):
        year = year_of(cell) or (None if cell.strip() else year)
        if year:
            over[column] = year
    if over:
        over |= dict.fromkeys(range(max(over), max(over) + 12), over[max(over)])
    return over


def _sums_up(name: str) -> bool:
    quarter = days(name, 2000)
    return (
        is_total(name)
        or bool(re.fullmatch(r"(?i)Q[1-4]|第[一二三四]季|[上下]半年", name))
        or (quarter is not None and not is_derived(name))
    )


def _export(
    titles: list[str], below: Records, labels: tuple[int, ...], answers: dict[str, str]
) -> Export:
    """Return whose book a grid is: its titles say so, else its labels, else a person."""
    told = {"generic.costs": COSTS_SHEET, "generic.plan": BUDGET_SHEET}.get(
        answers.get("format", "")
    )
    if told:
        return told
    words = [w for w in titles if not blank(w)]
    names = [r[c] for r in below[:HEAD] for c in labels if len(r) > c]
    for said in (words, names):
        planned, spent = (any(p.search(w) for w in said) for p in (_PLANNED, _SPENT))
        if planned != spent:
            return BUDGET_SHEET if planned else COSTS_SHEET
        if planned and spent:
            break
    raise Unanswered(Question("format", _BOOK, _BOOKS))
