"""What is decided for a whole file before its rows are read: marks, day order, currency, grain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from data.exports.base import Column
from data.reading.cells import Mark, Order, evidence
from data.reading.currencies import agreed, named, signs
from data.reading.days import ROC, SLASHED, tidied, undated
from data.reading.refusal import refuse
from data.reading.search.words import WHOLE_EXPORT
from data.reading.table import Table
from data.schema import SEARCH, Book, Kind, Quantity
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
WITHIN = "・"
"""Between a network and an account of it."""
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
    means : frozenset of str
        The currencies those signs can mean, where the file names none: one of these it is.
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
    means: frozenset[str] = frozenset()
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
        mend = WHOLE_EXPORT if plan.book is SEARCH else _ADD_DAYS
        raise refuse(_NO_DAYS, mend, row=table.header_row)
    code = _currency(table)
    money = [c for measure, c in plan.numbers if measure.kind is Kind.MONEY]
    # an amount that nothing is read from may still say which money it is
    money += [c for c in table.columns if c.field.currency_suffix and c.field.fills == "ignore"]
    meant = agreed(c for column in money for c in cells(table, column))
    plan = in_money(plan, frozenset({code}) if code else meant)
    return replace(plan, marks=_marks(table, plan.numbers, plan.symbols, answers), key=key)


def in_money(plan: Plan, meant: frozenset[str]) -> Plan:
    """Return the plan of a file in one currency, or in one of several that are written alike.

    Its money may carry only signs that agree with them: ``US$`` in a TWD file is no number.
    """
    code = min(meant) if len(meant) == 1 else None
    open_ = frozenset() if code else meant
    symbols = tuple(dict.fromkeys((*signs(meant), *filter(None, [code]))))
    return replace(plan, currency=code, symbols=symbols, means=open_)


def foreign(cell: str, plan: Plan) -> bool:
    """Whether an amount names another currency than its file."""
    meant = named(cell)
    own = plan.means or frozenset(filter(None, [plan.currency]))
    return meant is not None and bool(own) and not own <= meant


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


def _currency(table: Table) -> str | None:
    """Return the currency that a column names, or the header of a column of money."""
    said = table.column("currency")
    codes = [c.strip().upper() for c in cells(table, said)] if said else []
    code = next((c for c in codes if _CODE.fullmatch(c)), None)
    headers = [c.header for c in table.columns if c.field.currency_suffix]
    suffixes = [found[1] for found in map(_SUFFIX.search, headers) if found]
    return code or next(iter(suffixes), None)


def accounts(table: Table) -> tuple[str, ...]:
    """Return the accounts the first records name: by id where there is one, else by name."""
    column = table.column("account_id") or table.column("account")
    if column is None:
        return tuple(filter(None, [table.said.get("account")]))
    named = {c.strip() for c in cells(table, column)} - {"", "--"}
    network = table.said.get(str(column.field.fills))
    return tuple(sorted(f"{network}{WITHIN}{n}" if network else n for n in named))


def slashed(table: Table, column: Column) -> bool:
    """Whether a day column's first cells can be read day first or month first."""
    return any(re.fullmatch(SLASHED, tidied(c)) for c in cells(table, column))


def republican(table: Table, column: Column) -> bool:
    """Whether a day column's first cells look like years of the Republic of China."""
    return any(re.fullmatch(ROC, tidied(c)) for c in cells(table, column))
