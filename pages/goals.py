"""目標 Goals: what each KPI should reach, beside how it stands; objectives, packs, the table."""

import streamlit as st

from kpi.goals import board
from pages.ui import filters
from pages.ui.goals import edit as goal_edit
from pages.ui.goals import lines, record
from pages.ui.goals import new as goal_new
from pages.ui.goals import objectives as goal_objectives
from pages.ui.goals import packs as goal_packs
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import table as goal_table
from pages.ui.goals import teams as goal_teams
from pages.ui.plain import plain

lang = filters.language()
scene = goal_scene.scene(lang)
opened = goal_scene.opened()

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    if opened:
        goal_edit.back(lang)
    else:
        st.subheader(plain(board.sentence(scene.goals, lang)), anchor=False)
    filters.switch_language(lang)
if opened:
    goal_edit.edit(scene, opened)
    st.stop()

goal_scene.choose_part(lang)
part = goal_scene.part()
if not scene.goals and part == "list":
    part = "packs"
goal_scene.tell(lang)

DRAWN = {
    "list": lines.listed,
    "objectives": goal_objectives.objectives,
    "teams": goal_teams.teams,
    "packs": goal_packs.packs,
    "new": goal_new.new,
    "table": goal_table.table,
    "history": record.every,
}
DRAWN[part](scene)
