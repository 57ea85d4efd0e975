"""Internal traffic: what marks visits, which marks are internal, what is taken out by them."""

from __future__ import annotations

import streamlit as st

import data.rules.internal
from data import intake
from data.snapshot import Snapshot
from data.text import Text
from kpi.facts.marks import marks
from kpi.internal import sentence, sites, taken_out
from pages.ui import access as reach
from pages.ui import reasons
from pages.ui.conversions import scene as here
from pages.ui.conversions import words
from pages.ui.conversions.listed import number
from pages.ui.conversions.scene import Scene
from pages.ui.following import following
from pages.ui.plain import plain
from pages.ui.rules import words as house

REFUSED = "filters-refused"


def filters(scene: Scene, seen: Snapshot | None) -> None:
    """Draw what is known to mark visits, the choice, and what it takes out."""
    lang, kept = scene.lang, data.rules.internal.settled(reach.state())
    with st.container(border=True):
        st.markdown(f"**{words.FILTERS.to(lang)}**")
        st.markdown(f":gray[{plain(words.FILTERS_DO.to(lang))}]")
        counts = {f.name: f.sessions for f in scene.offered.filters} if scene.offered else {}
        held = {row.mark: None for row in marks(seen).rows if row.mark} if seen else {}
        names = list(dict.fromkeys([*counts, *held, *(kept or ())]))
        if names:
            _choice(scene, names, kept, counts)
        else:
            st.markdown(plain(_why_none(scene).to(lang)))
        if seen and scene.span:
            _taken(scene, seen, kept)


def _choice(
    scene: Scene, names: list[str], kept: tuple[str, ...] | None, counts: dict[str, int]
) -> None:
    """Draw the marks; of a changed choice ask why. Nobody chose yet: all of them are internal."""
    lang, now = scene.lang, names if kept is None else list(kept)

    def shown(name: str) -> str:
        if name not in counts:
            return plain(name)
        return plain(words.FILTER.fill(name=name, n=number(counts[name])).to(lang))

    chosen = st.pills(
        words.INTERNAL.to(lang), names, selection_mode="multi", default=now,
        key=f"filters-{len(now)}-{'|'.join(now)}", format_func=shown, wrap=True,
    )  # fmt: skip
    if set(chosen) != set(now):
        reasons.why("filters-why", lang)
        if st.session_state.get(REFUSED):
            st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
        st.button(
            house.SAVE.to(lang), key="filters-save", icon=":material/check:",
            on_click=_save, args=(tuple(chosen),),
        )  # fmt: skip
    reasons.told(f"setting {data.rules.internal.SETTING}", lang)


def _taken(scene: Scene, seen: Snapshot, kept: tuple[str, ...] | None) -> None:
    """Say what the board leaves out over the days of the page, once it follows the choice."""
    lang, wanted = scene.lang, None if kept is None else frozenset(kept)
    following(seen, lambda s: marks(s).chosen == wanted, words.RECKONING, None, lang)
    assert scene.span is not None
    found = taken_out(seen, scene.span, sites(seen))
    told = words.VALID.fill(what=sentence(found, scene.span))
    st.markdown(f":gray[:small[{plain(told.to(lang))}]]")


def _why_none(scene: Scene) -> Text:
    if scene.offered is None:
        return words.NOT_ASKED
    return words.NO_FILTERS if scene.offered.marks else words.NO_MARKS


def _save(chosen: tuple[str, ...]) -> None:
    """Keep the choice, and let a child bring the board to it."""
    why = reasons.given("filters-why")
    st.session_state[REFUSED] = not why
    if why:
        data.rules.internal.keep(reach.state(), chosen, reach.user(), why)
        intake.recover(reach.store(), reach.user())
        here.say(words.SAVED)
