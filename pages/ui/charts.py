"""Sparklines and the star's pace chart as plain Vega-Lite; knows pixels and ink, no KPI."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.card import Chart, Line, Point
from pages.ui import canvas, marks
from pages.ui.canvas import GAP, Frame, Spec, layer, spread, text_width
from pages.ui.theme import Palette

SPARK_HEIGHT = 88
PACE_HEIGHT = 328
SPARK_WIDTH, PACE_WIDTH = 116, 250
"""How many pixels the days of a chart take where it is narrow: names have to fit there, too."""
FOOT = 26
HALF_DAY = 6
"""Pixels that half a day's name takes beyond what stands right of the lines anyway."""
NARROW = "width*0.41"
"""Words beside the lines that would take more than this are said shorter."""


def spark(chart: Chart, ink: Palette) -> Spec:
    """Draw one KPI's weeks: target and guardrail labelled, the zone between them tinted."""
    limits = [x for x in (chart.target, chart.guardrail, chart.guardrail_high) if x]
    values = [*(x.value for x in limits), *marks.values(chart)]
    frame = Frame(chart.points, SPARK_HEIGHT, more=values)
    marks.make_room(chart, frame)
    frame.right = _room(limits)
    layers = [
        *_band(chart, frame, ink),
        *marks.doubt(chart, ink),
        *_hatch(chart, frame, ink),
        *marks.events(chart, frame, ink, SPARK_WIDTH),
        *_rules(
            [x for x in limits if not chart.moved or x is not chart.target],
            chart.target,
            frame,
            ink,
        ),
        *marks.moved(chart, ink),
        *_lines(chart.points, ink, thick=2.5),
        *_dot(_last_complete(chart), ink, 80),
        *_labels([(x.value, x.label, x.short, ink.muted) for x in limits], frame),
    ]
    return canvas.chart(layers, frame)


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
    frame = Frame(span, PACE_HEIGHT, more=also, foot=FOOT)
    marks.make_room(chart, frame)
    frame.left = max((text_width(word) for _, word in chart.axis), default=0) + 14
    ends = _ends(chart, ink, before)
    frame.right = max([text_width(word) for _, word, _, _ in ends] + [HALF_DAY]) + 14
    layers = [
        *_grid(chart, frame, ink),
        *_hatch(chart, frame, ink),
        *marks.events(chart, frame, ink, PACE_WIDTH),
        *marks.forecast(chart, ink),
        *_lines(chart.due, ink, colour=ink.text, thick=1.2),
        *_lines(chart.points, ink, thick=3),
        *_dot(_last_complete(chart), ink, 95),
        *_labels(ends, frame),
        *_here(chart, frame, ink),
        *_days(span, chart, frame, ink),
    ]
    return canvas.chart(layers, frame)


def _band(chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    if chart.target is None or chart.guardrail is None:
        return []
    sides = [(chart.guardrail, chart.target)]
    if chart.guardrail_high:
        sides.append((chart.target, chart.guardrail_high))
    rows = [{"x": frame.first, "x2": frame.last, "y": a.value, "y2": b.value} for a, b in sides]
    mark = {"type": "rect", "color": ink.band, "opacity": 0.7}
    return [layer(mark, rows, x2={"field": "x2"}, y2={"field": "y2"})]


def _hatch(chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    """Slanted strokes over the days whose data are not complete yet."""
    if chart.complete_to is None:
        return []
    late = [p.at.toordinal() for p in chart.points if p.value is not None]
    start = max(chart.complete_to.toordinal(), frame.first)
    end = late[-1] if late and late[-1] > start else frame.last
    width, tall = end - start, frame.high - frame.low
    # 45 degrees on a plot of ordinary width, a stroke every nine pixels
    lean = (frame.last - frame.first) * frame.floor / (235 if frame.floor < 200 else 620)
    step = lean / max(round(frame.floor / 9), 1)
    rows, at = [], step - lean
    while at < width:
        left, right = max(at, 0.0), min(at + lean, width)
        low, high = ((x - at) / lean * tall + frame.low for x in (left, right))
        rows.append({"x": start + left, "x2": start + right, "y": low, "y2": high})
        at += step
    mark = {"type": "rule", "color": ink.hatch, "strokeWidth": 1, "opacity": 0.8}
    return [layer(mark, rows, x2={"field": "x2"}, y2={"field": "y2"})]


def _rules(limits: Sequence[Line], target: Line | None, frame: Frame, ink: Palette) -> list[Spec]:
    rows = [
        {"x": frame.first, "x2": frame.last, "y": x.value, "dash": x is not target} for x in limits
    ]
    mark = {"type": "rule", "color": ink.text, "strokeWidth": 1.2}
    dash = {"condition": {"test": "datum.dash", "value": [2, 2]}, "value": []}
    return [layer(mark, rows, x2={"field": "x2"}, strokeDash=dash)]


def _lines(
    points: Sequence[Point],
    ink: Palette,
    *,
    thick: float,
    colour: str | None = None,
) -> list[Spec]:
    """Previous in thin grey, actual in ink above it."""
    colour = colour or ink.ink
    layers = []
    before = [{"x": p.at.toordinal(), "y": p.previous} for p in points]
    if any(row["y"] is not None for row in before):
        grey = {"type": "line", "color": ink.previous, "strokeWidth": 1.5}
        layers.append(layer(grey, before))
    rows = [{"x": p.at.toordinal(), "y": p.value} for p in points]
    strong = {"type": "line", "color": colour, "strokeWidth": thick, "strokeJoin": "round"}
    layers.append(layer(strong, rows))
    return layers


def _dot(last: Point | None, ink: Palette, size: int) -> list[Spec]:
    if last is None:
        return []
    row = {"x": last.at.toordinal(), "y": last.value}
    mark = {"type": "point", "filled": True, "color": ink.ink, "size": size, "opacity": 1}
    return [layer(mark, [row])]


def _last_complete(chart: Chart) -> Point | None:
    """Return the last point that stands for whole data; the last known one where none does."""
    known = [p for p in chart.points if p.value is not None]
    whole = [p for p in known if chart.complete_to is None or p.at <= chart.complete_to]
    return next(reversed(whole or known), None)


def _labels(ends: Sequence[tuple[float, str, str, str]], frame: Frame) -> list[Spec]:
    """Name the lines at their right ends, moved apart where they would touch."""
    heights = spread([frame.pixel(v) for v, *_ in ends], GAP, 8, frame.floor - 4)
    wide = max((text_width(word) for _, word, _, _ in ends), default=0) + 12
    said = {"value": {"expr": f"{wide} > {NARROW} && datum.short ? datum.short : datum.word"}}
    return [
        layer(
            {"type": "text", "align": "left", "baseline": "middle", "color": colour},
            [{"word": word, "short": short}],
            text=said,
            x={"value": {"expr": f"width-{frame.right}+8"}},
            y={"value": height},
        )
        for (_, word, short, colour), height in zip(ends, heights, strict=True)
    ]


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


def _here(chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    """Write the last value clear of the lines: above it when it leads, else below to the right."""
    last = _last_complete(chart)
    if last is None or last.value is None or not chart.label:
        return []
    due = {p.at: p.value for p in chart.due}
    rivals = [v for v in (due.get(last.at), last.previous) if v is not None]
    leads = all(last.value >= v for v in rivals)
    starts = last.at.toordinal() - frame.first < (frame.last - frame.first) * 0.25
    low = frame.pixel(last.value) + GAP > frame.floor
    side = {"align": "right", "dx": -12} if leads and not starts else {"align": "left", "dx": 16}
    mark = {"type": "text", "color": ink.ink, "fontWeight": 600, **side}
    mark["dy"] = -12 if leads else -6 if low else 14
    row = [{"x": last.at.toordinal(), "y": last.value, "word": chart.label}]
    word = {"field": "word", "type": "nominal"}
    return [layer(mark, row, text=word)]


def _grid(chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    rows = [{"x": frame.first, "x2": frame.last, "y": v, "word": word} for v, word in chart.axis]
    line = {"type": "rule", "color": ink.line, "strokeWidth": 1}
    text = {"type": "text", "align": "right", "baseline": "middle", "color": ink.muted}
    word = {"field": "word", "type": "nominal"}
    return [
        layer(line, rows, x2={"field": "x2"}),
        layer(text, rows, x={"value": frame.left - 8}, text=word),
    ]


def _days(span: Sequence[Point], chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    """Write the first, the last and the last complete day, and weeks where there is room."""
    if not span:
        return []
    here = _last_complete(chart)
    first, last = span[0].at.toordinal(), span[-1].at.toordinal()
    firm = [first, last] + ([here.at.toordinal()] if here else [])
    room = (last - first) / 5.2
    ticks = sorted(firm[:2])
    for day in (*firm[2:], *range(first + 7, last, 7)):
        if all(abs(day - other) > room for other in ticks):
            ticks.append(day)
    named = {p.at.toordinal(): f"{p.at.month}/{p.at.day}" for p in span}
    rows = [{"x": day, "word": named[day]} for day in sorted(ticks) if day in named]
    text = {"type": "text", "baseline": "bottom", "color": ink.muted}
    word = {"field": "word", "type": "nominal"}
    return [layer(text, rows, y={"value": frame.height - 4}, text=word)]
