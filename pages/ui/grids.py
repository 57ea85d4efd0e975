"""Tables of figures: sorted as numbers, read as words, a row that leads on, a figure that tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data.text import Lang, Text
from kpi.card import Verdict
from kpi.channels.place import Place
from kpi.format import NO_ANSWER
from kpi.grid import Grid
from pages.ui.canvas import text_width
from pages.ui.tables import height
from pages.ui.theme import CHIP_SLOT

STATUS = Text("狀態", "Status")
MARKS = {Verdict.GOOD: "✓", Verdict.WATCH: "△", Verdict.ACT: "!", Verdict.UNKNOWN: "?"}
"""The icon of each verdict, where only letters can be drawn."""

WIDEST = 420
"""Pixels for verdicts side by side; more of them are cut."""

Asked = tuple[Place, str]


def grid(
    shown: Grid, key: str, lang: Lang, go: Callable[[Place], None] | None = None
) -> Asked | None:
    """Draw a table; return the place and KPI of the figure that is chosen in it.

    Arrows and Tab choose cells as a click does, so a cell leads nowhere and opens nothing.

    Parameters
    ----------
    go : callable or None
        Where a ticked row leads; None where rows cannot be ticked.
    """
    titles = _titles(shown)
    status = STATUS.to(lang) if any(line.verdicts for line in shown.lines) else None
    follow = partial(_clicked, shown, f"{key}-name", go) if go else None
    chosen = st.dataframe(
        _styled(shown, titles, status),
        hide_index=True,
        height=height(len(shown.lines)),
        placeholder=NO_ANSWER,
        column_config=_config(shown, titles, status) | _names(shown.title, key, follow),
        on_select=lambda: _ticked(shown, st.session_state[key]["selection"], go),
        selection_mode=["single-row", "single-cell"] if go else "single-cell",
        key=key,
        lazy=False,
        alt=shown.title,
    )
    return _asked(shown, titles, chosen["selection"])


def _titles(shown: Grid) -> Mapping[str, str]:
    """Return the titles of the columns of figures, by key."""
    return {column.key: column.title for column in shown.columns}


def _styled(shown: Grid, titles: Mapping[str, str], status: str | None) -> Any:
    """Return numbers to be sorted by, each written as its cell says."""
    # what a file calls something is no icon, whatever it writes
    names = [line.name.replace(":material/", ":\u2060material/") for line in shown.lines]
    frame: dict[str, Any] = {shown.title: names}
    if status:
        frame[status] = [_chips(line.verdicts) for line in shown.lines]
    written = {}
    for n, title in enumerate(titles.values()):
        cells = [line.cells[n] for line in shown.lines]
        values = [None if c.value is None else float(c.value) for c in cells]
        frame[title] = pd.array(values, dtype="Float64")
        written[title] = _in_order([c.text for c in cells])
    return pd.DataFrame(frame).style.format(written)


def _in_order(texts: list[str]) -> Callable[[object], str]:
    """Return what writes the cells of a column, which are asked for from top to bottom."""
    rest = iter(texts)
    return lambda _value: next(rest)


def _chips(verdicts: Any) -> list[str]:
    return [f"{MARKS[chip.verdict]} {chip.word}" for chip in verdicts]


def _config(shown: Grid, titles: Mapping[str, str], status: str | None) -> dict[str, Any]:
    config: dict[str, Any] = {}
    if status:
        colours = {
            f"{MARKS[chip.verdict]} {chip.word}": CHIP_SLOT[chip.verdict]
            for line in shown.lines
            for chip in line.verdicts
        }
        widest = max(sum(map(_chip_width, _chips(line.verdicts))) for line in shown.lines)
        config[status] = st.column_config.MultiselectColumn(
            width=min(widest + 16, WIDEST), options=list(colours), color=list(colours.values())
        )
    for column in shown.columns:
        config[titles[column.key]] = st.column_config.NumberColumn(help=column.help or None)
    return config


def _chip_width(word: str) -> int:
    return text_width(word) + 22


def _names(title: str, key: str, follow: Callable[[], None] | None) -> dict[str, Any]:
    """Return how names are drawn: to be clicked where they lead on."""
    if not follow:
        return {title: st.column_config.TextColumn(width="medium", pinned=True)}
    return {title: name_column("medium", key, follow)}


def name_column(width: Any, key: str, follow: Callable[[], None]) -> Any:
    """Return a column of names that are clicked; the keyboard ticks the row instead."""
    return st.column_config.ButtonColumn(
        width=width, pinned=True, alignment="left", type="tertiary", key=f"{key}-name",
        on_click=follow,
    )  # fmt: skip


def _clicked(shown: Grid, key: str, go: Callable[[Place], None]) -> None:
    """Follow a name that was clicked."""
    leads_to = shown.lines[st.session_state[key]["row"]].leads_to
    if leads_to:
        go(leads_to)


def _ticked(shown: Grid, selection: Mapping[str, Any], go: Callable[[Place], None] | None) -> None:
    """Follow a ticked row."""
    for row in selection.get("rows", []):
        leads_to = shown.lines[row].leads_to
        if go and leads_to:
            go(leads_to)


def _asked(shown: Grid, titles: Mapping[str, str], selection: Mapping[str, Any]) -> Asked | None:
    """Return the place and KPI of the chosen figure; the table may be another by now."""
    for row, title in selection.get("cells", []):
        keys = [k for k, t in titles.items() if t == title]
        if keys and row < len(shown.lines) and shown.lines[row].stands_for:
            return shown.lines[row].stands_for, keys[0].removeprefix("change-")
    return None
