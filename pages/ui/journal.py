"""What is there: every import, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa
import streamlit as st

from data import intake, preview
from data.journal import JournalRow, Step
from data.text import Lang, Text
from kpi import format
from pages.ui import access, drop, report, words
from pages.ui.files import called
from pages.ui.mapping import mapper
from pages.ui.tables import height

GUIDE_SEARCH = Text(
    "**Search Console**　成效 → 搜尋結果；日期自訂成**一整個月**，不加篩選，再「匯出」成 Excel 或 "
    "CSV，下載的檔整個放進來。每個月一份，就有每個月的品牌檢索。",
    "**Search Console**: Performance → Search results, a custom range of **one whole month**, no"
    " filters, Export as Excel or CSV; bring the file as it is. One for each month gives brand"
    " searches by month.",
)
GUIDE_CRM = Text(
    "**CRM**　HubSpot 的聯絡人與交易清單（加上「建立日期」「記錄 ID」「生命週期階段」與進入各階段的"
    "日期），或 Salesforce 的商機報表（加上**商機 ID** 與建立日期）；每週匯出一次，就會累積出各階段"
    "的時間。姓名、電話、信箱不會留下。",
    "**CRM**: HubSpot lists of contacts and deals (with Create Date, Record ID, Lifecycle Stage and"
    " the dates of the stages), or a Salesforce report of opportunities (with **Opportunity ID**"
    " and Created Date). Weekly exports build the history of the stages. Names, phones and"
    " addresses are not kept.",
)


def guide(lang: Lang, *, open_: bool) -> None:
    """Say which export to make at each platform."""
    with st.expander(words.GUIDE.to(lang), expanded=open_, icon=":material/help:"):
        st.markdown(words.GUIDE_GOOGLE.to(lang))
        st.markdown(words.GUIDE_META.to(lang))
        st.markdown(GUIDE_SEARCH.to(lang))
        st.markdown(GUIDE_CRM.to(lang))
        st.markdown(words.GUIDE_OTHERS.to(lang))


def imports(rows: list[JournalRow], lang: Lang) -> None:
    """Draw every import, newest first; the chosen one with its report and its way back."""
    st.markdown(f"#### {words.IMPORTS.to(lang)}", anchors=False)
    newest = rows[::-1]
    chosen = st.dataframe(
        _frame(newest, lang),
        hide_index=True,
        height=height(len(rows)),
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
        left, right = st.columns(2, gap="medium")
        with left:
            if row.report:
                report.read(row, lang, "journal")
        with right:
            if row.state is Step.PUBLISHED:
                _undo(row, lang)
            mapper.offer(row, lang)


def _frame(rows: list[JournalRow], lang: Lang) -> pa.Table:
    columns = {
        words.NUMBER: [row.import_id for row in rows],
        words.FILE: [called(row.file, lang) for row in rows],
        words.STATE: [words.STEPS[row.state].to(lang) for row in rows],
        words.PERIOD: [report.period(row.report) for row in rows],
        words.LOADED_ROWS: [row.report.rows.loaded if row.report else None for row in rows],
        words.BY: [row.by for row in rows],
        words.AT: [_local(row.received_at) for row in rows],
    }
    return pa.table({title.to(lang): values for title, values in columns.items()})


def _undo(row: JournalRow, lang: Lang) -> None:
    """Offer the way back: first what it would change, then whether it is wanted."""
    number = row.import_id
    if st.session_state.get("weighed") != number:
        st.button(
            words.UNDO.to(lang),
            key=f"weigh-{number}",
            icon=":material/undo:",
            on_click=_weigh,
            args=(number,),
        )
        return
    waits = preview.told(row, access.published()) is None
    st.fragment(_weighed, run_every=drop.EVERY if waits else None)(number, waits, lang)


def _weighed(number: int, waits: bool, lang: Lang) -> None:
    """Show what the undo would change as soon as a child has told it of the board as it is."""
    row, seen = access.state().entry(number), access.published()
    told = preview.told(row, seen)
    if told is None:
        if st.session_state.get("weighed at") != (number, seen):
            st.session_state["weighed at"] = number, seen
            intake.preview(access.store(), number, access.user())
        st.markdown(f":gray[:material/hourglass_empty: {words.UNDO_WEIGHING.to(lang)}]")
        return
    if waits:
        st.rerun()
    _consequences(row, told, lang)
    with st.container(horizontal=True):
        label, key = words.UNDO_NOW.to(lang), f"undo-{number}"
        st.button(label, key=key, icon=":material/undo:", on_click=drop.undo, args=(number,))
        label, key = words.CANCEL.to(lang), f"keep-{number}"
        st.button(label, key=key, type="tertiary", on_click=_weigh, args=(None,))


def _consequences(row: JournalRow, told: Mapping[str, Any], lang: Lang) -> None:
    """Show each measure before and after the undo, and who speaks for its days then."""
    if "measures" not in told:
        st.markdown(words.UNDO_UNKNOWN.to(lang))
        return
    days, handed = told["days"], told["replaced_days"]
    said = words.UNDO_DAYS.fill(days=days, handed=handed, empty=days - handed)
    changed = any(both["before"] != both["after"] for both in told["measures"].values())
    if not days and not changed:
        st.markdown(words.UNDO_SILENT.to(lang))
        return
    note = f"　:gray[{said.to(lang)}]" if days else ""
    st.markdown(f"**{words.UNDO_CHANGES.to(lang)}**{note}")
    report.differences(told["measures"], row.report, words.UNDO_AFTER, lang)


def _weigh(import_id: int | None) -> None:
    st.session_state["weighed"] = import_id


def _local(at: datetime) -> str:
    return access.local(at).strftime("%Y/%m/%d %H:%M")
