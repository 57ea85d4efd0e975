"""A response curve in plain Vega-Lite: band, two dots, a vertical where experience ends, hatch."""

from __future__ import annotations

from typing import Any

from kpi.whatif.curve import Dot, Picture, Point
from pages.ui.canvas import CONFIG, NO_PADDING, Spec, text_width
from pages.ui.drawing import Drawing
from pages.ui.theme import Palette

HEIGHT, TOP, FOOT = 320, 44, 26
"""Pixels: of the chart, of what stands over the curve, and of the money under it."""
FLOOR = HEIGHT - FOOT
LEAN = 9
"""Pixels from one stroke of the hatch to the next."""
PLOT = 560
"""The width on which strokes stand at 45 degrees."""
RIGHT = 10


class Ground:
    """Where money and orders land in pixels."""

    def __init__(self, drawn: Picture) -> None:
        self.far = drawn.points[-1].money or 1.0
        self.most = max([p.high for p in drawn.points] + [1e-9]) * 1.04
        self.left = max(text_width(word) for _, word in drawn.y_ticks) + 12

    def value(self, pixel: float) -> float:
        """Return the orders that stand so far from the top."""
        return self.most * (FLOOR - pixel) / (FLOOR - TOP)

    def x(self) -> Spec:
        """Return the encoding of money."""
        ends: list[Any] = [self.left, {"expr": f"width-{RIGHT}"}]
        return _axis("x", self.far, ends)

    def y(self) -> Spec:
        """Return the encoding of orders."""
        return _axis("y", self.most, [FLOOR, TOP])


def _axis(field: str, most: float, ends: list[Any]) -> Spec:
    scale = {"domain": [0, most], "range": ends, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def curve(drawn: Picture, ink: Palette) -> Spec:
    """Draw one channel's curve."""
    ground, to = Ground(drawn), Drawing()
    known = [p for p in drawn.points if p.money <= drawn.seen]
    guessed = [p for p in drawn.points if p.money >= drawn.seen]
    if drawn.assumed:
        known, guessed = known[:1], list(drawn.points)
    rows = [{"x": p.money, "y": p.low, "y2": p.high} for p in drawn.points]
    to.area({"type": "area", "color": ink.band}, rows)
    for at, word in drawn.y_ticks:
        to.rule((0, at), (ground.far, at), ink.line)
        to.word((0, at), word, ink.muted, align="right", dx=-8)
    _hatch(guessed, ground, ink, to)
    to.line(((p.money, p.orders) for p in known), ink.ink, thick=2.5)
    to.line(((p.money, p.orders) for p in guessed), ink.ink, thick=2.5, dash=(6, 4))
    _end(drawn, ground, ink, to)
    _dots(drawn.dots, ground, ink, to)
    for at, word in drawn.x_ticks:
        if at <= ground.far * 0.97:
            foot = ground.value(HEIGHT - 6)
            to.word((at, foot), word, ink.muted, align="center", baseline="bottom")
    return {
        "height": HEIGHT,
        "encoding": {"x": ground.x(), "y": ground.y()},
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": to.layers(),
        "config": CONFIG,
    }


def _hatch(guessed: list[Point], ground: Ground, ink: Palette, to: Drawing) -> None:
    """Slant strokes over the spend that nobody has tried."""
    if len(guessed) < 2:
        return
    corners = (guessed[0].money, 0), (guessed[-1].money, ground.most)
    lean = ground.far * (FLOOR - TOP) / PLOT
    step = ground.far * LEAN / PLOT * 1.4
    to.hatch(*corners, ink.hatch, lean=lean, step=step, opacity=0.7)


def _end(drawn: Picture, ground: Ground, ink: Palette, to: Drawing) -> None:
    """Draw the vertical where experience ends, its name on top, and what lies beyond."""
    to.rule((drawn.seen, ground.value(TOP - 8)), (drawn.seen, 0), ink.text, thick=1.2)
    beyond = drawn.assumed or drawn.beyond_name
    to.word((ground.far, ground.value(10)), drawn.seen_name, ink.muted, align="right")
    to.word((ground.far, ground.value(27)), beyond, ink.text, align="right", bold=True)


def _dots(dots: tuple[Dot, ...], ground: Ground, ink: Palette, to: Drawing) -> None:
    """Draw where money stands now, and where it was moved to; names keep clear of each other."""
    for n, dot in enumerate(dots):
        now, at = n == 0 and len(dots) > 1, (dot.money, dot.orders)
        to.dot(at, ink.ink, 110, filled=not now)
        right = dot.money > ground.far * 0.3 and not now
        align, dx, dy = ("right", -10, -12) if right else ("left", 8, 20 if now else -12)
        if now and dot.money > ground.far * 0.72:
            align, dx, dy = "right", -4, 24
        to.word(at, dot.name, ink.text, align=align, dx=dx, dy=dy, bold=True)
