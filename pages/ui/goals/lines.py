"""The goals as a table by rank; a row that is chosen opens its goal."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data.text import Lang
from kpi.card import Chip
from kpi.format import NO_ANSWER
from kpi.goals import board as goal_board
from kpi.goals.board import GoalGroup, GoalLine
from kpi.goals.fields import FIELDS, KPI, SCOPE
from pages.ui import grids
from pages.ui.goals import checks as goal_checks
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words
from pages.ui.goals.scene import Scene
from pages.ui.tables import height
from pages.ui.theme import CHIP_SLOT

ROUND = "goals-round"
"""In the session: how often a goal was opened, so that a row can be chosen again."""
WIDTHS = {
    KPI: 178, grids.STATUS: 112, words.TODAY: 70, FIELDS["target"]: 126, words.GUARDRAIL: 108,
    FIELDS["baseline"]: 76, SCOPE: 88, FIELDS["owner"]: 124, words.RHYTHM: 110, FIELDS["end"]: 94,
    words.LACKS: 150,
}  # fmt: skip
FIGURES = (words.TODAY, FIELDS["target"], words.GUARDRAIL, FIELDS["baseline"])


def listed(scene: Scene) -> None:
    """Draw the goals of every rank."""
    lang = scene.lang
    groups = goal_board.groups(scene.goals, scene.cards, lang, scene.today)
    goal_checks.checked(scene)
    scoped = any(line.scope for group in groups for line in group.lines)
    for n, group in enumerate(groups):
        st.markdown(f"#### {group.title}", anchors=False)
        _table(group, f"goals-{n}-{lang}-{st.session_state.get(ROUND, 0)}", scoped, lang)
    told = (words.OPEN.to(lang), words.FROM_BOARD.to(lang))
    st.markdown("  \n".join(f":gray[:small[{line}]]" for line in told))


def _table(group: GoalGroup, key: str, scoped: bool, lang: Lang) -> None:
    """Draw the goals of a rank; where no goal has a scope, all have that column's room."""
    shown = _columns(group, lang)
    if not scoped:
        shown.pop(SCOPE)
    columns = {title.to(lang): cells for title, cells in shown.items()}
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height=height(len(group.lines)),
        placeholder=NO_ANSWER,
        column_config=_config(group, key, lang),
        on_select=partial(_ticked, group, key),
        selection_mode="single-row",
        key=key,
        alt=group.title,
    )


def _columns(group: GoalGroup, lang: Lang) -> dict[Any, list[Any]]:
    lines = group.lines
    return {
        KPI: [line.name for line in lines],
        grids.STATUS: [[_mark(line.chip)] if line.chip else [] for line in lines],
        words.TODAY: [line.figure for line in lines],
        FIELDS["target"]: [line.target for line in lines],
        words.GUARDRAIL: [line.guardrail for line in lines],
        FIELDS["baseline"]: [line.baseline for line in lines],
        SCOPE: [line.scope or words.EVERYTHING.to(lang) for line in lines],
        FIELDS["owner"]: [line.owner for line in lines],
        words.RHYTHM: [words.BOTH.fill(a=x.cadence, b=x.period).to(lang) for x in lines],
        FIELDS["end"]: [line.deadline for line in lines],
        words.LACKS: [line.lacks for line in lines],
    }


def _mark(chip: Chip) -> str:
    return f"{grids.MARKS[chip.verdict]} {chip.word}"


def _config(group: GoalGroup, key: str, lang: Lang) -> dict[str, Any]:
    config: dict[str, Any] = {
        title.to(lang): st.column_config.TextColumn(
            width=width, alignment="right" if title in FIGURES else "left"
        )
        for title, width in WIDTHS.items()
    }
    chips = {_mark(x.chip): CHIP_SLOT[x.chip.verdict] for x in group.lines if x.chip}
    config[grids.STATUS.to(lang)] = st.column_config.MultiselectColumn(
        width=WIDTHS[grids.STATUS],
        options=list(chips),
        color=list(chips.values()),
    )
    config[KPI.to(lang)] = grids.name_column(WIDTHS[KPI], key, partial(_clicked, group, key))
    return config


def _ticked(group: GoalGroup, key: str) -> None:
    """Open the goal whose row was ticked; a cell opens nothing, for Tab and arrows choose it."""
    rows = st.session_state[key]["selection"].get("rows", [])
    if rows and rows[0] < len(group.lines):
        _open(group.lines[rows[0]])


def _clicked(group: GoalGroup, key: str) -> None:
    _open(group.lines[st.session_state[f"{key}-name"]["row"]])


def _open(line: GoalLine) -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    goal_scene.open_goal(line.goal_id)
