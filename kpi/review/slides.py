"""A review as screens: each item worded for one projector screen, or for a few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from data.state import State
from data.text import Lang, Text
from kpi.format import days
from kpi.review.deciding import skipped_before
from kpi.review.outside import before
from kpi.review.record import Item, Line, Review, Table
from kpi.review.slide import Slide
from kpi.review.slide_of_close import closing
from kpi.review.slide_of_kpi import COMPARED, of_kpi

Thing = TypeVar("Thing")

MOST_ROWS, MOST_SENTENCES = 6, 3

WHO = Text("{said}（{who}）", "{said} ({who})")
HIDDEN = Text(
    "對外模式：另有 {n} 項屬於毛利或其他通路，沒有顯示。",
    "For an outside eye: {n} more on margins or other channels are not shown.",
)
NOTHING = Text("這一項沒有可以顯示的內容。", "Nothing of this item can be shown.")


def slides(
    review: Review, lang: Lang, *, outside: str | None = None, state: State | None = None
) -> tuple[Slide, ...]:
    """Return a review's screens in one language, in the order of its agenda.

    An item of more rows or sentences than a screen holds goes on: ``core``, ``core~2``, ….

    Parameters
    ----------
    outside : str or None
        The key of the platform whose agency is in the room: margins and other channels are left
        out, and the last screen says of how much.
    state : State or None
        Where the review before is looked up, to know whether 「本週不處理」 wants a reason.
    """
    shown = before(review, outside)
    skipped = skipped_before(state, review) if state else frozenset()
    every = shown.review.agenda
    made = [slide for item in every for slide in _of(item, shown.review, lang, skipped)]
    if made:
        told = (shown.review.news, *shown.review.terms)
        made[0] = replace(made[0], speaker=tuple(text.to(lang) for text in told))
    if outside is not None and shown.hidden and made:
        said = HIDDEN.fill(n=shown.hidden).to(lang)
        made[-1] = replace(made[-1], sentences=(*made[-1].sentences, said))
    return tuple(made)


def _of(item: Item, review: Review, lang: Lang, skipped: frozenset[str]) -> Iterator[Slide]:
    kept = review.of_goal(item.goal) if item.goal else None
    if kept is not None:
        yield of_kpi(item, kept, review, lang, skipped)
    elif item.kind == "close":
        yield from _pages(closing(review, item), review, lang)
    else:
        yield from _pages(item, review, lang)


def _pages(item: Item, review: Review, lang: Lang) -> Iterator[Slide]:
    """Yield the screens of lines and a table: the table first, with what fits beside it."""
    note = COMPARED.fill(now=days(review.week), before=days(review.week.moved(-7)))
    for n, (sentences, table) in enumerate(_parts(item, lang), 1):
        yield Slide(
            key=item.key if n == 1 else f"{item.key}~{n}",
            kind=item.kind,
            title=item.title.to(lang),
            note=note.to(lang) if item.kind == "core" else days(review.week),
            minutes=item.minutes,
            sentences=sentences,
            titles=tuple(title.to(lang) for title in table.titles) if table else (),
            rows=tuple(tuple(cell.to(lang) for cell in row) for row in table.rows) if table else (),
        )


def _parts(item: Item, lang: Lang) -> Iterator[tuple[tuple[str, ...], Table | None]]:
    """Yield what stands on each screen of an item."""
    said = [_sentence(line, lang) for line in item.lines]
    if item.table is None:
        yield from ((told, None) for told in _by(MOST_SENTENCES, said or [NOTHING.to(lang)]))
        return
    first, rest = said[:MOST_SENTENCES], said[MOST_SENTENCES:]
    for rows in _by(MOST_ROWS, item.table.rows):
        yield tuple(first), replace(item.table, rows=rows)
        first = []
    yield from ((told, None) for told in _by(MOST_SENTENCES, rest))


def _by(most: int, things: Sequence[Thing]) -> Iterator[tuple[Thing, ...]]:
    """Yield things in their order, so many at a time."""
    for start in range(0, len(things), most):
        yield tuple(things[start : start + most])


def _sentence(line: Line, lang: Lang) -> str:
    """Return a line with who contributed."""
    return WHO.fill(said=line.text, who=line.who).to(lang) if line.who else line.text.to(lang)
