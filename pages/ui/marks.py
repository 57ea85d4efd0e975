"""What a chart carries beside its line: events, doubt, the forecast, where a target moved."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.card import Chart, Doubt
from pages.ui.canvas import Frame, Spec, layer, text_width
from pages.ui.theme import Palette

TOP, HEAD = 7, 18
"""Pixels from the top at which the names of events stand, and that they take."""
BETWEEN = 10


def make_room(chart: Chart, frame: Frame) -> None:
    """Keep the lines of a chart below the names of its events."""
    if any(frame.first <= mark.at.toordinal() <= frame.last for mark in chart.marks):
        frame.top = HEAD


def events(chart: Chart, frame: Frame, ink: Palette, width: int) -> list[Spec]:
    """Draw a dotted vertical for each event, with its name where those before it leave it room.

    Parameters
    ----------
    width : int
        How many pixels the days take at least.
    """
    rows: list[Spec] = []
    taken: list[tuple[float, float]] = []
    for mark in chart.marks:
        at = mark.at.toordinal()
        if not frame.first <= at <= frame.last:
            continue
        pixel = (at - frame.first) / (frame.last - frame.first) * width
        wide = text_width(mark.label)
        left = pixel + wide > width  # its name stands before it
        first, last = (pixel - wide, pixel) if left else (pixel, pixel + wide)
        free = all(first >= b + BETWEEN or a >= last + BETWEEN for a, b in taken)
        room = free and (pixel >= wide or not left)
        rows.append({"x": at, "word": mark.label if room else "", "left": left})
        taken += [(first, last)] if room else []
    told = [row for row in rows if row["word"]]
    return [] if not rows else [_verticals(rows, frame, ink), *_names(told, ink)]


def _verticals(rows: list[Spec], frame: Frame, ink: Palette) -> Spec:
    line = {"type": "rule", "color": ink.muted, "strokeWidth": 1, "strokeDash": [1, 3]}
    return layer(line, rows, y={"value": 0}, y2={"value": frame.floor})


def _names(rows: list[Spec], ink: Palette) -> list[Spec]:
    layers = []
    for left in (False, True):
        told = [row for row in rows if row["left"] is left]
        side = {"align": "right", "dx": -4} if left else {"align": "left", "dx": 4}
        text = {"type": "text", "baseline": "middle", "color": ink.muted, **side}
        word = {"field": "word", "type": "nominal"}
        if told:
            layers.append(layer(text, told, y={"value": TOP}, text=word))
    return layers


def doubt(chart: Chart, ink: Palette) -> list[Spec]:
    """Tint between which values each point lies."""
    return [_area(chart.doubt, ink, 0.16)] if len(chart.doubt) > 1 else []


def forecast(chart: Chart, ink: Palette) -> list[Spec]:
    """Draw what is expected as a dashed line within its band."""
    if len(chart.forecast) < 2:
        return []
    rows = [{"x": d.at.toordinal(), "y": d.value} for d in chart.forecast]
    dashed = {"type": "line", "color": ink.ink, "strokeWidth": 2, "strokeDash": [5, 4]}
    return [
        _area(chart.forecast, ink, 0.14),
        layer(dashed, rows),
    ]


def moved(chart: Chart, ink: Palette) -> list[Spec]:
    """Draw where the target stood before, in steps."""
    rows = [{"x": p.at.toordinal(), "y": p.value} for p in chart.moved]
    if not rows:
        return []
    mark = {"type": "line", "interpolate": "step-after", "color": ink.text, "strokeWidth": 1.2}
    return [layer(mark, rows)]


def values(chart: Chart) -> list[float]:
    """Return every value the extras need room for."""
    ranges = [v for d in (*chart.doubt, *chart.forecast) for v in (d.low, d.high)]
    return [*ranges, *(p.value for p in chart.moved if p.value is not None)]


def _area(found: Sequence[Doubt], ink: Palette, opacity: float) -> Spec:
    rows = [{"x": d.at.toordinal(), "y": d.low, "y2": d.high} for d in found]
    mark = {"type": "area", "color": ink.ink, "opacity": opacity, "line": False}
    return layer(mark, rows, y2={"field": "y2"})
