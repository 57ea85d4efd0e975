"""The overview on a wall: it turns its pages by itself and says when it is out of date."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.snapshot import Outdated
from data.text import LANGS, Lang
from kpi.card import Board
from kpi.overview.screens import outdated, screens
from kpi.review.slide import Slide
from pages.ui import access, filters
from pages.ui.deck import component, words

POLL = 20
"""Seconds until it looks again whether something was published, and the browser hears of it."""


@st.fragment(run_every=POLL)
def hang(lang: Lang) -> None:
    """Draw the overview over the whole screen, one card after the other."""
    today = access.today()
    try:
        board = _board(today)
        shown, stale = screens(board, lang), outdated(board, today, lang) if board else ""
    except Outdated as told:  # it is mended while the wall waits
        stale = told.text.to(lang)
        shown = (Slide("news", "core", words.WALL.to(lang), "", 0, sentences=(stale,)),)
    leave = f"home?lang={lang}" if lang != LANGS[0] else "home"
    more = {"mode": "tv", "name": words.WALL.to(lang), "leave": leave, "stale": stale}
    component.draw(shown, lang, more, lambda: None)


def _board(today: date) -> Board | None:
    seen = access.snapshot()
    if seen is None:
        return None
    return access.overview(seen, filters.read(today, access.accounts(seen)))
