"""Dividing a budget where the next dollar brings most, to the dollar, within bounds."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

import numpy as np

from kpi.budget.bounds import Bounds
from kpi.response.response import Ahead
from kpi.response.spending import Floats

STEPS = 240
"""Pieces between a channel's least and most, each as steep as the mean of its draws."""


def divide(ahead: Ahead, total: int, bounds: Bounds) -> tuple[int, ...] | None:
    """Return each channel's money of the whole period; None where the bounds forbid the total.

    The response is the curve's own: every curve is concave, so whoever always takes the steepest
    next piece ends at the best division of what the draws bring on average.

    Parameters
    ----------
    total : int
        Whole units of money of all planned weeks together.
    bounds : Bounds
        Of the same weeks together.
    """
    if bounds.forbid(total):
        return None
    heights = [_heights(least, most) for least, most in zip(bounds.least, bounds.most, strict=True)]
    steeps = [_steeps(ahead, channel, at) for channel, at in enumerate(heights)]
    given, left = list(bounds.least), total - sum(bounds.least)
    waiting = [(-steep[0], channel, 0) for channel, steep in enumerate(steeps) if len(steep)]
    heapify(waiting)
    while left:
        _, channel, piece = heappop(waiting)
        taken = min(int(heights[channel][piece + 1] - heights[channel][piece]), left)
        given[channel], left = given[channel] + taken, left - taken
        if piece + 1 < len(steeps[channel]):
            heappush(waiting, (-steeps[channel][piece + 1], channel, piece + 1))
    return tuple(given)


def _heights(least: int, most: int) -> Floats:
    """Return whole amounts from least to most, none twice."""
    return np.unique(np.linspace(least, most, STEPS + 1).round())


def _steeps(ahead: Ahead, channel: int, heights: Floats) -> Floats:
    """Return what one more unit of money brings on average in each piece."""
    brought = ahead.of_channel(channel, heights / ahead.weeks).mean(1)
    steeps: Floats = np.diff(brought) / np.diff(heights)
    return steeps
