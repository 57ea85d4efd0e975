"""Up to which day a figure is complete, whether its sources are late, and since when they tell."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from data.schema import Measure
from data.snapshot import Snapshot, Source
from kpi.card import Flag
from kpi.cut import Cut
from kpi.definition import Kpi, Part
from kpi.facts.extent import Extent, History, extent
from kpi.facts.quantities import Ledger, Question, ledger_of
from kpi.facts.remarks import touching
from kpi.figure import carries, spoken
from kpi.period import Period, Span
from kpi.terms import Terms

GRACE = timedelta(days=3)
"""A source may be this late before it counts as not updated."""

ENOUGH_MONTHS = 12
"""So many months of orders before a period make a first order in the data one in life."""


ATTRIBUTION_DAYS = 7
"""So long after a click or a view a platform goes on claiming conversions for that day."""

CLAIMS = frozenset((Measure.CONVERSIONS, Measure.CONVERSION_VALUE))


@dataclass(frozen=True, slots=True)
class Completeness:
    """The sources, and what each of them carries in and just before a period.

    Looking back over the previous period too, a source that should have figures now and has none
    is noticed instead of silently missing from a sum.
    """

    extent: Extent
    carried: Mapping[int, int]
    window: Span
    today: date
    terms: Terms
    told: dict[Hashable, list[Source]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was asked of it before: every card and line asks much the same."""

    @property
    def sources(self) -> Sequence[Source]:
        """Every source of the snapshot."""
        return self.extent.sources

    def feeding(self, kpi: Kpi, scope: Cut) -> list[Source]:
        """Return the sources in scope that feed a KPI: with all its parts, across books with any.

        Money feeds in the reporting currency, or where it has exchange rates.
        """
        return self._once(("feeding", kpi.key, scope), lambda: self._feeding(kpi, scope))

    def _feeding(self, kpi: Kpi, scope: Cut) -> list[Source]:
        if kpi.across:
            fed = {s.account_key for part in kpi.parts for s in self.telling(kpi, part, scope)}
            return [s for s in self.inside(scope, kpi) if s.account_key in fed]
        return [
            s
            for s in self.inside(scope, kpi)
            if carries(kpi, self.carried.get(s.account_key, 0))
            and (not kpi.is_money or self.money_days(s))
        ]

    def _once(self, asked: Hashable, answer: Callable[[], list[Source]]) -> list[Source]:
        if asked not in self.told:
            self.told[asked] = answer()
        return self.told[asked]

    def telling(self, kpi: Kpi, part: Part, scope: Cut) -> list[Source]:
        """Return the sources in scope that tell one part of a KPI."""

        def answer() -> list[Source]:
            return [
                s
                for s in self.inside(scope, kpi)
                if spoken(part, self.carried.get(s.account_key, 0))
                and (not part.is_money or self.money_days(s))
            ]

        return self._once(("telling", kpi.key, kpi.parts.index(part), scope), answer)

    def money_days(self, source: Source) -> Span | None:
        """Return the days of a source's money that can be told here; None where it waits."""
        days = self.extent.worth(source, self.terms.currency)
        return days if days and days.overlaps(self.window) else None

    def paying(self, kpi: Kpi, scope: Cut) -> list[Source]:
        """Return the sources whose money enters a KPI: their tax basis is the figure's."""
        fed = {s.account_key for s in self.feeding(kpi, scope)}
        money = [part for part in kpi.parts if part.is_money]
        told = {s.account_key for part in money for s in self.telling(kpi, part, scope)}
        return [s for s in self.sources if s.account_key in fed & told]

    def inside(self, scope: Cut, kpi: Kpi | None = None) -> list[Source]:
        """Return the sources in scope, of a KPI those that keep its books."""
        where = dict(scope)
        platform, account = where.get("platform"), where.get("account")

        def answer() -> list[Source]:
            return [
                s
                for s in self.sources
                if platform in (None, s.platform)
                and account in (None, s.account)
                and (kpi is None or not self.extent.ledgers(s.platform).isdisjoint(kpi.ledgers))
            ]

        return self._once(("inside", platform, account, kpi and kpi.ledgers), answer)

    def is_stale(self, source: Source, end: date) -> bool:
        """Whether a source lags more than the grace behind the period's end or yesterday."""
        due = min(end, self.today - timedelta(1)) - GRACE
        return source.complete_to is None or source.complete_to < due

    def complete_to(self, kpi: Kpi, scope: Cut, end: date) -> date | None:
        """Return the smallest last complete day of the feeding sources that are not stale.

        Where all of them are stale, the smallest of all; None where nothing feeds the KPI. Across
        books it is the smallest of the parts, so that both end on one day.
        """
        if not kpi.across:
            return self._fresh_to(self.feeding(kpi, scope) or self.inside(scope, kpi), end)
        told = [self._fresh_to(self.telling(kpi, part, scope), end) for part in kpi.parts]
        return min(filter(None, told), default=self._fresh_to(self.inside(scope, kpi), end))

    def _fresh_to(self, sources: Sequence[Source], end: date) -> date | None:
        fresh = [s for s in sources if not self.is_stale(s, end)]
        return min((s.complete_to for s in fresh or sources if s.complete_to), default=None)

    def whole_from(self, kpi: Kpi, scope: Cut) -> date | None:
        """Return the first day on which every feeding source has facts: a sum from there is whole.

        None where nothing feeds the KPI.
        """
        feeding = self.feeding(kpi, scope)
        money = [days.start for s in feeding if kpi.is_money and (days := self.money_days(s))]
        return max((*(s.first_day for s in feeding), *money), default=None)

    def begins(self, kpi: Kpi, scope: Cut) -> date | None:
        """Return the first day on which each part of a KPI has a source; None without one."""
        told = [[s.first_day for s in self.telling(kpi, part, scope)] for part in kpi.parts]
        return max(map(min, told)) if all(told) else None

    def own(self, kpi: Kpi, scope: Cut, period: Period) -> Period:
        """Return a period as far as the sources of a KPI reach.

        Across books it also begins where they all have: else one part would hold more days than
        the other.
        """
        complete = self.complete_to(kpi, scope, period.now.end)
        own = period.until(complete) if complete else period
        begins = self.begins(kpi, scope) if kpi.across else None
        return own.since(begins) if begins else own

    def flags(self, kpi: Kpi, scope: Cut, asked: Span, left_out: bool = False) -> set[Flag]:
        """Return what the sources say of a figure over the days asked for.

        Parameters
        ----------
        left_out : bool
            Whether the figure was formed without some of their facts.
        """
        feeding = self.feeding(kpi, scope) or self.inside(scope, kpi)
        complete = self.complete_to(kpi, scope, asked.end)
        begins = self.begins(kpi, scope)
        narrow = begins is None or begins > asked.start or bool(self.halves_missing(kpi, scope))
        mixed = len({s.tax for s in self.paying(kpi, scope)}) > 1
        months = self.months_known(kpi, scope, asked)
        remarked = touching(self.extent.remarks, kpi, scope, asked)
        lacking = bool(left_out or remarked or kpi.question is Question.BRAND)
        found = {
            Flag.STALE: any(self.is_stale(s, asked.end) for s in feeding),
            Flag.PARTIAL: complete is None or complete < asked.end,
            Flag.TAX_MIXED: mixed and self.terms.tax == "exported",
            Flag.PARTIAL_COVERAGE: lacking or (kpi.across and narrow),
            Flag.IMMATURE: any(self._is_young(s, kpi, asked.end) for s in feeding),
            Flag.SHORT_HISTORY: months is not None and months < ENOUGH_MONTHS,
        }
        return {flag for flag, holds in found.items() if holds}

    def halves_missing(self, kpi: Kpi, scope: Cut) -> list[Ledger]:
        """Return the books of which nobody brought anything to a part that adds two of them up."""
        return [
            ledger
            for part in kpi.parts
            if part.added
            for ledger in dict.fromkeys(map(ledger_of, part.quantities))
            if not any(
                ledger in self.extent.ledgers(s.platform) for s in self.telling(kpi, part, scope)
            )
        ]

    def months_known(self, kpi: Kpi, scope: Cut, asked: Span) -> int | None:
        """Return how many whole months of orders lie before a span, for a KPI that needs them.

        One over the year that ends with the span needs them before its end. None where it needs
        none, or its shops say themselves who buys for the first time.
        """
        if not kpi.needs_history:
            return None
        rolls = kpi.question is Question.BUYERS
        shops = [h for h in self._histories(kpi, scope) if rolls or not h.says_new]
        before = asked.end + timedelta(1) if rolls else asked.start
        return max(0, min(_months(h.first, before) for h in shops)) if shops else None

    def _histories(self, kpi: Kpi, scope: Cut) -> list[History]:
        """Return the histories behind a KPI; the own site's only where it counts those alone."""
        found = self.extent.histories
        fed = [found[s.account_key] for s in self.feeding(kpi, scope) if s.account_key in found]
        return [h for h in fed if h.has_site or not kpi.of_site or "sales_channel" in dict(scope)]

    def _is_young(self, source: Source, kpi: Kpi, end: date) -> bool:
        """Whether days reach past those on which everybody had the time to pay or to come back.

        On days of a platform's claims those who clicked had the time to buy.
        """
        books = self.extent.ledgers(source.platform)
        sells = Ledger.ORDERS in books and Ledger.ORDERS in kpi.ledgers
        claims = Ledger.PLATFORM in books and not CLAIMS.isdisjoint(kpi.quantities)
        wait = max(
            self.terms.maturity if sells else 0, ATTRIBUTION_DAYS if claims else 0, kpi.ripens
        )
        complete = source.complete_to
        return wait > 0 and (complete is None or complete - timedelta(wait) < end)


def _months(first: date, start: date) -> int:
    months = (start.year - first.year) * 12 + start.month - first.month
    return months - (start.day < first.day)


def completeness(
    snapshot: Snapshot, periods: Sequence[Period], today: date, terms: Terms
) -> Completeness:
    """Look at the sources over these periods and the ones before them."""
    start = min(p.previous.start for p in periods)
    window, known = Span(start, max(p.now.end for p in periods)), extent(snapshot)
    return Completeness(known, known.carried(window), window, today, terms)
