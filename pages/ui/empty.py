"""What stands where there is nothing to show: what this is, why it is empty, what to do next."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.text import Lang
from pages.ui import access, first_steps, words
from pages.ui.filters import reset, switch_language
from pages.ui.goals.words import CHOOSE_PACK
from pages.ui.plain import plain

DATA, GOALS = (Path(__file__).parents[1] / name for name in ("data.py", "goals.py"))


def nothing_yet(lang: Lang) -> None:
    """Say what the board is, and lead through the first steps."""
    seen = access.snapshot()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(words.EMPTY_TITLE.to(lang), anchor=False)
        switch_language(lang)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words.EMPTY.to(lang), width="stretch")
        if not first_steps.shows_files(seen):
            to_data("to-data", lang)
    first_steps.path(seen, lang)


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
