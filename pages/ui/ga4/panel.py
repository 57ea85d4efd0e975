"""GA4 on the Data page: the address to invite, a test, the property, and how a pull goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import streamlit as st

from data import intake
from data.ga4 import standing
from data.ga4.access import Access, Property, access
from data.ga4.no_access import NoAccess
from data.ga4.standing import Standing
from data.terminal.pulling import SETTING
from data.text import Lang
from pages.ui import access as reach
from pages.ui.drop import EVERY
from pages.ui.ga4 import words
from pages.ui.plain import plain

SITE = Path(__file__).parents[2] / "site.py"
SEEN = "ga4-seen"
"""In the session: the properties the key saw, or why it saw none."""


def panel(lang: Lang) -> None:
    """Draw how GA4 is connected, and pull it."""
    with st.container(border=True):
        st.markdown(f"#### {words.CONNECT.to(lang)}", anchors=False)
        st.markdown(f":gray[{words.WHY.to(lang)}]")
        try:
            key = access()
        except NoAccess as missing:
            _without(missing, lang)
            return
        left, right = st.columns(2, gap="large")
        with left:
            _invite(key, lang)
        with right:
            _property(key, lang)
        st.markdown(f":gray[:small[{words.KEPT.to(lang)} {words.PROVISIONAL.to(lang)}]]")


def _without(missing: NoAccess, lang: Lang) -> None:
    """Say how a key is made, while there is none."""
    for n, step in enumerate(words.STEPS, 1):
        st.markdown(f"{n}. {step.to(lang)}")
    st.info(plain(missing.text.to(lang)), icon=":material/key:")


def _invite(key: Access, lang: Lang) -> None:
    """Show whom to invite, and ask Google what the key sees."""
    if key.address:
        st.markdown(f"**{words.INVITE.to(lang)}**")
        st.code(key.address, language=None)
        st.markdown(f":gray[{words.CLICKS.to(lang)}]")
    if st.button(words.TEST.to(lang), icon=":material/lan:"):
        with st.spinner(words.TESTING.to(lang)):
            st.session_state[SEEN] = _seen(key)
    seen = st.session_state.get(SEEN)
    if isinstance(seen, NoAccess):
        st.error(plain(seen.text.to(lang)), icon=":material/error:")
    elif seen is not None:
        told = words.SEES.fill(n=len(seen)) if seen else words.SEES_NONE
        st.markdown(f":material/check: {told.to(lang)}")


def _seen(key: Access) -> list[Property] | NoAccess:
    try:
        return key.properties()
    except NoAccess as refused:
        return refused


def _property(key: Access, lang: Lang) -> None:
    """Choose a property and pull it; while that goes on, show how far it is."""
    kept, seen = reach.state().setting(SETTING), st.session_state.get(SEEN)
    now = standing.read(reach.store())
    names = {one.id: one.name for one in seen} if isinstance(seen, list) else {}
    options = [*names] or ([kept] if kept else [])
    if kept and not names and now and now.name:
        names = {kept: now.name}  # as the last pull called it
    if not options:
        return
    chosen = st.selectbox(
        words.PROPERTY.to(lang),
        options,
        index=options.index(kept) if kept in options else 0,
        format_func=lambda number: f"{names[number]} ({number})" if number in names else number,
    )
    busy = now is not None and now.status == "pulling"
    st.button(
        words.PULL.to(lang),
        icon=":material/cloud_download:",
        disabled=busy,
        on_click=intake.pull_ga4,
        args=(reach.store(), chosen, reach.user()),
    )
    st.fragment(_standing, run_every=EVERY if busy else None)(busy, lang)


def _standing(busy: bool, lang: Lang) -> None:
    now = standing.read(reach.store())
    if now is None:
        return
    if busy != (now.status == "pulling"):
        st.rerun()  # the button, and the figures of every page
    if busy:
        text = now.text.to(lang) if now.text else words.PULLING.to(lang)
        st.progress(now.done / max(now.all, 1), plain(text))
        if now.all and now.done >= now.all:
            return  # what is being stored is stored to its end
        stopping = standing.asked_to_stop(reach.store())
        st.button(
            (words.STOPPING if stopping else words.STOP).to(lang),
            icon=":material/stop:",
            disabled=stopping,
            on_click=standing.ask_to_stop,
            args=(reach.store(),),
        )
        return
    _ended(now, lang)


def _ended(now: Standing, lang: Lang) -> None:
    text = now.text or words.STOPPED
    said = plain(words.LAST.fill(text=text).to(lang))
    at = reach.local(datetime.fromisoformat(now.at).replace(tzinfo=None))
    when = plain(words.AT.fill(at=f"{at:%m/%d %H:%M}").to(lang))
    if now.status == "pulled":
        st.markdown(f":material/check: {said}:gray[{when}]")
        st.page_link(SITE, label=words.SEE.to(lang), icon=":material/monitoring:")
    else:
        st.warning(f"{said}{when}", icon=":material/error:")
    if now.left.get("day"):
        left = words.LEFT.fill(day=f"{now.left['day']:,}").to(lang)
        st.markdown(f":gray[:small[{left}]]")
