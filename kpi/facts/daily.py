"""Daily sums kept beside a snapshot: a span is two places in them, not another question."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Any

from data.schema import Kind, Quantity
from data.snapshot import Snapshot
from kpi.facts.kept import Kept
from kpi.period import Span

Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """What one cut tells with one pattern, as sums running from its first day on.

    Parameters
    ----------
    names : tuple
        The names of the cut, as the query brought them.
    days : list of datetime.date
        In order; `rows` and the sums of each quantity are one longer and begin at zero.
    """

    platform: str
    pattern: int
    names: tuple[str | None, ...]
    days: list[date]
    rows: list[int]
    sums: dict[Quantity, list[Amount]]
    _each: dict[Quantity, list[float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def each_day(self, quantity: Quantity, span: Span) -> Iterator[tuple[date, float]]:
        """Yield the days of a span with what each of them tells, as far as a float holds it."""
        if quantity not in self._each:
            running = self.sums.get(quantity, ())
            self._each[quantity] = [float(after - before) for before, after in pairwise(running)]
        low, high = bisect_left(self.days, span.start), bisect_right(self.days, span.end)
        return zip(self.days[low:high], self._each[quantity][low:high], strict=False)

    def over(self, span: Span) -> tuple[int, dict[Quantity, Amount]] | None:
        """Return the exported rows and the sums of a span; None where it has no day of it."""
        low, high = bisect_left(self.days, span.start), bisect_right(self.days, span.end)
        if low == high:
            return None
        told = {quantity: sums[high] - sums[low] for quantity, sums in self.sums.items()}
        return self.rows[high] - self.rows[low], told


@dataclass(frozen=True, slots=True)
class Daily:
    """The days that sums were added up from; their money is weighed by `divisor`."""

    series: Series
    span: Span
    divisor: int

    def tells(self, quantity: Quantity) -> bool:
        """Whether a quantity's days are known."""
        return quantity in self.series.sums

    def amounts(self, quantity: Quantity) -> Iterator[tuple[date, float]]:
        """Yield each day's amount of a quantity, of its own size."""
        size = self.divisor if quantity.kind is Kind.MONEY else 1
        return ((day, told / size) for day, told in self.series.each_day(quantity, self.span))


def series(rows: Iterable[tuple[Any, ...]], quantities: Sequence[Quantity]) -> list[Series]:
    """Return the series of rows as kpi/sql/by_day.sql brings them, day after day.

    Of accounts a quantity is told on every day of a pattern or on none: the table has one row an
    account and day, and the pattern says what that row tells. Of campaigns the pattern is their
    account's day, on which one of them may tell nothing: that adds nothing.
    """
    width = len(quantities)
    found: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for day, platform, pattern, exported, *rest in rows:
        named = (platform, pattern, tuple(rest[width:]))
        found.setdefault(named, []).append((day, exported, *rest[:width]))
    return [_series(named, told, quantities) for named, told in found.items()]


def _series(
    named: tuple[Any, ...], told: list[tuple[Any, ...]], quantities: Sequence[Quantity]
) -> Series:
    days, exported, *columns = map(list, zip(*told, strict=True))
    sums = {
        quantity: list(accumulate((told or 0 for told in column), initial=0))
        for quantity, column in zip(quantities, columns, strict=True)
        if any(told is not None for told in column)
    }
    platform, pattern, names = named
    return Series(platform, pattern, names, days, list(accumulate(exported, initial=0)), sums)


MOST = 32
"""So many questions are kept for one snapshot: quantities, cuts, filters and terms."""
SERIES: Kept[list[Series]] = Kept(MOST)


def kept(snapshot: Snapshot, key: Hashable, ask: Callable[[], list[Series]]) -> list[Series]:
    """Return what was kept of a question to a snapshot; else ask and keep."""
    found = SERIES.find(snapshot, key)
    return SERIES.keep(snapshot, key, ask()) if found is None else found
