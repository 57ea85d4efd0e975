"""Forming a figure from sums: the only place that divides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from data.schema import Measure
from kpi.definition import Kpi, Part

Number = int | Decimal | float
Basis = Literal["link", "all", "mixed"]

BITS: dict[Measure, int] = {measure: 1 << n for n, measure in enumerate(Measure)}
"""One bit a measure; together they say which measures a block carries."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the blocks of one platform that carry the same measures.

    Parameters
    ----------
    pattern : int
        The measures carried, by ``BITS``.
    rows : int
        How many exported rows they come from.
    values : dict of Measure to (int or Decimal or None)
    """

    platform: str
    pattern: int
    rows: int
    values: dict[Measure, int | Decimal | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A KPI's value with its parts.

    Parameters
    ----------
    value : int, Decimal, float or None
        Sums as they are, quotients as float; None is "no answer".
    basis : str or None
        Which clicks were counted; None for KPIs without clicks.
    left_out : bool
        Whether some block lacked a part and did not enter.
    platforms : frozenset of str
        Those that did enter.
    """

    value: Number | None
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    basis: Basis | None
    left_out: bool
    platforms: frozenset[str]


def spoken(part: Part, pattern: int) -> Measure | None:
    """Return the measure that speaks for a part in a block, None where the block has none."""
    return _first(part.measures, pattern)


@cache
def _first(measures: tuple[Measure, ...], pattern: int) -> Measure | None:
    return next((m for m in measures if pattern & BITS[m]), None)


def carries(kpi: Kpi, pattern: int) -> bool:
    """Whether a block has every part of a KPI."""
    return all(spoken(part, pattern) for part in kpi.parts)


def form(kpi: Kpi, sums: Iterable[Sums]) -> Figure:
    """Form a KPI from sums: sum over sum, over the blocks that carry both parts."""
    every = list(sums)
    entering = [s for s in every if carries(kpi, s.pattern)]
    numerator = _total(kpi.numerator, entering)
    denominator = _total(kpi.denominator, entering) if kpi.denominator else None
    platforms = frozenset(s.platform for s in entering)
    answerable = not (
        (kpi.within_one_platform and len(platforms) > 1)
        or (kpi.single_row and sum(s.rows for s in every) != 1)
    )
    value = _value(kpi, numerator, denominator) if answerable else None
    left_out = len(entering) < len(every)
    return Figure(value, numerator, denominator, _basis(kpi, entering), left_out, platforms)


def _value(
    kpi: Kpi, numerator: int | Decimal | None, denominator: int | Decimal | None
) -> Number | None:
    if kpi.denominator is None:
        return numerator
    if numerator is None or not denominator:
        return None
    return float(Decimal(kpi.scale) * Decimal(numerator) / Decimal(denominator))


def _total(part: Part, entering: list[Sums]) -> int | Decimal | None:
    """Add a part up; None where every block was silent, which is not zero."""
    measures = ((s, spoken(part, s.pattern)) for s in entering)
    told = [v for s, m in measures if m is not None and (v := s.values[m]) is not None]
    return sum(told) if told else None


def _basis(kpi: Kpi, entering: list[Sums]) -> Basis | None:
    if not kpi.by_click:
        return None
    told = {spoken(part, s.pattern) for s in entering for part in kpi.parts}
    used = told & {Measure.LINK_CLICKS, Measure.CLICKS_ALL}
    if len(used) == 2:
        return "mixed"
    return None if not used else "link" if Measure.LINK_CLICKS in used else "all"
