"""The table of goals out and in: download it, upload it again, see what would change, confirm."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data import small_table
from data.text import Text
from kpi.goals import table as goal_table
from kpi.goals import upload as goal_upload
from kpi.goals.fields import FIELDS, as_read, differences
from kpi.goals.upload import Line, Upload
from kpi.uploads import Sheet
from pages.ui import access, words
from pages.ui.downloads import LABELS, MIME
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.uploads import KINDS, Uploading, upload


def table(scene: Scene) -> None:
    """Draw the downloads, the place to upload, and what an upload would change."""
    lang = scene.lang
    st.markdown(f":gray[{own.TABLE_DO.to(lang)}]")
    rows = goal_table.rows(scene.goals, scene.told.currency, lang, scene.names)
    with st.container(horizontal=True):
        for kind in KINDS:
            st.download_button(
                f"{own.DOWNLOAD.to(lang)} {LABELS[kind]}",
                partial(small_table.write, kind, goal_table.SHEET.to(lang), rows),
                own.FILE.fill(kind=kind).to(lang), MIME[kind], key=f"goal-table-{kind}",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
    one = Uploading(
        "goal-table", own.UPLOAD, own.WHAT, own.TABLE_CONFIRM, own.TABLE_DONE, own.CONFLICT_ELSE,
        read=goal_table.sheet,
        preview=lambda found: _preview(found, scene),
        column_of=goal_upload.column_of,
        change=lambda line: _change(line, scene),
        keep=_keep,
        say=_say,
    )  # fmt: skip
    upload(one, lang)


def _preview(found: Sheet, scene: Scene) -> Upload:
    return goal_upload.preview(
        found, scene.docs, scene.told.currency, scene.today, scene.books, scene.objectives
    )


def _change(line: Line, scene: Scene) -> str:
    """Word a line as before → after; of a new goal what it is set to."""
    new, old, lang, called = line.new, line.old, scene.lang, scene.names
    if new is None:
        return ""
    if old is None:
        names = ("rank", "target", "owner")
        said = [f"{FIELDS[n].to(lang)} {as_read(new, n, lang)}" for n in names]
    else:
        said = [
            f"{FIELDS[n].to(lang)} "
            + " → ".join(as_read(goal, n, lang, called) for goal in (old, new))
            for n in differences(old, new)
        ]
    return plain(words.BETWEEN.to(lang).join(said))


def _keep(seen: Upload, why: str) -> None:
    goal_upload.keep(access.state(), seen, access.user(), why)


def _say(text: Text, error: bool) -> None:
    goal_scene.say(text, "error" if error else "check")
