"""The simple levers: what traffic, rates, baskets and money multiply to, as sums of the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from data.schema import CostMeasure, Measure, Quantity, ShopMeasure
from kpi.catalog import KPIS
from kpi.definition import Kpi
from kpi.facts.estimated import Estimated
from kpi.facts.quantities import BITS, Ledger, Question, Reckoned
from kpi.figure import Number, Sums, form, quotient

NONE, ONE = Decimal(0), Decimal(1)
BOOKS = frozenset({Ledger.PLATFORM, Ledger.WEB, Ledger.ORDERS, Ledger.COSTS})


@dataclass(frozen=True, slots=True)
class Levers:
    """What can be moved, over some days; None where nobody knows it.

    Parameters
    ----------
    traffic : Decimal or None
        Valid visits of the site, those that clicks on ads bring at the start among them.
    ctr, cpc : Decimal or None
        Clicks of an impression; money of a click at the click rate of the start.
    conversion : Decimal or None
        Orders of the own site for each visit.
    basket : Decimal or None
        Value of an order before discounts and refunds.
    budget : Decimal or None
        Media cost.
    discount, refunds : Decimal or None
        Share of that value given away; share of what is left that goes back.
    """

    traffic: Decimal | None = None
    ctr: Decimal | None = None
    conversion: Decimal | None = None
    basket: Decimal | None = None
    cpc: Decimal | None = None
    budget: Decimal | None = None
    discount: Decimal | None = None
    refunds: Decimal | None = None

    @classmethod
    def from_doc(cls, doc: Mapping[str, str | None]) -> Levers:
        """Build levers from plain JSON; what a document does not name is not known."""
        return cls(**_decimals(cls, doc))


@dataclass(frozen=True, slots=True)
class Held:
    """What no lever moves, over the same days.

    Parameters
    ----------
    arrivals : Decimal or None
        Visits that a click on an ad brings.
    other_costs : Decimal or None
        The costs ledger: what marketing costs besides media.
    new_share : Decimal or None
        New customers of an order of the own site.
    ltv : Decimal or None
        What a new customer is worth.
    profit : Decimal or None
        Gross margin, as a share of net revenue.
    orders, gross, discounts, refunds : Decimal
        Of the sales channels that are not the own site.
    """

    arrivals: Decimal | None = None
    other_costs: Decimal | None = None
    new_share: Decimal | None = None
    ltv: Decimal | None = None
    profit: Decimal | None = None
    orders: Decimal = NONE
    gross: Decimal = NONE
    discounts: Decimal = NONE
    refunds: Decimal = NONE

    @classmethod
    def from_doc(cls, doc: Mapping[str, str | None]) -> Held:
        """Build it from plain JSON."""
        return cls(**_decimals(cls, doc))


def as_doc(told: Levers | Held) -> dict[str, str | None]:
    """Return levers or what is held as plain JSON, every digit kept."""
    values = ((field.name, getattr(told, field.name)) for field in fields(told))
    return {name: None if value is None else str(value) for name, value in values}


def _decimals(cls: type[Any], doc: Mapping[str, str | None]) -> dict[str, Decimal]:
    names = {field.name for field in fields(cls)}
    return {n: Decimal(value) for n, value in doc.items() if n in names and value is not None}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What levers come to: sums of the board's own quantities, of which its KPIs are formed."""

    sums: tuple[Sums, ...]

    def value(self, kpi: Kpi) -> Number | None:
        """Return a KPI of these sums, by the board's own formula."""
        return form(kpi, self.sums, people=False).value

    def of(self, key: str) -> Number | None:
        """Return the same by the key of the KPI."""
        return self.value(KPIS[key])

    def sum(self, quantity: Quantity) -> Decimal | None:
        """Return one of the sums; None where it is not known."""
        told = (s.values[quantity] for s in self.sums if quantity in s.values)
        value = next(told, None)
        return None if value is None else Decimal(value)


def worked_out(start: Levers, now: Levers, held: Held) -> Outcome:
    """Return what levers come to.

    Clicks that are more or less than at the start bring more or fewer visits; everything else is a
    product. What is not known is missing from the sums, and a KPI that needs it has no answer.

    Parameters
    ----------
    start : Levers
        Where the levers stood: from there more clicks are more visits.
    """
    seen, clicks = _ads(start, now)
    visits = _visits(start, now, held, clicks)
    site_orders = _times(visits, now.conversion)
    new = _times(site_orders, held.new_share)
    daily: dict[Quantity, Decimal | None] = {
        Measure.IMPRESSIONS: seen,
        Measure.LINK_CLICKS: clicks,
        Measure.COST: now.budget,
        CostMeasure.AMOUNT: held.other_costs,
        Reckoned.VALID_SESSIONS: visits,
        ShopMeasure.SITE_ORDERS: site_orders,
        ShopMeasure.SITE_NEW_CUSTOMERS: new,
        ShopMeasure.ORDERS: _plus(site_orders, held.orders),
        **_sold(now, held, site_orders),
    }
    worth: dict[Quantity, Decimal | None] = {
        Estimated.WORTH: _times(new, held.ltv),
        Estimated.ACQUIRED: new,
        Estimated.SPENT_ON_ADS: now.budget,
        Estimated.SPENT_BESIDES: held.other_costs,
    }
    return Outcome((_sums(daily, Question.DAYS), _sums(worth, Question.WORTH)))


def _sold(
    now: Levers, held: Held, site_orders: Decimal | None
) -> Mapping[Quantity, Decimal | None]:
    """Return the money of orders: before discounts, what goes off and back, what is left."""
    gross = _times(site_orders, now.basket)
    off = _times(gross, now.discount)
    left = _less(gross, off)
    back = _times(left, now.refunds)
    site_revenue = _less(left, back)
    revenue = _plus(site_revenue, held.gross - held.discounts - held.refunds)
    return {
        ShopMeasure.GROSS: _plus(gross, held.gross),
        ShopMeasure.DISCOUNTS: _plus(off, held.discounts),
        ShopMeasure.REFUNDS: _plus(back, held.refunds),
        ShopMeasure.SITE_REVENUE: site_revenue,
        ShopMeasure.REVENUE: revenue,
        Reckoned.GROSS_PROFIT: _times(revenue, held.profit),
    }


def _ads(start: Levers, now: Levers) -> tuple[Decimal | None, Decimal | None]:
    """Return impressions and clicks: what the budget pays for at the price and click rate."""
    paid_for = quotient(now.budget, now.cpc)
    if now.ctr is None or not start.ctr:
        return None, paid_for
    seen = quotient(paid_for, start.ctr)
    return seen, _times(seen, now.ctr)


def _visits(start: Levers, now: Levers, held: Held, clicks: Decimal | None) -> Decimal | None:
    """Return the visits: those of the lever, and what other clicks than at the start bring."""
    _, before = _ads(start, start)
    more = _times(_less(clicks, before), held.arrivals)
    return now.traffic if more is None else _floor(_plus(now.traffic, more))


def _sums(values: Mapping[Quantity, Decimal | None], question: Question) -> Sums:
    known: dict[Quantity, int | Decimal | None] = {q: v for q, v in values.items() if v is not None}
    pattern = sum(BITS[quantity] for quantity in known)
    return Sums("", BOOKS, pattern, 1, known, question)


def _times(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one * other


def _plus(one: Decimal | None, other: Decimal) -> Decimal | None:
    return None if one is None else one + other


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _floor(value: Decimal | None) -> Decimal | None:
    return None if value is None else max(value, NONE)
