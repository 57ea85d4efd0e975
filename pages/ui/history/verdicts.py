"""Weeks of verdicts in plain Vega-Lite: fill, icon and word a cell; the newest where narrow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from kpi.card import Chip, Verdict
from kpi.format import NO_ANSWER
from kpi.review.history import VerdictGrid
from pages.ui.canvas import CONFIG, LETTER, NO_PADDING, Spec, layer, text_width
from pages.ui.theme import CHIP_SLOT, Palette

HEAD, FULL = 24, 0.96
"""Pixels of the titles above; how much of a week's width its cell takes."""
ONE_LINE = 78
"""Pixels in which an icon and its word stand on one line; a longer one has a line a word."""
LINE, PADDED = 16, 14
"""Pixels of a line of words, and round all lines of a cell."""
ICON, EDGE = 17, 5
"""Pixels of an icon, and before it."""


@dataclass(frozen=True, slots=True)
class Fill:
    """What a verdict is filled and written with."""

    back: str
    fore: str


def fills() -> Mapping[Verdict, Fill]:
    """Return the fills of the chips, as the reader's theme has them."""
    theme = f"theme.{st.context.theme.type or 'light'}"
    return {
        verdict: Fill(*(str(st.get_option(f"{theme}.{slot}{part}"))
                        for part in ("BackgroundColor", "TextColor")))
        for verdict, slot in CHIP_SLOT.items()
    }  # fmt: skip


def picture(told: VerdictGrid, ink: Palette, filled: Mapping[Verdict, Fill]) -> Spec:
    """Draw the grid as wide as there is room; weeks that find none are left out, the oldest first.

    No scale of Vega says "as many columns as fit", so each mark is filtered by the width.
    """
    words = [_lines(chip) for row in told.rows for chip in row.chips if chip]
    tall = PADDED + LINE * max(map(len, words), default=1)
    wide = max((text_width(line) for lines in words for line in lines), default=0)
    cell = math.ceil((EDGE + ICON + wide + 1) / FULL)
    left = max((text_width(row.name) for row in told.rows), default=0) + 12
    height, many = HEAD + tall * len(told.rows), len(told.weeks)
    each = f"max({cell}, (width - {left}) / {many})"
    first = f"width - {many} * {each}"
    fits = f"{first} + datum.x * {each} >= {left - 1}"
    x = _axis("x", [0, many], [{"expr": first}, {"expr": "width"}])
    y = _axis("y", [0, height], [0, height])
    cells = [*_rects(told, tall, filled, x, y), *_words(told, tall, filled, ink, x, y)]
    cells += [_titles(told, ink, x, y)]
    return {
        "height": height,
        "background": "transparent",
        "padding": NO_PADDING,
        "autosize": {"type": "none"},
        "layer": [
            *({**drawn, "transform": [{"filter": fits}]} for drawn in cells),
            _names(told, tall, ink, y),
        ],
        "config": CONFIG,
    }


def _axis(field: str, domain: list[int], across: list[object]) -> Spec:
    scale = {"domain": domain, "range": across, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _lines(chip: Chip) -> list[str]:
    """Return a word in one line where it fits beside its icon, else a line a word."""
    fits = EDGE + ICON + text_width(chip.word) <= ONE_LINE
    return [chip.word] if fits else chip.word.split()


def _each(told: VerdictGrid, tall: int) -> Iterator[tuple[int, int, Chip | None]]:
    """Yield every cell: its column, the pixels above it, its verdict."""
    for n, row in enumerate(told.rows):
        for column, chip in enumerate(row.chips):
            yield column, HEAD + tall * n, chip


def _rects(
    told: VerdictGrid, tall: int, filled: Mapping[Verdict, Fill], x: Spec, y: Spec
) -> Iterator[Spec]:
    for verdict, fill in filled.items():
        rows = [
            {"x": column, "x2": column + FULL, "y": top + 1, "y2": top + tall - 2}
            for column, top, chip in _each(told, tall)
            if chip and chip.verdict is verdict
        ]
        mark = {"type": "rect", "color": fill.back, "cornerRadius": 4}
        yield layer(mark, rows, x=x, x2={"field": "x2"}, y=y, y2={"field": "y2"})


def _words(
    told: VerdictGrid, tall: int, filled: Mapping[Verdict, Fill], ink: Palette, x: Spec, y: Spec
) -> Iterator[Spec]:
    text = {"type": "text", "align": "left", "baseline": "middle", "lineHeight": LINE}
    for verdict, fill in filled.items():
        rows = [
            {"x": column, "y": top + (tall - LINE * (len(_lines(chip)) - 1)) / 2,
             "word": _lines(chip), "icon": chip.icon}
            for column, top, chip in _each(told, tall)
            if chip and chip.verdict is verdict
        ]  # fmt: skip
        icon = {**text, "font": "Material Symbols Rounded", "fontSize": LETTER + 2, "dx": EDGE,
                "dy": 1, "color": fill.fore}  # fmt: skip
        yield layer(icon, rows, x=x, y=y, text={"field": "icon"})
        yield layer({**text, "dx": EDGE + ICON, "color": fill.fore}, rows, x=x, y=y,
                    text={"field": "word"})  # fmt: skip
    none = [
        {"x": column, "y": top + tall / 2, "word": NO_ANSWER}
        for column, top, chip in _each(told, tall)
        if chip is None
    ]
    yield layer({**text, "dx": EDGE, "color": ink.muted}, none, x=x, y=y, text={"field": "word"})


def _titles(told: VerdictGrid, ink: Palette, x: Spec, y: Spec) -> Spec:
    rows = [{"x": n, "y": HEAD / 2, "word": week} for n, week in enumerate(told.weeks)]
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": EDGE, "color": ink.muted}
    return layer(mark, rows, x=x, y=y, text={"field": "word"})


def _names(told: VerdictGrid, tall: int, ink: Palette, y: Spec) -> Spec:
    rows = [{"y": HEAD + tall * n + tall / 2, "word": row.name} for n, row in enumerate(told.rows)]
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": ink.text,
            "fontWeight": 600}  # fmt: skip
    return layer(mark, rows, x={"value": 0}, y=y, text={"field": "word"})
