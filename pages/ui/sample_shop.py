"""The sample shop on every page: how far making it is, that it is invented, and the way out."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

from data import intake
from data.samples import SampleRefused, Stage, progress, stage
from data.text import Lang, Text
from pages.ui import access
from pages.ui.filters import switch_language
from pages.ui.plain import plain

OVERVIEW = Path(__file__).parents[1] / "overview.py"
EVERY = 1.0
"""Seconds between two looks while a child is at work."""
LONG = 120
"""After so many seconds without news it may have been cut short; the page offers to go on."""

MAKING = Text("正在準備一間示範商店", "A demo shop is being made")
ABOUT = Text(
    "這是虛構的茶葉店：兩年的廣告、GA4、訂單與費用，走一遍和你的檔案一樣的匯入。大約半分鐘，"
    "好了就會自己打開看板。",
    "A made-up tea shop: two years of ads, GA4, orders and costs, brought in the way your own"
    " files will be. It takes about half a minute, then the board opens by itself.",
)
STEP = Text("{done}／{steps}　{what}", "{done} of {steps}: {what}")
SKIP = Text("不看示範，直接從空白開始", "Skip the demo and start empty")
GO_ON = Text("等太久？從中斷的地方繼續", "Too long? Go on where it stopped")
LEAVING = Text("正在清空示範商店", "The demo shop is being taken out")
SOON = Text(
    "幾秒鐘就好，之後就能放入自己的檔案。",
    "This takes a few seconds; then you can bring your own files.",
)
BANNER = Text(
    "**這是虛構的示範商店**，所有數字都是編出來的。",
    "**This is a made-up demo shop**; every figure is invented.",
)
OWN = Text("改用自己的資料", "Start with your own data")
GOES = Text(
    "會清掉的只有虛構的東西：{n} 個匯入檔和由它們算出的數字，以及這間商店的目標、規則、"
    "欄位對應與設定，包括看示範時改過的。清掉後無法復原。",
    "Only invented things go: {n} imported files and the figures from them, and this shop's goals,"
    " rules, column mappings and settings, also those changed while looking around. They cannot"
    " be brought back.",
)
STAYS = Text(
    "誰在何時做了什麼，仍留在紀錄裡。示範商店不會再自己出現。",
    "Who did what and when stays on record. The demo shop does not come back by itself.",
)
EMPTY_NOW = Text("清空，從自己的資料開始", "Empty it and start with my data")
NOT_NOW = Text("先不要", "Not now")
NO_MIXING = Text(
    "這裡裝的是虛構的示範商店，不收自己的資料，以免兩邊的數字混在一起。",
    "This store holds the made-up demo shop. It takes no data of your own, so that the figures"
    " never mix.",
)


def waits(lang: Lang) -> bool:
    """Draw what the sample asks of every page; return whether it keeps the page itself waiting.

    That is how far a child is while the sample is being made or taken out, else that it is one.
    """
    found = stage(access.state())
    if found not in (Stage.FILLING, Stage.LEAVING):
        st.session_state.pop("sample-news", None)
        if found is Stage.FILLED:
            _banner(lang)
        return False
    filling = found is Stage.FILLING
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader((MAKING if filling else LEAVING).to(lang), anchor=False)
        switch_language(lang)
    with st.container(border=True):
        st.markdown((ABOUT if filling else SOON).to(lang))
        st.fragment(_progress, run_every=EVERY)(found, lang)
    return True


def _banner(lang: Lang) -> None:
    """Say on a page of the sample that it is invented, with the way to own data."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/science: {BANNER.to(lang)}", width="content")
        _way_out("banner", lang)


def in_the_way(lang: Lang) -> bool:
    """Say, where own data would come in, that the sample is in the way; else return False."""
    if stage(access.state()) is not Stage.FILLED:
        return False
    with st.container(border=True):
        st.markdown(NO_MIXING.to(lang))
        _way_out("in-the-way", lang)
    return True


def refused(reason: SampleRefused) -> None:
    """Remember why files were not taken, for a page that was drawn before the sample came."""
    st.session_state["sample-refused"] = reason.text


def say_refused(lang: Lang) -> None:
    """Say once why files were not taken."""
    text = st.session_state.pop("sample-refused", None)
    if text:
        st.error(text.to(lang), icon=":material/error:")


def _way_out(where: str, lang: Lang) -> None:
    if st.button(OWN.to(lang), key=f"own-data-{where}", icon=":material/arrow_forward:"):
        st.dialog(OWN.to(lang))(_leave)(lang)


def _leave(lang: Lang) -> None:
    """Say what goes and what stays, and ask."""
    st.markdown(GOES.fill(n=len(intake.entries(access.store()))).to(lang))
    st.markdown(STAYS.to(lang))
    with st.container(horizontal=True):
        label, icon = EMPTY_NOW.to(lang), ":material/delete_sweep:"
        if st.button(label, key="leave-sample", icon=icon, on_click=_start_empty):
            st.switch_page(OVERVIEW)
        if st.button(NOT_NOW.to(lang), key="keep-sample", type="tertiary"):
            st.rerun()


def _progress(found: Stage, lang: Lang) -> None:
    state = access.state()
    if stage(state) is not found:
        st.rerun()
    done = 0
    if found is Stage.FILLING:
        now = progress(state)
        done = now.done
        told = STEP.fill(done=done, steps=now.steps, what=now.text).to(lang)
        st.progress(now.share, plain(told))
    else:
        st.markdown(f":gray[:material/hourglass_empty: {LEAVING.to(lang)}…]")
    with st.container(horizontal=True):
        if found is Stage.FILLING:
            label = SKIP.to(lang)
            st.button(label, key="skip-sample", type="tertiary", on_click=_start_empty)
        if _is_late(done):
            act = _fill if found is Stage.FILLING else _start_empty
            st.button(GO_ON.to(lang), key="go-on-sample", on_click=act)


def _is_late(done: int) -> bool:
    """Whether nothing has happened for long, as this visit saw it."""
    seen, since = st.session_state.get("sample-news", (None, 0.0))
    if seen != done:
        seen, since = st.session_state["sample-news"] = done, time.monotonic()
    return time.monotonic() - since > LONG


def _fill() -> None:
    intake.fill_sample(access.store())


def _start_empty() -> None:
    intake.start_empty(access.store(), access.user())
