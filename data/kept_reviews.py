"""Weekly reviews as documents with versions; where their meetings are, and what is noted there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.journal import now
from data.kept_actions import ACTIONS
from data.versioned import KeptDocuments, Versioned

REVIEWS = Versioned(t.reviews, "review", frozenset(("frozen", "agenda", "terms", "news")))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a meeting is: the item on the screen, the pen that leads, and since when (UTC)."""

    item: str
    lead: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """What one pen wrote beside one item, and when it last did (UTC)."""

    item: str
    pen: str
    by: str
    text: str
    at: datetime


class KeptReviews(KeptDocuments):
    """Reviews in the state database.

    Saving a review leaves an audit row. Turning to another item and every pause while somebody
    writes a note do not: they would be thousands of rows that say nothing, and each would make
    every figure that is kept by the version of the state be worked out again.
    """

    def reviews(self) -> list[dict[str, Any]]:
        """Return every review's document with its ``id`` and ``version``, by id."""
        return self._docs(REVIEWS)

    def save_review(self, doc: Mapping[str, Any], by: str, why: str) -> None:
        """Save one review.

        Raises
        ------
        data.state.Conflict
            When ``doc["version"]`` (0 or absent for a new one) is not the version kept.
        """
        self._save(REVIEWS, [doc], by, why)

    def review_doc(self, id: str) -> dict[str, Any] | None:
        """Return one review's document with its ``id`` and ``version``; None without it."""
        r = t.reviews.c
        with self._engine.connect() as con:
            row = con.execute(sa.select(t.reviews).where(r.id == id)).first()
        return {**row.doc, "id": row.id, "version": row.version} if row else None

    def review_before(self, id: str) -> str | None:
        """Return the id of the review before one; None for the first."""
        query = sa.select(sa.func.max(t.reviews.c.id)).where(t.reviews.c.id < id)
        with self._engine.connect() as con:
            found: str | None = con.execute(query).scalar()
        return found

    def keep_decision(
        self,
        review: Mapping[str, Any],
        made: Sequence[Mapping[str, Any]],
        gone: Sequence[Mapping[str, Any]],
        by: str,
        why: str,
    ) -> None:
        """Save a review with the actions that its decision made or took away: all or nothing.

        Raises
        ------
        data.state.Conflict
            When the review or one of the actions is not the version kept.
        """
        with self._write() as con:
            for doc in made:
                ACTIONS.save(con, doc, by, why)
            for doc in gone:
                ACTIONS.delete(con, doc, by, why)
            REVIEWS.save(con, review, by, why)

    def meeting(self, review: str) -> Meeting | None:
        """Return where the meeting over a review is; None before it begins."""
        m = t.meetings.c
        query = sa.select(m.item, m.lead, m.since).where(m.review == review)
        with self._engine.connect() as con:
            row = con.execute(query).first()
        return Meeting(*row) if row else None

    def turn(self, review: str, item: str, lead: str) -> None:
        """Turn a meeting to an item, led by a pen from now on."""
        where = t.meetings.c.review == review
        told = {"item": item, "lead": lead, "since": now()}
        with self._write() as con:
            if not con.execute(t.meetings.update().where(where).values(told)).rowcount:
                con.execute(t.meetings.insert().values(review=review, **told))

    def notes(self, review: str) -> list[Note]:
        """Return what is noted in a review, the oldest first."""
        n = t.review_notes.c
        query = sa.select(n.item, n.pen, n.by, n.text, n.at).where(n.review == review)
        with self._engine.connect() as con:
            return [Note(*row) for row in con.execute(query.order_by(n.at, n.pen))]

    def write_note(self, review: str, item: str, pen: str, by: str, text: str) -> None:
        """Keep what a pen has written so far beside an item; nothing where it is empty.

        Each pen has a line of its own, so that two who write at once lose nothing.
        """
        n = t.review_notes.c
        where = (n.review == review) & (n.item == item) & (n.pen == pen)
        row = {"review": review, "item": item, "pen": pen, "by": by, "text": text, "at": now()}
        with self._write() as con:
            con.execute(t.review_notes.delete().where(where))
            if text.strip():
                con.execute(t.review_notes.insert().values(row))
