"""資料 Data: drop files, see what was read and what would change, confirm; what is there."""

import streamlit as st

from data import intake
from pages.ui import access, drop, filters, journal, words

lang = filters.language()
seen = access.snapshot()
sources = seen.sources() if seen else []
rows = intake.entries(access.store())

with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader(words.DROP_TITLE.to(lang), anchor=False)
    filters.switch_language(lang)

left, right = st.columns([2, 1], gap="medium")
with left:
    drop.zone(lang)
    drop.panels(lang)
with right:
    if sources:
        journal.coverage(sources, lang)
    journal.guide(lang, open_=not sources)

if rows:
    journal.imports(rows, lang)
