"""A sheet with months side by side, line by line: entries, totals, tax rows, headings, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from data.exports.base import header_key
from data.reading.refusal import shown
from data.reading.sheets.dressing import is_goal
from data.reading.sheets.grid import Grid
from data.reading.sheets.months import Days
from data.reading.sheets.subtotals import Line, Sums, told
from data.reading.sheets.wording import amount, blank, is_derived, is_tax, is_total
from data.report import Problem
from data.text import Text

Dress = Callable[[Mapping[str, str], Days], dict[str, str]]
"""From what a row is called, with its ``cell``, and its days to the cells of one entry, by role."""

_STRAY = Text(
    "這個儲存格有內容，但它的欄沒有月份標題，不知道屬於哪個月。",
    "The cell holds something, but its column is headed by no month: whose days are these?",
)
_STRAY_MEND = Text(
    "請在標題列寫上月份，或把欄名改成「備註」、「合計」。",
    "Write the month into the header, or head the column “Note” or “Total”.",
)
_NAMELESS = Text(
    "這一列有金額但沒有名稱，也不是上方各列的加總。",
    "The row has amounts but no name, and they are not the sum of the rows above.",
)
_NAME_IT = Text(
    "請寫上項目名稱；若是加總，請檢查加總範圍。",
    "Name the item; if it is a total, check what it sums.",
)
_ACROSS = Text(
    "合計欄「{column}」寫的是 {stated}，這一列的月份加總是 {summed}。",
    "The column “{column}” states {stated}; the months of this row sum to {summed}.",
)
_ACROSS_MEND = Text(
    "請在 Excel 檢查這一列的加總公式，或補上各月的金額。",
    "Check the row's formula in Excel, or write the amount of each month.",
)
_COUNTERS = frozenset(map(header_key, ("項次", "序號", "編號", "No.", "No", "#")))
_UNNAMED = {
    "generic.costs": ("item", "category", "account"),
    "generic.plan": ("plan_platform", "kpi"),
}
"""What columns of names without a known header are, the surest first; the item stands last."""


def unpivot(
    rows: Sequence[Sequence[str]],
    grid: Grid,
    sums: Sums,
    merged: Mapping[tuple[int, int], int],
    dress: Dress,
) -> list[Line]:
    """Turn every cell under a month into an entry, and account for every row.

    Parameters
    ----------
    rows : sequence of sequence of str
        All records of the sheet.
    merged : mapping of (int, int) to int
        The last column of a cell merged across columns, by record and column: such an amount
        covers all the months it stands under.
    """
    reader = _Reader(grid, sums, merged, dress)
    lines: list[Line] = []
    for at in range(grid.header + 1, len(rows)):
        lines += reader.line(at, list(rows[at]) + [""] * (len(grid.names) - len(rows[at])))
    sums.problems += _across(rows, grid, sums.sheet)
    below = rows[grid.header + 1 :]
    sums.checked += sum(len(r) > c and amount(r[c]) is not None for r in below for c in grid.totals)
    return lines


class _Reader:
    """Reads one sheet from top to bottom; names of merged groups carry downwards."""

    def __init__(
        self,
        grid: Grid,
        sums: Sums,
        merged: Mapping[tuple[int, int], int],
        dress: Dress,
    ) -> None:
        self.sums = sums
        self._grid, self._merged, self._dress = grid, merged, dress
        self._roles = roles(grid)
        columns = grid.export.columns(grid.names)
        self._notes = {c.index for c in columns if c.field.fills == "ignore"}
        self._above: dict[int, str] = {}

    def line(self, at: int, row: list[str]) -> list[Line]:
        """Return the lines one record becomes: one, or one an entry."""
        grid, number = self._grid, at + 1
        filled = [c for c in grid.months if not blank(row[c])]
        called = [row[c] for c in self._roles if row[c].strip()]
        if not any(c.strip() for c in row):
            return [Line("blank", number)]
        again = all(row[c].strip() == grid.names[c] for c in grid.months)
        if not filled or again:
            if not again:
                self._carry(row)
            return [Line("heading", number, label=" ".join(c for c in row if c.strip()))]
        self._stray(number, row)
        values = {c: v for c in filled if (v := amount(row[c])) is not None}
        label = next((n for n in called if is_total(n) or is_tax(n)), "")
        if label and is_tax(label):
            return self._tax(Line("subtotal", number, label=label, values=values))
        if label or not called:
            return self._total(Line("subtotal", number, label=label, values=values))
        return list(self._entries(at, row, filled))

    def _entries(self, at: int, row: list[str], filled: list[int]) -> Iterator[Line]:
        self._carry(row)
        said = {role: row[c].strip() or self._above.get(c, "") for c, role in self._roles.items()}
        for column in filled:
            days = self._grid.months[column]
            until = self._grid.months.get(self._merged.get((at, column), column), days)
            cells = self._dress({**said, "cell": row[column]}, (days[0], until[1]))
            line = Line("entry", at + 1, cells, self._grid.names[column])
            value = amount(row[column])
            if value is not None and not is_goal(said) and not cells.get("foreign"):
                line.values[column] = value
            self.sums.post(line)
            yield line

    def _carry(self, row: list[str]) -> None:
        """Remember the names of groups, which merged cells write once."""
        for column in list(self._roles)[:-1]:
            if row[column].strip():
                self._above[column] = row[column].strip()

    def _total(self, line: Line) -> list[Line]:
        before = len(self.sums.problems)
        self.sums.total(line)
        self._above.clear()
        if not line.label and len(self.sums.problems) > before:
            place = {"sheet": self.sums.sheet, "row": line.row}
            self.sums.problems[before:] = [Problem(_NAMELESS, _NAME_IT, **place)]  # type: ignore[arg-type]
        return [line]

    def _tax(self, line: Line) -> list[Line]:
        """Return the tax row itself, or the entries it becomes."""
        alone = self.sums.tax(line)
        for entry in alone:
            (key,) = entry.taxes
            said = {"item": line.label, "tax": "1", "cell": "0"}
            entry.cells = self._dress(said, self._grid.months[key])
        return alone if len(alone) == len(line.values) and alone else [line, *alone]

    def _stray(self, number: int, row: list[str]) -> None:
        """Refuse a number to the right of the months that nothing says anything about."""
        known = {*self._grid.months, *self._grid.totals, *self._grid.labels, *self._notes}
        for column, cell in enumerate(row):
            name = self._grid.names[column] if column < len(self._grid.names) else ""
            headed = name and (is_derived(name) or amount(cell) is None)
            covered = any(
                at == number - 1 and start < column <= end
                for (at, start), end in self._merged.items()
            )
            if column in known or covered or headed or amount(cell) is None:
                continue
            place = {"sheet": self.sums.sheet, "row": number, "column": name or None}
            problem = Problem(_STRAY, _STRAY_MEND, value=shown(cell), **place)  # type: ignore[arg-type]
            self.sums.problems.append(problem)


def roles(grid: Grid) -> dict[int, str]:
    """Return what each column of names fills, by its header, else by its place."""
    known = {
        c.index: str(c.field.fills)
        for c in grid.export.columns(grid.names)
        if c.index in grid.labels
    }
    skipped = {c for c, role in known.items() if role == "ignore"}
    skipped |= {c for c in grid.labels if header_key(grid.names[c]) in _COUNTERS}
    bare = [c for c in grid.labels if c not in known and c not in skipped]
    free = [r for r in _UNNAMED[grid.export.name] if r not in known.values()][: len(bare)]
    names = sorted(free, key=lambda role: role == "item")
    found = {c: r for c, r in known.items() if c not in skipped}
    found |= {c: names[i] if i < len(names) else f"more{c}" for i, c in enumerate(bare)}
    return dict(sorted(found.items()))


def _across(rows: Sequence[Sequence[str]], grid: Grid, sheet: str | None) -> list[Problem]:
    """Hold each column of totals against the months it may sum: since the last such, or all."""
    problems: list[Problem] = []
    for place, column in enumerate(grid.totals):
        since = grid.totals[place - 1] if place else -1
        left = [c for c in grid.months if c < column] or list(grid.months)
        tries: list[list[Problem]] = []
        for months in ([c for c in left if c > since], left):
            off = [
                found
                for at in range(grid.header + 1, len(rows))
                if (found := _row_off(rows[at], at, months, column, grid, sheet))
            ]
            tries.append(off)
        nearest: list[Problem] = min(tries, key=len)
        problems += nearest
    return problems


def _row_off(
    row: Sequence[str],
    at: int,
    months: Sequence[int],
    column: int,
    grid: Grid,
    sheet: str | None,
) -> Problem | None:
    """Return the problem of one row whose total is not the sum of its months."""
    stated = amount(row[column]) if len(row) > column else None
    if stated is None:
        return None
    cells = [amount(row[c]) for c in months if len(row) > c]
    summed = sum((c for c in cells if c is not None), Decimal(0))
    unread = any(len(row) > c and amount(row[c]) is None and not blank(row[c]) for c in months)
    if unread or abs(stated - summed) <= Decimal("0.005") * max(len(cells), 1):
        return None
    words = {"column": grid.names[column], "stated": told(stated), "summed": told(summed)}
    where = {"sheet": sheet, "row": at + 1, "column": grid.names[column] or None}
    return Problem(_ACROSS.fill(**words), _ACROSS_MEND, value=told(stated), **where)  # type: ignore[arg-type]
