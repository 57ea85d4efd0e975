"""Dividing a budget where the next dollar brings most, to the dollar, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kpi.budget.bounds import Bounds
from kpi.response.response import Ahead
from kpi.response.spending import Floats

STEPS = 120
"""Pieces between a channel's least and most, each as steep as the mean of its draws."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some money more for a channel, and what one unit of it brings on average."""

    channel: int
    money: int
    steep: float


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
    return next(divisions(ahead, bounds, [total]))


def divisions(ahead: Ahead, bounds: Bounds, totals: list[int]) -> Iterator[tuple[int, ...]]:
    """Yield the best division of each of some totals, which ascend and lie within the bounds."""
    given, at = list(bounds.least), sum(bounds.least)
    waiting = totals[::-1]
    for piece in pieces(ahead, bounds):
        while waiting and waiting[-1] <= at + piece.money:
            whole = given.copy()
            whole[piece.channel] += waiting.pop() - at
            yield tuple(whole)
        given[piece.channel] += piece.money
        at += piece.money
    yield from (tuple(given) for _ in waiting)


def pieces(ahead: Ahead, bounds: Bounds) -> list[Piece]:
    """Return all that lies between least and most, the steepest first."""
    found = []
    for channel, (least, most) in enumerate(zip(bounds.least, bounds.most, strict=True)):
        heights = np.unique(np.linspace(least, most, STEPS + 1).round())  # whole, none twice
        steeps = np.minimum.accumulate(_steeps(ahead, channel, heights))
        found += [
            Piece(channel, int(money), float(steep))
            for money, steep in zip(np.diff(heights), steeps, strict=True)
        ]
    return sorted(found, key=lambda piece: -piece.steep)


def _steeps(ahead: Ahead, channel: int, heights: Floats) -> Floats:
    """Return what one more unit of money brings on average in each piece."""
    brought = ahead.of_channel(channel, heights / ahead.weeks).mean(1)
    steeps: Floats = np.diff(brought) / np.diff(heights)
    return steeps
