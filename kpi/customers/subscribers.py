"""The subscribers of a CRM: who stayed after each renewal, how many will, what one is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from math import ceil
from typing import Any

from data.snapshot import Snapshot
from kpi.customers import sbg
from kpi.customers.cohort import SMALLEST
from kpi.customers.facts import HORIZON
from kpi.customers.sbg import Sbg
from kpi.customers.subscription import subscriber_value
from kpi.customers.time_unit import TimeUnit
from kpi.customers.value import Ltv
from kpi.facts.asking import Asked
from kpi.facts.kept import Kept
from kpi.facts.query import Query, bound_names
from kpi.period import Span
from kpi.sql import text
from kpi.terms import Terms

UNITS = {"month": TimeUnit.MONTH, "year": TimeUnit.YEAR}
"""From one payment to the next, by what a CRM says of it."""
_KEPT: Kept[tuple[Subscribers, ...]] = Kept(4)


@dataclass(frozen=True, slots=True)
class Subscribers:
    """Those who pay by one period.

    Parameters
    ----------
    tables : tuple of tuple of int
        One a month of first payments: how many there were, and were left after each renewal that
        all of them could have made.
    model : Sbg
        Fitted on these.
    ltv : Ltv
        Margin of a new one's payments within the horizon, discounted.
    payments : float or None
        How many payments a new one makes within the horizon; None without a fit.
    is_paid : bool
        Whether it is told what they pay.
    """

    unit: TimeUnit
    tables: tuple[tuple[int, ...], ...]
    model: Sbg
    ltv: Ltv
    payments: float | None
    is_paid: bool

    @property
    def many(self) -> int:
        """How many subscribers there are, also those who left."""
        return sum(table[0] for table in self.tables)

    def stayed(self, renewal: int) -> tuple[int, int] | None:
        """Return how many of whom were left after a renewal, of all who could be seen that long.

        None of fewer than can be told of.
        """
        told = [table for table in self.tables if len(table) > renewal]
        whole = sum(table[0] for table in told)
        return (sum(table[renewal] for table in told), whole) if whole >= SMALLEST else None


def subscribers(snapshot: Snapshot, terms: Terms) -> tuple[Subscribers, ...]:
    """Return the subscribers by billing period; none where no CRM says when subscriptions end.

    Two parameters over a small table take milliseconds; they are fitted once a snapshot all the
    same.
    """
    key = terms.currency, terms.tax, terms.margin, terms.discount
    known = _KEPT.find(snapshot, key)
    return _KEPT.keep(snapshot, key, tuple(_found(snapshot, terms))) if known is None else known


def _found(snapshot: Snapshot, terms: Terms) -> Iterator[Subscribers]:
    sql = text("subscribers")
    asked = Asked(snapshot, (), (), {}, terms)
    rows = asked.answer(Query(sql, bound_names(sql), daily=False))
    for billing, of_it in groupby(rows, key=lambda row: row[0]):
        yield _subscribers(UNITS[billing], list(of_it), terms)


def _subscribers(unit: TimeUnit, rows: Sequence[tuple[Any, ...]], terms: Terms) -> Subscribers:
    tables = tuple(_tables(rows))
    paid = sum((row[5] for row in rows if row[5] is not None), Decimal(0)) / terms.divisor
    often = sum(row[6] for row in rows)
    payment = paid / often * terms.margin if often and terms.margin is not None else None
    model, days = sbg.fit(unit, tables), _horizon(rows)
    many = sum(table[0] for table in tables)
    discount = float(terms.discount)
    ltv = subscriber_value(model, payment, terms.currency or "", many, days, discount)
    within = ceil(HORIZON / unit.days)
    tenure = model.churn and sbg.discounted_tenure(unit, model.churn, 0.0, within=within)
    return Subscribers(unit, tables, model, ltv, tenure.periods if tenure else None, often > 0)


def _tables(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, ...]]:
    """Yield how many of each month were left after each renewal."""
    for (_, until), of_month in groupby(rows, key=lambda row: row[1:3]):
        made = {row[3]: row[4] for row in of_month}
        yield tuple(
            sum(count for times, count in made.items() if times >= n) for n in range(until + 1)
        )


def _horizon(rows: Sequence[tuple[Any, ...]]) -> Span:
    """Return the days a new subscriber of the newest month is told of."""
    newest: date = max(row[1] for row in rows)
    return Span(newest, newest + timedelta(HORIZON - 1))
