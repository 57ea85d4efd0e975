"""Closing a review: not while a KPI that needs action has no decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from data.state import State
from data.text import Text
from kpi.card import Verdict
from kpi.review.record import Item, Review, review
from kpi.review.refused import Undecided
from kpi.review.words import listed

UNDECIDED = Text(
    "{names}需處理，還沒有決議：各選一個處置，或選「本週不處理」，再結束週會。",
    "{names}: needs action and has no decision. Choose a step for each, or “Not this week”, then"
    " close the review.",
)


def undecided(seen: Review) -> Iterator[Item]:
    """Yield the items that need a decision before a review can be closed."""
    for item in seen.agenda:
        kept = seen.of_goal(item.goal) if item.goal else None
        if kept and kept.verdict is Verdict.ACT and not seen.decided(item.key):
            yield item


def close_review(state: State, seen: Review, by: str) -> Review:
    """Close a review as it was seen; one that is closed stays as it is.

    Raises
    ------
    Undecided
        While a KPI that needs action has no decision.
    data.state.Conflict
        When somebody else changed the review since.
    """
    kept = review(state, seen.id) or seen
    if not seen.is_open:
        return kept
    current = kept.version == seen.version
    open_items = tuple(undecided(seen)) if current else ()
    if open_items:
        names = listed([item.title for item in open_items])
        raise Undecided(UNDECIDED.fill(names=names), tuple(item.key for item in open_items))
    at = datetime.now(UTC).replace(tzinfo=None)
    closed = replace(seen, closed_at=at, closed_by=by)
    state.save_review(closed.as_doc(), by, "")
    return review(state, seen.id) or closed
