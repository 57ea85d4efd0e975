"""A search box whose words stand in the URL, so that a link opens what was found."""

from __future__ import annotations

import streamlit as st

from data.text import Lang, Text


def box(label: Text, lang: Lang) -> str:
    """Draw the box; return what is searched for."""
    st.session_state["search"] = st.query_params.get("q", "")
    st.text_input(
        label.to(lang),
        key="search",
        placeholder=label.to(lang),
        icon=":material/search:",
        label_visibility="collapsed",
        on_change=_typed,
    )
    return str(st.query_params.get("q", ""))


def _typed() -> None:
    if typed := st.session_state["search"].strip():
        st.query_params["q"] = typed
    else:
        st.query_params.pop("q", None)
