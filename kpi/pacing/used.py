"""The use of a budget day by day, with the plan of the days to come; all other days as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from data.snapshot import Snapshot
from data.text import Text
from kpi.catalog import KPIS
from kpi.cut import Cut, cut_of
from kpi.definition import Kpi
from kpi.facts.completeness import Completeness
from kpi.facts.quantities import Question
from kpi.pacing.history import KEPT, LONGEST, History, histories
from kpi.pacing.model import FARTHEST
from kpi.pacing.spending import USE, Day, spending
from kpi.pacing.waiting import late_days, stopped
from kpi.period import Span

COST = KPIS["cost"]
NO_PLAN = Text(
    "還沒有匯入預算，或有預算的平台還沒有花費；到「資料」匯入「預算與目標」。",
    "No budget is imported, or no platform with one has a cost yet; import a plan on the Data"
    " page.",
)


def days_of(
    snapshot: Snapshot,
    asked: Sequence[tuple[Kpi, Cut]],
    where: Mapping[str, str],
    known: Completeness,
    also: Sequence[tuple[Kpi, Cut]] = (),
) -> list[History]:
    """Return the days of KPIs as :func:`kpi.pacing.history.histories`, those of a plan too."""
    plain = [one for one in asked if one[0].question is not Question.PLAN]
    others = [one for one in also if one[0].question is not Question.PLAN]
    read = iter(histories(snapshot, plain, where, known, others))
    return [
        _kept(snapshot, cut_of({**where, **dict(cut)}), known)
        if kpi.question is Question.PLAN
        else next(read)
        for kpi, cut in asked
    ]


def _kept(snapshot: Snapshot, scope: Cut, known: Completeness) -> History:
    key = USE.key, scope, known.terms, known.window, known.today
    found = KEPT.find(snapshot, key)
    return found or KEPT.keep(snapshot, key, used(snapshot, scope, known))


def used(snapshot: Snapshot, scope: Cut, known: Completeness) -> History:
    """Return what was spent of the budgets each day, and the budgets of the days to come.

    A platform's day without a cost or without a budget is in neither.
    """
    where = dict(scope)
    window = Span(known.today - timedelta(LONGEST), known.today + timedelta(FARTHEST))
    told = {} if "account" in where else spending(snapshot, known, window.each_day(), where)
    told = {p: days for p, days in told.items() if any(map(_is_whole, days.values()))}
    cuts: list[Cut] = [(("platform", platform),) for platform in told]
    ends = [known.complete_to(COST, cut, known.window.end) for cut in cuts]
    complete = min(filter(None, ends), default=None)
    if complete is None:
        return History(USE, known.today, why_not=NO_PLAN)
    feeding = [source for cut in cuts for source in known.feeding(COST, cut)]
    gone = stopped(feeding, max(complete, known.extent.newest or complete))
    first = min(at for days in told.values() for at, day in days.items() if _is_whole(day))
    if gone is not None or first > complete:
        return History(USE, first, complete_to=complete, why_not=gone or NO_PLAN)
    late = max((late_days(s, complete) for s in feeding), default=0)
    past = [_both(told, span.start) for span in Span(first, complete).each_day()]
    to_come = Span(complete + timedelta(1), window.end).each_day()
    spent, planned = zip(*past, strict=True)
    plans = (*planned, *(_planned(told, span.start) for span in to_come))
    return History(USE, first, spent, plans, complete, late, ahead=True)


Told = Mapping[str, Mapping[date, Day]]


def _is_whole(day: Day) -> bool:
    """Whether both what was spent and what was planned are known, and something was planned."""
    return day.cost is not None and bool(day.budget)


def _both(told: Told, at: date) -> tuple[float, float]:
    """Return what was spent and planned on a day, of the platforms that have both."""
    days = [days[at] for days in told.values() if at in days and _is_whole(days[at])]
    return float(sum(d.cost or 0 for d in days)), float(sum(d.budget or 0 for d in days))


def _planned(told: Told, at: date) -> float:
    """Return what is planned for a day to come."""
    return float(sum(days[at].budget or 0 for days in told.values() if at in days))
