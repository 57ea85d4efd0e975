"""Every goal as a week's review judges it: a ratio over the week, a sum over its own period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.completeness import completeness
from kpi.facts.extent import Extent, extent
from kpi.facts.sums import Gathered, gather
from kpi.goals.goal import Goal, goals
from kpi.overview.situation import Situation, paired
from kpi.overview.standing import WEEKS, Plan, Standing, plan_of
from kpi.pacing.heading import Heading, heading
from kpi.period import Period, Span, Year, calendar_span, free, to_date, weekdays_back
from kpi.terms import Terms, terms
from kpi.view import View

TO_THURSDAY = timedelta(3)
"""From Monday to the middle of a week: it belongs to the month in which most of it lies."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One goal with the figures it was judged among."""

    standing: Standing
    scene: Situation


@dataclass(frozen=True, slots=True)
class WeekRead:
    """A week in numbers.

    Parameters
    ----------
    scene : Situation
        The week, with the standings of all goals.
    judged : tuple of Judged
        By goal, in their order; each with the scene of its own days.
    """

    view: View
    told: Terms
    scene: Situation
    judged: tuple[Judged, ...]

    def in_lang(self, lang: Lang) -> View:
        """Return the view of the week in a language."""
        return replace(self.view, lang=lang)


def read_week(snapshot: Snapshot, state: State, week: Span, today: date) -> WeekRead | None:
    """Read and judge every goal for a week's review; None where there are no facts at all.

    A sum is judged on its own period only (kpis.md 5): from the first day of the one in which
    most of the week lies, to the week's Sunday or the period's end. Its past are whole weeks from
    Monday to Sunday, the last of them the week itself.
    """
    reach = extent(snapshot)
    if not reach.sources:
        return None
    told = terms(state, reach.sources)
    view = View("zh", "custom", week.start, week.end, None, None, today)
    every = goals(state, reach.books)
    ahead = heading(snapshot, state, view, every)
    days = {goal.id: days_of(goal, week, told.year) for goal in every}
    reading = _Reading(snapshot, view, told, reach, ahead)
    scenes = {
        period: reading.scene(period, [g for g in every if days[g.id] == period])
        for period in dict.fromkeys((weekly(week, told.year), *days.values()))
    }
    found = {s.goal.id: s for scene in scenes.values() for s in scene.standings}
    standings = paired([found[goal.id] for goal in every])
    return WeekRead(
        view,
        told,
        replace(scenes[weekly(week, told.year)], standings=standings),
        tuple(Judged(s, scenes[days[s.goal.id]]) for s in standings),
    )


def weekly(week: Span, year: Year) -> Period:
    """Return a week against the one before and the same weekdays a year before."""
    return replace(free(week, year), last_year=weekdays_back(week))


def days_of(goal: Goal, week: Span, year: Year) -> Period:
    """Return the days over which a goal is read for a week's review."""
    if not KPIS[goal.kpi].accumulates:
        return weekly(week, year)
    whole = calendar_span(goal.period, week.start + TO_THURSDAY, year)
    return to_date(goal.period, min(whole.end, week.end), year)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading goals over any days rests on."""

    snapshot: Snapshot
    view: View
    told: Terms
    reach: Extent
    ahead: Heading

    def scene(self, period: Period, every: Sequence[Goal]) -> Situation:
        """Read and judge goals over one period."""
        known = completeness(self.snapshot, [period], self.view.today, self.told)
        plans = [plan_of(goal, period, known, self.view) for goal in every]
        pairs = _weeks(self.view)
        facts = {by: self._facts([p for p in plans if p.by == by], by) for by in _ways(plans)}
        standings = tuple(
            plan.standing(
                facts[plan.by],
                plan.pieces(facts[plan.by], pairs),
                known,
                period,
                self.view.today,
                self.ahead.course(plan.goal, period),
            )
            for plan in plans
        )
        last, ranges = self.reach.last, self.reach.ranges
        whole = (period, last, self.told.currency, known, ranges, standings)
        return Situation(*whole, heading=self.ahead)

    def _facts(self, plans: Sequence[Plan], by: tuple[Dimension, ...]) -> Gathered:
        spans = {span for plan in plans for span in plan.spans()}
        spans |= {span for pair in _weeks(self.view) for span in pair}
        return gather(self.snapshot, [p.kpi for p in plans], spans, by, None, self.told)


def _ways(plans: Sequence[Plan]) -> set[tuple[Dimension, ...]]:
    return {plan.by for plan in plans}


def _weeks(view: View) -> list[tuple[Span, Span]]:
    """Return the last weeks up to the one that is looked at, each beside its weekdays last year."""
    assert view.chosen is not None
    spans = [view.chosen.moved(-7 * n) for n in reversed(range(WEEKS))]
    return [(span, weekdays_back(span)) for span in spans]
