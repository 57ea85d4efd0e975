"""轉換對照: where counts come from, what is wrong, the table, the form, the record."""

from __future__ import annotations

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang
from kpi.terms import Terms
from pages.ui.conversions import scene as here
from pages.ui.conversions.filters import filters
from pages.ui.conversions.form import form, opened, ways_in
from pages.ui.conversions.history import history
from pages.ui.conversions.listed import findings, table
from pages.ui.conversions.proposals import proposals
from pages.ui.conversions.source import source
from pages.ui.plain import plain


def panel(seen: Snapshot | None, told: Terms, lang: Lang) -> None:
    """Draw the part, what costs money first."""
    scene = here.scene(seen, told, lang)
    text, failed = st.session_state.pop(here.SAID, (None, False))
    if text is not None and failed:
        st.error(plain(text.to(lang)), icon=":material/error:")
    elif text is not None:
        st.markdown(f":material/check: {plain(text.to(lang))}")
    if opened(scene):
        form(scene)
        return
    source(scene)
    if not scene.kept:
        proposals(scene)
    findings(scene)
    table(scene)
    ways_in(scene)
    if scene.kept:
        proposals(scene)
    filters(scene, seen)
    history(scene)
