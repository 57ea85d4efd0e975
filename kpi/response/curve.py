"""How much the next dollar brings: the curve between spend and what it brings, and its doubt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kpi.response.spending import Floats


@dataclass(frozen=True, slots=True)
class Curves:
    """A curve for each channel: once, or many times where it is drawn from its doubt.

    Parameters
    ----------
    top : array, … × channels
        What a week brings where spend has no end.
    decay : array, … × channels
        What is left of a week's spend in the next.
    bend : array, … × channels
        Per unit of money: spend of 1 ÷ bend brings 46 % of the top.
    """

    top: Floats
    decay: Floats
    bend: Floats

    @classmethod
    def of(cls, parameters: Floats, typical: Floats, scale: float) -> Curves:
        """Return the curves of log top, logit decay, log bend, told in typical spend and `scale`.

        Parameters
        ----------
        parameters : array, … × (3 × channels)
        """
        top, decay, bend = np.split(parameters, 3, axis=-1)
        return cls(np.exp(top) * scale, 1 / (1 + np.exp(-decay)), np.exp(bend) / typical)

    def brings(self, effective: Floats) -> Floats:
        """Return what a week of this effective spend brings, in the shape of the curves."""
        return self.top * saturated(self.bend * effective)


def saturated(spend: Floats) -> Floats:
    """Return the share of the top: 0 at 0, then ever less for the next unit, never 1.

    Notes
    -----
    (1 − e^−x) ÷ (1 + e^−x), the logistic saturation of pymc-marketing's documentation, equal to
    tanh(x ÷ 2): concave from 0 on, so that dividing a budget has one answer.
    """
    share: Floats = np.tanh(spend / 2)
    return share
