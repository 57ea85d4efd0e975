"""試算 What if: budget, levers, backwards from a goal, and the scenarios that were kept."""

import streamlit as st

from pages.ui import access, empty, filters
from pages.ui.whatif import shell

seen = access.snapshot()
accounts = access.accounts(seen) if seen else []
if seen is None or not accounts:
    empty.nothing_yet(filters.language())
    st.stop()

part = shell.chosen()
at = shell.scene(part, seen, filters.read(access.today(), accounts))
shell.choose(part, at)
shell.PARTS[part].draw(at)
