"""Subtotals and tax rows of a person's sheet, held against the entries they sum; never loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate, pairwise

from data.report import Problem
from data.text import Text

CENT = Decimal("0.01")
RATE = Decimal("0.05")
"""Taiwan's business tax, which the tax rows of cost sheets state."""

_OFF = Text(
    "「{label}」寫的是 {stated}，但它加總的各列是 {summed}，相差 {difference}。",
    "“{label}” states {stated}, the rows it sums make {summed}: a difference of {difference}.",
)
_OFF_MEND = Text(
    "請在 Excel 檢查這個加總的範圍，以及有沒有漏列或改過的列，修正後再匯入。",
    "Check in Excel what this total sums and whether a row is missing or changed, then import.",
)


@dataclass(slots=True)
class Line:
    """One record of the tidied text, and where it stood in the sheet.

    Parameters
    ----------
    sort : str
        ``entry``, ``total`` (of everything), ``subtotal``, ``blank``, ``heading`` or ``note``.
    row : int
        As Excel counts it.
    cells : dict of str to str
        By role.
    values : dict of int to Decimal
        The amounts of the row that totals sum, by column.
    taxes : dict of int to Decimal
        What tax rows say of it, by column.
    extra : tuple of str
        Cells beyond the header, for which the row is held back.
    """

    sort: str
    row: int
    cells: dict[str, str] = field(default_factory=dict)
    column: str = ""
    label: str = ""
    values: dict[int, Decimal] = field(default_factory=dict)
    taxes: dict[int, Decimal] = field(default_factory=dict)
    extra: tuple[str, ...] = ()


class Sums:
    """The entries of a sheet from its top, and what each total and tax row says of them.

    A total may cover everything since the last total, since the beginning of a group of
    subtotals, or the whole sheet, and each with or without the tax rows in between; it must agree
    with one of these. A tax row of five percent covers what was not taxed before and is shared
    out over it in proportion, to the cent; any other one becomes an entry of its own.
    """

    def __init__(self, sheet: str | None, names: Mapping[int, str], unit: Decimal) -> None:
        self.unit = unit
        self.problems: list[Problem] = []
        self.checked = 0
        self.sheet, self._names = sheet, names
        self._entries: list[Line] = []
        self._starts = [0]
        self._after = self._taxed = 0
        self._whole: tuple[Line, int, bool] | None = None

    def post(self, line: Line) -> None:
        """Add an entry."""
        self._entries.append(line)

    def total(self, line: Line) -> None:
        """Hold a total against the entries above it."""
        starts = dict.fromkeys((self._after, *reversed(self._starts)))
        found = next(
            (
                (start, gross)
                for start in starts
                for gross in (False, True)
                if not self._off(line, start, gross)
            ),
            None,
        )
        self.checked += 1
        if found is None:
            self._refuse(line)
            return
        start, gross = found
        self._starts.append(start)
        self._after = len(self._entries)
        if not any(e.values for e in self._entries[:start]):
            self._whole = line, self._after, gross

    def tax(self, line: Line) -> list[Line]:
        """Share a tax row out; return the entries it becomes where it cannot be."""
        span, alone = self._entries[self._taxed :], []
        for key, stated in line.values.items():
            taxed = [e for e in span if e.values.get(key)]
            parts = [e.values[key] for e in taxed]
            total = sum(parts, Decimal(0))
            if total and abs(total * RATE - stated) <= len(parts) * Decimal("0.5"):
                for entry, share in zip(taxed, shares(stated, parts), strict=True):
                    entry.taxes[key] = share
            elif stated:
                name = self._names.get(key, "")
                alone.append(Line("entry", line.row, column=name, taxes={key: stated}))
        self._entries += alone
        self._taxed = len(self._entries)
        return alone

    def whole(self) -> tuple[Line, bool] | None:
        """Return the last total that covers every entry, and whether it includes the tax."""
        if self._whole is None or any(e.values for e in self._entries[self._whole[1] :]):
            return None
        line, _, gross = self._whole
        keys = {k for e in self._entries for k in e.values}
        return (line, gross) if keys <= line.values.keys() else None

    def tax_of_all(self) -> Decimal:
        """Return what all tax rows state."""
        return sum((t for e in self._entries for t in e.taxes.values()), Decimal(0))

    def _off(self, line: Line, start: int, gross: bool) -> dict[int, Decimal]:
        """Return the columns in which a total is not the sum of the entries from `start` on."""
        span = self._entries[start:]
        off = {}
        for key, stated in line.values.items():
            summed = sum((e.values.get(key, Decimal(0)) for e in span), Decimal(0))
            if gross:
                summed += sum((e.taxes.get(key, Decimal(0)) for e in span), Decimal(0))
            if abs(stated - summed) > CENT / 2 * max(len(span), 1):
                off[key] = summed
        return off

    def _refuse(self, line: Line) -> None:
        """Say where a total is off, by the reading in which the fewest columns are."""
        tries = [self._off(line, start, False) for start in (self._after, *self._starts)]
        for key, summed in min(tries, key=len).items():
            stated = line.values[key]
            words = {"stated": told(stated), "summed": told(summed)}
            rule = _OFF.fill(label=line.label, difference=told(stated - summed), **words)
            place = {"sheet": self.sheet, "row": line.row, "column": self._names.get(key)}
            self.problems.append(Problem(rule, _OFF_MEND, value=told(stated), **place))  # type: ignore[arg-type]


def shares(whole: Decimal, parts: list[Decimal]) -> list[Decimal]:
    """Share an amount out in proportion, to the cent, so that the shares add up to it."""
    total = sum(parts, Decimal(0))
    upto = [(whole * s / total).quantize(CENT) for s in accumulate(parts)]
    return [b - a for a, b in pairwise([Decimal(0), *upto[:-1], whole])]


def told(amount: Decimal) -> str:
    """Write an amount without empty decimals."""
    text = f"{amount:,.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
