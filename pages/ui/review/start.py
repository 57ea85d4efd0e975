"""Before a meeting: the week that waits for its review, what it lacks, and those that were held."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from data.state import State
from data.text import LANGS, Lang
from kpi.alerts.files import missing_files
from kpi.card import Verdict
from kpi.facts.beside import Work
from kpi.format import day, days
from kpi.period import Span
from kpi.restated.working import begin
from kpi.review.opening import last_week, open_review, review_before
from kpi.review.record import Review, review, reviews
from kpi.review.refused import Refused
from pages.ui import access, url
from pages.ui.deck import words as deck_words
from pages.ui.plain import plain
from pages.ui.review import scene, words
from pages.ui.tables import table

REFUSED = "review-not-opened"
POLL = 1
"""Seconds until it looks again how far the comparison with the past is."""


def draw(state: State, lang: Lang) -> None:
    """Draw the week that waits, and every review there was."""
    held, week = reviews(state), last_week(access.today())
    newest = review(state, week.start.isoformat())
    if newest is None:
        _ready(week, lang)
    else:
        text = words.GOES_ON if newest.is_open else words.DONE
        told = text.fill(days=days(week), day=day(week.moved(14).start))
        st.subheader(plain(told.to(lang)), anchor=False)
    _held(held, lang)


def _ready(week: Span, lang: Lang) -> None:
    """Say which week waits and what it still lacks; start its review in one click."""
    st.subheader(plain(words.READY.fill(days=days(week)).to(lang)), anchor=False)
    seen = access.snapshot()
    lacks = missing_files(seen, week) if seen else ()
    if lacks:
        lines = "  \n".join(f":gray[{plain(one.worded(lang))}]" for one in lacks)
        st.markdown(f":material/folder_off: {words.MISSING.to(lang)}  \n{lines}")
    work = begin(seen, access.state(), review_before(access.state(), week)) if seen else None
    waits = work is not None and not work.failed
    start = st.button(
        words.START.to(lang), key="start-review", icon=":material/play_arrow:", disabled=waits
    )
    if start:
        with st.spinner(words.OPENING.to(lang)):
            _open(week, lang)
    if work and waits:
        st.fragment(_prepares, run_every=POLL)(work, lang)
    if refused := st.session_state.pop(REFUSED, None):
        st.warning(refused, icon=":material/info:")
    st.markdown(f":gray[:small[{plain(words.FREEZES.to(lang))}]]")


def _prepares(work: Work, lang: Lang) -> None:
    """Show how far the comparison with the past is; the page goes on when it is done."""
    if work.share >= 1 or work.failed:
        st.rerun()
    st.progress(work.share, text=plain(work.text.to(lang)))


def _open(week: Span, lang: Lang) -> None:
    state = access.state()
    try:
        opened = open_review(access.snapshot(), state, week, access.today(), scene.writer())
    except Refused as refused:
        st.session_state[REFUSED] = refused.text.to(lang)
    else:
        url.write({scene.REVIEW: opened.id, scene.ITEM: ""})
    st.rerun()


def _held(held: Sequence[Review], lang: Lang) -> None:
    language = urlencode({"lang": lang}) if lang != LANGS[0] else ""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown(f"#### {words.HELD.to(lang)}", anchors=False, width="content")
        st.link_button(
            deck_words.WALL.to(lang), f"/tv?{language}", type="tertiary", icon=":material/tv:",
            help=words.WALL_HELP.to(lang),
        )  # fmt: skip
    if not held:
        st.markdown(f":gray[{words.NONE_HELD.to(lang)}]")
        return
    titles = (words.WEEK, words.STATE, words.NEEDS, words.DECIDED)
    rows = [_row(one, lang) for one in held]
    table(titles, rows, lang, figures=titles[2:])


def _row(one: Review, lang: Lang) -> list[str]:
    language = {"lang": lang} if lang != LANGS[0] else {}
    address = urlencode({scene.REVIEW: one.id} | language)
    acting = sum(kept.verdict is Verdict.ACT for kept in one.frozen)
    return [
        f"**[{plain(days(one.week))}](?{address})**",
        (words.OPEN if one.is_open else words.CLOSED).to(lang),
        str(acting),
        str(len(one.decisions)),
    ]
