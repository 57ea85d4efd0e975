"""How many orders come each day: without advertising, and by a response curve for each channel."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from data.samples.ads import CENTS, GOOGLE, LINE, LINKEDIN, META, Advertising
from data.samples.seasons import Days, Floats

SITE, LINE_SHOP, STORE, BUSINESS, SHOPEE = "官網", "LINE 商城", "門市", "企業採購", "蝦皮"
PERIODS = 8
"""Days over which advertising works on."""
NEW_BY_ADS, NEW_BY_ITSELF = 0.72, 0.34
"""Shares of first orders among those that advertising brings, and among the others."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Orders a day that a channel's spend brings: top · x^slope ÷ (x^slope + half^slope).

    Parameters
    ----------
    decay : float
        What is left of a day's effect on the next (geometric, weights summing to 1).
    half : float
        The spend, in money of the first day, that brings half of `top`.
    sales_channel : str
        Where the orders are placed.
    """

    top: float
    half: float
    slope: float
    decay: float
    sales_channel: str = SITE

    def orders(self, spend: Floats) -> Floats:
        """Return what a daily spend brings, day by day; `spend` at the prices of the first day."""
        weights = self.decay ** np.arange(PERIODS)
        carried = np.convolve(spend, weights / weights.sum())[: len(spend)]
        raised = carried**self.slope
        return self.top * raised / (raised + self.half**self.slope)

    def to_json(self) -> dict[str, Any]:
        """Return the parameters."""
        return asdict(self) | {"periods": PERIODS}


CURVES = {
    GOOGLE: Curve(26.0, 5_200, 1.3, 0.25),
    META: Curve(20.0, 5_400, 1.4, 0.55),
    LINE: Curve(5.0, 1_300, 1.0, 0.35),
    LINKEDIN: Curve(1.0, 1_100, 1.2, 0.6, BUSINESS),
}

BASE = {SITE: 26.0, LINE_SHOP: 5.0, STORE: 4.0, BUSINESS: 0.25, SHOPEE: 5.5}
"""Orders of a plain day at first, without advertising."""
GROWTH = {SITE: 1.18, LINE_SHOP: 1.3, STORE: 1.0, BUSINESS: 1.2, SHOPEE: 1.35}


@dataclass(frozen=True)
class Demand:
    """What was expected, day by day.

    Parameters
    ----------
    orders : dict of str to array
        By sales channel.
    brought : dict of str to array
        By ad platform: of them, those its spend brings.
    new : array
        First orders on the own site.
    """

    orders: dict[str, Floats]
    brought: dict[str, Floats]
    new: Floats


def demand(listed: Days, ads: Advertising) -> Demand:
    """Return the orders to expect: a base that moves with the season, and what ads add to it."""
    brought = {
        platform: curve.orders(ads.sum(platform, "cost") / CENTS / ads.prices)
        for platform, curve in CURVES.items()
    }
    lift = listed.lift("orders")
    orders = {}
    for channel, plain in BASE.items():
        seasonal = listed.winter * listed.weekday * (1 if channel == BUSINESS else lift)
        of_ads = [brought[p] for p, c in CURVES.items() if c.sales_channel == channel]
        orders[channel] = plain * listed.growth(GROWTH[channel]) * seasonal + sum(of_ads)
    of_ads = [brought[p] for p, c in CURVES.items() if c.sales_channel == SITE]
    bought = np.sum(of_ads, axis=0)
    itself = (orders[SITE] - bought) / lift**0.75  # a sale brings known customers back
    return Demand(orders, brought, NEW_BY_ADS * bought + NEW_BY_ITSELF * itself)
