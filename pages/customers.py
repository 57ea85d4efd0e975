"""顧客 Customers: what a new one costs, when that is back, what he is worth, who comes back."""

import streamlit as st

from pages.ui import access, empty, filters
from pages.ui.customers import parts, scene

lang = filters.language()
seen = access.snapshot()
if seen is None or not access.accounts(seen):
    empty.nothing_yet(lang)
    st.stop()

board = scene.board(seen, lang)
with st.container(horizontal=True, vertical_alignment="center"):
    parts.sentence(board, lang)
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        filters.switch_language(lang)

if board is None:
    scene.waiting(seen, lang)
    parts.subscriptions(scene.subscriptions(seen, lang), lang)
    st.stop()

parts.figures(board, seen, lang)
parts.picture(board, lang)
parts.cohorts(board, lang)
parts.maps(board, lang)
parts.rest(board, lang)
parts.subscriptions(scene.subscriptions(seen, lang), lang)
parts.notes(board)
