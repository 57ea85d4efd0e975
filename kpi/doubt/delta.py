"""The interval of a ratio of sums, from how its days scatter around it."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from kpi.doubt.level import LEVEL, Interval, t_of

FEWEST = 3
"""So many days have to be there: of two nobody can see how days scatter."""


def linearised(above: Sequence[float], below: Sequence[float]) -> tuple[float, float] | None:
    """Return a ratio of sums and its standard error; None without two days or a positive whole.

    Parameters
    ----------
    above, below : sequence of float
        What stands above and below the line, observation by observation (here: day by day). Zeros
        and negative ones belong to it.

    Notes
    -----
    The delta method: around r = Σn ÷ Σd a ratio is linear in the residuals nₜ − r·dₜ, so its
    variance is T·s² ÷ (Σd)² with s² their variance over T observations. A. Deng, U. Knoblich &
    J. Lu, Applying the delta method in metric analytics, KDD 2018, on metrics whose observations
    come in clusters; G. Casella & R. Berger, Statistical Inference (2002), 5.5.4.
    """
    count, whole = len(below), sum(below)
    if count < 2 or whole <= 0:
        return None
    ratio = sum(above) / whole
    residuals = sum((n - ratio * d) ** 2 for n, d in zip(above, below, strict=True))
    return ratio, sqrt(count * residuals / (count - 1)) / whole


def delta(above: Sequence[float], below: Sequence[float], level: float = LEVEL) -> Interval | None:
    """Return between which values a ratio of sums lies; None where too few days tell it.

    Days are taken as alike and independent; Student's t makes up for how few they are. What is
    never negative on a day has no negative end.
    """
    if len(below) < FEWEST:
        return None
    known = linearised(above, below)
    if known is None:
        return None
    ratio, error = known
    half = t_of(len(below) - 1, level) * error
    low = ratio - half
    return (max(low, 0.0) if min(above) >= 0 else low), ratio + half
