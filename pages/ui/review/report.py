"""The month report: choose a month and a kind of file, and take it along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import streamlit as st

from data.text import Lang
from kpi.period import calendar_span
from kpi.reports.monthly import Kind, monthly
from kpi.reports.weekly import KINDS
from pages.ui import access
from pages.ui.plain import plain
from pages.ui.review import words
from pages.ui.review.taking import save

OFFERED: tuple[Kind, ...] = ("pptx", "pdf", "xlsx")
BACK = 12
"""So many months are offered."""


def draw(lang: Lang) -> None:
    """Draw the choice; the file is made when it is asked for, and then waits to be saved."""
    st.subheader(plain(words.MONTH_TOLD.to(lang)), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        month = st.selectbox(
            words.MONTH.to(lang), list(_months()), key="report-month", width=200,
            format_func=lambda day: f"{day:%Y/%m}", index=1,
        )  # fmt: skip
        kind = st.selectbox(
            words.KIND.to(lang), list(OFFERED), key="report-kind", width=240,
            format_func=lambda key: KINDS[key].to(lang),
        )  # fmt: skip
        wanted = st.button(words.PREPARE.to(lang), key="report-make", icon=":material/draft:")
    if wanted:
        save(lambda: monthly(access.snapshot(), access.state(), month, lang, kind), kind, lang)


def _months() -> Iterator[date]:
    """Yield the first days of this month and those before it, the newest first."""
    first = calendar_span("month", access.today()).start
    for _ in range(BACK):
        yield first
        first = calendar_span("month", first - timedelta(1)).start
