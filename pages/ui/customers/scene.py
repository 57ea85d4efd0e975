"""What the page of customers asks for: its board, or the work that makes it, beside the pages."""

from __future__ import annotations

import streamlit as st

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang
from kpi.card import Origin
from kpi.customers import kept, working
from kpi.customers.board import CustomerBoard, customer_board
from kpi.customers.origin import customer_origin
from kpi.customers.subscriber_table import subscriber_table
from kpi.facts.extent import extent
from kpi.grid import Grid
from kpi.terms import Terms, terms
from pages.ui import access
from pages.ui.customers import words
from pages.ui.empty import to_data

LOOK_AGAIN = 1.0
"""Seconds until the page looks again whether the work is done."""


def board(seen: Snapshot, lang: Lang) -> CustomerBoard | None:
    """Return the page, worked out once for each snapshot, version of the state, and language."""
    state = access.state()
    if kept.find(seen, _terms(seen, state)) is None:
        return None
    return _board(str(seen.path), state.version(), lang, str(access.today()), seen, state)


def subscriptions(seen: Snapshot, lang: Lang) -> Grid:
    """Return the table of subscribers, worked out once for each of the same."""
    state = access.state()
    return _subscriptions(str(seen.path), state.version(), lang, seen, state)


def origin(seen: Snapshot, lang: Lang, key: str) -> Origin | None:
    """Return where one figure comes from."""
    return customer_origin(seen, access.state(), lang, access.today(), key)


def waiting(seen: Snapshot, lang: Lang) -> None:
    """Say why there is no board: no customers, or how far the work has come."""
    told = _terms(seen, access.state())
    if not kept.has_customers(seen, told):
        with st.container(border=True):
            missing = words.NO_CUSTOMERS if told.currency else words.NO_CURRENCY
            st.markdown(missing.to(lang))
            to_data("to-data", lang)
        return
    _progress(seen, told, lang)


@st.fragment(run_every=LOOK_AGAIN)
def _progress(seen: Snapshot, told: Terms, lang: Lang) -> None:
    """Draw how far the book is, and show the page when it is done."""
    work = working.begin(seen, told)
    if work is None:
        st.rerun()
    elif work.failed:
        st.error(words.FAILED.to(lang), icon=":material/error:")
    else:
        st.progress(work.share, words.WORKING.fill(text=work.text).to(lang))


def _terms(seen: Snapshot, state: State) -> Terms:
    return terms(state, extent(seen).sources)


@st.cache_resource(max_entries=32, show_spinner=False)
def _subscriptions(path: str, version: int, lang: Lang, _seen: Snapshot, _kept: State) -> Grid:
    return subscriber_table(_seen, _kept, lang)


@st.cache_resource(max_entries=32, show_spinner=False)
def _board(
    path: str, version: int, lang: Lang, today: str, _seen: Snapshot, _kept: State
) -> CustomerBoard | None:
    return customer_board(_seen, _kept, lang, access.today())
