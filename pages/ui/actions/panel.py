"""The list of actions: what is open, filtered as the URL says, to be opened and taken along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from data import small_table
from data.text import Lang, Text
from kpi.actions import table
from kpi.actions.action import STATES, Action
from kpi.actions.listed import FIELDS, ORDER, about, actions, in_order, what_of
from kpi.goals.goal import Goal
from pages.ui import access, grids, url
from pages.ui.actions import edit, words
from pages.ui.actions.record import record
from pages.ui.downloads import MIME
from pages.ui.plain import plain
from pages.ui.tables import height

STATE, KPI = "a_state", "a_kpi"
"""In the URL: which are shown, by how far they are and by what they are to move."""
USUAL = "open"
MARKS = {"late": "!", "checking": "…", "doing": "→", "done": "✓"}
"""The icon of each state, where only letters can be drawn."""
WIDTHS = {"what": 240, "kept": 110, "owner": 130, "due": 100, "goal": 190}


@dataclass(frozen=True, slots=True)
class Scene:
    """The actions that may be shown, and what they are to move."""

    lang: Lang
    today: date
    every: tuple[Action, ...]
    goals: tuple[Goal, ...]
    review: str


def draw(lang: Lang, review_id: str | None = None) -> None:
    """Draw the panel.

    Parameters
    ----------
    review_id : str or None
        Only the actions of this review, to which a new one then belongs; None for all.
    """
    kept = access.state()
    every = tuple(one for one in actions(kept) if review_id in (None, one.review))
    goals = tuple(Goal.from_doc(doc) for doc in kept.goals())
    at = Scene(lang, access.today(), every, goals, review_id or "")
    st.subheader(plain(_sentence(at)), anchor=False)
    edit.tell(lang)
    if every:
        _filters(at)
        _list(at)
    _buttons(at)
    if every:
        record(kept, lang, goals, {one.id for one in every})
    edit.dialog(lang, at.goals, at.review)


def _sentence(at: Scene) -> str:
    if not at.every:
        return (words.EMPTY_REVIEW if at.review else words.EMPTY).to(at.lang)
    many = Counter(one.state(at.today) for one in at.every)
    n = len(at.every) - many["done"]
    text = words.SENTENCE if many["late"] else words.SENTENCE_FINE if n else words.NONE_OPEN
    return text.fill(n=n, late=many["late"]).to(at.lang)


def _filters(at: Scene) -> None:
    """Draw which are shown: by how far they are, and by what they are to move."""
    many = Counter(one.state(at.today) for one in at.every)
    names = {USUAL: (words.OPEN, len(at.every) - many["done"])}
    names |= {state: (STATES[state], many[state]) for state in ORDER}
    names |= {"all": (words.ALL, len(at.every))}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.session_state["actions-state"] = _state()
        st.segmented_control(
            words.SHOW.to(at.lang), list(names), key="actions-state", required=True, wrap=True,
            format_func=lambda key: words.COUNTED.fill(word=names[key][0], n=names[key][1])
            .to(at.lang), label_visibility="collapsed", on_change=_chosen,
            args=("actions-state", STATE, USUAL),
        )  # fmt: skip
        moved = {name for one in at.every if (name := about(one, at.goals, at.lang))}
        if len(moved) > 1:
            asked = st.query_params.get(KPI, "")
            st.session_state["actions-kpi"] = asked if asked in moved else ""
            st.selectbox(
                FIELDS["goal"].to(at.lang), ["", *sorted(moved)], key="actions-kpi", width=240,
                format_func=lambda name: name or words.EVERY_KPI.to(at.lang),
                label_visibility="collapsed", on_change=_chosen, args=("actions-kpi", KPI, ""),
            )  # fmt: skip


def _state() -> str:
    asked = st.query_params.get(STATE, "")
    return asked if asked in (*ORDER, "all") else USUAL


def _chosen(key: str, name: str, usual: str) -> None:
    value = st.session_state[key]
    url.write({name: "" if value == usual else value})


def _shown(at: Scene) -> tuple[Action, ...]:
    """Return the actions the URL asks for, late ones first."""
    state, asked = _state(), st.query_params.get(KPI, "")
    known = {about(one, at.goals, at.lang) for one in at.every}
    return tuple(
        one
        for one in in_order(at.every, at.today)
        if (state == "all" or one.state(at.today) == state
            or (state == USUAL and one.kept != "done"))
        and (asked not in known or not asked or about(one, at.goals, at.lang) == asked)
    )  # fmt: skip


def _list(at: Scene) -> None:
    """Draw the actions; a name that is clicked or a row that is chosen opens its action."""
    lang, shown = at.lang, _shown(at)
    if not shown:
        st.markdown(f":gray[{words.NO_MATCH.to(lang)}]")
        return
    key = f"actions-{lang}-{edit.rounds()}"
    st.dataframe(
        pd.DataFrame(_columns(shown, at)), hide_index=True, height=height(len(shown)),
        column_config=_config(shown, key, lang), on_select=partial(_ticked, shown, key),
        selection_mode="single-row", key=key, alt=words.ACTIONS.to(lang),
    )  # fmt: skip
    st.markdown(f":gray[:small[{words.CLICK.to(lang)}]]")


def _columns(shown: Sequence[Action], at: Scene) -> dict[str, list[Any]]:
    rows = table.rows(shown, at.goals, at.today, at.lang)
    told: dict[str, list[Any]] = {
        title.to(at.lang): list(cells)
        for title, cells in zip(table.TITLES, zip(*rows, strict=True), strict=True)
    }
    # what somebody calls an action is no icon, whatever he writes
    told[FIELDS["what"].to(at.lang)] = [
        what_of(one).to(at.lang).replace(":material/", ":\u2060material/") for one in shown
    ]
    told[FIELDS["kept"].to(at.lang)] = [
        f"{MARKS[one.state(at.today)]} {STATES[one.state(at.today)].to(at.lang)}" for one in shown
    ]
    told[FIELDS["due"].to(at.lang)] = [one.due for one in shown]
    return told


def _config(shown: Sequence[Action], key: str, lang: Lang) -> dict[str, Any]:
    config: dict[str, Any] = {
        FIELDS[name].to(lang): st.column_config.TextColumn(width=width)
        for name, width in WIDTHS.items()
    }
    config[FIELDS["due"].to(lang)] = st.column_config.DateColumn(
        width=WIDTHS["due"], format="YYYY/MM/DD"
    )
    clicked = partial(_clicked, shown, key)
    config[FIELDS["what"].to(lang)] = grids.name_column(WIDTHS["what"], key, clicked)
    return config


def _ticked(shown: Sequence[Action], key: str) -> None:
    rows = st.session_state[key]["selection"].get("rows", [])
    if rows and rows[0] < len(shown):
        edit.open_action(shown[rows[0]].id)


def _clicked(shown: Sequence[Action], key: str) -> None:
    edit.open_action(shown[st.session_state[f"{key}-name"]["row"]].id)


def _buttons(at: Scene) -> None:
    """Draw the ways to add one, and to take those that are shown along."""
    lang, shown = at.lang, _shown(at)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words.NEW.to(lang), key="action-new", icon=":material/add:",
            on_click=edit.open_action, args=(edit.NEW,),
        )  # fmt: skip
        if not shown:
            return
        comments = access.state().comments()
        titles = [title.to(lang) for title in table.TITLES]
        worded = [titles, *table.rows(shown, at.goals, at.today, lang)]
        tools = table.exported(shown, at.goals, comments, at.today, lang)
        files: tuple[tuple[small_table.Kind, Text, small_table.Rows], ...] = (
            ("csv", words.FOR_TOOLS, tools),
            ("xlsx", words.EXCEL, worded),
        )
        for kind, label, rows in files:
            st.download_button(
                label.to(lang), partial(small_table.write, kind, words.ACTIONS.to(lang), rows),
                words.FILE.fill(kind=kind, day=at.today).to(lang), MIME[kind],
                key=f"actions-{kind}", icon=":material/download:", on_click="ignore",
                help=words.FOR_TOOLS_HELP.to(lang) if kind == "csv" else None,
            )  # fmt: skip
