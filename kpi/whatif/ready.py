"""What the page asks for first, worked out before anybody waits for it."""

from __future__ import annotations

from datetime import date

from data.snapshot import Snapshot
from data.state import State
from kpi.goals.goal import goals
from kpi.whatif.account import Account, account
from kpi.whatif.days import choices
from kpi.whatif.expected import expected


def ready(snapshot: Snapshot, state: State, today: date) -> None:
    """Read the account and forecast the goals of next month; the book is there."""
    days = choices(today, goals(state))[0].days
    if isinstance(account(snapshot, state, days, today), Account):
        expected(snapshot, state, days, today)
