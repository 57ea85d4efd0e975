"""Which days a cell of a person's own sheet names: a day, a month, a quarter or a range of them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from data.reading.spans import day_of

Days = tuple[date, date]

_YEAR = r"(?:民國\s*)?(?P<y>(?:19|20)\d\d|1\d\d)"
"""A year of the common era, or a three-digit one of the Republic of China."""
_DAY = re.compile(_YEAR + r"\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?")
_MONTH = re.compile(_YEAR + r"\s*(?:[-/]|年)\s*(?P<m>\d{1,2})\s*(?:月份?)?")
_WITHIN = re.compile(r"(?<!\d)" + _YEAR + r"\s*(?:年|[-/])\s*(?P<m>\d{1,2})(?!\s*[-/\d日])")
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)?")
_QUARTER = re.compile(_YEAR + r"\s*[-/年]?\s*(?:Q|第)\s*(?P<q>[1-4一二三四])\s*季?", re.I)
_MONTH_ONLY = re.compile(r"(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月份?")
_WORDED = re.compile(r"(?P<w>[A-Za-z]{3,9})\.?(?:[\s\-/']*(?P<y>20\d\d|\d\d))?")
_WORDED_LAST = re.compile(r"(?P<y>20\d\d)[\s\-/]+(?P<w>[A-Za-z]{3,9})\.?")
_RANGE = re.compile(r"\s*[~～〜至到]\s*|\s+[-–—]\s+|(?<=[\d日月])\s*[–—]\s*|\s+to\s+", re.I)
_TAIL = re.compile(r"(?P<m>\d{1,2})\s*[-/月]\s*(?P<d>\d{1,2})日?")
_WORDS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_HAN = "一二三四五六七八九"
_ANY_YEAR = re.compile(r"民國\s*(1\d\d)|(?<!\d)(1\d\d)\s*年|(?<!\d)(20\d\d)(?!\d)")
_PRINTED = re.compile(r"製表|列印|更新|產製|印表|printed|updated|created", re.I)


def days(text: str, year: int | None = None) -> Days | None:
    """Return the first and last day a cell names; None where it names none, or lacks its year.

    Parameters
    ----------
    year : int or None
        The year of months written without one.
    """
    plain = _folded(text)
    if not plain:
        return None
    found = _single(plain, year)
    if found:
        return found
    parts = _RANGE.split(plain)
    if len(parts) != 2:
        return None
    first = _single(parts[0], year)
    last = _single(parts[1], first[0].year if first else year) or _tail(parts[1], first)
    if first and last and first[0] <= last[1]:
        return first[0], last[1]
    return None


def months_in(lines: Iterable[str]) -> set[Days]:
    """Return the months that titles name, each with its year."""
    found = (m for line in map(_folded, lines) for m in _WITHIN.finditer(line))
    named = (_month(_common(m["y"]), int(m["m"])) for m in found)
    return {m for m in named if m}


def lacks_year(text: str) -> bool:
    """Whether a cell names a month that only a year makes a period."""
    return days(text) is None and days(text, 2000) is not None


def years(lines: Iterable[str]) -> set[int]:
    """Return the years that titles name; lines that say when a sheet was printed name none."""
    found = set()
    for line in map(_folded, lines):
        if not _PRINTED.search(line):
            found |= {_common(next(filter(None, m))) for m in _ANY_YEAR.findall(line)}
    return found


def year_of(text: str) -> int | None:
    """Return the year a cell consists of, as ``2026年`` or ``115年度`` above its months."""
    found = re.fullmatch(_YEAR + r"\s*(?:年度?)?", _folded(text))
    return _common(found["y"]) if found else None


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", plain)


def _single(text: str, year: int | None) -> Days | None:
    """Return the days of one name, which is not a range."""
    text = text.strip()
    if found := _DAY.fullmatch(text):
        return _day(_common(found["y"]), int(found["m"]), int(found["d"]))
    if found := _MONTH.fullmatch(text):
        return _month(_common(found["y"]), int(found["m"]))
    if found := _COMPACT.fullmatch(text):
        if found["d"]:
            return _day(int(found["y"]), int(found["m"]), int(found["d"]))
        return _month(int(found["y"]), int(found["m"]))
    if found := _QUARTER.fullmatch(text):
        quarter = int(_HAN.find(found["q"]) + 1 or found["q"])
        first, last = (_month(_common(found["y"]), quarter * 3 - back) for back in (2, 0))
        return (first[0], last[1]) if first and last else None
    named = day_of(text.casefold())
    return (named, named) if named else _named(text, year)


def _named(text: str, year: int | None) -> Days | None:
    """Return the days of a month in letters, or of one without its year."""
    if found := _MONTH_ONLY.fullmatch(text):
        return _month(year, _number(found["m"])) if year else None
    found = _WORDED.fullmatch(text) or _WORDED_LAST.fullmatch(text)
    if found is None:
        return None
    word = found["w"].casefold()
    month = next((i for i, w in enumerate(_WORDS, 1) if word in (w, w[:3], w[:4])), 0)
    said = found["y"] or year
    if not month or said is None:
        return None
    return _month(int(said) + (2000 if int(said) < 100 else 0), month)


def _tail(text: str, first: Days | None) -> Days | None:
    """Return the end of ``2026/9/1~9/30``, which leaves its year out."""
    found = _TAIL.fullmatch(text.strip())
    return _day(first[0].year, int(found["m"]), int(found["d"])) if found and first else None


def _number(month: str) -> int:
    if month.isdigit():
        return int(month)
    tens, ones = ("十" in month) * 10, month.replace("十", "")
    return tens + (_HAN.index(ones) + 1 if ones else 0)


def _common(year: str) -> int:
    """Return a year of the common era."""
    return int(year) + (1911 if int(year) < 200 else 0)


def _month(year: int, month: int) -> Days | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
