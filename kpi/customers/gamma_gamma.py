"""Gamma-Gamma: how the values of orders are spread within and between customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from data.text import Text
from kpi.customers.likelihood import Maximum, maximum
from kpi.doubt.level import LEVEL, Interval

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats

FEWEST = 30
"""Of fewer customers with a repeat purchase nobody can see how values are spread."""
MOST_ALIKE = 0.3
"""Past this correlation how often people buy and how much are not two separate questions."""

TOO_FEW = Text(
    "只有 {n} 位顧客有回購金額，至少要 {least} 位才能估計客單價的分布。",
    "Only {n} customers have a value of repeat purchases; telling how values are spread needs"
    " {least}.",
)
NO_MAXIMUM = Text(
    "這些金額看不出顧客之間的差異，模型沒有答案。",
    "These amounts do not tell how customers differ, so the model has no answer.",
)
NO_MEAN = Text(
    "金額的尾巴太長，平均不存在（q ≤ 1），模型沒有答案；先看最大的幾筆訂單。",
    "A few amounts are so large that there is no mean (q ≤ 1), so the model has no answer; look at"
    " the largest orders first.",
)
DEPENDENT = Text(
    "買得越常的人客單價越{way}（相關 {corr:+.2f}），模型假設兩者無關：合起來的價值會{off}。",
    "Who buys more often pays {way} an order (correlation {corr:+.2f}), while the model takes the"
    " two as unrelated: the value of both together is {off}.",
)
MORE, LESS = Text("高", "more"), Text("低", "less")
LOW, HIGH = Text("低估", "too low"), Text("高估", "too high")


@dataclass(frozen=True, slots=True)
class Spread:
    """The three parameters.

    Parameters
    ----------
    p, q, v : float
        An order's value is Gamma(p, rate ν), and ν over customers is Gamma(q, rate v); v is in
        the currency.
    """

    p: float
    q: float
    v: float

    @property
    def mean(self) -> float | None:
        """The mean value over customers; None where there is none (q ≤ 1)."""
        return self.p * self.v / (self.q - 1) if self.q > 1 else None


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """A fit, or why there is none.

    Parameters
    ----------
    currency : str
        Of the values and of `v`.
    customers : int
        With a repeat purchase: those it was fitted on.
    correlation : float or None
        Of how often they bought with what they paid; None where either does not vary.
    found : Maximum or None
        p, q and v with the covariance of their logarithms (observed information).
    why_not : Text or None
        Why there is no fit.
    warning : Text or None
        What is said where how often and how much are related, which the model excludes; then it
        may also have no answer.
    """

    currency: str
    customers: int
    correlation: float | None = None
    found: Maximum | None = None
    why_not: Text | None = None
    warning: Text | None = None

    @property
    def spread(self) -> Spread | None:
        """The parameters; None where there is no fit."""
        return Spread(*self.found.parameters) if self.found else None

    def intervals(self, level: float = LEVEL) -> tuple[Interval, ...] | None:
        """Return low and high of p, q and v; None where there is no fit."""
        return self.found.intervals(level) if self.found else None


def checked(frequency: Sequence[float], values: Sequence[float]) -> tuple[Floats, Floats]:
    """Return both columns as arrays; the value of who never bought again is 0, whatever it said.

    Raises
    ------
    ValueError
        When somebody bought again for nothing, for less, or for an unknown amount.
    """
    import numpy as np

    x, z = np.asarray(frequency, dtype=float), np.asarray(values, dtype=float)
    if x.shape != z.shape:
        raise ValueError(f"columns of different lengths: {x.shape}, {z.shape}")
    wrong = (x < 0) | ((x > 0) & ~(np.isfinite(z) & (z > 0)))
    if wrong.any():
        at = int(wrong.argmax())
        raise ValueError(
            f"row {at + 1} (frequency {x[at]:g}, mean value {z[at]:g}): repeat purchases have a"
            " mean value above 0; leave out orders that were free or given back"
        )
    return x, np.where(x > 0, z, 0.0)


def log_likelihood(spread: Spread, frequency: Sequence[float], values: Sequence[float]) -> float:
    """Return the log-likelihood of mean values over x repeat purchases each, x > 0.

    Notes
    -----
    P. S. Fader & B. G. S. Hardie, The gamma-gamma model of monetary value (2013): the density
    of the mean z̄ of x values, given p, q and v (their γ).
    """
    x, z = checked(frequency, values)
    return _likelihood(spread, x[x > 0], z[x > 0])[0]


def _likelihood(spread: Spread, x: Floats, z: Floats) -> tuple[float, Floats]:
    """Return the log-likelihood and its slope over the logarithms of p, q and v."""
    import numpy as np
    from scipy.special import digamma, gammaln

    p, q, v = spread.p, spread.q, spread.v
    paid, both = np.log(x) + np.log(z), np.log(v + x * z)
    told = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v)
    value = np.sum(told + p * x * paid - np.log(z) - (p * x + q) * both)
    of_p = np.sum(x * (digamma(p * x + q) - digamma(p * x) + paid - both))
    of_q = np.sum(digamma(p * x + q) - digamma(q) + np.log(v) - both)
    of_v = np.sum(q / v - (p * x + q) / (v + x * z))
    return float(value), np.array((of_p * p, of_q * q, of_v * v))


def fit(currency: str, frequency: Sequence[float], values: Sequence[float]) -> GammaGamma:
    """Fit the model by maximum likelihood, or say why it has no answer.

    Parameters
    ----------
    currency : str
        Of the values.
    frequency, values : sequence of float
        Repeat purchases and their mean value, customer by customer; who has none is left out.
    """
    import numpy as np

    every, amounts = checked(frequency, values)
    x, z = every[every > 0], amounts[every > 0]
    many = len(x)
    if many < FEWEST:
        return GammaGamma(currency, many, why_not=TOO_FEW.fill(n=many, least=FEWEST))
    scale, corr = float(np.exp(np.log(z).mean())), _correlation(x, z)

    def unlikely(at: Floats) -> tuple[float, Floats]:
        value, slope = _likelihood(Spread(*np.exp(at).tolist()), x, z / scale)
        return -value, -slope

    found, tied = maximum(unlikely, [(1.0, 1.0, 0.0), (0.0, 1.5, 1.0)], many), _warning(corr)
    if found is None:
        return GammaGamma(currency, many, corr, why_not=NO_MAXIMUM, warning=tied)
    p, q, v = found.parameters
    if q <= 1:
        return GammaGamma(currency, many, corr, why_not=NO_MEAN, warning=tied)
    whole = found.log_likelihood - many * float(np.log(scale))
    told = Maximum((p, q, v * scale), whole, found.covariance)
    return GammaGamma(currency, many, corr, told, warning=tied)


def _correlation(x: Floats, z: Floats) -> float | None:
    """Return Pearson's correlation; None where either does not vary."""
    a, b = x - x.mean(), z - z.mean()
    whole = sqrt(float(a @ a)) * sqrt(float(b @ b))
    return float(a @ b) / whole if whole > 0 else None


def _warning(corr: float | None) -> Text | None:
    if corr is None or abs(corr) <= MOST_ALIKE:
        return None
    way, off = (MORE, LOW) if corr > 0 else (LESS, HIGH)
    filled = DEPENDENT.fill(corr=corr, way=way, off=off)
    return Text(filled.zh, filled.en.replace("-", "−"))
