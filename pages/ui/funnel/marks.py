"""The marks of the funnel's picture: words at places, in columns, in the colour of a verdict."""

from __future__ import annotations

from typing import Any

from kpi.card import Verdict
from pages.ui.canvas import Spec, layer

WIDE, NARROW = "width >= 820", "width < 820"
"""Where there is room for columns beside the bars, and where there is not."""
SIGN = {Verdict.GOOD: "✓", Verdict.WATCH: "△", Verdict.ACT: "!", Verdict.UNKNOWN: "?"}
"""The icon of a verdict, where only letters can be drawn."""
INK: dict[bool, dict[Verdict, str]] = {
    True: {
        Verdict.GOOD: "#084C41", Verdict.WATCH: "#5C3D00", Verdict.ACT: "#A3171C",
        Verdict.UNKNOWN: "#465468",
    },
    False: {
        Verdict.GOOD: "#8FE6D0", Verdict.WATCH: "#FFD95E", Verdict.ACT: "#FFA49A",
        Verdict.UNKNOWN: "#B3BFCE",
    },
}  # fmt: skip
"""What a verdict is written in, in the light and in the dark."""


def letters(colour: str, **more: Any) -> Spec:
    """Return a mark of words in a colour."""
    weight = {"fontWeight": more.pop("weight")} if "weight" in more else {}
    plain = {"type": "text", "align": "left", "baseline": "middle", "color": colour}
    return plain | weight | {name: value for name, value in more.items() if value is not None}


def said(
    word: str,
    colour: str,
    *,
    x: Any,
    y: float,
    when: str = "",
    weight: int = 400,
    limit: Any = None,
) -> Spec:
    """Return words at a place; `when` they are drawn."""
    mark = letters(colour, weight=weight, limit=limit)
    drawn = layer(mark, [{"word": word}], x={"value": x}, y={"value": y}, text=words_of())
    return {**drawn, "transform": [{"filter": when}]} if when else drawn


def column(
    word: str, colour: str, at: float, y: float, align: str = "left", limit: Any = None
) -> Spec:
    """Return words in a column at a share of the width, where there is room for columns."""
    mark = letters(colour, align=align, limit=limit)
    x = {"value": {"expr": f"width*{at}"}}
    drawn = layer(mark, [{"word": word}], x=x, y={"value": y}, text=words_of())
    return {**drawn, "transform": [{"filter": WIDE}]}


def at_the_end(word: str, colour: str, y: float, weight: int = 400) -> Spec:
    """Return words at the right end of a line, where there is no room for columns."""
    mark = letters(colour, weight=weight, align="right")
    x = {"value": {"expr": "width"}}
    drawn = layer(mark, [{"word": word}], x=x, y={"value": y}, text=words_of())
    return {**drawn, "transform": [{"filter": NARROW}]}


def words_of(field: str = "word") -> Spec:
    """Return the encoding of words in the rows."""
    return {"field": field, "type": "nominal"}


def heights(height: int) -> Spec:
    """Return the encoding of heights that are pixels already."""
    scale = {"domain": [0, height], "range": [0, height], "nice": False, "zero": False}
    return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}
