"""Who does, answers, is asked and is told in each stage of the funnel."""

from __future__ import annotations

import streamlit as st

from kpi.goals import teams as kept
from kpi.goals.teams import LETTERS, STAGES, Teams, parse, written
from pages.ui import access, reasons
from pages.ui.goals import contract_words as say
from pages.ui.goals import scene as goal_scene
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house

ROUND, REFUSED = "teams-round", "teams-refused"
"""In the session: how often they were kept; whether a reason is missing."""
LONGEST = 300


def teams(scene: Scene) -> None:
    """Draw a row a stage, four boxes each, under one reason."""
    lang, key = scene.lang, f"teams-{st.session_state.get(ROUND, 0)}-{scene.lang}"
    st.markdown(f":gray[{say.TEAMS_DO.to(lang)}]  \n:gray[:small[{say.RACI_DO.to(lang)}]]")
    with st.form(key, border=False):
        for stage, name in STAGES.items():
            with st.grid(len(LETTERS), min_column_width=150):
                for letter, text in LETTERS.items():
                    told = written(scene.teams[stage][letter], lang)
                    label = say.STAGE_LETTER.fill(stage=name, letter=text).to(lang)
                    st.text_input(label, told, LONGEST, key=f"{key}-{stage}-{letter}")
        reasons.why(f"{key}-why", lang)
        if st.session_state.get(REFUSED) == key:
            st.markdown(f":red[:material/error: {plain(house.WHY_MISSING.to(lang))}]")
        st.form_submit_button(house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
                              on_click=_save, args=(key, scene.teams))  # fmt: skip


def _save(key: str, seen: Teams) -> None:
    """Keep what was typed, unless somebody else was faster."""
    why = reasons.given(f"{key}-why")
    st.session_state[REFUSED] = "" if why else key
    if not why:
        return
    wanted = {
        stage: {
            letter: parse(str(st.session_state.get(f"{key}-{stage}-{letter}") or ""))
            for letter in LETTERS
        }
        for stage in STAGES
    }
    try:
        kept.keep(access.state(), seen, wanted, access.user(), why)
    except kept.Changed:
        goal_scene.say(say.TEAMS_CHANGED, "error")
    else:
        goal_scene.say(say.TEAMS_SAVED)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
