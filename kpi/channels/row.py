"""One line of figures among the channels, and what lines leave over of their whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.catalog import KPIS
from kpi.cut import Cut
from kpi.definition import Kpi
from kpi.figure import Figure, Number
from kpi.goals.goal import Goal
from kpi.period import Period
from kpi.status import Judgement

FIGURES: tuple[Kpi, ...] = tuple(
    KPIS[key]
    for key in (
        *("cost", "impressions", "clicks", "ctr", "cpc"),
        *("conversions", "cvr_click", "cpa", "conversion_value", "roas"),
    )
)
"""What every line is told in."""
COST = KPIS["cost"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the place itself, what lies below it, or the rest.

    Parameters
    ----------
    cut : Cut
        What names it; empty for the place and the rest.
    period : Period
        Its days, as far as its platform has them; of several platforms the days asked for.
    figures : mapping of str to Figure
        By KPI. The rest has sums only: a ratio of what is unexplained means nothing.
    before : mapping of str to (int, Decimal, float or None)
        The same over the period before, of the figures that are compared.
    judged : mapping of str to (Goal, Judgement)
        The figures that have a goal of exactly this scope.
    """

    cut: Cut
    period: Period
    figures: Mapping[str, Figure]
    before: Mapping[str, Number | None]
    judged: Mapping[str, tuple[Goal, Judgement]]

    @property
    def cost(self) -> Decimal:
        """Its cost; 0 where nobody says."""
        return Decimal(self.figures[COST.key].value or 0)

    @property
    def says_anything(self) -> bool:
        """Whether any of its figures has an answer."""
        return any(figure.value is not None for figure in self.figures.values())


def rest_of(total: Row, rows: Iterable[Row]) -> Row | None:
    """Return what the lines leave over of each sum, or what they say too much; None for nothing."""
    listed = list(rows)
    figures = {
        kpi.key: _left_over(kpi, total.figures[kpi.key], [r.figures[kpi.key] for r in listed])
        for kpi in FIGURES
    }
    if not any(figure.value for figure in figures.values()):
        return None
    return Row((), total.period, figures, {}, {})


def _left_over(kpi: Kpi, whole: Figure, parts: Sequence[Figure]) -> Figure:
    """Return a sum less its parts; of a ratio there is nothing to leave over."""
    told = [figure.value for figure in parts if figure.value is not None]
    if kpi.denominator is not None or (whole.value is None and not told):
        return Figure(None, None, None, None, False, frozenset())
    left = Decimal(whole.value or 0) - sum((Decimal(v) for v in told), Decimal(0))
    return Figure(left, left, None, whole.basis, False, whole.platforms)
