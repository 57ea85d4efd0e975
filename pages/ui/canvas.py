"""Where values, days and labels land in pixels: the ground every chart is drawn on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kpi.card import Point
from pages.ui.theme import FONT

LETTER = 13
GAP = 16
"""Pixels of a letter, and from one label to the next."""

Spec = dict[str, Any]

NO_PADDING = {"left": 0, "top": 0, "right": 0, "bottom": 0}
"""Said for each side: below, Streamlit 1.67 adds 20 pixels wherever nothing is said."""
CONFIG = {"view": {"stroke": None}, "font": FONT, "text": {"fontSize": LETTER}}


def text_width(text: str, size: int = LETTER) -> int:
    """Return about how many pixels a label takes: a Chinese letter is square, others half."""
    return round(sum(size if ord(c) > 0x2E7F else size * 0.58 for c in text))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move label heights apart until none is nearer than `gap`, inside `low`..`high`.

    Returns
    -------
    list of float
        In the order of `wanted`; the labels keep their order from top to bottom.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [min(max(wanted[i], low), high) for i in order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    for i in range(len(placed) - 1, -1, -1):
        roof = high if i == len(placed) - 1 else placed[i + 1] - gap
        placed[i] = min(placed[i], roof)
    heights = dict(zip(order, placed, strict=True))
    return [heights[i] for i in range(len(wanted))]


class Frame:
    """Where values and days land in pixels."""

    def __init__(
        self, points: Sequence[Point], height: int, *, more: Iterable[float] = (), foot: int = 0
    ) -> None:
        """Make room for points and for `more` values; with a foot for days, values begin at 0."""
        values = [v for p in points for v in (p.value, p.previous) if v is not None] + [*more]
        low, high = (min(values), max(values)) if values else (0.0, 1.0)
        room = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
        self.low, self.high = (0.0 if foot else low - room), high + room
        self.first = points[0].at.toordinal() if points else 0
        self.last = max(points[-1].at.toordinal() if points else 1, self.first + 1)
        self.height, self.left, self.top = height, 4, 6
        self.right: int | str = 4  # pixels, or an expression of them
        self.floor = height - (foot or 4)

    def x(self, **more: Any) -> Spec:
        """Return the encoding of days."""
        scale = {
            "domain": [self.first, self.last],
            "range": [self.left, {"expr": f"width-{self.right}"}],
            "nice": False,
            "zero": False,
        }
        return {"field": "x", "type": "quantitative", "scale": scale, "axis": None, **more}

    def y(self, **more: Any) -> Spec:
        """Return the encoding of values."""
        scale = {
            "domain": [self.low, self.high],
            "range": [self.floor, self.top],
            "nice": False,
            "zero": False,
        }
        return {"field": "y", "type": "quantitative", "scale": scale, "axis": None, **more}

    def pixel(self, value: float) -> float:
        """Return how far from the top a value stands."""
        return self.floor - (value - self.low) / (self.high - self.low) * (self.floor - self.top)

    def value(self, pixel: float) -> float:
        """Return the value that stands so far from the top."""
        share = (self.floor - pixel) / (self.floor - self.top)
        return self.low + share * (self.high - self.low)


def chart(layers: list[Spec], frame: Frame) -> Spec:
    """Return the whole chart; everything lies inside its width, so that cards line up.

    Days and values are encoded once, for all layers that do not say where else they stand.
    """
    return {
        "height": frame.height,
        "encoding": {"x": frame.x(), "y": frame.y()},
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": layers,
        "config": CONFIG,
    }


def layer(mark: Spec, values: list[Spec], **encoding: Spec) -> Spec:
    """Return one layer with its own rows; the chart's `alt` tells it whole, so no mark speaks."""
    return {"data": {"values": values}, "mark": {**mark, "aria": False}, "encoding": encoding}
