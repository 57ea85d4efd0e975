"""The steps of a funnel as a table: everything the picture says, and what it has no room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Text
from kpi.funnels import words
from kpi.funnels.lines import StepLine
from kpi.funnels.told import Against

RANGE = Text("90% 範圍", "90 % range")
SO_FAR_RANGE = Text("累計的 90% 範圍", "90 % range, cumulative")
CHANGE = Text("變化", "Change")


@dataclass(frozen=True, slots=True)
class StepTable:
    """A line a step, every cell ready to be read.

    Parameters
    ----------
    figures : tuple of Text
        The titles of columns that stand to the right.
    """

    titles: tuple[Text, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[Text, ...]


def step_table(lines: Sequence[StepLine], against: Against) -> StepTable:
    """Return the table; a column nobody has anything in is left out."""
    columns: dict[Text, list[str]] = {
        words.STEP: [line.name for line in lines],
        words.PHASE: [line.phase for line in lines],
        words.COUNT: [line.count for line in lines],
        words.UNIT: [line.unit for line in lines],
        words.AGAINST[against]: [line.count_before for line in lines],
        words.RATE: [line.rate for line in lines],
        RANGE: [_bare(line.bounds) for line in lines],
        CHANGE: [line.moved for line in lines],
        words.SO_FAR: [line.so_far for line in lines],
        SO_FAR_RANGE: [_bare(line.so_far_bounds) for line in lines],
        words.LOST: [line.lost for line in lines],
        words.COST: [line.cost for line in lines],
        words.POINT: [line.point for line in lines],
        words.WHOSE: [line.owner for line in lines],
        words.BOOK: [_short(line.book) for line in lines],
    }
    told = {title: cells for title, cells in columns.items() if any(cells)}
    right = (words.COUNT, words.AGAINST[against], words.RATE, words.SO_FAR, words.LOST, words.COST,
             words.POINT)  # fmt: skip
    rows = tuple(zip(*told.values(), strict=True))
    return StepTable(tuple(told), rows, tuple(title for title in right if title in told))


def _bare(bounds: str) -> str:
    """Return the ends of a range without the word before them."""
    return bounds.partition(" ")[2]


def _short(book: str) -> str:
    """Return the name of a ledger without what stands in brackets behind it."""
    return book.partition("（")[0].partition(" (")[0]
