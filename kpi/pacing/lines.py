"""The pace of goals in words and as a chart: reached, due, expected with its range, needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi.axis import ticks
from kpi.card import Chart, Doubt, Line, Point
from kpi.definition import Better, Form
from kpi.figure import Number
from kpi.format import NO_ANSWER, days, figure, joined, share
from kpi.pacing.due import due_by
from kpi.pacing.ending import is_daily
from kpi.pacing.pace import Pace, Paces, band_of, running

RANGE = Text("{low}–{high}", "{low}–{high}")
A_DAY = Text("{value}／天", "{value} a day")
ON_AVERAGE = Text("平均 {value}", "{value} on average")
EXPECTED = Text("{needed}（預估 {rate}）", "{needed} ({rate} expected)")
ENOUGH = Text("已經足夠", "already enough")
OUT_OF_REACH = Text("已來不及", "out of reach")
TARGET, DUE = Text("目標 {value}", "Target {value}"), Text("應達 {value}", "Due {value}")
ACTUAL, ENDS = Text("實際 {value}", "Actual {value}"), Text("預估 {value}", "Forecast {value}")
WITHIN = Text(
    "期末落在區間 {low}–{high} 的機率 {p}。",
    "{p} likely to end inside the band {low}–{high}.",
)
ALT = Text(
    "{name}，{days} 到目前為止 {now}，預估期末 {end}，範圍 {range}；目標 {target}。",
    "{name}, {days}: {now} so far, {end} expected at the end, range {range}; target {target}.",
)
ALT_NOW = Text(
    "{name}，{days} 到目前為止 {now}；目標 {target}。",
    "{name}, {days}: {now} so far; target {target}.",
)


@dataclass(frozen=True, slots=True)
class PaceLine:
    """One goal's pace, worded; "–" where there is no answer.

    Parameters
    ----------
    attained, due : str
        達成率 and 應達, of a KPI that accumulates.
    total, share, range : str
        預估期末, that as a share of the target (of a sum), and its 80 % range.
    needed : str
        What each day still to come has to bring, beside what it is expected to.
    why_not : str
        Why there is no forecast.
    """

    goal_id: str
    name: str
    days: str
    actual: str
    target: str
    attained: str
    due: str
    total: str
    share: str
    range: str
    probability: str
    needed: str
    why_not: str
    notes: tuple[str, ...]


def line(pace: Pace, found: Paces, lang: Lang) -> PaceLine:
    """Word one goal's pace."""
    told, sums = pace.forecast, pace.kpi.accumulates
    notes = [note.to(lang) for note in told.notes]
    if pace.course.fell_back:
        notes.append(pace.course.fell_back.to(lang))
    if told.within is not None:
        ends = (shown(v, pace, found, lang, short=True) for v in band_of(pace.goal) or ())
        low, high = ends
        notes.append(WITHIN.fill(low=low, high=high, p=share(told.within)).to(lang))
    part = share_of_target(pace, told.total)
    return PaceLine(
        goal_id=pace.goal.id,
        name=name_of(pace, lang),
        days=days(pace.days),
        actual=shown(pace.value, pace, found, lang),
        target=shown(pace.target, pace, found, lang, short=True),
        attained=share(share_of_target(pace, pace.value)) if sums else NO_ANSWER,
        due=shown(pace.due, pace, found, lang, short=True),
        total=shown(told.total, pace, found, lang),
        share=share(part),
        range=range_of(pace, found, lang),
        probability=share(told.probability),
        needed=_needed(pace, found, lang),
        why_not=told.why_not.to(lang) if told.why_not else "",
        notes=tuple(notes),
    )


def share_of_target(pace: Pace, value: Number | None) -> float | None:
    """Return a sum as a share of its period's target."""
    if value is None or not pace.judged or not pace.kpi.accumulates or not pace.target:
        return None
    return float(value) / float(pace.target)


def name_of(pace: Pace, lang: Lang) -> str:
    """Return a goal's KPI with what it is judged over."""
    scope = [
        PLATFORMS[value].name.to(lang) if name == "platform" and value in PLATFORMS else value
        for name, value in pace.goal.scope
    ]
    name = pace.kpi.name.to(lang)
    if lang == "zh" or not scope:
        return joined("・".join(scope), name)
    return f"{name} ({', '.join(scope)})"


def shown(
    value: Number | None, pace: Pace, found: Paces, lang: Lang, *, short: bool = False
) -> str:
    """Return a value in the unit of a goal's KPI; money of a sum in whole units."""
    mixed = len({s.currency for s in found.known.sources if s.currency}) > 1
    return figure(
        value if value is None or not pace.kpi.accumulates else _whole(value),
        pace.kpi.unit,
        lang,
        decimals=pace.kpi.decimals,
        currency=found.known.terms.currency,
        mixed=mixed,
        short=short,
    )


def _whole(value: Number) -> Number:
    """Return a forecast sum as a person reads it: no fractions of orders."""
    return round(value) if isinstance(value, float) else value


def range_of(pace: Pace, found: Paces, lang: Lang) -> str:
    """Return the 80 % range; nothing where the period is over or too little is known."""
    told = pace.forecast
    if told.low is None or told.high is None or not told.path:
        return NO_ANSWER
    low, high = (shown(v, pace, found, lang) for v in (told.low, told.high))
    return RANGE.fill(low=low, high=high).to(lang)


def _needed(pace: Pace, found: Paces, lang: Lang) -> str:
    """Say what the days still to come have to bring, beside what they are expected to."""
    told = pace.forecast
    if told.required is None or told.run_rate is None:
        return NO_ANSWER
    signed = pace.kpi.form is Form.DIFFERENCE and not pace.kpi.is_level
    if told.required <= 0 and not signed:
        higher = pace.kpi.better is Better.HIGHER
        return (ENOUGH if higher else OUT_OF_REACH).to(lang)
    text = A_DAY if is_daily(pace.kpi) else ON_AVERAGE
    needed = text.fill(value=shown(told.required, pace, found, lang))
    return EXPECTED.fill(needed=needed, rate=shown(told.run_rate, pace, found, lang)).to(lang)


def chart(pace: Pace, found: Paces, lang: Lang) -> Chart:
    """Draw the figure from the first day on, what is due or the target, and the forecast."""
    told, sums = pace.forecast, pace.kpi.accumulates
    lived = dict(running(pace.history, pace.days)) if pace.history.numerators else {}
    dates = [span.start for span in pace.days.each_day()]
    points = tuple(Point(at, lived.get(at)) for at in dates)
    target = shown(pace.target, pace, found, lang, short=True)
    due: tuple[Point, ...] = ()
    line: Line | None = None
    if pace.judged:
        whole, goal = pace.days, pace.goal
        limit = [due_by(goal, whole, at, pace.course) if sums else pace.target for at in dates]
        due = tuple(Point(at, float(v)) for at, v in zip(dates, limit, strict=True))
        words = (DUE if sums else TARGET).fill(value=target).to(lang)
        line = Line(float(pace.target), words)
    top = max((v for p in (*points, *due) if (v := p.value) is not None), default=0.0)
    top = max([top, *(d.high for d in told.path)])
    return Chart(
        points=points,
        target=line,
        due=due,
        label=ACTUAL.fill(value=shown(pace.value, pace, found, lang)).to(lang)
        if pace.value is not None
        else "",
        alt=_alt(pace, found, lang),
        axis=tuple((float(t), shown(t, pace, found, lang, short=True)) for t in ticks(top)),
        forecast=path_of(pace),
        forecast_label=ENDS.fill(value=shown(told.total, pace, found, lang)).to(lang),
    )


def path_of(pace: Pace) -> tuple[Doubt, ...]:
    """Return the forecast with the point it sets out from."""
    told = pace.forecast
    if not told.path:
        return ()
    if told.known_to is None or told.so_far is None or told.known_to < pace.days.start:
        return told.path
    return (Doubt(told.known_to, told.so_far, told.so_far, told.so_far), *told.path)


def _alt(pace: Pace, found: Paces, lang: Lang) -> str:
    """Return the chart in one sentence."""
    words = {
        "name": name_of(pace, lang),
        "days": days(pace.days),
        "now": shown(pace.value, pace, found, lang),
        "target": shown(pace.target, pace, found, lang, short=True),
    }
    if not pace.forecast.path:
        return ALT_NOW.fill(**words).to(lang)
    end = shown(pace.forecast.total, pace, found, lang)
    return ALT.fill(**words, end=end, range=range_of(pace, found, lang)).to(lang)


def of_rank(paces: Sequence[Pace]) -> list[Pace]:
    """Return goals in the order they are read: the star, the core, what is watched."""
    ranks = {"star": 0, "core": 1, "watched": 2}
    return sorted(paces, key=lambda p: ranks[p.goal.rank])
