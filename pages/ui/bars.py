"""Lines of a table as bars, two figures side by side, in plain Vega-Lite; knows no KPI."""

from __future__ import annotations

from typing import Any

from kpi.grid import Bar, Bars
from pages.ui.canvas import CONFIG, LETTER, NO_PADDING, Spec, layer, text_width
from pages.ui.theme import Palette

ROW, HEAD, FOOT = 34, 30, 18
THICK, THIN = 16, 24
"""Heights in pixels: a row, the titles, what stands below; the bar, and the one behind it."""
NAMES, HALF, GAP = 0.24, 0.62, 16
"""Where names end and where the second half begins, as shares of the width."""
APART = 0.3
"""A target that stands so far behind its bar, as a share of the longest, is named by itself."""
NARROW = "width < 480"
"""On a telephone labels are short, or they would leave the bars no room."""


def bars(drawn: Bars, ink: Palette) -> Spec:
    """Draw names on the left, the cost in the first half, the other figure in the second."""
    height = HEAD + ROW * len(drawn.rows) + (FOOT if drawn.line else 0)
    layers = [*_titles(drawn, ink), *_names(drawn, height, ink)]
    for half, side in enumerate(([r[1] for r in drawn.rows], [r[2] for r in drawn.rows])):
        layers += _half(side, drawn.line if half else None, half, height, ink)
    return {
        "height": height,
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": layers,
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "config": CONFIG,
    }


def _middle(row: int) -> float:
    return HEAD + ROW * row + ROW / 2


def _left(half: int) -> dict[str, str]:
    return {"expr": f"width*{HALF if half else NAMES}+{GAP}"}


def _titles(drawn: Bars, ink: Palette) -> list[Spec]:
    """Write what each half shows, over a hairline."""
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": ink.muted}
    titles = [
        layer(mark, [{"word": word}], text=_word(), x={"value": _left(half)}, y={"value": 10})
        for half, word in enumerate(drawn.titles)
    ]
    if drawn.grey:
        said = [{"word": drawn.grey}]
        titles.append(layer(mark, said, text=_word(), x={"value": 0}, y={"value": 10}))
    rule = {"type": "rule", "color": ink.line, "strokeWidth": 1}
    across: dict[str, Spec] = {
        "x": {"value": 0},
        "x2": {"value": {"expr": "width"}},
        "y": {"value": HEAD - 6},
    }
    return [*titles, layer(rule, [{}], **across)]


def _names(drawn: Bars, height: int, ink: Palette) -> list[Spec]:
    rows = [{"word": name, "y": _middle(n)} for n, (name, _, _) in enumerate(drawn.rows)]
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "color": ink.text,
        "fontWeight": 500,
        "limit": {"expr": f"width*{NAMES}"},
    }
    return [layer(mark, rows, x={"value": 0}, y=_y(height), text=_word())]


def _half(
    side: list[Bar], line: tuple[float, str] | None, half: int, height: int, ink: Palette
) -> list[Spec]:
    """Draw one half: before in wide grey, now in ink above it, its label, and the targets."""
    wide, narrow = (_room(side, narrow=n) for n in (False, True))
    every = [v for b in side for v in (b.value, b.before, b.target) if v is not None]
    top = max([*every, *([line[0]] if line else [])], default=0.0)
    end = "width" if half else f"width*{HALF}"
    reach = {"expr": f"{end}-({NARROW} ? {narrow} : {wide})"}
    scale = {"domain": [0, top or 1], "range": [_left(half), reach], "nice": False, "zero": True}
    x = {"field": "x", "type": "quantitative", "scale": scale, "axis": None}
    return [
        *_rects([b.before for b in side], THIN, ink.previous, 0.45, x, height),
        *_rects([b.value for b in side], THICK, ink.ink, 1, x, height),
        *_targets(side, x, height, ink),
        *_line(line, x, height, ink),
        *_labels(side, top, {"value": reach} if line else None, x, height, ink),
    ]


def _rects(
    values: list[float | None], thick: int, colour: str, opacity: float, x: Spec, height: int
) -> list[Spec]:
    rows = [
        {"zero": 0, "x": v, "y": _middle(n) - thick / 2, "y2": _middle(n) + thick / 2}
        for n, v in enumerate(values)
        if v is not None and v > 0
    ]
    if not rows:
        return []
    mark = {"type": "rect", "color": colour, "opacity": opacity}
    start = {**x, "field": "zero"}
    return [layer(mark, rows, x=start, x2={"field": "x"}, y=_y(height), y2={"field": "y2"})]


def _targets(side: list[Bar], x: Spec, height: int, ink: Palette) -> list[Spec]:
    """Draw what a line has to reach as a stroke across its own row."""
    rows = [
        {"x": bar.target, "y": _middle(n) - ROW / 2 + 3, "y2": _middle(n) + ROW / 2 - 3}
        for n, bar in enumerate(side)
        if bar.target is not None
    ]
    if not rows:
        return []
    mark = {"type": "rule", "color": ink.text, "strokeWidth": 1.6}
    return [layer(mark, rows, x=x, y=_y(height), y2={"field": "y2"})]


def _line(line: tuple[float, str] | None, x: Spec, height: int, ink: Palette) -> list[Spec]:
    """Draw a target that holds for all from top to bottom; its words above, or below if narrow."""
    if line is None:
        return []
    row = [{"x": line[0], "word": line[1]}]
    rule = {"type": "rule", "color": ink.text, "strokeWidth": 1.2}
    text = {"type": "text", "align": "right", "baseline": "middle", "color": ink.text}
    ends: dict[str, Spec] = {"y": {"value": HEAD - 6}, "y2": {"value": height - FOOT}}
    right = {"value": {"expr": "width"}}
    words = []
    for y, when in ((10, f"!({NARROW})"), (height - FOOT / 2 + 2, NARROW)):
        said = layer(text, row, x=right, y={"value": y}, text=_word())
        words.append({**said, "transform": [{"filter": when}]})
    return [layer(rule, row, x=x, **ends), *words]


def _labels(
    side: list[Bar], top: float, column: Spec | None, x: Spec, height: int, ink: Palette
) -> list[Spec]:
    """Write each figure behind its bars; its target behind that, or apart where there is room.

    Parameters
    ----------
    column : dict or None
        Where all of them stand in one column, clear of a line that would cross them.
    """
    rows, targets = [], []
    for n, bar in enumerate(side):
        reached = max(v for v in (bar.value, bar.before, 0.0) if v is not None)
        row = {"x": reached, "y": _middle(n), "wide": bar.label, "narrow": bar.short}
        if bar.target is not None and bar.target - reached > top * APART:
            targets.append({"x": bar.target, "y": _middle(n), "word": bar.target_label})
        elif bar.target is not None:
            row |= {"x": max(reached, bar.target), "wide": _written(bar)}
        rows.append(row)
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 8, "color": ink.text}
    words = layer(mark, rows, x=column or x, y=_y(height), text=_word())
    chosen = {"calculate": f"{NARROW} ? datum.narrow : datum.wide", "as": "word"}
    apart = layer(mark, targets, x=x, y=_y(height), text=_word())
    apart["transform"] = [{"filter": f"!({NARROW})"}]
    return [{**words, "transform": [chosen]}, *([apart] if targets else [])]


def _room(side: list[Bar], *, narrow: bool) -> int:
    """Return how many pixels the longest label of a half takes."""
    labels = [bar.short if narrow else _written(bar) for bar in side]
    return max((text_width(label, LETTER) for label in labels), default=0) + 12


def _written(bar: Bar) -> str:
    return f"{bar.label}　{bar.target_label}" if bar.target_label else bar.label


def _word() -> dict[str, Any]:
    return {"field": "word", "type": "nominal"}


def _y(height: int) -> Spec:
    """Return the encoding of heights that are pixels already."""
    scale = {"domain": [0, height], "range": [0, height], "nice": False, "zero": False}
    return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}
