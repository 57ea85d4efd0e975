"""What stands where there is nothing to show: what this is, why it is empty, what to do next."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.text import LANGS, Lang
from pages.ui import access, first_steps, words
from pages.ui.filters import reset, switch_language
from pages.ui.ga4.words import OR_CONNECT
from pages.ui.goals.words import CHOOSE_PACK
from pages.ui.plain import plain

DATA, GOALS = (Path(__file__).parents[1] / name for name in ("data.py", "goals.py"))


def nothing_yet(lang: Lang) -> None:
    """Say what the board is, and lead through the first steps."""
    seen = access.snapshot()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(words.EMPTY_TITLE.to(lang), anchor=False)
        switch_language(lang)
    st.markdown(words.EMPTY.to(lang))
    if not first_steps.shows_files(seen):
        with st.container(horizontal=True, vertical_alignment="center"):
            to_data("to-data", lang)
            _to_ga4(lang)
    first_steps.path(seen, lang)


def _to_ga4(lang: Lang) -> None:
    """Lead to where GA4 is connected."""
    there = {"part": "ga4"} | ({"lang": lang} if lang != LANGS[0] else {})
    st.page_link(DATA, label=OR_CONNECT.to(lang), icon=":material/lan:", query_params=there)


def no_match(lang: Lang) -> None:
    """Say that the filters leave nothing, and offer to clear them."""
    with st.container(border=True):
        st.markdown(words.NO_MATCH.to(lang))
        st.button(
            words.RESET.to(lang), key="clear", icon=":material/filter_alt_off:", on_click=reset
        )


def other_goals(offer: str, lang: Lang) -> None:
    """Say which goals would fit the files better, where there are some, with the way there."""
    if offer:
        with st.container(border=True):
            st.markdown(plain(offer))
            if st.button(CHOOSE_PACK.to(lang), key="to-packs", icon=":material/flag:"):
                st.switch_page(GOALS, query_params={"part": "packs", "lang": lang})


def to_data(key: str, lang: Lang) -> None:
    """Draw the button that leads to the Data page."""
    if st.button(words.TO_DATA.to(lang), key=key, icon=":material/upload_file:"):
        st.switch_page(DATA)
