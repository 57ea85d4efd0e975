"""The parts of the page 週會, and which of them is looked at: the URL remembers."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from data.text import LANGS, Lang, Text
from kpi.review.search import Hit
from pages.ui import filters, url
from pages.ui.actions import panel as actions
from pages.ui.history import panel as history
from pages.ui.review import meeting, report, scene, words

PART = "part"


def _actions(lang: Lang) -> None:
    actions.draw(lang)


def _history(lang: Lang) -> None:
    language = {"lang": lang} if lang != LANGS[0] else {}

    def address(hit: Hit) -> str:
        where = {scene.REVIEW: hit.review, scene.ITEM: hit.item}
        told = {name: value for name, value in where.items() if value}
        return f"?{urlencode(told | language)}" if hit.review else ""

    history.draw(lang, address)


PARTS: dict[str, tuple[Text, Callable[[Lang], None]]] = {
    "meeting": (words.MEETING, meeting.draw),
    "actions": (words.ACTIONS, _actions),
    "history": (words.HISTORY, _history),
    "report": (words.REPORT, report.draw),
}
"""In the order of the page; the first is shown unless the URL says otherwise."""
USUAL = next(iter(PARTS))


def chosen() -> str:
    """Return the part the URL names."""
    asked = st.query_params.get(PART, "")
    return asked if asked in PARTS else USUAL


def choose(part: str, lang: Lang) -> None:
    """Draw the switch between the parts, and the language."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.session_state["review-part"] = part
        st.segmented_control(
            words.REVIEW.to(lang), list(PARTS), key="review-part", required=True,
            format_func=lambda key: PARTS[key][0].to(lang), label_visibility="collapsed",
            on_change=_chosen,
        )  # fmt: skip
        filters.switch_language(lang)


def draw(part: str, lang: Lang) -> None:
    """Draw one part."""
    PARTS[part][1](lang)


def _chosen() -> None:
    part = st.session_state["review-part"]
    url.write({PART: "" if part == USUAL else part, "q": ""})
