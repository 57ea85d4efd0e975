"""The history of reviews: search, thirteen weeks of verdicts, frozen figures, actions on time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from data.text import Lang
from kpi.actions.listed import actions
from kpi.actions.on_time import TITLE, on_time
from kpi.format import day
from kpi.review.history import KPI, SPAN, Trails, grid, monthly, weekly
from kpi.review.record import Review, reviews
from kpi.review.search import KINDS, Hit, search
from pages.ui import access, url
from pages.ui.history import words
from pages.ui.history.verdicts import fills, picture
from pages.ui.plain import plain, unbroken
from pages.ui.search import box
from pages.ui.tables import height, table
from pages.ui.theme import palette

BY = "h_by"
"""In the URL: whether figures are shown by week or by month."""
MOST = 40
"""So many finds are shown, the newest ones."""
Link = Callable[[Hit], str]


def draw(lang: Lang, link: Link | None = None) -> None:
    """Draw the panel.

    Parameters
    ----------
    link : callable or None
        The address of a find, empty where it has none; None where no find has one.
    """
    held = reviews(access.state())
    if not held:
        st.subheader(plain(words.EMPTY.to(lang)), anchor=False)
        return
    first, last = (day(one.week.start) for one in (held[-1], held[0]))
    text = words.SENTENCE if len(held) > 1 else words.SENTENCE_ONE
    sentence = text.fill(n=len(held), first=first, last=last)
    st.subheader(plain(sentence.to(lang)), anchor=False)
    asked = box(words.SEARCH, lang)
    if asked:
        _finds(asked, held, lang, link)
        return
    _grid(held, lang)
    _trails(held, lang)
    _on_time(lang)


def _finds(asked: str, held: Sequence[Review], lang: Lang, link: Link | None) -> None:
    """Draw what was found in place of everything else, a row each."""
    kept = access.state()
    notes = {one.id: kept.notes(one.id) for one in held}
    found = search(held, notes, actions(kept), asked, kept.comments())
    text = words.FOUND.fill(n=len(found)) if found else words.NOT_FOUND.fill(text=asked)
    st.markdown(f":gray[{plain(text.to(lang))}]")
    if found:
        titles = (words.WHEN, words.KIND, words.WHAT, words.SAID)
        table(titles, [_find(hit, lang, link) for hit in found[:MOST]], lang)
    if len(found) > MOST:
        st.markdown(f":gray[:small[{words.MORE.fill(n=MOST).to(lang)}]]")


def _find(hit: Hit, lang: Lang, link: Link | None) -> list[str]:
    of = words.WEEK.fill(day=day(hit.on)).to(lang) if hit.review else f"{hit.on:%Y/%m/%d}"
    title, to = f"**{plain(hit.title.to(lang))}**", link(hit) if link else ""
    told = plain(hit.text.to(lang))
    return [
        unbroken(of),
        unbroken(KINDS[hit.kind].to(lang)),
        f"[{title}]({to})" if to else title,
        told,
    ]


def _grid(held: Sequence[Review], lang: Lang) -> None:
    """Draw the verdicts, a column a week, the newest to the right."""
    told = grid(held, lang)
    st.markdown(f"#### {words.GRID.to(lang)}", anchors=False)
    st.vega_lite_chart(picture(told, palette(), fills()), theme=None, alt=told.alt)
    notes = (told.note, words.NARROW.to(lang))
    st.markdown("  \n".join(f":gray[:small[{plain(note)}]]" for note in notes))


def _trails(held: Sequence[Review], lang: Lang) -> None:
    """Draw the frozen figures of the last weeks or months."""
    st.markdown(f"#### {words.TRAILS.to(lang)}", anchors=False)
    names = {"week": words.WEEKLY, "month": words.MONTHLY}
    asked = "month" if st.query_params.get(BY) == "month" else "week"
    st.session_state["history-by"] = asked
    st.segmented_control(
        words.BY.to(lang), list(names), key="history-by", required=True,
        format_func=lambda key: names[key].to(lang), label_visibility="collapsed",
        on_change=_chosen,
    )  # fmt: skip
    _figures(monthly(held, lang) if asked == "month" else weekly(held, lang), lang)


def _chosen() -> None:
    by = st.session_state["history-by"]
    url.write({BY: by if by == "month" else ""})


def _figures(told: Trails, lang: Lang) -> None:
    """Draw the figures; more columns than a phone holds are scrolled, by keyboard too."""
    names = [KPI.to(lang), SPAN.to(lang)]
    rows = [[row.name, row.span, *row.cells] for row in told.rows]
    right = st.column_config.TextColumn(alignment="right")
    st.dataframe(
        pd.DataFrame(rows, columns=[*names, *told.titles]), hide_index=True,
        height=height(len(rows)), alt=words.TRAILS.to(lang), lazy=False,
        column_config={names[0]: st.column_config.TextColumn(pinned=True)}
        | dict.fromkeys(told.titles, right),
    )  # fmt: skip
    st.markdown(f":gray[:small[{plain(told.note)}]]")


def _on_time(lang: Lang) -> None:
    """Draw how many actions were done by their day, all together."""
    told = on_time(actions(access.state()), access.today())
    figure = f"**{plain(TITLE.to(lang))}　{plain(told.figure(lang))}**"
    st.markdown(f"{figure}  \n:gray[:small[{plain(told.told(lang))}]]")
