"""How sure an interval is: 90 % between its ends, so 5 % past each of them."""

from __future__ import annotations

from functools import cache
from statistics import NormalDist

LEVEL = 0.90
"""What every interval holds: a KPI inside its guardrail is called past it in 1 of 20 cases."""

Interval = tuple[float, float]
"""Low and high."""


@cache
def z_of(level: float = LEVEL) -> float:
    """Return how many standard errors lie between the middle and either end."""
    return NormalDist().inv_cdf((1 + level) / 2)


@cache
def t_of(freedom: int, level: float = LEVEL) -> float:
    """Return the same where the standard error is itself known from a few observations only.

    Parameters
    ----------
    freedom : int
        Degrees of freedom; from 2 on the series is right to 3 in 1,000.

    Notes
    -----
    Student's t by its expansion around the normal: Abramowitz & Stegun, Handbook of Mathematical
    Functions (1964), 26.7.5.
    """
    z = z_of(level)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))
