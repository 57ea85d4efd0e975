"""What the data can fill in of goals that are no contracts yet: baseline, deadline, a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.catalog import KPIS
from kpi.goals.baseline import Baseline, baselines
from kpi.goals.confirming import is_draft
from kpi.goals.fields import as_doc
from kpi.goals.goal import Goal
from kpi.goals.rules import missing, objections
from kpi.goals.suggest import LEAST, MOST, suggested, times_better
from kpi.period import Span, calendar_span
from kpi.terms import Terms


@dataclass(frozen=True, slots=True)
class Filled:
    """A goal as it is and as it would be; `why` says why its baseline stays open."""

    old: Goal
    new: Goal
    why: Text | None = None


def quarter_of_work(today: date, terms: Terms) -> Span:
    """Return this quarter; in its last month the one after, for what is left of it is too short."""
    this = calendar_span("quarter", today, terms.year)
    last = calendar_span("month", this.end)
    if today < last.start:
        return this
    return calendar_span("quarter", this.end + timedelta(1), terms.year)


def measured(goal: Goal, found: Baseline, today: date) -> Goal:
    """Return a goal that stands on a computed baseline."""
    return replace(
        goal, baseline=found.value, basis=found.basis, source=found.source, measured_on=today
    )


def filled(
    snapshot: Snapshot | None,
    goals: Sequence[Goal],
    today: date,
    terms: Terms,
    *,
    targets: bool = False,
) -> tuple[Filled, ...]:
    """Return the star and core goals that lack a baseline or a deadline, with what can be had.

    What somebody confirmed is never touched.

    Parameters
    ----------
    targets : bool
        Whether targets that are not 1.2 to 1.5 times better than their baseline become the middle
        of that range, where the goal would hold together.
    """
    span, found = quarter_of_work(today, terms), []
    for goal in goals:
        lacks = set(missing(goal)) & {"baseline", "end"}
        if not is_draft(goal) or not (lacks or (targets and is_off(goal))):
            continue
        new, why = goal, None
        if "end" in lacks:
            new = replace(new, start=new.start or span.start, end=span.end)
        if "baseline" in lacks:
            told = baselines(snapshot, goal, today, terms)
            new, why = (measured(new, told.last, today), None) if told.last else (new, told.why)
        if targets and is_off(new):
            new = _in_reach(new, goals, today)
        found.append(Filled(goal, new, why))
    return tuple(found)


def is_off(goal: Goal) -> bool:
    """Whether a target of its own lies outside the customary range from its baseline."""
    if goal.rank == "watched" or goal.monthly or goal.daily:
        return False
    times = times_better(KPIS[goal.kpi], goal.baseline, goal.target)
    return times is not None and not LEAST <= times <= MOST


def _in_reach(goal: Goal, goals: Sequence[Goal], today: date) -> Goal:
    """Return a goal with the middle of the range as its target; as it was where a rule forbids."""
    told = suggested(KPIS[goal.kpi], goal.baseline)
    new = replace(goal, target=told.middle) if told else goal
    wrong = {one.field for one in objections(new, goals, today, {}, goal)}
    return goal if wrong & {"target", "low", "high"} else new


def keep(
    state: State, found: Sequence[Filled], docs: Sequence[Mapping[str, Any]], by: str, why: str
) -> None:
    """Keep what was shown, all of it or nothing.

    Raises
    ------
    data.state.Conflict
        When somebody changed one of the goals meanwhile.
    """
    kept = {doc["id"]: doc for doc in docs if doc["kpi"] in KPIS}
    state.save_goals([as_doc(one.new, kept[one.new.id]) for one in found], by, why)
