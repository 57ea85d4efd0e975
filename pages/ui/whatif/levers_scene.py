"""Where the levers stand: the board's figures or an example, moved as the URL says."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.snapshot import Snapshot
from data.state import State
from kpi.customers.kept import BOOKS, has_customers
from kpi.customers.working import begin
from kpi.facts.extent import extent
from kpi.levers.draft import next_month
from kpi.levers.lever import LEVERS
from kpi.levers.presets import BOARD, PRESETS
from kpi.levers.setting import Setting, of_board, of_doc, of_preset
from kpi.levers.start import Start, start
from kpi.pacing.heading import Heading, heading
from kpi.terms import terms
from kpi.view import View
from pages.ui import access, url
from pages.ui.whatif.shell_scene import Scene

PREFIX = "l_"
PRESET, FROM = f"{PREFIX}preset", f"{PREFIX}from"
"""In the URL: each lever that was moved by its name, which example, the first planned day."""


def name(key: str) -> str:
    """Return what a lever is called in the URL."""
    return f"{PREFIX}{key}"


def begun(at: Scene) -> tuple[Start, Heading] | None:
    """Return the board's own figures, worked out once for a snapshot, state and view."""
    kept = access.state()
    _begin_worth(at.seen, kept)
    return _begun(str(at.seen.path), kept.version(), BOOKS.count(at.seen), at.view, at.seen, kept)


def days(at: Scene) -> tuple[date, date] | None:
    """Return the days the levers stand for; None where a period changes nothing of them."""
    found = begun(at)
    if at.opened or preset() != BOARD or found is None:
        return None
    return found[0].days.start, found[0].days.end


def preset() -> str:
    """Return which example the URL names, the board's own figures unless it names one."""
    asked = st.query_params.get(PRESET, "")
    return asked if asked in PRESETS else BOARD


def setting(at: Scene, told: tuple[Start, Heading]) -> Setting:
    """Return how the levers are set."""
    currency = told[0].known.terms.currency
    if at.opened:
        base = of_doc(at.opened.draft.inputs, at.opened.draft.currency)
    else:
        asked = preset()
        base = of_board(*told) if asked == BOARD else of_preset(asked, currency)
    moved = {lever.key: st.query_params.get(name(lever.key), "") for lever in LEVERS}
    return base.moved_to(moved)


def first_day(at: Scene) -> date:
    """Return the first planned day."""
    if at.opened:
        return at.opened.draft.days.start
    usual = next_month(at.view.today)
    try:
        asked = date.fromisoformat(st.query_params.get(FROM, ""))
    except ValueError:
        return usual
    return asked if asked >= at.view.today else usual


def is_moved() -> bool:
    """Whether the URL moves a lever."""
    return any(name(lever.key) in st.query_params for lever in LEVERS)


def forget() -> None:
    """Take every lever back to where it begins."""
    url.write(dict.fromkeys([name(lever.key) for lever in LEVERS], ""))


def _begin_worth(seen: Snapshot, kept: State) -> None:
    """Begin to work out what a customer is worth, beside the pages, unless that is known."""
    told = terms(kept, extent(seen).sources)
    if has_customers(seen, told):
        begin(seen, told)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={View: repr})
def _begun(
    path: str, version: int, books: int, view: View, _seen: Snapshot, _kept: State
) -> tuple[Start, Heading] | None:
    found = start(_seen, _kept, view)
    return (found, heading(_seen, _kept, view, found.goals)) if found else None
