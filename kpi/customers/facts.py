"""What single orders say of customers: cohorts by their first day, segments, pairs, channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.snapshot import Snapshot
from kpi.customers.time_unit import TimeUnit
from kpi.facts.asking import Asked
from kpi.facts.extent import Extent, extent
from kpi.facts.quantities import Ledger
from kpi.facts.query import Query, bound_names
from kpi.sql import text
from kpi.terms import Terms

WINDOW = 365
"""Days over which segments and pairs are counted."""
HORIZON = 730
"""Days from the first order over which a customer is worth something: 24 months."""
NEAR, FAR, OFTEN, TOP = 90, 180, 3, 0.8
"""RFM: days since the last order, orders in the window, and the share that pays less."""
SOON, LATER = 90, 365
"""Days from the first order over which channels are told."""
LEAST, WIDEST, PAIRS = 30, 20, 15
"""So often a product and a pair are bought, so many products a basket has at most, pairs told."""
BINDS = {
    "horizon": HORIZON, "window": WINDOW, "near": NEAR, "far": FAR, "often": OFTEN, "top": TOP,
    "soon": SOON, "later": LATER, "least": LEAST, "widest": WIDEST, "most": PAIRS,
}  # fmt: skip

WEIGHT = (
    "case when accounts.currency = $currency then terms.weight::decimal(20,6)"
    " else (terms.weight * worth.rate)::decimal(20,6) end"
)
MEET_WORTH = "left join worth on worth.currency = accounts.currency and worth_day = o.placed_on"
EARNED = {
    "known": "(revenue * coalesce(gain, 0))::decimal(38,6)",
    "rest": "(revenue * (1 - coalesce(share, 0)))::decimal(38,6)",
    "earned": "left join earned using (account_key, order_id)",
}
ALL_ALIKE = {"known": "0::decimal(38,6)", "rest": "revenue", "earned": ""}


@dataclass(frozen=True, slots=True)
class Money:
    """Revenue as gross profit is taken of it: `known` is profit, `rest` is revenue still."""

    known: Decimal
    rest: Decimal

    def margin(self, rate: Decimal | None) -> Decimal | None:
        """Return the gross profit; None where it needs a rate that nobody entered."""
        if not self.rest:
            return self.known
        return None if rate is None else self.known + self.rest * rate

    def __add__(self, other: Money) -> Money:
        return Money(self.known + other.known, self.rest + other.rest)


NOTHING = Money(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class LifeMonth:
    """One month in the life of those who first ordered on one day; the first is month 0.

    Parameters
    ----------
    buyers, orders : int
        Customers with an order in it, and their orders.
    again : int
        Customers whose second order lies in it.
    first : Money
        Of it, what came on the day of the first order.
    worth : Money
        What its orders within the horizon are worth on the day of the first order.
    """

    buyers: int
    orders: int
    again: int
    revenue: Decimal
    money: Money
    first: Money
    worth: Money


@dataclass(frozen=True, slots=True)
class Segment:
    """Customers by how long ago, how often, and whether among those who pay most."""

    since: str
    times: int
    is_top: bool
    customers: int
    revenue: Decimal


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products in one order: how often together, each, and orders in all."""

    one: str
    other: str
    together: int
    of_one: int
    of_other: int
    orders: int

    @property
    def support(self) -> float:
        """Share of orders that hold both."""
        return self.together / self.orders

    @property
    def lift(self) -> float:
        """How many times more often they stand together than chance would have it."""
        return self.together * self.orders / (self.of_one * self.of_other)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sales channel of first orders; of those watched 90 and 365 days, how many and how much."""

    channel: str
    customers: int
    watched_soon: int
    again: int
    soon: Money
    watched_later: int
    later: Money


@dataclass(frozen=True, slots=True)
class History:
    """Customers who are alike: first day, days with a later order, the last of them, paid."""

    first: date
    times: int
    last: int
    paid: float
    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What orders say of customers up to a day.

    Parameters
    ----------
    days : mapping of datetime.date to (mapping of int to LifeMonth)
        By the day of the first order, the months since that have orders.
    """

    until: date
    days: Mapping[date, Mapping[int, LifeMonth]]
    segments: tuple[Segment, ...]
    pairs: tuple[Pair, ...]
    channels: tuple[Entry, ...]


def known_until(known: Extent) -> date | None:
    """Return the last day that all shops with an own site have; None without customers."""
    shops = {key for key, shop in known.histories.items() if shop.has_site and shop.has_customers}
    ends = [s.complete_to for s in known.sources if s.account_key in shops]
    return min((end for end in ends if end), default=None)


class Asking:
    """The questions to one snapshot, in one set of terms."""

    def __init__(self, snapshot: Snapshot, terms: Terms, until: date) -> None:
        self.asked = Asked(snapshot, (), (), {}, terms)
        self.terms, self.until = terms, until
        self.force = TimeUnit.DAY.force(float(terms.discount))

    def facts(self) -> Facts:
        """Ask everything but the single histories."""
        days: dict[date, dict[int, LifeMonth]] = {}
        for first, month, buyers, orders, again, revenue, *money in self._rows("customer_months"):
            whole = LifeMonth(
                buyers, orders, again, self._own(revenue), self._money(*money[:2]),
                self._money(*money[2:4]), self._money(*(Decimal(repr(m)) for m in money[4:])),
            )  # fmt: skip
            days.setdefault(first, {})[month] = whole
        return Facts(
            self.until,
            days,
            tuple(self._segment(*row) for row in self._rows("customer_segments")),
            tuple(Pair(*row) for row in self._rows("customer_pairs")),
            tuple(self._entry(*row) for row in self._rows("customer_channels", site="true")),
        )

    def histories(self, until: date | None = None) -> list[History]:
        """Ask for how often and when customers came back, as it was known on a day."""
        return [
            History(first, times, last, float(self._own(paid)), count)
            for first, times, last, paid, count in self._rows(
                "customer_histories", until=until or self.until
            )
        ]

    def brought(self, then: date, until: date) -> float:
        """Ask what those who were customers by a day have brought after it, up to another."""
        ((brought,),) = self._rows("customer_since", then=then, until=until)
        return float(self._own(brought))

    def _segment(self, since: str, times: int, top: bool, many: int, paid: Decimal) -> Segment:
        return Segment(since, times, top, many, self._own(paid))

    def _entry(self, channel: str, customers: int, *told: Any) -> Entry:
        soon, again, known_soon, rest_soon, later, known_later, rest_later = told
        return Entry(
            channel, customers, soon, again, self._money(known_soon, rest_soon),
            later, self._money(known_later, rest_later),
        )  # fmt: skip

    def _rows(self, name: str, site: str = "", **bound: Any) -> list[tuple[Any, ...]]:
        steps = text("worth") if self.asked.converts else ""
        filled = (text("customer_orders") + text(name)).format(
            steps=steps + (text("customer_earned") if self.terms.margins else ""),
            weight=WEIGHT if self.asked.converts else "terms.weight",
            joins=MEET_WORTH if self.asked.converts else "",
            site=site or "o.sales_channel in (select channel from own_site)",
            **(EARNED if self.terms.margins else ALL_ALIKE),
        )
        more = BINDS | {"until": self.until, "force": self.force}
        more["categories"] = [name for name, _ in self.terms.margins]
        more["margins"] = [str(share) for _, share in self.terms.margins]
        return self.asked.answer(Query(filled, bound_names(filled), daily=False), **more | bound)

    def _own(self, weighed: Decimal | None) -> Decimal:
        return (weighed or Decimal(0)) / self.terms.divisor

    def _money(self, known: Decimal | None, rest: Decimal | None) -> Money:
        return Money(self._own(known), self._own(rest))


def asking(snapshot: Snapshot, terms: Terms) -> Asking | None:
    """Return the questions to a snapshot; None where no shop with an own site knows customers."""
    known = extent(snapshot)
    has_orders = any(Ledger.ORDERS in ledgers for ledgers in known.books.values())
    until = known_until(known) if has_orders else None
    return Asking(snapshot, terms, until) if until else None
