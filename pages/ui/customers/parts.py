"""The parts of the page of customers: figures, curve, cohorts, maps, and the tables below."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi.customers.board import CustomerBoard
from kpi.grid import Cell, Column, Grid, Line, Tile
from pages.ui import cards, url
from pages.ui import words as common
from pages.ui.customers import scene, words
from pages.ui.customers.charts import curve, heat_map
from pages.ui.empty import DATA
from pages.ui.plain import plain, unbroken
from pages.ui.table_files import files
from pages.ui.tables import table
from pages.ui.theme import CHIP_SLOT, palette

DETAIL = "detail"
"""In the URL: which of the other tables is shown."""
STATUS = Text("狀態", "Status")
WORDS = frozenset(("rule", "advice"))
"""Columns of words, which stand to the left."""
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def sentence(board: CustomerBoard | None, lang: Lang) -> None:
    """Open the page: what a new customer costs, when that is back, what he is worth."""
    st.subheader(plain(board.sentence) if board else words.CUSTOMERS.to(lang), anchor=False)


def figures(board: CustomerBoard, seen: Snapshot, lang: Lang) -> None:
    """Draw the four figures, each with its range, and what is missing for them."""
    if board.needs_margin:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(words.NEEDS_MARGIN.to(lang), width="stretch")
            label = words.ENTER_MARGIN.to(lang)
            if st.button(label, key="enter-margin", icon=":material/percent:"):
                st.switch_page(DATA, query_params={"part": "rules", "lang": lang})
    grid = st.grid(len(board.tiles), min_column_width=220)
    for tile in board.tiles:
        with grid:
            _tile(tile, seen, lang)


def _tile(tile: Tile, seen: Snapshot, lang: Lang) -> None:
    """Draw one figure: name and verdict, figure, its range and months, where it comes from."""
    with st.container(border=True, height="stretch", vertical_alignment="distribute", gap="xsmall"):
        with st.container(gap="xsmall"):
            st.markdown(f"**{plain(tile.name)}**　{_chip(tile)}".rstrip("　"))
            with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall",
                              horizontal_alignment="distribute"):  # fmt: skip
                st.metric(tile.name, tile.figure, label_visibility="collapsed", width="content")
                beside = [plain(tile.flag), f":gray[{plain(tile.target)}]" if tile.target else ""]
                text = "  \n".join(f":small[{x}]" for x in beside if x)
                if text:
                    st.markdown(text, width="content", text_alignment="right")
            st.markdown(f":gray[{plain(tile.change.label)}] {plain(tile.change.value)}")
            for said in (tile.why_empty, tile.why_not):
                if said:
                    st.markdown(f":gray[:small[{plain(said)}]]")
        with st.container(horizontal=True, horizontal_alignment="right"):
            label, key = common.SOURCE.to(lang), f"origin-{tile.key}"
            if st.button(label, key=key, icon=":material/info:", type="tertiary"):
                found = scene.origin(seen, lang, tile.key)
                if found:
                    cards.origin(found, lang)


def _chip(tile: Tile) -> str:
    if tile.chip is None:
        return ""
    return f":{CHIP_SLOT[tile.chip.verdict]}-badge[:material/{tile.chip.icon}: {tile.chip.word}]"


def picture(board: CustomerBoard, lang: Lang) -> None:
    """Draw the margin of a new customer against what he cost."""
    with st.container(border=True):
        _head(words.CURVE.to(lang), words.CURVE_DO.to(lang) if board.curve else "")
        if board.curve is None:
            st.markdown(plain(board.why_no_curve))
            return
        spec = curve(board.curve, palette(), lang)
        st.vega_lite_chart(spec, theme=None, alt=board.curve.alt)


def cohorts(board: CustomerBoard, lang: Lang) -> None:
    """Draw a line a month of first orders."""
    _grid(words.COHORTS, "cohorts", board.cohorts, lang)


def maps(board: CustomerBoard, lang: Lang) -> None:
    """Draw who comes back, by month of the first order and month since."""
    _head(words.RETENTION.to(lang), "")
    _notes((board.maps_note,))
    grid = st.grid(2, min_column_width=320)
    for one in board.maps:
        with grid, st.container(border=True):
            st.markdown(f"**{plain(one.title)}**")
            st.vega_lite_chart(heat_map(one, palette()), theme=None, alt=one.alt)


def rest(board: CustomerBoard, lang: Lang) -> None:
    """Draw one of the other tables; the URL says which."""
    shown = {
        "split": board.split, "segments": board.segments, "channels": board.channels,
        "pairs": board.pairs,
    }  # fmt: skip
    chosen = st.query_params.get(DETAIL, "")
    chosen = chosen if chosen in shown else next(iter(shown))
    st.session_state["customers-detail"] = chosen
    st.segmented_control(
        words.DETAIL.to(lang), list(shown), key="customers-detail", required=True,
        format_func=lambda name: words.DETAILS[name].to(lang), label_visibility="collapsed",
        on_change=_chosen,
    )  # fmt: skip
    if shown[chosen].lines:
        _grid(words.DETAILS[chosen], chosen, shown[chosen], lang)
    else:
        _notes((words.NO_PAIRS.to(lang),))


def subscriptions(shown: Grid, lang: Lang) -> None:
    """Draw how long subscribers stay; where nothing says so, what would."""
    if shown.lines:
        _grid(words.SUBSCRIPTIONS, "subscriptions", shown, lang)
    else:
        _notes(shown.notes)


def _chosen() -> None:
    chosen = st.session_state["customers-detail"]
    url.write({DETAIL: chosen if chosen != next(iter(words.DETAILS)) else ""})


def notes(board: CustomerBoard) -> None:
    """Draw what has to be known of the estimate, and how far the orders reach."""
    _notes(board.notes)
    st.markdown(f":gray[:material/schedule: {plain(board.freshness)}]")


def _grid(title: Text, name: str, shown: Grid, lang: Lang) -> None:
    """Draw a table with its notes and its downloads."""
    _head(title.to(lang), "")
    judged = any(line.verdicts for line in shown.lines)
    named = [Text(shown.title, shown.title), *([STATUS] if judged else [])]
    titles = [*named, *(Text(column.title, column.title) for column in shown.columns)]
    right = [t for t, c in zip(titles[len(named) :], shown.columns, strict=True)
             if c.key not in WORDS]  # fmt: skip
    table(titles, [_line(line, shown.columns, judged) for line in shown.lines], lang, figures=right)
    _notes(shown.notes)
    files(shown, words.CUSTOMERS, name, lang)


def _line(line: Line, columns: Sequence[Column], judged: bool) -> list[str]:
    told = [f"**{unbroken(line.name) if MONTH.fullmatch(line.name) else plain(line.name)}**"]
    if judged:
        told.append(" ".join(f":{CHIP_SLOT[v.verdict]}-badge[:material/{v.icon}: {plain(v.word)}]"
                             for v in line.verdicts))  # fmt: skip
    cells = zip(line.cells, columns, strict=True)
    return [*told, *(_cell(cell, column) for cell, column in cells)]


def _cell(cell: Cell, column: Column) -> str:
    """Write a figure on one line; in grey who is not back yet, for it is not known yet."""
    if column.key in WORDS:
        return plain(cell.text)
    text = unbroken(cell.text)
    return f":gray[{text}]" if column.key == "payback" and cell.value is None else text


def _head(title: str, hint: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.markdown(f"#### {plain(title)}", anchors=False, width="content")
        if hint:
            st.markdown(f":gray[:small[{plain(hint)}]]", width="content")


def _notes(said: tuple[str, ...]) -> None:
    if said:
        st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in said))
