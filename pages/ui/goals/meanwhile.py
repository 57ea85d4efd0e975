"""Two people at one goal: the second is told who changed what, and loses nothing."""

from __future__ import annotations

import streamlit as st

from kpi.goals.goal import Goal
from kpi.goals.history import history
from kpi.goals.steps import TYPED
from pages.ui import access
from pages.ui.goals import begun as goal_begun
from pages.ui.goals import form as goal_form
from pages.ui.goals import record as goal_record
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.begun import CONFLICT, OPENED, Begun
from pages.ui.goals.scene import Scene


def conflict(goal_id: str, begun: Begun, scene: Scene) -> None:
    """Say who changed what meanwhile, and offer to take it in or to start over."""
    lang = scene.lang
    theirs = history(access.state(), lang, goal_id, after=begun["record"])
    st.warning(
        f"{own.CONFLICT.to(lang)}  \n{goal_record.told(theirs, lang)}", icon=":material/group:"
    )
    with st.container(horizontal=True):
        st.button(
            own.MERGE.to(lang), key="goal-merge", icon=":material/merge:",
            on_click=_merge, args=(goal_id, scene),
        )  # fmt: skip
        st.button(
            own.THEIRS.to(lang), key="goal-theirs", type="tertiary",
            on_click=goal_begun.drop, args=(goal_id,),
        )  # fmt: skip


def _merge(goal_id: str, scene: Scene) -> None:
    """Take their values into every field that was not typed over here."""
    state, begun = access.state(), st.session_state[OPENED][goal_id]
    drawing, lang = goal_begun.drawing(scene, goal_id, begun), scene.lang
    now = next((doc for doc in state.goals() if doc["id"] == goal_id), None)
    theirs = Goal.from_doc(now) if now else drawing.goal
    for field in TYPED:
        at = goal_form.widget(drawing.key, field, lang)
        if st.session_state.get(at) == goal_form.value(drawing.goal, field, lang):
            st.session_state[at] = goal_form.value(theirs, field, lang)
    goal_begun.renew(goal_id, now or {**begun["doc"], "version": 0}, begun)
    st.session_state.pop(CONFLICT, None)
    goal_scene.say(own.MERGED, "merge")
