"""What the page of funnels looks at: the URL is its memory, boards are kept by view."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.snapshot import Snapshot
from data.state import State
from kpi.card import Origin
from kpi.facts.extent import extent
from kpi.funnels.board import FunnelBoard, funnel_board
from kpi.funnels.funnel import Funnel, chosen, funnels
from kpi.funnels.origin import funnel_origin
from kpi.funnels.told import Against
from kpi.view import View
from pages.ui import access, url

FUNNEL, AGAINST, BY, EDIT = "funnel", "against", "by", "edit"
"""What this page keeps in the URL beside the view."""
YEAR: Against = "year"
PREVIOUS: Against = "previous"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is looked at: a funnel among those there are, against what, cut by what; whether its
    steps are being changed.
    """

    seen: Snapshot
    view: View
    funnel: Funnel
    every: tuple[Funnel, ...]
    against: Against
    by: str
    edited: bool

    def origin(self, key: str) -> Origin | None:
        """Return where the figures of a step come from."""
        return funnel_origin(self.seen, access.state(), self.view, self.funnel, key)


def scene(seen: Snapshot, view: View) -> Scene:
    """Read the URL; what it cannot mean is ignored."""
    kept, asked = access.state(), st.query_params
    every = funnels(kept)
    funnel = chosen(every, asked.get(FUNNEL), extent(seen).books)
    against = YEAR if asked.get(AGAINST) == YEAR else PREVIOUS
    return Scene(seen, view, funnel, every, against, asked.get(BY, ""), EDIT in asked)


def board(at: Scene) -> FunnelBoard | None:
    """Return the page, worked out once for each snapshot, version of the state, and view."""
    kept = access.state()
    key = (at.funnel.id, at.against, at.by)
    return _board(str(at.seen.path), kept.version(), at.view, key, at, kept)


def choose(name: str, usual: str) -> None:
    """Write what a widget of this page says into the URL; what is usual leaves it."""
    value = st.session_state[name]
    url.write({name: value if value != usual else ""})


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs={View: repr})
def _board(
    path: str, version: int, view: View, key: tuple[str, str, str], _at: Scene, _kept: State
) -> FunnelBoard | None:
    return funnel_board(_at.seen, _kept, view, _at.funnel, _at.against, _at.by)
