"""What reading one file found, and what it would change: shown, asked, nothing decided."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from data import intake
from data.journal import JournalRow, Step
from data.report import Problem, Question, Report, Rows, Sum
from data.schema import PLATFORMS, Kind, Measure
from data.text import Lang
from kpi import format
from kpi.catalog import Unit
from kpi.period import Span
from pages.ui import access, words
from pages.ui.plain import plain
from pages.ui.tables import table

FEW = 12
"""So many problems are written out; the file to download has all of them."""
OPEN = {"account", "currency"}
"""Questions whose choices are what is known so far; another answer may be typed."""
ICONS = {
    Step.RECEIVED: "hourglass_empty",
    Step.PARSING: "hourglass_empty",
    Step.COMMITTING: "hourglass_empty",
    Step.COMMITTED: "hourglass_empty",
    Step.PARSED: "rule",
    Step.NEEDS_ANSWER: "contact_support",
    Step.REJECTED: "error",
    Step.PUBLISHED: "check",
    Step.UNDONE: "undo",
    Step.DISCARDED: "delete",
}


def head(row: JournalRow, lang: Lang) -> None:
    """Name the file and how far it has come."""
    step = f":material/{ICONS[row.state]}: {words.STEPS[row.state].to(lang)}"
    colour = "red" if row.state is Step.REJECTED else "blue"
    st.markdown(f"**{plain(row.file)}**　:{colour}-badge[{step}]")


def read(row: JournalRow, lang: Lang, place: str) -> None:
    """Show what the file is, how its rows and its money add up, and what is wrong with it.

    Parameters
    ----------
    place : str
        Where on the page, since one file may be shown twice.
    """
    report = row.report
    assert report is not None
    if report.format:
        st.markdown(_facts(report, lang))
    if report.rows.in_:
        st.markdown(_equation(report.rows, lang))
    if report.sums and report.status != "rejected":
        _sums(report, lang)
    for warning in report.warnings:
        st.markdown(f":gray[:material/info: {plain(warning.to(lang))}]")
    if report.problems:
        _problems(row, report.problems, lang, place)


def changes(row: JournalRow, lang: Lang) -> None:
    """Show each measure before and after, and whose days the file takes over."""
    found = row.changes
    if not found:
        return
    days = found["replaced_days"]
    note = words.REPLACED_DAYS.fill(n=days) if days else words.NEW_DAYS
    st.markdown(f"**{words.WOULD_CHANGE.to(lang)}**　:gray[{note.to(lang)}]")
    rows = [
        [
            Measure(name).label.to(lang),
            _amount(name, both["before"], row.report, lang),
            _amount(name, both["after"], row.report, lang),
        ]
        for name, both in found["measures"].items()
    ]
    titles = [words.MEASURE, words.BEFORE, words.AFTER]
    table(titles, rows, lang, figures=titles[1:])


def questions(row: JournalRow, lang: Lang) -> None:
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
    with st.form(f"form-{key}", border=False), st.container(horizontal=True):
        st.text_input(
            words.QUESTION_TEXT.to(lang),
            key=key,
            type="password" if question.key == "password" else "default",
            label_visibility="collapsed",
        )
        if st.form_submit_button(words.SUBMIT.to(lang)) and st.session_state[key].strip():
            _answer(row.import_id, question.key, st.session_state[key].strip())
            st.rerun()


def _answer(import_id: int, key: str, value: str) -> None:
    intake.answer(access.store(), import_id, key, value, access.user())


def _facts(report: Report, lang: Lang) -> str:
    """One line: what it is, whose, which days, in which currency."""
    platform = PLATFORMS.get(report.platform or "")
    level = words.LEVELS.get(report.level or 0)
    name = " ".join(x.to(lang) for x in (platform and platform.name, level) if x)
    facts = [name, words.AND.to(lang).join(report.accounts)]
    if report.period:
        days = format.days(Span(report.period.start, report.period.end), access.today())
        grain = words.GRAINS[report.period.grain]
        facts.append(words.ASIDE.fill(fact=days, aside=grain).to(lang))
    facts += [report.currency or "", report.breakdown]
    return words.BETWEEN.to(lang).join(plain(fact) for fact in facts if fact)


def _equation(rows: Rows, lang: Lang) -> str:
    counts = {"all": rows.in_, "loaded": rows.loaded, "held": rows.quarantined}
    written = {name: f"{n:,}" for name, n in counts.items()}
    sentence = words.ROWS.fill(**written, skipped=f"{rows.skipped.all:,}").to(lang)
    parts = [
        text.fill(n=n).to(lang)
        for name, text in words.SKIPPED.items()
        if (n := getattr(rows.skipped, name))
    ]
    mark = ":material/check:" if rows.closes else ":red[:material/error:]"
    aside = words.AND.to(lang).join(parts)
    whole = words.ASIDE.fill(fact=sentence, aside=aside).to(lang) if parts else sentence
    return f"{mark} {whole}"


def _sums(report: Report, lang: Lang) -> None:
    """Hold every total of the file against what was loaded, and what was held back if any."""
    titles = [words.MEASURE, words.FILE_TOTAL, words.LOADED, words.HELD, words.AGREES]
    rows = []
    for name, found in report.sums.items():
        values = (found.file_total, found.loaded, found.quarantined)
        amounts = [_amount(name, value, report, lang) for value in values]
        rows.append([Measure(name).label.to(lang), *amounts, _agrees(found, report, lang)])
    if not any(found.quarantined for found in report.sums.values()):
        rows = [[*row[:3], row[4]] for row in rows]
        titles.remove(words.HELD)
    table(titles, rows, lang, figures=titles[1:-1])


def _agrees(found: Sum, report: Report, lang: Lang) -> str:
    if found.file_total is None:
        return f":gray[{words.NO_TOTAL.to(lang)}]"
    return words.YES.to(lang) if report.reconciled else f":red[{words.NO.to(lang)}]"


def _amount(name: str, value: object, report: Report | None, lang: Lang) -> str:
    number = None if value is None else Decimal(str(value))
    money = Measure(name).kind is Kind.MONEY
    return format.figure(
        number,
        Unit.MONEY if money else Unit.COUNT,
        lang,
        decimals=2 if Measure(name).kind is not Kind.COUNT else None,
        currency=report.currency if report else None,
        full=True,
    )


def _problems(row: JournalRow, problems: tuple[Problem, ...], lang: Lang, place: str) -> None:
    titles = [words.SHEET, words.ROW, words.COLUMN, words.VALUE, words.RULE, words.MEND]
    rows = [
        (p.sheet, p.row and str(p.row), p.column, p.value, p.rule.to(lang), p.mend.to(lang))
        for p in problems[:FEW]
    ]
    used = [i for i in range(len(titles)) if any(row[i] for row in rows)]
    st.markdown(f"**{words.PROBLEMS.to(lang)}**")
    table([titles[i] for i in used], [[plain(row[i] or "") for i in used] for row in rows], lang)
    held = access.quarantine(row.import_id)
    if held.exists():
        name = f"{row.import_id}.quarantine.csv"
        label = words.HELD_BACK.to(lang)
        key = f"{place}-held-{row.import_id}"
        st.download_button(
            label,
            held.read_bytes,
            name,
            "text/csv",
            key=key,
            icon=":material/download:",
            on_click="ignore",
        )
