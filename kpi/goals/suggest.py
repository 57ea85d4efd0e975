"""What a target could be: a range in the better direction from the baseline, rounded sensibly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kpi.definition import Better, Kpi, Unit

LEAST, MIDDLE, MOST = Decimal("1.2"), Decimal("1.35"), Decimal("1.5")
"""How many times better than its baseline a target is at least, at best, at most."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A range of targets from the easier to the harder, and the one in the middle."""

    easier: Decimal
    middle: Decimal
    harder: Decimal


def times_better(kpi: Kpi, baseline: Decimal | None, target: Decimal) -> Decimal | None:
    """Return how many times better than the baseline a target is; None where that says nothing.

    For lower-is-better it is baseline ÷ target. A baseline at or below zero has no multiple, and a
    band has no better direction.
    """
    if baseline is None or baseline <= 0 or target <= 0 or kpi.better is Better.BAND:
        return None
    return target / baseline if kpi.better is Better.HIGHER else baseline / target


def suggested(kpi: Kpi, baseline: Decimal | None) -> Suggested | None:
    """Return 1.2 to 1.5 times better than the baseline; None where no such target makes sense."""
    if times_better(kpi, baseline, Decimal(1)) is None or baseline is None:
        return None
    higher = kpi.better is Better.HIGHER
    wanted = [baseline * n if higher else baseline / n for n in (LEAST, MIDDLE, MOST)]
    if kpi.unit is Unit.RATIO and higher and wanted[-1] > 1:
        return None
    return Suggested(*(rounded(value) for value in wanted))


def rounded(value: Decimal) -> Decimal:
    """Return a number as a person would choose it: two digits, of small leading ones three.

    Examples
    --------
    >>> rounded(Decimal("3456789")), rounded(Decimal("0.01485")), rounded(Decimal("577.8"))
    (Decimal('3500000'), Decimal('0.0149'), Decimal('580'))
    """
    if not value:
        return Decimal(0)
    first = value.adjusted()
    places = first - (2 if value.scaleb(-first) < 2 else 1)
    told = (value.scaleb(-places).quantize(Decimal(1), ROUND_HALF_UP)).scaleb(places)
    return Decimal(f"{told:f}")
