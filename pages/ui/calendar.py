"""The days each source has, as one picture: a row a source, months across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import streamlit as st

from data.schema import PLATFORMS
from data.text import Lang, Text
from kpi import format
from kpi.card import Point
from kpi.facts.coverage import Covered
from kpi.period import CALENDAR_YEAR, Span, Year
from pages.ui import canvas
from pages.ui.canvas import Frame, Spec, layer
from pages.ui.plain import plain
from pages.ui.theme import Palette, palette

TITLE = Text("資料涵蓋範圍", "What the data cover")
NAME = Text("{platform}　{account}", "{platform}  {account}")
FILE, FILES = Text("1 個檔案", "1 file"), Text("{n} 個檔案", "{n} files")
UNTIL = Text("完整到 {day}", "complete to {day}")
NEVER = Text("還沒有完整的一天", "no whole day yet")
TOTALS = Text("{n} 天只有合計", "days only in a total: {n}")
MISSING = Text("缺 {n} 天", "days missing: {n}")
GAPS = Text("{name} 缺：{days}", "Missing in {name}: {days}")
MORE = Text("，等 {n} 段", " and others, {n} gaps in all")
WHOLE = Text("{name}：{first} 到 {last}，{state}。", "{name}: from {first} to {last}, {state}.")
BETWEEN, LIST = "・", Text("、", ", ")
NAMED = 4
"""So many gaps of a source are written out."""

ROW, FOOT, BAR, TOP = 54, 26, (26, 42), 12
"""Pixels of a source, of the months below, and in a row of its bar and of its words."""
NARROW = 600
"""Below this width a row says less, and every second month is named."""
TICKS, LABEL = 12, 52
"""So many months are named at most; pixels of a name, which is left out where they are not."""


def calendar(found: Sequence[Covered], today: date, lang: Lang, year: Year) -> None:
    """Draw the calendar, and name the gaps in it."""
    with st.container(border=True):
        st.markdown(f"#### {TITLE.to(lang)}", anchors=False)
        alt = " ".join(_sentence(c, lang) for c in found)
        st.vega_lite_chart(picture(found, palette(), lang, year), theme=None, alt=alt)
        gaps = [plain(_gaps(c, today, lang)) for c in found if c.missing]
        if gaps:
            st.markdown("  \n".join(f":gray[:small[{line}]]" for line in gaps))


def picture(found: Sequence[Covered], ink: Palette, lang: Lang, year: Year = CALENDAR_YEAR) -> Spec:
    """Return the picture: what is there by day, what only as a total, what is missing."""
    first = min(c.source.first_day for c in found).replace(day=1)
    last = max(c.source.last_day for c in found)
    frame = Frame([Point(first, None, None), Point(last + timedelta(1), None, None)],
                  ROW * len(found) + FOOT)  # fmt: skip
    spans = {"daily": [], "late": [], "total": [], "gap": []}  # type: dict[str, list[Spec]]
    for row, covered in enumerate(found):
        for kind, span in _spans(covered):
            spans[kind].append(_bar(span, row))
    marks: dict[str, Spec] = {
        "total": {"color": ink.band, "stroke": ink.ink, "strokeWidth": 1},
        "daily": {"color": ink.ink},
        "late": {"color": ink.ink, "opacity": 0.45},
        "gap": {"fill": "transparent", "stroke": ink.hatch, "strokeDash": [3, 2]},
    }
    place = {"x2": {"field": "x2"}, "y": _down(frame), "y2": {"field": "y2"}}
    bars = [layer({"type": "rect"} | marks[k], spans[k], **place) for k in marks if spans[k]]
    layers = [
        *_months(Span(first, last), frame, ink, year),
        *bars,
        *_pointers(spans["gap"], frame, ink),
    ]
    return canvas.chart([*layers, *_words(found, frame, ink, lang)], frame)


def _spans(covered: Covered) -> Iterator[tuple[str, Span]]:
    """Yield what is drawn of a source; days that are not over yet are drawn paler."""
    late = covered.unfinished
    for total in covered.totals:
        yield "total", total
    for run in covered.days:
        whole = min(run.end, late.start - timedelta(1)) if late else run.end
        if run.start <= whole:
            yield "daily", Span(run.start, whole)
        if whole < run.end:
            yield "late", Span(max(run.start, whole + timedelta(1)), run.end)
    for gap in covered.missing:
        yield "gap", gap


def _bar(span: Span, row: int) -> Spec:
    top, bottom = (row * ROW + y for y in BAR)
    start, end = span.start.toordinal(), span.end.toordinal() + 1
    return {"x": start, "x2": end, "y": top, "y2": bottom}


def _down(frame: Frame) -> Spec:
    """Return the encoding of pixels from the top."""
    tall = [0, frame.height]
    scale = {"domain": tall, "range": tall, "nice": False, "zero": False}
    return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}


def _pointers(gaps: list[Spec], frame: Frame, ink: Palette) -> list[Spec]:
    """Point at every gap: a day of a year is but a hair's breadth."""
    rows = [{"x": (g["x"] + g["x2"]) / 2, "y": g["y2"] + 5} for g in gaps]
    mark = {"type": "point", "shape": "triangle-up", "filled": True, "size": 40, "opacity": 1}
    return [layer(mark | {"color": ink.text}, rows, y=_down(frame))] if rows else []


def _months(span: Span, frame: Frame, ink: Palette, year: Year) -> list[Spec]:
    """Draw a line where a month begins and name it below; weeks where there are few months."""
    months = [piece.start for piece in span.split("month")]
    weekly = len(months) < 3
    starts = [p.start for p in span.split("week", year)] if weekly else months
    every = -(-len(starts) // TICKS)
    rows = [
        {
            "x": day.toordinal(),
            "y": 0,
            "y2": frame.height - FOOT,
            "word": f"{day.month}/{day.day}" if weekly else f"{day.year}/{day.month}",
            "second": (n // every) % 2 == 1,
            "left": (span.end - day).days / max(span.days - 1, 1),
        }
        for n, day in enumerate(starts)
        if n % every == 0
    ]
    line = {"type": "rule", "color": ink.line, "strokeWidth": 1}
    text = {"type": "text", "align": "left", "baseline": "bottom", "color": ink.muted}
    hidden = f"(width < {NARROW} && datum.second) || width*datum.left < {LABEL}"
    word = {"value": {"expr": f"{hidden} ? '' : datum.word"}}
    return [
        layer(line, rows, y=_down(frame), y2={"field": "y2"}),
        layer(text, rows, y={"value": frame.height - 6}, text=word),
    ]


def _words(found: Sequence[Covered], frame: Frame, ink: Palette, lang: Lang) -> list[Spec]:
    """Write whose row it is on the left, how far it reaches on the right."""
    rows = [
        {
            "y": n * ROW + TOP,
            "word": _name(c, lang),
            "state": BETWEEN.join([*_origin(c, lang), *_state(c, lang)]),
            "short": _short(c),
        }
        for n, c in enumerate(found)
    ]
    left = {"type": "text", "align": "left", "baseline": "middle", "fontWeight": 500}
    limit = {"expr": f"width < {NARROW} ? width - 96 : width * .5"}
    right = {"type": "text", "align": "right", "baseline": "middle", "color": ink.muted}
    state = {"value": {"expr": f"width < {NARROW} ? datum.short : datum.state"}}
    word = {"field": "word", "type": "nominal"}
    named = left | {"color": ink.text, "limit": limit}
    return [
        layer(named, rows, x={"value": frame.left}, y=_down(frame), text=word),
        layer(right, rows, x={"value": {"expr": "width-4"}}, y=_down(frame), text=state),
    ]


def _name(covered: Covered, lang: Lang) -> str:
    platform, account = PLATFORMS[covered.source.platform].name, covered.source.account
    if account in (platform.zh, platform.en):  # a shop's export does not name the shop
        return platform.to(lang)
    return NAME.fill(platform=platform, account=account).to(lang)


def _origin(covered: Covered, lang: Lang) -> list[str]:
    """Say in which currency a source is where it has money, and from how many files."""
    source = covered.source
    files = FILE if source.imports == 1 else FILES.fill(n=source.imports)
    return [*filter(None, (source.currency,)), files.to(lang)]


def _short(covered: Covered) -> str:
    """Say where a source ends, where there is room for no more."""
    end = covered.source.complete_to
    return f"→ {_day(end)}" if end else format.NO_ANSWER


def _state(covered: Covered, lang: Lang) -> list[str]:
    """Say how far a source reaches and what it lacks."""
    end = covered.source.complete_to
    found = [UNTIL.fill(day=_day(end)) if end else NEVER]
    if covered.days_in_totals:
        found.append(TOTALS.fill(n=covered.days_in_totals))
    if covered.missing:
        found.append(MISSING.fill(n=covered.missing_days))
    return [text.to(lang) for text in found]


def _sentence(covered: Covered, lang: Lang) -> str:
    """Say a row in words, for whoever does not see it."""
    source, state = covered.source, LIST.to(lang).join(_state(covered, lang))
    days = {"first": _day(source.first_day), "last": _day(source.last_day)}
    return WHOLE.fill(name=_name(covered, lang), state=state, **days).to(lang)


def _gaps(covered: Covered, today: date, lang: Lang) -> str:
    days = LIST.to(lang).join(format.days(gap, today) for gap in covered.missing[:NAMED])
    if len(covered.missing) > NAMED:
        days += MORE.fill(n=len(covered.missing)).to(lang)
    return GAPS.fill(name=_name(covered, lang), days=days).to(lang)


def _day(value: date) -> str:
    return f"{value.year}/{value.month}/{value.day}"
