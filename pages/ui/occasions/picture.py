"""The calendar as one picture: months across, a lane for whatever would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from data.text import Lang
from kpi.calendar.occasion import Kind, Occasion
from kpi.card import Point
from kpi.format import days
from kpi.period import Span
from pages.ui import canvas
from pages.ui.canvas import Frame, Spec, layer
from pages.ui.occasions import words
from pages.ui.theme import Palette, palette

LANE, FOOT, TOP = 30, 26, 22
"""Pixels of a lane, of the months below, and above the first lane, where today is named."""
WORD, BAR = 9, (18, 24)
"""Within a lane: the middle of the name, top and bottom of the bar."""
NARROW = 340
"""The width in which names must not meet; where there is more room there is more between them."""
PLAIN: tuple[Kind, ...] = ("holiday", "workday")
WARNS: tuple[Kind, ...] = ("outage", "typhoon")


def picture(found: Sequence[Occasion], shown: Span, today: date, lang: Lang) -> None:
    """Draw what is on in some days."""
    said = "；" if lang == "zh" else "; "
    names = (words.ONE.fill(name=o.name, days=days(o.span, today)).to(lang) for o in found)
    what = said.join(names) or words.NOTHING.to(lang)
    alt = words.PICTURE.fill(days=days(shown, today), what=what).to(lang)
    st.vega_lite_chart(spec(found, shown, today, palette(), lang), theme=None, alt=alt)


def spec(found: Sequence[Occasion], shown: Span, today: date, ink: Palette, lang: Lang) -> Spec:
    """Return the picture: a bar an occasion with its name above, months below, a line for today."""
    lanes = stacked(found, shown, lang)
    rows = [_row(o, lane, shown, lang) for o, lane in zip(found, lanes, strict=True)]
    height = TOP + LANE * (max(lanes, default=-1) + 1) + FOOT
    ends = [Point(shown.start, None), Point(shown.end + timedelta(1), None)]
    frame = Frame(ends, height)
    place = {"x2": {"field": "x2"}, "y": _down(frame), "y2": {"field": "y2"}}
    layers = _months(shown, frame, ink)
    for fill, kinds in _fills(ink).items():
        if some := [r for r in rows if r["kind"] in kinds]:
            layers.append(layer({"type": "rect", "color": fill}, some, **place))
    layers += [*_names(rows, frame, ink), *_today(shown, today, frame, ink, lang)]
    return canvas.chart(layers, frame)


def _fills(ink: Palette) -> dict[str, tuple[Kind, ...]]:
    """Return what is drawn in which colour: the graver, the more ink."""
    return {
        ink.ink: ("campaign",),
        ink.hatch: ("season",),
        ink.previous: ("content", "social", "experiment", "other"),
        ink.muted: PLAIN,
        ink.text: WARNS,
    }


def stacked(found: Sequence[Occasion], shown: Span, lang: Lang) -> list[int]:
    """Return a lane for each occasion, so that neither bars nor names meet on a phone."""
    a_day = NARROW / shown.days
    ends: list[float] = []
    lanes = []
    for occasion in found:
        left, right = reach(occasion, shown, a_day, lang)
        lane = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[lane : lane + 1] = [right + canvas.GAP / 2]
        lanes.append(lane)
    return lanes


def reach(occasion: Occasion, shown: Span, a_day: float, lang: Lang) -> tuple[float, float]:
    """Return from which to which pixel bar and name reach on a phone."""
    left, right = _clipped(occasion, shown)
    first, last = ((x - shown.start.toordinal()) * a_day for x in (left, right))
    wide = canvas.text_width(occasion.name.to(lang))
    if _leans_right(occasion, shown, lang):
        return min(first, last - wide), last
    return first, max(last, first + wide)


def _leans_right(occasion: Occasion, shown: Span, lang: Lang) -> bool:
    """Whether a name would run out of the picture, and so ends where its bar does."""
    left, _ = _clipped(occasion, shown)
    wide = canvas.text_width(occasion.name.to(lang))
    return (left - shown.start.toordinal()) * NARROW / shown.days + wide > NARROW


def _clipped(occasion: Occasion, shown: Span) -> tuple[int, int]:
    """Return first day and the day after the last, as far as they are drawn."""
    first = max(occasion.span.start, shown.start).toordinal()
    return first, min(occasion.span.end, shown.end).toordinal() + 1


def _row(occasion: Occasion, lane: int, shown: Span, lang: Lang) -> Spec:
    first, last = _clipped(occasion, shown)
    right = _leans_right(occasion, shown, lang)
    top = TOP + lane * LANE
    return {
        "x": first, "x2": last, "y": top + BAR[0], "y2": top + BAR[1], "kind": occasion.kind,
        "word": occasion.name.to(lang), "at": last if right else first, "middle": top + WORD,
        "right": right,
    }  # fmt: skip


def _down(frame: Frame, field: str = "y") -> Spec:
    """Return the encoding of pixels from the top."""
    tall = [0, frame.height]
    scale = {"domain": tall, "range": tall, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _names(rows: Sequence[Spec], frame: Frame, ink: Palette) -> list[Spec]:
    found = []
    word = {"field": "word", "type": "nominal"}
    for right in (False, True):
        if some := [r for r in rows if r["right"] == right]:
            mark = {"type": "text", "align": "right" if right else "left", "baseline": "middle",
                    "color": ink.text}  # fmt: skip
            x = frame.x() | {"field": "at"}
            found.append(layer(mark, some, x=x, y=_down(frame, "middle"), text=word))
    return found


def _months(shown: Span, frame: Frame, ink: Palette) -> list[Spec]:
    """Draw a line where a month begins, and name it below."""
    rows = [
        {"x": piece.start.toordinal(), "y": 0, "y2": frame.height - FOOT,
         "word": f"{piece.start.year}/{piece.start.month}"}
        for piece in shown.split("month")
    ]  # fmt: skip
    line = {"type": "rule", "color": ink.line, "strokeWidth": 1}
    text = {"type": "text", "align": "left", "baseline": "bottom", "color": ink.muted}
    word = {"field": "word", "type": "nominal"}
    return [
        layer(line, rows, y=_down(frame), y2={"field": "y2"}),
        layer(text, rows, y={"value": frame.height - 6}, text=word),
    ]


def _today(shown: Span, today: date, frame: Frame, ink: Palette, lang: Lang) -> list[Spec]:
    """Draw where today is."""
    if not shown.start <= today <= shown.end:
        return []
    rows = [{"x": today.toordinal() + 0.5, "y": TOP - 4, "y2": frame.height - FOOT}]
    rule = {"type": "rule", "color": ink.text, "strokeDash": [2, 3]}
    late = (today - shown.start).days * NARROW / shown.days > NARROW - 60
    text = {"type": "text", "align": "right" if late else "left", "baseline": "top",
            "color": ink.text, "fontWeight": 500}  # fmt: skip
    word = {"value": words.THIS_ONE.to(lang)}
    return [
        layer(rule, rows, y=_down(frame), y2={"field": "y2"}),
        layer(text, rows, y={"value": 2}, text=word),
    ]
