"""Files on their way in: the drop zone, and a panel a file until it is on the board."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Literal

import streamlit as st

from data import intake, samples
from data.journal import JournalRow, Step, now
from data.samples import SampleRefused
from data.text import Lang, Text
from pages.ui import access, files, questions, report, sample_shop, words
from pages.ui.mapping import mapper
from pages.ui.plain import plain

UNDER_WAY = {Step.RECEIVED, Step.PARSING, Step.COMMITTING, Step.COMMITTED}
WAITING = {Step.PARSED, Step.NEEDS_ANSWER}
LOADED = {Step.COMMITTED, Step.PUBLISHED}
HERE = ("dropped", "unpacked", "undoing")
"""Lists of this visit: imports whose panels stay in sight when they are done."""
DONE = {Step.REJECTED, Step.PUBLISHED, Step.UNDONE, Step.UNPACKED}
EVERY = 1.0
"""Seconds between two looks at the journal while something is under way."""
LONG = timedelta(minutes=2)
"""After so long a reader may have been cut short; the page then offers to go on."""


def zone(lang: Lang) -> None:
    """Draw the drop zones and say where files are read, and how large they may be."""
    if sample_shop.in_the_way(lang):
        return
    files_here, folder = st.columns(2)
    with files_here:
        _uploader(words.DROP, True, lang)
    with folder:
        _uploader(words.DROP_FOLDER, "directory", lang)
    network = words.NETWORK_SHUT if access.sandbox_is_shut() else words.NETWORK_OPEN
    st.markdown(f":gray[:small[{words.LOCAL.fill(network=network).to(lang)}]]")


def _uploader(label: Text, several: Literal[True, "directory"], lang: Lang) -> None:
    key = f"drop-{several}-{st.session_state.get('drops', 0)}"
    st.file_uploader(
        label.to(lang), accept_multiple_files=several, key=key, on_change=_receive, args=(key,)
    )


def panels(lang: Lang) -> None:
    """Draw a panel for every file that is under way, waits for somebody, or was dropped here."""
    busy = _busy(_shown())
    st.fragment(_panels, run_every=EVERY if busy else None)(lang, busy)


def undo(import_id: int) -> None:
    """Take an import off the board; its panel shows when that is done."""
    intake.undo(access.store(), import_id, access.user())
    _keep("undoing", import_id)


def _panels(lang: Lang, busy: bool) -> None:
    sample_shop.say_refused(lang)
    rows = _shown()
    if busy != _busy(rows):
        st.rerun()  # the rest of the page, and the start or the end of looking
    for file in st.session_state.get("again", []):
        st.info(words.AGAIN.fill(file=plain(file)).to(lang), icon=":material/content_copy:")
    if len(rows) == 1:
        _panel(rows[0], lang)
    elif rows:
        _progress(rows, lang)
        chosen = files.choose(rows, lang)
        with st.container(horizontal=True, vertical_alignment="center"):
            _all_buttons(rows, lang)
        _panel(chosen, lang)


def _progress(rows: Sequence[JournalRow], lang: Lang) -> None:
    """Say how many files are read, while some are not."""
    done = sum(not under_way(row) for row in rows)
    if done < len(rows):
        text = words.PROGRESS.fill(done=done, all=len(rows)).to(lang)
        st.progress(done / len(rows), text)


def _all_buttons(rows: Sequence[JournalRow], lang: Lang) -> None:
    """What is done with all of them at once."""
    ready = [row.import_id for row in rows if _ready(row)]
    if len(ready) > 1:
        label = words.CONFIRM_ALL.fill(n=len(ready)).to(lang)
        st.button(label, icon=":material/done_all:", on_click=_confirm, args=(ready,))
    wrong = [row for row in rows if row.report and row.report.problems]
    if len(wrong) > 1:
        report.download_problems(wrong, lang, "all", words.ALL_PROBLEMS_CSV)
    done = [row.import_id for row in rows if row.state in DONE]
    if len(done) > 1:
        label = words.HIDE_ALL.fill(n=len(done)).to(lang)
        st.button(label, type="tertiary", on_click=_hide, args=(done,))
    if len(ready) > 1:
        st.markdown(f":gray[:small[{words.EACH_ALONE.to(lang)}]]")


def _panel(row: JournalRow, lang: Lang) -> None:
    with st.container(border=True):
        report.head(row, lang)
        asks = row.state is Step.NEEDS_ANSWER or _ready(row)
        left, right = st.columns(2, gap="medium") if asks else (st.container(), st.container())
        with left:
            if row.report:
                report.read(row, lang, "panel")
            if row.error:
                st.error(plain(row.error.to(lang)), icon=":material/error:")
            mapper.form(row, lang)
        with right:
            if row.state is Step.NEEDS_ANSWER:
                questions.ask(row, lang)
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
    if under_way(row) and now() - row.received_at > LONG:
        _button(words.GO_ON, "recover", lang, number, intake.recover, access.store())
    if row.state in DONE:
        _button(words.HIDE, "hide", lang, number, _hide, [number])


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
    """Return what is under way or waits for somebody, and what was dropped or undone here."""
    rows = intake.entries(access.store())
    _open_zips({row.import_id: row for row in rows})
    here = {number for name in HERE for number in st.session_state.get(name, [])}
    return [r for r in rows if r.state in UNDER_WAY | WAITING or r.import_id in here]


def _open_zips(rows: Mapping[int, JournalRow]) -> None:
    """Put the exports of a dropped zip in its place; with problems of its own it stays too."""
    dropped = [rows[number] for number in st.session_state.get("dropped", [])]
    for row in (row for row in dropped if row.state is Step.UNPACKED):
        _hide([row.import_id])
        if row.report and row.report.problems:
            _keep("unpacked", row.import_id)
        for inside in (rows[number] for number in (row.changes or {}).get("imports", [])):
            known = inside.committed_at and inside.committed_at < row.received_at
            _keep(*("again", inside.file) if known else ("dropped", inside.import_id))


def _ready(row: JournalRow) -> bool:
    """Read, and what it would change is known: only then may it be confirmed."""
    return row.state is Step.PARSED and row.changes is not None


def under_way(row: JournalRow) -> bool:
    return row.state in UNDER_WAY or report.weighing(row)


def _busy(rows: list[JournalRow]) -> bool:
    undoing = st.session_state.get("undoing", [])
    return any(under_way(r) or (r.import_id in undoing and r.state in LOADED) for r in rows)


def _receive(key: str) -> None:
    """Hand the files to the intake and empty the drop zone, so that memory is free again."""
    hand_in([(f.name, f) for f in st.session_state[key] if not _hidden(f.name)])
    st.session_state["drops"] = st.session_state.get("drops", 0) + 1


def hand_in(files: Sequence[tuple[str, BinaryIO]]) -> list[int]:
    """Hand named files to the intake and return those that are new; each has its panel."""
    store, by = access.store(), access.user()
    try:
        samples.refuse_own(access.state())
    except SampleRefused as reason:
        sample_shop.refused(reason)
        return []
    loaded = {row.import_id for row in intake.entries(store) if row.state in LOADED}
    names = {intake.receive(store, name, content, by): name for name, content in files}
    fresh = [number for number in names if number not in loaded]
    if fresh:
        intake.start(store, fresh, by)
    _keep("dropped", *fresh)
    st.session_state["again"] = [name for number, name in names.items() if number in loaded]
    return fresh


def look_at(import_id: int) -> None:
    """Keep the panel of an import in sight, and before those of other files."""
    _keep("dropped", import_id)
    st.session_state["file"] = import_id


def _hidden(name: str) -> bool:
    """Tell what systems put into folders beside the files."""
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def _confirm(import_ids: list[int]) -> None:
    intake.confirm(access.store(), import_ids, access.user())
    _keep("dropped", *import_ids)


def _discard(import_id: int) -> None:
    intake.discard(access.store(), import_id, access.user())
    _hide([import_id])


def _keep(name: str, *found: Any) -> None:
    """Remember, for this visit, what stays in sight when it is done."""
    st.session_state[name] = [*st.session_state.get(name, []), *found]


def _hide(import_ids: Sequence[int]) -> None:
    for name in HERE:
        kept = [number for number in st.session_state.get(name, []) if number not in import_ids]
        st.session_state[name] = kept
