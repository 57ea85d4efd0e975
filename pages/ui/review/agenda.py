"""The agenda beside the item: what comes in which order, who leads, and the way on."""

from __future__ import annotations

import streamlit as st

from kpi.review.slide import Slide
from pages.ui import access
from pages.ui.plain import plain
from pages.ui.review import scene, words
from pages.ui.review.scene import Scene


def draw(at: Scene) -> None:
    """Draw the agenda; a title that is chosen turns to it."""
    st.session_state["review-agenda"] = at.item
    st.radio(
        words.AGENDA.to(at.lang), list(at.screens), key="review-agenda",
        format_func=lambda key: _title(at.screens[key][0]), on_change=_turned, args=(at,),
    )  # fmt: skip
    with st.container(horizontal=True):
        _step(at, -1)
        _step(at, 1)
    if at.review.is_open:
        _lead(at)


def _title(slide: Slide) -> str:
    done = ":material/check: " if slide.decided else ""
    mark = f":material/{slide.chip.icon}: " if slide.chip and not done else ""
    return f"{done or mark}{plain(slide.title)}"


def _step(at: Scene, way: int) -> None:
    keys = list(at.screens)
    n = keys.index(at.item) + way
    there = 0 <= n < len(keys)
    text = words.NEXT if way > 0 else words.BACK
    st.button(
        text.to(at.lang), key=f"review-step-{way}", disabled=not there,
        icon=":material/arrow_forward:" if way > 0 else ":material/arrow_back:",
        on_click=scene.go, args=(at.review.id, keys[n] if there else "", at.leads),
    )  # fmt: skip


def _turned(at: Scene) -> None:
    scene.go(at.review.id, st.session_state["review-agenda"], at.leads)


def _lead(at: Scene) -> None:
    """Say who leads; let somebody else take over, and who went his own way come back."""
    lang = at.lang
    if at.leads:
        st.markdown(f":gray[:small[{words.YOU_LEAD.to(lang)}]]")
        return
    if at.meeting and scene.item_of(at.meeting.item) != at.item:
        st.markdown(f":gray[:small[{words.OWN_WAY.to(lang)}]]")
        st.button(
            words.FOLLOW.to(lang), key="review-follow", type="tertiary",
            icon=":material/conversion_path:", on_click=scene.look_at, args=("",),
        )  # fmt: skip
    st.button(
        words.LEAD.to(lang), key="review-lead", type="tertiary", icon=":material/mic:",
        on_click=_take, args=(at.review.id, at.item),
    )  # fmt: skip


def _take(review: str, key: str) -> None:
    access.state().turn(review, key, scene.pen())
    scene.look_at("")
