"""Tables of figures as a page draws them: numbers to sort by, words to read, where they lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.card import Chip, Pair
from kpi.channels.place import Place
from kpi.figure import Number
from kpi.uploads import harmless


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures.

    Parameters
    ----------
    key : str
        A KPI, or what is made of one: ``share``, ``change``.
    title : str
        Its name with its unit.
    help : str
        What it is, in one sentence.
    """

    key: str
    title: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: the number it is sorted by, and as a person reads it."""

    value: Number | None
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of figures, in the order of the columns.

    Parameters
    ----------
    verdicts : tuple of Chip
        What its goals say, the gravest first; each word names its KPI.
    leads_to : Place or None
        Where choosing it leads; None where nothing lies below.
    stands_for : Place or None
        What its figures are read over; None for what has no files of its own.
    """

    name: str
    cells: tuple[Cell, ...]
    verdicts: tuple[Chip, ...] = ()
    leads_to: Place | None = None
    stands_for: Place | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of figures.

    Parameters
    ----------
    title : str
        What its first column names.
    notes : tuple of str
        What a reader must know of it, a sentence each.
    """

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the place itself.

    Parameters
    ----------
    change : Pair
        Against the period before.
    target : str
        Empty where it has no goal.
    why_empty : str
        One sentence why there is no answer; empty where there is one.
    why_not : str
        One sentence why its goal does not judge it; empty where it does or there is none.
    """

    key: str
    name: str
    figure: str
    chip: Chip | None
    flag: str
    change: Pair
    target: str
    basis: str
    why_empty: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a bar with the one before behind it; what has no number has no bar.

    Parameters
    ----------
    label, short : str
        The figure in words, and where there is little room.
    """

    value: float | None
    before: float | None
    label: str
    short: str
    target: float | None = None
    target_label: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """The greatest lines, each with its cost and one figure more.

    Parameters
    ----------
    titles : (str, str)
        What each half shows, with its unit.
    rows : tuple of (str, Bar, Bar)
        Name, cost, figure.
    line : (float, str) or None
        A target that holds for all of them, drawn across the second half.
    grey : str
        What the grey behind the bars is; empty where there is none.
    alt : str
        The picture in one sentence, for those who do not see it.
    """

    titles: tuple[str, str]
    rows: tuple[tuple[str, Bar, Bar], ...]
    line: tuple[float, str] | None
    grey: str
    alt: str


def raw(grid: Grid) -> Sequence[Sequence[str]]:
    """Return a table as it is downloaded: every digit of a number, else its words."""
    head = [grid.title, *(column.title for column in grid.columns)]
    return [head, *([harmless(line.name), *map(_plain, line.cells)] for line in grid.lines)]


def _plain(cell: Cell) -> str:
    if cell.value is None:
        return cell.text
    return f"{cell.value:f}" if isinstance(cell.value, Decimal) else repr(cell.value)
