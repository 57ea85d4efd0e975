"""The daily model of a sum: weekday index × level, and an index of its own for each marked day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

WINDOW = 56
"""Days behind a forecast: eight of each weekday."""
SMOOTHING = 0.1
"""What the newest day weighs in the level (EWMA)."""
LEAST = 28
"""A forecast is made from this many days on, though from eight weeks on only it is shown."""
ORIGINS = 52
"""Earlier forecasts that are held against what came: one a week, a year of them."""
FARTHEST = 100
"""Days ahead; a quarter is the longest period a goal has."""
UNMARKED = 0


@dataclass(frozen=True, slots=True)
class Series:
    """One sum day by day, and what its days are.

    Parameters
    ----------
    values : array of float
        NaN where nobody said anything.
    weekdays, marks : array of int
        Of these days and those to be forecast; marks are numbers of names, 0 for a plain day.
    """

    values: Floats
    weekdays: Ints
    marks: Ints

    @property
    def by_share(self) -> bool:
        """Whether earlier forecasts were off by a share of what was expected, or by a number."""
        return True

    def lifts(self) -> Floats:
        """Return what each mark is to a plain day, as known on each day: one row a mark.

        A marked day is held against the same weekdays of the eight weeks before it. 1 where a
        mark was never seen.
        """
        import numpy as np

        known, marks = self.values, self.marks[: len(self.values)]
        plain = np.where(marks == UNMARKED, known, np.nan)
        before = np.full((WINDOW // 7, len(known)), np.nan)
        for week in range(1, WINDOW // 7 + 1):
            before[week - 1, 7 * week :] = plain[: max(len(plain) - 7 * week, 0)]
        base = _mean(before, axis=0)
        lifts = np.ones((int(self.marks.max(initial=0)) + 1, len(known)))
        for mark in range(1, len(lifts)):
            told = (marks == mark) & ~np.isnan(known) & ~np.isnan(base)
            came = np.cumsum(np.where(told, known, 0.0))
            usual = np.cumsum(np.where(told, base, 0.0))
            lifts[mark] = np.where(usual > 0, came / np.where(usual > 0, usual, 1.0), 1.0)
        return lifts

    def ahead(self, at: int, days: int, lifts: Floats) -> Floats:
        """Return the forecast of the days after the one at place `at`, made on that day."""
        import numpy as np

        start = max(0, at + 1 - WINDOW)
        values, weekdays = self.values[start : at + 1], self.weekdays[start : at + 1]
        plain = np.where(self.marks[start : at + 1] == UNMARKED, values, np.nan)
        if np.count_nonzero(~np.isnan(plain)) < WINDOW // 4:  # sales from end to end
            plain = values
        index = _weekday_index(plain, weekdays)
        usual = index[weekdays]
        told = ~np.isnan(plain) & (usual > 0)
        if not told.any():
            return np.zeros(days)
        weights = (1 - SMOOTHING) ** np.arange(len(plain) - 1, -1, -1.0) * told
        level = np.sum(weights[told] * plain[told] / usual[told]) / np.sum(weights)
        to_come = slice(at + 1, at + 1 + days)
        forecast: Floats = level * index[self.weekdays[to_come]] * lifts[self.marks[to_come], at]
        return forecast

    def origins(self, at: int, days: int) -> list[int]:
        """Return the places of earlier forecasts whose days have all come, one a week."""
        first = -(-days // 7)
        places = [at - 7 * n for n in range(first, first + ORIGINS)]
        return [place for place in places if place + 1 >= LEAST]


@dataclass(frozen=True, slots=True)
class Level(Series):
    """How many there are, told by what each day adds to it or takes away; the first day is all."""

    @property
    def by_share(self) -> bool:
        """Whether earlier forecasts were off by a share of what was expected, or by a number."""
        return False

    def ahead(self, at: int, days: int, lifts: Floats) -> Floats:
        """Return the changes of the days after the one at place `at`: the mean of eight weeks."""
        import numpy as np

        start = max(1, at + 1 - WINDOW)
        change = _mean(self.values[start : at + 1], axis=0)
        return np.full(days, 0.0 if np.isnan(change) else float(change))


@dataclass(frozen=True, slots=True)
class Ahead(Series):
    """One sum whose days to come are known, such as a budget."""

    def ahead(self, at: int, days: int, lifts: Floats) -> Floats:
        """Return the days after the one at place `at`."""
        return self.values[at + 1 : at + 1 + days]


def _weekday_index(values: Floats, weekdays: Ints) -> Floats:
    """Return what each weekday is to the mean one; 1 where nothing is known."""
    import numpy as np

    means = np.array([_mean(values[weekdays == n], axis=0) for n in range(7)])
    whole = _mean(means, axis=0)
    if not whole > 0:
        return np.ones(7)
    return np.where(np.isnan(means), 1.0, means / whole)


def _mean(values: Floats, axis: int) -> Any:
    """Return the mean of what is known; NaN where nothing is."""
    import numpy as np

    told = ~np.isnan(values)
    count = told.sum(axis=axis)
    total = np.where(told, values, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def quantiles(ends: Sequence[float], share: float) -> tuple[float, float] | None:
    """Return the conformal interval that holds a share of what comes; None from too few ends."""
    ordered, tail = sorted(ends), (1 - share) / 2
    low = int((len(ordered) + 1) * tail + 1e-9)  # ten times 0.0999… is one
    return (ordered[low - 1], ordered[-low]) if low >= 1 else None
