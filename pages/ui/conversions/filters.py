"""Internal traffic: the filters a property is testing, and which of them people call internal."""

from __future__ import annotations

import streamlit as st

from data.text import Text
from kpi.conversions import filters as kept_filters
from pages.ui import access as reach
from pages.ui import reasons
from pages.ui.conversions import scene as here
from pages.ui.conversions import words
from pages.ui.conversions.listed import number
from pages.ui.conversions.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house

REFUSED = "filters-refused"


def filters(scene: Scene) -> None:
    """Draw what the property says of its filters, and the choice."""
    lang, kept = scene.lang, kept_filters.chosen(reach.state())
    with st.container(border=True):
        st.markdown(f"**{words.FILTERS.to(lang)}**")
        st.markdown(f":gray[{plain(words.FILTERS_DO.to(lang))}]")
        counts = {f.name: f.sessions for f in scene.offered.filters} if scene.offered else {}
        names = list(dict.fromkeys([*counts, *kept]))
        if not names:
            st.markdown(plain(_why_none(scene).to(lang)))
            return

        def shown(name: str) -> str:
            n = number(counts.get(name))
            return plain(words.FILTER.fill(name=name, n=n).to(lang))

        chosen = st.pills(
            words.INTERNAL.to(lang), names, selection_mode="multi", default=list(kept),
            key=f"filters-{len(kept)}-{'|'.join(kept)}", format_func=shown, wrap=True,
        )  # fmt: skip
        if set(chosen) != set(kept):
            reasons.why("filters-why", lang)
            if st.session_state.get(REFUSED):
                st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
            st.button(
                house.SAVE.to(lang), key="filters-save", icon=":material/check:",
                on_click=_save, args=(tuple(chosen),),
            )  # fmt: skip
        reasons.told(f"setting {kept_filters.SETTING}", lang)
        st.markdown(f":gray[:small[{plain(words.FILTERS_LEFT.to(lang))}]]")


def _why_none(scene: Scene) -> Text:
    if scene.offered is None:
        return words.NOT_ASKED
    return words.NO_FILTERS if scene.offered.marks else words.NO_MARKS


def _save(chosen: tuple[str, ...]) -> None:
    why = reasons.given("filters-why")
    st.session_state[REFUSED] = not why
    if why:
        kept_filters.keep(reach.state(), chosen, reach.user(), why)
        here.say(words.SAVED)
