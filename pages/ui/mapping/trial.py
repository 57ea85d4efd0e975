"""A mapping tried: the file as it would be read by it, its sums, and what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import streamlit as st

from data.journal import JournalRow
from data.mapping import trial
from data.mapping.mapping import ColumnMapping
from data.report import Question
from data.schema import BOOKS, Kind, quantity
from data.text import Lang, Text
from kpi import format
from kpi.catalog import Unit
from pages.ui import access, report, words
from pages.ui.mapping import words as own
from pages.ui.plain import plain
from pages.ui.tables import table

KEYED = ("customer", "contact")
"""The typed column of keys of people: only its beginning is shown."""


def tried(row: JournalRow, mapping: ColumnMapping, lang: Lang) -> tuple[bool, dict[str, str]]:
    """Offer to try a mapping and show what came of it.

    Returns
    -------
    tuple of bool and dict
        Whether it reads as it stands, and what was answered for that.
    """
    number, what = row.import_id, replace(mapping, name=trial.UNNAMED)
    answers: dict[str, str] = st.session_state.get(f"map-answers-{number}", {})
    before, found = st.session_state.get(f"map-tried-{number}", (None, None))
    st.button(
        own.TRY.to(lang),
        key=f"map-try-{number}",
        icon=":material/play_arrow:",
        on_click=_answered,
        args=(number, answers),
    )
    # asked until it is done: a run cut short by the next change must not forget the click
    if st.session_state.get(f"map-asked-{number}"):
        with st.spinner(own.TRYING.to(lang)):
            found = trial.trial(access.store(), row, what, answers)
            before = what
            st.session_state[f"map-tried-{number}"] = what, found
            del st.session_state[f"map-asked-{number}"]
    if found is None or before != what:
        return False, answers
    _show(row, found, mapping.book, lang)
    for question in found.report.questions:
        _ask(number, question, answers, lang)
    return found.report.status == "parsed", answers


def _show(row: JournalRow, found: trial.Trial, book: str, lang: Lang) -> None:
    """Show the report, the sums and the first rows, without what a file says of no total."""
    totalled = any(total.file_total is not None for total in found.report.sums.values())
    said = found.report if totalled else replace(found.report, sums={})
    st.markdown(f"**{own.PREVIEW.to(lang)}**")
    report.read(replace(row, report=said), lang, "trial")
    sums = [(name, total) for name, total in found.sums if name not in said.sums]
    if sums:
        rows = [[quantity(n).label.to(lang), _amount(n, total, found, lang)] for n, total in sums]
        table([words.MEASURE, own.SUM], rows, lang, figures=[own.SUM])
    if found.rows:
        st.markdown(f":gray[{own.FIRST_ROWS.fill(n=len(found.rows)).to(lang)}]")
        frame = _frame(found, book, lang)
        config = dict.fromkeys(
            (
                f.name
                for f in frame.schema
                if pa.types.is_integer(f.type) or pa.types.is_floating(f.type)
            ),
            st.column_config.NumberColumn(format="localized"),
        )
        st.dataframe(frame, hide_index=True, placeholder=format.NO_ANSWER, column_config=config)


def _amount(name: str, total: Decimal, found: trial.Trial, lang: Lang) -> str:
    money = quantity(name).kind is Kind.MONEY
    return format.figure(
        total,
        Unit.MONEY if money else Unit.COUNT,
        lang,
        decimals=None if quantity(name).kind is Kind.COUNT else 2,
        currency=found.report.currency,
        full=True,
    )


def _frame(found: trial.Trial, book: str, lang: Lang) -> pa.Table:
    """Return the typed columns that say something, named as people call them."""
    shown = {}
    one_day = all(r[0] == r[1] for r in found.rows)
    for at, name in enumerate(found.columns):
        values = [_cell(name, r[at]) for r in found.rows]
        if any(v is not None for v in values) and not (one_day and name == "day_to"):
            shown[_title(name, book).to(lang)] = values
    return pa.table(shown)


def _title(column: str, book: str) -> Text:
    if column in own.TYPED:
        return own.TYPED[column]
    return own.label(BOOKS[book].texts.get(column, column), book)


def _cell(column: str, value: object) -> object:
    if isinstance(value, date):
        return value.strftime("%Y/%m/%d")
    if isinstance(value, Decimal):
        return float(value)
    return f"{value[:8]}…" if column in KEYED and isinstance(value, str) else value


def _ask(number: int, question: Question, answers: dict[str, str], lang: Lang) -> None:
    """Ask what has to be known before the file can be tried."""
    st.markdown(f":material/contact_support: **{plain(question.text.to(lang))}**")
    with st.container(horizontal=True):
        for code, text in question.choices:
            st.button(
                plain(text.to(lang)),
                key=f"map-answer-{number}-{question.key}-{code}",
                on_click=_answered,
                args=(number, {**answers, question.key: code}),
            )
    if not question.choices:
        key = f"map-answer-{number}-{question.key}"
        st.text_input(words.QUESTION_TEXT.to(lang), key=key, label_visibility="collapsed")
        st.button(
            words.SUBMIT.to(lang),
            key=f"{key}-send",
            on_click=lambda: _answered(number, {**answers, question.key: st.session_state[key]}),
        )


def _answered(number: int, answers: dict[str, str]) -> None:
    """Have the file tried, with what is known by now."""
    st.session_state[f"map-answers-{number}"] = answers
    st.session_state[f"map-asked-{number}"] = True
