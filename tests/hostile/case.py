"""One hostile file: how it is written and what may be made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

PARSED, REJECTED, ASKED = "parsed", "rejected", "needs_answer"
HEADER = [
    "Campaign", "Campaign ID", "Day", "Currency code", "Impr.", "Clicks", "Cost", "Conversions",
]  # fmt: skip
DAY, IMPRESSIONS, CLICKS, COST = 2, 4, 5, 6
TOP = 4  # the first data row as Excel counts it: title, range, header above
Table = list[list[Any]]


@dataclass(frozen=True)
class Case:
    """A file that is wrong, or only looks so.

    Parameters
    ----------
    write : callable
        Writes the file.
    status : str
        What the report must say.
    says : str
        Words the English problems must hold where the file is refused.
    row, column : int, str or None
        The place that must be named, where rows are set aside.
    cost : decimal.Decimal or None
        What must be loaded where the file loads.
    money : str
        The column that carries it.
    aside : int
        Rows that must be set aside where the file loads.
    asks : str
        The question that must be asked where one is.
    """

    name: str
    write: Callable[[Path], object]
    status: str = REJECTED
    says: str = ""
    row: int | None = None
    column: str | None = None
    cost: Decimal | None = None
    money: str = "cost"
    aside: int = 0
    asks: str = ""
    file: str = "report.csv"


def rows(count: int = 30) -> Table:
    """Return plain daily rows of three campaigns; the cost of row n is n + 0.25."""
    return [
        [f"Campaign {n % 3}", f"2103456789{n % 3}", f"2026-01-{n // 3 + 1:02}", "TWD",
         str(100 + n), str(n), f"{n}.25", "1.50"]
        for n in range(count)
    ]  # fmt: skip


def cost_of(table: Table) -> Decimal:
    """Return the sum of a table's plain costs."""
    return sum((Decimal(r[COST]) for r in table), Decimal(0))


def report(data: Table, header: list[str] | None = None, top: Table | None = None) -> Table:
    """Put title, range and header above some rows."""
    lead = [["Campaign report"], ["January 1, 2026 - January 31, 2026"]] if top is None else top
    return [*lead, header or HEADER, *data]


def put(at: int, column: int, value: Any, count: int = 30) -> Table:
    """Return plain rows with one cell changed."""
    data = rows(count)
    data[at][column] = value
    return data


def without(at: int, count: int = 30) -> Decimal:
    """Return the cost of the plain rows but one."""
    return cost_of([r for n, r in enumerate(rows(count)) if n != at])
