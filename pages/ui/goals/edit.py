"""One goal: how it stands, the form to change it, the way to delete it, and its record.

The form is drawn from the document it was opened with, so that what somebody typed stays when
another person saves the same goal first.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from data.state import Conflict
from data.text import Lang
from kpi.card import Chip
from kpi.catalog import KPIS
from kpi.goals import board
from kpi.goals.fields import as_doc, differences, fields_of, kpi_name
from kpi.goals.goal import Goal
from kpi.goals.history import PREFIX, history
from kpi.goals.rules import objections
from pages.ui import access, reasons
from pages.ui.goals import form as goal_form
from pages.ui.goals import record as goal_record
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.theme import CHIP_SLOT

OPENED = "goal-opened"
"""In the session, by goal: the document the form began with, how much of its record there was,
and how often it was begun."""
WRONG = "goal-wrong"
"""In the session: the key of the form that was refused, and why."""
CONFLICT = "goal-conflict"
"""In the session: the key of the form that somebody else was faster than."""


def back(lang: Lang) -> None:
    """Draw the way back to all goals."""
    st.button(
        own.BACK.to(lang), key="goal-back", icon=":material/arrow_back:", type="tertiary",
        on_click=goal_scene.open_goal, args=(None,),
    )  # fmt: skip


def edit(scene: Scene, goal_id: str) -> None:
    """Draw the goal the URL opens."""
    lang = scene.lang
    now = next((doc for doc in scene.docs if doc["id"] == goal_id), None)
    begun = _begun(goal_id, now)
    if begun is None:
        st.info(own.NOT_THERE.to(lang), icon=":material/info:")
        return
    goal = Goal.from_doc(now or begun["doc"])
    _head(goal, scene)
    left, right = st.columns([2, 1], gap="large")
    with left:
        _form(scene, goal_id, begun, gone=now is None)
    with right:
        goal_record.of_goal(goal_id, lang)


def _begun(goal_id: str, now: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what the form began with; begin anew where it is not on the page any more."""
    every: dict[str, Any] = st.session_state.setdefault(OPENED, {})
    begun: dict[str, Any] | None = every.get(goal_id)
    if begun and f"{_key(goal_id, begun)}-target" in st.session_state:
        return begun
    every.pop(goal_id, None)
    return _begin(goal_id, now) if now else None


def _begin(goal_id: str, doc: dict[str, Any]) -> dict[str, Any]:
    every = st.session_state.setdefault(OPENED, {})
    count = st.session_state["goal-begun"] = st.session_state.get("goal-begun", 0) + 1
    record = len(access.state().audit(f"{PREFIX}{goal_id}"))
    every[goal_id] = {"doc": doc, "record": record, "count": count}
    return dict(every[goal_id])


def _key(goal_id: str, begun: dict[str, Any]) -> str:
    return f"goal-{goal_id}-{begun['count']}"


def _head(goal: Goal, scene: Scene) -> None:
    """Open with the goal in one line: name, verdict, where it stands, what it should reach."""
    lang, card = scene.lang, scene.cards.get(goal.id)
    line = board.line(goal, card, lang)
    st.subheader(plain(kpi_name(goal, lang)), anchor=False)
    facts = [goal_form.CHOICES["rank"][goal.rank].to(lang), _chip(line.chip)]
    if card:
        facts.append(f"{own.TODAY.to(lang)} **{plain(line.figure)}**")
    facts.append(f"{goal_form.FIELDS['target'].to(lang)} {plain(line.target)}")
    lacks = "" if line.complete else own.IT_LACKS.fill(what=line.lacks).to(lang)
    facts += [f":gray[{plain(x)}]" for x in (line.flag, lacks) if x]
    st.markdown("　".join(x for x in facts if x))


def _chip(chip: Chip | None) -> str:
    if chip is None:
        return ""
    return f":{CHIP_SLOT[chip.verdict]}-badge[:material/{chip.icon}: {plain(chip.word)}]"


def _form(scene: Scene, goal_id: str, begun: dict[str, Any], gone: bool) -> None:
    lang, base, key = scene.lang, Goal.from_doc(begun["doc"]), _key(goal_id, begun)
    st.markdown(f":gray[{goal_form.way(KPIS[base.kpi], lang)}]")
    if gone or st.session_state.get(CONFLICT) == key:
        _conflict(goal_id, begun, scene)
    at, wrong = st.session_state.get(WRONG, ("", ()))
    wrong = wrong if at == key else ()
    with st.form(f"{key}-form", border=True):
        goal_form.fields(key, base, scene.goals, scene.told.currency, wrong, lang)
        st.form_submit_button(
            house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
            on_click=_save, args=(scene, goal_id),
        )  # fmt: skip
        if wrong:
            st.error(own.MEND.to(lang), icon=":material/error:")
    goal_scene.tell(lang)
    if not gone:
        _delete_button(scene, goal_id, key)


def _save(scene: Scene, goal_id: str) -> None:
    """Keep what was typed with its reason; else say in place what is wrong, or who was faster."""
    state, begun = access.state(), st.session_state[OPENED][goal_id]
    key, base = _key(goal_id, begun), Goal.from_doc(begun["doc"])
    goals = [Goal.from_doc(doc) for doc in state.goals()]
    goal, wrong = goal_form.typed(key, base, goals, scene.lang)
    if not [w for w in wrong if w.field != "why"] and not differences(base, goal):
        st.session_state.pop(WRONG, None)
        goal_scene.say(own.UNCHANGED, "info")
        return
    unread = {one.field for one in wrong}
    told = objections(goal, goals, scene.today, scene.books, base)
    wrong += [one for one in told if one.field not in unread]
    st.session_state[WRONG] = key, wrong
    if wrong:
        return
    try:
        state.save_goal(as_doc(goal, begun["doc"]), access.user(), reasons.given(f"{key}-why"))
    except Conflict:
        st.session_state[CONFLICT] = key
        return
    st.session_state[OPENED].pop(goal_id)
    goal_scene.say(own.SAVED)


def _conflict(goal_id: str, begun: dict[str, Any], scene: Scene) -> None:
    """Say who changed what meanwhile, and offer to take it in or to start over."""
    lang = scene.lang
    theirs = history(access.state(), lang, goal_id, after=begun["record"])
    st.warning(
        f"{own.CONFLICT.to(lang)}  \n{goal_record.told(theirs, lang)}", icon=":material/group:"
    )
    with st.container(horizontal=True):
        st.button(
            own.MERGE.to(lang), key="goal-merge", icon=":material/merge:",
            on_click=_merge, args=(goal_id, lang),
        )  # fmt: skip
        st.button(
            own.THEIRS.to(lang), key="goal-theirs", type="tertiary",
            on_click=_drop, args=(goal_id,),
        )  # fmt: skip


def _merge(goal_id: str, lang: Lang) -> None:
    """Take their values into every field that was not typed over here."""
    state, begun = access.state(), st.session_state[OPENED][goal_id]
    key, base = _key(goal_id, begun), Goal.from_doc(begun["doc"])
    now = next((doc for doc in state.goals() if doc["id"] == goal_id), None)
    theirs = Goal.from_doc(now) if now else base
    for field in fields_of(KPIS[base.kpi]):
        at = goal_form.widget(key, field, lang)
        if st.session_state.get(at) == goal_form.value(base, field, lang):
            st.session_state[at] = goal_form.value(theirs, field, lang)
    begun["doc"] = now or {**begun["doc"], "version": 0}
    begun["record"] = len(state.audit(f"{PREFIX}{goal_id}"))
    st.session_state.pop(CONFLICT, None)
    goal_scene.say(own.MERGED, "merge")


def _drop(goal_id: str) -> None:
    st.session_state[OPENED].pop(goal_id, None)
    st.session_state.pop(CONFLICT, None)


def _delete_button(scene: Scene, goal_id: str, key: str) -> None:
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
    _drop(goal_id)
    goal_scene.open_goal(None)
    goal_scene.say(own.DELETED.fill(name=name))
