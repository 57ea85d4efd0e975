"""The asking unit confirms several goals in one go, with its name and today's date."""

from __future__ import annotations

import streamlit as st

from data.state import Conflict
from kpi.goals import board
from kpi.goals.agreeing import agree, ready
from kpi.goals.fields import FIELDS, as_read
from kpi.goals.goal import Goal
from kpi.goals.names import kpi_name
from pages.ui import access
from pages.ui.goals import contract_words as say
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.tables import table

KEY = "goal-agree"
NOBODY = "goal-agree-nobody"
"""In the session: whether goals were to be confirmed by nobody."""


def agreeing(scene: Scene) -> None:
    """Offer the drafts that lack nothing to whoever asked for them."""
    found, lang = ready(scene.goals), scene.lang
    if not found:
        return
    label = say.AGREE.fill(n=len(found)).to(lang)
    with st.expander(label, key=f"{KEY}-{lang}", icon=":material/verified:",
                     on_change="rerun") as shown:  # fmt: skip
        if not shown.open:
            return
        st.markdown(f":gray[{say.AGREE_DO.to(lang)}]")
        titles = (own.WHAT, FIELDS["baseline"], FIELDS["target"], own.GUARDRAIL, FIELDS["end"])
        table(titles, [_row(goal, scene) for goal in found], lang)
        names = {goal.id: kpi_name(goal, lang) for goal in found}
        st.pills(
            say.AGREE_WHICH.to(lang), list(names), selection_mode="multi", default=list(names),
            key=f"{KEY}-which-{len(names)}", format_func=names.__getitem__, wrap=True,
        )  # fmt: skip
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            st.text_input(say.UNIT.to(lang), key=f"{KEY}-unit", max_chars=60,
                          placeholder=say.UNIT_EXAMPLE.to(lang), width=180)  # fmt: skip
            st.text_input(say.NAME.to(lang), key=f"{KEY}-name", max_chars=60, width=180)
            st.button(say.CONFIRM_NOW.to(lang), key=f"{KEY}-now", icon=":material/verified:",
                      on_click=_agree, args=(scene, found))  # fmt: skip
        if st.session_state.get(NOBODY):
            st.markdown(f":red[:material/error: {say.CONFIRM_WHO.to(lang)}]")


def _row(goal: Goal, scene: Scene) -> tuple[str, ...]:
    lang = scene.lang
    told = (
        as_read(goal, "baseline", lang), board.target(goal, lang), board.guardrail(goal, lang),
        as_read(goal, "end", lang),
    )  # fmt: skip
    return (f"**{plain(kpi_name(goal, lang))}**", *map(plain, told))


def _agree(scene: Scene, found: tuple[Goal, ...]) -> None:
    """Keep the confirmation of those that were chosen, or ask for who it is."""
    unit, name = (
        " ".join(str(st.session_state.get(f"{KEY}-{box}") or "").split())
        for box in ("unit", "name")
    )
    chosen = st.session_state.get(f"{KEY}-which-{len(found)}") or []
    goals = [goal for goal in found if goal.id in chosen]
    st.session_state[NOBODY] = not (unit and name and goals)
    if st.session_state[NOBODY]:
        return
    state, why = access.state(), say.CONFIRM_WHY.zh
    try:
        agree(state, goals, scene.docs, (unit, name), scene.today, access.user(), why)
    except Conflict:
        goal_scene.say(own.CONFLICT_ELSE, "error")
        return
    goal_scene.say(say.AGREE_DONE.fill(n=len(goals)))
