"""The last screen of a review: what was decided, what still waits, when the next one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data.text import LANGS, Text
from kpi.format import NO_ANSWER, day, days
from kpi.goals.playbook import SKIP
from kpi.review.closing import undecided
from kpi.review.decided import owner_name, step_name
from kpi.review.record import Decision, Item, Line, Review, Table
from kpi.review.words import about, listed

TITLES = (
    Text("項目", "Item"), Text("決議", "Decision"), Text("負責人", "Owner"), Text("期限", "Due"),
)  # fmt: skip
NONE = Text("還沒有決議。", "Nothing is decided yet.")
WAITS = Text("需處理，還沒有決議。", "needs action and has no decision yet.")
ALL = Text("需處理的都有決議了。", "Whatever needs action has a decision.")
NEXT = Text("下次週會檢討 {days}。", "The next review is of {days}.")
NOWHERE = Text(NO_ANSWER, NO_ANSWER)


def closing(review: Review, item: Item) -> Item:
    """Return the item of the decisions as they are now."""
    decided = [one for one in review.decisions if _title(review, one)]
    rows = tuple(_row(review, one) for one in decided)
    lines = (*_state(review), Line(next_review(review)))
    return replace(item, lines=lines, table=Table(TITLES, rows) if rows else None)


def next_review(review: Review) -> Text:
    """Say which week is reviewed next."""
    return NEXT.fill(days=days(review.week.moved(7)))


def _state(review: Review) -> Iterator[Line]:
    """Yield whether anything still waits for a decision."""
    if waiting := [item.title for item in undecided(review)]:
        yield Line(about(listed(waiting), WAITS))
    elif review.decisions:
        yield Line(ALL)
    else:
        yield Line(NONE)


def _title(review: Review, one: Decision) -> Text | None:
    return next((item.title for item in review.agenda if item.key == one.item), None)


def _row(review: Review, one: Decision) -> tuple[Text, ...]:
    kept, title = review.of_goal(one.item), _title(review, one)
    assert title is not None
    if one.step == SKIP:
        return (title, step_name(one.step), NOWHERE, NOWHERE)
    owner = Text(*(owner_name(one, kept, lang) or NO_ANSWER for lang in LANGS))
    return (title, step_name(one.step), owner, Text(*(day(one.due),) * 2))
