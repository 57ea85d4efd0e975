"""The peer's face: the same kind of server as the board's own."""

from __future__ import annotations

import streamlit as st

app = st.App("board.py")
