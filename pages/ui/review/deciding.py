"""Deciding on an item: a step of the playbook in one click, its owner and day where they differ."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.state import Conflict
from kpi.goals.playbook import SKIP
from kpi.review.deciding import decide
from kpi.review.record import review
from kpi.review.refused import NeedsReason, Refused
from kpi.review.slide import Choice
from pages.ui import access, filters
from pages.ui.plain import plain
from pages.ui.review import scene, words
from pages.ui.review.scene import Scene

TOLD = "decision-told"
"""Why a decision was not kept, told until another is."""


def draw(at: Scene) -> None:
    """Draw what is decided, and the ways to decide otherwise while the review is open."""
    slide, lang = at.at, at.lang
    kept = at.review.decided(at.item)
    st.markdown(f"**{words.DECISION.to(lang)}**")
    if slide.decided:
        told = words.DECIDED_BY.fill(what=slide.decided, by=kept.by if kept else "–").to(lang)
        st.markdown(f":material/check: {plain(told)}")
    if not slide.choices:
        return
    with st.container(horizontal=True):
        for choice in slide.choices:
            _button(choice, at)
    if refused := st.session_state.get(TOLD, {}).get(at.item):
        st.warning(refused, icon=":material/edit_note:")
    _details(at)


def _button(choice: Choice, at: Scene) -> None:
    st.button(
        choice.word, key=f"decide-{at.item}-{choice.step}",
        icon=":material/check:" if choice.chosen else None,
        type="tertiary" if choice.step == SKIP and not choice.chosen else "secondary",
        on_click=_decided, args=(at.review.id, at.item, choice.step),
    )  # fmt: skip


def _details(at: Scene) -> None:
    """Draw owner, day and reason, filled with what holds; they go with the next click too."""
    kept, lang, key = at.review.decided(at.item), at.lang, f"decide-{at.item}"
    goal = at.review.of_goal(at.item)
    with st.expander(words.DETAILS.to(lang), expanded=bool(at.at.asks_why)):
        left, middle, right = st.columns([2, 1, 3])
        owner = kept.owner if kept else goal.owner.to(lang) if goal else ""
        left.text_input(words.OWNER.to(lang), owner, key=f"{key}-owner", max_chars=60)
        middle.date_input(
            words.DUE.to(lang), kept.due if kept else None, key=f"{key}-due", format="YYYY/MM/DD"
        )
        right.text_input(
            words.WHY.to(lang), kept.why if kept else "", key=f"{key}-why", max_chars=200,
            placeholder=words.WHY_WANTED.to(lang) if at.at.asks_why else None,
        )  # fmt: skip
        if kept:
            st.button(
                words.KEEP.to(lang), key=f"{key}-keep", icon=":material/check:",
                on_click=_decided, args=(at.review.id, at.item, kept.step),
            )  # fmt: skip


def _decided(id: str, item: str, step: str) -> None:
    """Keep a decision with what stands in its boxes; say why where it cannot be."""
    state, told = access.state(), dict(st.session_state.get(TOLD, {}))
    seen = review(state, id)
    typed = {name: st.session_state.get(f"decide-{item}-{name}") for name in ("owner", "why")}
    due: date | None = st.session_state.get(f"decide-{item}-due")
    lang = filters.language()
    told.pop(item, None)
    try:
        assert seen is not None, "its page is open"
        decide(
            state, seen, item, step, why=typed["why"] or "", owner=typed["owner"] or "", due=due,
            by=scene.writer(),
        )  # fmt: skip
    except NeedsReason:
        told[item] = words.WHY_WANTED.to(lang)
    except (Refused, Conflict) as refused:
        told[item] = refused.text.to(lang)
    st.session_state[TOLD] = told
