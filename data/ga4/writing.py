"""A pulled table as a file like those GA4 writes itself, so that it is read like every export."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from data.ga4.access import Property
from data.ga4.asking import Answer
from data.ga4.parts import Part
from data.ga4.tables import Table

SOURCE = "Google Analytics Data API"
NOTE = "Note"
RULER = "# " + "-" * 40
TOTAL = "Grand total"

Pulled = Sequence[tuple[Part, Answer]]


def write(path: Path, owner: Property, table: Table, pulled: Pulled) -> None:
    """Write one table: what GA4 says of it above, its rows by day, the totals GA4 stated."""
    first, last = pulled[0][0].first, max(part.last for part, _ in pulled)
    with path.open("w", encoding="utf-8", newline="") as text:
        text.writelines(f"{line}\n" for line in _above(owner, table, pulled, first, last))
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(table.headings)
        for _, answer in pulled:
            rows.writerows(answer.rows)
        if totals := _totals(table, [answer for _, answer in pulled]):
            rows.writerow((TOTAL, *[""] * (len(table.dimensions) - 1), *totals))


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
    told = [answer.totals for answer in answers if answer.rows]
    if not table.adds or any(a.thresholded or a.other or a.truncated for a in answers):
        return None
    if not told or any(totals is None for totals in told):
        return None
    columns = zip(*[totals for totals in told if totals], strict=True)
    return tuple(str(sum(map(Decimal, column))) for column in columns)
