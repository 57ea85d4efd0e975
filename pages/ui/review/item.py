"""One item of the agenda: its figure and why it moved, its table, the decision and the notes."""

from __future__ import annotations

import streamlit as st

from data.text import Text
from kpi.review.chart_of import chart
from kpi.review.slide import Slide
from pages.ui.charts import spark
from pages.ui.plain import plain, unbroken
from pages.ui.review import deciding, notes, words
from pages.ui.review.scene import Scene
from pages.ui.tables import pairs, table
from pages.ui.theme import CHIP_SLOT, palette


def draw(at: Scene) -> None:
    """Draw the item that is looked at."""
    slide = at.at
    with st.container(border=True):
        _head(slide)
        if slide.figure:
            _figure(at)
        for part in at.screens[at.item]:
            for line in part.sentences:
                st.markdown(plain(line))
        _rows(at)
        if slide.choices or slide.decided:
            deciding.draw(at)
        notes.draw(at)
        if slide.speaker:
            with st.expander(words.EXPLAINED.to(at.lang)):
                st.markdown("  \n".join(f":gray[{plain(line)}]" for line in slide.speaker))


def _head(slide: Slide) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"#### {plain(slide.title)}", anchors=False, width="content")
        if slide.chip:
            chip = slide.chip
            badge = f":{CHIP_SLOT[chip.verdict]}-badge[:material/{chip.icon}: {plain(chip.word)}]"
            st.markdown(badge, width="content")
        st.markdown(f":gray[:small[{plain(slide.note)}]]", width="content")


def _rows(at: Scene) -> None:
    """Draw the table of an item, whole: only the projector turns its pages."""
    parts = [part for part in at.screens[at.item] if part.titles]
    if parts:
        titles = [Text(f"{title}\u2060", f"{title}\u2060") for title in parts[0].titles]
        every = [row for part in parts for row in part.rows]
        rows = [[f"**{plain(row[0])}**", *map(plain, row[1:])] for row in every]
        table(titles, rows, at.lang)


def _figure(at: Scene) -> None:
    slide = at.at
    left, right = st.columns(2, gap="medium")
    with left:
        st.title(unbroken(slide.figure), anchor=False)
        told = [slide.limits, slide.flag, *slide.facts]
        st.markdown("  \n".join(plain(line) for line in told if line))
    with right:
        kept = at.review.of_goal(at.item)
        if slide.spark and kept:
            drawn = chart(kept, slide.spark)
            st.vega_lite_chart(spark(drawn, palette()), theme=None, alt=slide.spark.alt)
        if slide.bars:
            st.markdown(f"**{plain(slide.bars_title)}**")
            pairs([(plain(bar.name), unbroken(bar.text)) for bar in slide.bars])
