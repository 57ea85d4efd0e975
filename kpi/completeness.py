"""Up to which day a figure is complete, and whether its sources are late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.snapshot import Snapshot, Source
from kpi.card import Flag
from kpi.cut import Cut
from kpi.definition import Kpi
from kpi.extent import extent
from kpi.figure import carries
from kpi.period import Period, Span

GRACE = timedelta(days=3)
"""A source may be this late before it counts as not updated."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """The sources, and what each of them carries in and just before a period.

    Looking back over the previous period too, a source that should have figures now and has none
    is noticed instead of silently missing from a sum.
    """

    sources: Sequence[Source]
    carried: Mapping[int, int]
    today: date
    currency: str | None

    def feeding(self, kpi: Kpi, scope: Cut) -> list[Source]:
        """Return the sources in scope that carry a KPI, money in the reporting currency only."""
        return [
            s
            for s in self.inside(scope)
            if carries(kpi, self.carried.get(s.account_key, 0))
            and (not kpi.is_money or s.currency == self.currency)
        ]

    def inside(self, scope: Cut) -> list[Source]:
        """Return the sources in scope."""
        where = dict(scope)
        platform, account = where.get("platform"), where.get("account")
        return [
            s
            for s in self.sources
            if platform in (None, s.platform) and account in (None, s.account)
        ]

    def is_stale(self, source: Source, end: date) -> bool:
        """Whether a source is more than the days of grace behind what could be known."""
        return is_stale(source, end, self.today)

    def complete_to(self, kpi: Kpi, scope: Cut, end: date) -> date | None:
        """Return the smallest last complete day of the feeding sources that are not stale.

        Where all of them are stale, the smallest of all; None where nothing feeds the KPI.
        """
        feeding = self.feeding(kpi, scope) or self.inside(scope)
        fresh = [s for s in feeding if not self.is_stale(s, end)]
        return min((s.complete_to for s in fresh or feeding if s.complete_to), default=None)

    def whole_from(self, kpi: Kpi, scope: Cut) -> date | None:
        """Return the first day on which every feeding source has facts: a sum from there is whole.

        None where nothing feeds the KPI.
        """
        return max((s.first_day for s in self.feeding(kpi, scope)), default=None)

    def flags(self, kpi: Kpi, scope: Cut, end: date) -> set[Flag]:
        """Return stale, partial and tax_mixed as they apply to a figure that ends on a day."""
        feeding = self.feeding(kpi, scope) or self.inside(scope)
        complete = self.complete_to(kpi, scope, end)
        flags = set()
        if any(self.is_stale(s, end) for s in feeding):
            flags.add(Flag.STALE)
        if complete is None or complete < end:
            flags.add(Flag.PARTIAL)
        if kpi.is_money and len({s.tax for s in feeding}) > 1:
            flags.add(Flag.TAX_MIXED)
        return flags


def is_stale(source: Source, end: date, today: date) -> bool:
    """Whether a source lags more than the grace behind the period's end, or behind yesterday."""
    due = min(end, today - timedelta(1)) - GRACE
    return source.complete_to is None or source.complete_to < due


def completeness(
    snapshot: Snapshot, periods: Sequence[Period], today: date, currency: str | None
) -> Completeness:
    """Look at the sources over these periods and the ones before them."""
    start = min(p.previous.start for p in periods)
    window, known = Span(start, max(p.now.end for p in periods)), extent(snapshot)
    return Completeness(known.sources, known.carried(window), today, currency)
