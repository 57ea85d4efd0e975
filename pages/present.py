"""簡報 Projector: a review over the whole screen, one item a slide, turned by keys."""

import streamlit as st

from pages.ui import filters
from pages.ui.deck import meeting

meeting.project(st.query_params.get("review", ""), filters.language())
