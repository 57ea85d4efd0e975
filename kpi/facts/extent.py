"""How far the facts of a snapshot reach: what never changes in it, looked up once."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import compress
from weakref import WeakKeyDictionary

from data.schema import FEES, CostMeasure, PlanMeasure, Quantity, SearchMeasure, ShopMeasure
from data.snapshot import Snapshot, Source
from kpi.facts.estimated import OF_CUSTOMERS
from kpi.facts.plan_names import platform_of
from kpi.facts.quantities import (
    BITS,
    BOOKS,
    KEPT,
    SEARCHED,
    VISITORS,
    WHOLE,
    Ledger,
    Reckoned,
    Searched,
)
from kpi.facts.remarks import Remark, remarks
from kpi.facts.undated import undated
from kpi.period import Span
from kpi.sql import text

EVERY = frozenset(Ledger)


@dataclass(frozen=True, slots=True)
class History:
    """The orders of one shop: since when, of its own site or not, who says who is new, and
    whether customers and categories are known.
    """

    first: date
    has_site: bool
    says_new: bool
    has_customers: bool = True
    has_categories: bool = True

    @property
    def silent_on(self) -> int:
        """The bits of what its orders cannot tell."""
        return (0 if self.has_customers else CUSTOMERS) | (0 if self.has_categories else CATEGORIES)


@dataclass(frozen=True, slots=True)
class Extent:
    """Sources, the days each quantity of an account reaches over, and ranges without days.

    Parameters
    ----------
    sources : sequence of Source
        Those with figures by day; a plan and exchange rates have none.
    reach : mapping of (int, Quantity) to Span
        By account key; quantities an account never brings are missing.
    ranges : mapping of int to tuple of Span
        By account key, what range-only files speak for.
    books : mapping of str to frozenset of Ledger
        By platform, the ledgers it brought.
    histories : mapping of int to History
        By account key, of shops.
    rates : mapping of (str, str or None) to Span
        By a currency and the one it is told in (None: whichever figures are told in), the days
        over which there are exchange rates.
    own_site : frozenset of str
        The sales channels that count as the shop's own site.
    planned : mapping of str to (str, Span)
        By what a plan calls it: the platform, and the days from first to last it is planned for.
    remarks : tuple of Remark
        What sources say of their own figures.
    """

    sources: Sequence[Source]
    reach: Mapping[tuple[int, Quantity], Span]
    ranges: Mapping[int, tuple[Span, ...]]
    books: Mapping[str, frozenset[Ledger]]
    histories: Mapping[int, History]
    rates: Mapping[tuple[str, str | None], Span]
    own_site: frozenset[str]
    planned: Mapping[str, tuple[str, Span]]
    remarks: tuple[Remark, ...] = ()

    def carried(self, window: Span) -> dict[int, int]:
        """Return the pattern of quantities each account carries in a window."""
        found: dict[int, int] = {}
        for (account, quantity), span in self.reach.items():
            if span.overlaps(window):
                found[account] = found.get(account, 0) | PATTERNS[quantity]
        for account, shop in self.histories.items():
            found[account] = found.get(account, 0) & ~shop.silent_on
        planned = {platform for platform, days in self.planned.values() if days.overlaps(window)}
        for source in self.sources:
            if source.platform in planned and source.account_key in found:
                found[source.account_key] |= BITS[PlanMeasure.BUDGET]
        return found

    def worth(self, source: Source, currency: str | None) -> Span | None:
        """Return the days on which a source's money can be told in a currency; None for never."""
        if source.currency == currency:
            return Span(date.min, date.max)
        known = [self.rates.get((source.currency or "", to)) for to in (currency, None)]
        days = [span for span in known if span and currency]
        return Span(min(s.start for s in days), max(s.end for s in days)) if days else None

    def ledgers(self, platform: str) -> frozenset[Ledger]:
        """Return the ledgers of a platform; of an unknown one, any."""
        return self.books.get(platform, EVERY)

    def platforms(self, ledger: Ledger) -> list[str]:
        """Return the platforms that brought a ledger."""
        return sorted(name for name, ledgers in self.books.items() if ledger in ledgers)

    @property
    def last(self) -> date:
        """The last complete day, else the last of all; of a snapshot with sources only."""
        return self.newest or max(s.last_day for s in self.sources)

    @property
    def newest(self) -> date | None:
        """The last complete day of the newest source; costs, known ahead, only when alone."""
        ends = {s: s.complete_to for s in self.sources if s.complete_to}
        told = [end for s, end in ends.items() if self.ledgers(s.platform) != {Ledger.COSTS}]
        return max(told or ends.values(), default=None)


PATTERNS = {
    quantity: BITS[quantity] | sum(BITS[part] for part, of in WHOLE.items() if of is quantity)
    for quantity in (*KEPT, *SEARCHED)
}
"""The bits of a quantity with those of its reckoned parts."""
UNNAMED = (
    SearchMeasure.SEARCH_CLICKS,
    SearchMeasure.SEARCH_IMPRESSIONS,
    Searched.SEARCH_POSITIONS,
    Searched.SPAN_CLICKS,
)
NAMED = (Searched.BRAND_IMPRESSIONS, Searched.BRAND_CLICKS)
"""What the days of a property tell, and what its queries tell by their words."""
CATEGORIES = BITS[Reckoned.CATEGORIZED] | BITS[Reckoned.CROSS_ORDERS]
CUSTOMERS = sum(
    BITS[q]
    for q in (
        *(Reckoned.FIRST_BUYERS, Reckoned.AGAIN_IN_90, Reckoned.BUYERS, Reckoned.AGAIN_IN_365),
        *OF_CUSTOMERS,
    )
)

_known: WeakKeyDictionary[Snapshot, Extent] = WeakKeyDictionary()


def extent(snapshot: Snapshot) -> Extent:
    """Return how far a snapshot reaches; it is asked once, for it never changes."""
    if snapshot not in _known:
        reach = _reached(snapshot)
        ranges: dict[int, tuple[Span, ...]] = {}
        for account, first, last in snapshot.query(text("ranges")):
            ranges[account] = (*ranges.get(account, ()), Span(first, last))
        books: dict[str, frozenset[Ledger]] = {}
        for platform, book in snapshot.query(text("books")):
            found = {BOOKS[book]} if book in BOOKS else set()
            books[platform] = books.get(platform, frozenset()) | found
        histories = {key: History(*row) for key, *row in snapshot.query(text("history"))}
        rates = {
            (currency, to): Span(first, last)
            for currency, to, first, last in snapshot.query(text("rate_days"))
        }
        planned = {
            written or "–": (platform_of(written), Span(first, last))
            for written, first, last in snapshot.query(text("plan_days"))
        }
        told = [s for s in snapshot.sources() if books.get(s.platform, EVERY)]
        sources = _as_one_ledger(told, reach)
        _known[snapshot] = Extent(
            *(sources, reach, ranges, books, histories, rates),
            own_site=snapshot.own_site(),
            planned=planned,
            remarks=(*remarks(snapshot), *undated(snapshot)),
        )
    return _known[snapshot]


def _reached(snapshot: Snapshot) -> dict[tuple[int, Quantity], Span]:
    """Return the days each quantity of an account reaches over: daily figures, and searches."""
    reach: dict[tuple[int, Quantity], Span] = {}
    for account, tells, first, last in snapshot.query(_reach()):
        for told in compress(KEPT, tells):
            known = reach.get((account, told), Span(first, last))
            reach[account, told] = Span(min(first, known.start), max(last, known.end))
    for account, by_name, first, last in snapshot.query(text("search_reach")):
        reach |= {(account, q): Span(first, last) for q in (NAMED if by_name else UNNAMED)}
    return reach


def _as_one_ledger(
    sources: Sequence[Source], reach: Mapping[tuple[int, Quantity], Span]
) -> list[Source]:
    """Return the sources, those of costs with the days of their whole ledger.

    A vendor without a bill this month is not late, and costs are known for days still to come.
    Service fees are as complete as the media they are charged on.
    """
    costs = [s for s in sources if (s.account_key, CostMeasure.AMOUNT) in reach]
    if not costs:
        return list(sources)
    first, last = min(s.first_day for s in costs), max(s.last_day for s in costs)
    return [
        dataclasses.replace(
            s,
            first_day=first,
            last_day=last,
            complete_to=s.complete_to if s.platform == FEES.key else last,
        )
        if s in costs
        else s
        for s in sources
    ]


@cache
def _reach() -> str:
    """Fill the columns of kpi/sql/reach.sql."""
    columns = [m.placed if isinstance(m, ShopMeasure) else str(m) for m in KEPT]
    tells = ", ".join(f"{m} is not null" for m in columns)
    people = ", ".join(sorted(VISITORS - {*Reckoned}))
    return text("reach").format(tells=tells, people=people)
