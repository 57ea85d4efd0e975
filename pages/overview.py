"""總覽 Overview: one sentence, the star beside what needs action, core cards, freshness."""

from functools import partial

import streamlit as st

from kpi.alerts.failing import failing
from pages.ui import access, cards, empty, filters

seen = access.snapshot()
accounts = access.accounts(seen) if seen else []
if seen is None or not accounts:
    empty.nothing_yet(filters.language())
    st.stop()

view = filters.read(access.today(), accounts)
board = access.overview(seen, view)
ask = partial(access.origin_of, seen, view)

with st.container(horizontal=True, vertical_alignment="center"):
    cards.sentence(board)
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        filters.choose(view, accounts, (board.first or view.today, board.last or view.today))
        filters.switch_language(view.lang)

if cards.without_answer(board) and filters.filtered(view):
    empty.no_match(view.lang)
    st.stop()

empty.other_goals(board.offer, view.lang)
if board.star:
    left, right = st.columns([2, 1])
    with left:
        cards.star(board.star, view.lang, ask)
    with right:
        cards.needs_action(board, view.lang)
elif board.cards:
    cards.needs_action(board, view.lang)

grid = st.grid(max(len(board.cards), 1), min_column_width=220)
for card in board.cards:
    with grid:
        cards.core(card, view.lang, ask)

cards.watched(board, view.lang, ask)
cards.freshness(board)
cards.unmatched(access.unmatched_spend(seen), view.lang)
cards.wrong(failing(access.state()), view.lang)
