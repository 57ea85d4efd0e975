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
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words
from pages.ui.goals.scene import Scene
from pages.ui.tables import height
from pages.ui.theme import CHIP_SLOT

ROUND = "goals-round"
"""In the session: how often a goal was opened, so that a row can be chosen again."""
WIDTHS = {
    KPI: 150, grids.STATUS: 112, words.TODAY: 70, FIELDS["target"]: 126, words.GUARDRAIL: 108,
    FIELDS["baseline"]: 76, SCOPE: 88, FIELDS["owner"]: 124, words.RHYTHM: 110, FIELDS["end"]: 84,
    words.LACKS: 126,
}  # fmt: skip
FIGURES = (words.TODAY, FIELDS["target"], words.GUARDRAIL, FIELDS["baseline"])


def listed(scene: Scene) -> None:
    """Draw the goals of every rank."""
    lang = scene.lang
    for n, group in enumerate(goal_board.groups(scene.goals, scene.cards, lang)):
        st.markdown(f"#### {group.title}", anchors=False)
        _table(group, f"goals-{n}-{lang}-{st.session_state.get(ROUND, 0)}", lang)
    st.markdown(f":gray[:small[{words.OPEN.to(lang)}{words.FROM_BOARD.to(lang)}]]")


def _table(group: GoalGroup, key: str, lang: Lang) -> None:
    columns = {title.to(lang): cells for title, cells in _columns(group, lang).items()}
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        height=height(len(group.lines)),
        placeholder=NO_ANSWER,
        column_config=_config(group, lang),
        on_select=partial(_chosen, group, key),
        selection_mode=["single-row", "single-cell"],
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


def _config(group: GoalGroup, lang: Lang) -> dict[str, Any]:
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
    config[KPI.to(lang)] = st.column_config.TextColumn(width=WIDTHS[KPI], pinned=True)
    return config


def _chosen(group: GoalGroup, key: str) -> None:
    """Open the goal whose row, or a cell of it, was chosen."""
    selection = st.session_state[key]["selection"]
    rows = [*selection.get("rows", []), *(row for row, _ in selection.get("cells", []))]
    if rows and rows[0] < len(group.lines):
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
        line: GoalLine = group.lines[rows[0]]
        goal_scene.open_goal(line.goal_id)
