"""One slider moves: what the others give or take, so that the total stays what it is."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.budget.bounds import Bounds

ROUNDS = 60
"""Halvings until the level is known far below a unit of money."""


def spread(total: int, wanted: Sequence[float], bounds: Bounds) -> tuple[int, ...] | None:
    """Return whole amounts as near as can be in proportion to what is wanted, that are the total.

    Where all that is wanted is nothing, everybody gets alike. None where the bounds forbid it.
    """
    if bounds.forbid(total):
        return None
    weights = [float(w) for w in wanted]
    if not any(w and low < high for w, low, high in _each(weights, bounds)):
        weights = [1.0] * len(weights)
    low, high = 0.0, 1.0
    while sum(_at(high, weights, bounds)) < total and high < 1e15:
        low, high = high, high * 2
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(_at(middle, weights, bounds)) < total else (low, middle)
    exact = _at(high, weights, bounds)
    given = [max(min(int(e), most), least) for e, least, most in _each(exact, bounds)]
    return _to_the_dollar(total, given, exact, bounds)


def moved(
    now: Sequence[int], channel: int, to: int, bounds: Bounds, total: int | None
) -> tuple[int, ...]:
    """Return the division after a channel was moved, as far as bounds and a fixed total let it.

    Parameters
    ----------
    bounds : Bounds
        Locked channels have their own amount as both ends.
    total : int or None
        What all together stay; None where the total follows.
    """
    to = max(bounds.least[channel], min(to, bounds.most[channel]))
    if total is None:
        return tuple(to if n == channel else amount for n, amount in enumerate(now))
    others = [n for n in range(len(now)) if n != channel]
    rest = Bounds(tuple(bounds.least[n] for n in others), tuple(bounds.most[n] for n in others))
    to = max(total - sum(rest.most), min(to, total - sum(rest.least)))
    given = spread(total - to, [float(now[n]) for n in others], rest)
    if given is None or not bounds.least[channel] <= to <= bounds.most[channel]:
        return tuple(now)
    found = dict(zip(others, given, strict=True)) | {channel: to}
    return tuple(found[n] for n in range(len(now)))


def _each(values: Sequence[float], bounds: Bounds) -> list[tuple[float, int, int]]:
    return list(zip(values, bounds.least, bounds.most, strict=True))


def _at(level: float, weights: Sequence[float], bounds: Bounds) -> list[float]:
    """Return what everybody gets at a level, within the bounds."""
    return [max(least, min(level * w, most)) for w, least, most in _each(weights, bounds)]


def _to_the_dollar(
    total: int, given: list[int], exact: Sequence[float], bounds: Bounds
) -> tuple[int, ...]:
    """Give the units that rounding left, one each to who is farthest below his share; what nobody
    wanted goes to whoever has room.
    """
    order = sorted(range(len(given)), key=lambda n: given[n] - exact[n])
    for most in (1, total):
        for n in order:
            step = min(most, bounds.most[n] - given[n], total - sum(given))
            given[n] += step
    return tuple(given)
