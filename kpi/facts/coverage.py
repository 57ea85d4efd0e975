"""Which days each source has, which are missing inside its span, and where its data end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from data.snapshot import Snapshot, Source
from kpi.period import Span
from kpi.sql import text

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Covered:
    """The days of one source.

    Parameters
    ----------
    days : tuple of Span
        Runs of days that daily files speak for.
    totals : tuple of Span
        Ranges of which there is one total and nothing by day.
    missing : tuple of Span
        Days between its first and its last that no file speaks for.
    """

    source: Source
    days: tuple[Span, ...]
    totals: tuple[Span, ...]
    missing: tuple[Span, ...]

    @property
    def missing_days(self) -> int:
        """How many days are missing."""
        return sum(gap.days for gap in self.missing)

    @property
    def days_in_totals(self) -> int:
        """How many days are known only within a total."""
        known = {day for span in self.days for day in span.each_day()}
        return len({day for span in self.totals for day in span.each_day()} - known)

    @property
    def unfinished(self) -> Span | None:
        """The last days, on which the file was written: they are not whole yet."""
        source = self.source
        first = source.complete_to + DAY if source.complete_to else source.first_day
        return Span(first, source.last_day) if first <= source.last_day else None


def coverage(snapshot: Snapshot) -> list[Covered]:
    """Return the calendar of every source that files speak for, by platform and name."""
    found: dict[int, dict[bool, list[Span]]] = {}
    for account, is_daily, first, last in snapshot.query(text("coverage")):
        found.setdefault(account, {True: [], False: []})[is_daily].append(Span(first, last))
    return [
        Covered(source, tuple(runs[True]), tuple(runs[False]), tuple(_gaps(spans)))
        for source in snapshot.sources()
        if (runs := found.get(source.account_key))  # fees grow by rule: no file speaks for them
        for spans in [runs[True] + runs[False]]
    ]


def _gaps(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the days between spans that none of them has."""
    reached = None
    for span in sorted(spans):
        if reached and span.start > reached + DAY:
            yield Span(reached + DAY, span.start - DAY)
        reached = max(reached or span.end, span.end)
