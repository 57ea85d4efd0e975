"""槓桿: eight levers, what follows of them at once, each figure with its formula."""

from __future__ import annotations

import streamlit as st

from kpi.format import day
from kpi.levers.board import lever_board
from kpi.levers.presets import BOARD, NAMES, PRESETS
from kpi.levers.start import Start
from kpi.pacing.heading import Heading
from pages.ui import empty, url
from pages.ui.plain import plain
from pages.ui.whatif import levers_drawn as drawn
from pages.ui.whatif import levers_scene as scene
from pages.ui.whatif import levers_words as words
from pages.ui.whatif.levers_moved import panel
from pages.ui.whatif.shell_scene import PART, SCENARIO, Scene

LEVERS = words.LEVERS


def draw(at: Scene) -> None:
    """Draw the part; only what follows of a lever is drawn anew when it is moved."""
    told = scene.begun(at)
    if told is None:
        empty.no_match(at.view.lang)
        return
    _begins(at)
    _levers(at, told)


def _begins(at: Scene) -> None:
    """Draw where it begins: the board, an example, or what somebody kept."""
    lang = at.view.lang
    if at.opened:
        kept = at.opened
        with st.container(horizontal=True, vertical_alignment="center"):
            said = words.KEPT.fill(name=kept.name, by=kept.by, day=day(kept.made_on)).to(lang)
            st.markdown(f":material/bookmark: {plain(said)}", width="content")
            st.button(words.LEAVE.to(lang), key="leave-scenario", on_click=_leave)
        return
    names = NAMES | {key: preset.name for key, preset in PRESETS.items()}
    st.session_state["levers-preset"] = scene.preset()
    st.segmented_control(
        words.PRESET.to(lang), list(names), key="levers-preset", required=True,
        format_func=lambda key: names[key].to(lang), label_visibility="collapsed", wrap=True,
        on_change=_preset_chosen,
    )  # fmt: skip


def _preset_chosen() -> None:
    chosen = st.session_state["levers-preset"]
    scene.forget()
    moves = PRESETS[chosen].moves if chosen in PRESETS else {}
    moved = {scene.name(key): value for key, value in moves.items()}
    url.write({scene.PRESET: "" if chosen == BOARD else chosen, **moved})


def _leave() -> None:
    scene.forget()
    url.write({PART: "levers", SCENARIO: ""})


@st.fragment
def _levers(at: Scene, told: tuple[Start, Heading]) -> None:
    lang, setting = at.view.lang, scene.setting(at, told)
    board = lever_board(setting, lang)
    st.subheader(plain(board.sentence), anchor=False)
    drawn.hero(board)
    left, right = st.columns([1, 1.7], gap="medium")
    with left:
        panel(setting, lang)
        if setting.board:
            drawn.sources(at, setting.board, lang)
    with right:
        drawn.goals(board, lang)
        drawn.results(board, lang)
    drawn.notes(board, setting, lang)
    drawn.planned(at, setting)
