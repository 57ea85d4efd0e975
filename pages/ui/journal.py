"""What is there: how far each source reaches, every import, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pyarrow as pa
import streamlit as st

from data.journal import JournalRow, Step
from data.schema import PLATFORMS
from data.snapshot import Source
from data.text import Lang
from kpi import format
from kpi.period import Span
from pages.ui import access, drop, report, words
from pages.ui.plain import plain


def guide(lang: Lang, *, open_: bool) -> None:
    """Say which export to make at each platform."""
    with st.expander(words.GUIDE.to(lang), expanded=open_, icon=":material/help:"):
        st.markdown(words.GUIDE_GOOGLE.to(lang))
        st.markdown(words.GUIDE_META.to(lang))


def coverage(sources: Sequence[Source], lang: Lang) -> None:
    """Draw a line a source: whose, which days, in which currency, from how many files."""
    with st.container(border=True):
        st.markdown(f"#### {words.SOURCES.to(lang)}", anchors=False)
        for source in sources:
            name = PLATFORMS[source.platform].name.to(lang)
            details = words.COVERED.fill(
                first=_day(source.first_day),
                last=_day(source.complete_to),
                currency=source.currency or format.NO_ANSWER,
                n=source.imports,
            )
            st.markdown(f"{name}　**{plain(source.account)}**  \n:gray[{details.to(lang)}]")


def imports(rows: list[JournalRow], lang: Lang) -> None:
    """Draw every import, newest first; the chosen one with its report and its way back."""
    st.markdown(f"#### {words.IMPORTS.to(lang)}", anchors=False)
    newest = rows[::-1]
    chosen = st.dataframe(
        _frame(newest, lang),
        hide_index=True,
        height="content",
        placeholder=format.NO_ANSWER,
        column_config={
            words.LOADED_ROWS.to(lang): st.column_config.NumberColumn(format="localized")
        },
        on_select="rerun",
        selection_mode="single-row",
        key="imports",
    )
    picked = chosen["selection"]["rows"]
    if not picked or picked[0] >= len(newest):
        st.markdown(f":gray[{words.CHOOSE_IMPORT.to(lang)}]")
        return
    row = newest[picked[0]]
    with st.container(border=True):
        report.head(row, lang)
        if row.report:
            report.read(row, lang, "journal")
        if row.state is Step.PUBLISHED:
            _undo(row, lang)


def _frame(rows: list[JournalRow], lang: Lang) -> pa.Table:
    columns = {
        words.NUMBER: [row.import_id for row in rows],
        words.FILE: [row.file for row in rows],
        words.STATE: [words.STEPS[row.state].to(lang) for row in rows],
        words.PERIOD: [_days(row) for row in rows],
        words.LOADED_ROWS: [row.report.rows.loaded if row.report else None for row in rows],
        words.BY: [row.by for row in rows],
        words.AT: [_local(row.received_at) for row in rows],
    }
    return pa.table({title.to(lang): values for title, values in columns.items()})


def _undo(row: JournalRow, lang: Lang) -> None:
    with st.popover(words.UNDO.to(lang), icon=":material/undo:"):
        st.markdown(words.UNDO_SURE.fill(file=plain(row.file)).to(lang))
        label, key = words.UNDO_NOW.to(lang), f"undo-{row.import_id}"
        st.button(label, key=key, on_click=drop.undo, args=(row.import_id,))


def _day(value: date | None) -> str:
    return f"{value.year}/{value.month}/{value.day}" if value else format.NO_ANSWER


def _days(row: JournalRow) -> str:
    span = row.report.period if row.report else None
    return format.days(Span(span.start, span.end), access.today()) if span else format.NO_ANSWER


def _local(at: datetime) -> str:
    return access.local(at).strftime("%Y/%m/%d %H:%M")
