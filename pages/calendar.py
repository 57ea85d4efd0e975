"""行事曆 Calendar: holidays, sale seasons and own events; their table; closing a month."""

import streamlit as st

from kpi.calendar import news
from kpi.calendar.marks import occasions
from pages.ui import access, filters
from pages.ui.occasions import closing, form, listed, seasons
from pages.ui.occasions import scene as calendar_scene
from pages.ui.occasions import table as event_table
from pages.ui.plain import plain

lang = filters.language()
scene = calendar_scene.scene(lang)
opened = calendar_scene.opened()
coming = occasions(access.state(), news.around(scene.today))

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.subheader(plain(news.sentence(coming, scene.today, lang)), anchor=False)
    filters.switch_language(lang)
if opened:
    form.edit(scene, opened)
    st.stop()

calendar_scene.choose_part(lang)
calendar_scene.tell(lang)

DRAWN = {
    "list": listed.listed,
    "new": form.new,
    "table": event_table.table,
    "seasons": seasons.seasons,
    "closing": closing.closing,
}
DRAWN[calendar_scene.part()](scene)
