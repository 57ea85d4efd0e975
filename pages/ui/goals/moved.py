"""Where a goal's target moved, drawn as steps; nothing where it never did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from data.text import Lang
from kpi.card import Point
from kpi.catalog import KPIS
from kpi.format import limit
from kpi.goals.goal import Goal
from kpi.goals.moves import moves
from pages.ui import access, canvas
from pages.ui.canvas import Frame, Spec, layer, text_width
from pages.ui.goals import contract_words as say
from pages.ui.goals.scene import Scene
from pages.ui.theme import Palette, palette

HEIGHT = 104
FOOT = 22
HEADROOM = 0.5
"""So much of the range is kept free above, for the names of the values."""
MOST = 6
"""So many moves are named; of more the newest."""

Moves = Sequence[tuple[date, Decimal]]


def moved(goal: Goal, scene: Scene) -> None:
    """Draw the target by day, from when it was set until today."""
    found = moves(access.state(), goal)[-MOST:]
    if len(found) < 2:
        return
    lang = scene.lang
    st.markdown(f"#### {say.MOVES.to(lang)}", anchors=False)
    told = " → ".join(_named(at, value, goal, lang) for at, value in found)
    spec = steps(found, scene.today, goal, lang, palette())
    st.vega_lite_chart(spec, theme=None, alt=say.MOVES_ALT.fill(told=told).to(lang))


def _named(at: date, value: Decimal, goal: Goal, lang: Lang) -> str:
    return say.MOVE.fill(day=f"{at:%Y/%m/%d}", value=_value(value, goal, lang)).to(lang)


def _value(value: Decimal, goal: Goal, lang: Lang) -> str:
    return limit(value, KPIS[goal.kpi].unit, lang)


def steps(found: Moves, today: date, goal: Goal, lang: Lang, ink: Palette) -> Spec:
    """Return the chart: a thin line of the target, its moves named above, their days below."""
    last = max(today, found[-1][0])
    points = [Point(at, float(value)) for at, value in [*found, (last, found[-1][1])]]
    values = [float(value) for _, value in found]
    frame = Frame(points, HEIGHT, more=[max(values) + (max(values) - min(values)) * HEADROOM])
    frame.floor = HEIGHT - FOOT
    named = [(at, float(value), _value(value, goal, lang)) for at, value in _apart(found, last)]
    frame.right = max(text_width(word) for *_, word in named) + 12
    line = [{"x": p.at.toordinal(), "y": p.value} for p in points]
    dots = line[:-1]
    mark: Spec = {"type": "line", "interpolate": "step-after", "color": ink.text,
                  "strokeWidth": 1.2}  # fmt: skip
    dot: Spec = {"type": "point", "filled": True, "color": ink.ink, "size": 60, "opacity": 1}
    said: Spec = {"type": "text", "align": "left", "baseline": "bottom", "dx": 5, "dy": -3,
                  "color": ink.text}  # fmt: skip
    below: Spec = {"type": "text", "align": "left", "baseline": "top", "color": ink.muted}
    above = [{"x": at.toordinal(), "y": value, "word": word} for at, value, word in named]
    days = [{"x": at.toordinal(), "word": f"{at:%m/%d}"} for at, *_ in named]
    word: Spec = {"field": "word", "type": "nominal"}
    foot: Spec = {"value": frame.floor + 6}
    layers = [
        layer(mark, line),
        layer(dot, dots),
        layer(said, above, text=word),
        layer(below, days, y=foot, text=word),
    ]
    return canvas.chart(layers, frame)


def _apart(found: Moves, last: date) -> list[tuple[date, Decimal]]:
    """Return the moves that can be named without touching, the newest surely."""
    room = max((last - found[0][0]).days, 1) / 5
    kept: list[tuple[date, Decimal]] = []
    for at, value in reversed(found):
        if not kept or (kept[-1][0] - at).days >= room:
            kept.append((at, value))
    return kept
