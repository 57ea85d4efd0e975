"""Several files on their way in: one line each, and which of them is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import pyarrow as pa
import streamlit as st

from data.journal import JournalRow, Step
from data.text import Lang
from kpi import format
from pages.ui import report, words
from pages.ui.tables import height

PACKED = (".zip", ".xlsx")
"""How files are called that hold others."""


def choose(rows: Sequence[JournalRow], lang: Lang) -> JournalRow:
    """Draw a line a file and return the one whose details are to be shown."""
    ids = [row.import_id for row in rows]
    shown = _shown(rows)
    key = f"files-{hash(tuple(ids))}-{shown.import_id}"  # a new one, so that the mark follows
    words_of = {report.step(row).to(lang): report.SLOTS.get(row.state, "blue") for row in rows}
    st.dataframe(
        _frame(rows, lang),
        hide_index=True,
        height=height(len(rows)),
        placeholder=format.NO_ANSWER,
        column_config={
            words.FILE.to(lang): st.column_config.TextColumn(width="medium"),
            words.STATE.to(lang): st.column_config.MultiselectColumn(
                options=list(words_of), color=list(words_of.values())
            ),
            words.LOADED_ROWS.to(lang): st.column_config.NumberColumn(format="localized"),
        },
        key=key,
        on_select=lambda: _choose(key, ids),
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(shown.import_id)]}},
    )
    return shown


def _shown(rows: Sequence[JournalRow]) -> JournalRow:
    """Return what somebody chose, else what waits for a person most."""
    chosen = [row for row in rows if row.import_id == st.session_state.get("file")]
    return [*chosen, *sorted(rows, key=_patience)][0]


def _patience(row: JournalRow) -> int:
    """Rank files by whether they wait for a person: a question, a confirmation, a refusal."""
    first = (Step.NEEDS_ANSWER, Step.PARSED, Step.REJECTED)
    rank = first.index(row.state) if row.state in first else len(first)
    return rank + report.weighing(row) * len(first)


def _choose(key: str, ids: Sequence[int]) -> None:
    picked = st.session_state[key]["selection"]["rows"]
    st.session_state["file"] = ids[picked[0]] if picked else None


def called(file: str, lang: Lang) -> str:
    """Name a file; one out of a zip with the zip, since several zips hold files of one name."""
    *around, name = PurePosixPath(file).parts
    box = next((part for part in around if part.lower().endswith(PACKED)), "")
    return words.ASIDE.fill(fact=name, aside=box).to(lang) if box else name


def _frame(rows: Sequence[JournalRow], lang: Lang) -> pa.Table:
    columns = {
        words.FILE: [called(row.file, lang) for row in rows],
        words.STATE: [[report.step(row).to(lang)] for row in rows],
        words.KIND: [report.kind(row.report, lang) or format.NO_ANSWER for row in rows],
        words.PERIOD: [report.period(row.report) for row in rows],
        words.LOADED_ROWS: [_data_rows(row) for row in rows],
    }
    return pa.table({title.to(lang): values for title, values in columns.items()})


def _data_rows(row: JournalRow) -> int | None:
    """Count a file's rows of data, held back ones too; None while it is not read."""
    return row.report.rows.loaded + row.report.rows.quarantined if row.report else None
