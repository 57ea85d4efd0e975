"""The asking unit confirms a goal with its name and today's date."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.state import Conflict
from kpi.goals import confirming
from kpi.goals.fields import as_doc, as_read, differences
from kpi.goals.goal import Goal
from kpi.goals.steps import TYPED
from pages.ui import access
from pages.ui.goals import begun as goal_begun
from pages.ui.goals import contract_words as say
from pages.ui.goals import form as goal_form
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.form import Drawing
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain

NOBODY = "goal-confirm-nobody"
"""In the session: the key of the goal that was to be confirmed by nobody."""


def confirm(goal: Goal, drawing: Drawing, begun: dict[str, Any], scene: Scene) -> None:
    """Say who confirmed a goal; while it is a draft, ask for who does."""
    lang, key = scene.lang, drawing.key
    st.markdown(f"#### {say.CONFIRM.to(lang)}", anchors=False)
    if not confirming.is_draft(goal):
        told = say.CONFIRMED.fill(
            unit=goal.asked_by or "–", name=goal.confirmed_by or "–",
            day=as_read(goal, "confirmed_on", lang),
        )  # fmt: skip
        st.markdown(f":material/verified: {plain(told.to(lang))}")
        return
    st.markdown(f":gray[{say.IS_DRAFT.to(lang)}]")
    st.session_state.setdefault(f"{key}-unit", goal.asked_by)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(say.UNIT.to(lang), key=f"{key}-unit", max_chars=60,
                      placeholder=say.UNIT_EXAMPLE.to(lang), width=130)  # fmt: skip
        st.text_input(say.NAME.to(lang), key=f"{key}-name", max_chars=60, width=130)
        unit, name = _typed(key)
        label = say.CONFIRM_BY.fill(unit=unit, name=name) if unit and name else say.CONFIRM_NOW
        st.button(
            plain(label.to(lang)), key=f"{key}-confirm", icon=":material/verified:", wrap=True,
            on_click=_confirm, args=(goal, drawing, begun, scene),
        )  # fmt: skip
    if st.session_state.get(NOBODY) == key:
        st.markdown(f":red[:material/error: {say.CONFIRM_WHO.to(lang)}]")


def _typed(key: str) -> tuple[str, str]:
    """Return the unit and the name as they stand in their boxes."""
    unit, name = (str(st.session_state.get(f"{key}-{box}") or "") for box in ("unit", "name"))
    return " ".join(unit.split()), " ".join(name.split())


def _confirm(goal: Goal, drawing: Drawing, begun: dict[str, Any], scene: Scene) -> None:
    """Keep the confirmation of the goal as it is kept; what is not saved is not confirmed."""
    key = drawing.key
    unit, name = _typed(key)
    st.session_state[NOBODY] = "" if unit and name else key
    if not (unit and name):
        return
    base = Goal.from_doc(begun["doc"])
    draft, unread = goal_form.typed(drawing, TYPED)
    if unread or set(differences(base, draft)) - {"asked_by"}:
        goal_scene.say(say.SAVE_FIRST, "error")
        return
    state, told = access.state(), confirming.confirmed(base, unit, name, scene.today)
    try:
        state.save_goal(as_doc(told, begun["doc"]), access.user(), say.CONFIRM_WHY.zh)
    except Conflict:
        goal_scene.say(own.CONFLICT, "error")
        return
    doc = next(doc for doc in state.goals() if doc["id"] == goal.id)
    goal_begun.renew(goal.id, doc, begun)
    st.session_state[f"{key}-asked_by"] = unit
    goal_scene.say(say.CONFIRM_DONE)
