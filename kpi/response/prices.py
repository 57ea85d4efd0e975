"""How far the price of a click drifted: curves know money, and not what it buys."""

from __future__ import annotations

from kpi.response.spending import Floats

WEEKS = 8
"""So many weeks have one price together: single weeks scatter, prices drift."""


def drift(money: Floats, clicks: Floats) -> float | None:
    """Return the newest price of a click over the oldest; None where clicks are not known.

    Parameters
    ----------
    money, clicks : array, weeks
        What a platform was paid, and its clicks.
    """
    paid = money > 0
    money, clicks = money[paid], clicks[paid]
    if len(money) < 2 * WEEKS:
        return None
    first, last = ((money[s].sum(), clicks[s].sum()) for s in (slice(WEEKS), slice(-WEEKS, None)))
    if not (first[1] and last[1]):
        return None
    return float(last[0] / last[1] / (first[0] / first[1]))
