"""The pace of every goal: its period, what is due, and where it is expected to end."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.calendar.marks import indexed
from kpi.catalog import KPIS
from kpi.cut import cut_of
from kpi.definition import Kpi
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.figure import Number
from kpi.goals.goal import Goal, goals
from kpi.goals.targets import target_of
from kpi.pacing.due import Course, course_of, due_by, planned_days
from kpi.pacing.ending import formed, number
from kpi.pacing.forecast import Band, Forecast, forecast_of
from kpi.pacing.history import History
from kpi.pacing.used import days_of
from kpi.period import Span, Year, calendar_span, to_date
from kpi.status import NOT_IN_FORCE, OTHER_SCOPE
from kpi.terms import terms
from kpi.view import View

FORECASTS: Kept[Forecast] = Kept(most=512)
"""Forecasts by all they depend on; another goal or calendar asks anew, another page does not."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One goal's pace.

    Parameters
    ----------
    days : Span
        The goal's whole period that holds its last complete day.
    target : Decimal
        Of this very period.
    value : int, Decimal, float or None
        The figure from its first day to the last complete one.
    due : Decimal or None
        應達, of a KPI that accumulates.
    judged : bool
        Whether the goal was set for what is looked at; else nothing is held against its target.
    """

    goal: Goal
    kpi: Kpi
    days: Span
    history: History
    course: Course
    target: Decimal
    value: Number | None
    due: Decimal | None
    judged: bool
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Paces:
    """The pace of all goals of a view; `last` is the newest source's last complete day."""

    last: date
    known: Completeness
    paces: tuple[Pace, ...]


KEPT: Kept[Paces] = Kept(most=64)
"""Whole answers, by the state they were made with and the filter."""


def paces(
    snapshot: Snapshot, state: State, view: View, only: frozenset[str] | None = None
) -> Paces | None:
    """Return the pace of each goal within a filter, in its own period; None without any facts.

    It is kept until the state or the snapshot changes, so that asking again costs a look-up.

    Parameters
    ----------
    only : frozenset of str or None
        The goals wanted, by id; all of them where None. A page that shows one need not wait for
        the others.
    """
    key: Hashable = state.version(), tuple(view.where.items()), view.today, only
    found = KEPT.find(snapshot, key)
    if found is None and (made := _paces(snapshot, state, view, only)):
        found = KEPT.keep(snapshot, key, made)
    return found


def _paces(
    snapshot: Snapshot, state: State, view: View, only: frozenset[str] | None
) -> Paces | None:
    reach = extent(snapshot)
    if not reach.sources:
        return None
    told, last = terms(state, reach.sources), reach.last
    known = completeness(snapshot, [to_date("month", last, told.year)], view.today, told)
    every = [
        goal
        for goal in goals(state, reach.books)
        if all(view.where.get(name, value) == value for name, value in goal.scope)
    ]
    also = [(KPIS[goal.kpi], goal.scope) for goal in every]
    every = [goal for goal in every if only is None or goal.id in only]
    asked = [(KPIS[goal.kpi], goal.scope) for goal in every]
    read = days_of(snapshot, asked, view.where, known, also)
    marks = _Marks(state, last)
    return Paces(
        last,
        known,
        tuple(
            _pace(snapshot, goal, history, known, view, marks, told.year)
            for goal, history in zip(every, read, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """The special days of a KPI, looked up once for each."""

    state: State
    last: date
    found: dict[str, Mapping[date, str]] = dataclasses.field(default_factory=dict)

    def of(self, kpi: Kpi) -> Mapping[date, str]:
        """Return them for three years back and a season to come."""
        if kpi.key not in self.found:
            span = Span(self.last - timedelta(1_100), self.last + timedelta(100))
            self.found[kpi.key] = indexed(self.state, span, kpi.key)
        return self.found[kpi.key]


def _pace(
    snapshot: Snapshot,
    goal: Goal,
    history: History,
    known: Completeness,
    view: View,
    marks: _Marks,
    year: Year,
) -> Pace:
    """Work out one goal's pace; a kept forecast is taken as it is."""
    kpi = KPIS[goal.kpi]
    scope = cut_of({**view.where, **dict(goal.scope)})
    complete = history.complete_to or marks.last
    days = calendar_span(goal.period, complete, year)
    why_not = _why_not(goal, days, known.inside(scope, kpi) == known.inside(goal.scope, kpi))
    judged = why_not is None
    planned = planned_days(snapshot, goal, days) if goal.shape == "plan" else {}
    course = course_of(goal, days, history, planned)
    due = due_by(goal, days, complete, course) if kpi.accumulates and judged else None
    special = marks.of(kpi)
    target = target_of(goal, days) if judged else None
    band = band_of(goal) if judged else None
    key = (kpi.key, goal.scope, scope, days, target, band, due, known.terms, known.today,
           hash(tuple(special.items())))  # fmt: skip
    told = FORECASTS.find(snapshot, key) or FORECASTS.keep(
        snapshot, key, forecast_of(history, days, target, marked=special, due=due, band=band)
    )
    if why_not and not told.why_not:
        told = dataclasses.replace(told, notes=(*told.notes, why_not))
    value = figure_of(history, Span(days.start, complete))
    return Pace(goal, kpi, days, history, course, target_of(goal, days), value, due, judged, told)


def band_of(goal: Goal) -> Band | None:
    """Return the band of a goal that has limits on both sides."""
    return None if goal.low is None or goal.high is None else (goal.low, goal.high)


def _why_not(goal: Goal, days: Span, whole: bool) -> Text | None:
    """Return why nothing is held against a goal's target in a period, as the status does."""
    if not whole:
        return OTHER_SCOPE
    late = goal.start is not None and goal.start > days.end
    return NOT_IN_FORCE if late or (goal.end is not None and goal.end < days.start) else None


def figure_of(history: History, days: Span) -> float | None:
    """Return the figure of some days, as far as they are known."""
    parts = [_over(part, history, days) for part in history.parts]
    if not history.numerators or not all(parts):
        return None
    return number(formed(history.kpi, [sum(part) for part in parts]))


def running(history: History, days: Span) -> list[tuple[date, float | None]]:
    """Return the figure from the first day to each day that is known."""
    last = min(days.end, history.day(len(history.numerators) - 1))
    ends = [span.start for span in days.each_day() if span.start <= last]
    return [(end, figure_of(history, Span(days.start, end))) for end in ends]


def _over(part: Sequence[float | None], history: History, days: Span) -> list[float]:
    first, last = history.since(days.start), history.at(days.end) + 1
    return [value or 0.0 for value in part[first : max(last, 0)]]
