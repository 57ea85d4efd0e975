"""What only a person can answer about a file; it is read again with the answer."""

from __future__ import annotations

import streamlit as st

from data import intake
from data.journal import JournalRow
from data.report import Question
from data.text import Lang
from pages.ui import access, words
from pages.ui.plain import plain

OPEN = {"account", "currency"}
"""Questions whose choices are what is known so far; another answer may be typed."""


def ask(row: JournalRow, lang: Lang) -> None:
    """Ask what only a person can answer; the file is read again with the answer."""
    for question in row.report.questions if row.report else ():
        st.markdown(f":material/contact_support: **{plain(question.text.to(lang))}**")
        if question.choices:
            _choices(row, question, lang)
        if not question.choices or question.key in OPEN:
            _free(row, question, lang)


def _choices(row: JournalRow, question: Question, lang: Lang) -> None:
    with st.container(horizontal=True):
        for code, text in question.choices:
            st.button(
                plain(text.to(lang)),
                key=f"answer-{row.import_id}-{question.key}-{code}",
                on_click=_answer,
                args=(row.import_id, question.key, code),
            )


def _free(row: JournalRow, question: Question, lang: Lang) -> None:
    key = f"answer-{row.import_id}-{question.key}"
    about = f"{question.key}-{row.report.platform if row.report else ''}"
    example = words.EXAMPLES.get(about) or words.EXAMPLES.get(question.key)
    if about in words.WHERE:
        st.markdown(f":gray[:small[{words.WHERE[about].to(lang)}]]")
    with st.form(f"form-{key}", border=False), st.container(horizontal=True):
        st.text_input(
            words.QUESTION_TEXT.to(lang),
            key=key,
            type="password" if question.key == "password" else "default",
            placeholder=example.to(lang) if example else None,
            label_visibility="collapsed",
        )
        # a callback, for what a click means is forgotten where the page is drawn anew before it
        st.form_submit_button(
            words.SUBMIT.to(lang), on_click=_send, args=(row.import_id, question.key, key)
        )


def _send(import_id: int, asked: str, key: str) -> None:
    if value := st.session_state[key].strip():
        _answer(import_id, asked, value)


def _answer(import_id: int, key: str, value: str) -> None:
    intake.answer(access.store(), import_id, key, value, access.user())
