"""Conversions proposed from the events seen: chosen and added with a click."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.schema import PLATFORMS
from data.state import Conflict
from kpi.conversions.columns import column as column_of
from kpi.conversions.columns import label
from kpi.conversions.conversion import Conversion, Counting
from kpi.conversions.proposal import proposed
from kpi.conversions.steps import KINDS, step_name
from pages.ui import access as reach
from pages.ui.conversions import scene as here
from pages.ui.conversions import words
from pages.ui.conversions.listed import number
from pages.ui.conversions.scene import Scene
from pages.ui.plain import plain
from pages.ui.words import BETWEEN

CHOSEN = "proposals-chosen"


def proposals(scene: Scene) -> None:
    """Draw what could be added, each with its place and what would stand beside it."""
    lang = scene.lang
    found = proposed(scene.kept, scene.site, scene.claims, _counting(scene))
    if not scene.kept:
        none = words.NONE_YET if found else words.NONE_AT_ALL
        st.markdown(f":gray[{none.to(lang)}]")
    if not found:
        return
    with st.container(border=True):
        st.markdown(f"**{words.PROPOSED.to(lang)}**")
        st.markdown(f":gray[{plain(words.PROPOSED_DO.to(lang))}]")
        for one in found:
            st.markdown(_line(one, scene))
        ids = {one.id: one for one in found}
        chosen = st.pills(
            words.PROPOSED.to(lang), list(ids), selection_mode="multi", default=list(ids),
            key=f"{CHOSEN}-{len(scene.kept)}", format_func=lambda i: plain(ids[i].name.to(lang)),
            label_visibility="collapsed", wrap=True,
        )  # fmt: skip
        picked = [ids[i] for i in chosen if i in ids]
        st.button(
            words.ADD_THESE.fill(n=len(picked)).to(lang), key="proposals-add",
            icon=":material/add:", disabled=not picked, on_click=_add, args=(picked, scene),
        )  # fmt: skip


def _counting(scene: Scene) -> dict[str, Counting]:
    """Return how the property counts its key events, where it says so."""
    if scene.offered is None:
        return {}
    return {e.name: "session" for e in scene.offered.events if e.counting == "session"}


def _line(one: Conversion, scene: Scene) -> str:
    """Tell one proposal: its name and place, and below what every book counts of it."""
    lang, seen = scene.lang, scene.site.by_name if scene.site else {}
    place = BETWEEN.to(lang).join(t.to(lang) for t in (KINDS[one.kind], step_name(one.step)) if t)
    told = [words.BOOK.fill(book="GA4", name=e, n=number(seen[e].count)) for e in one.events]
    told += [
        words.BOOK.fill(
            book=PLATFORMS[p].name, name=label(p, name), n=number(scene.claims[p].counts[column])
        )
        for p, names in one.claims.items()
        for name in names
        if (column := column_of(p, name))
    ]
    books = BETWEEN.to(lang).join(t.to(lang) for t in told)
    return f"**{plain(one.name.to(lang))}**　:gray[{plain(place)}]  \n{plain(books)}"


def _add(picked: Sequence[Conversion], scene: Scene) -> None:
    """Keep what was picked, in its order behind what is there."""
    docs = [one.as_doc() for one in picked]
    try:
        reach.state().save_conversions(docs, reach.user(), words.WHY_PROPOSED.to(scene.lang))
    except Conflict as faster:
        here.say(faster.text, error=True)
        return
    here.say(words.ADDED.fill(n=len(picked)))
