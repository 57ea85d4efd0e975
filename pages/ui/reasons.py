"""Why something is changed: the field that asks for it, and who did it last, when and why."""

from __future__ import annotations

import streamlit as st

from data.samples.load import REASON, WHY
from data.samples.marker import SETTING
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


def worded(reason: str | None, lang: Lang) -> str:
    """Return a reason as it was given; the demo shop's own, kept in both languages, in one."""
    return WHY.to(lang) if reason == REASON else reason or "–"


def told(what: str, lang: Lang) -> None:
    """Say who changed something last, when and why; what went with the demo shop is not told."""
    state = access.state()
    left = [row["audit_id"] for row in state.audit(f"setting {SETTING}") if row["new"] is None]
    rows = [row for row in state.audit(what) if row["audit_id"] > max(left, default=0)]
    if not rows:
        st.markdown(f":gray[:small[{words.NEVER.to(lang)}]]")
        return
    last = rows[-1]
    at = access.local(last["at"]).strftime("%Y/%m/%d %H:%M")
    said = words.CHANGED.fill(at=at, by=last["by"], why=worded(last["why"], lang))
    st.markdown(f":gray[:small[{plain(said.to(lang))}]]")
