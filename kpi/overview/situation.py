"""The overview in numbers: each goal's reading, judgement and past, in one query."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from kpi import status
from kpi.calendar import chosen
from kpi.calendar.marks import occasions
from kpi.calendar.occasion import Occasion
from kpi.customers.kept import BOOKS
from kpi.cut import Dimension
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.facts.sums import Gathered, gather
from kpi.goals.goal import Goal, goals
from kpi.goals.moves import moves
from kpi.overview.standing import Piece, Plan, Standing, plan_of, weeks
from kpi.pacing.heading import Heading, heading
from kpi.period import Period, Span, calendar_span
from kpi.terms import Terms, terms
from kpi.view import View

Moves = tuple[tuple[date, Decimal], ...]
"""Days on which a target became another, with what it became."""

HAPPENED: Kept[tuple[tuple[Occasion, ...], Mapping[str, Moves]]] = Kept(most=16)
"""What happened beside the figures, by the version of the state."""
PAST: Kept[tuple[Piece, ...]] = Kept(most=512)
"""The last weeks of goals, by all they depend on."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A view in numbers.

    Parameters
    ----------
    period : Period
        The days asked for; each reading's own end where its source does.
    last_complete : datetime.date
        The last complete day of the newest source.
    currency : str or None
        The reporting currency.
    ranges : mapping of int to tuple of Span
        By account key, what range-only files speak for.
    occasions : tuple of Occasion
        What happened in the days that charts draw.
    moved : mapping of str to tuple of (date, Decimal)
        By goal, where its target moved.
    heading : Heading
        Where goals are heading, of those whose card says it.
    """

    period: Period
    last_complete: date
    currency: str | None
    known: Completeness
    ranges: Mapping[int, tuple[Span, ...]]
    standings: tuple[Standing, ...]
    occasions: tuple[Occasion, ...] = ()
    moved: Mapping[str, Moves] = field(default_factory=dict)
    heading: Heading = field(default_factory=Heading)


def situation(snapshot: Snapshot, state: State, view: View) -> Situation | None:
    """Read and judge every goal of a view; None where there are no facts at all."""
    reach = extent(snapshot)
    if not reach.sources:
        return None
    last = reach.last
    told = terms(state, reach.sources)
    period = chosen.period(snapshot, state, view, told.year)
    known = completeness(snapshot, [period], view.today, told)
    every = [g for g in goals(state, reach.books) if _in_view(g, view)]
    plans = [plan_of(goal, period, known, view) for goal in every]
    gathering = _Gathering(snapshot, plans, view, told)
    facts = gathering.facts({plan: plan.spans() for plan in plans})
    past = gathering.weeks(last)
    ahead = heading(snapshot, state, view, every)
    standings = [
        plan.standing(
            facts[plan.by], past[plan], known, period, view.today, ahead.course(plan.goal, period)
        )
        for plan in plans
    ]
    drawn = Span(weeks(last, told.year)[0][0].start, calendar_span("quarter", last, told.year).end)
    return Situation(
        *(period, last, told.currency, known, reach.ranges, paired(standings)),
        *happened(snapshot, state, drawn, every),
        heading=ahead,
    )


def happened(
    snapshot: Snapshot, state: State, drawn: Span, every: Sequence[Goal]
) -> tuple[tuple[Occasion, ...], Mapping[str, Moves]]:
    """Return what the charts mark, and where targets moved; kept until somebody writes."""
    key = state.version(), drawn, tuple(goal.id for goal in every)
    found = HAPPENED.find(snapshot, key)
    if found is None:
        moved = {goal.id: moves(state, goal) for goal in every}
        found = HAPPENED.keep(snapshot, key, (occasions(state, drawn), moved))
    return found


def paired(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """Let a good goal say that the one it is paired with acts."""
    judged = status.paired([(s.goal, s.judgement) for s in standings])
    return tuple(
        replace(s, judgement=judgement) for s, judgement in zip(standings, judged, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Gathering:
    """Sums for goals that are read together: one question for each way of splitting them."""

    snapshot: Snapshot
    plans: Sequence[Plan]
    view: View
    told: Terms

    def facts(
        self, asked: Mapping[Plan, Collection[Span]]
    ) -> dict[tuple[Dimension, ...], Gathered]:
        """Gather the spans that were asked for, by what they are split by.

        Whichever spans are asked for, it is with the quantities of all goals: one question then
        serves them all, and its daily sums are kept.
        """
        where = {Dimension(name): value for name, value in self.view.where.items()}
        return {
            by: gather(
                self.snapshot,
                [plan.kpi for plan in self.plans if plan.by == by],
                {span for plan, spans in asked.items() if plan.by == by for span in spans},
                by,
                where,
                self.told,
            )
            for by in {plan.by for plan in asked}
        }

    def weeks(self, last: date) -> dict[Plan, tuple[Piece, ...]]:
        """Read the last weeks of every goal. They are kept: no period changes them."""
        found = {plan: PAST.find(self.snapshot, self._past(plan, last)) for plan in self.plans}
        pairs = weeks(last, self.told.year)
        spans = {span for pair in pairs for span in pair}
        facts = self.facts({plan: spans for plan, past in found.items() if past is None})
        return {
            plan: past
            or PAST.keep(self.snapshot, self._past(plan, last), plan.pieces(facts[plan.by], pairs))
            for plan, past in found.items()
        }

    def _past(self, plan: Plan, last: date) -> Hashable:
        """Return all that the last weeks of a goal depend on."""
        where, whole = tuple(self.view.where.items()), (plan.complete_to, plan.whole_from)
        # what is estimated may come later than the snapshot
        books = BOOKS.count(self.snapshot) if plan.kpi.is_estimated else 0
        return plan.kpi.key, plan.goal.scope, *whole, where, self.told, last, books


def _in_view(goal: Goal, view: View) -> bool:
    """Whether the filter leaves anything of a goal's scope."""
    return all(view.where.get(name, value) == value for name, value in goal.scope)
