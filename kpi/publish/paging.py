"""Slides cut into pages: what does not fit one goes on the next, and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kpi.publish.fitting import LEADING, columns, height, lines
from kpi.review.slide import Slide

WIDTH, LEFT = 872.0, 372.0
"""The width of a page, and of its left half beside a chart, in points."""
BODY = 350.0
"""How high a page is between its title and its foot; what was decided takes `STRIP` of it."""
STRIP = 34.0
T = TypeVar("T")
SENTENCE, CELLS = 17, (15, 13, 12)
"""Sizes of a sentence, and of a table: the largest at which it needs no further page."""
GAP, PADDING = 6.0, 9.0
FIGURE, CHIP, FACT = 92.0, 40.0, 15
"""What a headline and a verdict take, in points, and the size of a line of facts."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a slide.

    Parameters
    ----------
    part, parts : int
        Which of how many of its slide.
    drawn : bool
        Whether it shows the figure and the charts; then `sentences` stand below the facts.
    sentences, rows : tuple
        What of the slide's stands here; the first sentence is the title of each.
    shares : tuple of float
        The share of the width of each column.
    cell : int
        The size of letters in the table.
    """

    slide: Slide
    part: int
    parts: int
    drawn: bool
    sentences: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[float, ...] = ()
    cell: int = CELLS[-1]


def pages(slide: Slide) -> tuple[Page, ...]:
    """Return the pages of a slide."""
    tried = []
    for cell in CELLS:
        shares = tuple(columns([slide.titles, *slide.rows], WIDTH / cell)) if slide.rows else ()
        tried.append((list(_cut(slide, shares, cell)), shares, cell))
    cut, shares, cell = min(tried, key=lambda found: len(found[0]))
    return tuple(
        Page(slide, n, len(cut), drawn, tuple(said), tuple(rows), shares, cell)
        for n, (drawn, said, rows) in enumerate(cut, 1)
    )


def is_drawn(slide: Slide) -> bool:
    """Whether a slide has a figure or a chart."""
    return bool(slide.figure or slide.bars or slide.spark)


def below_figure(slide: Slide) -> float:
    """Return how high the figure, its verdict and its facts stand, in points."""
    told = FIGURE if slide.figure else 0.0
    if slide.chip or slide.limits:
        told += CHIP
    return told + sum(height(fact, LEFT, FACT) for fact in (*slide.facts, slide.flag) if fact)


def body(slide: Slide) -> float:
    """Return how high the body of a slide is."""
    return BODY - (STRIP if slide.decided or slide.choices else 0)


def _cut(
    slide: Slide, shares: Sequence[float], cell: int
) -> Iterator[tuple[bool, list[str], list[tuple[str, ...]]]]:
    said, rows = list(slide.sentences[1:]), list(slide.rows)
    if is_drawn(slide):
        room = body(slide) - below_figure(slide) - 2 * GAP
        yield True, _taken(said, [said_height(s, LEFT, FACT) for s in said], room), []
        if not said and not rows:
            return
    while True:
        room = body(slide)
        heights = [said_height(s) for s in said]
        first = _taken(said, heights, room, least=1)
        room -= sum(heights[: len(first)]) + (0 if said else _row(slide.titles, shares, cell))
        few = [] if said else _taken(rows, [_row(r, shares, cell) for r in rows], room, not first)
        yield False, first, few
        if not said and not rows:
            return


def _taken(things: list[T], heights: Sequence[float], room: float, least: int = 0) -> list[T]:
    """Take from the front what there is room for."""
    count = 0
    while count < len(things) and (sum(heights[: count + 1]) <= room or count < least):
        count += 1
    found, things[:] = things[:count], things[count:]
    return found


def said_height(sentence: str, width: float = WIDTH, size: int = SENTENCE) -> float:
    """Return how high a sentence stands, with the room behind it."""
    return height(sentence, width, size) + GAP


def _row(cells: Sequence[str], shares: Sequence[float], size: int) -> float:
    """Return the height of a row of a table."""
    most = max(
        (lines(c, WIDTH * share - 14, size) for c, share in zip(cells, shares, strict=True)),
        default=0,
    )
    return most * size * LEADING + PADDING if most else 0.0
