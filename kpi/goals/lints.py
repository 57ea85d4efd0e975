"""Advice on goals: each rule with what it found and what to change; nothing forbids to save."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.text import Lang, Text
from kpi.calendar.experiments import meetings
from kpi.calendar.own import Event
from kpi.catalog import KPIS
from kpi.definition import Better
from kpi.format import limit
from kpi.goals import advice as say
from kpi.goals.advice import RULES
from kpi.goals.confirming import is_draft
from kpi.goals.fields import as_read
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from kpi.goals.objectives import Objective
from kpi.goals.pairs import GUARDS, candidates, fits, paired
from kpi.goals.rules import guardrail_field, missing
from kpi.goals.suggest import LEAST, MOST, times_better

LEAST_CORE, MOST_CORE = 3, 5
QUARTER = timedelta(92)
"""So long an estimate stands before it is to be replaced by a baseline of one's own."""


@dataclass(frozen=True, slots=True)
class Lint:
    """What a rule says: of one field of one goal, or of all goals."""

    rule: str
    text: Text
    field: str = ""
    goal_id: str = ""


def lints(
    goals: Sequence[Goal],
    objectives: Sequence[Objective],
    today: date,
    events: Sequence[Event] = (),
) -> tuple[Lint, ...]:
    """Return everything the rules say, in their order.

    Parameters
    ----------
    events : sequence of Event
        The own calendar, whose experiments may run into each other.
    """
    found = [*of_all(goals, objectives)]
    for goal in goals:
        found += of_goal(goal, goals, today, events)
    return tuple(sorted(found, key=lambda one: list(RULES).index(one.rule)))


def of_all(goals: Sequence[Goal], objectives: Sequence[Objective]) -> Iterator[Lint]:
    """Yield what is to say of the goals together."""
    stars, core = ([g for g in goals if g.rank == rank] for rank in ("star", "core"))
    if not stars:
        yield Lint("star", say.NO_STAR, "rank")
    if len(stars) > 1:
        names = Text("、".join(kpi_name(g, "zh") for g in stars),
                     ", ".join(kpi_name(g, "en") for g in stars))  # fmt: skip
        yield Lint("star", say.STARS.fill(n=len(stars), names=names), "rank")
    if not LEAST_CORE <= len(core) <= MOST_CORE:
        text = say.FEW_CORE if len(core) < LEAST_CORE else say.MANY_CORE
        yield Lint("core", text.fill(n=len(core)), "rank")
    held = {g.objective for g in goals}
    for one in objectives:
        if one.id not in held:
            yield Lint("objective", say.EMPTY_OBJECTIVE.fill(name=one.name), "objective")


def of_goal(
    goal: Goal, goals: Sequence[Goal], today: date, events: Sequence[Event] = ()
) -> list[Lint]:
    """Return what is to say of one goal among the others; of a watched one only what is wrong."""
    found = [*_past(goal), *_stretch(goal), *_estimate(goal, today), *_context(goal)]
    found += _experiments(goal, today, events)
    if goal.rank != "watched":
        found += [*_incomplete(goal), *_pair(goal, goals), *_draft(goal)]
    return found


def _incomplete(goal: Goal) -> Iterator[Lint]:
    for name in missing(goal):
        text = say.LACKS["guardrail" if name in ("low", "high", "share") else name]
        yield Lint("incomplete", text, name, goal.id)


def _pair(goal: Goal, goals: Sequence[Goal]) -> Iterator[Lint]:
    other = paired(goal, goals)
    if other and not fits(goal, other):
        kind, wanted = say.KINDS[KPIS[goal.kpi].leading]
        told = {"name": _name(other), "kind": kind, "other": wanted}
        yield Lint("pair", say.ODD_PAIR.fill(**told), "pair", goal.id)
    if other is None:
        likely, add = candidates(goal, goals), GUARDS.get(goal.kpi)
        if likely:
            text = say.LONELY.fill(name=_name(likely[0]))
        else:
            text = say.LONELY_ADD.fill(name=KPIS[add[0]].name) if add else say.LONELY_ANY
        yield Lint("pair", text, "pair", goal.id)


def _stretch(goal: Goal) -> Iterator[Lint]:
    kpi = KPIS[goal.kpi]
    times = times_better(kpi, goal.baseline, goal.target)
    if times is None or LEAST <= times <= MOST:
        return
    told = f"{times:.2f}"
    text = say.EASY.fill(n=told) if times < LEAST else say.HARD.fill(n=told)
    if times <= 1:
        text = say.NO_BETTER.fill(target=_said(goal, "target"), baseline=_said(goal, "baseline"))
    yield Lint("stretch", text, "target", goal.id)


def past(goal: Goal) -> Decimal | None:
    """Return the guardrail a baseline is past from the start; None where it is not."""
    kpi, field = KPIS[goal.kpi], guardrail_field(KPIS[goal.kpi])
    guardrail = getattr(goal, field)
    if goal.baseline is None or guardrail is None:
        return None
    line: Decimal = guardrail * goal.target if field == "share" else guardrail
    worse = goal.baseline < line if kpi.better is Better.HIGHER else goal.baseline > line
    return line if worse else None


def _past(goal: Goal) -> Iterator[Lint]:
    line = past(goal)
    if line is None:
        return
    unit = KPIS[goal.kpi].unit
    told = Text(limit(line, unit, "zh"), limit(line, unit, "en"))
    text = say.PAST.fill(baseline=_said(goal, "baseline"), limit=told)
    if goal.start is None or goal.end is None:
        text = Text(text.zh + say.NO_COURSE.zh, f"{text.en} {say.NO_COURSE.en}")
    yield Lint("past", text, guardrail_field(KPIS[goal.kpi]), goal.id)


def _estimate(goal: Goal, today: date) -> Iterator[Lint]:
    if goal.baseline is None or goal.basis not in ("typed", "estimate"):
        return
    if not goal.source or goal.measured_on is None:
        text = say.UNSOURCED.fill(basis=_said(goal, "basis"))
        yield Lint("estimate", text, "source", goal.id)
    elif today - goal.measured_on >= QUARTER:
        told = {"basis": _said(goal, "basis"), "day": f"{goal.measured_on:%Y/%m/%d}"}
        text = say.OLD_ESTIMATE.fill(**told)
        yield Lint("estimate", text, "basis", goal.id)


def _context(goal: Goal) -> Iterator[Lint]:
    kpi = KPIS[goal.kpi]
    if kpi.context and goal.rank == "core":
        yield Lint("context", say.CONTEXT.fill(kpi=kpi.name), "rank", goal.id)


def _experiments(goal: Goal, today: date, events: Sequence[Event]) -> Iterator[Lint]:
    """Yield the experiments on a goal's KPI that run into each other."""
    for meeting in meetings(events, today):
        if meeting.is_of(goal.kpi):
            yield Lint("experiment", meeting.told(today), "step", goal.id)


def _draft(goal: Goal) -> Iterator[Lint]:
    if is_draft(goal):
        yield Lint("draft", say.DRAFT, "confirmed_on", goal.id)


def _name(goal: Goal) -> Text:
    return Text(kpi_name(goal, "zh"), kpi_name(goal, "en"))


def _said(goal: Goal, field: str) -> Text:
    langs: tuple[Lang, Lang] = ("zh", "en")
    return Text(*(as_read(goal, field, lang) for lang in langs))
