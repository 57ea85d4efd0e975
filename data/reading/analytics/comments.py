"""What the `#` lines of an analytics export say: the property, the days, whose figures follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.exports.base import header_key

ALL_USERS = frozenset({"all users", "所有使用者"})
_PROPERTY = frozenset({"property", "property name", "資源", "資源名稱"})
_RULER = re.compile(r"[-–—]{3,}")
_DAY = re.compile(r"(?:[^:：]*[:：]\s*)?((?:19|20)\d{6})")
_RANGE = re.compile(r"((?:19|20)\d{6})\s*[-–—~]\s*((?:19|20)\d{6})")
_NOTE = re.compile(r"Note: (\w+) (\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d) ?(.*)")
API = "Google Analytics Data API"
_LABELLED = re.compile(r"([^:：]*)[:：]\s*(.+)")


@dataclass(frozen=True, slots=True)
class Comments:
    """What one run of `#` lines says, read by its shape: labels differ by language.

    Parameters
    ----------
    property_name : str or None
        The property, where the file names it.
    segment : str or None
        Whose figures follow: ``All Users``, a segment or a comparison.
    days : tuple of date or None
        The range of days of the table below.
    ruled : bool
        Whether the lines lie between rulers of dashes.
    one_line : bool
        Whether the range stands in one line, as explorations write it.
    pulled : bool
        Whether a pull over the Data API wrote the file.
    notes : tuple of (str, str, str)
        What the API said of its own figures: kind, days, how much.
    """

    property_name: str | None = None
    segment: str | None = None
    days: tuple[date, date] | None = None
    ruled: bool = False
    one_line: bool = False
    pulled: bool = False
    notes: tuple[tuple[str, str, str], ...] = ()

    @property
    def analytic(self) -> bool:
        """Whether Google Analytics wrote the lines: others have neither rulers nor such days."""
        return self.ruled or self.days is not None

    @property
    def everybody(self) -> bool:
        """Whether the figures are those of all users, or nothing is said."""
        return self.segment is None or header_key(self.segment) in ALL_USERS


def is_comment(record: Sequence[str]) -> bool:
    """Whether a record begins as a `#` line does."""
    return bool(record) and record[0].lstrip("\ufeff ").startswith("#")


def line(record: Sequence[str]) -> str:
    """Return the text of a `#` line; Excel pads it with commas, or splits it at its own."""
    return ",".join(record).lstrip("\ufeff ").lstrip("#").strip().rstrip(",").strip()


def said(lines: Sequence[str]) -> Comments:
    """Return what a run of lines says."""
    rulers = [i for i, text in enumerate(lines) if _RULER.fullmatch(text)]
    ranged = next((m for m in map(_RANGE.fullmatch, lines) if m), None)
    if ranged:
        free = [t for t in lines if t and not _RULER.fullmatch(t) and not _RANGE.fullmatch(t)]
        span = _span(ranged[1], ranged[2])
        return Comments(free[0] if free else None, None, span, bool(rulers), True)
    below = list(lines[rulers[-1] + 1 :] if rulers else lines)
    dated = [i for i, text in enumerate(below) if _DAY.fullmatch(text)]
    days = [m[1] for m in map(_DAY.fullmatch, below) if m]
    # whose figures they are stands above the days; a card's title or question may stand around
    names = [t for t in below[: dated[0]] if t and not t.endswith(("?", "？"))] if dated else []
    names = [t for t in names if header_key(t) in ALL_USERS] or names
    inner = lines[rulers[0] + 1 : rulers[-1]] if rulers else ()
    span = _span(days[0], days[1]) if len(days) > 1 else None
    noted = [m for m in map(_NOTE.fullmatch, inner) if m]
    return Comments(
        _owner(inner),
        names[-1] if names else None,
        span,
        bool(rulers),
        pulled=API in inner,
        notes=tuple((m[1], m[2], m[3]) for m in noted),
    )


def _owner(inner: Sequence[str]) -> str | None:
    """Return the property between the rulers: labelled so, else the last line with a label.

    The first line is the report's title, which may hold a colon too.
    """
    labelled = [m for m in map(_LABELLED.fullmatch, inner) if m]
    named = [m[2] for m in labelled if header_key(m[1]) in _PROPERTY]
    last = [m[2] for m in map(_LABELLED.fullmatch, inner[1:]) if m]
    return (named or last[-1:] or [None])[0]


def _span(first: str, last: str) -> tuple[date, date] | None:
    """Return two days written ``YYYYMMDD``; None where one does not exist or they are reversed."""
    try:
        start, end = (date(int(t[:4]), int(t[4:6]), int(t[6:])) for t in (first, last))
    except ValueError:
        return None
    return (start, end) if start <= end else None
