"""What was said and changed of actions: comments, and who changed what, when and why."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from data.state import State
from data.text import Lang
from kpi.actions.history import Edit, history
from kpi.goals.goal import Goal
from pages.ui import access
from pages.ui.actions import words
from pages.ui.plain import plain

MOST = 30
"""So many changes are shown, the newest ones."""
LONGEST = 2000
"""Letters a comment may have."""


def record(kept: State, lang: Lang, goals: tuple[Goal, ...], of: Collection[str]) -> None:
    """Draw who changed which of some actions; it is looked up once somebody wants to see it."""
    box = st.expander(
        words.RECORD.to(lang), icon=":material/history:", key="actions-record", on_change="rerun"
    )
    if box.open:
        with box:
            edits = [edit for edit in history(kept, lang, goals=goals) if edit.action in of]
            drawn(edits, lang, named=True)


def drawn(edits: Collection[Edit], lang: Lang, *, named: bool) -> None:
    """Draw a paragraph a change: what, and under it when, who and why."""
    for edit in list(edits)[:MOST]:
        name = f"**{plain(edit.name)}**　" if named else ""
        who = plain(edit.by)
        if edit.why:
            who = words.BY_WHY.fill(by=who, why=plain(edit.why)).to(lang)
        st.markdown(f"{name}{plain(edit.what)}  \n:gray[:small[{when(edit)}・{who}]]")


def when(edit: Edit) -> str:
    """Return when a change was made, as the board's clock says."""
    return access.local(edit.at).strftime("%Y/%m/%d %H:%M")


def comments(action: str, lang: Lang) -> None:
    """Draw what was said of an action, the oldest first, and the box to say more."""
    kept = access.state()
    st.markdown(f"**{words.COMMENTS.to(lang)}**")
    for one in kept.comments():
        if one.action == action:
            at = access.local(one.at).strftime("%Y/%m/%d %H:%M")
            st.markdown(f"{plain(one.text)}  \n:gray[:small[{at}・{plain(one.by)}]]")
    key = f"comment-{action}"
    with st.form(key, border=False, clear_on_submit=True):
        st.text_area(words.COMMENT.to(lang), key=f"{key}-text", height=80, max_chars=LONGEST)
        st.form_submit_button(
            words.SEND.to(lang), key=f"{key}-send", icon=":material/send:", on_click=_send,
            args=(action, f"{key}-text"),
        )  # fmt: skip


def _send(action: str, key: str) -> None:
    if text := str(st.session_state.get(key) or "").strip():
        access.state().comment(action, access.user(), text)
