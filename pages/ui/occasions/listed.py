"""The calendar itself: the picture, what is on in its days, and the team's own events."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.text import Lang
from kpi.calendar.experiments import meetings
from kpi.calendar.fields import FIELDS, as_typed
from kpi.calendar.marks import occasions
from kpi.calendar.occasion import KINDS, Occasion
from kpi.calendar.own import Event
from kpi.catalog import KPIS
from kpi.format import days
from kpi.period import Span
from pages.ui import access
from pages.ui.occasions import scene as here
from pages.ui.occasions import words
from pages.ui.occasions.picture import picture
from pages.ui.occasions.scene import Scene
from pages.ui.plain import plain
from pages.ui.tables import height
from pages.ui.tables import table as drawn
from pages.ui.words import AND

ROUND = "calendar-round"
"""In the session: how often an event was opened, so that a row can be chosen again."""


def listed(scene: Scene) -> None:
    """Draw the picture with its lists."""
    lang = scene.lang
    found = occasions(access.state(), scene.shown)
    with st.container(border=True):
        _steps(scene)
        picture(found, scene.shown, scene.today, lang)
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"#### {words.MINE.to(lang)}", anchors=False)
        _mine(scene)
    with right:
        st.markdown(f"#### {words.LISTED.to(lang)}", anchors=False)
        rows = [_row(o, scene) for o in found]
        if rows:
            drawn((words.DAYS, words.WHAT, words.KIND, words.BELONGS), rows, lang)
        else:
            st.markdown(f":gray[{words.NOTHING.to(lang)}]")


def _steps(scene: Scene) -> None:
    """Draw which days are shown, and the ways to others."""
    lang, first = scene.lang, scene.shown.start
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{days(scene.shown, scene.today)}**", width="content")
        st.session_state["calendar-by"] = here.scale()
        st.segmented_control(
            words.SHOWN.to(lang), list(words.SCALES), key="calendar-by", required=True,
            format_func=lambda code: words.SCALES[code].to(lang), label_visibility="collapsed",
            on_change=lambda: here.go("by", st.session_state["calendar-by"]),
        )  # fmt: skip
        steps = (
            (words.EARLIER, ":material/chevron_left:", f"{here.before(first):%Y-%m}"),
            (words.THIS_ONE, ":material/today:", ""),
            (words.LATER, ":material/chevron_right:", f"{here.after(first):%Y-%m}"),
        )
        for text, icon, at in steps:
            st.button(
                text.to(lang), key=f"calendar-{text.en}", icon=icon, type="tertiary",
                on_click=here.go, args=("at", at),
            )  # fmt: skip


def _row(occasion: Occasion, scene: Scene) -> tuple[str, str, str, str]:
    lang = scene.lang
    return (
        plain(days(occasion.span, scene.today)),
        f"**{plain(occasion.name.to(lang))}**",
        KINDS[occasion.kind].to(lang),
        plain(_kpis(occasion.kpis, lang)),
    )


def _kpis(keys: tuple[str, ...], lang: Lang) -> str:
    known = [KPIS[key].name.to(lang) for key in keys if key in KPIS]
    return AND.to(lang).join(known) or words.EVERY_KPI.to(lang)


def _mine(scene: Scene) -> None:
    """Draw the own events, the latest first; a row that is ticked opens its event."""
    lang = scene.lang
    if not scene.events:
        st.markdown(words.NONE_YET.to(lang))
        with st.container(horizontal=True):
            for text, part in ((words.GO_NEW, "new"), (words.GO_TABLE, "table")):
                st.button(
                    text.to(lang), key=f"calendar-go-{part}", on_click=here.go_to, args=(part,)
                )
        return
    st.markdown(f":gray[:small[{words.MINE_DO.to(lang)}]]")
    for meeting in meetings(scene.events, scene.today):
        st.warning(plain(meeting.told(scene.today).to(lang)), icon=":material/science:")
    events = sorted(scene.events, key=lambda e: (e.first, e.last), reverse=True)
    key = f"calendar-mine-{lang}-{st.session_state.get(ROUND, 0)}"
    st.dataframe(
        pd.DataFrame(_columns(events, scene)), hide_index=True, height=height(len(events)),
        on_select=lambda: _ticked(events, key), selection_mode="single-row", key=key,
        alt=words.MINE.to(lang),
    )  # fmt: skip
    st.markdown(f":gray[:small[{words.OPEN.to(lang)}]]")


def _columns(events: list[Event], scene: Scene) -> dict[str, list[str]]:
    lang = scene.lang
    told = {words.DAYS: [days(Span(e.first, e.last), scene.today) for e in events],
            FIELDS["name"]: [e.name for e in events]}  # fmt: skip
    told |= {
        FIELDS[name]: [as_typed(e, name, lang, scene.events) for e in events]
        for name in ("kind", "channel", "side", "owner", "topic", "partner")
    }
    told[words.BELONGS] = [_kpis(e.kpis, lang) for e in events]
    return {title.to(lang): cells for title, cells in told.items() if any(cells)}


def _ticked(events: list[Event], key: str) -> None:
    rows = st.session_state[key]["selection"].get("rows", [])
    if rows and rows[0] < len(events):
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        here.go("event", events[rows[0]].id)
