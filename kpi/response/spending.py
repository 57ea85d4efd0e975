"""What a fit looks at: weeks of spend by channel, of an outcome, and of what else moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import pi

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

WAVES = 2
"""Sine and cosine pairs by which a year's season is told."""
YEAR = 365.25
SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Spending:
    """Weeks, from Monday.

    Parameters
    ----------
    first : datetime.date
        The first week's Monday.
    channels : tuple of str
        Who was paid, in the order of the columns.
    spend : array, weeks × channels
        Money of a week, in one currency; 0 where nothing was spent.
    outcome : array, weeks
        What is to be brought: orders or revenue of the orders ledger.
    besides : array, weeks × events
        What else moved it: 1 in the weeks of a sale or a holiday.
    """

    first: date
    channels: tuple[str, ...]
    spend: Floats
    outcome: Floats
    besides: Floats

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return len(self.outcome)

    @property
    def typical(self) -> Floats:
        """What a channel spends in a week in which it spends; 1 where it never did."""
        paid = np.where(self.spend > 0, self.spend, np.nan)
        told = np.array([np.nanmean(column) if (column > 0).any() else 1.0 for column in paid.T])
        return told.astype(np.float64)


def without_season(told: Spending) -> Floats:
    """Return an orthonormal basis of what is not advertising: level, trend, the year, events.

    Returns
    -------
    array, weeks × directions
        What repeats another column takes no direction of its own.
    """
    weeks = np.arange(told.weeks)
    days = np.array([(told.first + timedelta(7 * int(n))).timetuple().tm_yday for n in weeks])
    columns = [np.ones(told.weeks), np.linspace(-1, 1, told.weeks)]
    if told.weeks * 7 >= YEAR:  # a part of a year cannot tell its season from its trend
        turns = [2 * pi * k * days / YEAR for k in range(1, WAVES + 1)]
        columns += [wave(turn) for turn in turns for wave in (np.sin, np.cos)]
    left, sizes, _ = np.linalg.svd(np.column_stack([*columns, told.besides]), full_matrices=False)
    basis: Floats = left[:, sizes > SMALL * sizes[0]]
    return basis
