"""渠道 Channels: platform → campaign → ad group, what they cost and bring; three ledgers."""

import streamlit as st

from pages.ui import access, channels, empty, filters, place

seen = access.snapshot()
accounts = access.accounts(seen) if seen else []
if seen is None or not accounts:
    empty.nothing_yet(filters.language())
    st.stop()

view = filters.read(access.today(), accounts)
here, main = place.read(view), place.main()
board = place.board(seen, view, here, main)

with st.container(horizontal=True, vertical_alignment="center"):
    if board:
        channels.sentence(board)
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        shown = (board.first, board.last) if board else (view.today, view.today)
        filters.choose(view, accounts, shown, compares=False)
        filters.switch_language(view.lang)

if board is None:
    channels.no_ads(view.lang)
    st.stop()

channels.way(board, here, main, accounts, view.lang)
if not board.grid.lines:
    channels.nothing_here(board, view, here)
else:
    channels.figures(board, seen, view, here)
    channels.picture(board)
    channels.lines(board, seen, view, here, accounts)
if board.ledgers:
    channels.ledgers(board.ledgers, seen, view, here)
channels.freshness(board)
