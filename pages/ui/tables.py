"""Small tables under hairlines; cells are Markdown, so names in them are made plain before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import pandas as pd
import pyarrow as pa
import streamlit as st

from data.text import Lang, Text

TALL = 15
"""So many lines are shown whole; more are scrolled."""
LINE = 35


def height(lines: int) -> int | Literal["content"]:
    """Return how tall a list is drawn."""
    return "content" if lines <= TALL else LINE * (TALL + 1) + 2


def table(
    titles: Sequence[Text],
    rows: Sequence[Sequence[str]],
    lang: Lang,
    figures: Collection[Text] = (),
) -> None:
    """Draw rows of ready strings under their titles; columns of `figures` stand to the right."""
    columns = zip(*rows, strict=True) if rows else [()] * len(titles)
    cells = dict(zip(titles, columns, strict=True))
    # only numbers stand to the right: such a column holds row numbers that are written as its text
    frame = pd.DataFrame(
        {t.to(lang): range(len(c)) if t in figures else c for t, c in cells.items()}
    )
    written = {t.to(lang): cells[t].__getitem__ for t in figures}
    st.table(frame.style.format(written), border="horizontal", hide_index=True)


def pairs(rows: Sequence[tuple[str, str]]) -> None:
    """Draw two columns without titles: what, and how much."""
    cells = pa.table({"what": [what for what, _ in rows], "value": [value for _, value in rows]})
    st.table(cells, border="horizontal", hide_index=True, hide_header=True)
