"""The next message of a recipient as it will be read, what is held back, and a test."""

from __future__ import annotations

import streamlit as st

from kpi.alerts.outcome import Outcome
from kpi.alerts.rules import KINDS, Recipient
from kpi.overview.sentence import full_name
from pages.ui.alerts import scene as alert_scene
from pages.ui.alerts import words
from pages.ui.alerts.scene import Scene
from pages.ui.plain import plain


def preview(scene: Scene, recipient: Recipient) -> None:
    """Draw what a run would send now, and offer a test."""
    lang = scene.lang
    found = alert_scene.now().serve(recipient, dry=True)
    with st.container(border=True):
        st.markdown(f"#### {words.NEXT.to(lang)}", anchors=False)
        st.markdown(f":gray[:small[{words.NEXT_DO.to(lang)}]]")
        if said := found.said(lang):
            st.markdown(f":material/schedule: {plain(said)}")
        if found.message:
            st.markdown(f"**{plain(found.message.subject)}**")
            st.text(found.message.body)
            if found.messages:
                st.markdown(f":gray[{words.COUNTS.fill(n=found.messages).to(lang)}]")
        else:
            st.markdown(words.NO_NEWS.to(lang))
        _held(found, scene)
        st.button(
            words.TEST.to(lang), key="alerts-test", icon=":material/send:",
            on_click=_test, args=(recipient,),
        )  # fmt: skip


def _held(found: Outcome, scene: Scene) -> None:
    """Say what is not told yet, and why."""
    if not found.held:
        return
    lines = [f"**{words.HELD.to(scene.lang)}**"]
    for held in found.held:
        name = full_name(held.judged.standing, scene.lang)
        kind, why = KINDS[held.kind].to(scene.lang), held.why.to(scene.lang)
        lines.append(f"{plain(name)}（{kind}）  \n:gray[:small[{plain(why)}]]")
    st.markdown("\n\n".join(lines))


def _test(recipient: Recipient) -> None:
    """Send a test, and say what came of it."""
    found = alert_scene.now().test(recipient)
    if found.status == "sent":
        alert_scene.say(words.TEST_SENT)
        return
    zh, en = found.said("zh"), found.said("en")
    alert_scene.say(words.TEST_FAILED.fill(why=type(words.TEST_FAILED)(zh, en)), "error")
