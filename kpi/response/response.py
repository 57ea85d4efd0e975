"""What an account's advertising brings: curves with doubt, what they brought, what they would."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.text import Text
from kpi.response.adstock import PERIODS, lagged, weights
from kpi.response.alike import as_one
from kpi.response.curve import Curves, saturated
from kpi.response.draws import DRAWS, draws
from kpi.response.fit import enough, fit, tells
from kpi.response.spending import Floats, Spending


@dataclass(frozen=True, slots=True)
class Response:
    """Curves drawn from what an account's weeks allow.

    Parameters
    ----------
    told : Spending
        The channels that have a curve; those that move together are one.
    curves : Curves
        Draws × channels.
    silent : tuple of str
        Channels whose spend does not vary enough to have one.
    """

    told: Spending
    curves: Curves
    silent: tuple[str, ...]

    @property
    def largest(self) -> Floats:
        """The most each channel was paid in a week: beyond it a curve is a guess."""
        return self.told.spend.max(0)

    def contributions(self) -> Floats:
        """Return what each channel brought over all weeks: draws × channels."""
        lags = lagged(self.told.spend)
        shares = weights(self.curves.decay)
        brought = np.zeros_like(self.curves.top)
        for week in range(self.told.weeks):
            brought += self.curves.brings(np.einsum("lj,lmj->mj", lags[:, week], shares))
        return brought

    def ahead(self, weeks: int) -> Ahead:
        """Return what spend in the next weeks would bring, the weeks before it working on."""
        return ahead(self.curves, weeks, self.told.spend)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The weeks that are planned, and those in which their spend still works.

    Parameters
    ----------
    weeks : float
        How many are planned; a month has 4.43.
    fresh : array, weeks × draws × channels
        The share of a planned week's spend that works in each.
    left : array, the same
        What still works there of the spend before.
    """

    curves: Curves
    weeks: float
    fresh: Floats
    left: Floats

    def brings(self, spend: Floats) -> Floats:
        """Return what spend of so much a week brings beyond none: draws × channels.

        Parameters
        ----------
        spend : array, channels
            Money a week.
        """
        return self._beyond(self.curves.bend, self.fresh * spend, self.left, self.curves.top)

    def of_channel(self, channel: int, spend: Floats) -> Floats:
        """Return the same of one channel at many heights: heights × draws."""
        own = (slice(None), slice(None), channel)
        fresh = self.fresh[own][:, None, :] * spend[None, :, None]
        bend, top = self.curves.bend[:, channel], self.curves.top[:, channel]
        return self._beyond(bend, fresh, self.left[own][:, None, :], top)

    def within(self) -> Ahead:
        """Return the planned weeks alone, without those in which their spend still works on."""
        planned = len(self.fresh) - PERIODS + 1
        return replace(self, fresh=self.fresh[:planned], left=self.left[:planned])

    def _beyond(self, bend: Floats, fresh: Floats, left: Floats, top: Floats) -> Floats:
        more = saturated(bend * (fresh + left)) - saturated(bend * left)
        brought: Floats = top * more.sum(0)
        return brought


def ahead(curves: Curves, weeks: float, before: Floats) -> Ahead:
    """Return what spend in weeks to come would bring.

    Parameters
    ----------
    weeks : float
        The effect of a part of a week is that of the nearest whole number, in proportion.
    before : array, weeks × channels
        The spend of the weeks before them, which works on.
    """
    planned = max(1, round(weeks))
    shares = weights(curves.decay)
    length = planned + PERIODS - 1
    fresh = np.zeros((length, *curves.decay.shape))
    left = np.zeros_like(fresh)
    for week in range(length):
        for lag in range(PERIODS):
            if 0 <= week - lag < planned:
                fresh[week] += shares[lag]
            elif -len(before) <= week - lag < 0:
                left[week] += shares[lag] * before[week - lag]
    longer = replace(curves, top=curves.top * (weeks / planned))
    return Ahead(longer, weeks, fresh, left)


def respond(told: Spending, many: int = DRAWS) -> Response | Text:
    """Fit an account's curves, once for each snapshot; or say why it tells none."""
    joined = as_one(told)
    why_not = enough(joined)
    if why_not:
        return why_not
    moves = tells(joined)
    silent = tuple(name for name, tell in zip(joined.channels, moves, strict=True) if not tell)
    names = tuple(name for name in joined.channels if name not in silent)
    kept = replace(joined, channels=names, spend=joined.spend[:, moves])
    found = fit(kept)
    curves = Curves.of(draws(found, many), kept.typical, found.scale)
    return Response(kept, curves, silent)
