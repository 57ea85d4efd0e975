"""What a server does once when it starts: whatever is due in its store, in a child process."""

from __future__ import annotations

from data import intake, samples
from data.samples import Stage
from data.state import State
from data.store import Store
from data.text import LANGS


def go_on() -> None:
    """Fill an unused store with the sample shop, or finish what an earlier server left.

    That is the sample half made or half taken out, files under way, or a board that another
    version wrote. Called before the pages are warm, so that a newcomer waits no longer than needed.
    """
    store = Store.at()
    found = samples.stage(State.open(store.state_url))
    if found is Stage.FILLING:
        intake.fill_sample(store)
        return
    from pages.ui import access, drop  # all that the pages need

    if found is Stage.LEAVING:
        intake.start_empty(store, access.user())
    elif access.is_outdated() or any(drop.under_way(row) for row in intake.entries(store)):
        intake.recover(store)


def look() -> None:
    """Look at the board as a newcomer does: the first of them then waits no longer than others."""
    from kpi.overview.board import board
    from kpi.view import DEFAULT_PERIOD, View
    from pages.ui import access

    if access.is_outdated():
        return  # it is being converted
    seen = access.snapshot()
    if seen is not None:
        view = View(LANGS[0], DEFAULT_PERIOD, None, None, None, None, access.today())
        board(seen, access.state(), view)
        access.unmatched_spend(seen)
