"""Changing a kept mapping: its columns on the newest file it read, tried, kept with a reason."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.journal import JournalRow
from data.mapping import mappings
from data.mapping import versions as versions
from data.mapping.mapping import ColumnMapping, MappedColumn, numbered
from data.mapping.sketch import Heading
from data.state import Conflict
from data.text import Lang
from pages.ui import access, drop
from pages.ui.mapping import mapper, trial, words
from pages.ui.mapping.columns import chosen
from pages.ui.plain import plain

SHOWN = 8
"""So many imports of a former version are listed."""


def change(mapping: ColumnMapping, lang: Lang) -> None:
    """Draw the columns of a mapping as they are now, to be changed, tried and kept."""
    store, state = access.store(), access.state()
    row = versions.newest(store, state, mapping)
    heading = _heading(row, mapping, lang) if row else None
    if row is None or heading is None:
        st.markdown(f":gray[{words.NO_FILE.to(lang)}]")
        return
    st.markdown(f":gray[{plain(words.CHANGE_ON.fill(file=row.file, id=row.import_id).to(lang))}]")
    fills = {c.key: c.fills for c in mapping.columns}
    now = {i: fills[key] for i, key in enumerate(numbered(heading.headers)) if key in fills}
    columns = chosen(f"change-{mapping.key}", heading, mapping.book, now, lang)
    changed = replace(mapping, columns=columns)
    if mapper.wrong(changed, lang):
        return
    ready, _ = trial.tried(replace(row, answers=versions.carried(row)), changed, lang)
    _keep(mapping, columns, ready, lang)


def left_behind(mapping: ColumnMapping, lang: Lang) -> None:
    """List the imports whose figures are still those of a former version, and what to do."""
    store, state = access.store(), access.state()
    found = versions.left_behind(state, mapping)
    if not found:
        return
    st.markdown(words.LEFT_BEHIND.fill(n=len(found)).to(lang))
    for row in found[:SHOWN]:
        span = row.report.period if row.report else None
        days = f"{span.start:%Y/%m/%d} – {span.end:%Y/%m/%d}" if span else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{row.import_id}**　{plain(row.file)}　:gray[{days}]", width=520)
            if versions.replaces(store, state, mapping, row):
                st.button(
                    words.READ_AGAIN.to(lang),
                    key=f"again-{row.import_id}",
                    icon=":material/refresh:",
                    on_click=_again,
                    args=(row, mapping),
                )
            else:
                st.markdown(f":gray[:small[{words.UNDO_FIRST.to(lang)}]]")
    if len(found) > SHOWN:
        st.markdown(f":gray[{words.MORE_BEHIND.fill(n=len(found) - SHOWN).to(lang)}]")


def history(mapping: ColumnMapping, lang: Lang) -> None:
    """Say who changed a mapping last, when and why."""
    if not mapping.former:
        return
    told = [a for a in access.state().audit(f"mapping {mapping.key}") if a["old"] == mapping.former]
    if told:
        at = f"{access.local(told[0]['at']):%Y/%m/%d %H:%M}"
        said = words.CHANGED.fill(by=told[0]["by"], at=at, why=told[0]["why"])
        st.markdown(f":gray[{plain(said.to(lang))}]")


def _heading(row: JournalRow, mapping: ColumnMapping, lang: Lang) -> Heading | None:
    """Return the header of a file, read in the sandbox once a visit."""
    key = f"change-heading-{mapping.key}-{row.import_id}"
    if key not in st.session_state:
        with st.spinner(words.OPENING.to(lang)):
            st.session_state[key] = versions.heading(access.store(), row, mapping)
    found: Heading | None = st.session_state[key]
    return found


def _keep(
    mapping: ColumnMapping, columns: tuple[MappedColumn, ...], ready: bool, lang: Lang
) -> None:
    """Ask why, and offer to keep the columns once they were tried as they stand."""
    key = f"change-why-{mapping.key}"
    same = set(columns) == set(mapping.columns)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        why = st.text_input(
            words.WHY.to(lang),
            key=key,
            placeholder=words.WHY_EXAMPLE.to(lang),
            max_chars=200,
            width=360,
        )
        st.button(
            words.KEEP.to(lang),
            key=f"change-keep-{mapping.key}",
            icon=":material/bookmark_added:",
            disabled=same or not ready or not why.strip(),
            on_click=_kept,
            args=(mapping, columns, why.strip(), lang),
        )
    hint = words.SAME if same else None if ready else words.FIRST_TRY
    if hint:
        st.markdown(f":gray[:small[{hint.to(lang)}]]")


def _kept(mapping: ColumnMapping, columns: tuple[MappedColumn, ...], why: str, lang: Lang) -> None:
    try:
        mappings.change(access.state(), mapping, columns, access.user(), why)
    except Conflict as conflict:
        st.toast(conflict.text.to(lang), icon=":material/error:")
    else:
        st.toast(words.IS_CHANGED.to(lang), icon=":material/check:")


def _again(row: JournalRow, mapping: ColumnMapping) -> None:
    """Have a file read again, and go to where it waits to be confirmed."""
    drop.look_at(versions.read_again(access.store(), row, mapping, access.user()))
