"""How one cell is read as a day: every form with one reading, and the forms that are asked."""

from __future__ import annotations

import re

from data.reading.cells import Order, blank_cell

ISO = r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
SLASHED = r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][12][0-9]{3}"
"""``1/5/2025`` or ``05-01-2025``: day or month first is decided for the whole column."""
ROC = r"[01]?[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
"""``114/01/05``, the year of the Republic of China; only where the whole column reads so."""
RANGE = r"\s+(?:-|–|—|~)\s+"
"""Between the two days of one cell, as in Meta's ``2025-09-01 - 2025-09-30``."""
_YEAR_FIRST = r"[12][0-9]{3}([-/.]|年)[0-9]{1,2}([-/.]|月)[0-9]{1,2}日?"
_COMPACT = r"(19|20)[0-9]{6}"
_SERIAL = r"[2-7][0-9]{4}(\.0+)?"
_WORDED = (
    "['%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y', '%d %b %Y', '%d %B %Y', '%d-%b-%Y',"
    " '%d %b, %Y', '%d %B, %Y']"
)
_MIDNIGHT = r"[ T]00:00(:00(\.0+)?)?| *上午 *12:00(:00)?| 12:00(:00)? *AM"
"""The empty time that spreadsheets write behind a day."""
_CLOCK = r"[ T]+((上午|下午|[AaPp]\.?[Mm]\.?) *)?[0-9]{1,2}:[0-9]{2}.*$"
"""A time behind a day, and whatever follows it."""
_WEEKDAY = r" *[(（](星期|週|周)?[一二三四五六日][)）]| *(星期|週|周)[一二三四五六日]"
_WIDE, _NARROW = "０１２３４５６７８９／－．，\u00a0\u202f\u3000", "0123456789/-.,   "


def day(cell: str, order: Order | None, roc: bool) -> str:
    """Return the SQL of a day; null where the cell is blank, impossible or reads two ways.

    Parameters
    ----------
    cell : str
        SQL of a text.
    order : Order or None
        How `SLASHED` cells are meant; None reads none of them.
    roc : bool
        Whether `ROC` cells are read.
    """
    text = tidy(cell)
    cases = [
        (
            _YEAR_FIRST,
            rf"try_cast(regexp_replace(rtrim({text}, '日'), '[/.年月]', '-', 'g') as date)",
        ),
        (_COMPACT, f"try_strptime({text}, '%Y%m%d')::date"),
        (_SERIAL, f"date '1899-12-30' + {text}::double::integer"),
        (
            "[A-Za-z0-9 ,-]*[A-Za-z]{3}[A-Za-z0-9 ,-]*[0-9]{4}",
            f"try_strptime({text}, {_WORDED})::date",
        ),
    ]
    if order:
        form = "%d-%m-%Y" if order is Order.DMY else "%m-%d-%Y"
        dashed = f"regexp_replace({text}, '[/.]', '-', 'g')"
        cases.append((SLASHED, f"try_strptime({dashed}, '{form}')::date"))
    if roc:
        dashed = f"regexp_replace({text}, '[/.]', '-', 'g')"
        years = f"(split_part({dashed}, '-', 1)::integer + 1911)"
        rest = f"split_part({dashed}, '-', 2) || '-' || split_part({dashed}, '-', 3)"
        cases.append((ROC, f"try_cast({years} || '-' || {rest} as date)"))
    tries = " ".join(f"when regexp_full_match({text}, '{p}') then {sql}" for p, sql in cases)
    return (
        f"case when regexp_full_match({cell}, '{ISO}') then try_cast({cell} as date)"
        f" when {blank_cell(cell)} then null {tries} end"
    )


def half(cell: str, which: int) -> str:
    """Return the SQL of the first (1) or second (2) day of a cell that holds a range."""
    return f"list_extract(regexp_split_to_array(trim({cell}), '{RANGE}'), {which})"


def clockless(cell: str) -> str:
    """Return the SQL of a cell without the time and offset behind its day, as it was written."""
    return rf"regexp_replace({cell}, '{_CLOCK}', '')"


def undated(value: str) -> str:
    """Return a cell as far as it says a day; Python's twin of `clockless`."""
    return re.sub(_CLOCK, "", value)


def tidied(value: str) -> str:
    """Return a day's text without weekday and midnight; Python's twin of `tidy`."""
    text = value.translate(str.maketrans(_WIDE, _NARROW)).strip()
    text = re.sub(f"({_MIDNIGHT})$", "", text)
    text = re.sub(f"({_WEEKDAY})$", "", text)
    return re.sub(r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +", "", text)


def tidy(cell: str) -> str:
    """Return the SQL of a day's text without weekday, midnight and full-width signs."""
    text = f"trim(translate({cell}, '{_WIDE}', '{_NARROW}'))"
    text = f"regexp_replace({text}, '({_MIDNIGHT})$', '')"
    text = f"regexp_replace({text}, '({_WEEKDAY})$', '')"
    return rf"regexp_replace({text}, '^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? +', '')"
