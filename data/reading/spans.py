"""Ranges of days written in words above a table, as Google and Meta write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_DAY_FIRST = re.compile(r"(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_SEPARATOR = re.compile(r"\s+[-–—~]\s+|\s*[~～至]\s*|\s+to\s+|(?<=\d{4})\s*[–—]\s*|(?<=日)\s*-\s*")
_WITHIN = re.compile(r"^[^\d]*?[:：]\s*")


def declared(records: Iterable[Sequence[str]]) -> tuple[date, date] | None:
    """Return the range that the records above a header declare; None where they name none.

    Parameters
    ----------
    records : iterable of sequence of str
        The records before the header, in order. A record may be one cell (``27 January 2026 -
        23 February 2026``), split at its commas (an unquoted ``July 8, 2025 - July 31, 2025``),
        or begin with a label (``Report Period: …``).
    """
    for record in records:
        line = ", ".join(c.strip() for c in record if c.strip())
        span = span_of(line)
        if span:
            return span
    return None


def span_of(line: str) -> tuple[date, date] | None:
    """Return the first and last day of a written range, or of a single written day."""
    text = _WITHIN.sub("", unicodedata.normalize("NFKC", line).strip().strip('"').casefold())
    ends = [day_of(part) for part in _SEPARATOR.split(text)]
    if not 1 <= len(ends) <= 2 or ends[0] is None or ends[-1] is None:
        return None
    return (ends[0], ends[-1]) if ends[0] <= ends[-1] else None


def day_of(text: str) -> date | None:
    """Return a day written with its year first, or with its month in letters."""
    text = text.strip().strip(",")
    if found := _ISO.fullmatch(text):
        year, month, day = (int(g) for g in found.groups() if g)
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(text):
        month, day, year = _month(found[1]), int(found[2]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    """Return the number of an English month, 0 for another word."""
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0
