"""Tables that people fill in: their columns found by header, and what each line would change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from data.text import Text

Fate = Literal["new", "changed", "same", "refused"]
Thing = TypeVar("Thing")

COLUMN_TWICE = Text(
    "「{name}」這一欄出現兩次；請只留一欄。", "The column “{name}” stands there twice; keep one."
)

# what a spreadsheet would run as a formula, behind spaces and quotes too
_RUNS = re.compile(r"^['\s]*[=+\-@\t\r|%]")


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with one field, why, and what to do."""

    field: str
    text: Text


@dataclass(frozen=True, slots=True)
class Record:
    """One line of an uploaded table: its row as Excel counts it, its cells by column."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An uploaded table: its columns as they are headed, its lines, and what is not read."""

    headers: Mapping[str, str]
    records: tuple[Record, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line(Generic[Thing]):
    """What becomes of one line: a thing as it was and as it would be, or why it is refused."""

    row: int
    fate: Fate
    name: Text
    old: Thing | None = None
    new: Thing | None = None
    refused: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload(Generic[Thing]):
    """What a table would do: lines = new + changed + same + refused."""

    lines: tuple[Line[Thing], ...]
    sheet: Sheet

    @property
    def saved(self) -> tuple[Thing, ...]:
        """What would be kept."""
        return tuple(x.new for x in self.lines if x.new and x.fate in ("new", "changed"))

    def count(self, *fates: Fate) -> int:
        """Return how many lines meet one of these fates."""
        return sum(line.fate in fates for line in self.lines)

    def cells(self, line: Line[Thing]) -> Mapping[str, str]:
        """Return what stands in a line."""
        return next(r.cells for r in self.sheet.records if r.row == line.row)


class WrongTable(ValueError):
    """A table that is not the one asked for; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def sheet(
    table: Sequence[Sequence[str]],
    spelled: Mapping[str, str],
    needed: Collection[str],
    no_header: Text,
) -> Sheet:
    """Return the lines of an uploaded table; empty ones are no lines.

    Parameters
    ----------
    spelled : mapping of str to str
        Columns by how they may be headed (:func:`spellings`).
    needed : collection of str
        Columns without which it is no such table; `no_header` then says so.

    Raises
    ------
    WrongTable
        When it has no header of this table, or a column twice.
    """
    filled = [(n, row) for n, row in enumerate(table, 1) if any(c.strip() for c in row)]
    head = filled[0][1] if filled else ()
    places: dict[str, int] = {}
    ignored = []
    for place, title in enumerate(head):
        column = spelled.get(plain_key(title))
        if column is None:
            ignored += [title.strip()] if title.strip() else []
        elif column in places:
            raise WrongTable(COLUMN_TWICE.fill(name=title.strip()))
        else:
            places[column] = place
    if not places.keys() >= set(needed):
        raise WrongTable(no_header)
    records = tuple(
        Record(n, {c: row[p] if p < len(row) else "" for c, p in places.items()})
        for n, row in filled[1:]
    )
    return Sheet({c: head[p].strip() for c, p in places.items()}, records, tuple(ignored))


def plain_key(title: str) -> str:
    """Return a word as it is compared: its width, case and spaces mean nothing."""
    return "".join(unicodedata.normalize("NFKC", title).casefold().split())


def spellings(columns: Mapping[str, Text]) -> dict[str, str]:
    """Return columns by how they may be headed: key, either language, or both."""
    return {
        plain_key(word): name
        for name, text in columns.items()
        for word in (name, text.zh, text.en, f"{text.zh} {text.en}")
    }


def harmless(text: str) -> str:
    """Return a name that no spreadsheet runs as a formula; :func:`meant` gives it back."""
    return f"'{text}" if _runs(text) else text


def meant(cell: str) -> str:
    """Return a name as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and _runs(cell[1:]) else cell


def _runs(text: str) -> bool:
    """Whether a spreadsheet would run a cell; some read ＝ as =."""
    return bool(_RUNS.match(unicodedata.normalize("NFKC", text)))


def as_name(said: str) -> Text:
    """Return what somebody wrote as the name of a line, a dash where that is nothing."""
    return Text(said.strip() or "–", said.strip() or "–")
