"""The interval of a share: so many of so many. And how likely such a share is called red."""

from __future__ import annotations

from math import ceil, floor, sqrt

from kpi.doubt.level import LEVEL, Interval, z_of


def wilson(counted: float, of: float, level: float = LEVEL) -> Interval | None:
    """Return between which rates a share lies; None where it is none (none at all, more than all).

    Notes
    -----
    The score interval: all rates that would not surprise by what was counted. E. B. Wilson,
    Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209–212;
    preferred to the usual one by A. Agresti & B. A. Coull, The American Statistician 52 (1998),
    119–126. With p = counted ÷ of and z for the level:
    (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n).
    """
    if of <= 0 or not 0 <= counted <= of:
        return None
    rate, spread = counted / of, z_of(level) ** 2 / of
    middle = rate + spread / 2
    half = sqrt(spread * (rate * (1 - rate) + spread / 4))
    low, high = ((middle + side * half) / (1 + spread) for side in (-1, 1))
    return max(0.0, min(low, rate)), min(1.0, max(high, rate))


def enough(rate: float, limit: float, level: float = LEVEL) -> float | None:
    """Return of how many a share has to be told before its interval leaves a limit behind.

    None where no number is enough: on the limit itself, or where the limit is no rate.

    Notes
    -----
    The interval ends where the limit's own standard error times z is the distance, so that
    n = z²·g(1−g) ÷ (p−g)² for the limit g.
    """
    if rate == limit or not 0 < limit < 1:
        return None
    return z_of(level) ** 2 * limit * (1 - limit) / (rate - limit) ** 2


def power(of: int, rate: float, guardrail: float, higher: bool, level: float = LEVEL) -> float:
    """Return how often a share is red whose true rate is known.

    Parameters
    ----------
    of : int
        How many are looked at.
    rate : float
        The true rate: past the guardrail this is the power, inside it the false alarms.
    higher : bool
        Whether more is better, so that red lies below the guardrail.

    Notes
    -----
    Red is what has its whole interval past the guardrail: fewer (more) than
    n·g ∓ z·√(n·g(1−g)); how often that is counted at the true rate is binomial.
    """
    from scipy.special import bdtr, bdtrc

    reach = z_of(level) * sqrt(of * guardrail * (1 - guardrail))
    if higher:
        most = ceil(of * guardrail - reach) - 1
        return float(bdtr(most, of, rate)) if most >= 0 else 0.0
    least = floor(of * guardrail + reach) + 1
    return float(bdtrc(least - 1, of, rate)) if least <= of else 0.0
