"""Packs: choose one, see what it would set or take away, confirm with a reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.state import Conflict
from data.text import Lang
from kpi.goals import board
from kpi.goals.choosing import Plan, Step, choose, pack_of, plan
from kpi.goals.fields import CHOICES, FIELDS, kpi_name
from kpi.goals.goal import pack_names
from kpi.goals.packs import offer
from pages.ui import access, reasons
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.tables import table
from pages.ui.uploads import FATE

REFUSED = "goal-pack-refused"
ORDER = ("new", "back", "gone", "kept", "beside", "same")


def packs(scene: Scene) -> None:
    """Draw the packs, and of the chosen one what it would do."""
    lang, names = scene.lang, pack_names()
    st.markdown(f":gray[{own.PACK_DO.to(lang)}]")
    if told := offer(scene.goals, scene.books):
        st.info(plain(told.to(lang)), icon=":material/lightbulb:")
    chosen = st.pills(
        own.CHOOSE_PACK.to(lang), list(names), default=pack_of(scene.goals)[0], key="goal-pack",
        format_func=lambda key: names[key].to(lang), wrap=True,
    )  # fmt: skip
    if chosen is None:
        return
    asked = plan(scene.docs, chosen).edited
    give_up = _give_up(chosen, asked, scene)
    found = plan(scene.docs, chosen, give_up)
    _shown(found, scene)
    if not found.docs and not found.gone:
        st.markdown(f":gray[:material/check: {own.PACK_NOTHING.to(lang)}]")
        st.button(own.PACK_NEXT.to(lang), key="goal-pack-next", icon=":material/arrow_forward:",
                  type="tertiary", on_click=goal_scene.go_to, args=("list",))  # fmt: skip
        return
    key = f"goal-pack-{chosen}"
    reasons.why(f"{key}-why", lang)
    if st.session_state.get(REFUSED) == key:
        st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
    st.button(
        own.PACK_CONFIRM.fill(name=names[chosen]).to(lang), key=f"{key}-confirm",
        icon=":material/check:", on_click=_choose, args=(found, key),
    )  # fmt: skip


def _give_up(chosen: str, asked: Sequence[Step], scene: Scene) -> list[str]:
    """Ask which edited goals may be given up; none unless somebody ticks it."""
    if not asked:
        return []
    lang = scene.lang
    with st.container(border=True):
        st.markdown(f"**{own.GIVE_UP.to(lang)}**")
        return [
            step.goal.id
            for step in asked
            if st.checkbox(
                f"{plain(kpi_name(step.goal, lang))}｜{FIELDS['target'].to(lang)} "
                f"{plain(board.target(step.goal, lang))}",
                key=f"goal-pack-{chosen}-{step.goal.id}",
            )
        ]


def _shown(found: Plan, scene: Scene) -> None:
    lang = scene.lang
    rows = [
        (
            f"**{plain(kpi_name(step.goal, lang))}** :gray[{_rank(step, lang)}]",
            own.FATES[step.fate].to(lang),
            f"{plain(board.target(step.goal, lang))}　"
            f":gray[{own.GUARDRAIL.to(lang)} {plain(board.guardrail(step.goal, lang))}]",
        )
        for step in sorted(found.steps, key=lambda step: ORDER.index(step.fate))
    ]
    table((own.WHAT, FATE, own.TARGET_GUARDRAIL), rows, lang)


def _rank(step: Step, lang: Lang) -> str:
    return CHOICES["rank"][step.goal.rank].to(lang)


def _choose(found: Plan, key: str) -> None:
    """Use the pack, or ask for the reason."""
    why = reasons.given(f"{key}-why")
    st.session_state[REFUSED] = "" if why else key
    if not why:
        return
    try:
        choose(access.state(), found, access.user(), why)
    except Conflict:
        goal_scene.say(own.CONFLICT_ELSE, "error")
        return
    st.session_state[f"{key}-why"] = ""
    goal_scene.go_to("list")
    goal_scene.say(own.PACK_DONE.fill(name=pack_names()[found.key]))
