"""A standing as a line: weeks with their limits, or the running sum against what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate

from data.text import Lang, Text
from kpi.axis import ticks
from kpi.calendar.marks import drawn as marked
from kpi.calendar.occasion import Kind
from kpi.card import Chart, Doubt, Line, Point
from kpi.figure import Number
from kpi.format import day, days, figure
from kpi.overview import extras
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.pacing.due import due_by
from kpi.period import calendar_span

IN_DAYS_ONLY: tuple[Kind, ...] = ("holiday", "workday")
"""What a chart of weeks has no room for."""

TARGET = Text("目標", "Target")
GUARDRAIL = Text("護欄 {value}", "Guardrail {value}")
DUE = Text("應達 {value}", "Due {value}")
ACTUAL = Text("實際 {value}", "Actual {value}")

ALT_WEEKS = Text(
    "{name}，近 {n} 週：{days} 為 {now}，最低 {low}，最高 {high}；目標 {target}。",
    "{name}, last {n} weeks: {now} in {days}, lowest {low}, highest {high}; target {target}.",
)
ALT_SUM = Text(
    "{name}，從 {start} 累計到 {end} 為 {now}；目標 {target}。",
    "{name}, running from {start} to {end}: {now}; target {target}.",
)
ALT_EMPTY = Text("{name}：還沒有可以畫的數字。", "{name} has no figures to draw yet.")


def shown(
    value: Number | None, standing: Standing, scene: Situation, lang: Lang, *, short: bool = False
) -> str:
    """Return a value in the unit of a standing's KPI."""
    mixed = len({s.currency for s in scene.known.sources if s.currency}) > 1
    return figure(
        value,
        standing.kpi.unit,
        lang,
        decimals=standing.kpi.decimals,
        currency=scene.currency,
        mixed=mixed,
        short=short,
    )


def weeks_chart(standing: Standing, scene: Situation, lang: Lang) -> Chart:
    """Draw the last whole weeks; a sum has no limit on a week's height, a ratio has."""
    points = tuple(Point(w.span.end, _plot(w.value), _plot(w.before)) for w in standing.weeks)
    goal = standing.goal
    target = guardrail = high = None
    if not standing.kpi.accumulates:
        target = Line(float(standing.target), TARGET.to(lang))
        limits = [limit for limit in (goal.low, goal.high) if limit is not None]
        lines = [_guardrail(limit, standing, scene, lang) for limit in limits]
        guardrail, high = (*lines, None, None)[:2]
    known = [w for w in standing.weeks if w.value is not None]
    ratio = not standing.kpi.accumulates
    return Chart(
        points=points,
        target=target,
        guardrail=guardrail,
        guardrail_high=high,
        complete_to=_hatched_from(standing, standing.weeks[-1].span.end),
        label=shown(known[-1].value, standing, scene, lang) if known else "",
        alt=_alt_weeks(standing, scene, lang),
        marks=marked(scene.occasions, standing.kpi.key, lang, IN_DAYS_ONLY),
        doubt=extras.doubts(standing) if ratio else (),
        moved=extras.moved(standing, scene) if ratio else (),
    )


def sum_chart(standing: Standing, scene: Situation, lang: Lang) -> Chart:
    """Draw the running sum of the days against what is due and the period before."""
    reading = standing.reading
    dates = [p.span.start for p in standing.days]
    now = _running([p.value for p in standing.days])
    before = _running([p.before for p in standing.days])
    end = reading.period.now.end
    drawn = [v if at <= end else None for at, v in zip(dates, now, strict=True)]
    points = tuple(Point(*point) for point in zip(dates, drawn, before, strict=True))
    due, target = _due(standing, scene, dates, lang)
    value = shown(reading.value, standing, scene, lang)
    course = extras.forecast(standing, scene)
    lines = [v for p in (*points, *due) for v in (p.value, p.previous) if v]
    top = max([*lines, *(d.high for d in course)], default=0.0)
    return Chart(
        points=points,
        target=target,
        due=due,
        complete_to=_hatched_from(standing, scene.period.now.end),
        label="" if reading.value is None else ACTUAL.fill(value=value).to(lang),
        alt=_alt_sum(standing, scene, lang),
        axis=tuple((float(t), shown(t, standing, scene, lang, short=True)) for t in ticks(top)),
        marks=marked(scene.occasions, standing.kpi.key, lang),
        forecast=course,
        forecast_label=_forecast_label(course, standing, scene, lang),
    )


def _due(
    standing: Standing, scene: Situation, dates: Sequence[date], lang: Lang
) -> tuple[tuple[Point, ...], Line | None]:
    """Return what is due day by day and the target it leads to; nothing where it is not judged."""
    goal, now = standing.goal, standing.reading.period
    if standing.judgement.due is None:
        return (), None
    whole = calendar_span(goal.period, now.now.start, now.year)
    course = scene.heading.course(goal, now)
    due = tuple(Point(at, float(due_by(goal, whole, at, course))) for at in dates)
    label = DUE.fill(value=shown(standing.target, standing, scene, lang, short=True))
    return due, Line(float(standing.target), label.to(lang))


def _forecast_label(
    course: Sequence[Doubt], standing: Standing, scene: Situation, lang: Lang
) -> str:
    if not course:
        return ""
    value = shown(round(course[-1].value), standing, scene, lang, short=True)
    return extras.FORECAST.fill(value=value).to(lang)


def _plot(value: Number | None) -> float | None:
    return None if value is None else float(value)


def _running(values: Sequence[Number | None]) -> list[float | None]:
    """Add values up day by day; a silent day adds nothing, and all silent is no answer."""
    if all(v is None for v in values):
        return [None] * len(values)
    return [float(total) for total in accumulate(v or 0 for v in values)]


def _guardrail(limit: Decimal, standing: Standing, scene: Situation, lang: Lang) -> Line:
    value = shown(limit, standing, scene, lang, short=True)
    return Line(float(limit), GUARDRAIL.fill(value=value).to(lang), value)


def _hatched_from(standing: Standing, end: date) -> date | None:
    """Return the day behind which a chart is doubtful; None where its source reaches the end."""
    complete_to = standing.reading.complete_to
    return complete_to if complete_to is not None and complete_to < end else None


def _alt_weeks(standing: Standing, scene: Situation, lang: Lang) -> str:
    name = standing.kpi.name.to(lang)
    told = [(w.value, w.span) for w in standing.weeks if w.value is not None]
    if not told:
        return ALT_EMPTY.fill(name=name).to(lang)
    low, high = min(v for v, _ in told), max(v for v, _ in told)
    now, target = told[-1][0], standing.target
    values = {"now": now, "low": low, "high": high, "target": target}
    words = {key: shown(value, standing, scene, lang) for key, value in values.items()}
    return ALT_WEEKS.fill(name=name, n=len(told), days=days(told[-1][1]), **words).to(lang)


def _alt_sum(standing: Standing, scene: Situation, lang: Lang) -> str:
    name, now = standing.kpi.name.to(lang), standing.reading.period.now
    if standing.reading.value is None:
        return ALT_EMPTY.fill(name=name).to(lang)
    return ALT_SUM.fill(
        name=name,
        start=day(now.start),
        end=day(now.end),
        now=shown(standing.reading.value, standing, scene, lang),
        target=shown(standing.target, standing, scene, lang, short=True),
    ).to(lang)
