"""The book of customers of a snapshot: worked out once, kept in memory and beside the snapshot."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from math import sqrt

from data.snapshot import Snapshot
from kpi.customers.book import Book
from kpi.customers.estimate import BACK, TIMES, estimate, missed
from kpi.customers.facts import Asking, asking
from kpi.customers.written import read, written
from kpi.facts.beside import Tell
from kpi.facts.kept import Kept
from kpi.facts.shelf import Shelf
from kpi.terms import Terms

LAYOUT = 1
MOST = 4
"""So many books are kept, in memory of one snapshot and on disk beside all."""
STEPS = 3
BOOKS: Kept[Book] = Kept(MOST)
SHELF = Shelf(BOOKS, "customers", LAYOUT, MOST, written, read)


def key(terms: Terms) -> Hashable:
    """Return all of the terms that a book depends on; the gross margin of all is no part of it."""
    return terms.currency, terms.tax, terms.maturity, terms.margins, terms.discount


def has_customers(snapshot: Snapshot, terms: Terms) -> bool:
    """Whether there is anything to tell: a shop with an own site that knows its customers."""
    return terms.currency is not None and asking(snapshot, terms) is not None


def find(snapshot: Snapshot, terms: Terms) -> Book | None:
    """Return the book where it was worked out before; nothing is worked out here."""
    return SHELF.find(snapshot, key(terms))


def prepare(snapshot: Snapshot, terms: Terms, tell: Tell = lambda done: None) -> Book | None:
    """Work the book out and keep it, unless it is there; None where there are no customers."""
    known = find(snapshot, terms)
    if known is not None:
        return known
    asked = asking(snapshot, terms)
    if asked is None or terms.currency is None:
        return None
    tell(0)
    facts = asked.facts()
    tell(1)
    rows = asked.histories()
    tell(2)
    discount = float(terms.discount)
    made = estimate(rows, asked.until, terms.currency, discount)
    if not made.why_not:
        made = replace(made, missed=_missed(asked, terms.currency))
    book = SHELF.keep(snapshot, key(terms), Book(facts, made, terms.currency, discount))
    tell(STEPS)
    return book


def _missed(asked: Asking, currency: str) -> float | None:
    """Return by how much the same estimate was off in the last quarters."""
    ends = [asked.until - BACK * n for n in range(TIMES)]
    found = [
        missed(
            asked.histories(end - BACK), end - BACK, end, asked.brought(end - BACK, end), currency
        )
        for end in ends
    ]
    known = [off for off in found if off is not None]
    return sqrt(sum(off**2 for off in known) / len(known)) if known else None
