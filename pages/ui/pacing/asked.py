"""What the page of pacing asks for: the board of a view, and the goal the URL names."""

from __future__ import annotations

import streamlit as st

from data.snapshot import Snapshot
from data.state import State
from kpi.pacing.board import PacingBoard, pacing_board
from kpi.view import View
from pages.ui import access, url

GOAL = "goal"
"""The goal whose chart is drawn, by its id."""


def board(seen: Snapshot, view: View) -> PacingBoard | None:
    """Return the page, worked out once for each snapshot, version of the state, and view."""
    kept = access.state()
    goal = st.query_params.get(GOAL, "")
    return _board(str(seen.path), kept.version(), view, goal, seen, kept)


def choose(goal_id: str, first: str) -> None:
    """Write the goal into the URL; the first one needs no word."""
    url.write({GOAL: "" if goal_id == first else goal_id})


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs={View: repr})
def _board(
    path: str, version: int, view: View, goal: str, _seen: Snapshot, _kept: State
) -> PacingBoard | None:
    return pacing_board(_seen, _kept, view, goal)
