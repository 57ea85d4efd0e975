"""Advertising works on: what is left of a week's spend in the weeks that follow."""

from __future__ import annotations

import numpy as np

from kpi.response.spending import Floats

PERIODS = 8
"""Weeks over which it works on, its own among them."""


def lagged(spend: Floats) -> Floats:
    """Return each week's spend and that of the weeks before it: lags × weeks × channels."""
    out = np.zeros((PERIODS, *spend.shape))
    for lag in range(min(PERIODS, len(spend))):
        out[lag, lag:] = spend[: len(spend) - lag]
    return out


def weights(decay: Floats) -> Floats:
    """Return the share of a week's spend that works in each of the weeks from it on.

    Parameters
    ----------
    decay : array, any shape
        What is left of it a week later, in [0, 1).

    Returns
    -------
    array, lags × that shape
        They sum to 1, so that nothing is lost and nothing gained.

    Notes
    -----
    Geometric adstock, normalised: Y. Jin, Y. Wang, Y. Sun, D. Chan & J. Koehler, Bayesian Methods
    for Media Mix Modeling with Carryover and Shape Effects (Google, 2017), section 2.1.
    """
    powers = decay[None] ** np.arange(PERIODS).reshape(-1, *(1,) * decay.ndim)
    shares: Floats = powers / powers.sum(0)
    return shares


def steepness(decay: Floats) -> Floats:
    """Return how the weights change with the decay, in the shape of the weights."""
    lags = np.arange(PERIODS).reshape(-1, *(1,) * decay.ndim)
    powers = decay[None] ** lags
    changes = lags * decay[None] ** np.maximum(lags - 1, 0)
    steep: Floats = (changes - powers / powers.sum(0) * changes.sum(0)) / powers.sum(0)
    return steep
