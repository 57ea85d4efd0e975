"""A curve that is assumed and not seen: for channels whose history tells none."""

from __future__ import annotations

import numpy as np

from kpi.response.curve import Curves, saturated
from kpi.response.fit import BEND, DECAY
from kpi.response.spending import Floats

ELASTICITY = 0.12
"""So many percent more orders does one percent more advertising of all channels bring, at first.

The mean of 751 short-term elasticities: R. Sethuraman, G. J. Tellis & R. A. Briesch, How well does
advertising work?, J. Marketing Research 48 (2011), 457–471. A person may say another.
"""
LEAST, MOST = 0.02, 0.40
"""Between these it may be moved."""
TWICE = 2.0
"""The range told with it: as if it were half of that, up to twice."""
SEED = 20260902


def assumed(typical: Floats, share: Floats, outcome: float, elasticity: float, many: int) -> Curves:
    """Return curves of the common form whose slope at typical spend is the one assumed.

    Parameters
    ----------
    typical : array, channels
        What a channel spends in a week in which it spends.
    share : array, channels
        Of all that is spent: its part of the elasticity.
    outcome : float
        Of a mean week.
    many : int
        How many draws: the elasticity evenly, in logarithms, from half to twice of what is assumed.

    Notes
    -----
    With B(x) = top · s(bend · x), elasticity at x is x · B′(x) ÷ outcome; the bend is that which a
    fit holds before it has seen anything.
    """
    rng = np.random.default_rng(SEED)
    at = (np.arange(many) + 0.5) / many * 2 - 1
    doubt = np.column_stack([rng.permutation(TWICE**at) for _ in typical])
    bend = float(np.exp(BEND))
    slope = bend * (1 - float(saturated(np.array(bend))) ** 2) / 2
    top = elasticity * doubt * share * outcome / slope
    decay = np.full_like(top, 1 / (1 + np.exp(-DECAY)))
    return Curves(top, decay, np.tile(bend / typical, (many, 1)))
