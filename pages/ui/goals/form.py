"""The fields of a goal to be typed into, each with its unit, and what is said of it under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.definition import Better, Kpi
from kpi.goals.fields import (
    CHOICES,
    DATED,
    DAYS,
    FIELDS,
    FREE,
    OPTIONAL,
    WORDED,
    Objection,
    as_typed,
    fields_of,
    is_percent,
    unit_of,
)
from kpi.goals.goal import NUMBERS, Goal
from kpi.goals.names import REFERENCES, Names
from kpi.goals.pairs import candidates
from kpi.goals.teams import LETTERS
from kpi.goals.typing import LENGTHS, LONGEST, NotTyped, parse, wordings
from pages.ui import reasons
from pages.ui.goals import contract_words as say
from pages.ui.goals import words as own
from pages.ui.plain import plain
from pages.ui.rules import words as house

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
BRIEF = ("rank", "target", "low", "high", "share", "owner", "step", "cadence", "period")
"""What a new goal is asked for; the rest is its contract's."""
STANDS_ON, COMPUTED = ("basis", "source", "measured_on"), ("last_quarter", "best_quarter")
"""What says where a baseline is from; and the bases that only the data may give."""
HINTS = {
    "source": say.SOURCE_EXAMPLE, "sop": say.SOP_EXAMPLE, "asked_by": say.UNIT_EXAMPLE,
    "monthly": say.MONTHLY_EXAMPLE, "pair": say.NO_PAIR, "objective": say.NEW_OBJECTIVE,
    "step": own.CHOOSE_STEP,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every field of one form is drawn from.

    Parameters
    ----------
    key : str
        What the keys of its widgets begin with.
    goal : Goal
        The goal it began with.
    wrong, advice : mapping of str to Text
        What forbids to keep a field, and what is advised, by field.
    hints : mapping of str to str
        What stands in a box while it is empty.
    """

    key: str
    goal: Goal
    goals: Sequence[Goal]
    names: Names
    currency: str | None
    lang: Lang
    wrong: Mapping[str, Text] = field(default_factory=dict)
    advice: Mapping[str, Sequence[Text]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)

    @property
    def kpi(self) -> Kpi:
        """The KPI of the goal."""
        return KPIS[self.goal.kpi]


def way(kpi: Kpi, lang: Lang) -> str:
    """Say which way is better, and what the limits of a KPI do."""
    if kpi.accumulates:
        return (own.SUMS if kpi.better is Better.HIGHER else own.SUMS_LESS).to(lang)
    return own.WAYS[kpi.better].to(lang)


def brief(drawing: Drawing) -> None:
    """Draw the fields of a new goal and the reason."""
    with st.grid(3, min_column_width=200):
        for name in BRIEF:
            if name in fields_of(drawing.kpi):
                one(drawing, name)
    why(drawing)
    said(drawing, "scope")


def why(drawing: Drawing) -> None:
    """Ask for the reason of a change."""
    with st.container(gap="xsmall"):
        reasons.why(f"{drawing.key}-why", drawing.lang)
        said(drawing, "why")


def one(drawing: Drawing, name: str) -> None:
    """Draw one field with what is said of it."""
    with st.container(gap="xsmall"):
        _field(drawing, name)
        said(drawing, name)


def said(drawing: Drawing, name: str) -> None:
    """Say what is wrong with a field; else what is advised."""
    lang, wrong = drawing.lang, drawing.wrong.get(name)
    if wrong:
        st.markdown(f":red[:material/error: {plain(wrong.to(lang))}]")
        return
    for text in drawing.advice.get(name, ()):
        st.markdown(f":gray[:small[:material/lightbulb: {plain(text.to(lang))}]]")


def _field(drawing: Drawing, name: str) -> None:
    """Draw one field; its value stands in the session, where another's change can be put."""
    lang, kpi = drawing.lang, drawing.kpi
    at = begun(drawing, name)
    label = FIELDS[name].to(lang)
    if name in CHOICES:
        options = CHOICES[name]
        st.selectbox(
            label, list(options), None if name in OPTIONAL else 0, key=at,
            placeholder=say.CHOOSE.to(lang), format_func=lambda code: options[code].to(lang),
        )  # fmt: skip
    elif name in DAYS:
        st.date_input(label, min_value=FIRST, max_value=LAST, key=at, format="YYYY/MM/DD")
    elif name in (*REFERENCES, "step"):
        _selected(drawing, name, at)
    elif name in DATED:
        label = own.FIELD_UNIT.fill(field=label, unit=unit_of(kpi, drawing.currency)).to(lang)
        st.text_area(label, key=at, max_chars=LENGTHS[name], placeholder=_hint(drawing, name),
                     height=96)  # fmt: skip
    else:
        if name in NUMBERS and name != "share":
            unit = unit_of(kpi, drawing.currency, name)
            label = own.FIELD_UNIT.fill(field=FIELDS[name], unit=unit).to(lang)
        st.text_input(
            label, key=at, max_chars=LENGTHS.get(name, LONGEST), placeholder=_hint(drawing, name),
            on_change=_by_hand if name == "baseline" else None, args=(drawing,),
        )  # fmt: skip


def _by_hand(drawing: Drawing) -> None:
    """Take the computed basis and source from a baseline that somebody typed over."""
    told = st.session_state
    boxes = {name: widget(drawing.key, name, drawing.lang) for name in STANDS_ON}
    if told.get(boxes["basis"]) in COMPUTED:
        typed = told.get(widget(drawing.key, "baseline", drawing.lang))
        told[boxes["basis"]] = "typed" if typed else None
        told[boxes["source"]], told[boxes["measured_on"]] = "", None


def begun(drawing: Drawing, name: str) -> str:
    """Return the key of a field's widget, its value put there where nothing is yet."""
    at = widget(drawing.key, name, drawing.lang)
    st.session_state.setdefault(at, value(drawing.goal, name, drawing.lang))
    return at


def _hint(drawing: Drawing, name: str) -> str | None:
    if name in drawing.hints:
        return drawing.hints[name]
    if name == "monthly" and is_percent(drawing.kpi, name):
        return say.MONTHLY_PERCENT.to(drawing.lang)
    return HINTS[name].to(drawing.lang) if name in HINTS else None


def _selected(drawing: Drawing, name: str, at: str) -> None:
    """Draw a choice among what there is: goals, objectives or steps; the last two may be new."""
    lang = drawing.lang
    known = drawing.names.of(name) if name in REFERENCES else {}
    options = [st.session_state[at], *_offered(drawing, name)]
    st.selectbox(
        FIELDS[name].to(lang), [word for word in dict.fromkeys(options) if word], None, key=at,
        accept_new_options=name != "pair", placeholder=_hint(drawing, name) or "",
        format_func=lambda key: known[key].to(lang) if key in known else key,
    )  # fmt: skip


def _offered(drawing: Drawing, name: str) -> Iterable[str]:
    if name == "pair":
        return [goal.id for goal in candidates(drawing.goal, drawing.goals)]
    if name == "objective":
        return drawing.names.objectives
    return [text.to(drawing.lang) for text in wordings(drawing.goals, name)]


def value(goal: Goal, name: str, lang: Lang) -> Any:
    """Return a field as its widget holds it; the boxes of a goal without an id stand empty."""
    if name in CHOICES or name in DAYS or name in REFERENCES:
        return getattr(goal, name)
    if not goal.id:
        return None if name == "step" else ""
    told = as_typed(goal, name, lang)
    return told.replace("; ", "\n") if name in DATED else told


def widget(key: str, name: str, lang: Lang) -> str:
    """Return the key of the widget of a field; words are another in each language."""
    spoken = name in WORDED or name in LETTERS
    return f"{key}-{name}-{lang}" if spoken else f"{key}-{name}"


def typed(
    drawing: Drawing, names: Sequence[str], base: Goal | None = None
) -> tuple[Goal, list[Objection]]:
    """Return the goal as the form stands, and what cannot be read of it.

    Parameters
    ----------
    names : sequence of str
        The fields that are drawn; what is not drawn stays as it was.
    base : Goal or None
        What is typed over; the goal the form began with unless another is named.
    """
    goal = base or drawing.goal
    told: dict[str, Any] = {}
    wrong = []
    for name in fields_of(drawing.kpi):
        at = widget(drawing.key, name, drawing.lang)
        if name not in names or at not in st.session_state:
            continue
        told[name] = st.session_state[at]
        if name in NUMBERS or name in DATED or name in FREE or name in (*WORDED, *LETTERS):
            known = (getattr(goal, name), *wordings(drawing.goals, name)) if name in WORDED else ()
            try:
                told[name] = parse(drawing.kpi, name, told[name] or "", known)
            except NotTyped as refused:
                del told[name]
                wrong.append(Objection(name, refused.text))
    return replace(goal, **told), wrong


def unreasoned(drawing: Drawing) -> list[Objection]:
    """Return what is said where a change comes without its reason."""
    given = reasons.given(f"{drawing.key}-why")
    return [] if given else [Objection("why", house.WHY_MISSING)]
