"""Who changed which conversion, when and why."""

from __future__ import annotations

import streamlit as st

from kpi.conversions.changes import changes, name_of
from pages.ui import access as reach
from pages.ui.conversions import words
from pages.ui.conversions.scene import Scene
from pages.ui.plain import plain

MOST = 20


def history(scene: Scene) -> None:
    """Draw the last changes, the newest first."""
    rows = reach.state().conversion_history(MOST)
    if not rows:
        return
    lang = scene.lang
    with st.expander(words.HISTORY.to(lang), icon=":material/history:"):
        for row in rows:
            told = words.LINE.fill(
                at=reach.local(row["at"]).strftime("%Y/%m/%d %H:%M"),
                by=row["by"],
                name=name_of(row["old"], row["new"], row["what"].partition(" ")[2]),
                what=changes(row["old"], row["new"]),
                why=row["why"] or "–",
            )
            st.markdown(plain(told.to(lang)))
