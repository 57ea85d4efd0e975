"""The goals that a budget moves, with where they end as things go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.catalog.costs import PROFIT
from kpi.definition import Kpi
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.goals.goal import Goal, goals
from kpi.goals.targets import target_of, target_on
from kpi.pacing.forecast import Forecast
from kpi.period import Span, Year, calendar_span
from kpi.status import guardrail_of
from kpi.terms import terms
from kpi.whatif.going_on import SUMS, Ending, going_on

NO_MARGIN = Text(
    "還沒有填毛利率；到「資料」的「規則」填上。",
    "No gross margin is entered; it is a rule on Data.",
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One goal that a budget moves.

    Parameters
    ----------
    days : Span
        Over which it is judged: its own whole period of a sum, else the planned days.
    target, guardrail : Decimal or None
        Of these days; a sum's guardrail is its share of the target.
    ends : tuple of Ending or None
        Its parts as things go; `why_not` says why one is missing.
    """

    goal: Goal
    kpi: Kpi
    days: Span
    target: Decimal
    guardrail: Decimal | None
    ends: tuple[Ending | None, ...]
    why_not: Text | None


@dataclass(frozen=True, slots=True)
class Going:
    """What is expected without a change.

    Parameters
    ----------
    goals : tuple of Expected
        In the order of the goals.
    sums : mapping of str to Ending or None
        By KPI, over the planned days.
    """

    goals: tuple[Expected, ...]
    sums: Mapping[str, Ending | None]


KEPT: Kept[Going] = Kept(most=24)


def expected(snapshot: Snapshot, state: State, days: Span, today: date) -> Going:
    """Return the goals that a budget of some days moves, and its sums, as things go."""
    key = state.version(), days, today
    found = KEPT.find(snapshot, key)
    return found or KEPT.keep(snapshot, key, _expected(snapshot, state, days, today))


def _expected(snapshot: Snapshot, state: State, days: Span, today: date) -> Going:
    reach = extent(snapshot)
    told = terms(state, reach.sources)
    asked = [
        (goal, _judged(goal, days, told.year))
        for goal in goals(state, reach.books)
        if _moves(goal, days)
    ]
    made = going_on(snapshot, state, [days, *(span for _, span in asked)], today)
    found = tuple(_one(goal, span, made, told.margin) for goal, span in asked)
    return Going(
        found, {key: Ending.of(told) for (key, span), told in made.items() if span == days}
    )


def _moves(goal: Goal, days: Span) -> bool:
    """Whether a budget of some days moves a goal: one for all, of sums and in force then."""
    kpi = KPIS[goal.kpi]
    known = not goal.scope and all(part in SUMS for part in kpi.parts)
    return known and not (kpi.accumulates and goal.period == "week") and not (
        goal.end and goal.end < days.start
    )  # fmt: skip


def _judged(goal: Goal, days: Span, year: Year) -> Span:
    """Return over which days a goal is judged."""
    if not KPIS[goal.kpi].accumulates:
        return days
    return calendar_span(goal.period, days.start, year)


def _one(
    goal: Goal,
    span: Span,
    made: Mapping[tuple[str, Span], Forecast],
    margin: Decimal | None,
) -> Expected:
    kpi = KPIS[goal.kpi]
    told = [made[SUMS[part], span] for part in kpi.parts]
    missing = NO_MARGIN if PROFIT in kpi.parts and margin is None else None
    scales = [float(margin or 0) if part is PROFIT else 1.0 for part in kpi.parts]
    ends = tuple(Ending.of(one, scale) for one, scale in zip(told, scales, strict=True))
    why_not = missing or next((one.why_not for one in told if one.why_not), None)
    target = target_of(goal, span) if kpi.accumulates else target_on(goal, span.end)
    guardrail = guardrail_of(kpi, goal)
    if kpi.accumulates:
        guardrail = target * goal.share if goal.share is not None else None
    return Expected(goal, kpi, span, target, guardrail, ends, why_not)
