"""網站 Site: its visits, items, hours and people, part by part, and who came back."""

import streamlit as st

from kpi.site.telling import headline
from pages.ui import access, empty, filters
from pages.ui.plain import plain
from pages.ui.site import drawn, scene

seen = access.snapshot()
accounts = access.accounts(seen) if seen else []
if seen is None or not accounts:
    empty.nothing_yet(filters.language())
    st.stop()

view = filters.read(access.today(), accounts)
board = scene.board(seen, view)

with st.container(horizontal=True, vertical_alignment="center"):
    if board:
        st.subheader(plain(headline(board, view.lang)), anchor=False)
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        shown = (board.asked.start, board.asked.end) if board else (view.today, view.today)
        filters.choose(view, accounts, shown, compares=False)
        filters.switch_language(view.lang)

if board is None:
    drawn.no_site(view.lang)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    scene.choose_look(view.lang)
    scene.choose_cut(view.lang)
drawn.board(board, view.lang)
