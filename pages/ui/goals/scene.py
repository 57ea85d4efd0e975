"""What every part of the Goals page looks at: the goals, what the board says of them, the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi.calendar.own import Event, events
from kpi.card import Card
from kpi.facts.extent import extent
from kpi.goals import goal
from kpi.goals.board import cards_of
from kpi.goals.goal import Goal
from kpi.goals.names import Names, names_of
from kpi.goals.objectives import Objective, objectives
from kpi.goals.rules import Books
from kpi.goals.teams import Teams, teams
from kpi.terms import Terms, terms
from kpi.view import DEFAULT_PERIOD, View
from pages.ui import access, url
from pages.ui.goals.words import PARTS
from pages.ui.plain import plain

SAID = "goals-said"
"""In the session: what came of the last change, to be told once."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The goals as they are kept, and the cards of the overview by goal.

    Parameters
    ----------
    docs : list of dict
        With id and version, in their order; `goals` are the same.
    """

    lang: Lang
    today: date
    seen: Snapshot | None
    docs: list[dict[str, Any]]
    goals: list[Goal]
    cards: Mapping[str, Card]
    told: Terms
    books: Books
    objectives: tuple[Objective, ...]
    names: Names
    teams: Teams
    events: tuple[Event, ...]


def scene(lang: Lang) -> Scene:
    """Look at the goals; where there are data, as the overview does."""
    state, seen, today = access.state(), access.snapshot(), access.today()
    if seen and not access.accounts(seen):
        seen = None
    if seen:  # a board without goals begins with a pack
        goal.goals(state, extent(seen).books)
    docs, served = state.goals(), objectives(state)
    found = [Goal.from_doc(doc) for doc in docs]
    view = View(lang, DEFAULT_PERIOD, None, None, None, None, today)
    return Scene(
        lang=lang,
        today=today,
        seen=seen,
        docs=docs,
        goals=found,
        cards=cards_of(access.overview(seen, view) if seen else None),
        told=terms(state, seen.sources() if seen else []),
        books=extent(seen).books if seen else {},
        objectives=served,
        names=names_of(found, served),
        teams=teams(state),
        events=events(state),
    )


def opened() -> str | None:
    """Return which goal the URL opens."""
    return st.query_params.get("goal") or None


def open_goal(goal_id: str | None) -> None:
    """Open a goal, or go back to all of them."""
    url.write({"goal": goal_id})


def part() -> str:
    """Return the part of the page the URL names, the list unless it says otherwise."""
    asked = st.query_params.get("part", "")
    return asked if asked in PARTS else "list"


def choose_part(lang: Lang) -> None:
    """Draw the switch between the parts."""
    st.session_state["goals-part"] = part()
    st.segmented_control(
        PARTS["list"].to(lang),
        list(PARTS),
        key="goals-part",
        required=True,
        format_func=lambda code: PARTS[code].to(lang),
        label_visibility="collapsed",
        on_change=lambda: go_to(st.session_state["goals-part"]),
    )


def go_to(name: str) -> None:
    """Show another part of the page."""
    url.write({"part": "" if name == "list" else name})


def say(text: Text, icon: str = "check") -> None:
    """Keep what came of a change, to be told when the page is drawn."""
    st.session_state[SAID] = text, icon


def tell(lang: Lang) -> None:
    """Tell, once, what came of the last change."""
    text, icon = st.session_state.pop(SAID, (None, ""))
    if text is None:
        return
    if icon == "error":
        st.error(plain(text.to(lang)), icon=":material/error:")
    else:
        st.markdown(f":material/{icon}: {plain(text.to(lang))}")
