"""How grave a red or yellow KPI is for the north star: what the agenda is ordered by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension
from kpi.definition import Kpi
from kpi.figure import Number
from kpi.overview.standing import Standing
from kpi.period import Span
from kpi.reading import read_all
from kpi.status import Judgement, is_past
from kpi.terms import Terms

WHOLE = Decimal(1)


def severity(standing: Standing) -> Decimal:
    """Return how far a KPI is past its target, in distances from target to guardrail.

    0 at the target or better, 1 at the guardrail, 2 as far again behind it. Of a sum the target is
    what is due by now. Without a guardrail it is the shortfall as a share of the target. It is a
    way to say what to talk about first across units, and no measure of money or of likelihood: two
    KPIs of one severity need not cost the same, and a tight band makes a KPI graver by the will of
    whoever set it.
    """
    value, judgement = standing.reading.value, standing.judgement
    target = judgement.due if standing.kpi.accumulates else standing.target
    if value is None or target is None or judgement.verdict is None:
        return Decimal(0)
    if not is_past(standing.kpi, value, target):
        return Decimal(0)
    missing = abs(Decimal(repr(value)) - target if isinstance(value, float) else value - target)
    room = _room(judgement, target)
    return missing / room if room else Decimal(0)


def _room(judgement: Judgement, target: Decimal) -> Decimal:
    """Return the distance a shortfall is held against."""
    guardrail = judgement.guardrail
    if guardrail is None or guardrail == target:
        return abs(target)
    return abs(target - guardrail)


@dataclass(frozen=True, slots=True)
class Shares:
    """What part of the north star runs through a goal's scope, over one week.

    Parameters
    ----------
    star : Kpi or None
        The KPI of the north star; None without one.
    """

    snapshot: Snapshot
    told: Terms
    week: Span
    today: date
    star: Kpi | None
    known: dict[Cut, Decimal] = field(default_factory=dict)

    def of(self, scope: Cut) -> Decimal:
        """Return the share of a scope, from 0 to 1; 1 for what is of the whole company.

        The north star within the scope ÷ the north star. Where its book does not know the scope
        (the shop's revenue knows no ad platform), the scope's share of media cost stands for it:
        what is spent to move the star. Where neither is known it is 1, so that what cannot be
        weighed is not pushed to the end. It says where the star's figures lie, not what caused
        them.
        """
        if not scope:
            return WHOLE
        if scope not in self.known:
            told = (self._share(kpi, scope) for kpi in (self.star, KPIS["cost"]) if kpi)
            self.known[scope] = next((share for share in told if share is not None), WHOLE)
        return self.known[scope]

    def _share(self, kpi: Kpi, scope: Cut) -> Decimal | None:
        if not kpi.accumulates:
            return None
        where = {Dimension(name): value for name, value in scope}
        inside, whole = self._sum(kpi, where), self._sum(kpi, {})
        if inside is None or not whole or whole < 0:
            return None
        return min(max(Decimal(str(inside)) / Decimal(str(whole)), Decimal(0)), WHOLE)

    def _sum(self, kpi: Kpi, where: Mapping[Dimension, str]) -> Number | None:
        asked = (self.week, (), where, self.today, self.told)
        return read_all(self.snapshot, [kpi], *asked)[0].value
