"""What a chart carries beside its line: events, doubt, the forecast, where a target moved."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.card import Chart, Doubt
from pages.ui.canvas import LETTER, Frame, Spec, layer, text_width
from pages.ui.theme import Palette

TOP = 8
"""Pixels from the top at which the names of events stand."""


def events(chart: Chart, frame: Frame, ink: Palette, width: int) -> list[Spec]:
    """Draw a dotted vertical for each event; its name where the one before leaves room.

    Parameters
    ----------
    width : int
        About how many pixels the days take.
    """
    rows, free = [], 0.0
    for mark in chart.marks:
        at = mark.at.toordinal()
        if not frame.first <= at <= frame.last:
            continue
        pixel = (at - frame.first) / (frame.last - frame.first) * width
        wide = text_width(mark.label)
        left = pixel + wide + 8 > width
        starts = pixel - wide - 4 if left else pixel
        named = starts >= free
        free = max(free, pixel if left else pixel + wide + 8) if named else free
        rows.append({"x": at, "word": mark.label if named else "", "left": left})
    if not rows:
        return []
    line = {"type": "rule", "color": ink.muted, "strokeWidth": 1, "strokeDash": [1, 3]}
    spans = {"y": {"value": 0}, "y2": {"value": frame.floor}}
    word = {"field": "word", "type": "nominal"}
    layers = [layer(line, rows, x=frame.x(), **spans)]
    for left in (False, True):
        side = {"align": "right", "dx": -4} if left else {"align": "left", "dx": 4}
        text = {"type": "text", "baseline": "middle", "color": ink.muted, **side}
        text["fontSize"] = LETTER
        told = [row for row in rows if row["left"] is left and row["word"]]
        if told:
            layers.append(layer(text, told, x=frame.x(), y={"value": TOP}, text=word))
    return layers


def doubt(chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    """Tint between which values each point lies."""
    return [_area(chart.doubt, frame, ink, 0.16)] if len(chart.doubt) > 1 else []


def forecast(chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    """Draw what is expected as a dashed line within its band."""
    if len(chart.forecast) < 2:
        return []
    rows = [{"x": d.at.toordinal(), "y": d.value} for d in chart.forecast]
    dashed = {"type": "line", "color": ink.ink, "strokeWidth": 2, "strokeDash": [5, 4]}
    return [
        _area(chart.forecast, frame, ink, 0.14),
        layer(dashed, rows, x=frame.x(), y=frame.y()),
    ]


def moved(chart: Chart, frame: Frame, ink: Palette) -> list[Spec]:
    """Draw where the target stood before, in steps."""
    rows = [{"x": p.at.toordinal(), "y": p.value} for p in chart.moved]
    if not rows:
        return []
    mark = {"type": "line", "interpolate": "step-after", "color": ink.text, "strokeWidth": 1.2}
    return [layer(mark, rows, x=frame.x(), y=frame.y())]


def values(chart: Chart) -> list[float]:
    """Return every value the extras need room for."""
    ranges = [v for d in (*chart.doubt, *chart.forecast) for v in (d.low, d.high)]
    return [*ranges, *(p.value for p in chart.moved if p.value is not None)]


def _area(found: Sequence[Doubt], frame: Frame, ink: Palette, opacity: float) -> Spec:
    rows = [{"x": d.at.toordinal(), "y": d.low, "y2": d.high} for d in found]
    mark = {"type": "area", "color": ink.ink, "opacity": opacity, "line": False}
    return layer(mark, rows, x=frame.x(), y=frame.y(), y2={"field": "y2"})
