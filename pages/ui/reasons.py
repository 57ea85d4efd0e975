"""Why something is changed: the field that asks for it, and who did it last, when and why."""

from __future__ import annotations

import streamlit as st

from data.text import Lang
from pages.ui import access
from pages.ui.plain import plain
from pages.ui.rules import words


def why(key: str, lang: Lang) -> None:
    """Ask for the reason of a change."""
    st.text_input(
        words.WHY.to(lang), key=key, max_chars=200, placeholder=words.WHY_EXAMPLE.to(lang)
    )


def given(key: str) -> str:
    """Return the reason that was given, empty without one."""
    return str(st.session_state.get(key) or "").strip()


def told(what: str, lang: Lang) -> None:
    """Say who changed something last, when and why."""
    rows = access.state().audit(what)
    if not rows:
        st.markdown(f":gray[:small[{words.NEVER.to(lang)}]]")
        return
    last = rows[-1]
    at = access.local(last["at"]).strftime("%Y/%m/%d %H:%M")
    said = words.CHANGED.fill(at=at, by=last["by"], why=last["why"] or "–")
    st.markdown(f":gray[:small[{plain(said.to(lang))}]]")
