"""What reading one file found, and what it would change: shown, nothing decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

import streamlit as st

from data.journal import JournalRow, Step
from data.problems import COLUMNS, problems_csv
from data.report import Problem, Report, Rows, Sum
from data.schema import PLATFORMS, Kind, quantity
from data.text import Lang, Text
from data.warehouse.changes import unheard
from kpi import format
from kpi.catalog import Unit
from kpi.period import Span
from pages.ui import access, words
from pages.ui.plain import plain
from pages.ui.tables import table

FEW = 12
"""So many problems are written out; the file to download has all of them."""
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
    Step.UNPACKED: "folder_zip",
}
SLOTS = {
    Step.NEEDS_ANSWER: "orange",
    Step.REJECTED: "red",
    Step.UNDONE: "gray",
    Step.DISCARDED: "gray",
}
"""Colours of the theme; every other step is blue."""


def head(row: JournalRow, lang: Lang) -> None:
    """Name the file and how far it has come."""
    icon = "hourglass_empty" if weighing(row) else ICONS[row.state]
    chip = f":{SLOTS.get(row.state, 'blue')}-badge[:material/{icon}: {step(row).to(lang)}]"
    st.markdown(f"**{plain(row.file)}**　{chip}")


def weighing(row: JournalRow) -> bool:
    """Whether a file was read and what it would change is still being worked out."""
    return row.state is Step.PARSED and row.changes is None and row.error is None


def step(row: JournalRow) -> Text:
    """Say how far a file has come."""
    return words.WEIGHING if weighing(row) else words.STEPS[row.state]


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
    others = unheard(found)
    if others:
        st.info(plain(others.to(lang)), icon=":material/info:")
    note = words.REPLACED_DAYS.fill(n=days) if days else None if others else words.NEW_DAYS
    aside = f"　:gray[{note.to(lang)}]" if note else ""
    st.markdown(f"**{words.WOULD_CHANGE.to(lang)}**{aside}")
    differences(found["measures"], row.report, words.AFTER, lang)


def differences(
    measures: Mapping[str, Mapping[str, str | None]], report: Report | None, after: Text, lang: Lang
) -> None:
    """Draw each measure as it is on the board now and as it would be."""
    rows = [
        [
            quantity(name).label.to(lang),
            _amount(name, both["before"], report, lang),
            _amount(name, both["after"], report, lang),
        ]
        for name, both in measures.items()
    ]
    titles = [words.MEASURE, words.BEFORE, after]
    table(titles, rows, lang, figures=titles[1:])


def kind(report: Report | None, lang: Lang) -> str:
    """Name what a file is: platform and level; empty where that was not found."""
    if report is None:
        return ""
    platform = PLATFORMS.get(report.platform or "")
    level = words.LEVELS.get(report.level or 0)
    return " ".join(x.to(lang) for x in (platform and platform.name, level) if x)


def period(report: Report | None) -> str:
    """Name the days a file speaks for."""
    span = report.period if report else None
    return format.days(Span(span.start, span.end), access.today()) if span else format.NO_ANSWER


def _facts(report: Report, lang: Lang) -> str:
    """One line: what it is, whose, which days, in which currency."""
    facts = [kind(report, lang), words.AND.to(lang).join(report.accounts)]
    if report.period:
        grain = words.GRAINS[report.period.grain]
        facts.append(words.ASIDE.fill(fact=period(report), aside=grain).to(lang))
    facts += [report.currency or "", _split_by(report, lang)]
    return words.BETWEEN.to(lang).join(plain(fact) for fact in facts if fact)


def _split_by(report: Report, lang: Lang) -> str:
    """Name what the rows are split by."""
    names = (words.SPLITS.get(n, Text(n, n)).to(lang) for n in report.breakdown.split("+") if n)
    return words.AND.to(lang).join(names)


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
        rows.append([quantity(name).label.to(lang), *amounts, _agrees(found, report, lang)])
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
    money = quantity(name).kind is Kind.MONEY
    return format.figure(
        number,
        Unit.MONEY if money else Unit.COUNT,
        lang,
        decimals=2 if quantity(name).kind is not Kind.COUNT else None,
        currency=report.currency if report else None,
        full=True,
    )


def _problems(row: JournalRow, problems: tuple[Problem, ...], lang: Lang, place: str) -> None:
    names = [name for name in COLUMNS if any(getattr(p, name, None) for p in problems[:FEW])]
    rows = [[plain(_cell(p, name, lang)) for name in names] for p in problems[:FEW]]
    st.markdown(f"**{words.PROBLEMS.to(lang)}**")
    table([COLUMNS[name] for name in names], rows, lang)
    with st.container(horizontal=True):
        download_problems([row], lang, f"{place}-{row.import_id}", words.PROBLEMS_CSV)
        held = access.quarantine(row.import_id)
        if held.exists():
            name, key = f"{row.import_id}.quarantine.csv", f"{place}-held-{row.import_id}"
            _download(words.HELD_BACK.to(lang), held.read_bytes, name, key)


def download_problems(rows: Sequence[JournalRow], lang: Lang, key: str, label: Text) -> None:
    """Offer what is wrong with files as one CSV."""
    content = partial(problems_csv, rows, lang)
    _download(label.to(lang), content, "problems.csv", f"problems-{key}")


def _download(label: str, content: Callable[[], bytes], name: str, key: str) -> None:
    icon = ":material/download:"
    st.download_button(label, content, name, "text/csv", key=key, icon=icon, on_click="ignore")


def _cell(problem: Problem, name: str, lang: Lang) -> str:
    found = getattr(problem, name)
    return found.to(lang) if isinstance(found, Text) else str(found or "")
