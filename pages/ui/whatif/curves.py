"""A response curve in plain Vega-Lite: band, two dots, a vertical where experience ends, hatch."""

from __future__ import annotations

from typing import Any

from kpi.whatif.curve import Dot, Picture, Point
from pages.ui.canvas import CONFIG, NO_PADDING, Spec, layer, text_width
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
    ground = Ground(drawn)
    known = [p for p in drawn.points if p.money <= drawn.seen]
    guessed = [p for p in drawn.points if p.money >= drawn.seen]
    if drawn.assumed:
        known, guessed = known[:1], list(drawn.points)
    layers = [
        *_grid(drawn, ground, ink),
        _band(drawn.points, ink),
        *_hatch(guessed, ground, ink),
        _line(known, ink, []),
        _line(guessed, ink, [6, 4]),
        *_end(drawn, ink),
        *_dots(drawn.dots, ground, ink),
        *_money(drawn, ground, ink),
    ]
    return {
        "height": HEIGHT,
        "encoding": {"x": ground.x(), "y": ground.y()},
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": layers,
        "config": CONFIG,
    }


def _grid(drawn: Picture, ground: Ground, ink: Palette) -> list[Spec]:
    rows = [{"x": 0, "x2": ground.far, "y": at, "word": word} for at, word in drawn.y_ticks]
    text = {"type": "text", "align": "right", "baseline": "middle", "color": ink.muted}
    return [
        layer({"type": "rule", "color": ink.line, "strokeWidth": 1}, rows, x2={"field": "x2"}),
        layer(text, rows, x={"value": ground.left - 8}, text=_words()),
    ]


def _band(points: tuple[Point, ...], ink: Palette) -> Spec:
    rows = [{"x": p.money, "y": p.low, "y2": p.high} for p in points]
    return layer({"type": "area", "color": ink.band}, rows, y2={"field": "y2"})


def _hatch(guessed: list[Point], ground: Ground, ink: Palette) -> list[Spec]:
    """Slant strokes over the spend that nobody has tried."""
    if len(guessed) < 2:
        return []
    start, end = guessed[0].money, guessed[-1].money
    lean = ground.far * (FLOOR - TOP) / PLOT
    step = ground.far * LEAN / PLOT * 1.4
    rows, at = [], start - lean + step
    while at < end:
        left, right = max(at, start), min(at + lean, end)
        low, high = ((x - at) / lean * ground.most for x in (left, right))
        rows.append({"x": left, "x2": right, "y": low, "y2": high})
        at += step
    mark = {"type": "rule", "color": ink.hatch, "strokeWidth": 1, "opacity": 0.7}
    return [layer(mark, rows, x2={"field": "x2"}, y2={"field": "y2"})]


def _line(points: list[Point], ink: Palette, dash: list[int]) -> Spec:
    rows = [{"x": p.money, "y": p.orders} for p in points]
    mark = {"type": "line", "color": ink.ink, "strokeWidth": 2.5, "strokeDash": dash}
    return layer(mark, rows)


def _end(drawn: Picture, ink: Palette) -> list[Spec]:
    """Draw the vertical where experience ends, its name to the left, and what lies beyond."""
    rule = {"type": "rule", "color": ink.text, "strokeWidth": 1.2}
    text = {"type": "text", "baseline": "middle", "fontSize": 13}
    row, place = [{"x": drawn.seen, "word": drawn.seen_name}], {"value": 10}
    end = {"value": {"expr": f"width-{RIGHT}"}}
    beyond = [{"word": drawn.assumed or drawn.beyond_name}]
    return [
        layer(rule, row, y={"value": TOP - 12}, y2={"value": FLOOR}),
        layer({**text, "align": "right", "color": ink.muted}, row, y=place, text=_words(),
              x={"value": {"expr": f"width-{RIGHT}"}}),
        layer({**text, "align": "right", "color": ink.text, "fontWeight": 600}, beyond,
              x=end, y={"value": 27}, text=_words()),
    ]  # fmt: skip


def _dots(dots: tuple[Dot, ...], ground: Ground, ink: Palette) -> list[Spec]:
    """Draw where money stands now, and where it was moved to; names keep clear of each other."""
    found = []
    for n, dot in enumerate(dots):
        row = [{"x": dot.money, "y": dot.orders, "word": dot.name}]
        now = n == 0 and len(dots) > 1
        mark: Spec = {"type": "point", "filled": not now, "color": ink.ink, "size": 110,
                      "opacity": 1, "strokeWidth": 2.5}  # fmt: skip
        right = dot.money > ground.far * 0.3
        text = {
            "type": "text", "color": ink.text, "fontWeight": 600,
            "align": "right" if right and not now else "left",
            "dx": -10 if right and not now else 8, "dy": 20 if now else -12,
        }  # fmt: skip
        if now and dot.money > ground.far * 0.72:
            text |= {"align": "right", "dx": -4, "dy": 24}
        found += [layer(mark, row), layer(text, row, text=_words())]
    return found


def _money(drawn: Picture, ground: Ground, ink: Palette) -> list[Spec]:
    """Write round amounts of money under the curve."""
    rows = [{"x": at, "word": word} for at, word in drawn.x_ticks if at <= ground.far * 0.97]
    text = {"type": "text", "baseline": "bottom", "color": ink.muted}
    return [layer(text, rows, y={"value": HEIGHT - 6}, text=_words())]


def _words() -> Spec:
    return {"field": "word", "type": "nominal"}
