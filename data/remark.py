"""What a source says of its own figures on some days: estimated, withheld, put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.text import Text


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that belongs to every figure a file brings for these days."""

    text: Text
    first: date
    last: date

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Remark:
        """Build one from plain JSON values."""
        first, last = (date.fromisoformat(raw[day]) for day in ("first", "last"))
        return cls(Text(**raw["text"]), first, last)
