"""Whether another division of a budget is better, or nothing says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kpi.doubt.level import Interval
from kpi.response.response import Ahead

DOUBTFUL = 0.10
"""Nothing is advised that brings no more in more than this share of what the weeks allow."""
SHARE = 0.8
"""What is said to come lies between its ends this often."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What one division brings more than another.

    Parameters
    ----------
    middle : float
        On average over the draws, in the outcome's unit.
    interval : (float, float)
        Between these in eight of ten draws.
    reliable : bool
        Whether nine of ten draws bring more.
    """

    middle: float
    interval: Interval
    reliable: bool


def gain(ahead: Ahead, now: Sequence[float], then: Sequence[float]) -> Gain:
    """Compare two divisions, each the money of the whole period by channel."""
    brought = [ahead.brings(np.asarray(each) / ahead.weeks).sum(1) for each in (now, then)]
    more = brought[1] - brought[0]
    low, high = np.quantile(more, [(1 - SHARE) / 2, (1 + SHARE) / 2])
    reliable = bool(np.quantile(more, DOUBTFUL) > 0)
    return Gain(float(more.mean()), (float(low), float(high)), reliable)
