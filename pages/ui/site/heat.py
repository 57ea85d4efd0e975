"""Heat maps in plain Vega-Lite: rows and columns of shares of the greatest; knows no KPI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.ui.canvas import CONFIG, NO_PADDING, Spec, layer, text_width
from pages.ui.theme import Palette

ROW, HEAD = 28, 24
"""Pixels of a row, and of the titles above."""
LEAST, DARK = 0.07, 0.55
"""How much ink the least takes; from where on words in it are light."""
NARROW = "width < 560"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a heat map: how much of the greatest, from 0 to 1, its words, and short ones."""

    row: int
    column: int
    share: float
    word: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat map.

    Parameters
    ----------
    columns : sequence of str
        Titles; an empty one is not written.
    framed : int or None
        The column that is marked by a frame.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Cell]
    framed: int | None = None


def heat(drawn: Heat, ink: Palette) -> Spec:
    """Draw a heat map as wide as there is room."""
    height = HEAD + ROW * len(drawn.rows)
    left = max(map(text_width, drawn.rows), default=0) + 8
    scale = {
        "domain": [0, len(drawn.columns)],
        "range": [{"expr": f"{left}"}, {"expr": "width"}],
        "nice": False,
        "zero": False,
    }
    x = {"field": "x", "type": "quantitative", "scale": scale, "axis": None}
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, height], "range": [0, height], "nice": False, "zero": False},
    }
    return {
        "height": height,
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": [
            *_rects(drawn, x, y, ink),
            *_words(drawn, x, y, ink),
            *_names(drawn, x, y, ink),
            *_frame(drawn, x, y, height, ink),
        ],
        "config": CONFIG,
    }


def _top(row: int) -> int:
    return HEAD + ROW * row


def _rects(drawn: Heat, x: Spec, y: Spec, ink: Palette) -> list[Spec]:
    rows = [
        {
            "x": c.column + 0.03,
            "x2": c.column + 0.97,
            "y": _top(c.row) + 1,
            "y2": _top(c.row) + ROW - 1,
            "share": LEAST + (1 - LEAST) * c.share,
        }
        for c in drawn.cells
    ]
    mark = {"type": "rect", "color": ink.ink, "cornerRadius": 2}
    shade = {"field": "share", "type": "quantitative", "scale": None, "legend": None}
    return [layer(mark, rows, x=x, x2={"field": "x2"}, y=y, y2={"field": "y2"}, opacity=shade)]


def _words(drawn: Heat, x: Spec, y: Spec, ink: Palette) -> list[Spec]:
    """Write what stands in the cells: light where they are dark."""
    layers = []
    for colour, dark in ((ink.text, False), (ink.band, True)):
        rows = [
            {"x": c.column + 0.5, "y": _top(c.row) + ROW / 2, "wide": c.word, "narrow": c.short}
            for c in drawn.cells
            if c.word and (c.share > DARK) is dark
        ]
        mark = {
            "type": "text", "color": colour, "baseline": "middle",
            "fontSize": {"expr": f"{NARROW} ? 9 : 12"},
        }  # fmt: skip
        said = layer(mark, rows, x=x, y=y, text=_word())
        chosen = {"calculate": f"{NARROW} ? datum.narrow : datum.wide", "as": "word"}
        layers += [{**said, "transform": [chosen]}] if rows else []
    return layers


def _names(drawn: Heat, x: Spec, y: Spec, ink: Palette) -> list[Spec]:
    """Write the names of rows on the left, those of columns above."""
    left = {"type": "text", "align": "left", "baseline": "middle", "color": ink.text}
    above = {
        "type": "text", "baseline": "middle", "color": ink.muted,
        "fontSize": {"expr": f"{NARROW} ? 9 : 12"},
    }  # fmt: skip
    rows = [{"y": _top(n) + ROW / 2, "word": name} for n, name in enumerate(drawn.rows)]
    titles = [
        {"x": n + 0.5, "y": HEAD / 2, "word": name} for n, name in enumerate(drawn.columns) if name
    ]
    return [
        layer(left, rows, x={"value": 0}, y=y, text=_word()),
        layer(above, titles, x=x, y=y, text=_word()),
    ]


def _frame(drawn: Heat, x: Spec, y: Spec, height: int, ink: Palette) -> list[Spec]:
    if drawn.framed is None:
        return []
    row = [{"x": drawn.framed, "x2": drawn.framed + 1, "y": HEAD - 1, "y2": height - 1}]
    mark = {"type": "rect", "filled": False, "stroke": ink.text, "strokeWidth": 1.5}
    return [layer(mark, row, x=x, x2={"field": "x2"}, y=y, y2={"field": "y2"})]


def _word() -> Spec:
    return {"field": "word", "type": "nominal"}
