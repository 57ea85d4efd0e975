"""Searching what was said in reviews: titles, decisions, notes, actions and comments."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.state import Comment, Note
from data.text import LANGS, Text
from kpi.actions.action import Action
from kpi.actions.history import told
from kpi.actions.listed import FIELDS, what_of
from kpi.format import NO_ANSWER
from kpi.goals.playbook import NOT_THIS_WEEK, PLAYBOOK
from kpi.review.record import Decision, Review

Kind = Literal["review", "item", "decision", "note", "action", "comment"]
KINDS: dict[Kind, Text] = {
    "review": Text("週會", "Review"),
    "item": Text("議題", "Item"),
    "decision": Text("決議", "Decision"),
    "note": Text("筆記", "Note"),
    "action": Text("行動", "Action"),
    "comment": Text("留言", "Comment"),
}
BETWEEN = Text("・", " · ")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    Parameters
    ----------
    on : datetime.date
        The Monday of the review; of what belongs to none, the day it was made.
    review, item : str
        Where it was said; empty where it was not said in a review, or of no item.
    action : str
        The action it is or speaks of; empty where it is of none.
    """

    kind: Kind
    on: date
    title: Text
    text: Text
    review: str = ""
    item: str = ""
    action: str = ""


def search(
    reviews: Sequence[Review],
    notes: Mapping[str, Iterable[Note]],
    actions: Iterable[Action],
    text: str,
    comments: Iterable[Comment] = (),
) -> tuple[Hit, ...]:
    """Return what holds all the words of a text, in either language, the newest first.

    Case and width mean nothing (NFKC): ＲＯＡＳ finds ROAS. Without a word nothing is found.

    Parameters
    ----------
    notes : mapping of str to iterable of Note
        By the id of the review.
    """
    words = _plain(text).split()
    if not words:
        return ()
    there = (
        *(hit for one in reviews for hit in _of_review(one, notes.get(one.id, ()))),
        *_of_actions(actions, comments),
    )
    found = [hit for hit, said in there if all(word in _plain(said) for word in words)]
    return tuple(sorted(found, key=lambda hit: hit.on, reverse=True))


Said = tuple[Hit, str]
"""What may be found, with all that is looked through for it."""


def _of_review(one: Review, notes: Iterable[Note]) -> Iterator[Said]:
    on, titles = one.week.start, {item.key: item.title for item in one.agenda}
    yield _hit(Hit("review", on, Text(one.id, one.id), one.news, one.id))
    for item in one.agenda:
        lines = [line.text for line in item.lines] or [item.title]
        cells = [cell for row in item.table.rows for cell in row] if item.table else []
        # the words of a table are found, its first line is shown
        yield _hit(Hit("item", on, item.title, lines[0], one.id, item.key), *lines, *cells)
    for decision in one.decisions:
        title = titles.get(decision.item, Text(decision.item, decision.item))
        yield _hit(Hit("decision", on, title, _decided(decision), one.id, decision.item))
    for note in notes:
        title = titles.get(note.item, Text(note.item, note.item))
        said = _typed(note.by, note.text)
        yield _hit(Hit("note", on, title, said, one.id, note.item))


def _of_actions(actions: Iterable[Action], comments: Iterable[Comment]) -> Iterator[Said]:
    known = {one.id: one for one in actions}
    for one in known.values():
        more = [told(one, name, lang) for name in FIELDS for lang in LANGS]
        title, text = what_of(one), _typed(one.owner, f"{one.due:%Y/%m/%d}")
        hit = Hit("action", one.made_on, title, text, one.review, action=one.id)
        yield hit, " ".join((_hit(hit)[1], *(m for m in more if m != NO_ANSWER)))
    for comment in comments:
        if about := known.get(comment.action):
            said = _typed(comment.by, comment.text)
            yield _hit(Hit("comment", comment.at.date(), what_of(about), said, about.review,
                           action=about.id))  # fmt: skip


def _decided(one: Decision) -> Text:
    step = PLAYBOOK.get(one.step, NOT_THIS_WEEK)
    due = f"{one.due:%Y/%m/%d}" if one.due else ""
    return Text(*(
        BETWEEN.to(lang).join(filter(None, (step.to(lang), one.owner, due, one.why)))
        for lang in LANGS
    ))  # fmt: skip


def _typed(*said: str) -> Text:
    return Text(*(BETWEEN.to(lang).join(" ".join(s.split()) for s in said) for lang in LANGS))


def _hit(hit: Hit, *more: Text) -> Said:
    """Return what is found, by its title, its text and whatever else stands with it."""
    texts = (hit.title, hit.text, *more)
    return hit, " ".join(text.to(lang) for text in texts for lang in LANGS)


def _plain(text: str) -> str:
    """Return a text as it is compared."""
    return unicodedata.normalize("NFKC", text).casefold()
