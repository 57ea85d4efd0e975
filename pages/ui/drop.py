"""Files on their way in: the drop zone, and a panel a file until it is on the board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import streamlit as st

from data import intake
from data.journal import JournalRow, Step, now
from data.text import Lang, Text
from pages.ui import access, report, words
from pages.ui.plain import plain

UNDER_WAY = {Step.RECEIVED, Step.PARSING, Step.COMMITTING, Step.COMMITTED}
WAITING = {Step.PARSED, Step.NEEDS_ANSWER}
LOADED = {Step.COMMITTED, Step.PUBLISHED}
EVERY = 1.0
"""Seconds between two looks at the journal while something is under way."""
LONG = timedelta(minutes=2)
"""After so long a reader may have been cut short; the page then offers to go on."""


def zone(lang: Lang) -> None:
    """Draw the drop zone and say where files are read, and how large they may be."""
    key = f"drop-{st.session_state.get('drops', 0)}"
    st.file_uploader(
        words.DROP.to(lang),
        accept_multiple_files=True,
        key=key,
        on_change=_receive,
        args=(key,),
    )
    network = words.NETWORK_SHUT if access.sandbox_is_shut() else words.NETWORK_OPEN
    st.markdown(f":gray[:small[{words.LOCAL.fill(network=network).to(lang)}]]")


def panels(lang: Lang) -> None:
    """Draw a panel for every file that is under way, waits for somebody, or was dropped here."""
    busy = _busy(_shown())
    st.fragment(_panels, run_every=EVERY if busy else None)(lang, busy)


def go_on() -> None:
    """Finish, when the server starts, what an earlier one left under way."""
    store = access.store()
    if any(_under_way(row) for row in intake.entries(store)):
        intake.recover(store)


def undo(import_id: int) -> None:
    """Take an import off the board; its panel shows when that is done."""
    intake.undo(access.store(), import_id, access.user())
    _keep("undoing", import_id)


def _panels(lang: Lang, busy: bool) -> None:
    rows = _shown()
    if busy != _busy(rows):
        st.rerun()  # the rest of the page, and the start or the end of looking
    for file in st.session_state.get("again", []):
        st.info(words.AGAIN.fill(file=plain(file)).to(lang), icon=":material/content_copy:")
    for row in rows:
        _panel(row, lang)
    ready = [row.import_id for row in rows if _ready(row)]
    if len(ready) > 1:
        label = words.CONFIRM_ALL.fill(n=len(ready)).to(lang)
        st.button(label, icon=":material/done_all:", on_click=_confirm, args=(ready,))


def _panel(row: JournalRow, lang: Lang) -> None:
    with st.container(border=True):
        report.head(row, lang)
        if row.report:
            report.read(row, lang, "panel")
        if row.error:
            st.error(plain(row.error.to(lang)), icon=":material/error:")
        if row.state is Step.NEEDS_ANSWER:
            report.questions(row, lang)
        if _ready(row):
            report.changes(row, lang)
        with st.container(horizontal=True):
            _buttons(row, lang)


def _buttons(row: JournalRow, lang: Lang) -> None:
    number = row.import_id
    if _ready(row):
        _button(words.CONFIRM, "confirm", lang, number, _confirm, [number], "check")
    if row.state in WAITING:
        _button(words.DISCARD, "discard", lang, number, _discard, number)
    if _under_way(row) and now() - row.received_at > LONG:
        _button(words.GO_ON, "recover", lang, number, intake.recover, access.store())
    if row.state in (Step.REJECTED, Step.PUBLISHED, Step.UNDONE):
        _button(words.HIDE, "hide", lang, number, _hide, number)


def _button(
    text: Text,
    verb: str,
    lang: Lang,
    number: int,
    act: Callable[..., None],
    arg: Any,
    icon: str = "",
) -> None:
    st.button(
        text.to(lang),
        key=f"{verb}-{number}",
        icon=f":material/{icon}:" if icon else None,
        type="secondary" if icon else "tertiary",
        on_click=act,
        args=(arg,),
    )


def _shown() -> list[JournalRow]:
    here = st.session_state.get("dropped", []) + st.session_state.get("undoing", [])
    rows = intake.entries(access.store())
    return [r for r in rows if r.state in UNDER_WAY | WAITING or r.import_id in here]


def _ready(row: JournalRow) -> bool:
    """Read, and what it would change is known: only then may it be confirmed."""
    return row.state is Step.PARSED and row.changes is not None


def _under_way(row: JournalRow) -> bool:
    return row.state in UNDER_WAY or (row.state is Step.PARSED and row.changes is None)


def _busy(rows: list[JournalRow]) -> bool:
    undoing = st.session_state.get("undoing", [])
    return any(_under_way(r) or (r.import_id in undoing and r.state in LOADED) for r in rows)


def _receive(key: str) -> None:
    """Hand the files to the intake and empty the drop zone, so that memory is free again."""
    store, by = access.store(), access.user()
    loaded = {row.import_id for row in intake.entries(store) if row.state in LOADED}
    files = {intake.receive(store, f.name, f, by): f.name for f in st.session_state[key]}
    fresh = [number for number in files if number not in loaded]
    if fresh:
        intake.start(store, fresh, by)
    _keep("dropped", *fresh)
    st.session_state["again"] = [name for number, name in files.items() if number in loaded]
    st.session_state["drops"] = st.session_state.get("drops", 0) + 1


def _confirm(import_ids: list[int]) -> None:
    intake.confirm(access.store(), import_ids, access.user())
    _keep("dropped", *import_ids)


def _discard(import_id: int) -> None:
    intake.discard(access.store(), import_id, access.user())
    _hide(import_id)


def _keep(name: str, *import_ids: int) -> None:
    """Remember, for this visit, whose panels stay in sight when they are done."""
    st.session_state[name] = [*st.session_state.get(name, []), *import_ids]


def _hide(import_id: int) -> None:
    for name in ("dropped", "undoing"):
        kept = [number for number in st.session_state.get(name, []) if number != import_id]
        st.session_state[name] = kept
