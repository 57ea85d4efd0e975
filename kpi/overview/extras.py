"""What a chart carries beside its line: what happened, its doubt, where it heads, moved targets."""

from __future__ import annotations

from data.text import Text
from kpi.card import Doubt, Point
from kpi.format import share
from kpi.goals.targets import target_on
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.pacing.lines import path_of, share_of_target
from kpi.pacing.pace import Pace

FORECAST = Text("預估 {value}", "Forecast {value}")


def doubts(standing: Standing) -> tuple[Doubt, ...]:
    """Return between which values each week of a ratio lies."""
    return tuple(
        Doubt(w.span.end, float(w.value), *w.doubt)
        for w in standing.weeks
        if w.doubt is not None and w.value is not None
    )


def moved(standing: Standing, scene: Situation) -> tuple[Point, ...]:
    """Return the target as steps over the weeks; nothing where one target holds all along."""
    goal, changes = standing.goal, scene.moved.get(standing.goal.id, ())
    first, last = standing.weeks[0].span.end, standing.weeks[-1].span.end
    days = {first, last} | {w.span.start for w in standing.weeks[1:]} | {d for d, _ in changes}
    steps = []
    for day in sorted(d for d in days if first <= d <= last):
        before = [value for at, value in changes if at <= day]
        held = before[-1] if before else changes[0][1] if changes else goal.target
        # months of their own count in the goal as it stands now, not in what it was before
        now = not changes or day >= changes[-1][0]
        steps.append(Point(day, float(target_on(goal, day) if now else held)))
    return tuple(steps) if len({step.value for step in steps}) > 1 else ()


def forecast(standing: Standing, scene: Situation) -> tuple[Doubt, ...]:
    """Return the course to the end of the goal's period, from where the line ends."""
    pace = shown_pace(standing, scene)
    return path_of(pace) if pace else ()


def shown_pace(standing: Standing, scene: Situation) -> Pace | None:
    """Return the pace of a goal where what is looked at is its own period, up to today."""
    pace = scene.heading.paces.get(standing.goal.id)
    if pace is None or standing.judgement.due is None:
        return None
    now = standing.reading.period.now
    newest = now.start == pace.days.start and now.end == pace.history.complete_to
    return pace if newest and pace.judged and pace.forecast.path else None


def expected_end(standing: Standing, scene: Situation) -> str:
    """Return 預估期末 as a share of the target; empty where nothing is forecast."""
    pace = shown_pace(standing, scene)
    told = share_of_target(pace, pace.forecast.total) if pace else None
    return "" if told is None else share(told)
