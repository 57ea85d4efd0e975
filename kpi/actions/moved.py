"""What the KPIs of actions stood at: in the week that was decided upon, and in a later one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from kpi.actions.action import Action
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension, cut_of
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.sums import gather
from kpi.figure import Number
from kpi.goals.fields import NOBODY
from kpi.goals.goal import Goal
from kpi.overview.standing import Plan
from kpi.period import Span, calendar_span, free
from kpi.review.frozen import Frozen
from kpi.review.history import of_week
from kpi.review.record import Review
from kpi.terms import terms


@dataclass(frozen=True, slots=True)
class Moved:
    """The KPI of one action then and now.

    Parameters
    ----------
    goal : Goal
        What it is read by; of an action without one, its KPI on its platform.
    week : Span
        The week that was decided upon.
    then : int, Decimal, float or None
        As that review froze it; as it reads now where no review did.
    now : int, Decimal, float or None
        None also while the days of the later week are not all there.
    frozen : Frozen or None
        The KPI as the review of the action froze it.
    """

    goal: Goal
    week: Span
    then: Number | None
    now: Number | None
    frozen: Frozen | None


def moved(
    snapshot: Snapshot | None,
    state: State,
    found: Iterable[Action],
    reviews: Mapping[str, Review],
    goals: Sequence[Goal],
    week: Span,
    today: date,
) -> dict[str, Moved]:
    """Return by its id how the KPI of each action stood; those that belong to none are left out."""
    asked = {one.id: (goal, _decided(one, reviews)) for one in found if (goal := _goal(one, goals))}
    spans = {week, *(days for _, days in asked.values())}
    told = _read(snapshot, state, {goal for goal, _ in asked.values()}, spans, today)
    review = {one.id: reviews.get(one.review) for one in found}
    answers = {}
    for key, (goal, days) in asked.items():
        kept = review[key]
        frozen = kept.of_goal(goal.id) if kept else None
        then: Number | None = of_week(frozen, days) if frozen else None
        then = told.get((goal, days)) if then is None else then
        # a week that was decided upon is not followed by itself
        now = told.get((goal, week)) if days < week else None
        answers[key] = Moved(goal, days, then, now, frozen)
    return answers


def _decided(one: Action, reviews: Mapping[str, Review]) -> Span:
    """Return the week an action was decided upon: its review's, else the last whole one before."""
    if one.review in reviews:
        return reviews[one.review].week
    return calendar_span("week", one.made_on).moved(-7)


def _goal(one: Action, goals: Sequence[Goal]) -> Goal | None:
    """Return what an action is to move; the goal it had may be gone."""
    known = next((g for g in goals if g.id == one.goal), None)
    if known or one.kpi not in KPIS:
        return known
    scope = cut_of({"platform": one.platform} if one.platform else {})
    return Goal("", one.kpi, scope, "watched", Decimal(0), NOBODY, NOBODY)


def _read(
    snapshot: Snapshot | None, state: State, goals: set[Goal], spans: set[Span], today: date
) -> dict[tuple[Goal, Span], Number | None]:
    """Read goals over weeks, as their cards do: a week that is not complete has no value."""
    if snapshot is None or not goals or not (reach := extent(snapshot)).sources:
        return {}
    own = terms(state, reach.sources)
    known = completeness(snapshot, [free(span) for span in spans], today, own)
    told = {}
    for by in {_by(goal) for goal in goals}:
        alike = [goal for goal in goals if _by(goal) == by]
        facts = gather(snapshot, [KPIS[g.kpi] for g in alike], spans, by, {}, own)
        for goal in alike:
            for span in spans:
                plan = _plan(goal, span, known)
                fresh = Flag.STALE not in known.flags(plan.kpi, goal.scope, span)
                ((piece),) = plan.pieces(facts, [(span, None)])
                told[goal, span] = piece.value if fresh else None
    return told


def _by(goal: Goal) -> tuple[Dimension, ...]:
    return tuple(Dimension(name) for name, _ in goal.scope)


def _plan(goal: Goal, span: Span, known: Completeness) -> Plan:
    kpi, scope = KPIS[goal.kpi], goal.scope
    complete_to = known.complete_to(kpi, scope, span.end)
    period = known.own(kpi, scope, free(span))
    return Plan(goal, kpi, (), period, complete_to, known.whole_from(kpi, scope))
