"""Deleting a conversion, with the reason."""

from __future__ import annotations

import streamlit as st

from data.state import Conflict
from kpi.conversions.conversion import Conversion
from pages.ui import access as reach
from pages.ui import reasons
from pages.ui.conversions import scene as here
from pages.ui.conversions import words
from pages.ui.conversions.begun import FASTER, WRONG, leave
from pages.ui.conversions.scene import Scene
from pages.ui.rules import words as house


def delete(base: Conversion, key: str, scene: Scene) -> None:
    """Offer to delete a conversion, with the reason."""
    lang, at = scene.lang, st.session_state.get(WRONG, ("", ()))
    with st.expander(words.DELETE.to(lang), icon=":material/delete:"):
        reasons.why(f"{key}-gone-why", lang)
        if at[0] == f"{key}-gone":
            st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
        st.button(words.DELETE.to(lang), key=f"{key}-gone", on_click=_gone, args=(base, key))


def _gone(base: Conversion, key: str) -> None:
    why = reasons.given(f"{key}-gone-why")
    if not why:
        st.session_state[WRONG] = f"{key}-gone", ()
        return
    try:
        reach.state().delete_conversion(base.as_doc(), reach.user(), why)
    except Conflict as faster:
        st.session_state[FASTER] = key, faster.text
        return
    here.say(words.DELETED.fill(name=base.name))
    leave(base.id)
