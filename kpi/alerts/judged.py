"""Every goal as it is judged for alerts: over its own period, by the overview's own reckoning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from kpi.alerts.cadence import cadence_of
from kpi.calendar.cadence import Cadence
from kpi.catalog import KPIS
from kpi.definition import Form
from kpi.facts.extent import extent
from kpi.goals.goal import Goal, goals
from kpi.overview.situation import Situation, situation
from kpi.overview.standing import Standing
from kpi.period import Span, Year, calendar_span
from kpi.terms import terms
from kpi.view import View


@dataclass(frozen=True, slots=True)
class Judged:
    """One goal, how it stands, over which days it was asked for.

    Parameters
    ----------
    asked : Span
        The days; the reading ends earlier where its sources do.
    period : str
        The goal's period these days belong to, as in ``month 2026-11-01``.
    """

    standing: Standing
    scene: Situation
    asked: Span
    period: str
    cadence: Cadence

    @property
    def goal(self) -> Goal:
        """The goal that was judged."""
        return self.standing.goal

    @property
    def is_whole(self) -> bool:
        """Whether the sources reach the end of the days; news of a month waits for it."""
        complete = self.standing.reading.complete_to
        return complete is not None and complete >= self.asked.end


def judged(snapshot: Snapshot, state: State, today: date) -> tuple[Judged, ...]:
    """Judge every goal over its own period: up to now, of a monthly cadence up to the month's end.

    What is only watched is nobody's contract: the board asks for no action on it either. Goals of
    the same days are read together.
    """
    reach = extent(snapshot)
    if not reach.sources:
        return ()
    year = terms(state, reach.sources).year
    contracts = (g for g in goals(state, reach.books) if g.rank != "watched")
    every = {goal.id: goal for goal in contracts}
    cadences = {id: cadence_of(goal, KPIS[goal.kpi], today, state) for id, goal in every.items()}
    spans = {id: _days(goal, cadences[id], reach.last, today, year) for id, goal in every.items()}
    found: dict[str, Judged] = {}
    for asked in dict.fromkeys(spans.values()):
        view = View("zh", "custom", asked.start, asked.end, None, None, today)
        scene = situation(snapshot, state, view)
        for standing in scene.standings if scene else ():
            id, by = standing.goal.id, standing.goal.period
            if spans.get(id) == asked and scene:
                found[id] = Judged(standing, scene, asked, f"{by} {asked.start}", cadences[id])
    return tuple(found[id] for id in every if id in found)


def _days(goal: Goal, cadence: Cadence, last: date, today: date, year: Year) -> Span:
    """Return the days a goal is judged over: its period so far, or as it was at a month's end."""
    end = today.replace(day=1) - timedelta(1) if cadence == "month" else last
    return Span(calendar_span(goal.period, end, year).start, end)


def observations(standing: Standing) -> int | Decimal | None:
    """Return on how many observations a verdict rests; None where nothing counts them.

    Of a ratio what stands below the line, or above it where money stands below; of a sum what is
    due by now, for a sum that is far behind has few itself. What is left of a level after another
    is counted out.
    """
    kpi, reading = standing.kpi, standing.reading
    if kpi.accumulates:
        return None if kpi.is_money else standing.judgement.due
    if kpi.denominator is None or kpi.form is Form.DIFFERENCE:
        return None
    if not kpi.denominator.is_money:
        return reading.denominator
    return None if kpi.numerator.is_money else reading.numerator
