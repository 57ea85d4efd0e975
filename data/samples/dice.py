"""Chance: every draw of the sample shop comes from one seeded generator, in one order."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from data.samples.seasons import Days, Floats
from data.samples.stories import WEEK, Stories

SEED = 20_241_111
Ints = npt.NDArray[np.int64]
Real = npt.NDArray[np.floating[Any]]


class Dice:
    """Draws over the days of the shop; silent in the week in which nothing happens.

    On the days of that week and of the one before it counts are what was expected, rounded, and
    what was expected is the same in both.
    """

    def __init__(self, listed: Days, planted: Stories, seed: int = SEED) -> None:
        self.rng = np.random.Generator(np.random.PCG64(seed))
        first, last = planted.quiet
        self._after = slice(listed.at(first), listed.at(last) + 1)
        self._before = slice(listed.at(first - WEEK), listed.at(first))
        self.silent = np.zeros(len(listed), dtype=bool)
        self.silent[self._before] = self.silent[self._after] = True

    def even(self, expected: Real) -> Floats:
        """Return what is expected, the quiet week being the one before it again."""
        told = expected.astype(np.float64)
        told[self._after] = told[self._before]
        return told

    def noise(self, sigma: float) -> Floats:
        """Return factors around 1, one a day; none on silent days."""
        drawn = np.exp(self.rng.normal(0, sigma, len(self.silent)) - sigma**2 / 2)
        return np.where(self.silent, 1.0, drawn)

    def count(self, expected: Real) -> Ints:
        """Return how often something happened each day."""
        told = self.even(expected)
        drawn = self.rng.poisson(np.maximum(told, 0))
        return np.where(self.silent, np.rint(told), drawn).astype(np.int64)

    def of(self, whole: Ints, share: Floats | float) -> Ints:
        """Return how many of the whole it happened to each day."""
        shares = np.broadcast_to(np.clip(share, 0, 1), whole.shape)
        drawn = self.rng.binomial(whole, shares)
        return np.where(self.silent, np.rint(whole * shares), drawn).astype(np.int64)

    def chances(self, day: int, count: int, draws: int) -> Floats:
        """Return uniform numbers for each of some events of a day, a row an event.

        On silent days each column holds the same numbers, evenly spread, in any order.
        """
        if not self.silent[day]:
            return self.rng.random((count, draws))
        spread = (np.arange(count) + 0.5) / max(count, 1)
        return self.rng.permuted(np.tile(spread[:, None], (1, draws)), axis=0)
