"""The intervals of many small segments at once: each leans on what the others are like."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from kpi.doubt.level import LEVEL, Interval
from kpi.doubt.wilson import wilson

FEWEST = 3
"""Of fewer segments nobody can see how much they differ."""
WEAKEST, STRONGEST = 1e-3, 1e7
"""A prior is worth so many observations; with more, no segment would differ from the others."""

Counted = tuple[float, float]
"""So many of so many."""


class Prior(NamedTuple):
    """What the rates of segments are like before one of them is looked at: Beta(α, β)."""

    alpha: float
    beta: float


def prior_of(segments: Sequence[Counted]) -> Prior | None:
    """Return how rates are spread over segments; None of fewer than three, or where nothing tells.

    Notes
    -----
    Empirical Bayes: α and β maximise the likelihood of the beta-binomial,
    Σ log B(α+k, β+n−k) − log B(α, β). G. Casella, An introduction to empirical Bayes data
    analysis, The American Statistician 39 (1985), 83–87; J. G. Skellam, JRSS B 10 (1948), 257–261.
    The likelihood has no maximum where segments differ no more than chance makes them: the score
    of R. E. Tarone, Biometrika 66 (1979), 585–590, is then not positive.
    """
    if len(segments) < FEWEST or not _differ(segments):
        return None
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import betaln, digamma, expit

    k, n = np.array(segments).T

    def unlikely(at: np.ndarray) -> tuple[float, np.ndarray]:
        mean, size = expit(at[0]), np.exp(at[1])
        a, b = mean * size, (1 - mean) * size
        value = betaln(a + k, b + n - k).sum() - len(k) * betaln(a, b)
        both = digamma(size) - digamma(size + n)
        of_a = (digamma(a + k) - digamma(a) + both).sum()
        of_b = (digamma(b + n - k) - digamma(b) + both).sum()
        slope = (a * (1 - mean) * (of_a - of_b), a * of_a + b * of_b)
        return -float(value), -np.array(slope)

    mean = sum(k) / sum(n)
    start = np.array([np.log(mean / (1 - mean)), np.log(n.mean())])
    within = [(-20.0, 20.0), (log(WEAKEST), log(STRONGEST))]
    found = minimize(unlikely, start, jac=True, method="L-BFGS-B", bounds=within, tol=1e-12)
    mean, size = float(expit(found.x[0])), float(np.exp(found.x[1]))
    told = 1.001 * WEAKEST < size < 0.999 * STRONGEST
    return Prior(mean * size, (1 - mean) * size) if told else None


def _differ(segments: Sequence[Counted]) -> bool:
    """Whether rates are spread more than chance alone would spread them."""
    rate = sum(k for k, _ in segments) / sum(n for _, n in segments)
    if not 0 < rate < 1:
        return False
    score = sum(
        k * (k - 1) / rate + (n - k) * (n - k - 1) / (1 - rate) - n * (n - 1) for k, n in segments
    )
    return score > 0


def intervals(segments: Sequence[Counted], level: float = LEVEL) -> list[Interval | None]:
    """Return between which rates each segment lies, those of few observations near the others.

    Where it can be told how rates are spread it is the posterior's interval, 5 % past each end of
    it. Segments that differ no more than chance makes them are taken together; those that do, but
    are fewer than three, stand each for itself. None where one is no share (of nothing, or more
    than all).
    """
    own = [wilson(k, n, level) for k, n in segments]
    told = [segment for segment, known in zip(segments, own, strict=True) if known]
    if not told:
        return own
    if not _differ(told):
        whole = wilson(sum(k for k, _ in told), sum(n for _, n in told), level)
        return [whole if known else None for known in own]
    prior = prior_of(told)
    if prior is None:
        return own
    from scipy.special import betaincinv

    a = [prior.alpha + k for k, _ in told]
    b = [prior.beta + n - k for k, n in told]
    tail = (1 - level) / 2
    ends = iter(zip(betaincinv(a, b, tail), betaincinv(a, b, 1 - tail), strict=True))
    return [_plain(next(ends)) if known else None for known in own]


def _plain(ends: tuple[float, float]) -> Interval:
    return float(ends[0]), float(ends[1])
