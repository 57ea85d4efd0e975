"""How far the facts of a snapshot reach: what never changes in it, looked up once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from data.schema import Measure
from data.snapshot import Snapshot, Source
from kpi.figure import BITS
from kpi.period import Span

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Extent:
    """Sources, the days each measure of an account reaches over, and ranges without days.

    Parameters
    ----------
    reach : mapping of (int, Measure) to Span
        By account key; measures an account never brings are missing.
    ranges : mapping of int to tuple of Span
        By account key, what range-only files speak for.
    """

    sources: Sequence[Source]
    reach: Mapping[tuple[int, Measure], Span]
    ranges: Mapping[int, tuple[Span, ...]]

    def carried(self, window: Span) -> dict[int, int]:
        """Return the pattern of measures each account carries in a window."""
        found: dict[int, int] = {}
        for (account, measure), span in self.reach.items():
            if span.overlaps(window):
                found[account] = found.get(account, 0) | BITS[measure]
        return found


_known: WeakKeyDictionary[Snapshot, Extent] = WeakKeyDictionary()


def extent(snapshot: Snapshot) -> Extent:
    """Return how far a snapshot reaches; it is asked once, for it never changes."""
    if snapshot not in _known:
        reach: dict[tuple[int, Measure], Span] = {}
        for account, *days in snapshot.query(_reach()):
            spans = zip(Measure, days[::2], days[1::2], strict=True)
            reach |= {(account, m): Span(first, last) for m, first, last in spans if first}
        ranges: dict[int, tuple[Span, ...]] = {}
        for account, first, last in snapshot.query(_text("ranges")):
            ranges[account] = (*ranges.get(account, ()), Span(first, last))
        _known[snapshot] = Extent(snapshot.sources(), reach, ranges)
    return _known[snapshot]


def bits(measures: Sequence[Measure]) -> str:
    """Return the SQL of a pattern: which of these columns are not null, one bit each."""
    return " | ".join(f"(({m} is not null)::bigint * {BITS[m]})" for m in measures)


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


@cache
def _reach() -> str:
    """Fill the measures of kpi/sql/reach.sql."""
    told = (
        f"min(first) filter ({m} is not null), max(last) filter ({m} is not null)" for m in Measure
    )
    return _text("reach").format(reach=", ".join(told))
