"""Mapping the columns of a file nobody could read: what each stands for, tried, then kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data import intake
from data.journal import JournalRow, Step
from data.mapping import guess, mappings
from data.mapping.mapping import (
    OF_BOOK,
    ColumnMapping,
    MappedColumn,
    faults,
    lacking,
    missing,
)
from data.mapping.sketch import Heading, Sketch
from data.mapping.trial import UNNAMED
from data.schema import ADS, OTHER_ADS, OWNED, WEB
from data.text import Lang
from pages.ui import access, words
from pages.ui.mapping import columns, trial
from pages.ui.mapping import words as own
from pages.ui.plain import plain

ICON = ":material/account_tree:"
WIDTH = 1100
"""So wide that a name and its choice are still seen together."""


def form(row: JournalRow, lang: Lang) -> None:
    """Draw the form for a refused file whose columns could be mapped."""
    sketch = _sketch(row)
    if sketch is None:
        return
    wanted = st.session_state.get("file") == row.import_id
    title = st.expander(own.TITLE.to(lang), icon=ICON, expanded=wanted)
    with title, st.container(width=WIDTH):
        st.markdown(f":gray[{own.INTRO.to(lang)}]")
        heading, book, platform = _about(row.import_id, sketch, lang)
        guessed = guess.guesses(heading, book)
        chosen = columns.chosen(str(row.import_id), heading, book, guessed, lang)
        account = _account(row.import_id, (book, platform), chosen, lang)
        name = st.session_state.get(f"map-name-{row.import_id}", "").strip()
        mapping = ColumnMapping("new", name or UNNAMED, book, platform, chosen, account)
        if not account and _needs_network(mapping):
            st.warning(own.NETWORK_NEEDED.to(lang), icon=":material/rule:")
        elif not wrong(mapping, lang):
            ready, answers = trial.tried(row, mapping, lang)
            _save(row, mapping, answers, ready, lang)


def offer(row: JournalRow, lang: Lang) -> None:
    """Offer the form for a file that was refused before this visit."""
    if _sketch(row) and row.import_id not in st.session_state.get("dropped", []):
        key = f"map-{row.import_id}"
        st.button(own.TITLE.to(lang), key, icon=ICON, on_click=_bring, args=(row.import_id,))


def _bring(number: int) -> None:
    """Put a file among those of this visit, and look at it."""
    st.session_state["dropped"] = [*st.session_state.get("dropped", []), number]
    st.session_state["file"] = number


def _sketch(row: JournalRow) -> Sketch | None:
    """Return the table of a refused file whose columns could be mapped."""
    if row.state is not Step.REJECTED or row.report is None or row.report.sketch is None:
        return None
    return Sketch.from_json(row.report.sketch)


def _about(number: int, sketch: Sketch, lang: Lang) -> tuple[Heading, str, str]:
    """Ask for header row, book and platform."""
    heading = sketch.headings[0]
    if len(sketch.headings) > 1:
        at = st.selectbox(
            own.HEADING.to(lang),
            range(len(sketch.headings)),
            format_func=lambda i: _heading(sketch.headings[i], lang),
            key=f"map-row-{number}",
        )
        heading = sketch.headings[at]
    book = st.segmented_control(
        own.BOOK.to(lang),
        list(OF_BOOK),
        default=guess.book(heading),
        required=True,
        format_func=lambda key: own.BOOKS[key].to(lang),
        key=f"map-book-{number}-{heading.row}",
    )
    names = {p.key: p.name.to(lang) for p in OF_BOOK[book]}
    if len(names) == 1:
        return heading, book, next(iter(names))
    platform = st.selectbox(
        own.PLATFORM.to(lang),
        list(names),
        index=list(names).index(guess.platform(heading, book)),
        format_func=names.__getitem__,
        key=f"map-platform-{number}-{heading.row}-{book}",
        width=360,
    )
    return heading, book, platform


def _heading(heading: Heading, lang: Lang) -> str:
    headers = words.AND.to(lang).join(h for h in heading.headers if h)
    return own.HEADING_ROW.fill(row=heading.row, headers=headers[:60]).to(lang)


def _account(
    number: int, source: tuple[str, str], columns: Sequence[MappedColumn], lang: Lang
) -> str:
    """Ask whose figures they are, where no column says so; of an unlisted network, its name."""
    book, platform = source
    named = bool({"account", "account_id"} & {c.fills for c in columns})
    network = platform == OTHER_ADS.key
    if book not in (ADS.key, WEB.key, OWNED.key) or (named and not network):
        return ""
    typed = st.text_input(
        (own.NETWORK if network else own.ACCOUNT).to(lang),
        key=f"map-account-{number}",
        placeholder=(own.NETWORK_EXAMPLE if network else own.ACCOUNT_EXAMPLE).to(lang),
        max_chars=80,
    )
    return str(typed).strip()


def _needs_network(mapping: ColumnMapping) -> bool:
    """Whether only a network's name keeps its accounts from being taken for another's."""
    named = {"account", "account_id"} & set(mapping.fills)
    return mapping.platform == OTHER_ADS.key and bool(named)


def wrong(mapping: ColumnMapping, lang: Lang) -> bool:
    """Say what keeps a mapping from being used."""
    said = [plain(text.to(lang)) for text in faults(mapping)]
    for group in missing(mapping):
        names = own.OR.to(lang).join(own.label(f, mapping.book).to(lang) for f in group)
        said.append(own.MISSING.fill(fills=names).to(lang))
    if said:
        st.warning("\n\n".join(said), icon=":material/rule:")
    return bool(said)


def _save(
    row: JournalRow, mapping: ColumnMapping, answers: dict[str, str], ready: bool, lang: Lang
) -> None:
    """Ask for a name and offer to keep the mapping, once it was tried as it stands."""
    number = row.import_id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            own.NAME.to(lang),
            key=f"map-name-{number}",
            placeholder=own.NAME_EXAMPLE.to(lang),
            max_chars=60,
            width=360,
        )
        st.button(
            own.SAVE.to(lang),
            key=f"map-save-{number}",
            icon=":material/bookmark_added:",
            disabled=not (ready and mapping.name != UNNAMED),
            on_click=_kept,
            args=(row, mapping, answers),
        )
    if not ready:
        st.markdown(f":gray[:small[{own.FIRST_TRY.to(lang)}]]")


def _kept(row: JournalRow, mapping: ColumnMapping, answers: dict[str, Any]) -> None:
    """Keep a mapping and read its file by it, with whatever else was dropped that it fits."""
    store, state, by = access.store(), access.state(), access.user()
    made = mappings.save(state, mapping, by, row.file)
    told = row.answers | answers | {"format": made.format}
    state.move(row.import_id, Step.REJECTED, by, f"mapped by {made.key}", answers=told)
    dropped = [i for i in st.session_state.get("dropped", []) if i != row.import_id]
    others = [i for i in dropped if _fits(made, state.entry(i))]
    st.session_state["dropped"] = [row.import_id, *dropped]
    intake.start(store, [row.import_id, *others], by)


def _fits(mapping: ColumnMapping, row: JournalRow) -> bool:
    """Whether a refused file has the columns of a mapping."""
    sketch = _sketch(row)
    headings = sketch.headings if sketch else ()
    return any(not lacking(mapping, heading.headers) for heading in headings)
