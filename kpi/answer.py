"""Readings as the terminal door's JSON document; once published, its names stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from data.snapshot import Source
from kpi.cut import Dimension
from kpi.figure import Number
from kpi.goals.goal import Goal
from kpi.goals.targets import target_in
from kpi.pacing.heading import Heading
from kpi.period import Span
from kpi.reading import Reading
from kpi.status import Judgement, judge, paired
from kpi.terms import Tax

EVENLY = Heading()


def document(
    span: Span, currency: str | None, tax: str | None, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "period": {"from": span.start.isoformat(), "to": span.end.isoformat()},
        "currency": currency,
        "tax_basis": tax,
        "rows": rows,
    }


def tax_basis(
    sources: Sequence[Source], where: Mapping[Dimension, str], display: Tax
) -> str | None:
    """Return the tax basis of the sources in a filter: included, excluded or mixed.

    Where a basis was chosen for display everything is converted to it.
    """
    if display != "exported":
        return display
    platform, account = where.get(Dimension.PLATFORM), where.get(Dimension.ACCOUNT)
    taxes = {
        s.tax for s in sources if platform in (None, s.platform) and account in (None, s.account)
    }
    return taxes.pop() if len(taxes) == 1 else "mixed" if taxes else None


def rows_of(
    readings: Sequence[Reading], every: Sequence[Goal], today: date, ahead: Heading = EVENLY
) -> list[dict[str, Any]]:
    """Return readings with their goals' judgements, as plain JSON.

    A goal is conditional on its pair where the pair is among the readings of the same days.
    `ahead` knows what is due of sums that are not due evenly.
    """
    goals = {(goal.kpi, goal.scope): goal for goal in every}
    rows: list[dict[str, Any]] = []
    for _, together in groupby(readings, lambda r: r.period.now):
        found = list(together)
        held = [goals.get((r.kpi.key, r.scope)) for r in found]
        judged = [
            judge(r, goal, today, ahead.course(goal, r.period))
            if goal
            else Judgement(None, r.flags)
            for r, goal in zip(found, held, strict=True)
        ]
        rows += map(_row, found, held, paired(list(zip(held, judged, strict=True))))
    return rows


def _row(reading: Reading, goal: Goal | None, judged: Judgement) -> dict[str, Any]:
    return {
        "kpi": reading.kpi.key,
        "cut": dict(reading.cut),
        "value": _plain(reading.value),
        "numerator": _plain(reading.numerator),
        "denominator": _plain(reading.denominator),
        "basis": reading.basis,
        "unit": reading.kpi.unit,
        "ledger": reading.kpi.ledger,
        "previous": _plain(reading.previous),
        "last_year": _plain(reading.last_year),
        "complete_to": reading.complete_to.isoformat() if reading.complete_to else None,
        "interval": list(reading.interval) if reading.interval else None,
        "verdict": judged.verdict,
        "flags": list(judged.flags),
        "goal": _goal(goal, judged, reading) if goal else None,
    }


def _goal(goal: Goal, judged: Judgement, reading: Reading) -> dict[str, Any]:
    """Return what a reading was held against."""
    return {
        "id": goal.id,
        "rank": goal.rank,
        "target": _plain(target_in(goal, reading.period)),
        "baseline": _plain(goal.baseline),
        "low": _plain(goal.low),
        "high": _plain(goal.high),
        "share": _plain(goal.share),
        "period": goal.period,
        "due": _plain(judged.due),
        "attained": _plain(judged.attained),
        "elapsed": _plain(judged.elapsed),
        "why_not": judged.why_not.as_dict() if judged.why_not else None,
        "owner": goal.owner.as_dict(),
        "step": goal.step.as_dict(),
    }


def _plain(value: Number | None) -> int | float | None:
    """Return a number as JSON writes it; whole decimals without a fraction."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
