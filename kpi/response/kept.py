"""The book of responses, fitted once for a snapshot and kept beside it."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta

from data.snapshot import Snapshot
from data.state import State
from kpi.calendar.marks import occasions
from kpi.calendar.occasion import Occasion
from kpi.facts.beside import Tell
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.facts.shelf import Shelf
from kpi.period import Span
from kpi.response.book import Book, fitted, read, written
from kpi.response.past import past
from kpi.terms import Terms, terms

LAYOUT, MOST = 1, 4
STEPS = 2
BACK = timedelta(1_200)
"""So far back the calendar is looked at: weeks before it have none."""
BOOKS: Kept[Book] = Kept(MOST)
SHELF = Shelf(BOOKS, "responses", LAYOUT, MOST, written, read)


def find(snapshot: Snapshot, state: State) -> Book | None:
    """Return the book where it was fitted before; nothing is fitted here."""
    told, found = _asked(snapshot, state)
    return SHELF.find(snapshot, _key(told, found))


def prepare(snapshot: Snapshot, state: State, today: date, tell: Tell = lambda done: None) -> Book:
    """Read the weeks, fit the curves and keep them, unless they are there."""
    told, found = _asked(snapshot, state)
    known = SHELF.find(snapshot, _key(told, found))
    if known is not None:
        return known
    tell(0)
    weeks = past(snapshot, told, found, today)
    tell(1)
    book = SHELF.keep(snapshot, _key(told, found), fitted(weeks))
    tell(STEPS)
    return book


def key(snapshot: Snapshot, state: State) -> Hashable:
    """Return all that a book depends on beside its snapshot: terms of money, and the calendar."""
    return _key(*_asked(snapshot, state))


def _asked(snapshot: Snapshot, state: State) -> tuple[Terms, tuple[Occasion, ...]]:
    reach = extent(snapshot)
    told = terms(state, reach.sources)
    if not reach.sources:
        return told, ()
    return told, occasions(state, Span(reach.last - BACK, reach.last))


def _key(told: Terms, found: tuple[Occasion, ...]) -> Hashable:
    calendar = tuple((o.key, o.kind, o.span, o.day, o.partner) for o in found)
    return told.currency, told.tax, told.maturity, calendar
