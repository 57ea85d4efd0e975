"""The mappings that are kept: what each reads, its name, and the way to give one up."""

from __future__ import annotations

import pyarrow as pa
import streamlit as st

from data.mapping import mappings
from data.mapping.mapping import ColumnMapping
from data.schema import PLATFORMS
from data.text import Lang
from pages.ui import access, words
from pages.ui.mapping import change as mapping_change
from pages.ui.mapping import words as own
from pages.ui.plain import plain
from pages.ui.tables import height


def kept(lang: Lang) -> None:
    """Draw every mapping in use; the chosen one can be changed, renamed or deleted."""
    found = mappings.saved(access.state())
    if not found:
        return
    st.markdown(f"#### {own.LIST.to(lang)}", anchors=False)
    chosen = st.dataframe(
        _frame(found, lang),
        hide_index=True,
        height=height(len(found)),
        on_select="rerun",
        selection_mode="single-row",
        key="mappings",
    )
    picked = chosen["selection"]["rows"]
    if picked and picked[0] < len(found):
        _one(found[picked[0]], lang)
    else:
        st.markdown(f":gray[{own.CHOOSE.to(lang)}]")


def _frame(found: list[ColumnMapping], lang: Lang) -> pa.Table:
    columns = {
        own.NAME: [m.name for m in found],
        own.KIND: [own.BOOKS[m.book].to(lang) for m in found],
        words.PLATFORM: [PLATFORMS[m.platform].name.to(lang) for m in found],
        own.COLUMNS: [
            words.AND.to(lang).join(f"{c.header} → {own.label(c.fills, m.book).to(lang)}"
                                    for c in m.columns)
            for m in found
        ],
        words.BY: [m.by for m in found],
        words.AT: [access.local(m.at).strftime("%Y/%m/%d %H:%M") if m.at else "" for m in found],
    }  # fmt: skip
    return pa.table({title.to(lang): values for title, values in columns.items()})


def _one(mapping: ColumnMapping, lang: Lang) -> None:
    key = f"mapping-name-{mapping.key}"
    with st.container(border=True):
        st.markdown(f"**{plain(mapping.name)}**")
        mapping_change.history(mapping, lang)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(own.NAME.to(lang), value=mapping.name, key=key, max_chars=60, width=360)
            st.button(
                own.RENAME.to(lang),
                key=f"rename-{mapping.key}",
                icon=":material/edit:",
                on_click=lambda: _rename(mapping.key, st.session_state[key]),
            )
            with st.popover(own.DELETE.to(lang), icon=":material/delete:"):
                st.markdown(own.KEPT.to(lang))
                st.button(
                    own.DELETE_NOW.to(lang),
                    key=f"delete-{mapping.key}",
                    icon=":material/delete:",
                    on_click=_delete,
                    args=(mapping,),
                )
        mapping_change.left_behind(mapping, lang)
        if st.toggle(own.CHANGE.to(lang), key=f"change-{mapping.key}"):
            mapping_change.change(mapping, lang)


def _rename(key: str, name: str) -> None:
    mappings.rename(access.state(), key, name, access.user())


def _delete(mapping: ColumnMapping) -> None:
    access.state().delete_mapping(mapping.key, access.user(), mapping.name)
