"""The parts of the page of funnels: sentence, choices, greatest loss, picture, table, cut."""

from __future__ import annotations

import streamlit as st

from data.text import Lang
from kpi.funnels.board import FunnelBoard
from kpi.funnels.losses import DEFINITION
from kpi.funnels.words import AGAINST
from kpi.grid import Grid
from pages.ui import cards, grids, url
from pages.ui.funnel import words
from pages.ui.funnel.picture import picture as drawn
from pages.ui.funnel.scene import AGAINST as AGAINST_KEY
from pages.ui.funnel.scene import BY, EDIT, FUNNEL, PREVIOUS, Scene, choose
from pages.ui.plain import plain, unbroken
from pages.ui.table_files import files
from pages.ui.tables import pairs
from pages.ui.tables import table as figures
from pages.ui.theme import palette
from pages.ui.words import SOURCE


def sentence(board: FunnelBoard) -> None:
    """Open the page: period, comparison and the greatest loss in one sentence."""
    st.subheader(plain(board.sentence), anchor=False)


def choices(at: Scene) -> None:
    """Draw which funnel, against what, and the way to steps of one's own."""
    lang = at.view.lang
    names = {f.id: f.name.to(lang) for f in at.every}
    names |= {f.id: words.OWN.fill(name=f.name).to(lang) for f in at.every if f.is_own}
    st.session_state[FUNNEL] = at.funnel.id
    st.selectbox(
        words.WHICH.to(lang), list(names), key=FUNNEL, format_func=names.__getitem__,
        label_visibility="collapsed", width=200, on_change=choose, args=(FUNNEL, ""),
    )  # fmt: skip
    st.session_state[AGAINST_KEY] = at.against
    st.segmented_control(
        words.AGAINST.to(lang), list(AGAINST), key=AGAINST_KEY, required=True,
        format_func=lambda code: AGAINST[code].to(lang), label_visibility="collapsed",
        on_change=choose, args=(AGAINST_KEY, PREVIOUS),
    )  # fmt: skip
    icon = ":material/edit:"
    st.button(
        words.CHOOSE.to(lang), key="edit-funnel", icon=icon, type="tertiary",
        on_click=url.write, args=({EDIT: "" if at.edited else "1"},),
    )  # fmt: skip


def loser(board: FunnelBoard) -> None:
    """Draw the greatest loss: how much, what it costs, whose, what to do."""
    if board.loser is None:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f":material/trending_down: **{plain(board.loser.title)}**")
        for row in (board.loser.facts, board.loser.who):
            told = (f":gray[{plain(p.label)}]　{plain(p.value)}" for p in row)
            st.markdown(("  \n" if row is board.loser.facts else "　　").join(told))


def picture(board: FunnelBoard, at: Scene) -> None:
    """Draw the funnel, what must be known of it, and where its figures come from."""
    lang = at.view.lang
    with st.container(border=True, gap="small"):
        st.vega_lite_chart(drawn(board, palette(), lang), theme=None, alt=board.alt)
        _sources(board, at, lang)
        notes = [*board.notes, *_missing(board, lang)]
        if notes:
            st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in notes))


def _missing(board: FunnelBoard, lang: Lang) -> list[str]:
    told = (line for line in board.lines if line.why_empty)
    return [words.MISSING.fill(name=x.name, why=x.why_empty).to(lang) for x in told]


def _sources(board: FunnelBoard, at: Scene, lang: Lang) -> None:
    """Draw one button a step that tells where its figures come from."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f":gray[:small[{words.SOURCES.to(lang)}]]", width="content")
        for line in board.lines:
            key = f"origin-{line.key}"
            told = f"{SOURCE.to(lang)}：{line.name}"
            if st.button(plain(line.name), key=key, type="tertiary", help=told):
                found = at.origin(line.key)
                if found:
                    cards.origin(found, lang)
        with st.popover(words.DEFINITION.to(lang), type="tertiary"):
            st.markdown(plain(DEFINITION.to(lang)))


def table(board: FunnelBoard, lang: Lang) -> None:
    """Draw every step's figures as a table, also for whoever sees no picture."""
    rows = [[unbroken(cell) for cell in row] for row in board.table.rows]
    rows = [[f"**{row[0]}**", *row[1:]] for row in rows]
    figures(board.table.titles, rows, lang, board.table.figures)


def cut(board: FunnelBoard, at: Scene) -> None:
    """Draw the funnel cut into members, and what it may be cut by."""
    lang = at.view.lang
    if not board.cuts:
        return
    names = dict(board.cuts)
    by = board.by or next(iter(names))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        title = words.CUT.fill(by=names[by]).to(lang)
        st.markdown(f"#### {plain(title)}", anchors=False, width="content")
        st.session_state[BY] = by
        st.selectbox(
            words.BY.to(lang), list(names), key=BY, format_func=names.__getitem__,
            label_visibility="collapsed", width=200, on_change=choose, args=(BY, ""),
        )  # fmt: skip
    if board.cut is None:
        st.markdown(f":gray[{words.NO_CUT.to(lang)}]")
        return
    grids.grid(board.cut, f"funnel-cut-{board.by}", lang)
    _notes(board.cut)
    files(board.cut, words.FUNNEL, names[by], lang)


def _notes(grid: Grid) -> None:
    st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in grid.notes))


def more(board: FunnelBoard, lang: Lang) -> None:
    """Draw times between steps and why sales sent leads back, where a CRM tells them."""
    told = ((words.TIMES, board.times), (words.REASONS, board.reasons))
    for title, rows in told:
        if rows:
            st.markdown(f"#### {plain(title.to(lang))}", anchors=False)
            pairs([(plain(p.label), _valued(p.value, p.note)) for p in rows])


def _valued(value: str, note: str) -> str:
    return f"**{plain(value)}**" + (f"　:gray[{plain(note)}]" if note else "")


def freshness(board: FunnelBoard) -> None:
    """Draw the page's last line: how far each source reaches, and why the period ends there."""
    facts = "　".join(plain(x) for x in board.freshness if x)
    st.markdown(f":gray[:material/schedule: {facts}]")
