"""Closing a month and opening it again: which can be, and why another cannot."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.closing.adjusted import unbooked
from kpi.closing.closed import closings, days_of, named
from kpi.closing.figures import figures
from kpi.facts.extent import extent
from kpi.goals.goal import Goal
from kpi.period import Span, Year
from kpi.terms import Terms, terms

NOT_YET = Text(
    "{month} 要到 {day} 才能結（每月 {n} 日起結上個月）；月結日在「資料」的「規則」更改。",
    "{month} can be closed from {day} on (the month before, from day {n}); the closing day is set"
    " on the Data page, under Rules.",
)
NOT_NEXT = Text("要先結 {month}，一個月接一個月。", "Close {month} first: month after month.")
CLOSED_ALREADY = Text(
    "{month} 剛剛已經結了；凍結的數字沒有改變。",
    "{month} has just been closed; its frozen figures are unchanged.",
)
NOT_CLOSED = Text("{month} 沒有結，不用重新開啟。", "{month} is not closed.")
NOT_LAST = Text(
    "{last} 比 {month} 晚結；請先重新開啟較晚的。",
    "{last} was closed after {month}: open it first.",
)
NO_MONTH = Text("資料裡沒有 {month}。", "There are no data of {month}.")
NO_REASON = Text("請寫下原因，會留在紀錄裡。", "Say why; it is kept on record.")


class NotClosed(RuntimeError):
    """A month that cannot be closed or opened; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def closable(snapshot: Snapshot, state: State, today: date, year: Year) -> tuple[str, ...]:
    """Return the months that can be closed today, the newest first.

    Once one is closed, only the month after it.
    """
    reach = extent(snapshot)
    if not reach.sources:
        return ()
    first = min(s.first_day for s in reach.sources)
    data = Span(first.replace(day=1), min(reach.last, today))
    ended = [m for m in data.split("month") if m.end == days_of(f"{m.start:%Y-%m}").end]
    names = [f"{m.start:%Y-%m}" for m in ended if closes_on(m, year) <= today]
    closed = list(state.closings())
    after = f"{days_of(closed[-1]).end + timedelta(1):%Y-%m}" if closed else None
    return tuple(name for name in reversed(names) if after in (None, name))


def closes_on(month: Span, year: Year) -> date:
    """Return the day from which a month can be closed."""
    return (month.end + timedelta(1)).replace(day=year.closing_day)


def close(snapshot: Snapshot, state: State, month: str, today: date, by: str, why: str) -> None:
    """Freeze the figures of a month as they are published now.

    Raises
    ------
    NotClosed
        When it is too early, not its turn, closed already, or no reason is given.
    """
    told = terms(state, extent(snapshot).sources)
    _may(snapshot, state, month, today, told, why)
    span = days_of(month)
    goals = [Goal.from_doc(doc) for doc in state.goals()]
    found = figures(snapshot, told, span, [(g.kpi, g.scope) for g in goals], today)
    booked = unbooked(snapshot, told, closings(state), today)
    doc = {
        "by": by, "at": datetime.now(UTC).replace(tzinfo=None, microsecond=0).isoformat(),
        "why": why, "snapshot": snapshot.path.name, "currency": told.currency, "tax": told.tax,
        "figures": [figure.as_doc() for figure in found.values()],
        "booked": [
            {"month": m, "kpi": kpi, "scope": dict(scope), "value": str(value)}
            for (m, (kpi, scope)), value in booked.items()
        ],
    }  # fmt: skip
    if not state.close_month(month, doc, by, why):
        raise NotClosed(CLOSED_ALREADY.fill(month=named(month)))


def _may(snapshot: Snapshot, state: State, month: str, today: date, told: Terms, why: str) -> None:
    if not why.strip():
        raise NotClosed(NO_REASON)
    closed = list(state.closings())
    if month in closed:
        raise NotClosed(CLOSED_ALREADY.fill(month=named(month)))
    if month in closable(snapshot, state, today, told.year):
        return
    on = closes_on(days_of(month), told.year)
    if today < on:
        raise NotClosed(NOT_YET.fill(month=named(month), day=on, n=told.year.closing_day))
    if closed:
        after = days_of(closed[-1]).end + timedelta(1)
        raise NotClosed(NOT_NEXT.fill(month=named(f"{after:%Y-%m}")))
    raise NotClosed(NO_MONTH.fill(month=named(month)))


def reopen(state: State, month: str, by: str, why: str) -> None:
    """Open the month that was closed last; the record keeps what was frozen.

    Raises
    ------
    NotClosed
        When it is not closed, a later one is, or no reason is given.
    """
    if not why.strip():
        raise NotClosed(NO_REASON)
    closed = list(state.closings())
    if month in closed and month != closed[-1]:
        raise NotClosed(NOT_LAST.fill(month=named(month), last=named(closed[-1])))
    if not state.open_month(month, by, why):
        raise NotClosed(NOT_CLOSED.fill(month=named(month)))
