"""The levers themselves: each a slider and a number box that follow the URL."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from data.text import Lang
from kpi.levers.board import written
from kpi.levers.lever import BY_KEY, LEVERS, Lever
from kpi.levers.setting import MOST, Setting
from pages.ui import url
from pages.ui.plain import plain
from pages.ui.whatif import levers_words as words
from pages.ui.whatif.levers_scene import forget, is_moved, name


def panel(at: Setting, lang: Lang) -> None:
    """Draw every lever and the way back."""
    with st.container(border=True, gap="small"):
        for lever in LEVERS:
            _lever(lever, at, lang)
        st.button(
            words.BACK.to(lang), key="levers-back", icon=":material/restart_alt:", type="tertiary",
            on_click=forget, disabled=not is_moved(),
        )  # fmt: skip


def _lever(lever: Lever, at: Setting, lang: Lang) -> None:
    """Draw one lever: its name with where it begins, the slider, the number."""
    start, now = getattr(at.start, lever.key), getattr(at.now, lever.key)
    called = lever.name.to(lang)
    with st.container(gap="xxsmall"):
        begins = words.NOW.fill(value=written(lever, start, at.currency, lang)).to(lang)
        aside = f"　:gray[:small[{plain(begins)}]]" if start is not None else ""
        st.markdown(f"**{plain(called)}**{aside}", help=lever.help.to(lang))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if now is not None:
                _slider(lever, start, now, called)
            _number(lever, start, now, lang)


def _slider(lever: Lever, start: Decimal | None, now: Decimal, called: str) -> None:
    key = f"lever-slider-{lever.key}"
    st.session_state[key] = round(lever.typed(now), lever.decimals)
    st.slider(
        called, 0.0, float(lever.most(start, now)), step=float(lever.step(start or now)), key=key,
        format=_format(lever, "localized"), label_visibility="collapsed",
        on_change=_moved, args=(key, lever.key),
    )  # fmt: skip


def _number(lever: Lever, start: Decimal | None, now: Decimal | None, lang: Lang) -> None:
    key = f"lever-number-{lever.key}"
    st.session_state[key] = None if now is None else lever.typed(now)
    text = words.PERCENT if lever.is_share else words.NUMBER
    st.number_input(
        text.fill(name=lever.name).to(lang), 0.0, 100.0 if lever.is_share else float(MOST),
        value="min" if now is not None else None, step=float(lever.step(start)), key=key,
        format=f"%.{lever.decimals}f", label_visibility="collapsed", placeholder="–", width=150,
        on_change=_moved, args=(key, lever.key),
    )  # fmt: skip


def _format(lever: Lever, whole: str) -> str:
    if lever.is_share:
        return f"%.{lever.decimals}f%%"
    return f"%.{lever.decimals}f" if lever.decimals else whole


def _moved(key: str, lever: str) -> None:
    """Write where a lever was moved to into the URL."""
    typed = st.session_state[key]
    value = "" if typed is None else f"{BY_KEY[lever].read(typed).normalize():f}"
    url.write({name(lever): value})
