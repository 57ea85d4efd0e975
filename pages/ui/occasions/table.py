"""The table of own events out and in: download it, upload it, see what would change, confirm."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data import small_table
from data.small_table import Kind
from data.text import Lang, Text
from kpi.calendar import table as event_table
from kpi.calendar.fields import FIELDS, as_typed
from kpi.calendar.table import Line, Upload
from pages.ui import access
from pages.ui.downloads import LABELS, MIME
from pages.ui.occasions import scene as here
from pages.ui.occasions import words
from pages.ui.occasions.scene import Scene
from pages.ui.plain import plain
from pages.ui.uploads import KINDS, Uploading, upload
from pages.ui.words import BETWEEN


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
    one = Uploading(
        "event-table", words.UPLOAD, words.WHAT, words.CONFIRM, words.DONE,
        words.CHANGED_MEANWHILE,
        read=event_table.sheet,
        preview=lambda found: event_table.preview(found, scene.events),
        column_of=event_table.column_of,
        change=lambda line: _change(line, scene),
        keep=_keep,
        say=here.say,
    )  # fmt: skip
    upload(one, lang)


def _download(text: Text, file: Text, rows: list[list[str]], kind: Kind,
              lang: Lang) -> None:  # fmt: skip
    st.download_button(
        f"{text.to(lang)} {LABELS[kind]}",
        partial(small_table.write, kind, event_table.SHEET.to(lang), rows),
        file.fill(kind=kind).to(lang), MIME[kind], key=f"event-{text.en}-{kind}",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


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


def _keep(seen: Upload, why: str) -> None:
    event_table.keep(access.state(), seen.saved, access.user(), why)
