"""The table of goals out and in: download it, upload it again, see what would change, confirm."""

from __future__ import annotations

from functools import partial
from hashlib import sha256

import streamlit as st

from data import small_table
from data.small_table import Kind, NoTable
from data.state import Conflict
from data.text import Lang, Text
from kpi.goals import table as goal_table
from kpi.goals import upload as goal_upload
from kpi.goals.fields import FIELDS, as_read, differences
from kpi.goals.table import NoGoals
from kpi.goals.upload import Line, Upload
from pages.ui import access, reasons, words
from pages.ui.downloads import LABELS, MIME
from pages.ui.goals import scene as goal_scene
from pages.ui.goals import words as own
from pages.ui.goals.scene import Scene
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.tables import table as drawn

ROUND, READ, REFUSED = "goal-table-round", "goal-table-read", "goal-table-refused"
"""In the session: how many tables were kept; the rows of the last upload by their hash, so that
a click does not read them again; whether a reason is missing."""
KINDS: tuple[Kind, ...] = ("xlsx", "csv")
FATES = {
    "new": own.FATES["new"],
    "changed": own.CHANGES,
    "same": Text("不變", "Unchanged"),
    "refused": Text("拒絕", "Refused"),
}


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
    file = st.file_uploader(
        own.UPLOAD.to(lang), key=f"goal-table-{st.session_state.get(ROUND, 0)}", max_upload_size=1
    )
    if file is None:
        return
    try:
        found = goal_table.sheet(rows_of(file.getvalue(), file.name))
    except (NoTable, NoGoals) as refused:
        st.error(plain(refused.text.to(lang)), icon=":material/error:")
        return
    upload = goal_upload.preview(
        found, scene.docs, scene.told.currency, scene.today, scene.books, scene.objectives
    )
    _preview(upload, scene)
    if upload.docs:
        _confirm(upload, lang)


def rows_of(content: bytes, name: str) -> list[list[str]]:
    """Read an upload once, in a child of its own."""
    mark = sha256(content).hexdigest()
    at, rows = st.session_state.get(READ, ("", []))
    if at != mark:
        rows = small_table.read(content, name)
        st.session_state[READ] = mark, rows
    return list(rows)


def _preview(upload: Upload, scene: Scene) -> None:
    """Say what becomes of every line, refused ones with what to do about them."""
    lang = scene.lang
    counts = {name: upload.count(name) for name in ("new", "same", "refused")}
    changed = upload.count("new", "changed")
    text = own.EQUATION.fill(all=len(upload.lines), changed=changed, **counts)
    st.markdown(f"**{text.to(lang)}**")
    if upload.sheet.ignored:
        names = words.AND.to(lang).join(upload.sheet.ignored)
        st.markdown(f":gray[{plain(own.IGNORED.fill(names=names).to(lang))}]")
    refused = [x for x in upload.lines if x.fate == "refused"]
    if refused:
        told = "  \n".join(_refusals(line, upload, lang) for line in refused)
        st.error(f"{own.REFUSED_TITLE.to(lang)}  \n{told}", icon=":material/error:")
    rows = [
        (str(x.row), f"**{plain(x.name.to(lang))}**", FATES[x.fate].to(lang), _change(x, scene))
        for x in upload.lines
        if x.fate in ("new", "changed")
    ]
    if rows:
        drawn((own.LINE, own.WHAT, own.FATE, own.CHANGES), rows, lang)


def _refusals(line: Line, upload: Upload, lang: Lang) -> str:
    """Name row, column, value, why and what to do, for each thing that is wrong."""
    cells = next(r.cells for r in upload.sheet.records if r.row == line.row)
    said = []
    for one in line.refused:
        column = goal_upload.column_of(upload.sheet, one.field)
        value = cells.get(one.field, "").strip()
        text = own.REFUSED_VALUE if value else own.REFUSED
        told = text.fill(row=line.row, column=column, value=value[:40], why=one.text)
        said.append(plain(told.to(lang)))
    return "  \n".join(said)


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


def _confirm(upload: Upload, lang: Lang) -> None:
    reasons.why("goal-table-why", lang)
    if st.session_state.get(REFUSED):
        st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
    st.button(
        own.TABLE_CONFIRM.fill(n=len(upload.docs)).to(lang), key="goal-table-confirm",
        icon=":material/check:", on_click=_keep, args=(upload,),
    )  # fmt: skip


def _keep(upload: Upload) -> None:
    """Keep every line that is not refused, or ask for the reason."""
    why = reasons.given("goal-table-why")
    st.session_state[REFUSED] = not why
    if not why:
        return
    try:
        goal_upload.keep(access.state(), upload, access.user(), why)
    except Conflict:
        goal_scene.say(own.CONFLICT_ELSE, "error")
        return
    st.session_state["goal-table-why"] = ""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state.pop(READ, None)
    goal_scene.say(own.TABLE_DONE.fill(n=len(upload.docs)))
