"""Shifted-beta-geometric: how long subscribers stay, from how many were left after each period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.text import Text
from kpi.customers.likelihood import Maximum, maximum
from kpi.customers.time_unit import TimeUnit
from kpi.doubt.level import LEVEL, Interval

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats

FEWEST = 100
"""Of fewer subscribers two parameters say little."""
FEWEST_PERIODS = 2

TOO_FEW = Text(
    "只有 {n} 位訂閱者，至少要 {least} 位才能估計留存。",
    "There are {n} subscribers; estimating retention needs {least}.",
)
TOO_SHORT = Text(
    "每一批訂閱者都還沒過完 {least} 次續訂，看不出留存率怎麼變。",
    "No cohort of subscribers has seen {least} renewals yet, so nobody can tell how retention"
    " changes.",
)
NO_MAXIMUM = Text(
    "留存率沒有隨時間上升，或沒有人離開：看不出訂閱者之間的差異，模型沒有答案。",
    "Retention does not rise over time, or nobody has left: nothing tells how subscribers differ,"
    " so the model has no answer.",
)
ENDLESS = Text(
    "少數人幾乎不會離開，平均留存時間沒有上限（α ≤ 1）；請改看有期限的數字。",
    "A few hardly ever leave, so the mean tenure has no end (α ≤ 1); ask for one with a horizon.",
)


@dataclass(frozen=True, slots=True)
class Churn:
    """The two parameters: the chance to leave at each renewal is Beta(alpha, beta)."""

    alpha: float
    beta: float


@dataclass(frozen=True, slots=True)
class Tenure:
    """A time, or why there is none.

    Parameters
    ----------
    unit : TimeUnit
        Of `periods`.
    periods : float or None
        How many.
    why_not : Text or None
        Why nobody can tell.
    """

    unit: TimeUnit
    periods: float | None
    why_not: Text | None = None


@dataclass(frozen=True, slots=True)
class Sbg:
    """A fit, or why there is none.

    Parameters
    ----------
    unit : TimeUnit
        From one renewal to the next.
    subscribers, periods : int
        Whom it was fitted on, and the most renewals any of them could be seen at.
    found : Maximum or None
        alpha and beta with the covariance of their logarithms (observed information).
    why_not : Text or None
        Why there is no fit.
    """

    unit: TimeUnit
    subscribers: int
    periods: int
    found: Maximum | None = None
    why_not: Text | None = None

    @property
    def churn(self) -> Churn | None:
        """The parameters; None where there is no fit."""
        return Churn(*self.found.parameters) if self.found else None

    def intervals(self, level: float = LEVEL) -> tuple[Interval, ...] | None:
        """Return low and high of alpha and beta; None where there is no fit."""
        return self.found.intervals(level) if self.found else None


def log_likelihood(churn: Churn, tables: Sequence[Sequence[int]]) -> float:
    """Return the log-likelihood of survival tables.

    Notes
    -----
    P. S. Fader & B. G. S. Hardie, How to project customer retention, Journal of Interactive
    Marketing 21 (2007), 76–90, appendix A: Σ lost_t · ln P(T = t) + left · ln S(n), with
    P(T = t) = B(α+1, β+t−1) ÷ B(α, β) and S(t) = B(α, β+t) ÷ B(α, β).
    """
    return _likelihood(churn, *_counted(tables))[0]


def _counted(tables: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
    """Return who left at renewal t and who was last seen after it, over all cohorts.

    Raises
    ------
    ValueError
        When a table grows, has no first period or counts less than nobody.
    """
    import numpy as np

    longest = max((len(table) for table in tables), default=0)
    lost, left = np.zeros(longest), np.zeros(longest)
    for row, table in enumerate(tables, start=1):
        if not table or min(table) < 0 or any(np.diff(table) > 0):
            raise ValueError(
                f"table {row} ({list(table)}): it begins with those acquired and never grows; who"
                " comes back after leaving is acquired anew"
            )
        lost[1 : len(table)] -= np.diff(table)
        left[len(table) - 1] += table[-1]
    return lost, left


def _likelihood(churn: Churn, lost: Floats, left: Floats) -> tuple[float, Floats]:
    """Return the log-likelihood and its slope over the logarithms of alpha and beta."""
    import numpy as np
    from scipy.special import betaln, digamma

    a, b, t = churn.alpha, churn.beta, np.arange(1.0, len(lost))
    gone, stay, n = lost[1:], left, np.arange(float(len(left)))
    base, of_both, of_a, of_b = betaln(a, b), digamma(a + b), digamma(a), digamma(b)
    value = gone @ (betaln(a + 1, b + t - 1) - base) + stay @ (betaln(a, b + n) - base)
    later, last = of_both - digamma(a + b + t), of_both - digamma(a + b + n)
    slope_a = gone @ (later + digamma(a + 1) - of_a) + stay @ last
    slope_b = gone @ (later + digamma(b + t - 1) - of_b) + stay @ (last + digamma(b + n) - of_b)
    return float(value), np.array((slope_a * a, slope_b * b))


def fit(unit: TimeUnit, tables: Sequence[Sequence[int]]) -> Sbg:
    """Fit the model on survival tables by maximum likelihood, or say why it has no answer.

    Parameters
    ----------
    unit : TimeUnit
        From one renewal to the next.
    tables : sequence of sequence of int
        One a cohort: how many were acquired, and how many were left after each renewal they all
        have had. Cohorts may be of different ages.
    """
    import numpy as np

    lost, left = _counted(tables)
    many, periods = int(lost.sum() + left.sum()), max(len(lost) - 1, 0)
    if many < FEWEST:
        return Sbg(unit, many, periods, why_not=TOO_FEW.fill(n=many, least=FEWEST))
    if periods < FEWEST_PERIODS:
        return Sbg(unit, many, periods, why_not=TOO_SHORT.fill(least=FEWEST_PERIODS))

    def unlikely(at: Floats) -> tuple[float, Floats]:
        value, slope = _likelihood(Churn(*np.exp(at).tolist()), lost, left)
        return -value, -slope

    found = maximum(unlikely, [(0.0, 0.0), (0.0, 2.0)], many)
    return Sbg(unit, many, periods, found, None if found else NO_MAXIMUM)


def survival(churn: Churn, periods: int) -> tuple[float, ...]:
    """Return S(0) … S(periods): the share of those acquired who are left after each renewal.

    Notes
    -----
    Fader & Hardie (2007): the survivor function, by its recursion S(t) = r(t)·S(t − 1).
    """
    shares = [1.0]
    for t in range(1, periods + 1):
        shares.append(shares[-1] * retention(churn, t))
    return tuple(shares)


def retention(churn: Churn, period: int) -> float:
    """Return r(t): the share of those left before renewal t (1 is the first) who renew.

    Notes
    -----
    Fader & Hardie (2007), the retention rate: (β + t − 1) ÷ (α + β + t − 1). It rises with t though
    nobody changes: those who leave easily have left.
    """
    return (churn.beta + period - 1) / (churn.alpha + churn.beta + period - 1)


def expected_tenure(unit: TimeUnit, churn: Churn, renewed: int = 0) -> Tenure:
    """Return how many more periods somebody is expected to stay who has renewed so many times.

    The period just begun is counted: a newcomer who leaves at the first renewal stayed one.

    Notes
    -----
    Σ S(renewed + k) ÷ S(renewed) over k ≥ 0, which is (α + β + renewed − 1) ÷ (α − 1) for α > 1.
    """
    a, b = churn.alpha, churn.beta + renewed
    if a <= 1:
        return Tenure(unit, None, ENDLESS)
    return Tenure(unit, (a + b - 1) / (a - 1))


def discounted_tenure(
    unit: TimeUnit, churn: Churn, discount: float, renewed: int = 0, within: int | None = None
) -> Tenure:
    """Return the discounted expected lifetime that is left, in payments of the day it begins.

    Parameters
    ----------
    discount : float
        Per year.
    renewed : int
        How many renewals lie behind; the payment of the period just begun is counted in full.
    within : int, optional
        Count this many payments only, instead of all.

    Notes
    -----
    P. S. Fader & B. G. S. Hardie, Customer-base valuation in a contractual setting, Marketing
    Science 29 (2010), 85–93: DEL = 2F1(1, β; α + β; 1 ÷ (1 + d)) with d per period; who
    has renewed n times is Beta(α, β + n).
    """
    import numpy as np
    from scipy.special import hyp2f1

    later = Churn(churn.alpha, churn.beta + renewed)
    factor = float(np.exp(-unit.force(discount)))
    if within is not None:
        shares: Any = np.array(survival(later, max(within - 1, 0)))
        return Tenure(unit, float(shares @ factor ** np.arange(len(shares))) if within > 0 else 0.0)
    if factor == 1:
        return expected_tenure(unit, later)
    return Tenure(unit, float(hyp2f1(1, later.beta, later.alpha + later.beta, factor)))
