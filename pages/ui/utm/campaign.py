"""One campaign of the audit: what to do, and what people may say of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.state import Conflict
from data.text import Lang, Text
from kpi.definition import Unit
from kpi.format import figure
from kpi.naming import value_name
from kpi.utm import telling
from kpi.utm.audit import Audit, Line
from kpi.utm.facts import Campaign
from kpi.utm.kept import Settled, settle
from kpi.utm.matching import KINDS
from pages.ui import access, reasons
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.utm import scene as here
from pages.ui.utm import words
from pages.ui.utm.lines import name_of
from pages.ui.utm.scene import Scene

WRONG = "utm-wrong"
"""In the session: which way of settling was refused, and why."""


def draw(scene: Scene, found: Audit, opened: str) -> None:
    """Draw the campaign the URL opens."""
    lang = scene.lang
    st.button(
        words.BACK.to(lang), key="utm-back", icon=":material/arrow_back:", type="tertiary",
        on_click=here.go, args=("campaign", ""),
    )  # fmt: skip
    line = next((x for x in found.lines if x.campaign.id == opened), None)
    if line is None:
        st.info(words.GONE.to(lang), icon=":material/info:")
        return
    c = line.campaign
    st.markdown(f"#### {plain(name_of(line, lang))}", anchors=False)
    st.markdown(f":gray[{plain(_detail(c, lang))}]")
    _matched(line, lang)
    if advice := telling.advice(line, scene.rules.tidy(c.name)):
        st.markdown(f":material/build: {plain(advice.to(lang))}")
    if line.said:
        _settled(line.said, lang)
        return
    if found.told and not line.match.is_matched:
        left, right = st.columns(2, gap="medium")
        with left, st.container(border=True):
            _same(line, found, lang)
        with right, st.container(border=True):
            _untracked(c, lang)


def _detail(c: Campaign, lang: Lang) -> str:
    told = words.DETAIL.fill(
        platform=value_name("platform", c.platform, lang),
        account=c.account,
        cost=telling.money([(c.currency, c.cost)], lang),
        basis=words.BASIS[c.basis],
        clicks=figure(c.clicks, Unit.COUNT, lang, full=True),
    ).to(lang)
    return told + (words.NUMBER.fill(id=c.campaign_id).to(lang) if c.campaign_id else "")


def _matched(line: Line, lang: Lang) -> None:
    if line.match.names:
        names = telling.AND.to(lang).join(f"「{name}」" if lang == "zh" else f"“{name}”"
                                          for name in line.match.names)  # fmt: skip
        n = figure(line.match.sessions, Unit.COUNT, lang, full=True)
        text = words.MATCHED.to(lang).format(names=names, n=n, how=KINDS[line.match.kind].to(lang))
        st.markdown(f":material/check: {plain(text)}")


def _settled(said: Settled, lang: Lang) -> None:
    """Tell what was said of it, and let it be taken back."""
    text = words.SAID_SAME if said.same else words.SAID_UNTRACKED
    names = telling.AND.to(lang).join(said.same)
    told = text.fill(by=said.by, at=said.at[:10], names=names, why=said.untracked)
    st.markdown(plain(told.to(lang)))
    with st.container(border=True):
        reasons.why("utm-back-why", lang)
        _refused("back", lang)
        st.button(words.TAKE_BACK.to(lang), key="utm-take-back", icon=":material/undo:",
                  on_click=_take_back, args=(said,))  # fmt: skip


def _same(line: Line, found: Audit, lang: Lang) -> None:
    """Let it be said which campaign in GA4 is this one; near names stand first."""
    st.markdown(f"**{words.SAME_TITLE.to(lang)}**")
    st.markdown(f":gray[:small[{words.SAME_DO.to(lang)}]]")
    near = {
        n.name: words.NEAR_OPTION.fill(name=n.name, why=telling.reason(n)).to(lang)
        for n in line.match.near
    }
    taken = {name for x in found.lines for name in x.match.names}
    others = [name for name in found.names if name not in near and name not in taken]
    st.selectbox(
        words.WHICH.to(lang), [*near, *others], 0 if near else None, key="utm-same",
        format_func=lambda name: near.get(name, name), placeholder=words.CHOOSE_ONE.to(lang),
    )  # fmt: skip
    reasons.why("utm-same-why", lang)
    _refused("same", lang)
    st.button(words.SAY_SAME.to(lang), key="utm-say-same", icon=":material/link:",
              on_click=_say_same, args=(line.campaign,))  # fmt: skip


def _untracked(c: Campaign, lang: Lang) -> None:
    st.markdown(f"**{words.UNTRACKED_TITLE.to(lang)}**")
    st.markdown(f":gray[:small[{words.UNTRACKED_DO.to(lang)}]]")
    reasons.why("utm-untracked-why", lang)
    _refused("untracked", lang)
    st.button(words.SAY_UNTRACKED.to(lang), key="utm-say-untracked",
              icon=":material/visibility_off:", on_click=_say_untracked, args=(c,))  # fmt: skip


def _refused(way: str, lang: Lang) -> None:
    at, text = st.session_state.get(WRONG, ("", None))
    if at == way and text:
        st.error(plain(text.to(lang)), icon=":material/error:")


def _say_same(c: Campaign) -> None:
    name = st.session_state.get("utm-same")
    if not name:
        st.session_state[WRONG] = "same", words.SAME_MISSING
        return
    kept = words.KEPT_SAME.fill(name=c.name, other=name)
    _keep("same", Settled(c.id, c.name, same=(name,)), kept)


def _say_untracked(c: Campaign) -> None:
    why = reasons.given("utm-untracked-why")
    kept = words.KEPT_UNTRACKED.fill(name=c.name)
    _keep("untracked", Settled(c.id, c.name, untracked=why), kept)


def _take_back(said: Settled) -> None:
    nothing = replace(said, same=(), untracked="")
    _keep("back", nothing, words.TAKEN_BACK.fill(name=said.name))


def _keep(way: str, said: Settled, kept: Text) -> None:
    """Keep what was said with its reason, or say why not."""
    why = reasons.given(f"utm-{way}-why")
    st.session_state[WRONG] = way, None if why else house.WHY_MISSING
    if not why:
        return
    try:
        settle(access.state(), said, access.user(), why)
    except Conflict:
        here.say(words.FASTER, error=True)
        return
    st.session_state[f"utm-{way}-why"] = ""
    here.say(kept)
    here.go("campaign", "")
