"""A list of costs, budgets or rates as people keep it, line by line: one record, one entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.exports.base import header_key
from data.exports.generic_costs import AMOUNTS
from data.reading.sheets.dressing import MONEY
from data.reading.sheets.months import Days, days
from data.reading.sheets.subtotals import Line, Sums
from data.reading.sheets.wording import amount, basis, blank, is_tax, is_total
from data.reading.table import Table
from data.report import Problem
from data.text import Text

Dress = Callable[[Mapping[str, str], Days | None], dict[str, str]]
BLANK = "（空白）"
"""Stands for an amount that an entry should have and has not, so that the row is held back."""
_SAME = (
    "period_start", "period_end", "account", "rate_currency", "rate_to", "plan_platform", "kpi",
)  # fmt: skip
_TWICE = Text(
    "{what} 在 {days} 有兩個不同的數字：{one} 與 {other}。",
    "{what} has two different figures on {days}: {one} and {other}.",
)
_TWICE_MEND = Text("請只留下正確的一個。", "Keep the right one only.")
_DATES = ("day", "period", "period_start", "period_end")
_AMOUNTS = frozenset(map(header_key, AMOUNTS))


def roles(table: Table) -> dict[int, str]:
    """Return what each column fills; of several amounts the one without tax is the amount."""
    found = {c.index: str(c.field.fills) for c in table.columns if c.field.fills != "ignore"}
    amounts = [i for i, h in enumerate(table.headers) if header_key(h) in _AMOUNTS]
    if table.mapped or "amount" not in found.values() or len(amounts) < 2:
        return found
    for index in amounts:
        found.pop(index, None)
    net = next((i for i in amounts if basis(table.headers[i]) == "excluded"), amounts[0])
    gross = next((i for i in amounts if basis(table.headers[i]) == "included" and i != net), None)
    found[net] = "amount"
    if gross is not None and "amount_tax" not in found.values():
        found[gross] = "gross"
    return found


@dataclass(frozen=True, slots=True)
class Calendar:
    """How the days of a row are found.

    Parameters
    ----------
    year : callable
        Returns the year of a month that is written without one.
    month : str
        What the title says of all rows, where no column does.
    """

    year: Callable[[str], int | None]
    month: str = ""

    def days(self, said: Mapping[str, str]) -> tuple[str, str, Days | None]:
        """Return what a row says of its first and last day, and the days that this names."""
        start = said.get("period_start") or said.get("day") or said.get("period") or self.month
        end = said.get("period_end") or start
        first, last = (days(d) or days(d, self.year(d)) for d in (start, end))
        if first and first == last and said.get("period") == start and first[0].day == 1:
            first = last = days(f"{first[0]:%Y-%m}")  # Excel makes 2026-09 a day when it is typed
        return start, end, (first[0], last[1]) if first and last else None


def entries(
    rows: Sequence[Sequence[str]], table: Table, sums: Sums, dress: Dress, calendar: Calendar
) -> list[Line]:
    """Return a line for every record below the header; totals and tax rows are held to `sums`."""
    known, width = roles(table), len(table.headers)
    lines: list[Line] = []
    for at in range(table.header_row, len(rows)):
        row = [*rows[at], *[""] * (width - len(rows[at]))]
        lines += _line(at + 1, row, table, known, sums, dress, calendar)
    return lines


def _line(
    number: int,
    row: list[str],
    table: Table,
    known: dict[int, str],
    sums: Sums,
    dress: Dress,
    calendar: Calendar,
) -> list[Line]:
    """Return the lines of one record: one, and the entries a tax row becomes."""
    said = {role: row[c].strip() for c, role in known.items()}
    text = " ".join(c.strip() for c in row if c.strip())
    names = [t for r, t in said.items() if r not in MONEY and not blank(t)]
    values = {c: v for c, r in known.items() if r in MONEY and (v := amount(row[c])) is not None}
    beyond = [c for c in row[len(table.headers) :] if c.strip()]
    line = Line("subtotal", number, values=values, extra=tuple(beyond))
    line.label = next((n for n in names if is_total(n) or is_tax(n)), "")
    if not text:
        return [Line("blank", number)]
    if line.label and is_tax(line.label) and values:
        return [line, *_tax(line, said, sums, dress, calendar)]
    if line.label:
        sums.total(line)
        return [line]
    if [c.strip() for c in row[: len(table.headers)]] == [h.strip() for h in table.headers]:
        return [Line("heading", number)]
    measured = any(said.get(str(m)) for m in table.export.book.measures)
    alone = sum(bool(c.strip()) for c in row) == 1 and not days(text, 2000)
    if not measured and (alone or not any(said.get(r) for r in _DATES)):
        return [Line("heading", number, label=text)]
    return [_entry(line, said, table, sums, dress, calendar)]


def _tax(
    line: Line, said: Mapping[str, str], sums: Sums, dress: Dress, calendar: Calendar
) -> list[Line]:
    """Return the entries of a tax row that covers nothing above it, on its own days."""
    alone = sums.tax(line)
    for entry in alone:
        entry.cells = dress({"item": line.label, "tax": "1", "amount": "0"}, calendar.days(said)[2])
    return alone


def _entry(
    line: Line, said: dict[str, str], table: Table, sums: Sums, dress: Dress, calendar: Calendar
) -> Line:
    """Return the entry of one record, its days as far as they read one way."""
    start, end, found = calendar.days(said)
    said |= {"period_start": start, "period_end": end}
    if said.get("gross") and not said.get("amount_tax"):
        net, gross = amount(said.get("amount", "")), amount(said["gross"])
        if net is not None and gross is not None:
            said["amount_tax"] = str(gross - net)
    needed = [str(m) for m in table.export.book.measures if str(m) != "amount_tax"]
    if not any(said.get(m) and not blank(said[m]) for m in needed):
        said[next(m for m in needed if m in said)] = BLANK
    line.sort, line.cells = "entry", dress(said, found)
    if line.cells.get("foreign"):
        line.values = {}
    sums.post(line)
    return line


def twice(lines: Sequence[Line], sheet: str | None) -> list[Problem]:
    """Return a problem for every rate or target that the same days state in two ways."""
    said: dict[tuple[str, ...], str] = {}
    problems = []
    for line in lines:
        role = next((r for r in ("rate", "target") if line.cells.get(r)), None)
        if role is None:
            continue
        key = tuple(line.cells.get(r, "") for r in _SAME)
        before, now = said.setdefault(key, line.cells[role]), line.cells[role]
        if amount(before) != amount(now):
            words = {"what": " ".join(filter(None, key[2:])), "one": before, "other": now}
            rule = _TWICE.fill(days=f"{key[0]} – {key[1]}", **words)
            place = {"sheet": sheet, "row": line.row}
            problems.append(Problem(rule, _TWICE_MEND, value=now, **place))  # type: ignore[arg-type]
    return problems
