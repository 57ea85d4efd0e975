"""Objectives: what the goals serve, each with its name, why, period and goals."""

from __future__ import annotations

import streamlit as st

from data.state import Conflict
from data.text import Text
from kpi.goals import objectives as kept
from kpi.goals.names import kpi_name
from kpi.goals.objectives import Objective, goals_of
from pages.ui import access, reasons
from pages.ui.goals import contract_words as say
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house

NEW = Objective("new", Text("–", "–"))
ROUND = "objective-round"
"""In the session: how often an objective was kept, so that the forms begin anew."""
WRONG = "objective-wrong"
"""In the session: which form was refused, and why."""


def objectives(scene: Scene) -> None:
    """Draw every objective with its goals, and the form of a new one."""
    lang = scene.lang
    st.markdown(f":gray[{say.OBJECTIVES_DO.to(lang)}]")
    if not scene.objectives:
        st.markdown(say.NO_OBJECTIVES.to(lang))
    with st.container(gap="xsmall"):
        for one in scene.objectives:
            served = goals_of(one, scene.goals)
            names = own.JOIN.to(lang).join(kpi_name(goal, lang) for goal in served)
            rest = "｜".join(filter(None, (one.period, names or _empty(scene))))
            with st.expander(f"**{plain(one.name.to(lang))}**　:gray[{plain(rest)}]",
                             icon=":material/flag:"):  # fmt: skip
                _form(one, scene)
        with st.expander(say.NEW.to(lang), icon=":material/add:", expanded=not scene.objectives):
            _form(NEW, scene)


def _empty(scene: Scene) -> str:
    return say.GOALS_IN.fill(n=0).to(scene.lang)


def _form(one: Objective, scene: Scene) -> None:
    """Draw the words of an objective and which goals serve it."""
    lang, new = scene.lang, one is NEW
    key = f"objective-{one.id}-{one.version}-{st.session_state.get(ROUND, 0)}"
    with st.form(key, border=False):
        with st.grid(2, min_column_width=200):
            st.text_input(say.NAME_ZH.to(lang), "" if new else one.name.zh, 60, key=f"{key}-zh")
            st.text_input(say.NAME_EN.to(lang), "" if new else one.name.en, 60, key=f"{key}-en")
            st.text_input(say.OBJECTIVE_WHY.to(lang), one.why, 200, key=f"{key}-about")
            st.text_input(say.PERIOD.to(lang), one.period, 30, key=f"{key}-period",
                          placeholder=say.PERIOD_EXAMPLE.to(lang))  # fmt: skip
        st.multiselect(
            say.ITS_GOALS.to(lang), list(scene.names.goals), key=f"{key}-goals",
            default=[goal.id for goal in goals_of(one, scene.goals)],
            format_func=lambda goal: scene.names.goals[goal].to(lang),
            placeholder=say.CHOOSE_GOALS.to(lang),
        )  # fmt: skip
        reasons.why(f"{key}-why", lang)
        at, wrong = st.session_state.get(WRONG, ("", None))
        if wrong and at == key:
            st.markdown(f":red[:material/error: {plain(wrong.to(lang))}]")
        with st.container(horizontal=True):
            st.form_submit_button(
                house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
                on_click=_save, args=(one, key),
            )  # fmt: skip
            if not new:
                st.form_submit_button(
                    house.DELETE.to(lang), key=f"{key}-delete", icon=":material/delete:",
                    type="tertiary", on_click=_delete, args=(one, key),
                )  # fmt: skip


def _typed(key: str, name: str) -> str:
    return " ".join(str(st.session_state.get(f"{key}-{name}") or "").split())


def _refused(key: str, named: bool) -> bool:
    """Say what is missing; whether anything is."""
    wrong = None if named else say.NAME_MISSING
    wrong = wrong or (None if reasons.given(f"{key}-why") else house.WHY_MISSING)
    st.session_state[WRONG] = key, wrong
    return wrong is not None


def _save(one: Objective, key: str) -> None:
    """Keep an objective with its goals, with the reason."""
    zh, en = _typed(key, "zh"), _typed(key, "en")
    if _refused(key, bool(zh or en)):
        return
    told = kept.renamed(one, zh, en, _typed(key, "about"), _typed(key, "period"))
    told = told if one is not NEW else _new(told)
    goal_ids = st.session_state[f"{key}-goals"]
    try:
        kept.keep(access.state(), told, goal_ids, access.user(), reasons.given(f"{key}-why"))
    except Conflict:
        goal_scene.say(own.CONFLICT_ELSE, "error")
        return
    _done(say.OBJECTIVE_SAVED.fill(name=told.name))


def _new(told: Objective) -> Objective:
    return Objective(kept.new_id(), told.name, told.why, told.period)


def _delete(one: Objective, key: str) -> None:
    if _refused(key, named=True):
        return
    try:
        kept.drop(access.state(), one, access.user(), reasons.given(f"{key}-why"))
    except Conflict:
        goal_scene.say(own.CONFLICT_ELSE, "error")
        return
    _done(say.OBJECTIVE_GONE.fill(name=one.name))


def _done(told: Text) -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    goal_scene.say(told)
