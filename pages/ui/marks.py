"""What a chart carries beside its line: events, doubt, the forecast, where a target moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kpi.card import Chart, Doubt
from pages.ui.canvas import Frame, text_width
from pages.ui.drawing import Drawing
from pages.ui.theme import Palette

TOP, HEAD = 7, 18
"""Pixels from the top at which the names of events stand, and that they take."""
BETWEEN = 10


def make_room(chart: Chart, frame: Frame) -> None:
    """Keep the lines of a chart below the names of its events."""
    if any(frame.first <= mark.at.toordinal() <= frame.last for mark in chart.marks):
        frame.top = HEAD


def events(chart: Chart, frame: Frame, ink: Palette, width: int, to: Drawing) -> None:
    """Draw a dotted vertical for each event, with its name where those before it leave it room.

    Parameters
    ----------
    width : int
        How many pixels the days take at least.
    """
    taken: list[tuple[float, float]] = []
    for mark in chart.marks:
        at = mark.at.toordinal()
        if not frame.first <= at <= frame.last:
            continue
        to.rule((at, frame.value(0)), (at, frame.low), ink.muted, dash=(1, 3))
        pixel = (at - frame.first) / (frame.last - frame.first) * width
        wide = text_width(mark.label)
        left = pixel + wide > width  # its name stands before it
        first, last = (pixel - wide, pixel) if left else (pixel, pixel + wide)
        free = all(first >= b + BETWEEN or a >= last + BETWEEN for a, b in taken)
        if free and (pixel >= wide or not left):
            align, dx = ("right", -4) if left else ("left", 4)
            to.word((at, frame.value(TOP)), mark.label, ink.muted, align=align, dx=dx)
            taken.append((first, last))


def doubt(chart: Chart, ink: Palette, to: Drawing) -> None:
    """Tint between which values each point lies."""
    if len(chart.doubt) > 1:
        _area(chart.doubt, ink, 0.16, to)


def forecast(chart: Chart, ink: Palette, to: Drawing) -> None:
    """Draw what is expected as a dashed line within its band."""
    if len(chart.forecast) < 2:
        return
    _area(chart.forecast, ink, 0.14, to)
    points = ((d.at.toordinal(), d.value) for d in chart.forecast)
    to.line(points, ink.ink, thick=2, dash=(5, 4))


def moved(chart: Chart, ink: Palette, to: Drawing) -> None:
    """Draw where the target stood before, in steps."""
    points = [(p.at.toordinal(), p.value) for p in chart.moved]
    then = [at for (_, before), (x, y) in pairwise(points) for at in ((x, before), (x, y))]
    if points:
        to.line([points[0], *then], ink.text, thick=1.2)


def values(chart: Chart) -> list[float]:
    """Return every value the extras need room for."""
    ranges = [v for d in (*chart.doubt, *chart.forecast) for v in (d.low, d.high)]
    return [*ranges, *(p.value for p in chart.moved if p.value is not None)]


def _area(found: Sequence[Doubt], ink: Palette, opacity: float, to: Drawing) -> None:
    rows = [{"x": d.at.toordinal(), "y": d.low, "y2": d.high} for d in found]
    to.area({"type": "area", "color": ink.ink, "opacity": opacity, "line": False}, rows)
