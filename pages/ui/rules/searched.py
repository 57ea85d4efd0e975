"""Pages, countries and devices of organic search, beside the brand words: one table at a time."""

from __future__ import annotations

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang
from kpi.catalog import KPIS
from kpi.definition import Unit
from kpi.format import days, figure
from kpi.search_parts import MOST, NAMES, SearchPart, Split, parts
from pages.ui import access
from pages.ui.plain import plain
from pages.ui.rules import words as own
from pages.ui.tables import table

FIGURES = ("search_clicks", "search_impressions", "search_ctr", "keyword_rank")


def searched(seen: Snapshot | None, lang: Lang) -> None:
    """Draw what searches are split by; nothing while no Search Console export is there."""
    told_of = {split: parts(seen, split) for split in Split} if seen else {}
    if not any(told_of.values()):
        return
    with st.container(border=True):
        st.markdown(f"#### {own.SEARCHED.to(lang)}", anchors=False)
        split = st.segmented_control(
            own.SPLIT_BY.to(lang), list(Split), default=Split.PAGE, key="searched-by",
            format_func=lambda s: NAMES[s].to(lang), label_visibility="collapsed",
        ) or Split.PAGE  # fmt: skip
        found = told_of[split]
        if not found:
            st.markdown(f":gray[{own.NOT_SPLIT.to(lang)}]")
            return
        spans = dict.fromkeys((one.account, one.days) for one in found)
        whose = "；" if lang == "zh" else "; "
        told = whose.join(f"{plain(name)} {days(span, access.today())}" for name, span in spans)
        st.markdown(f":gray[{own.SEARCHED_OF.fill(spans=told, most=MOST).to(lang)}]")
        figures = [KPIS[key].name for key in FIGURES]
        table([NAMES[split], *figures], [_line(one, lang) for one in found], lang, figures=figures)


def _line(one: SearchPart, lang: Lang) -> list[str]:
    return [
        plain(one.name),
        figure(one.clicks, Unit.COUNT, lang, full=True),
        figure(one.impressions, Unit.COUNT, lang, full=True),
        figure(one.ctr, Unit.RATIO, lang),
        figure(one.position, Unit.POSITION, lang),
    ]
