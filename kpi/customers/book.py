"""What is known of a shop's customers, over any days of first orders: counts, cohort, worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce

from kpi.customers.cohort import Cohort, too_small
from kpi.customers.estimate import MONTHS, UNIT, Estimate
from kpi.customers.facts import HORIZON, NOTHING, Facts, LifeMonth, Money
from kpi.customers.value import NO_MARGIN, Ltv, ends_of
from kpi.period import Span

EMPTY = LifeMonth(0, 0, 0, Decimal(0), NOTHING, NOTHING, NOTHING)


@dataclass(frozen=True, slots=True)
class Book:
    """Facts and estimate of one snapshot in one set of terms.

    Parameters
    ----------
    discount : float
        Per year.
    """

    facts: Facts
    estimate: Estimate
    currency: str
    discount: float
    _kept: dict[Span, dict[int, LifeMonth]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def customers(self, span: Span) -> int:
        """Return how many people known to the shop first ordered in a span."""
        return self.month(span, 0).buyers

    def seen(self, span: Span) -> int:
        """Return how many whole months of their lives all of a span's customers have had."""
        days = (self.facts.until - span.end).days + 1
        return max(0, days * 48 // 1461)

    def month(self, span: Span, month: int) -> LifeMonth:
        """Return one month in the lives of a span's customers (0: that of the first order)."""
        return self._lives(span).get(month, EMPTY)

    def cohort(self, span: Span, margin: Decimal | None, cost: Decimal | None) -> Cohort | None:
        """Return a span's customers with the margin of each month they all had; None without one.

        Parameters
        ----------
        margin : Decimal or None
            Gross margin as a share of revenue, where no category has one of its own.
        cost : Decimal or None
            What acquiring all of them cost.
        """
        months = [self.month(span, n).money.margin(margin) for n in range(self.seen(span))]
        told = [one for one in months if one is not None]
        if len(told) < len(months):
            return None
        return Cohort(span, self.customers(span), self.currency, tuple(told), cost)

    def ltv(self, span: Span, margin: Decimal | None) -> Ltv:
        """Return the margin that a new customer of a span brings within 24 months of his own.

        What was seen is counted, what is to come of these very customers is estimated; both as
        worth on the day of the first order. Those to come earn the share that all orders did.
        """
        many, fit = self.customers(span), self.estimate
        days = Span(span.start, span.end + timedelta(HORIZON - 1))
        share, seen = self.share(margin), self._worth(span).margin(margin)
        none = too_small(many) or (NO_MARGIN if share is None or seen is None else None)
        coming = [(day, fit.days.get(day)) for day, _ in self._days(span)]
        young = any((self.facts.until - day).days < HORIZON for day, _ in coming)
        if none or share is None or seen is None or (young and fit.why_not):
            why_not = none or fit.why_not
            return Ltv(self.currency, UNIT, days, self.discount, many, why_not=why_not)
        amount, variance = self._to_come(span)
        ends = ends_of(amount * share, variance * share**2)
        low, high = ends if ends else (None, None)
        so_far = float(seen)
        return Ltv(
            *(self.currency, UNIT, days, self.discount, many),
            amount=(so_far + amount * share) / many,
            low=None if low is None else (low + so_far) / many,
            high=None if high is None else (high + so_far) / many,
            so_far=so_far / many,
            notes=(fit.warning,) if fit.warning else (),
        )

    def share(self, margin: Decimal | None) -> float | None:
        """Return the gross profit of all these orders as a share of their revenue."""
        every = self._lives(Span(date.min, date.max)).values()
        earned = reduce(Money.__add__, (life.money for life in every), NOTHING).margin(margin)
        revenue = sum((life.revenue for life in every), Decimal(0))
        return float(earned / revenue) if earned is not None and revenue else None

    def expected(self, span: Span, margin: Decimal | None) -> tuple[float, ...] | None:
        """Return what a new customer like a span's is expected to have brought after each month.

        The first order as it was, later ones by the models; undiscounted. None without a fit.
        """
        share, many = self.share(margin), self.customers(span)
        if share is None or not many or not self.estimate.expected:
            return None
        earned = self.month(span, 0).first.margin(margin)
        if earned is None:
            return None
        return tuple(float(earned) / many + e * share for e in self.estimate.expected[:MONTHS])

    def _worth(self, span: Span) -> Money:
        lives = self._lives(span).values()
        return reduce(Money.__add__, (life.worth for life in lives), NOTHING)

    def _to_come(self, span: Span) -> tuple[float, float]:
        """Return the revenue still to come of a span's customers, and its variance.

        Doubt of the parameters, chance of these customers, and how far the same estimate was
        off in the last quarters: seasons and campaigns are in no parameter.
        """
        told = [self.estimate.days[day] for day, _ in self._days(span) if day in self.estimate.days]
        whole = [sum(column) for column in zip(*(one.slopes for one in told), strict=True)]
        doubt = sum(
            a * self.estimate.covariance[i][j] * b
            for i, a in enumerate(whole)
            for j, b in enumerate(whole)
        )
        amount = sum(one.amount for one in told)
        missed = ((self.estimate.missed or 0.0) * amount) ** 2
        return amount, doubt + missed + sum(one.chance for one in told)

    def _lives(self, span: Span) -> dict[int, LifeMonth]:
        """Return the months in the lives of a span's customers; added up once."""
        if span not in self._kept:
            found: dict[int, LifeMonth] = {}
            for _, months in self._days(span):
                for month, life in months.items():
                    found[month] = _added(found[month], life) if month in found else life
            self._kept[span] = found
        return self._kept[span]

    def _days(self, span: Span) -> Iterator[tuple[date, Mapping[int, LifeMonth]]]:
        return ((d, m) for d, m in self.facts.days.items() if span.start <= d <= span.end)


def _added(one: LifeMonth, other: LifeMonth) -> LifeMonth:
    return LifeMonth(
        one.buyers + other.buyers, one.orders + other.orders, one.again + other.again,
        one.revenue + other.revenue, one.money + other.money, one.first + other.first,
        one.worth + other.worth,
    )  # fmt: skip
