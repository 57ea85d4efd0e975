"""What the form of a goal began with, so that what was typed stays whoever else saves meanwhile."""

from __future__ import annotations

from typing import Any

import streamlit as st

from kpi.goals.fields import fields_of
from kpi.goals.goal import Goal
from kpi.goals.history import PREFIX
from kpi.goals.steps import TYPED
from pages.ui import access
from pages.ui.goals import form as goal_form
from pages.ui.goals.form import Drawing
from pages.ui.goals.scene import Scene

OPENED = "goal-opened"
"""In the session, by goal: the document the form began with, how much of its record there was,
and how often it was begun."""
CONFLICT = "goal-conflict"
"""In the session: the key of the form that somebody else was faster than."""

Begun = dict[str, Any]


def begun(goal_id: str, now: dict[str, Any] | None) -> Begun | None:
    """Return what the form began with; begin anew where it is not on the page any more."""
    every: dict[str, Begun] = st.session_state.setdefault(OPENED, {})
    began: Begun | None = every.get(goal_id)
    if began and f"{key_of(goal_id, began)}-target" in st.session_state:
        return began
    every.pop(goal_id, None)
    return _begin(goal_id, now) if now else None


def _begin(goal_id: str, doc: dict[str, Any]) -> Begun:
    every: dict[str, Begun] = st.session_state.setdefault(OPENED, {})
    count = st.session_state["goal-begun"] = st.session_state.get("goal-begun", 0) + 1
    record = len(access.state().audit(f"{PREFIX}{goal_id}"))
    every[goal_id] = {"doc": doc, "record": record, "count": count}
    return every[goal_id]


def key_of(goal_id: str, began: Begun) -> str:
    """Return what the keys of a form's widgets begin with."""
    return f"goal-{goal_id}-{began['count']}"


def drawing(scene: Scene, goal_id: str, began: Begun) -> Drawing:
    """Return what the form of a goal is drawn from; its widgets keep what was typed."""
    goal = Goal.from_doc(began["doc"])
    found = Drawing(
        key_of(goal_id, began), goal, scene.goals, scene.names, scene.told.currency, scene.lang
    )
    for name in fields_of(found.kpi):
        if name in TYPED:
            goal_form.begun(found, name)
    return found


def renew(goal_id: str, doc: dict[str, Any], began: Begun) -> None:
    """Go on from what is kept now, with what was typed."""
    began["doc"] = doc
    began["record"] = len(access.state().audit(f"{PREFIX}{goal_id}"))


def drop(goal_id: str) -> None:
    """Forget what was typed."""
    st.session_state[OPENED].pop(goal_id, None)
    st.session_state.pop(CONFLICT, None)
