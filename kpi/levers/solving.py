"""Reading a KPI's formula backwards: by how much what is still to come must change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kpi.definition import Form, Kpi
from kpi.levers.levers import NONE, ONE


@dataclass(frozen=True, slots=True)
class Moving:
    """One part of a KPI at the end of a period.

    Parameters
    ----------
    total : float
        What it is expected to come to.
    moves : float
        The piece of it, of the days still to come, that grows as the lever does.
    """

    total: float
    moves: float = 0.0


def needed(kpi: Kpi, target: float, above: Moving, below: Moving | None = None) -> float | None:
    """Return the factor on what a lever moves with which a KPI ends at its target.

    Every part is ``total + (factor − 1) · moves``, so a quotient, too, has one answer.

    Returns
    -------
    float or None
        Below 1 where less is enough; None where this lever alone never leads there.
    """
    back = _OF_FORM.get(kpi.form)
    lacks, moves = back(kpi, target, above, below) if back else (0.0, 0.0)
    if not moves:
        return None
    factor = float(ONE) + lacks / moves
    return factor if factor >= NONE else None


def _plain(kpi: Kpi, target: float, above: Moving, below: Moving | None) -> tuple[float, float]:
    if below is None:
        return target - above.total, above.moves
    return _quotient(target / kpi.scale, above, below)


def _quotient(quotient: float, above: Moving, below: Moving) -> tuple[float, float]:
    return quotient * below.total - above.total, above.moves - quotient * below.moves


def _gain(kpi: Kpi, target: float, above: Moving, below: Moving | None) -> tuple[float, float]:
    return _quotient(target + 1, above, below or Moving(0.0))


def _difference(
    kpi: Kpi, target: float, above: Moving, below: Moving | None
) -> tuple[float, float]:
    less = below or Moving(0.0)
    return target - (above.total - less.total), above.moves - less.moves


_OF_FORM: dict[Form, Callable[[Kpi, float, Moving, Moving | None], tuple[float, float]]] = {
    Form.QUOTIENT: _plain,
    Form.GAIN: _gain,
    Form.DIFFERENCE: _difference,
}
"""Forms that levers lead to; a rest or a month reached has none."""
