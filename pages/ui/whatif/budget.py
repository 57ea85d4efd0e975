"""問題與預算: the question on Friday, and below it one slider a channel."""

from __future__ import annotations

import streamlit as st

from data.text import Text
from kpi.goals.goal import goals
from kpi.response.past import NO_CURRENCY
from kpi.whatif import working
from kpi.whatif.account import Account, account
from kpi.whatif.days import Planned, choices, chosen
from kpi.whatif.expected import Going, expected
from pages.ui import access
from pages.ui.empty import to_data
from pages.ui.plain import plain
from pages.ui.whatif import budget_sliders as sliders
from pages.ui.whatif import budget_state as state
from pages.ui.whatif import budget_words as words
from pages.ui.whatif import question
from pages.ui.whatif.shell_scene import Scene

LOOK_AGAIN = 1.0
"""Seconds until the page looks again whether the curves are there."""


def draw(at: Scene) -> None:
    """Draw the question and, in a fragment of their own, the sliders."""
    lang, kept, today = at.view.lang, access.state(), at.view.today
    asked, every = state.read(at), choices(today, goals(kept))
    planned = chosen(asked.code, every, today)
    found = account(at.seen, kept, planned.days, today, asked.elasticity)
    if not isinstance(found, Account):
        st.subheader(words.BUDGET.to(lang), anchor=False)
        _missing(at, found)
        return
    going = expected(at.seen, kept, planned.days, today)
    told, shown = question.board(kept, str(at.seen.path), found, asked.asked, going, lang)
    st.subheader(plain(shown.sentence), anchor=False)
    with st.container(border=True):
        question.asks(asked, found, every, planned, lang)
        question.elasticity(asked, found, lang)
        question.answers(found, told, shown, lang)
    _sliders(at, planned)


def _missing(at: Scene, why: Text | None) -> None:
    """Say what is missing, or how far the curves have come."""
    lang = at.view.lang
    if why is None:
        _progress(at)
        return
    with st.container(border=True):
        st.markdown(plain(why.to(lang)))
        to_data("to-data" if why is not NO_CURRENCY else "to-rules", lang)


@st.fragment(run_every=LOOK_AGAIN)
def _progress(at: Scene) -> None:
    """Draw how far the curves are, and show the page when they are there."""
    work = working.begin(at.seen, access.state(), at.view.today)
    if work is None:
        st.rerun()
    elif work.failed:
        st.error(words.FAILED.to(at.view.lang), icon=":material/error:")
    else:
        st.progress(work.share, words.WORKING.fill(text=work.text).to(at.view.lang))


@st.fragment
def _sliders(at: Scene, planned: Planned) -> None:
    """Draw the sliders; only they and what follows of them are drawn anew when one moves."""
    kept, today = access.state(), at.view.today
    asked = state.read(at)
    found = account(at.seen, kept, planned.days, today, asked.elasticity)
    if isinstance(found, Account):
        going: Going = expected(at.seen, kept, planned.days, today)
        sliders.draw(at, asked, found, going)
