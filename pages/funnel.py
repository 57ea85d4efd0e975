"""漏斗 Funnel: where most is lost, whose step it is, what it costs; cut by channel or page."""

import streamlit as st

from pages.ui import access, empty, filters
from pages.ui.funnel import parts
from pages.ui.funnel.edit import editor
from pages.ui.funnel.scene import board as board_of
from pages.ui.funnel.scene import scene

seen = access.snapshot()
accounts = access.accounts(seen) if seen else []
if seen is None or not accounts:
    empty.nothing_yet(filters.language())
    st.stop()

view = filters.read(access.today(), accounts)
at = scene(seen, view)
board = board_of(at)

with st.container(horizontal=True, vertical_alignment="center"):
    if board:
        parts.sentence(board)
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        shown = (board.days.start, board.days.end) if board else (view.today, view.today)
        parts.choices(at)
        filters.choose(view, accounts, shown)
        filters.switch_language(view.lang)

if board is None:
    empty.no_match(view.lang)
    st.stop()

editor(at)
parts.loser(board)
parts.picture(board, at)
parts.table(board, view.lang)
parts.cut(board, at)
parts.more(board, view.lang)
parts.freshness(board)
