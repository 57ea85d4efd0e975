"""What a new subscriber is worth: margin a payment × discounted tenure within dated days."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import ceil, exp

from data.text import Text
from kpi.customers.cohort import too_small
from kpi.customers.likelihood import STEP, Maximum
from kpi.customers.sbg import Churn, Sbg, discounted_tenure, survival
from kpi.customers.value import NO_MARGIN, Ltv, ends_of
from kpi.period import Span

BEYOND = Text(
    "預估 {ahead} {unit}，比資料看過的 {seen} {unit}還長；越遠越只是模型的假設。",
    "It looks {ahead} {unit} ahead, further than the {seen} {unit} that were seen; the rest is what"
    " the model assumes.",
)


def subscriber_value(
    model: Sbg, payment: Decimal | None, currency: str, customers: int, days: Span, discount: float
) -> Ltv:
    """Return the discounted margin of a new subscriber's payments in the days to come.

    Parameters
    ----------
    payment : Decimal or None
        Contribution margin of one payment; the first is made on the first day.
    customers : int
        How many subscribers begin: the chance of so many together is in the interval.
    discount : float
        Per year.

    Notes
    -----
    P. S. Fader & B. G. S. Hardie, Customer-base valuation in a contractual setting, Marketing
    Science 29 (2010), 85–93: discounted expected lifetime, cut off at the horizon.
    """
    ltv = Ltv(currency, model.unit, days, discount, customers)
    why_not = too_small(customers) or model.why_not or (None if payment is not None else NO_MARGIN)
    if why_not or model.found is None or payment is None:
        return replace(ltv, why_not=why_not)
    payments = ceil(days.days / model.unit.days)
    churn = Churn(*model.found.parameters)
    tenure = _tenure(model, churn, discount, payments)
    factor = exp(-model.unit.force(discount))
    variance = _doubt(model, model.found, discount, payments)
    variance += _chance(churn, factor, payments) / customers
    paid = float(payment)
    low, high = ends_of(tenure * paid, variance * paid**2) or (None, None)
    notes: tuple[Text, ...] = ()
    if payments > model.periods + 1:
        notes = (BEYOND.fill(ahead=payments, seen=model.periods, unit=model.unit.label),)
    return replace(ltv, amount=tenure * paid, low=low, high=high, notes=notes)


def _tenure(model: Sbg, churn: Churn, discount: float, payments: int) -> float:
    return discounted_tenure(model.unit, churn, discount, within=payments).periods or 0.0


def _doubt(model: Sbg, found: Maximum, discount: float, payments: int) -> float:
    """Return the variance that comes from not knowing the parameters (delta method)."""
    slope = []
    for place in range(2):
        moved = []
        for step in (STEP, -STEP):
            at = list(found.parameters)
            at[place] *= exp(step)
            moved.append(_tenure(model, Churn(*at), discount, payments))
        slope.append((moved[0] - moved[1]) / (2 * STEP))
    return sum(slope[i] * found.covariance[i][j] * slope[j] for i in (0, 1) for j in (0, 1))


def _chance(churn: Churn, factor: float, payments: int) -> float:
    """Return the variance of one subscriber's discounted payments, exactly."""
    shares, worth, mean, square = survival(churn, payments), 0.0, 0.0, 0.0
    for t in range(payments):
        worth += factor**t
        leaves = shares[t] - shares[t + 1] if t < payments - 1 else shares[t]
        mean, square = mean + leaves * worth, square + leaves * worth**2
    return max(square - mean**2, 0.0)
