"""進度 Pacing: where each goal is heading, one of them drawn; budgets of the month; odd days."""

import streamlit as st

from pages.ui import access, empty, filters
from pages.ui.pacing import asked, parts

seen = access.snapshot()
accounts = access.accounts(seen) if seen else []
if seen is None or not accounts:
    empty.nothing_yet(filters.language())
    st.stop()

view = filters.read(access.today(), accounts)
board = asked.board(seen, view)

with st.container(horizontal=True, vertical_alignment="center"):
    parts.sentence(board)
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        filters.choose_source(view, accounts)
        filters.switch_language(view.lang)

if board is None:
    empty.no_match(view.lang)
    st.stop()

parts.goals(board, view.lang)
parts.picture(board, view.lang)
parts.budget(board, view.lang)
parts.anomalies(board, view.lang)
