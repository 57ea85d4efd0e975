"""提醒 Alerts: who is told what through which channel, the next message, what was sent."""

import streamlit as st

from pages.ui import filters
from pages.ui.alerts import edit, preview, recipients, record, terms, words
from pages.ui.alerts import scene as alert_scene
from pages.ui.plain import plain

lang = filters.language()
scene = alert_scene.scene(lang)
opened = alert_scene.opened()

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    if opened:
        st.button(
            words.BACK.to(lang), key="alerts-back", icon=":material/arrow_back:",
            type="tertiary", on_click=alert_scene.go_to, args=(None,),
        )  # fmt: skip
    else:
        st.subheader(plain(alert_scene.sentence(scene)), anchor=False)
    filters.switch_language(lang)
alert_scene.tell(lang)

if opened:
    known = next((r for r in scene.recipients if r.channel == opened), None)
    st.subheader(plain(opened) if known else words.NEW_CHANNEL.to(lang), anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        edit.form(scene, opened)
    with right:
        if known:
            preview.preview(scene, known)
        if opened not in scene.known:
            edit.guide(lang)
    st.stop()

st.markdown(f":gray[{words.DOES.to(lang)}]")
alert_scene.wrong(scene)
recipients.cards(scene)
terms.terms(scene)
record.record(scene)
