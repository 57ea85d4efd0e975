"""Figures made of forecast parts: the end, the rate a day, what the target needs, how likely."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kpi.definition import Better, Form, Kpi

if TYPE_CHECKING:
    from kpi.pacing.model import Floats


def formed(kpi: Kpi, parts: Sequence[Any]) -> Any:
    """Form a figure from parts that may be whole arrays, as :func:`kpi.figure.form` does."""
    import numpy as np

    if kpi.denominator is None:
        return parts[0]
    numerator, denominator = parts
    if kpi.form is Form.DIFFERENCE:
        return numerator - denominator
    known = np.where(np.asarray(denominator) == 0, np.nan, denominator)
    quotient = numerator / known
    if kpi.form is Form.GAIN:
        return quotient - 1
    return 1 - quotient if kpi.form is Form.REST else kpi.scale * quotient


def probability(kpi: Kpi, ends: Sequence[float], target: Decimal | None) -> float | None:
    """Return how often the end would be at the target or better; never quite 0 or 1."""
    if target is None:
        return None
    limit = float(target)
    hit = sum(end >= limit if kpi.better is Better.HIGHER else end <= limit for end in ends)
    return (hit + 0.5) / (len(ends) + 1)


def between(ends: Sequence[float], band: tuple[Decimal, Decimal]) -> float:
    """Return how often the end would lie inside a band; never quite 0 or 1."""
    low, high = map(float, band)
    return (sum(low <= end <= high for end in ends) + 0.5) / (len(ends) + 1)


def run_rate(kpi: Kpi, rest: Sequence[Floats]) -> float | None:
    """Return what a day still to come is expected to bring; of a ratio, that of these days.

    None of a quotient of levels, to which no day brings a rate of its own.
    """
    if kpi.is_level and kpi.form is not Form.DIFFERENCE:
        return None
    whole = number(formed(kpi, [float(days.sum()) for days in rest]))
    return whole / len(rest[0]) if whole is not None and is_daily(kpi) else whole


def is_daily(kpi: Kpi) -> bool:
    """Whether a day adds to a figure, so that what is needed of it is told by day."""
    return kpi.accumulates or kpi.is_level


def required(
    kpi: Kpi, so_far: Sequence[float], rest: Sequence[Floats], target: Decimal | None
) -> float | None:
    """Return what the days still to come need, for the target to be met exactly.

    Of a ratio: what its numerator needs over the denominator that is expected. None of a quotient
    of levels.
    """
    if target is None:
        return None
    limit = float(target)
    if is_daily(kpi):
        alone = kpi.accumulates or kpi.form is Form.DIFFERENCE
        return (limit - float(formed(kpi, so_far))) / len(rest[0]) if alone else None
    left = float(rest[1].sum())
    quotient = limit / kpi.scale
    if kpi.form in (Form.GAIN, Form.REST):
        quotient = limit + 1 if kpi.form is Form.GAIN else 1 - limit
    if left <= 0:
        return None
    return number(formed(kpi, [quotient * (so_far[1] + left) - so_far[0], left]))


def number(value: Any) -> float | None:
    """Return a plain number; None for "no answer"."""
    number = float(value)
    return number if number == number else None
