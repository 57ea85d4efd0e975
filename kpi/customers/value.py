"""LTV: discounted contribution margin of a customer over dated days, seen so far and to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from math import exp, isfinite, log, sqrt

from data.text import Text
from kpi.customers.cohort import TOO_YOUNG, Cohort, too_small
from kpi.customers.time_unit import TimeUnit
from kpi.doubt.level import LEVEL, Interval, z_of
from kpi.period import Span

NO_MARGIN = Text(
    "還沒有設定毛利率，而 LTV 是毛利不是營收：請到「資料」的「規則」填上。",
    "No gross margin is set yet, and LTV is margin, not revenue: fill it in on the Data page, under"
    " Rules.",
)


@dataclass(frozen=True, slots=True)
class Ltv:
    """What one acquired customer is worth, or why nobody can tell.

    Parameters
    ----------
    currency : str
        Of all money here.
    unit : TimeUnit
        In which the model counts time.
    days : Span
        The horizon: margin of these days, as worth on the first of them.
    discount : float
        Per year, 0.1 for 10 %.
    customers : int
        Over whom it is the mean, those who never came back among them.
    amount : float or None
        Discounted contribution margin per customer, an estimate.
    low, high : float or None
        90 % interval of what these customers come to: doubt of the parameters and chance of so
        many customers together. None where all of it was counted out.
    so_far : float
        The part of `amount` that was seen, not forecast.
    why_not : Text or None
        Why there is no amount.
    notes : tuple of Text
        What has to be known of it.
    """

    currency: str
    unit: TimeUnit
    days: Span
    discount: float
    customers: int
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    so_far: float = 0.0
    why_not: Text | None = None
    notes: tuple[Text, ...] = ()


def ends_of(amount: float, variance: float, level: float = LEVEL) -> Interval | None:
    """Return the interval of a sum of money that is skewed to the right; None where none is told.

    Notes
    -----
    The log-normal of this mean and variance: s² = ln(1 + variance ÷ mean²), median mean·e^(−s²/2).
    """
    if not (isfinite(amount) and isfinite(variance)) or variance < 0:
        return None
    if amount == 0:
        return 0.0, 0.0
    spread = log(1 + variance / amount**2)
    reach = z_of(level) * sqrt(spread)
    low, high = sorted(amount * exp(end - spread / 2) for end in (-reach, reach))
    return low, high


def discounted(amount: float, days: float, discount: float) -> float:
    """Return what money is worth so many days before it comes."""
    return float(amount * exp(-TimeUnit.DAY.force(discount) * days))


def observed_value(cohort: Cohort, months: int, discount: float) -> Ltv:
    """Return the margin a cohort brought in its first months; None until all of them are over.

    Each month's margin is discounted from its middle. Nothing is forecast, so it has no interval.
    """
    last = cohort.acquired.end + timedelta(round(months * TimeUnit.MONTH.days) - 1)
    days = Span(cohort.acquired.start, max(last, cohort.acquired.end))
    told = Ltv(cohort.currency, TimeUnit.MONTH, days, discount, cohort.customers)
    if why_not := too_small(cohort.customers):
        return replace(told, why_not=why_not)
    if len(cohort.margins) < months:
        return replace(told, why_not=TOO_YOUNG.fill(n=months))
    whole = sum(
        discounted(float(margin), (month + 0.5) * TimeUnit.MONTH.days, discount)
        for month, margin in enumerate(cohort.margins[:months])
    )
    amount = whole / cohort.customers
    return replace(told, amount=amount, so_far=amount)


def lifetime(to_come: Ltv, acquired: date, past: Iterable[tuple[date, Decimal]]) -> Ltv:
    """Return what was seen of a cohort and what is still to come, as worth on the day it began.

    Parameters
    ----------
    to_come : Ltv
        Of the same customers, from the day after the last one that was seen.
    acquired : date
        The first day of the cohort, to which all is discounted.
    past : iterable of (date, Decimal)
        Contribution margin of all of them by day, first orders included.

    Raises
    ------
    ValueError
        When a day lies before the cohort or in the days that were forecast.
    """
    if to_come.amount is None:
        return to_come
    whole = 0.0
    for day, margin in past:
        if not acquired <= day < to_come.days.start:
            raise ValueError(
                f"{day} is counted twice or belongs to nobody here: the cohort begins on"
                f" {acquired} and its forecast on {to_come.days.start}"
            )
        whole += discounted(float(margin), (day - acquired).days, to_come.discount)
    so_far = whole / to_come.customers
    later = discounted(1.0, (to_come.days.start - acquired).days, to_come.discount)
    low, amount, high = (
        None if part is None else so_far + later * part
        for part in (to_come.low, to_come.amount, to_come.high)
    )
    days = Span(acquired, to_come.days.end)
    return replace(to_come, days=days, amount=amount, low=low, high=high, so_far=so_far)
