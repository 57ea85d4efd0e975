"""The book of customers of a snapshot: worked out once, kept in memory and beside the snapshot."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Hashable
from dataclasses import replace
from hashlib import sha256
from math import sqrt
from pathlib import Path

from data.snapshot import Snapshot
from kpi.customers.book import Book
from kpi.customers.estimate import BACK, TIMES, estimate, missed
from kpi.customers.facts import Asking, asking
from kpi.customers.written import read, written
from kpi.facts.kept import Kept
from kpi.terms import Terms

LAYOUT = 1
"""Raised when what is written changes, so that an older file is not read."""
MOST = 4
"""So many books are kept, in memory of one snapshot and on disk beside all."""
STEPS = 3
BOOKS: Kept[Book] = Kept(MOST)
LOG = logging.getLogger("lodestar")

Tell = Callable[[int], None]
"""Told how many of `STEPS` are done."""


def key(terms: Terms) -> Hashable:
    """Return all of the terms that a book depends on; the gross margin of all is no part of it."""
    return terms.currency, terms.tax, terms.maturity, terms.margins, terms.discount


def has_customers(snapshot: Snapshot, terms: Terms) -> bool:
    """Whether there is anything to tell: a shop with an own site that knows its customers."""
    return terms.currency is not None and asking(snapshot, terms) is not None


def find(snapshot: Snapshot, terms: Terms) -> Book | None:
    """Return the book where it was worked out before; nothing is worked out here."""
    known = BOOKS.find(snapshot, key(terms))
    if known is not None:
        return known
    path = _path(snapshot, terms)
    try:
        told = json.loads(path.read_text(encoding="utf-8")) if path else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        LOG.warning("a book of customers cannot be read and is worked out again: %s", path)
        return None
    return BOOKS.keep(snapshot, key(terms), read(told)) if told else None


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
    book = BOOKS.keep(snapshot, key(terms), Book(facts, made, terms.currency, discount))
    _write(book, _path(snapshot, terms))
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


def _path(snapshot: Snapshot, terms: Terms) -> Path | None:
    """Return where the book lies; None of an earlier state, which has no file of its own."""
    if snapshot.is_past:
        return None
    try:
        seen = snapshot.path.stat()
    except OSError:
        return None
    whole = repr((LAYOUT, seen.st_size, seen.st_mtime_ns, key(terms)))
    digest = sha256(whole.encode()).hexdigest()[:12]
    return snapshot.path.with_name(f"customers-{snapshot.number}-{digest}.json")


def _write(book: Book, path: Path | None) -> None:
    """Write the book whole or not at all, and forget the oldest; a full disk costs only time."""
    if path is None:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(written(book)), encoding="utf-8")
        part.replace(path)
        every = sorted(path.parent.glob("customers-*.json"), key=lambda p: p.stat().st_mtime)
        for old in every[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError as full:
        part.unlink(missing_ok=True)
        LOG.warning("the book of customers is not kept on disk: %s", full)
