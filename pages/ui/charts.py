"""Sparklines and the star's pace chart as plain Vega-Lite; knows pixels and ink, no KPI."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.card import Chart, Line, Point
from pages.ui import canvas, marks
from pages.ui.canvas import GAP, Frame, Spec, spread, text_width
from pages.ui.drawing import NARROW, Drawing
from pages.ui.theme import Palette

SPARK_HEIGHT = 88
PACE_HEIGHT = 328
SPARK_WIDTH, PACE_WIDTH = 116, 250
"""How many pixels the days of a chart take where it is narrow: names have to fit there, too."""
FOOT = 26
HALF_DAY = 6
"""Pixels that half a day's name takes beyond what stands right of the lines anyway."""


def spark(chart: Chart, ink: Palette) -> Spec:
    """Draw one KPI's weeks: target and guardrail labelled, the zone between them tinted."""
    limits = [x for x in (chart.target, chart.guardrail, chart.guardrail_high) if x]
    values = [*(x.value for x in limits), *marks.values(chart)]
    frame, to = Frame(chart.points, SPARK_HEIGHT, more=values), Drawing()
    marks.make_room(chart, frame)
    frame.right = _room(limits)
    _band(chart, frame, ink, to)
    marks.doubt(chart, ink, to)
    _hatch(chart, frame, ink, to)
    marks.events(chart, frame, ink, SPARK_WIDTH, to)
    for limit in limits:
        if not chart.moved or limit is not chart.target:
            ends = (frame.first, limit.value), (frame.last, limit.value)
            to.rule(*ends, ink.text, thick=1.2, dash=() if limit is chart.target else (2, 2))
    marks.moved(chart, ink, to)
    _lines(chart.points, ink, to, thick=2.5)
    _dot(chart, ink, 80, to)
    _labels([(x.value, x.label, x.short, ink.muted) for x in limits], frame, to)
    return canvas.chart(to.layers(), frame)


def _room(limits: Sequence[Line]) -> str:
    """Return how many pixels the words beside the limits take, as the chart is wide or narrow."""
    wide = max((text_width(x.label) for x in limits), default=0) + 12
    narrow = max((text_width(x.short or x.label) for x in limits), default=0) + 12
    return f"({wide} > {NARROW} ? {narrow} : {wide})"


def pace(chart: Chart, ink: Palette, before: str) -> Spec:
    """Draw the star's running sum against what is due and the previous period (`before`)."""
    span = chart.due if len(chart.due) > len(chart.points) else chart.points
    also = [v for p in (*chart.points, *chart.due) for v in (p.value, p.previous) if v is not None]
    also += [x.value for x in (chart.target,) if x] + [value for value, _ in chart.axis]
    also += marks.values(chart)
    frame, to = Frame(span, PACE_HEIGHT, more=also, foot=FOOT), Drawing()
    marks.make_room(chart, frame)
    frame.left = max((text_width(word) for _, word in chart.axis), default=0) + 14
    ends = _ends(chart, ink, before)
    frame.right = max([text_width(word) for _, word, _, _ in ends] + [HALF_DAY]) + 14
    _grid(chart, frame, ink, to)
    _hatch(chart, frame, ink, to)
    marks.events(chart, frame, ink, PACE_WIDTH, to)
    marks.forecast(chart, ink, to)
    _lines(chart.due, ink, to, colour=ink.text, thick=1.2)
    _lines(chart.points, ink, to, thick=3)
    _dot(chart, ink, 95, to)
    _labels(ends, frame, to)
    _here(chart, frame, ink, to)
    _days(span, chart, frame, ink, to)
    return canvas.chart(to.layers(), frame)


def _band(chart: Chart, frame: Frame, ink: Palette, to: Drawing) -> None:
    if chart.target is None or chart.guardrail is None:
        return
    sides = [(chart.guardrail, chart.target)]
    if chart.guardrail_high:
        sides.append((chart.target, chart.guardrail_high))
    rows = [{"x": frame.first, "x2": frame.last, "y": a.value, "y2": b.value} for a, b in sides]
    to.area({"type": "rect", "color": ink.band, "opacity": 0.7}, rows, x2={"field": "x2"})


def _hatch(chart: Chart, frame: Frame, ink: Palette, to: Drawing) -> None:
    """Slanted strokes over the days whose data are not complete yet."""
    if chart.complete_to is None:
        return
    late = [p.at.toordinal() for p in chart.points if p.value is not None]
    start = max(chart.complete_to.toordinal(), frame.first)
    end = late[-1] if late and late[-1] > start else frame.last
    # 45 degrees on a plot of ordinary width, a stroke every nine pixels
    lean = (frame.last - frame.first) * frame.floor / (235 if frame.floor < 200 else 620)
    step = lean / max(round(frame.floor / 9), 1)
    corners = (start, frame.low), (end, frame.high)
    to.hatch(*corners, ink.hatch, lean=lean, step=step, opacity=0.8)


def _lines(
    points: Sequence[Point], ink: Palette, to: Drawing, *, thick: float, colour: str | None = None
) -> None:
    """Previous in thin grey, actual in ink above it."""
    if any(p.previous is not None for p in points):
        to.line(((p.at.toordinal(), p.previous) for p in points), ink.previous, thick=1.5)
    to.line(((p.at.toordinal(), p.value) for p in points), colour or ink.ink, thick=thick)


def _dot(chart: Chart, ink: Palette, size: int, to: Drawing) -> None:
    last = _last_complete(chart)
    if last is not None and last.value is not None:
        to.dot((last.at.toordinal(), last.value), ink.ink, size)


def _last_complete(chart: Chart) -> Point | None:
    """Return the last point that stands for whole data; the last known one where none does."""
    known = [p for p in chart.points if p.value is not None]
    whole = [p for p in known if chart.complete_to is None or p.at <= chart.complete_to]
    return next(reversed(whole or known), None)


def _labels(ends: Sequence[tuple[float, str, str, str]], frame: Frame, to: Drawing) -> None:
    """Name the lines at their right ends, moved apart where they would touch."""
    heights = spread([frame.pixel(v) for v, *_ in ends], GAP, 8, frame.floor - 4)
    room = max((text_width(word) for _, word, _, _ in ends), default=0) + 12
    for (_, word, short, colour), height in zip(ends, heights, strict=True):
        to.word((frame.last, frame.value(height)), word, colour, dx=8, short=short, room=room)


def _ends(chart: Chart, ink: Palette, before: str) -> list[tuple[float, str, str, str]]:
    ends = []
    if chart.due and chart.due[-1].value is not None and chart.target:
        ends.append((chart.due[-1].value, chart.target.label, "", ink.text))
    if chart.forecast:
        ends.append((chart.forecast[-1].value, chart.forecast_label, "", ink.ink))
    previous = [p.previous for p in chart.points if p.previous is not None]
    if previous:
        ends.append((previous[-1], before, "", ink.muted))
    return ends


def _here(chart: Chart, frame: Frame, ink: Palette, to: Drawing) -> None:
    """Write the last value clear of the lines: above it when it leads, else below to the right."""
    last = _last_complete(chart)
    if last is None or last.value is None or not chart.label:
        return
    due = {p.at: p.value for p in chart.due}
    rivals = [v for v in (due.get(last.at), last.previous) if v is not None]
    leads = all(last.value >= v for v in rivals)
    starts = last.at.toordinal() - frame.first < (frame.last - frame.first) * 0.25
    low = frame.pixel(last.value) + GAP > frame.floor
    align, dx = ("right", -12) if leads and not starts else ("left", 16)
    at, dy = (last.at.toordinal(), last.value), -12 if leads else -6 if low else 14
    to.word(at, chart.label, ink.ink, align=align, dx=dx, dy=dy, bold=True)


def _grid(chart: Chart, frame: Frame, ink: Palette, to: Drawing) -> None:
    for value, word in chart.axis:
        to.rule((frame.first, value), (frame.last, value), ink.line)
        to.word((frame.first, value), word, ink.muted, align="right", dx=-8)


def _days(span: Sequence[Point], chart: Chart, frame: Frame, ink: Palette, to: Drawing) -> None:
    """Write the first, the last and the last complete day, and weeks where there is room."""
    if not span:
        return
    here = _last_complete(chart)
    first, last = span[0].at.toordinal(), span[-1].at.toordinal()
    firm = [first, last] + ([here.at.toordinal()] if here else [])
    room = (last - first) / 5.2
    ticks = sorted(firm[:2])
    for day in (*firm[2:], *range(first + 7, last, 7)):
        if all(abs(day - other) > room for other in ticks):
            ticks.append(day)
    named = {p.at.toordinal(): f"{p.at.month}/{p.at.day}" for p in span}
    foot = frame.value(frame.height - 4)
    for day in sorted(set(ticks) & named.keys()):
        to.word((day, foot), named[day], ink.muted, align="center", baseline="bottom")
