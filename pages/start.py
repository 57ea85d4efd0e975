"""第一次使用 First steps: five steps to a board of one's own, to be left and resumed."""

import streamlit as st

from pages.ui import access, filters, first_steps

lang = filters.language()

with st.container(horizontal=True, vertical_alignment="center"):
    st.subheader(first_steps.SENTENCE.to(lang), anchor=False)
    filters.switch_language(lang)
first_steps.path(access.snapshot(), lang)
