"""What customers acquired together have brought month by month, and when it has paid for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from data.text import Text
from kpi.period import Span

SMALLEST = 30
"""Of fewer customers one good one makes the cohort."""

SMALL = Text(
    "這一批只有 {n} 位顧客，少於 {least} 位，一位大客戶就能左右結果。",
    "There are {n} customers in this cohort, fewer than {least}: one good one decides it.",
)
NO_COST = Text(
    "不知道獲得這一批顧客花了多少；到「資料」補上廣告與行銷費用。",
    "What acquiring these customers cost is not known; add the media and other costs on the Data"
    " page.",
)
YOUNG = Text(
    "看了 {n} 個月還沒回本（CAC 回來了 {share}）；之後才知道，不列入平均。",
    "Not back after the {n} months seen ({share} of CAC is); it is not known yet when, and is in no"
    " average.",
)
TOO_YOUNG = Text(
    "沒有一批顧客滿 {n} 個月，還不能算。",
    "No cohort is {n} months old yet, so there is nothing to tell.",
)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Customers whose first orders lie in the same days.

    Parameters
    ----------
    acquired : Span
        These days.
    customers : int
        All who were acquired, also those who never came back.
    currency : str
        Of all money here.
    margins : tuple of Decimal
        Contribution margin of all of them by month of 365.25 ÷ 12 days since each one's own first
        order; that order is in month 1. Only months which the youngest of them has completed.
    cost : Decimal or None
        What acquiring all of them cost; None where it is not known.
    """

    acquired: Span
    customers: int
    currency: str
    margins: tuple[Decimal, ...]
    cost: Decimal | None = None

    @property
    def cac(self) -> Decimal | None:
        """Cost a customer; None where it is not known, or nobody was acquired."""
        known = self.cost is not None and self.customers > 0
        return self.cost / self.customers if known and self.cost is not None else None

    @property
    def curve(self) -> tuple[Decimal, ...]:
        """Cumulative contribution margin per *acquired* customer after month 1, 2, …"""
        if self.customers <= 0:
            return ()
        return tuple(whole / self.customers for whole in accumulate(self.margins))


@dataclass(frozen=True, slots=True)
class Payback:
    """When a cohort has paid for itself, or why nobody can tell.

    Parameters
    ----------
    month : int or None
        The first month after which cumulative margin per acquired customer is at CAC or above; 1
        is the month of the first order.
    seen : int
        How many months of the cohort are known.
    censored : bool
        Whether it only has not been seen long enough; such cohorts are in no average.
    why_not : Text or None
        Why there is no month.
    """

    month: int | None
    seen: int
    censored: bool = False
    why_not: Text | None = None


@dataclass(frozen=True, slots=True)
class Pooled:
    """Cohorts taken as one.

    Parameters
    ----------
    cohort : Cohort or None
        Sums over those that are old enough; None where none is.
    left_out : tuple of Cohort
        Those that are too young, or whose cost is not known.
    why_not : Text or None
        Why there is no cohort.
    """

    cohort: Cohort | None
    left_out: tuple[Cohort, ...]
    why_not: Text | None = None


def too_small(customers: int) -> Text | None:
    """Return why a cohort of so many is not told of; None where it is."""
    if customers >= SMALLEST:
        return None
    return SMALL.fill(n=customers, least=SMALLEST)


def payback(cohort: Cohort) -> Payback:
    """Return the month in which a cohort has paid for itself.

    Margin is not discounted here: it is the day on which the money is back that is asked for.
    """
    seen, why_not = len(cohort.margins), too_small(cohort.customers)
    cac = cohort.cac
    if why_not is None and cac is None:
        why_not = NO_COST
    if why_not is not None or cac is None:
        return Payback(None, seen, why_not=why_not)
    curve = cohort.curve
    for month, margin in enumerate(curve, start=1):
        if margin >= cac:
            return Payback(month, seen)
    share = curve[-1] / cac if curve and cac else Decimal(0)
    return Payback(None, seen, censored=True, why_not=YOUNG.fill(n=seen, share=f"{share:.0%}"))


def pooled(cohorts: Sequence[Cohort], months: int) -> Pooled:
    """Return the cohorts that have been seen for so many months as one, sums over sums.

    Parameters
    ----------
    months : int
        Younger cohorts are left out whole, and older ones told to this month: else each month of
        the curve would be of other customers.

    Raises
    ------
    ValueError
        When they are in different currencies.
    """
    if len({cohort.currency for cohort in cohorts}) > 1:
        raise ValueError("cohorts in different currencies are not added; convert them first")
    old = [c for c in cohorts if len(c.margins) >= months and c.cost is not None]
    left_out = tuple(cohort for cohort in cohorts if cohort not in old)
    if not old:
        return Pooled(None, left_out, TOO_YOUNG.fill(n=months))
    days = Span(min(c.acquired.start for c in old), max(c.acquired.end for c in old))
    margins = tuple(sum((c.margins[n] for c in old), Decimal(0)) for n in range(months))
    cost = sum((c.cost for c in old if c.cost is not None), Decimal(0))
    whole = Cohort(days, sum(c.customers for c in old), old[0].currency, margins, cost)
    return Pooled(whole, left_out)
