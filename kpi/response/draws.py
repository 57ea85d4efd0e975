"""Many curves that an account's weeks allow, drawn once: whatever is asked then has its doubt."""

from __future__ import annotations

import numpy as np

from kpi.response.fit import Fit
from kpi.response.spending import Floats

DRAWS, PROPOSED, FREEDOM = 400, 4_000, 6
SEED = 20260901
"""The same weeks always give the same draws."""


def draws(found: Fit, many: int = DRAWS) -> Floats:
    """Draw parameters from what weeks and what was held before allow.

    Returns
    -------
    array, `many` × (3 × channels)

    Notes
    -----
    Sampling-importance-resampling (D. B. Rubin, in Bayesian Statistics 3 (1988), 395–402) from a
    t distribution of 6 degrees of freedom around the maximum; no weight is larger than √S times the
    mean (E. L. Ionides, Truncated importance sampling, J. Comput. Graph. Statist. 17 (2008),
    295–311), so that no few draws speak for all.
    """
    rng = np.random.default_rng(SEED)
    size = len(found.parameters)
    steps = rng.standard_normal((PROPOSED, size))
    steps *= np.sqrt(FREEDOM / rng.chisquare(FREEDOM, PROPOSED))[:, None]
    proposed = found.parameters + steps @ np.linalg.cholesky(found.covariance).T
    known = -(FREEDOM + size) / 2 * np.log1p((steps**2).sum(1) / FREEDOM)
    likely = np.array([_log_density(found, each) for each in proposed])
    taken = rng.choice(PROPOSED, many, p=_weights(likely - known))
    chosen: Floats = proposed[taken]
    return chosen


def _log_density(found: Fit, parameters: Floats) -> float:
    residuals = found.problem.residuals(parameters, found.noise)
    return float(-0.5 * residuals @ residuals)


def _weights(logs: Floats) -> Floats:
    """Return shares by logarithms of weights, none larger than √S times the mean."""
    shares = np.exp(logs - logs.max())
    shares = np.minimum(shares, shares.mean() * len(shares) ** 0.5)
    whole: Floats = shares / shares.sum()
    return whole
