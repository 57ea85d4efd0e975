"""Brand words: typed in one line, with what they catch before and after, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang
from kpi import brand_words
from kpi.brand_words import BRAND_WORDS, Caught
from kpi.format import days
from pages.ui import access, reasons, words
from pages.ui.plain import plain
from pages.ui.rules import words as own
from pages.ui.tables import table

ROUND, REFUSED = "brand-round", "brand-refused"
BETWEEN = re.compile(r"[、,，;；\n]")


def brand(seen: Snapshot | None, kept: Sequence[str], lang: Lang) -> None:
    """Draw the words to be edited, and beside them what they catch of the imported queries."""
    with st.container(border=True):
        st.markdown(f"#### {BRAND_WORDS.name.to(lang)}", anchors=False)
        st.markdown(f":gray[{BRAND_WORDS.does.to(lang)}]")
        left, right = st.columns(2, gap="large")
        with left:
            typed = _typed(kept, lang)
            wrong = brand_words.objections(typed)
            for one in wrong:
                st.error(plain(one.to(lang)), icon=":material/error:")
            if tuple(typed) != tuple(kept):
                _keep(typed, bool(wrong), lang)
            reasons.told(f"setting {BRAND_WORDS.key}", lang)
        with right:
            before = brand_words.caught(seen, kept) if seen else None
            after = brand_words.caught(seen, typed) if seen else None
            if before is None or after is None:
                st.markdown(f":gray[{own.NO_QUERIES.to(lang)}]")
            else:
                _caught(before, after, lang)


def _typed(kept: Sequence[str], lang: Lang) -> tuple[str, ...]:
    said = st.text_area(
        own.BRAND_LIST.to(lang),
        words.AND.to("zh").join(kept),
        key=f"brand-{st.session_state.get(ROUND, 0)}",
        max_chars=400,
        height=80,
        placeholder=own.BRAND_EXAMPLE.to(lang),
    )
    return brand_words.distinct(BETWEEN.split(said or ""))


def _caught(before: Caught, after: Caught, lang: Lang) -> None:
    """Tell queries, impressions and clicks of the brand, kept and typed, beside all there are."""
    whose = "；" if lang == "zh" else "; "
    spans = whose.join(f"{plain(name)} {days(span, access.today())}" for name, span in before.spans)
    st.markdown(f"**{own.QUERIES_OF.fill(spans=spans).to(lang)}**")
    rows = [
        (own.BRAND_QUERIES, before.queries, after.queries, before.of_queries),
        (own.BRAND_SHOWN, before.impressions, after.impressions, before.of_impressions),
        (own.BRAND_CLICKED, before.clicks, after.clicks, before.of_clicks),
    ]
    shown = (1, 3) if before == after else (1, 2, 3)
    titles = (own.FIGURE, own.NOW, own.THEN, own.OF_ALL)
    told = [[row[0].to(lang), *(f"{row[at]:,}" for at in shown)] for row in rows]
    figures = [titles[at] for at in shown]
    table([own.FIGURE, *figures], told, lang, figures=figures)
    for text, names in ((own.CAUGHT, after.examples), (own.NOT_CAUGHT, after.missed)):
        said = words.AND.to(lang).join(map(plain, names))
        if said:
            st.markdown(f":small[{text.fill(names=said).to(lang)}]")


def _keep(typed: Sequence[str], refused: bool, lang: Lang) -> None:
    """Offer to keep what was changed, with the reason."""
    reasons.why("brand-why", lang)
    if st.session_state.get(REFUSED):
        st.error(own.WHY_MISSING.to(lang), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            own.SAVE.to(lang), key="brand-save", icon=":material/check:", disabled=refused,
            on_click=_save, args=(tuple(typed),),
        )  # fmt: skip
        st.button(own.TAKE_BACK.to(lang), key="brand-back", type="tertiary", on_click=_anew)
        st.markdown(f":orange[:material/edit: {own.UNSAVED.to(lang)}]", width="content")


def _save(typed: tuple[str, ...]) -> None:
    why = reasons.given("brand-why")
    st.session_state[REFUSED] = not why
    if why:
        brand_words.keep(access.state(), typed, access.user(), why)
        _anew()


def _anew() -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[REFUSED] = False
