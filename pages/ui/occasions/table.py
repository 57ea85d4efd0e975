"""The table of own events out and in: download it, upload it, see what would change, confirm."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data import small_table
from data.small_table import Kind, NoTable
from data.state import Conflict
from data.text import Lang, Text
from kpi.calendar import table as event_table
from kpi.calendar.fields import FIELDS, as_typed
from kpi.calendar.table import Line, Upload
from kpi.goals.table import NoGoals
from pages.ui import access, reasons
from pages.ui.downloads import LABELS, MIME
from pages.ui.goals import words as goal_words
from pages.ui.goals.table import FATES, KINDS, rows_of
from pages.ui.occasions import scene as here
from pages.ui.occasions import words
from pages.ui.occasions.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.tables import table as drawn
from pages.ui.words import AND, BETWEEN

ROUND, REFUSED = "event-table-round", "event-table-refused"
"""In the session: how many tables were kept; whether a reason is missing."""


def table(scene: Scene) -> None:
    """Draw the downloads, the place to upload, and what an upload would change."""
    lang = scene.lang
    st.markdown(f":gray[{words.TABLE_DO.to(lang)}]")
    with st.container(horizontal=True):
        for kind in KINDS:
            _download(words.TEMPLATE, words.TEMPLATE_FILE, event_table.rows((), lang), kind, lang)
        for kind in KINDS if scene.events else ():
            rows = event_table.rows(scene.events, lang)
            _download(words.DOWNLOAD, words.FILE, rows, kind, lang)
    file = st.file_uploader(
        words.UPLOAD.to(lang), key=f"event-table-{st.session_state.get(ROUND, 0)}",
        max_upload_size=1,
    )  # fmt: skip
    if file is None:
        return
    try:
        found = event_table.sheet(rows_of(file.getvalue(), file.name))
    except (NoTable, NoGoals) as refused:
        st.error(plain(refused.text.to(lang)), icon=":material/error:")
        return
    upload = event_table.preview(found, scene.events)
    _preview(upload, scene)
    if upload.saved:
        _confirm(upload, lang)


def _download(text: Text, file: Text, rows: list[list[str]], kind: Kind,
              lang: Lang) -> None:  # fmt: skip
    st.download_button(
        f"{text.to(lang)} {LABELS[kind]}",
        partial(small_table.write, kind, event_table.SHEET.to(lang), rows),
        file.fill(kind=kind).to(lang), MIME[kind], key=f"event-{text.en}-{kind}",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _preview(upload: Upload, scene: Scene) -> None:
    """Say what becomes of every line, refused ones with what to do about them."""
    lang = scene.lang
    counts = {name: upload.count(name) for name in ("new", "same", "refused")}
    changed = upload.count("new", "changed")
    text = goal_words.EQUATION.fill(all=len(upload.lines), changed=changed, **counts)
    st.markdown(f"**{text.to(lang)}**")
    if upload.sheet.ignored:
        names = AND.to(lang).join(upload.sheet.ignored)
        st.markdown(f":gray[{plain(goal_words.IGNORED.fill(names=names).to(lang))}]")
    if told := [said for line in upload.lines for said in _refusals(line, upload, lang)]:
        title = goal_words.REFUSED_TITLE.to(lang)
        st.error("  \n".join([title, *told]), icon=":material/error:")
    rows = [
        (str(x.row), f"**{plain(x.name)}**", FATES[x.fate].to(lang), _change(x, scene))
        for x in upload.lines
        if x.fate in ("new", "changed")
    ]
    if rows:
        titles = (goal_words.LINE, words.WHAT, goal_words.FATE, goal_words.CHANGES)
        drawn(titles, rows, lang)


def _refusals(line: Line, upload: Upload, lang: Lang) -> list[str]:
    """Name row, column, value, why and what to do, for each thing that is wrong."""
    cells = next(r.cells for r in upload.sheet.records if r.row == line.row)
    said = []
    for one in line.refused:
        column = event_table.column_of(upload.sheet, one.field)
        value = cells.get(one.field, "").strip()
        text = goal_words.REFUSED_VALUE if value else goal_words.REFUSED
        told = text.fill(row=line.row, column=column, value=value[:40], why=one.text)
        said.append(plain(told.to(lang)))
    return said


def _change(line: Line, scene: Scene) -> str:
    """Word a line as before → after; of a new event what it is."""
    lang, new, old = scene.lang, line.new, line.old
    if new is None:
        return ""
    told = [
        (FIELDS[f], as_typed(old, f, lang, scene.events) if old else "",
         as_typed(new, f, lang, scene.events))
        for f in FIELDS
        if (getattr(old, f) != getattr(new, f) if old else f != "name" and getattr(new, f))
    ]  # fmt: skip
    said = [
        words.CHANGE.fill(field=name, old=was or "–", new=now or "–").to(lang)
        if old
        else f"{name.to(lang)} {now}"
        for name, was, now in told
    ]
    return plain(BETWEEN.to(lang).join(said))


def _confirm(upload: Upload, lang: Lang) -> None:
    reasons.why("event-table-why", lang)
    if st.session_state.get(REFUSED):
        st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
    st.button(
        words.CONFIRM.fill(n=len(upload.saved)).to(lang), key="event-table-confirm",
        icon=":material/check:", on_click=_keep, args=(upload,),
    )  # fmt: skip


def _keep(upload: Upload) -> None:
    """Keep every line that is not refused, or ask for the reason."""
    why = reasons.given("event-table-why")
    st.session_state[REFUSED] = not why
    if not why:
        return
    try:
        event_table.keep(access.state(), upload.saved, access.user(), why)
    except Conflict:
        here.say(words.CHANGED_MEANWHILE, error=True)
        return
    st.session_state["event-table-why"] = ""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    here.say(words.DONE.fill(n=len(upload.saved)))
