"""目標 Goals: what each KPI should reach, beside how it stands; packs, changes, the table."""

import streamlit as st

from kpi import goal_board
from pages.ui import (
    filters,
    goal_edit,
    goal_list,
    goal_new,
    goal_packs,
    goal_record,
    goal_scene,
    goal_table,
)
from pages.ui.plain import plain

lang = filters.language()
scene = goal_scene.scene(lang)
opened = goal_scene.opened()

with st.container(
    horizontal=True,
    horizontal_alignment="distribute",
    vertical_alignment="center",
    wrap=False,
):
    if opened:
        goal_edit.back(lang)
    else:
        st.subheader(plain(goal_board.sentence(scene.goals, lang)), anchor=False)
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
    "list": goal_list.listed,
    "packs": goal_packs.packs,
    "new": goal_new.new,
    "table": goal_table.table,
    "history": goal_record.every,
}
DRAWN[part](scene)
