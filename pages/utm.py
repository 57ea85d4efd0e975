"""UTM 連結 UTM links: spend without visits in GA4, a builder of correct links, the rules."""

import streamlit as st

from pages.ui import filters
from pages.ui.plain import plain
from pages.ui.utm import audit, builder, rules
from pages.ui.utm import scene as utm_scene

lang = filters.language()
scene = utm_scene.scene(lang)
DRAWN = {"audit": audit, "links": builder, "rules": rules}
shown = DRAWN[utm_scene.part()]

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.subheader(plain(shown.sentence(scene)), anchor=False)
    filters.switch_language(lang)
utm_scene.choose_part(lang)
utm_scene.tell(lang)
shown.draw(scene)
