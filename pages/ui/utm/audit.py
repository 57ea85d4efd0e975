"""The audit: the money, the campaigns it went to, the links that break the rules."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.text import Lang
from kpi.definition import Unit
from kpi.facts.ga4_channels import label
from kpi.format import NO_ANSWER, days, figure
from kpi.period import Span
from kpi.utm import telling
from kpi.utm.audit import PLAUSIBLE, Audit
from pages.ui import access, empty
from pages.ui.plain import plain
from pages.ui.tables import table as drawn
from pages.ui.utm import campaign, lines, words
from pages.ui.utm import scene as here
from pages.ui.utm.scene import Scene

SHOWN = 15
"""Links that break the rules are shown so many."""


def sentence(scene: Scene) -> str:
    """Return the sentence on top, with the money."""
    found = scene.audit()
    return telling.headline(found, scene.lang) if found else words.NOTHING_YET.to(scene.lang)


def draw(scene: Scene) -> None:
    """Draw the audit, or the one campaign the URL opens."""
    found, lang = scene.audit(), scene.lang
    if found is None:
        empty.to_data("utm-data", lang)
        return
    if opened := here.opened():
        campaign.draw(scene, found, opened)
        return
    _choose(found, lang)
    _caveats(found, lang)
    if not found.lines:
        return
    if found.told:
        _figures(found, lang)
    lines.lines(found, lang)
    if found.told:
        _broken(found, lang)


def _choose(found: Audit, lang: Lang) -> None:
    """Draw the period."""
    st.session_state["utm-span"] = here.period()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            words.FIRST.to(lang), list(words.PERIODS), key="utm-span", required=True,
            format_func=lambda code: words.PERIODS[code].to(lang), label_visibility="collapsed",
            on_change=_chosen, args=(found.asked,),
        )  # fmt: skip
        if here.period() == "custom":
            ends = ((words.FIRST, "utm-first", found.asked.start),
                    (words.LAST, "utm-last", found.asked.end))  # fmt: skip
            for text, key, day in ends:
                st.session_state[key] = day
                st.date_input(text.to(lang), key=key, format="YYYY/MM/DD", width=150,
                              max_value=access.today(), on_change=_typed)  # fmt: skip


def _chosen(shown: Span) -> None:
    if st.session_state["utm-span"] == "custom":
        here.see(shown)
        return
    here.go("span", st.session_state["utm-span"])
    for name in ("first", "last"):
        here.go(name, "")


def _typed() -> None:
    first, last = st.session_state["utm-first"], st.session_state["utm-last"]
    if isinstance(first, date) and isinstance(last, date):
        here.see(Span(min(first, last), max(first, last)))


def _caveats(found: Audit, lang: Lang) -> None:
    for note in telling.caveats(found):
        if found.told:
            st.markdown(f":gray[:material/info: {plain(note.to(lang))}]")
        else:
            st.info(plain(note.to(lang)), icon=":material/info:")
    if found.told:
        return
    with st.container(horizontal=True):
        if found.ever:
            text = words.SEE_KNOWN.fill(days=days(found.ever, found.ever.end))
            st.button(text.to(lang), key="utm-see", on_click=here.see, args=(found.ever,))
        empty.to_data("utm-data", lang)


def _figures(found: Audit, lang: Lang) -> None:
    """Draw the figures: a card each."""
    grid = st.grid(4, min_column_width=200)
    for title, value, note in (_lost(found, lang), _near(found, lang), _clicks(found, lang),
                               _unassigned(found, lang)):  # fmt: skip
        with grid, st.container(border=True, height="stretch", gap="xsmall"):
            st.markdown(f"**{title}**")
            st.metric(title, value, label_visibility="collapsed")
            st.markdown(f":gray[:small[{plain(note)}]]" if note else "")


Card = tuple[str, str, str]


def _lost(found: Audit, lang: Lang) -> Card:
    money = telling.money([(m.currency, m.unmatched) for m in found.money], lang)
    shares = [figure(m.share, Unit.RATIO, lang) for m in found.money]
    note = words.LOST_NOTE.fill(share=telling.AND.to(lang).join(shares)).to(lang)
    return words.LOST.to(lang), money, note


def _near(found: Audit, lang: Lang) -> Card:
    money = telling.money([(m.currency, m.near) for m in found.money], lang)
    note = words.NEAR_NOTE.fill(n=len(found.misses)).to(lang)
    untracked = [(m.currency, m.untracked) for m in found.money if m.untracked]
    if untracked:
        note = words.UNTRACKED_NOTE.fill(cost=telling.money(untracked, lang)).to(lang)
    return words.NEAR.to(lang), money, note


def _clicks(found: Audit, lang: Lang) -> Card:
    low, high = PLAUSIBLE
    value = figure(found.per_click, Unit.MULTIPLE, lang)
    return words.PER_CLICK.to(lang), value, words.PER_CLICK_NOTE.fill(low=low, high=high).to(lang)


def _unassigned(found: Audit, lang: Lang) -> Card:
    count, every = found.unassigned, found.sessions
    part = count / every if every and count is not None else None
    told = figure(part, Unit.RATIO, lang)
    note = words.UNASSIGNED_NOTE.fill(n=figure(count, Unit.COUNT, lang, full=True))
    return words.UNASSIGNED.to(lang), told, note.to(lang) if every else ""


def _broken(found: Audit, lang: Lang) -> None:
    """Draw the links that break the rules."""
    st.markdown(f"#### {words.BROKEN.to(lang)}", anchors=False)
    if not found.broken:
        st.markdown(f":gray[{words.BROKEN_NONE.to(lang)}]")
    rows = [
        (
            f"**{plain(v.campaign or NO_ANSWER)}**",
            plain(f"{v.source or NO_ANSWER} / {v.medium or NO_ANSWER}"),
            words.BETWEEN.to(lang).join(plain(why.to(lang)) for why in one.why),
            plain(label(one.group).to(lang)),
            figure(v.sessions, Unit.COUNT, lang, full=True),
            figure(v.revenue, Unit.MONEY, lang, currency=v.currency, full=True),
        )
        for one in found.broken[:SHOWN]
        for v in (one.visits,)
    ]
    if rows:
        titles = (words.IN_UTM, words.SOURCE_MEDIUM, words.WRONG, words.GROUP, words.SESSIONS,
                  words.REVENUE)  # fmt: skip
        drawn(titles, rows, lang, (words.SESSIONS, words.REVENUE))
    said = []
    if len(found.broken) > SHOWN:
        said.append(words.BROKEN_MORE.fill(n=f"{len(found.broken) - SHOWN:,}"))
    if found.nameless:
        said.append(words.NAMELESS.fill(n=f"{found.nameless:,}"))
    if said:
        st.markdown(f":gray[:small[{' '.join(plain(s.to(lang)) for s in said)}]]")
