"""The columns of a table that is mapped: a line each, its first values, and what it stands for."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.mapping.mapping import MappedColumn, choices, numbered
from data.mapping.sketch import Heading, Shape, SketchedColumn
from data.schema import BOOKS
from data.text import Lang
from pages.ui import words
from pages.ui.mapping import words as own
from pages.ui.plain import plain

NAME = 60
"""Letters of a header that are shown."""
FEW = 12
"""So many columns are shown though nothing is guessed for some of them."""


def chosen(
    scope: str, heading: Heading, book: str, guessed: Mapping[int, str], lang: Lang
) -> tuple[MappedColumn, ...]:
    """Draw a line a column and return those that fill something.

    Parameters
    ----------
    scope : str
        What the widgets of one form have in common in their keys.
    guessed : mapping of int to str
        What columns fill at first.
    """
    few = len(heading.columns) <= FEW
    first = [i for i in range(len(heading.columns)) if few or i in guessed]
    rest = [i for i in range(len(heading.columns)) if i not in first]
    found: dict[int, str] = {}
    for i in first:
        found[i] = _line(scope, heading, i, book, guessed.get(i, ""), lang)
    if rest and st.toggle(own.OTHERS.fill(n=len(rest)).to(lang), key=f"map-rest-{scope}"):
        for i in rest:
            found[i] = _line(scope, heading, i, book, "", lang)
    order = numbered(heading.headers)
    return tuple(
        MappedColumn(heading.headers[i], fills, order[i][1])
        for i, fills in sorted(found.items())
        if fills
    )


def _line(scope: str, heading: Heading, at: int, book: str, guessed: str, lang: Lang) -> str:
    """Draw one column: its header and first values, and what it stands for."""
    column = heading.columns[at]
    name = column.header[:NAME] or own.NAMELESS.fill(n=at + 1).to(lang)
    left, right = st.columns([3, 2], gap="xxsmall", vertical_alignment="center")
    with left:
        st.markdown(f"**{plain(name)}**　:gray[{_samples(column, lang)}]")
    options = ["", *choices(BOOKS[book])]
    with right:
        picked = st.selectbox(
            plain(own.FILLS.fill(column=name).to(lang)),
            options,
            index=options.index(guessed),
            format_func=lambda f: (own.label(f, book) if f else own.IGNORED).to(lang),
            key=f"map-{scope}-{heading.row}-{book}-{at}",
            label_visibility="collapsed",
        )
    return str(picked or "")


def _samples(column: SketchedColumn, lang: Lang) -> str:
    if column.samples:
        return plain(words.BETWEEN.to(lang).join(s[:28] for s in column.samples))
    return (own.EMPTY if column.shape is Shape.BLANK else own.MASKED).to(lang)
