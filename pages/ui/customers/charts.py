"""The curve of margin and the maps of who comes back, as plain Vega-Lite; knows pixels, no KPI."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10

from data.text import Lang, Text
from kpi.customers.maps import Curve, HeatMap
from pages.ui.canvas import CONFIG, NO_PADDING, Spec, layer, spread, text_width
from pages.ui.theme import Palette

HEIGHT, FOOT, TOP = 300, 28, 10
CELL, LEFT = 26, 64
"""Pixels of a row of a map, and of the names before it."""
LINES = 4
"""At most so many lines across a chart."""
BEFORE = Text("前一年 {value}", "year before {value}")
EXPECTED, COST = Text("估計 {value}", "expected {value}"), Text("CAC {value}", "CAC {value}")
MONTH = Text("第 {n} 個月", "month {n}")
STEPS = (1, 12, 24)


def curve(told: Curve, ink: Palette, lang: Lang) -> Spec:
    """Draw cumulative margin by month: seen, the year before, expected with its range, CAC."""
    values = [v for _, v in (*told.seen, *told.before)]
    values += [end for _, _, low, high in told.ahead for end in (low, high)]
    values += [told.cost] if told.cost is not None else []
    ticks = _ticks(max(values))
    last = max((*(m for m, _ in (*told.seen, *told.before)), *(m for m, *_ in told.ahead)))
    ends = _ends(told, ink, lang)
    room = max(text_width(word) for _, word, _ in ends) + 12
    left = max(text_width(f"{tick:,.0f}") for tick in ticks) + 10
    frame = _Frame(last, max(ticks[-1], max(values)) * 1.03, left, room)
    layers = [
        *_grid(ticks, frame, ink),
        *_band(told, frame, ink),
        *_cost(told.cost, frame, ink),
        *_line(told.before, frame, ink.previous, 1.5),
        *_line([(m, v) for m, v, *_ in told.ahead], frame, ink.ink, 2, dash=[5, 4]),
        *_line(told.seen, frame, ink.ink, 3),
        *_dot(told.seen[-1], frame, ink),
        *_labels(ends, frame),
        *_months([m for m in STEPS if m <= last], frame, ink, lang),
    ]
    return _chart(layers, HEIGHT)


class _Frame:
    """Where months and money land in pixels."""

    def __init__(self, last: int, high: float, left: int, right: int) -> None:
        self.last, self.high, self.left, self.right = max(last, 2), high, left, right
        self.floor = HEIGHT - FOOT

    def x(self) -> Spec:
        span = [self.left, {"expr": f"width-{self.right}"}]
        scale = {"domain": [1, self.last], "range": span, "nice": False, "zero": False}
        return {"field": "x", "type": "quantitative", "scale": scale, "axis": None}

    def y(self) -> Spec:
        scale = {"domain": [0, self.high], "range": [self.floor, TOP], "nice": False}
        return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}

    def pixel(self, value: float) -> float:
        return self.floor - value / self.high * (self.floor - TOP)


def _ticks(high: float) -> list[float]:
    """Return round values from 0 up, at most `LINES` of them above it."""
    if high <= 0:
        return [0.0, 1.0]
    size = 10 ** int(log10(high / LINES)) if high / LINES >= 1 else 1
    step = next(size * n for n in (1, 2, 2.5, 5, 10, 20) if size * n * LINES >= high)
    return [step * n for n in range(LINES + 1) if step * (n - 1) < high]


def _grid(ticks: Sequence[float], frame: _Frame, ink: Palette) -> list[Spec]:
    ticks = [tick for tick in ticks if tick <= frame.high]
    rows = [{"x": 1, "x2": frame.last, "y": t, "word": f"{t:,.0f}"} for t in ticks]
    rule = {"type": "rule", "color": ink.line, "strokeWidth": 1}
    text = {"type": "text", "align": "right", "baseline": "middle", "color": ink.muted}
    word = {"field": "word", "type": "nominal"}
    return [
        layer(rule, rows, x=frame.x(), x2={"field": "x2"}, y=frame.y()),
        layer(text, rows, x={"value": frame.left - 8}, y=frame.y(), text=word),
    ]


def _band(told: Curve, frame: _Frame, ink: Palette) -> list[Spec]:
    rows = [{"x": m, "y": low, "y2": high} for m, _, low, high in told.ahead]
    mark = {"type": "area", "color": ink.band, "opacity": 0.9}
    return [layer(mark, rows, x=frame.x(), y=frame.y(), y2={"field": "y2"})] if rows else []


def _cost(cost: float | None, frame: _Frame, ink: Palette) -> list[Spec]:
    if cost is None:
        return []
    rows = [{"x": 1, "x2": frame.last, "y": cost}]
    mark = {"type": "rule", "color": ink.text, "strokeWidth": 1.2}
    return [layer(mark, rows, x=frame.x(), x2={"field": "x2"}, y=frame.y())]


def _line(
    points: Iterable[tuple[int, float]], frame: _Frame, colour: str, thick: float,
    dash: list[int] | None = None,
) -> list[Spec]:  # fmt: skip
    rows = [{"x": x, "y": y} for x, y in points]
    mark = {"type": "line", "color": colour, "strokeWidth": thick}
    mark |= {"strokeDash": dash} if dash else {}
    return [layer(mark, rows, x=frame.x(), y=frame.y())] if rows else []


def _dot(last: tuple[int, float], frame: _Frame, ink: Palette) -> list[Spec]:
    mark = {"type": "point", "filled": True, "color": ink.ink, "size": 80, "opacity": 1}
    return [layer(mark, [{"x": last[0], "y": last[1]}], x=frame.x(), y=frame.y())]


def _ends(told: Curve, ink: Palette, lang: Lang) -> list[tuple[float, str, str]]:
    """Return value, words and colour of what is named at the right."""
    ahead, before, cost = told.labels
    expected = EXPECTED.fill(value=ahead).to(lang) if told.ahead else ahead
    end = told.ahead[-1][1] if told.ahead else told.seen[-1][1]
    found = [(end, expected, ink.ink)]
    if told.before:
        found.append((told.before[-1][1], BEFORE.fill(value=before).to(lang), ink.muted))
    if told.cost is not None:
        found.append((told.cost, COST.fill(value=cost).to(lang), ink.text))
    return found


def _labels(ends: Sequence[tuple[float, str, str]], frame: _Frame) -> list[Spec]:
    at = spread([frame.pixel(value) for value, _, _ in ends], 16, TOP + 4, frame.floor - 4)
    x = {"value": {"expr": f"width-{frame.right - 8}"}}
    return [
        layer(
            {"type": "text", "align": "left", "baseline": "middle", "color": colour},
            [{"word": word}], x=x, y={"value": y}, text={"field": "word", "type": "nominal"},
        )
        for y, (_, word, colour) in zip(at, ends, strict=True)
    ]  # fmt: skip


def _months(steps: Sequence[int], frame: _Frame, ink: Palette, lang: Lang) -> list[Spec]:
    rows = [{"x": n, "word": MONTH.fill(n=n).to(lang)} for n in steps]
    text = {"type": "text", "baseline": "bottom", "color": ink.muted}
    word = {"field": "word", "type": "nominal"}
    return [layer(text, rows, x=frame.x(), y={"value": HEIGHT - 4}, text=word)]


def heat_map(told: HeatMap, ink: Palette) -> Spec:
    """Draw shares as tints of ink with their numbers; what is not over yet stays blank."""
    height = CELL * (len(told.rows) + 1)
    known = [v for _, _, shares in told.rows for v in shares if v is not None]
    high = max(known, default=1.0) or 1.0
    cells = [
        {"row": n + 1, "column": m, "share": v / high, "word": f"{v * 100:.0f}"}
        for n, (_, _, shares) in enumerate(told.rows)
        for m, v in enumerate(shares)
        if v is not None
    ]
    names = [{"row": n + 1, "word": name} for n, (name, _, _) in enumerate(told.rows)]
    heads = [{"column": m, "word": str(month)} for m, month in enumerate(told.columns)]
    wide = f"((width-{LEFT})/{len(told.columns)})"
    layers = [
        _cells(cells, wide, ink),
        _text(cells, ink.text, f"{LEFT}+(datum.column+0.5)*{wide}", f"(datum.row+0.5)*{CELL}"),
        _text(names, ink.muted, "0", f"(datum.row+0.5)*{CELL}", "left"),
        _text(heads, ink.muted, f"{LEFT}+(datum.column+0.5)*{wide}", f"0.5*{CELL}"),
    ]
    return _chart(layers, height)


def _cells(cells: list[Spec], wide: str, ink: Palette) -> Spec:
    """Tint no deeper than letters can be read on."""
    mark = {
        "type": "rect", "color": ink.ink,
        "x": {"expr": f"{LEFT}+datum.column*{wide}+1"},
        "x2": {"expr": f"{LEFT}+(datum.column+1)*{wide}-1"},
        "y": {"expr": f"datum.row*{CELL}+1"}, "y2": {"expr": f"(datum.row+1)*{CELL}-1"},
    }  # fmt: skip
    tint = {"field": "share", "type": "quantitative", "legend": None,
            "scale": {"domain": [0, 1], "range": [0.02, 0.3]}}  # fmt: skip
    return layer(mark, cells, opacity=tint)


def _text(rows: list[Spec], colour: str, x: str, y: str, align: str = "center") -> Spec:
    mark = {
        "type": "text", "align": align, "baseline": "middle", "color": colour,
        "x": {"expr": x}, "y": {"expr": y},
    }  # fmt: skip
    return layer(mark, rows, text={"field": "word", "type": "nominal"})


def _chart(layers: list[Spec], height: int) -> Spec:
    return {
        "height": height,
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": layers,
        "config": CONFIG,
    }
