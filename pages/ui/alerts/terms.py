"""What holds for every recipient: the review's hour, reminders, volume, address, LINE's plan."""

from __future__ import annotations

import streamlit as st

from kpi.alerts.rules import TERMS, WEEKDAYS, AlertTerms, keep_terms
from pages.ui import access, reasons
from pages.ui.alerts import scene as alert_scene
from pages.ui.alerts import words
from pages.ui.alerts.scene import Scene
from pages.ui.rules import words as house

KEY = "alert-terms"


def terms(scene: Scene) -> None:
    """Draw the form of what holds for all."""
    lang = scene.lang
    with st.container(border=True):
        st.markdown(f"#### {words.TERMS.to(lang)}", anchors=False)
        st.markdown(f":gray[:small[{words.TERMS_DO.to(lang)}]]")
        with st.form(f"{KEY}-form", border=False):
            _when(scene)
            _line(scene)
            reasons.why(f"{KEY}-why", lang)
            st.form_submit_button(
                house.SAVE.to(lang), key=f"{KEY}-save", icon=":material/check:", on_click=_save
            )
        reasons.told(f"setting {TERMS}", lang)


def _when(scene: Scene) -> None:
    lang, kept = scene.lang, scene.terms
    with st.grid(4, min_column_width=150):
        st.selectbox(
            words.WEEKDAY.to(lang), range(len(WEEKDAYS)), kept.weekday, key=f"{KEY}-weekday",
            format_func=lambda n: WEEKDAYS[n].to(lang),
        )  # fmt: skip
        st.time_input(words.HOUR.to(lang), kept.hour, step=1800, key=f"{KEY}-hour")
        st.number_input(words.REMIND.to(lang), 1, 60, kept.remind_days, 1, key=f"{KEY}-remind")
        st.number_input(
            words.LEAST.to(lang), 0, 100_000, kept.least, 10, key=f"{KEY}-least",
            help=words.LEAST_HELP.to(lang),
        )  # fmt: skip


def _line(scene: Scene) -> None:
    lang, kept = scene.lang, scene.terms
    with st.grid(2, min_column_width=260):
        st.text_input(words.BASE_URL.to(lang), kept.base_url, max_chars=200, key=f"{KEY}-url")
        st.number_input(words.LINE_PLAN.to(lang), 0, 100_000, kept.line_plan, 50, key=f"{KEY}-plan")
    st.toggle(words.LINE_DAILY.to(lang), kept.line_daily, key=f"{KEY}-daily")
    used = access.state().messages_since(alert_scene.now().month)
    st.markdown(f":gray[{words.LINE_USE.fill(used=used, plan=kept.line_plan).to(lang)}]")


def _save() -> None:
    """Keep what was typed, with its reason."""
    why, typed = reasons.given(f"{KEY}-why"), st.session_state
    if not why:
        alert_scene.say(house.WHY_MISSING, "error")
        return
    kept = AlertTerms(
        weekday=typed[f"{KEY}-weekday"],
        hour=typed[f"{KEY}-hour"],
        remind_days=typed[f"{KEY}-remind"],
        least=typed[f"{KEY}-least"],
        base_url=typed[f"{KEY}-url"],
        line_plan=typed[f"{KEY}-plan"],
        line_daily=typed[f"{KEY}-daily"],
    )
    keep_terms(access.state(), kept, access.user(), why)
    typed[f"{KEY}-why"] = ""
    alert_scene.say(words.SAVED)
