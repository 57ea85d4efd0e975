"""A table people filled in: drop it, see what each line would change, say why, confirm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import streamlit as st

from data import small_table
from data.small_table import Kind, NoTable
from data.state import Conflict
from data.text import Lang, Text
from kpi.uploads import Line, Sheet, Upload, WrongTable
from pages.ui import reasons, words
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.tables import table as drawn

KINDS: tuple[Kind, ...] = ("xlsx", "csv")
READ = "uploads-read"
"""In the session: the rows of the last upload by their hash, so that a click does not read them
again."""

FATES = {
    "new": Text("會新增", "Would be added"),
    "changed": Text("會改變", "Would change"),
}
EQUATION = Text(
    "{all} 列 ＝ 會改變 {changed}（新增 {new}）＋ 不變 {same} ＋ 拒絕 {refused}",
    "{all} lines = {changed} would change ({new} new) + {same} unchanged + {refused} refused",
)
IGNORED = Text("沒有讀這些欄位：{names}", "These columns were not read: {names}")
LINE, FATE, CHANGES = Text("列", "Row"), Text("會怎樣", "What happens"), FATES["changed"]
REFUSED = Text("第 {row} 列「{column}」：{why}", "Row {row}, “{column}”: {why}")
REFUSED_VALUE = Text(
    "第 {row} 列「{column}」的「{value}」：{why}", "Row {row}, “{column}”, “{value}”: {why}"
)
REFUSED_TITLE = Text("這些列不會存，其餘的可以：", "These lines are not kept; the others can be:")


@dataclass(frozen=True, slots=True)
class Uploading:
    """What one kind of table is to the page that takes it.

    Parameters
    ----------
    key : str
        Begins the keys of its fields and what it leaves in the session.
    what : Text
        Heads the names of its lines.
    confirm, done, conflict : Text
        The button and what came of it; the first two tell `{n}`.
    read : callable
        From rows of text to the lines; raises `WrongTable`.
    preview : callable
        What the lines would change.
    column_of : callable
        How the column of a field is headed.
    change : callable
        A line as before → after.
    keep : callable
        Keeps what was shown, with the reason; raises `Conflict`.
    say : callable
        Tells once what came of it; True is an error.
    """

    key: str
    ask: Text
    what: Text
    confirm: Text
    done: Text
    conflict: Text
    read: Callable[[list[list[str]]], Sheet]
    preview: Callable[[Sheet], Any]
    column_of: Callable[[Sheet, str], str]
    change: Callable[[Any], str]
    keep: Callable[[Any, str], None]
    say: Callable[[Text, bool], None]

    @property
    def round(self) -> str:
        """In the session: how many of these tables were kept, so that the next begins anew."""
        return f"{self.key}-round"

    @property
    def refused(self) -> str:
        """In the session: whether a reason is missing."""
        return f"{self.key}-refused"


def upload(one: Uploading, lang: Lang) -> None:
    """Draw the place to upload a table, and what it would change."""
    key = f"{one.key}-{st.session_state.get(one.round, 0)}"
    file = st.file_uploader(one.ask.to(lang), key=key, max_upload_size=1)
    if file is None:
        return
    try:
        found = one.read(rows_of(file.getvalue(), file.name))
    except (NoTable, WrongTable) as refused:
        st.error(plain(refused.text.to(lang)), icon=":material/error:")
        return
    seen = one.preview(found)
    _preview(one, seen, lang)
    if seen.saved:
        _confirm(one, seen, lang)


def rows_of(content: bytes, name: str) -> list[list[str]]:
    """Read an upload once, in a child of its own."""
    mark = sha256(content).hexdigest()
    at, rows = st.session_state.get(READ, ("", []))
    if at != mark:
        rows = small_table.read(content, name)
        st.session_state[READ] = mark, rows
    return list(rows)


def _preview(one: Uploading, seen: Upload[Any], lang: Lang) -> None:
    """Say what becomes of every line, refused ones with what to do about them."""
    counts = {name: seen.count(name) for name in ("new", "same", "refused")}
    changed = seen.count("new", "changed")
    st.markdown(f"**{EQUATION.fill(all=len(seen.lines), changed=changed, **counts).to(lang)}**")
    if seen.sheet.ignored:
        names = words.AND.to(lang).join(seen.sheet.ignored)
        st.markdown(f":gray[{plain(IGNORED.fill(names=names).to(lang))}]")
    if told := [said for line in seen.lines for said in _refusals(one, line, seen, lang)]:
        st.error("  \n".join([REFUSED_TITLE.to(lang), *told]), icon=":material/error:")
    rows = [
        (str(x.row), f"**{plain(x.name.to(lang))}**", FATES[x.fate].to(lang), one.change(x))
        for x in seen.lines
        if x.fate in ("new", "changed")
    ]
    if rows:
        drawn((LINE, one.what, FATE, CHANGES), rows, lang)


def _refusals(one: Uploading, line: Line[Any], seen: Upload[Any], lang: Lang) -> list[str]:
    """Name row, column, value, why and what to do, for each thing that is wrong."""
    said = []
    for wrong in line.refused:
        column = one.column_of(seen.sheet, wrong.field)
        value = seen.cells(line).get(wrong.field, "").strip()
        text = REFUSED_VALUE if value else REFUSED
        told = text.fill(row=line.row, column=column, value=value[:40], why=wrong.text)
        said.append(plain(told.to(lang)))
    return said


def _confirm(one: Uploading, seen: Upload[Any], lang: Lang) -> None:
    reasons.why(f"{one.key}-why", lang)
    if st.session_state.get(one.refused):
        st.error(house.WHY_MISSING.to(lang), icon=":material/error:")
    st.button(
        one.confirm.fill(n=len(seen.saved)).to(lang), key=f"{one.key}-confirm",
        icon=":material/check:", on_click=_keep, args=(one, seen),
    )  # fmt: skip


def _keep(one: Uploading, seen: Upload[Any]) -> None:
    """Keep every line that is not refused, or ask for the reason."""
    why = reasons.given(f"{one.key}-why")
    st.session_state[one.refused] = not why
    if not why:
        return
    try:
        one.keep(seen, why)
    except Conflict:
        one.say(one.conflict, True)
        return
    st.session_state[f"{one.key}-why"] = ""
    st.session_state[one.round] = st.session_state.get(one.round, 0) + 1
    st.session_state.pop(READ, None)
    one.say(one.done.fill(n=len(seen.saved)), False)
