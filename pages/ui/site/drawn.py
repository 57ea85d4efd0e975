"""The parts of the site page: tables of a cut, hours and cohorts as heat maps, what to do."""

from __future__ import annotations

import streamlit as st

from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.format import days, figure
from kpi.site import telling
from kpi.site.board import Seen, SiteBoard
from kpi.site.cohorts import SHOWN, Retention
from kpi.site.cuts import CUTS, HOURS, LABELS, WEEKDAYS, SiteCut, Whole
from kpi.site.parts import Parts
from pages.ui.empty import DATA, to_data
from pages.ui.plain import plain
from pages.ui.site import scene, words
from pages.ui.site.heat import Cell, Heat, heat
from pages.ui.tables import table
from pages.ui.theme import palette
from pages.ui.words import TO_DATA

NOTES = {
    Whole.PEOPLE: words.PEOPLE_NOTE, Whole.ITEMS: words.ITEMS_NOTE, Whole.SITE: words.VISITS_NOTE,
}  # fmt: skip
BUSIEST = 5
"""So many of the busiest hours are told in words."""


def board(shown: SiteBoard, lang: Lang) -> None:
    """Draw what is looked at, each cut with what GA4 remarks of it."""
    if shown.look == "retention":
        _cohorts(shown, lang)
        return
    for one in shown.seen:
        _cut(one, shown, lang)
    told = next((p for one in shown.seen for p in one.parts), None)
    if told:  # what holds for all of them, once
        _note([NOTES[told.how.whole]], lang)


def no_site(lang: Lang) -> None:
    """Say which figures this page needs, and lead to where they come from."""
    with st.container(border=True):
        st.markdown(words.NO_SITE.to(lang))
        to_data("to-data", lang)


def _cut(one: Seen, shown: SiteBoard, lang: Lang) -> None:
    label = LABELS[one.cut]
    st.markdown(f"#### {label.to(lang)}", anchors=False)
    if not one.parts:
        _not_told(one, label, lang)
    for told in one.parts:
        if len(one.parts) > 1:
            st.markdown(f"**{plain(told.account)}**")
        if one.cut is SiteCut.HOUR_WEEKDAY:
            _hours(told, lang)
        else:
            _table(told, label, lang)
        _remarks(one)
        _note(_caveats(told, shown), lang)


def _caveats(told: Parts, shown: SiteBoard) -> list[Text]:
    """Return what a reader must know of a table."""
    found = [words.HOURS_NOTE] if told.cut is SiteCut.HOUR_WEEKDAY else []
    if told.days != shown.asked:
        found.append(words.ONLY.fill(days=days(told.days)))
    return found if told.total else [*found, words.NO_TOTAL]


def _table(told: Parts, label: Text, lang: Lang) -> None:
    columns = told.how.columns
    rows = [
        (plain(line.name.to(lang)), *(telling.cell(c, line, told, lang) for c in columns))
        for line in telling.shown(told)
    ]
    if told.total:
        rows[-1] = (f"**{rows[-1][0]}**", *rows[-1][1:])
    table((label, *(c.name for c in columns)), rows, lang, [c.name for c in columns])


def _remarks(one: Seen) -> None:
    """Write what GA4 remarks of its own figures, beside those it touches."""
    if one.remarks:
        st.markdown("  \n".join(f":material/info: {plain(said)}" for said in one.remarks))


def _note(notes: list[Text], lang: Lang) -> None:
    """Write what figures are, and what they leave out."""
    if notes:
        st.markdown("  \n".join(f":gray[:small[{plain(n.to(lang))}]]" for n in notes))


def _not_told(one: Seen, label: Text, lang: Lang) -> None:
    """Say why there is nothing, and where there is something."""
    people = CUTS[one.cut].whole is Whole.PEOPLE
    why = words.NOT_EXACT if people and one.known else words.NOT_TOLD
    with st.container(border=True):
        st.markdown(plain(why.fill(cut=label).to(lang)))
        with st.container(horizontal=True):
            for n, span in enumerate(one.known):
                text = words.SEE.fill(days=days(span, span.end)).to(lang)
                st.button(text, key=f"see-{one.cut}-{n}", on_click=scene.see, args=(span,))
            _to_ga4(f"to-ga4-{one.cut}", lang)


def _to_ga4(key: str, lang: Lang) -> None:
    """Draw the button that leads to the GA4 connection."""
    if st.button(TO_DATA.to(lang), key=key, icon=":material/sync:"):
        st.switch_page(DATA, query_params={"part": "ga4", "lang": lang})


def _hours(told: Parts, lang: Lang) -> None:
    """Draw weekdays by hours, and tell the busiest in words."""
    column, grid = told.how.columns[0], telling.hours(told)
    top = max((float(v) for v in grid.values()), default=0.0) or 1.0
    cells = [
        Cell(n, m, float(grid[d, h]) / top) for n, d in enumerate(WEEKDAYS)
        for m, h in enumerate(HOURS)
    ]  # fmt: skip
    titles = [str(int(h)) if int(h) % 3 == 0 else "" for h in HOURS]
    drawn = Heat([d.to(lang) for d in WEEKDAYS.values()], titles, cells)
    busiest = sorted(told.lines, key=lambda x: -float(x.figure(column) or 0))[:BUSIEST]
    most = {"name": busiest[0].name, "figure": telling.cell(column, busiest[0], told, lang)}
    with st.container(border=True):
        st.vega_lite_chart(
            heat(drawn, palette()), theme=None, alt=words.HOURS_ALT.fill(**most).to(lang)
        )
    rows = [
        (plain(x.name.to(lang)), *(telling.cell(c, x, told, lang) for c in told.how.columns))
        for x in (*busiest, *([told.total] if told.total else []))
    ]
    names = [c.name for c in told.how.columns]
    table((LABELS[told.cut], *names), rows, lang, names)


def _cohorts(shown: SiteBoard, lang: Lang) -> None:
    """Draw the weeks of new people and who came back, day-7 retention framed."""
    (one,) = shown.seen
    if not shown.cohorts:
        with st.container(border=True):
            st.markdown(words.NOT_FOLLOWED.to(lang))
            _to_ga4("to-ga4", lang)
        return
    for told in shown.cohorts:
        if len(shown.cohorts) > 1:
            st.markdown(f"**{plain(told.account)}**")
        with st.container(border=True):
            alt = words.RETENTION_ALT.to(lang)
            st.vega_lite_chart(heat(_map(told, lang), palette()), theme=None, alt=alt)
        _users(told, lang)
    _remarks(one)
    _note([words.RETENTION_NOTE], lang)


def _map(told: Retention, lang: Lang) -> Heat:
    """Return the heat map of a property's cohorts: days 1–7 together first, then day by day."""
    weeks = telling.latest(told)
    cells = []
    for first, columns in ((0, [[c.retention] for c in weeks]),
                           (1, [[c.share(n) for n in SHOWN] for c in weeks])):  # fmt: skip
        # the whole week is far more than any day of it: each has its own greatest
        top = max((s for row in columns for s in row if s), default=1.0)
        cells += [
            Cell(n, first + m, s / top, telling.percent(s, lang), telling.percent(s, lang, True))
            for n, row in enumerate(columns)
            for m, s in enumerate(row)
            if s is not None
        ]
    names = [telling.week(c.week, lang, words.ALL_WEEKS) for c in weeks]
    return Heat(names, [words.D7.to(lang), *map(str, SHOWN)], cells, framed=0)


def _users(told: Retention, lang: Lang) -> None:
    """Tell how many people each week had."""
    name, unit = KPIS["retention_d7"].name, KPIS["retention_d7"].unit
    rows = [
        (
            telling.week(c.week, lang, words.ALL_WEEKS),
            f"{c.users:,}",
            figure(c.retention, unit, lang),
        )
        for c in telling.latest(told)
    ]
    table((words.WEEK, words.USERS, name), rows, lang, (words.USERS, name))
