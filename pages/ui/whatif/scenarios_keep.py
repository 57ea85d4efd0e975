"""Keeping what was tried: name it, say what it is for, and it is there for everybody."""

from __future__ import annotations

import streamlit as st

from data.state import Conflict
from kpi.format import days
from kpi.scenarios.scenario import Draft, new, objection, scenarios
from kpi.scenarios.scenario import keep as keep_scenario
from pages.ui import access
from pages.ui.plain import plain
from pages.ui.whatif import scenarios_words as words
from pages.ui.whatif.shell_scene import Scene


def keep(at: Scene, draft: Draft) -> None:
    """Draw the button behind which a draft is named and kept; it works inside a fragment."""
    lang, key = at.view.lang, f"keep-{draft.kind}"
    with st.popover(words.KEEP.to(lang), icon=":material/bookmark_add:", key=key):
        told = words.KEEP_DO.fill(days=days(draft.days, at.view.today)).to(lang)
        st.markdown(f":gray[{plain(told)}]")
        name = " ".join(st.text_input(words.NAME.to(lang), key=f"{key}-name").split())
        note = " ".join(st.text_input(words.NOTE.to(lang), key=f"{key}-note").split())
        by = access.user()
        wanted = new(draft, name, note, by, at.view.today, at.seen.number)
        wrong = objection(wanted, scenarios(access.state()))
        pressed = st.button(words.SAVE.to(lang), key=f"{key}-save", disabled=not name)
        if not pressed:
            return
        if wrong:
            st.error(plain(wrong.to(lang)), icon=":material/error:")
            return
        try:
            keep_scenario(access.state(), wanted, by, words.SAVED.to(lang))
        except Conflict as conflict:
            st.error(plain(conflict.text.to(lang)), icon=":material/error:")
            return
        st.markdown(f":material/check: {plain(words.KEPT.fill(name=name).to(lang))}")
