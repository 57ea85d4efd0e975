"""Keeping what was typed of a goal, with its reason; or deleting it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from data.state import Conflict
from data.text import Text
from kpi.goals.fields import Objection, as_doc, differences
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from kpi.goals.objectives import Objective, new_id
from kpi.goals.rules import objections
from kpi.goals.steps import TYPED
from pages.ui import access, reasons
from pages.ui.goals import begun as goal_begun
from pages.ui.goals import contract_words as say
from pages.ui.goals import form as goal_form
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.begun import CONFLICT, OPENED
from pages.ui.goals.contract import REFUSED
from pages.ui.goals.form import Drawing
from pages.ui.goals.scene import Scene
from pages.ui.rules import words as house

WRONG = "goal-wrong"
"""In the session: the key of the form that was refused; what is wrong is then said as one types."""


def save(scene: Scene, goal_id: str) -> None:
    """Keep what was typed with its reason; else say in place what is wrong, or who was faster."""
    state, begun = access.state(), st.session_state[OPENED][goal_id]
    goals = [Goal.from_doc(doc) for doc in state.goals()]
    drawing = goal_begun.drawing(scene, goal_id, begun)
    goal, wrong = refusals(drawing, goals, scene)
    if not [w for w in wrong if w.field != "why"] and not differences(drawing.goal, goal):
        st.session_state.pop(WRONG, None)
        goal_scene.say(own.UNCHANGED, "info")
        return
    st.session_state[WRONG] = drawing.key if wrong else ""
    if wrong:
        st.session_state[REFUSED] = drawing.key
        return
    goal, served = _served(goal, scene)
    doc, why = as_doc(goal, begun["doc"]), reasons.given(f"{drawing.key}-why")
    try:
        state.save_goals([doc], access.user(), why, objectives=served)
    except Conflict:
        st.session_state[CONFLICT] = drawing.key
        return
    st.session_state[OPENED].pop(goal_id)
    again = drawing.goal.confirmed_on and not doc.get("confirmed_on")
    goal_scene.say(say.DRAFT_AGAIN if again else own.SAVED)


def refusals(drawing: Drawing, goals: list[Goal], scene: Scene) -> tuple[Goal, list[Objection]]:
    """Return the goal as it is typed, and what forbids to keep it."""
    goal, wrong = goal_form.typed(drawing, TYPED)
    unread = {one.field for one in wrong}
    told = objections(goal, goals, scene.today, scene.books, drawing.goal)
    wrong += [one for one in told if one.field not in unread]
    return goal, wrong + goal_form.unreasoned(drawing)


def _served(goal: Goal, scene: Scene) -> tuple[Goal, list[dict[str, Any]]]:
    """Return a goal with the objective somebody typed anew, which is kept with it."""
    known, named = {one.id for one in scene.objectives}, goal.objective
    if not named or named in known or named == _kept(goal, scene):
        return goal, []
    there = scene.names.found("objective", named)
    if there:
        return replace(goal, objective=there), []
    made = Objective(new_id(), Text(named[:60], named[:60]))
    return replace(goal, objective=made.id), [made.as_doc()]


def _kept(goal: Goal, scene: Scene) -> str | None:
    """Return the objective a goal had before, which may be no more."""
    return next((one.objective for one in scene.goals if one.id == goal.id), None)


def delete_button(scene: Scene, goal_id: str, key: str) -> None:
    """Offer to delete a goal, with the reason."""
    lang = scene.lang
    with st.popover(house.DELETE.to(lang), icon=":material/delete:", type="tertiary"):
        st.markdown(own.DELETE_ASK.to(lang))
        reasons.why(f"{key}-delete-why", lang)
        st.button(
            house.DELETE_NOW.to(lang), key=f"{key}-delete", icon=":material/delete:",
            on_click=partial(_delete, scene, goal_id, key),
        )  # fmt: skip


def _delete(scene: Scene, goal_id: str, key: str) -> None:
    """Delete the goal with its reason, unless it is the last or somebody changed it meanwhile."""
    why, begun = reasons.given(f"{key}-delete-why"), st.session_state[OPENED][goal_id]
    state = access.state()
    if not why:
        goal_scene.say(house.WHY_MISSING, "error")
        return
    if len(state.goals()) == 1:
        goal_scene.say(own.LAST_ONE, "error")
        return
    try:
        state.delete_goal(goal_id, access.user(), why, begun["doc"]["version"])
    except Conflict:
        st.session_state[CONFLICT] = key
        return
    name = kpi_name(Goal.from_doc(begun["doc"]), scene.lang)
    goal_begun.drop(goal_id)
    goal_scene.open_goal(None)
    goal_scene.say(own.DELETED.fill(name=name))
