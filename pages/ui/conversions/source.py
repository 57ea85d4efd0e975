"""Where the site's counts come from and how old they are; asking the property for newer ones."""

from __future__ import annotations

from datetime import datetime, timedelta

import streamlit as st

from data.ga4 import offers
from data.ga4.asking import Interrupted
from data.ga4.metadata import offered
from data.ga4.no_access import NoAccess
from data.text import Text
from kpi import format
from pages.ui import access as reach
from pages.ui.conversions import scene as here
from pages.ui.conversions import words
from pages.ui.conversions.scene import Scene
from pages.ui.plain import plain

OLD = timedelta(2)
"""An older answer is said to be old."""
HOUR = 3600


def source(scene: Scene) -> None:
    """Say which source it is, its age, what is not read; offer to ask."""
    lang = scene.lang
    with st.container(border=True):
        st.markdown(f"**{words.SOURCE.to(lang)}**")
        st.markdown(plain(_from(scene).to(lang)))
        said = scene.offered
        if said and scene.site and scene.site.whole and here.age(said.asked_at) > OLD:
            text = words.OLD.fill(age=_age(said.asked_at)).to(lang)
            st.warning(plain(text), icon=":material/schedule:")
        number, key = here.property_id(), here.key()
        if number and key:
            st.button(
                words.ASK.to(lang), key="conversions-ask", icon=":material/quiz:",
                on_click=_ask, args=(number,),
            )  # fmt: skip
        elif key:
            st.button(words.CONNECT.to(lang), key="conversions-connect", on_click=_connect)
        st.markdown(f":gray[:small[{plain(words.READ.to(lang))}]]")


def _from(scene: Scene) -> Text:
    if scene.site is None:
        return words.FROM_NOWHERE
    when = format.days(scene.site.span, reach.today())
    said = scene.offered
    if not scene.site.whole or said is None:
        return words.FROM_EXPORTS.fill(days=when)
    at = reach.local(datetime.fromisoformat(said.asked_at).replace(tzinfo=None))
    return words.FROM_PROPERTY.fill(
        property=said.property, days=when, at=f"{at:%Y/%m/%d %H:%M}", age=_age(said.asked_at)
    )


def _age(at: str) -> Text:
    passed = here.age(at)
    if passed.days:
        return words.AGES["days"].fill(n=passed.days)
    hours = int(passed.total_seconds() // HOUR)
    return words.AGES["hours"].fill(n=hours) if hours > 0 else words.AGES["now"]


def _ask(number: str) -> None:
    """Ask the property and keep its answer; where it does not answer, what it said stays."""
    key = here.key()
    if key is None:
        return
    try:
        offers.keep(reach.store(), offered(key, number, reach.today()))
    except (NoAccess, Interrupted) as refused:
        here.say(refused.text, error=True)


def _connect() -> None:
    st.query_params["part"] = "ga4"
