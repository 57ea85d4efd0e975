"""The overview's parts: the star, core cards, what needs action, and the empties."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.text import Lang, Text
from kpi.card import Board, Card, Chip, Origin, Pair, Todo
from pages.ui import words
from pages.ui.charts import pace, spark
from pages.ui.empty import to_data
from pages.ui.plain import plain
from pages.ui.tables import pairs, table
from pages.ui.theme import CHIP_SLOT, palette

Ask = Callable[[str], Origin]
UTM = Path(__file__).parents[1] / "utm.py"
CHINESE = re.compile(r"[\u2e80-\uffef]")
HERO = 9
"""Letters of a figure that stand in the hero's size on a phone; a longer one is a size smaller."""


def sentence(board: Board) -> None:
    """Open the page: period, comparison and news in one sentence."""
    st.subheader(plain(board.sentence), anchor=False)


def without_answer(board: Board) -> bool:
    """Return whether no card has an answer."""
    every = (*board.cards, *([board.star] if board.star else []))
    return all(card.why_empty for card in every)


def star(card: Card, lang: Lang, ask: Ask) -> None:
    """Draw the north star: figure, pace and comparison left, the running sum right."""
    with st.container(border=True, height="stretch"):
        left, right = st.columns([10, 13], gap="medium")
        with left.container(height="stretch", vertical_alignment="distribute", gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"#### {plain(card.name)}", anchors=False, width="content")
                scope = f":gray[{plain(card.scope)}]　" if card.scope else ""
                st.markdown(f"{scope}{_chip(card.chip)}", width="content")
            hero = st.title if len(card.figure) <= HERO else st.header
            hero(_unbroken(card.figure), anchor=False)
            if card.why_empty:
                _empty(card, lang)
            if card.pace:
                with st.grid(len(card.pace), min_column_width=64):
                    for pair in card.pace:
                        with st.container(gap=None):
                            st.markdown(f":gray[:small[{plain(pair.label)}]]")
                            st.subheader(plain(pair.value), anchor=False)
            _pairs(card.table)
            _foot(card, lang, ask, card.basis)
        with right:
            chart = pace(card.chart, palette(), words.PREVIOUS.to(lang))
            st.vega_lite_chart(chart, theme=None, alt=card.chart.alt)


def core(card: Card, lang: Lang, ask: Ask) -> None:
    """Draw one core card: name, verdict, figure and changes on top; weeks and owner at its foot."""
    with st.container(border=True, height="stretch", vertical_alignment="distribute"):
        with st.container(gap="xsmall"):
            scope = f":gray[:small[{plain(card.scope)}]]　" if card.scope else ""
            st.markdown(f"**{plain(card.name)}**  \n{scope}{_chip(card.chip)}")
            with _row("bottom"):
                st.metric(card.name, card.figure, label_visibility="collapsed", width="content")
                beside = [plain(card.flag), f":gray[{plain(card.target)}]"]
                text = "  \n".join(f":small[{x}]" for x in beside if x)
                st.markdown(text, width="content", text_alignment="right")
            basis = f"  \n:gray[:small[{plain(card.basis)}]]" if card.basis else ""
            st.markdown("　".join(_change(pair) for pair in card.changes) + basis)
        with st.container(gap="xsmall"):
            if card.why_empty:
                _empty(card, lang)
            else:
                st.vega_lite_chart(spark(card.chart, palette()), theme=None, alt=card.chart.alt)
            _foot(card, lang, ask)


def needs_action(board: Board, lang: Lang) -> None:
    """Draw at most three things to do, each with its agreed step, owner and day."""
    with st.container(border=True, height="stretch"):
        st.markdown(f"#### {words.NEEDS_ACTION.to(lang)}", anchors=False)
        for todo in board.todos:
            _todo(todo)
        if not board.todos:
            st.markdown(f":gray[:material/check_circle: {words.NOTHING_TO_DO.to(lang)}]")
        if board.more_todos:
            st.markdown(f":gray[{words.MORE_TODOS.fill(n=board.more_todos).to(lang)}]")


def watched(board: Board, lang: Lang, ask: Ask) -> None:
    """Draw what is watched beside the core in one line; each figure opens where it comes from."""
    told = [card for card in board.watched if not card.why_empty]
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":gray[{words.WATCHED.to(lang)}]", width="content")
        for card in told:
            label = f"{plain(card.name)} **{plain(card.figure)}** {_chip(card.chip)}"
            if st.button(label, key=f"watched-{card.goal_id}", type="tertiary"):
                origin(ask(card.goal_id), lang)


def freshness(board: Board) -> None:
    """Draw the page's last line: how far each source reaches, and why the period ends there."""
    facts = "　".join(plain(x) for x in (board.freshness, board.period_note) if x)
    st.markdown(f":gray[:material/schedule: {facts}]")


def unmatched(told: Text | None, lang: Lang) -> None:
    """Lead to the links of which spend has none, where there is such spend."""
    if told:
        st.page_link(UTM, label=plain(told.to(lang)), icon=":material/link_off:")


def wrong(found: Sequence[Text], lang: Lang) -> None:
    """Say what keeps the board's own messages from arriving."""
    for text in found:
        st.markdown(f":red[:material/error: {plain(text.to(lang))}]")


def origin(found: Origin, lang: Lang) -> None:
    """Open the answer to "where does this number come from"."""
    title = words.ORIGIN_OF.fill(name=plain(found.title))
    st.dialog(title.to(lang), width="medium")(origin_told)(found, lang)


def origin_told(found: Origin, lang: Lang) -> None:
    """Say where a figure comes from: in a sentence, in facts, and which files."""
    st.markdown(plain(found.sentence))
    _pairs(found.facts)
    if not found.files:
        return
    st.markdown(f"**{words.FILES.to(lang)}**")
    titles = (words.FILE, words.SOURCE, words.DAYS, words.IMPORTED)
    rows = [[plain(x) for x in (f.file, f.source, f.days, f.imported)] for f in found.files]
    table(titles, rows, lang)


def _chip(chip: Chip | None) -> str:
    if chip is None:
        return ""
    return f":{CHIP_SLOT[chip.verdict]}-badge[:material/{chip.icon}: {plain(chip.word)}]"


def _change(pair: Pair) -> str:
    told = _unbroken(f"{pair.value} {pair.note}".rstrip())
    return f":gray[{_unbroken(pair.label)}]\u00a0{told}"


def _unbroken(text: str) -> str:
    """Keep a few words on one line: Chinese breaks beside any of its letters unless joined."""
    joined = plain(text).replace(" ", "\u00a0")
    return CHINESE.sub("\u2060\\g<0>\u2060", joined)


def _pairs(found: tuple[Pair, ...]) -> None:
    notes = [f"　:gray[{plain(p.note)}]" if p.note else "" for p in found]
    rows = [
        (f":gray[{_unbroken(p.label)}]", f"**{plain(p.value)}**{note}")
        for p, note in zip(found, notes, strict=True)
    ]
    if rows:
        pairs(rows)


def _foot(card: Card, lang: Lang, ask: Ask, basis: str = "") -> None:
    with _row("center"):
        facts = "　".join(plain(x) for x in (card.owner, basis) if x)
        st.markdown(f":gray[:small[:material/person: {facts}]]", width="stretch")
        label = words.SOURCE.to(lang)
        key = f"origin-{card.goal_id}"
        if st.button(label, key=key, icon=":material/info:", type="tertiary"):
            origin(ask(card.goal_id), lang)


def _todo(todo: Todo) -> None:
    with _row("center"):
        what = f":red[:material/error:] **{plain(todo.what)}**  \n:gray[{plain(todo.step)}]"
        st.markdown(what, width="stretch")
        st.markdown(f":gray[{plain(todo.due)}]", width="content")


def _empty(card: Card, lang: Lang) -> None:
    st.markdown(f":gray[{plain(card.why_empty)}]")
    to_data(f"data-{card.goal_id}", lang)


def _row(align: Literal["center", "bottom"]) -> DeltaGenerator:
    """Return a row that may wrap: one that may not is a box with scrollbars of its own."""
    return st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment=align,
        gap="xsmall",
    )
