"""What is decided for a whole file before its rows are read: marks, day order, currency, grain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from data.exports.base import Column
from data.reading.cells import SYMBOLS, Mark, Order, evidence
from data.reading.days import ROC, SLASHED, tidied, undated
from data.reading.refusal import refuse
from data.reading.table import Table
from data.schema import Book, Kind, Quantity
from data.text import Text

_NO_DAYS = Text(
    "檔案沒有日期欄，標題上方也沒有日期範圍，無法知道數字屬於哪幾天。",
    "There is no day column and no range of days above the header: whose days are these?",
)
_ADD_DAYS = Text(
    "Google Ads 請加上「區隔 → 時間 → 天」，Meta 請加上「細分 → 依時間 → 天」後重新匯出。",
    "Export again with Segment → Time → Day (Google Ads) or Breakdown → By time → Day (Meta).",
)
_CODE = re.compile(r"[A-Z]{3}")
_SUFFIX = re.compile(r"[(（]([A-Z]{3})[)）]\s*$")
DAY_ROLES = ("day", "period_start", "period_end", "period")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the cells of one file are read.

    Parameters
    ----------
    marks : dict of int to Mark
        Decimal mark by column index, for every measure column.
    orders : dict of int to Order
        Day order by column index, where a day column needs one.
    roc : frozenset of int
        Day columns whose years are those of the Republic of China.
    currency : str or None
        The currency the file names; every row must agree with it.
    symbols : tuple of str
        Signs that may stand around money.
    horizon : date
        The last day a row may speak for.
    labelled : tuple of str
        Names that look like a total's label and are known to be a campaign's.
    refused : tuple of str
        Codes of why whole orders are held back; table ``refused`` says which.
    key : bytes or None
        What customers are keyed with; without it nobody is told from anybody.
    """

    table: Table
    horizon: date
    marks: dict[int, Mark] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    roc: frozenset[int] = frozenset()
    currency: str | None = None
    symbols: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    key: bytes | None = field(default=None, repr=False)

    @property
    def book(self) -> Book:
        """The book the file belongs to."""
        return self.table.export.book

    @property
    def numbers(self) -> list[tuple[Quantity, Column]]:
        """The measure columns of the file, each with its measure."""
        columns = self.table.columns
        return [(c.field.fills, c) for c in columns if isinstance(c.field.fills, Quantity)]

    @property
    def measures(self) -> dict[Quantity, Column]:
        """The measures of the file, each with the first column that says it."""
        first: dict[Quantity, Column] = {}
        for measure, column in self.numbers:
            first.setdefault(measure, column)
        return first

    def parts(self, measure: Quantity) -> list[Column]:
        """Return the columns of a measure, which add up where they are several."""
        return [c for m, c in self.numbers if m is measure]

    @property
    def days(self) -> tuple[Column, Column] | None:
        """The columns of a row's first and last day; None where the file declares one range."""
        found = {role: self.table.column(role) for role in DAY_ROLES}
        single = found["day"] or found["period"]
        if single:
            return single, single
        start, end = found["period_start"], found["period_end"]
        return (start, end) if start and end else None


def first_plan(
    table: Table, today: date, answers: dict[str, str], key: bytes | None = None
) -> Plan:
    """Return the plan the first records suggest.

    Raises
    ------
    Refusal
        When neither a column nor the lines above the header say which days the rows are of.
    """
    plan = Plan(table, date.fromordinal(today.toordinal() + table.export.ahead))
    if plan.days is None and table.declared is None:
        raise refuse(_NO_DAYS, _ADD_DAYS, row=table.header_row)
    currency, symbols = _currency(table)
    marks = _marks(table, plan.numbers, symbols, answers)
    return Plan(table, plan.horizon, marks, currency=currency, symbols=symbols, key=key)


def cells(table: Table, column: Column) -> Iterable[str]:
    """Yield a column's cells among the first records, days without their time."""
    found = (r[column.index] for r in table.sample if len(r) > column.index)
    return map(undated, found) if column.field.clock else found


def _marks(
    table: Table,
    numbers: list[tuple[Quantity, Column]],
    symbols: tuple[str, ...],
    answers: dict[str, str],
) -> dict[int, Mark]:
    """Decide each column's decimal mark where its first cells prove one, or a person has said."""
    proofs = {}
    for measure, column in numbers:
        seen = [evidence(c, measure.kind, symbols) for c in cells(table, column) if c.strip()]
        proofs[column.index] = (measure.kind, seen.count(Mark.POINT), seen.count(Mark.COMMA))
    points, commas = (
        sum(p > c for _, p, c in proofs.values()),
        sum(c > p for _, p, c in proofs.values()),
    )
    said = answers.get("decimal")
    marks = {}
    for index, (kind, p, c) in proofs.items():
        mark = Mark.WARY if commas or table.delimiter == ";" else Mark.OPEN
        if p != c:
            mark = Mark.POINT if p > c else Mark.COMMA
        elif table.export.decimal_point and mark is Mark.OPEN:
            mark = Mark.POINT
        elif said in (Mark.POINT, Mark.COMMA):
            mark = Mark(said)
        elif kind is Kind.COUNT and bool(points) != bool(commas):
            # "1.000" clicks: what the other columns prove is enough for what cannot be money
            mark = Mark.POINT if points else Mark.COMMA
        marks[index] = mark
    return marks


def _currency(table: Table) -> tuple[str | None, tuple[str, ...]]:
    """Return the currency the file names, and the signs its money may carry.

    A column says it, or the header of the cost column; else an unambiguous sign in the cells. A
    known currency allows only its own signs, so that ``US$`` in a TWD file is no number.
    """
    said = table.column("currency")
    codes = [c.strip().upper() for c in cells(table, said)] if said else []
    code = next((c for c in codes if _CODE.fullmatch(c)), None)
    money = [c for c in table.columns if c.field.currency_suffix]
    for column in money:
        suffix = _SUFFIX.search(column.header)
        code = code or (suffix[1] if suffix else None)
    if code is None:
        text = " ".join(c for column in money for c in cells(table, column))
        signs = [s for s in SYMBOLS if s in text and (s != "$" or not re.search(r"[A-Z]\$", text))]
        code = SYMBOLS[signs[0]] if len(signs) == 1 else None
        if code is None:
            return None, tuple(signs[:1])
    shared = {"JPY": "¥", "CNY": "¥"}.get(code, "$")
    return code, (*(s for s, c in SYMBOLS.items() if c == code), code, shared)


def accounts(table: Table) -> tuple[str, ...]:
    """Return the accounts the first records name: by id where there is one, else by name."""
    column = table.column("account_id") or table.column("account")
    named = {c.strip() for c in cells(table, column)} if column else {table.said.get("account", "")}
    return tuple(sorted(named - {"", "--"}))


def slashed(table: Table, column: Column) -> bool:
    """Whether a day column's first cells can be read day first or month first."""
    return any(re.fullmatch(SLASHED, tidied(c)) for c in cells(table, column))


def republican(table: Table, column: Column) -> bool:
    """Whether a day column's first cells look like years of the Republic of China."""
    return any(re.fullmatch(ROC, tidied(c)) for c in cells(table, column))
