"""What every part of the Calendar page looks at: the URL, own events, what a change came to."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from data.text import Lang, Text
from kpi.calendar.own import Event, events
from kpi.period import Span
from pages.ui import access, url
from pages.ui.occasions.words import PARTS, SCALES
from pages.ui.plain import plain

SAID = "calendar-said"
"""In the session: what came of the last change, to be told once."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The own events, and the days that are drawn."""

    lang: Lang
    today: date
    events: tuple[Event, ...]
    shown: Span


def scene(lang: Lang) -> Scene:
    """Look at the calendar over the days the URL names."""
    today = access.today()
    return Scene(lang, today, events(access.state()), shown(today))


def scale() -> str:
    """Return whether a month or a quarter is drawn."""
    asked = st.query_params.get("by", "")
    return asked if asked in SCALES else "quarter"


def shown(today: date) -> Span:
    """Return the days that are drawn: the month the URL names, or it with the next two."""
    asked = st.query_params.get("at", "")
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        first = today.replace(day=1)
    last = first
    for _ in range(0 if scale() == "month" else 2):
        last = after(last)
    return Span(first, last.replace(day=monthrange(last.year, last.month)[1]))


def after(first: date) -> date:
    """Return the first of the next month."""
    return (first + timedelta(31)).replace(day=1)


def before(first: date) -> date:
    """Return the first of the month before."""
    return (first - timedelta(1)).replace(day=1)


def go(name: str, value: str) -> None:
    """Keep a choice in the URL; an empty one is taken out."""
    url.write({name: value})


def part() -> str:
    """Return the part of the page the URL names, the calendar unless it says otherwise."""
    asked = st.query_params.get("part", "")
    return asked if asked in PARTS else "list"


def go_to(name: str) -> None:
    """Show another part of the page."""
    go("part", "" if name == "list" else name)


def choose_part(lang: Lang) -> None:
    """Draw the switch between the parts."""
    st.session_state["calendar-part"] = part()
    st.segmented_control(
        PARTS["list"].to(lang), list(PARTS), key="calendar-part", required=True,
        format_func=lambda code: PARTS[code].to(lang), label_visibility="collapsed",
        on_change=lambda: go_to(st.session_state["calendar-part"]),
    )  # fmt: skip


def opened() -> str | None:
    """Return which own event the URL opens."""
    return st.query_params.get("event") or None


def say(text: Text, error: bool = False) -> None:
    """Keep what came of a change, to be told when the page is drawn."""
    st.session_state[SAID] = text, error


def tell(lang: Lang) -> None:
    """Tell, once, what came of the last change."""
    text, error = st.session_state.pop(SAID, (None, False))
    if text is None:
        return
    if error:
        st.error(plain(text.to(lang)), icon=":material/error:")
    else:
        st.markdown(f":material/check: {plain(text.to(lang))}")
