"""What each platform spent and was to spend, day by day, on the platform's own tax basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.schema import PlanMeasure
from data.snapshot import Snapshot
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.completeness import Completeness
from kpi.facts.quantities import BITS, Reckoned
from kpi.facts.sums import gather
from kpi.figure import Sums
from kpi.period import Span

USE = KPIS["budget_use"]


@dataclass(frozen=True, slots=True)
class Day:
    """What was spent and what was planned on a day; None where nobody says."""

    cost: Decimal | None = None
    budget: Decimal | None = None


NOTHING = Day()


def spending(
    snapshot: Snapshot, known: Completeness, days: Iterable[Span], where: Mapping[str, str]
) -> dict[str, dict[date, Day]]:
    """Return the days of each platform that is planned on any of them.

    Cost and budget are those of :mod:`kpi.facts.plan`: one currency, the platform's tax basis, a
    day that two lines plan is planned by neither. A plan knows platforms and nothing below them.
    """
    filters = {Dimension(name): value for name, value in where.items()}
    asked = tuple(days)
    facts = gather(snapshot, [USE], asked, (Dimension.PLATFORM,), filters, known.terms)
    told: dict[str, dict[date, Day]] = {}
    for span in asked:
        for _, sums in facts.by_span.get(span, ()):
            told.setdefault(sums.platform, {})[span.start] = _day(sums, known)
    planned = (p for p in sorted(told) if any(day.budget for day in told[p].values()))
    return {platform: told[platform] for platform in planned}


def _day(sums: Sums, known: Completeness) -> Day:
    """Return what a platform's day tells.

    A budget without a cost beside it was not brought onto the platform's tax basis.
    """
    cost, budget = (
        None if value is None or not sums.pattern & BITS[q] else Decimal(value)
        for q in (Reckoned.PLANNED_COST, PlanMeasure.BUDGET)
        for value in [sums.values.get(q)]
    )
    if budget is not None and cost is None:
        weights = [known.terms.weight(s) for s in known.sources if s.platform == sums.platform]
        budget *= max(weights, default=known.terms.divisor)
    return Day(cost, budget)
