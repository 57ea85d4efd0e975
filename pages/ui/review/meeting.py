"""The meeting: start it, or follow it item by item, decide and note; close it at the end."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from data.state import Conflict
from data.text import LANGS, Lang
from kpi.review.closing import close_review
from kpi.review.record import Review, review
from kpi.review.refused import Refused
from pages.ui import access, url
from pages.ui.plain import plain
from pages.ui.review import agenda, item, scene, start, taking, words

POLL = 2
"""Seconds until the page looks again where the meeting is, while it goes on."""
REFUSED = "review-refused"
"""What could not be done, told once."""


def draw(lang: Lang) -> None:
    """Draw the review that is held, or how to start one."""
    state = access.state()
    found = scene.chosen(state)
    if found is None:
        asked = st.query_params.get(scene.REVIEW, "all")
        if asked != "all":
            st.info(words.NO_REVIEW.to(lang), icon=":material/search_off:")
        start.draw(state, lang)
        return
    st.session_state[scene.AT] = st.query_params.get(scene.ITEM, "")
    _head(found, lang)
    st.fragment(_body, run_every=POLL if found.is_open else None)(found.id, lang)


def _head(found: Review, lang: Lang) -> None:
    """Say which week it is and how far; lead to the projector, the files and the end."""
    st.subheader(plain(found.news.to(lang)), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":gray[:small[{plain(_standing(found, lang))}]]", width="content")
        asked = {scene.REVIEW: found.id} | ({"lang": lang} if lang != LANGS[0] else {})
        st.link_button(
            words.PROJECT.to(lang), f"/present?{urlencode(asked)}",
            icon=":material/present_to_all:", help=words.PROJECT_HELP.to(lang),
        )  # fmt: skip
        taking.draw(found, lang)
        if found.is_open:
            st.button(
                words.CLOSE.to(lang), key="close-review", icon=":material/task_alt:",
                on_click=_close, args=(found, lang),
            )  # fmt: skip
        st.button(
            words.LEAVE.to(lang), key="all-reviews", type="tertiary", icon=":material/arrow_back:",
            on_click=url.write, args=({scene.REVIEW: "all", scene.ITEM: ""},),
        )  # fmt: skip
    if refused := st.session_state.pop(REFUSED, None):
        st.warning(refused, icon=":material/gavel:")


def _standing(found: Review, lang: Lang) -> str:
    told = words.OPENED_AT.fill(
        at=f"{access.local(found.opened_at):%m/%d %H:%M}", by=found.opened_by, n=found.snapshot
    ).to(lang)
    if found.closed_at is None:
        return told
    at = f"{access.local(found.closed_at):%m/%d %H:%M}"
    return f"{words.CLOSED_AT.fill(at=at, by=found.closed_by).to(lang)}　{told}"


def _close(found: Review, lang: Lang) -> None:
    try:
        close_review(access.state(), found, scene.writer())
    except (Refused, Conflict) as refused:
        st.session_state[REFUSED] = refused.text.to(lang)
        return
    url.write({scene.REVIEW: found.id})


def _body(id: str, lang: Lang) -> None:
    """Draw the agenda beside the item, again every other second: others turn and decide, too."""
    state = access.state()
    found = review(state, id)
    if found is None:
        return
    at = scene.look(state, found, lang)
    # on a phone, where columns stack, the item comes first
    left, right = st.columns([3, 1], gap="medium")
    with left:
        item.draw(at)
    with right:
        agenda.draw(at)
