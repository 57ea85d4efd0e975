"""Rate tables with months or currencies side by side: where they stand, and whose rate each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.exports.generic_rates import RATE_SHEET
from data.reading.refusal import Unanswered
from data.reading.sheets.grid import HEAD, title
from data.reading.sheets.months import Days, days, lacks_year, year_of
from data.reading.sheets.rate_words import Said, of_rates, of_titles, said
from data.reading.sheets.wording import blank
from data.report import Question
from data.text import Text

Records = Sequence[Sequence[str]]
DEPTH = 400
"""Records by which a table is recognised."""

_RATES = ("generic.rates", Text("匯率", "Exchange rates"))
_SPENT = ("generic.costs", Text("實際費用", "What was spent"))
_PLANNED = ("generic.plan", Text("預算計畫", "What is planned"))
_NEITHER = ("none", Text("不是匯率", "No exchange rates"))
_IS_IT = Text(
    "這張表的每個數字都屬於一種幣別與一段日期，但沒有寫是不是匯率。它是什麼？",
    "Each number of this table is of a currency and of some days, but nothing calls it a rate."
    " What is it?",
)


@dataclass(frozen=True, slots=True)
class Cross:
    """A rate table whose rows and columns say together what each rate is.

    Parameters
    ----------
    header : int
        Index of the record above the first rate.
    columns : dict of int to Said
        What each column of rates says; a month there has its year.
    labels : tuple of int
        Columns that say something of their row.
    told : Said
        What the titles say of every rate.
    monthly : bool
        Whether days that are each the first of a month stand for the month, as Excel writes it.
    """

    header: int
    names: tuple[str, ...]
    columns: Mapping[int, Said]
    labels: tuple[int, ...]
    told: Said
    monthly: bool

    @property
    def strays(self) -> list[int]:
        """Columns among the rates and to their right of which nothing is known."""
        known = {*self.columns, *self.labels}
        notes = {c.index for c in RATE_SHEET.columns(self.names) if c.field.fills == "ignore"}
        first = min(self.columns)
        return [c for c in range(first, len(self.names)) if c not in known | notes]

    def days(self, text: str, year: int | None = None) -> Days | None:
        """Return the days that a cell names."""
        found = days(text, year)
        if found and self.monthly and found[0] == found[1]:
            return days(f"{found[0]:%Y-%m}")
        return found

    def base(self, row: Sequence[str]) -> Said:
        """Return what a row says of its rates, but for kinds that change within it."""
        whole = Said()
        for column in self.labels:
            if column < min(self.columns):
                whole = whole.beside(said(row[column]))
        return replace(whole, kind="")

    def rates(self, row: Sequence[str]) -> Iterator[tuple[int, Said]]:
        """Yield each filled column of rates with what its rate is; a word before it is its kind."""
        base, kind = self.base(row), ""
        for column in range(len(self.names)):
            if column in self.columns and not unquoted(row[column]):
                own = self.columns[column].beside(replace(base, kind=kind))
                # a title names the currency of a bank's table; elsewhere it may be any money's
                told = self.told if own.kind else replace(self.told, currency="")
                yield column, own.beside(replace(told, kind=""))
            elif column in self.labels:
                kind = said(row[column]).kind or kind


def find(records: Records, sheet: str | None, answers: Mapping[str, str]) -> Cross | None:
    """Return the rate table among the first records; None where no number is surely a rate.

    Raises
    ------
    Unanswered
        When every number has a currency and days, and no word says that it is a rate.
    """
    if answers.get("format", RATE_SHEET.name) != RATE_SHEET.name:
        return None
    records = records[:DEPTH]
    tries = [_columns(records, at) for at in range(min(len(records), HEAD))]
    header = max(range(len(tries)), key=lambda at: len(tries[at]), default=0)
    if not tries or not tries[header]:
        return None
    cross = _cross(records, header, tries[header], sheet)
    found = [said_ for row in _below(records, cross) for _, said_ in cross.rates(row)]
    whole = [s for s in found if s.currency and s.when]
    if not whole:
        return None
    called = of_rates([sheet or "", *title(records[:header]), *cross.names])
    sided = any(re.search(r"[買賣]|buy|sell", s.kind, re.I) for s in whole)
    if called or sided or answers.get("format") == RATE_SHEET.name:
        return cross
    if len(whole) < len(found) or any(_numbers(records, header, c) for c in cross.strays):
        return None
    across = any(c.when for c in cross.columns.values())
    offered = (_RATES, _SPENT, _PLANNED) if across else (_RATES, _NEITHER)
    raise Unanswered(Question("format", _IS_IT, offered))


def is_rate(cell: str) -> bool:
    """Whether a cell holds a rate: with a point for its decimals, however many they are."""
    return bool(re.fullmatch(r"\d[\d,]*(?:\.\d+)?", cell.strip())) and not unquoted(cell)


def unquoted(cell: str) -> bool:
    """Whether a cell says that there is no such rate; banks write 0 for it."""
    return blank(cell) or bool(re.fullmatch(r"0+(?:\.0+)?", cell.strip()))


def padded(row: Sequence[str], cross: Cross) -> list[str]:
    """Return a record as wide as the header."""
    return [*row, *[""] * (len(cross.names) - len(row))]


def _cross(records: Records, header: int, columns: dict[int, Said], sheet: str | None) -> Cross:
    names = tuple(c.strip() for c in records[header])
    titles = [sheet or "", *title(records[: header if not _upper(records, header) else header - 1])]
    below = records[header + 1 :]
    telling = {c for r in below for c, cell in enumerate(r) if c < len(names) and said(cell)}
    cross = Cross(header, names, columns, tuple(sorted(telling - set(columns))), Said(), False)
    whens = [c.when for c in columns.values() if c.when]
    whens = whens or list(dict.fromkeys(cross.base(r).when for r in _below(records, cross)))
    spoken = {c.index for c in RATE_SHEET.columns(names) if c.field.fills == "day"}
    monthly = _months(list(filter(None, whens))) and not spoken & set(cross.labels)
    return replace(cross, told=of_titles([*titles, *names[: min(columns)]]), monthly=monthly)


def _below(records: Records, cross: Cross) -> list[list[str]]:
    rows = [padded(r, cross) for r in records[cross.header + 1 :]]
    return [r for r in rows if any(is_rate(r[c]) for c in cross.columns)]


def _months(whens: list[str]) -> bool:
    """Whether days are the first of different months, each written once."""
    found = [d for d in map(days, whens) if d]
    single = all(first == last and first.day == 1 for first, last in found)
    return single and len(found) > 1 and len(set(found)) == len(found)


def _columns(records: Records, at: int) -> dict[int, Said]:
    """Return the columns of numbers that a record heads with days, a currency or a kind."""
    upper, found = _upper(records, at), {}
    for column, cell in enumerate(records[at]):
        own = said(cell)
        if column == 0 or not own or not _numbers(records, at, column):
            continue
        above = upper.get(column, "")
        year = year_of(above) if lacks_year(own.when) else None
        when = f"{year}年{own.when}" if year and days(own.when, year) else own.when
        found[column] = replace(own, when=when).beside(said(above))
    sure = {c: s for c, s in found.items() if s.when or s.currency}
    return sure or found  # beside months, an average is worked out of them


def _upper(records: Records, at: int) -> dict[int, str]:
    """Return what stands over each column, a merged cell standing over those to its right."""
    over, carried = {}, ""
    for column, cell in enumerate(records[at - 1] if at else ()):
        carried = cell.strip() or carried
        if column and (said(carried) or year_of(carried)):
            over[column] = carried
    if over:
        over |= dict.fromkeys(range(max(over) + 1, len(records[at])), carried)
    return over


def _numbers(records: Records, at: int, column: int) -> bool:
    cells = (r[column] for r in records[at + 1 :] if len(r) > column)
    return any(map(is_rate, cells))
