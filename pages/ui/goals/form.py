"""The fields of a goal to be typed into, each with its unit, and what is wrong under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.definition import Better, Kpi
from kpi.goals.fields import (
    CHOICES,
    DAYS,
    FIELDS,
    WORDED,
    Objection,
    as_typed,
    fields_of,
    unit_of,
)
from kpi.goals.goal import NUMBERS, Goal
from kpi.goals.typing import LONGEST, NotTyped, parse, wordings
from pages.ui import reasons
from pages.ui.goals import words as own
from pages.ui.plain import plain
from pages.ui.rules import words as house

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


def way(kpi: Kpi, lang: Lang) -> str:
    """Say which way is better, and what the limits of a KPI do."""
    if kpi.accumulates:
        return (own.SUMS if kpi.better is Better.HIGHER else own.SUMS_LESS).to(lang)
    return own.WAYS[kpi.better].to(lang)


def fields(
    key: str,
    goal: Goal,
    goals: Sequence[Goal],
    currency: str | None,
    wrong: Sequence[Objection],
    lang: Lang,
) -> None:
    """Draw every field of a goal and the reason; under a field what is wrong with it."""
    kpi = KPIS[goal.kpi]
    said = {one.field: one.text for one in wrong}
    with st.grid(3, min_column_width=200):
        for field in fields_of(kpi):
            with st.container(gap="xsmall"):
                _field(key, field, goal, goals, currency, lang)
                _wrong(said.get(field), lang)
    with st.container(gap="xsmall"):
        reasons.why(f"{key}-why", lang)
        _wrong(said.get("why"), lang)
    _wrong(said.get("scope"), lang)


def _wrong(text: Text | None, lang: Lang) -> None:
    if text:
        st.markdown(f":red[:material/error: {plain(text.to(lang))}]")


def _field(
    key: str, field: str, goal: Goal, goals: Sequence[Goal], currency: str | None, lang: Lang
) -> None:
    """Draw one field; its value stands in the session, where another's change can be put."""
    label, at = FIELDS[field].to(lang), widget(key, field, lang)
    st.session_state.setdefault(at, value(goal, field, lang))
    if field in CHOICES:
        said = CHOICES[field]
        st.selectbox(label, list(said), key=at, format_func=lambda code: said[code].to(lang))
    elif field in DAYS:
        st.date_input(label, min_value=FIRST, max_value=LAST, key=at, format="YYYY/MM/DD")
    elif field == "step":
        known = (st.session_state[at], *(t.to(lang) for t in wordings(goals, field)))
        options = [word for word in dict.fromkeys(known) if word]
        st.selectbox(
            label, options, None, key=at, accept_new_options=True,
            placeholder=own.CHOOSE_STEP.to(lang),
        )  # fmt: skip
    else:
        if field in NUMBERS and field != "share":
            unit = unit_of(KPIS[goal.kpi], currency, field)
            label = own.FIELD_UNIT.fill(field=FIELDS[field], unit=unit).to(lang)
        st.text_input(label, key=at, max_chars=LONGEST)


def value(goal: Goal, field: str, lang: Lang) -> Any:
    """Return a field as its widget holds it; the boxes of a goal without an id stand empty."""
    if field in CHOICES or field in DAYS:
        return getattr(goal, field)
    if not goal.id:
        return None if field == "step" else ""
    return as_typed(goal, field, lang)


def widget(key: str, field: str, lang: Lang) -> str:
    """Return the key of the widget of a field; words are another in each language."""
    return f"{key}-{field}-{lang}" if field in WORDED else f"{key}-{field}"


def typed(key: str, base: Goal, goals: Sequence[Goal], lang: Lang) -> tuple[Goal, list[Objection]]:
    """Return the goal as the form stands, and what cannot be read of it."""
    told: dict[str, Any] = {}
    wrong = []
    for field in fields_of(KPIS[base.kpi]):
        value = st.session_state.get(widget(key, field, lang))
        if field in NUMBERS or field in WORDED:
            mine = (getattr(base, field), *wordings(goals, field)) if field in WORDED else ()
            try:
                value = parse(KPIS[base.kpi], field, value or "", mine)
            except NotTyped as refused:
                wrong.append(Objection(field, refused.text))
                continue
        told[field] = value
    if not reasons.given(f"{key}-why"):
        wrong.append(Objection("why", house.WHY_MISSING))
    return replace(base, **told), wrong
