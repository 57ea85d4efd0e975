"""What a person is shown of a table nobody could read, so that its columns can be mapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Shape(StrEnum):
    """What the cells of a column look like."""

    DAY = "day"
    MONEY = "money"
    """Numbers with a currency sign or decimals."""
    COUNT = "count"
    ID = "id"
    TEXT = "text"
    BLANK = "blank"
    PERSONAL = "personal"
    """It may name or reach a person: never shown."""


NUMBERS = (Shape.MONEY, Shape.COUNT)


@dataclass(frozen=True, slots=True)
class SketchedColumn:
    """One column as it stands in the file; of what may be about a person there are no samples."""

    header: str
    shape: Shape
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that may be the header, counted from 1, and the columns below it."""

    row: int
    columns: tuple[SketchedColumn, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers as written."""
        return tuple(c.header for c in self.columns)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A table as it may lie in a file; the likeliest of its headings first."""

    headings: tuple[Heading, ...]
    sheet: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return what a report carries of it."""
        columns = [
            [asdict(c) | {"samples": list(c.samples)} for c in h.columns] for h in self.headings
        ]
        rows = [h.row for h in self.headings]
        headings = [{"row": r, "columns": c} for r, c in zip(rows, columns, strict=True)]
        return {"headings": headings, "sheet": self.sheet}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Build it from what a report carries."""
        headings = tuple(
            Heading(int(h["row"]), tuple(_column(c) for c in h["columns"])) for h in raw["headings"]
        )
        return cls(headings, raw["sheet"])


def _column(raw: Mapping[str, Any]) -> SketchedColumn:
    return SketchedColumn(raw["header"], Shape(raw["shape"]), tuple(raw["samples"]))
