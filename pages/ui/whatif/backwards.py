"""倒推: from a goal and its deadline to what it takes of each lever alone, and how likely it is."""

from __future__ import annotations

import streamlit as st

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang
from kpi.levers.backwards_board import BackwardsBoard, backwards_board
from kpi.response import kept as curves
from kpi.view import View
from kpi.whatif import working
from pages.ui import access, url
from pages.ui.empty import GOALS
from pages.ui.plain import plain
from pages.ui.tables import table
from pages.ui.whatif import backwards_words as words
from pages.ui.whatif.shell_scene import Scene

BACKWARDS = words.BACKWARDS
LOOK_AGAIN = 1.0
"""Seconds until the page looks again whether the curves are there."""
GOAL = "w_goal"
"""In the URL: which goal it is worked back from, by its id."""


def draw(at: Scene) -> None:
    """Draw the part."""
    lang, state = at.view.lang, access.state()
    wanted, known = st.query_params.get(GOAL, ""), curves.BOOKS.count(at.seen)
    board = _board(str(at.seen.path), state.version(), known, at.view, wanted, at.seen, state)
    st.subheader(plain(board.sentence), anchor=False)
    if not board.has_goals:
        if st.button(words.TO_GOALS.to(lang), key="to-goals", icon=":material/flag:"):
            st.switch_page(GOALS, query_params={"lang": lang})
        return
    _choose(board, lang)
    _facts(board)
    _levers(board, lang)
    _spend(board, at)
    notes = [*board.notes, *([words.HOW.to(lang)] if board.levers else [])]
    st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in notes))


def _choose(board: BackwardsBoard, lang: Lang) -> None:
    names = dict(board.goals)
    st.session_state["backwards-goal"] = board.chosen
    st.selectbox(
        words.GOAL.to(lang), list(names), key="backwards-goal", format_func=names.__getitem__,
        width=320, on_change=_chosen, args=(board.goals[0][0] if board.goals else "",),
    )  # fmt: skip


def _chosen(first: str) -> None:
    chosen = st.session_state["backwards-goal"]
    url.write({GOAL: "" if chosen == first else chosen})


def _facts(board: BackwardsBoard) -> None:
    with st.container(border=True):
        grid = st.grid(max(len(board.facts), 1), min_column_width=140)
        for fact in board.facts:
            with grid, st.container(gap="xxsmall"):
                st.markdown(plain(fact.label))
                st.metric(
                    fact.label, fact.value, fact.note or None, delta_color="off",
                    delta_arrow="off", label_visibility="collapsed",
                )  # fmt: skip


def _levers(board: BackwardsBoard, lang: Lang) -> None:
    """Draw what it takes of each lever, or why none leads there."""
    if board.why_not:
        st.markdown(plain(board.why_not))
    if not board.levers:
        return
    st.markdown(f"#### {words.LEVERS.to(lang)}", anchors=False)
    titles = (words.LEVER, words.EXPECTED, words.EXACTLY, words.CHANGE, words.SURELY)
    rows = [
        [f"**{plain(x.name)}**", *map(plain, (x.expected, x.exactly, x.change, x.surely))]
        for x in board.levers
    ]
    table(titles, rows, lang, figures=titles[1:])


@st.fragment(run_every=LOOK_AGAIN)
def _working(at: Scene) -> None:
    """Say that the curves are being worked out, and show the page when they are."""
    lang, work = at.view.lang, working.begin(at.seen, access.state(), at.view.today)
    if work is None:
        st.rerun()
    elif work.failed:
        st.error(words.FAILED.to(lang), icon=":material/error:")
    else:
        st.progress(work.share, work.text.to(lang))


def _spend(board: BackwardsBoard, at: Scene) -> None:
    """Draw what it takes of each channel, or why that cannot be told."""
    lang = at.view.lang
    if not board.spend_note:
        return
    st.markdown(f"#### {words.SPEND.to(lang)}", anchors=False)
    if board.working:
        _working(at)
        return
    st.markdown(plain(board.spend_note))
    if board.spend:
        titles = (words.CHANNEL, words.CURRENT, words.MONEY, words.MORE)
        rows = [
            [f"**{plain(x.name)}**", *map(plain, (x.current, x.money, x.more))] for x in board.spend
        ]
        table(titles, rows, lang, figures=titles[1:])


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={View: repr})
def _board(
    path: str, version: int, books: int, view: View, goal: str, _seen: Snapshot, _kept: State
) -> BackwardsBoard:
    return backwards_board(_seen, _kept, view, goal)
