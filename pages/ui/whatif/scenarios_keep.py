"""Keeping what was tried: name it, say what it is for, and it is there for everybody."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.state import Conflict
from kpi.format import days
from kpi.scenarios.scenario import Draft, new, objection, scenarios
from kpi.scenarios.scenario import keep as keep_scenario
from pages.ui import access
from pages.ui.plain import plain
from pages.ui.whatif import scenarios_words as words
from pages.ui.whatif.shell_scene import Scene


def keep(at: Scene, kind: str, make: Callable[[], Draft]) -> None:
    """Draw the button behind which a draft is named and kept; it works inside a fragment.

    Parameters
    ----------
    make : callable
        Works the draft out; asked for only while somebody looks behind the button.
    """
    lang, key = at.view.lang, f"keep-{kind}"
    behind = st.popover(
        words.KEEP.to(lang), icon=":material/bookmark_add:", key=key, on_change="rerun"
    )
    if behind.open:
        with behind:
            _named(at, make(), key)


def _named(at: Scene, draft: Draft, key: str) -> None:
    """Draw what a draft is called and why it is kept, and keep it once it is asked for."""
    lang, by = at.view.lang, access.user()
    told = words.KEEP_DO.fill(days=days(draft.days, at.view.today)).to(lang)
    st.markdown(f":gray[{plain(told)}]")
    name, note = (
        " ".join(st.text_input(text.to(lang), key=f"{key}-{of}", persist_state="page").split())
        for text, of in ((words.NAME, "name"), (words.NOTE, "note"))
    )
    wanted = new(draft, name, note, by, at.view.today, at.seen.number)
    if not st.button(words.SAVE.to(lang), key=f"{key}-save", disabled=not name):
        return
    wrong = objection(wanted, scenarios(access.state()))
    if wrong:
        st.error(plain(wrong.to(lang)), icon=":material/error:")
        return
    try:
        keep_scenario(access.state(), wanted, by, words.SAVED.to(lang))
    except Conflict as conflict:
        st.error(plain(conflict.text.to(lang)), icon=":material/error:")
        return
    st.markdown(f":material/check: {plain(words.KEPT.fill(name=name).to(lang))}")
