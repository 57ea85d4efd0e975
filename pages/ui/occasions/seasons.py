"""檔期季節: which sale seasons the team takes part in, and from which day to which."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kpi.calendar.seasons import BY_KEY, Season
from kpi.calendar.taking import MOST, PREFIX, NotTaken, Taking, keep, shipped, taking
from kpi.format import days
from pages.ui import access, reasons
from pages.ui.occasions import scene as here
from pages.ui.occasions import words
from pages.ui.occasions.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.tables import table as drawn

WRONG = "season-wrong"
"""In the session: the season that was refused, and why."""


def seasons(scene: Scene) -> None:
    """Draw every season with its days, and the form of the one that is chosen."""
    lang = scene.lang
    st.markdown(f":gray[{words.SEASONS_DO.to(lang)}]")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        titles = (words.WHAT, words.DAYS, words.TAKES_PART)
        drawn(titles, [_row(season, scene) for season in BY_KEY.values()], lang)
    with right:
        key = st.selectbox(
            words.SEASON.to(lang), list(BY_KEY), key="season-chosen", on_change=_forget,
            format_func=lambda key: BY_KEY[key].name.to(lang),
        )  # fmt: skip
        _form(BY_KEY[key], scene)


def _row(season: Season, scene: Scene) -> tuple[str, str, str]:
    own, lang = taking(access.state(), season.key), scene.lang
    on = replace(season, before=own.before, after=own.after).of(scene.today.year).span
    state = words.NO if not own.on else words.YES if own == shipped(season) else words.MOVED
    name = f"**{plain(season.name.to(lang))}**" if own.on else f":gray[{season.name.to(lang)}]"
    return name, plain(days(on, scene.today)), state.to(lang)


def _form(season: Season, scene: Scene) -> None:
    """Draw the form of one season; its keys change with what is kept, so it shows the newest."""
    own, lang = taking(access.state(), season.key), scene.lang
    key = f"season-{season.key}-{own.on:d}-{own.before}-{own.after}"
    at, wrong = st.session_state.get(WRONG, ("", None))
    with st.form(f"{key}-form", border=True):
        st.toggle(words.TAKE_PART.to(lang), own.on, key=f"{key}-on")
        st.number_input(words.BEFORE.to(lang), -MOST, MOST, own.before, 1, key=f"{key}-before")
        st.number_input(words.AFTER.to(lang), -MOST, MOST, own.after, 1, key=f"{key}-after")
        reasons.why(f"{key}-why", lang)
        if at == season.key and wrong:
            st.error(plain(wrong.to(lang)), icon=":material/error:")
        st.form_submit_button(
            house.SAVE.to(lang), key=f"{key}-save", icon=":material/check:",
            on_click=_save, args=(season, own, key),
        )  # fmt: skip
    usual = words.USUAL.fill(days=days(season.of(scene.today.year).span, scene.today))
    st.markdown(f":gray[:small[{plain(usual.to(lang))}]]")
    reasons.told(f"setting {PREFIX}{season.key}", lang)


def _save(season: Season, seen: Taking, key: str) -> None:
    """Keep what was typed, or say what is wrong with it."""
    on, before, after = (st.session_state[f"{key}-{name}"] for name in ("on", "before", "after"))
    why = reasons.given(f"{key}-why")
    if not why:
        st.session_state[WRONG] = season.key, house.WHY_MISSING
        return
    try:
        new = Taking(bool(on), int(before), int(after))
        keep(access.state(), season.key, new, seen, access.user(), why)
    except NotTaken as refused:
        st.session_state[WRONG] = season.key, refused.text
        return
    _forget()
    here.say(words.KEPT.fill(name=season.name))


def _forget() -> None:
    st.session_state.pop(WRONG, None)
