"""Who changed which goal, when and why, from what to what: the newest first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.text import Lang
from kpi.goals.history import Change, history
from pages.ui import access, reasons
from pages.ui.goals import words
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain

MOST = 60
"""So many changes are shown, the newest ones."""


def every(scene: Scene) -> None:
    """Draw the changes of every goal, deleted ones too."""
    _drawn(history(access.state(), scene.lang), scene.lang, named=True)


def of_goal(goal_id: str, lang: Lang) -> None:
    """Draw the changes of one goal."""
    st.markdown(f"#### {words.RECORD.to(lang)}", anchors=False)
    _drawn(history(access.state(), lang, goal_id), lang, named=False)


def _drawn(changes: Sequence[Change], lang: Lang, *, named: bool) -> None:
    """Draw a paragraph a change: what, and under it when, who and why."""
    if not changes:
        st.markdown(f":gray[{words.NO_RECORD.to(lang)}]")
    for change in changes[:MOST]:
        name = f"**{plain(change.name)}**　" if named else ""
        st.markdown(
            f"{name}{plain(change.what)}  \n:gray[:small[{_at(change)}・{_who(change, lang)}]]"
        )


def told(changes: Sequence[Change], lang: Lang) -> str:
    """Return changes as lines of Markdown."""
    lines = [
        words.THEY.fill(at=_at(c), by=plain(c.by), what=plain(c.what), why=_why(c, lang)).to(lang)
        for c in changes
    ]
    return "  \n".join(lines)


def _who(change: Change, lang: Lang) -> str:
    if not change.why:
        return plain(change.by)
    return words.BY_WHY.fill(by=plain(change.by), why=_why(change, lang)).to(lang)


def _at(change: Change) -> str:
    return access.local(change.at).strftime("%Y/%m/%d %H:%M")


def _why(change: Change, lang: Lang) -> str:
    return plain(reasons.worded(change.why, lang))
