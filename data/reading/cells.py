"""How one cell is read: numbers, days, names and ids as SQL expressions that never guess.

Every pattern is read the same by RE2 (DuckDB) and by Python's `re`. A cell is tried as it lies
first; only what fails is mended (full-width digits, currency signs, brackets) and tried again.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from data.reading import currencies
from data.schema import Kind


class Mark(StrEnum):
    """Which sign of a column is its decimal mark."""

    POINT = "point"
    COMMA = "comma"
    OPEN = "open"
    """Not known yet: read with a point, but ``3.000`` is left for the evidence to decide."""
    WARY = "wary"
    """As OPEN, and ``3,000`` is left as well, because the file uses decimal commas elsewhere."""


class Order(StrEnum):
    """How ``01/05/2025`` is meant."""

    DMY = "dmy"
    MDY = "mdy"


BLANKS = ("", "--", "-", "—", "–", "N/A", "n/a", "null", "NULL", "(not set)", "(未設定)", "[]")
"""What platforms write for "not known", outer spaces aside."""
_BLANK = r"\s*(" + "|".join(map(re.escape, BLANKS)) + r")\s*"

_WHOLE = r"-?([0-9]+|[1-9][0-9]{{0,2}}({group}[0-9]{{3}})+)({mark}0*)?"
_AMOUNT = r"-?([0-9]+|[1-9][0-9]{{0,2}}({group}[0-9]{{3}})+)({mark}[0-9]*)?|-?{mark}[0-9]+"
_SIGNS = {
    Mark.POINT: {"group": ",", "mark": r"\."},
    Mark.COMMA: {"group": r"\.", "mark": ","},
}
AMBIGUOUS = {
    Mark.OPEN: r"-?[1-9][0-9]{0,2}\.[0-9]{3}",
    Mark.WARY: r"-?[1-9][0-9]{0,2}[.,][0-9]{3}",
}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WIDE = "０１２３４５６７８９，．－−（）＄￥￡￦／：\u00a0\u202f\u2009\u3000"
_WIDE += "".join(chr(ord(letter) + 0xFEE0) for letter in _LETTERS)
_NARROW = "0123456789,.--()$¥£₩/:    " + _LETTERS
_NARROWED = str.maketrans(_WIDE, _NARROW)
_BRACKETS = r"^\((.*)\)$"


def pattern(kind: Kind, mark: Mark) -> str:
    """Return the pattern a number must match whole."""
    shape = _WHOLE if kind is Kind.COUNT else _AMOUNT
    return shape.format(**_SIGNS[Mark.COMMA if mark is Mark.COMMA else Mark.POINT])


def mended(value: str, symbols: tuple[str, ...], mark: Mark) -> str:
    """Return a number without what people and platforms put around it; Python's twin of `_mend`."""
    text = value.translate(_NARROWED).strip()
    text = re.sub(_BRACKETS, r"-\1", text)
    for sign, kept in _signs(symbols):
        text = re.sub(sign, kept, text)
    text = re.sub(_BRACKETS, r"-\1", text)
    return re.sub(r" ([0-9]{3})", _SIGNS[_plain(mark)]["group"].lstrip("\\") + r"\1", text)


@lru_cache(maxsize=4096)  # the first cells of a report say much the same
def evidence(value: str, kind: Kind, symbols: tuple[str, ...]) -> Mark | None:
    """Return the decimal mark a value proves; OPEN where it has a mark and proves none."""
    fits = {
        m: bool(re.fullmatch(pattern(kind, m), mended(value, symbols, m)))
        for m in (Mark.POINT, Mark.COMMA)
    }
    if fits[Mark.POINT] != fits[Mark.COMMA]:
        return Mark.POINT if fits[Mark.POINT] else Mark.COMMA
    return Mark.OPEN if all(fits.values()) and re.search("[.,]", value) else None


def number(
    cell: str, kind: Kind, mark: Mark, symbols: tuple[str, ...], blank: str, sql_type: str = ""
) -> str:
    """Return the SQL of a typed number; null where the cell is blank or unreadable.

    Parameters
    ----------
    cell : str
        Name of a text column.
    symbols : tuple of str
        Currency signs and codes that may stand around it.
    blank : str
        SQL of what a blank cell means: ``null``, or ``0`` for Meta's action columns.
    sql_type : str
        DuckDB type of the result where it is not that of the kind.
    """
    tidy, wanted = _mend(cell, symbols, mark), sql_type or kind.sql_type
    return (
        f"case when {_fits(cell, kind, mark)} then {_cast(cell, wanted, mark)}"
        f" when {blank_cell(cell)} then {blank}"
        f" when {_fits(tidy, kind, mark)} then {_cast(tidy, wanted, mark)} end"
    )


def blank_cell(cell: str) -> str:
    """Return the SQL of whether a cell says "not known".

    A pattern and not ``in (…)``, which DuckDB would turn into a join for every column.
    """
    return f"regexp_full_match({cell}, '{_BLANK}')"


def name(cell: str) -> str:
    """Return the SQL of a name or id: trimmed, null where blank.

    Most names have no outer space, and trimming costs more than looking.
    """
    spaced = f"starts_with({cell}, ' ') or ends_with({cell}, ' ')"
    return f"nullif(nullif(case when {spaced} then trim({cell}) else {cell} end, ''), '--')"


def rounded_id(cell: str) -> str:
    """Return the SQL of whether Excel has turned an id into ``1.23E+17``."""
    return f"(contains({cell}, 'E+') or contains({cell}, 'e+'))"


def _fits(text: str, kind: Kind, mark: Mark) -> str:
    fits = f"regexp_full_match({text}, '{pattern(kind, mark)}')"
    if mark in AMBIGUOUS:
        signs = f"contains({text}, '.')" if mark is Mark.OPEN else "true"
        fits += f" and not ({signs} and regexp_full_match({text}, '{AMBIGUOUS[mark]}'))"
    return fits


def _cast(text: str, sql_type: str, mark: Mark) -> str:
    digits = f"replace({text}, ',', '')"
    if mark is Mark.COMMA:
        digits = f"replace(replace({text}, '.', ''), ',', '.')"
    return f"try_cast({digits} as {sql_type})"


def _mend(cell: str, symbols: tuple[str, ...], mark: Mark) -> str:
    """Return the SQL twin of `mended`; a cell without wide signs need not be translated."""
    wide = f"strlen({cell}) > length({cell})"
    text = f"trim(case when {wide} then translate({cell}, '{_WIDE}', '{_NARROW}') else {cell} end)"
    text = rf"regexp_replace({text}, '{_BRACKETS}', '-\1')"
    for sign, kept in _signs(symbols):
        text = f"regexp_replace({text}, '{sign}', '{kept}')"
    text = rf"regexp_replace({text}, '{_BRACKETS}', '-\1')"
    group = _SIGNS[_plain(mark)]["group"].lstrip("\\")
    return rf"regexp_replace({text}, ' ([0-9]{{3}})', '{group}\1', 'g')"


@cache
def _signs(symbols: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the patterns of signs before and behind a number, with what each leaves of it."""
    if not symbols:
        return [(r"^(-?)\s+", r"\1")]
    signs = rf"(?:{currencies.pattern(symbols)}\s*){{0,2}}"
    return [(rf"^(-?)\s*{signs}", r"\1"), (rf"\s*{signs}$", "")]


def _plain(mark: Mark) -> Mark:
    return Mark.COMMA if mark is Mark.COMMA else Mark.POINT
