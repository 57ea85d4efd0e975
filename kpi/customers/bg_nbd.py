"""BG/NBD: how often customers buy, and after how many purchases they are gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.text import Text
from kpi.customers.histories import Histories, grouped
from kpi.customers.likelihood import Maximum, maximum
from kpi.customers.time_unit import TimeUnit
from kpi.doubt.level import LEVEL, Interval

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats

FEWEST, FEWEST_BACK = 100, 20
"""Of fewer customers, or fewer of them who came back, four parameters cannot be told."""
NEAR = 1e-4
"""Closer than this to a pole of a formula, its neighbour is taken."""
BETWEEN = 1e-5
"""Closer than this to a whole r − a, scipy's hyp2f1 loses its digits (or all, for frequent buyers);
so far off it, ten digits are right and the answer moves in the fifth."""

TOO_FEW = Text(
    "只有 {n} 位顧客，其中 {back} 位回購；至少要 {least} 位、{least_back} 位回購才能估計。",
    "There are {n} customers, {back} of whom came back; an estimate needs {least}, and"
    " {least_back} who did.",
)
NO_MAXIMUM = Text(
    "這些購買紀錄分不出顧客是離開了還是只是還沒回來，模型沒有答案；要更長的訂單歷史。",
    "These purchases cannot tell who is gone from who has not come back yet, so the model has no"
    " answer; it needs a longer history of orders.",
)


@dataclass(frozen=True, slots=True)
class Rates:
    """The four parameters.

    Parameters
    ----------
    r, alpha : float
        Purchase rates λ over customers are Gamma(r, rate alpha); alpha is in the unit of time.
    a, b : float
        Probabilities p of leaving after a purchase are Beta(a, b).
    """

    r: float
    alpha: float
    a: float
    b: float


@dataclass(frozen=True, slots=True)
class BgNbd:
    """A fit, or why there is none.

    Parameters
    ----------
    unit : TimeUnit
        Of `alpha`, and of all times that are asked about.
    customers, came_back : int
        Whom it was fitted on.
    watched : float
        How long the oldest of them has been watched.
    found : Maximum or None
        r, alpha, a and b with the covariance of their logarithms (observed information).
    why_not : Text or None
        Why there is no fit.
    """

    unit: TimeUnit
    customers: int
    came_back: int
    watched: float
    found: Maximum | None = None
    why_not: Text | None = None

    @property
    def rates(self) -> Rates | None:
        """The parameters; None where there is no fit."""
        return Rates(*self.found.parameters) if self.found else None

    def intervals(self, level: float = LEVEL) -> tuple[Interval, ...] | None:
        """Return low and high of r, alpha, a and b; None where there is no fit."""
        return self.found.intervals(level) if self.found else None


def log_likelihood(rates: Rates, told: Histories) -> float:
    """Return the log-likelihood of purchase histories.

    Notes
    -----
    P. S. Fader, B. G. S. Hardie & K. L. Lee, "Counting your customers" the easy way, Marketing
    Science 24 (2005), 275–284: the likelihood of a randomly chosen customer, in logarithms.
    """
    return _likelihood(rates, told)[0]


def _likelihood(rates: Rates, told: Histories) -> tuple[float, Floats]:
    """Return the log-likelihood and its slope over the logarithms of r, alpha, a and b."""
    import numpy as np
    from scipy.special import digamma, gammaln

    r, alpha, a, b = rates.r, rates.alpha, rates.a, rates.b
    # what depends on x alone is the same for all who bought as often
    often, place = np.unique(told.frequency, return_inverse=True)
    many = np.bincount(place, weights=told.count)
    value = many @ (
        gammaln(r + often) - gammaln(r) + r * np.log(alpha)
        + gammaln(a + b) + gammaln(b + often) - gammaln(b) - gammaln(a + b + often)
    )  # fmt: skip
    gone = _log_odds_gone(rates, told)
    x, weight = told.frequency, told.count
    value += weight @ (np.logaddexp(0.0, gone) - (r + x) * np.log(alpha + told.age))
    lost = weight * _share(gone)
    alive = weight - lost
    both = digamma(a + b) - digamma(a + b + often)
    slope = (
        many @ (digamma(r + often) - digamma(r) + np.log(alpha))
        - alive @ np.log(alpha + told.age) - lost @ np.log(alpha + told.recency),
        many.sum() * r / alpha
        - (alive * (r + x)) @ (1 / (alpha + told.age))
        - (lost * (r + x)) @ (1 / (alpha + told.recency)),
        many @ both + lost.sum() / a,
        many @ (both + digamma(b + often) - digamma(b))
        - lost @ (1 / np.where(x > 0, b + x - 1, 1.0)),
    )  # fmt: skip
    return float(value), np.array(slope) * (r, alpha, a, b)


def _log_odds_gone(rates: Rates, told: Histories) -> Floats:
    """Return log((1 − P(alive)) ÷ P(alive)); −∞ for who never bought again, who cannot be gone."""
    import numpy as np

    x = told.frequency
    back = x > 0
    longer = np.log(rates.alpha + told.age) - np.log(rates.alpha + told.recency)
    left = np.log(rates.a) - np.log(np.where(back, rates.b + x - 1, 1.0))
    odds: Floats = np.where(back, left + (rates.r + x) * longer, -np.inf)
    return odds


def _share(log_odds: Floats) -> Floats:
    from scipy.special import expit

    share: Floats = expit(log_odds)
    return share


def fit(told: Histories) -> BgNbd:
    """Fit the model by maximum likelihood, or say why it has no answer.

    Parameters
    ----------
    told : Histories
        Row by customer or grouped; time in its unit.
    """
    import numpy as np

    alike = grouped(told)
    customers, back = alike.customers, alike.came_back
    whom = (told.unit, customers, back, float(alike.age.max(initial=0.0)))
    if customers < FEWEST or back < FEWEST_BACK:
        many = {"n": f"{customers:,}", "back": f"{back:,}"}
        why = TOO_FEW.fill(**many, least=FEWEST, least_back=FEWEST_BACK)
        return BgNbd(*whom, why_not=why)
    scale = float(alike.count @ alike.age) / customers
    scaled = Histories(
        told.unit, alike.frequency, alike.recency / scale, alike.age / scale, alike.count
    )

    def unlikely(at: Floats) -> tuple[float, Floats]:
        value, slope = _likelihood(Rates(*np.exp(at).tolist()), scaled)
        return -value, -slope

    found = maximum(unlikely, [(0.0, 0.0, 0.0, 0.0), (-1.5, -2.0, 0.0, 1.0)], customers)
    if found is None:
        return BgNbd(*whom, why_not=NO_MAXIMUM)
    r, alpha, a, b = found.parameters
    whole = found.log_likelihood - float(alike.count @ alike.frequency) * float(np.log(scale))
    return BgNbd(*whom, Maximum((r, alpha * scale, a, b), whole, found.covariance))


def alive(rates: Rates, told: Histories) -> Floats:
    """Return the probability that each customer is still one, at the end of what was watched.

    Who never bought again is alive with certainty in this model, which lets nobody leave before
    a repeat purchase; it is no news of him.

    Notes
    -----
    P. S. Fader, B. G. S. Hardie & K. L. Lee, Computing P(alive) using the BG/NBD model (2008).
    """
    return _share(-_log_odds_gone(rates, told))


def expected(rates: Rates, told: Histories, ahead: float | Floats) -> Floats:
    """Return the purchases each customer is expected to make in the time ahead.

    Parameters
    ----------
    ahead : float or array of float, shape (n,)
        In the unit of the histories.

    Notes
    -----
    Fader, Hardie & Lee (2005): E(Y(t) | X = x, tx, T), derived in their appendix; for who is new
    (x = tx = T = 0) it is their E(X(t)). The Gaussian function is taken after Euler's
    transformation (Abramowitz & Stegun 15.3.3), which has no x in its numerator parameters and so
    does not overflow for who buys every day.
    """
    import numpy as np
    from scipy.special import hyp2f1

    b, x = rates.b, told.frequency
    a = 1 + NEAR if abs(rates.a - 1) < NEAR else rates.a
    r = rates.r + BETWEEN if abs(rates.r - a - round(rates.r - a)) < BETWEEN else rates.r
    c: Any = a + b + x - 1
    c = np.where(np.abs(c) < NEAR, NEAR, c)
    z = ahead / (rates.alpha + told.age + ahead)
    left = (1 - z) ** (a - 1) * hyp2f1(a + b - 1 - r, a - 1, c, z)
    answer: Floats = c / (a - 1) * (1 - left) * alive(rates, told)
    return np.maximum(answer, 0.0)
