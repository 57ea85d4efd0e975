"""A pulled table as a file like those GA4 writes itself, so that it is read like every export."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from data.ga4.access import Property
from data.ga4.asking import Answer
from data.ga4.parts import Part
from data.ga4.spans import FOLLOWED
from data.ga4.table import Over, Table

SOURCE = "Google Analytics Data API"
NOTE = "Note"
RULER = "# " + "-" * 40
TOTAL = "Grand total"

Pulled = Sequence[tuple[Part, Answer]]
Rows = Callable[[Part], Sequence[tuple[str, ...]]]


def write(path: Path, owner: Property, table: Table, pulled: Pulled, rows_of: Rows) -> None:
    """Write one table: what GA4 says of it above, its rows by day, the totals GA4 stated.

    Parameters
    ----------
    rows_of : callable
        What reads the rows of a part: those of all of them would fill the memory.
    """
    first, last = pulled[0][0].first, max(part.last for part, _ in pulled)
    with path.open("w", encoding="utf-8", newline="") as text:
        text.writelines(f"{line}\n" for line in _above(owner, table, pulled, first, last))
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(table.headings)
        for part, _ in pulled:
            rows.writerows(_rows(part, rows_of(part)))
        if totals := _totals(table, [answer for _, answer in pulled]):
            named = len(table.headings) - len(totals)
            rows.writerow((TOTAL, *[""] * (named - 1), *totals))


def notes(pulled: Pulled) -> list[str]:
    """Return what touches the figures: kind, days, how much."""
    found = []
    for part, answer in pulled:
        days = f"{part.first:%Y-%m-%d}/{part.last:%Y-%m-%d}"
        if answer.sampled:
            read, space = answer.sampled
            found.append(f"sampled {days} {read}/{space}")
        found += [f"thresholded {days}"] if answer.thresholded else []
        found += [f"other {days}"] if answer.other else []
        found += [f"truncated {days} {' '.join(answer.truncated)}"] if answer.truncated else []
    return found


def _rows(part: Part, told: Sequence[tuple[str, ...]]) -> Iterable[Sequence[str]]:
    """Return the rows of a part, each saying what the table is where its dimensions do not.

    Of people who first came in a week a day is told once the last of them had it.
    """
    table = part.table
    if table.says:
        return [(table.key, *row) for row in told]
    return told if table.over is not Over.FIRST_WEEKS else _followed(part, told)


def _followed(part: Part, rows: Sequence[tuple[str, ...]]) -> Iterable[Sequence[str]]:
    """Yield each day that a week's people have had; where GA4 tells none nobody was there."""
    told: dict[tuple[str, ...], dict[int, Sequence[str]]] = {}
    for row in rows:
        told.setdefault(tuple(row[:2]), {})[int(row[2])] = row
    for (first, last), days in told.items():
        users = next(iter(days.values()))[3]
        for n in range(min((part.told_to - date.fromisoformat(last)).days, FOLLOWED) + 1):
            yield days.get(n, (first, last, f"{n:04}", users, "0"))


def _above(owner: Property, table: Table, pulled: Pulled, first: date, last: date
           ) -> Iterable[str]:  # fmt: skip
    newest = pulled[-1][1]
    yield RULER
    yield f"# {SOURCE}"
    yield f"# Table: {table.key}"
    yield f"# Property: {owner.name}"
    yield f"# Property number: {owner.id}"
    yield f"# Time zone: {newest.time_zone}"
    yield f"# Currency: {newest.currency}"
    yield from (f"# {NOTE}: {note}" for note in notes(pulled))
    yield RULER
    yield "#"
    yield "# All Users"
    yield f"# Start date: {first:%Y%m%d}"
    yield f"# End date: {last:%Y%m%d}"


def _totals(table: Table, answers: Sequence[Answer]) -> tuple[str, ...] | None:
    """Return the totals of the whole table; None where its rows need not add up to them."""
    told = [answer.totals for answer in answers if answer.count]
    if not table.adds or any(a.thresholded or a.other or a.truncated for a in answers):
        return None
    if not told or any(totals is None for totals in told):
        return None
    columns = zip(*[totals for totals in told if totals], strict=True)
    return tuple(str(sum(map(Decimal, column))) for column in columns)
