"""Over which days people are counted: they do not add, so each span that is shown is asked for.

Weeks begin on Monday; those of GA4 on Sunday, so they are asked for as ranges like all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

Days = tuple[date, date]

AT_ONCE = 4
"""So many ranges fit into one request."""
NAME = "{:%Y%m%d}-{:%Y%m%d}"
"""What a range is called in a request; its rows bear the name."""
DAY = timedelta(1)
WEEK = timedelta(7)
COHORTS = 7
"""So many cohorts are asked at once; the API states no limit, its predecessor had 12."""
FOLLOWED = 28
"""So many days people are followed after their first."""
YEAR_OF_WEEKS = 52 * WEEK
"""A year back on the same weekday."""


def spans(first: date, last: date) -> list[Days]:
    """Return the spans that the days from first to last touch, the latest first; none of one day.

    Those of :func:`shown`, and what each of those that end last is compared with, before and a
    year before.
    """
    found = set(shown(first, last))
    found |= {before(cut) for cut in found if cut == _unit("month", cut[0])}
    running = {(_unit(unit, last)[0], last): unit for unit in UNITS}
    for cut, unit in running.items():
        found |= {_so_far_before(unit, cut), _year_back(cut, unit == "week")}
    for cut in _windows(first, last):
        found |= {before(cut), _year_back(cut, cut != (first, last))}
    return _in_order(found)


def shown(first: date, last: date) -> list[Days]:
    """Return the spans themselves: weeks, months and quarters, the running ones as far as they
    are; 7 days, 28 days and the days asked for.
    """
    whole = {cut for unit in UNITS for cut in _touched(unit, first, last)}
    return _in_order(whole | set(_windows(first, last)))


def first_days(first: date, last: date) -> list[Days]:
    """Return the days of which the week to come back in ended on one of these, the latest first."""
    days = (last - WEEK - n * DAY for n in range((last - first).days + 1))
    return [(day, day) for day in days]


def first_weeks(first: date, last: date) -> list[Days]:
    """Return the whole weeks from Monday whose new people are still followed, the latest first."""
    back = first - FOLLOWED * DAY
    weeks = [cut for cut in _touched("week", back, last) if cut == _unit("week", cut[0])]
    return weeks[::-1]


def batches(every: list[Days], many: int = AT_ONCE) -> Iterator[tuple[Days, ...]]:
    """Yield as many as one request takes."""
    for n in range(0, len(every), many):
        yield tuple(every[n : n + many])


def _windows(first: date, last: date) -> list[Days]:
    return [(last - n * DAY, last) for n in (6, 27)] + [(first, last)]


def _in_order(found: set[Days]) -> list[Days]:
    return sorted((c for c in found if c[0] < c[1]), key=lambda c: (c[1], c[0]), reverse=True)


def named(name: str) -> Days:
    """Return the span that a name in a request stands for."""
    first, _, last = name.partition("-")
    return date.fromisoformat(first), date.fromisoformat(last)


def before(span: Days) -> Days:
    """Return as many days just before."""
    return span[0] - (span[1] - span[0]) - DAY, span[0] - DAY


UNITS = ("week", "month", "quarter")


def _unit(unit: str, day: date) -> Days:
    """Return the week, month or quarter of a day."""
    if unit == "week":
        monday = day - day.weekday() * DAY
        return monday, monday + WEEK - DAY
    months = 1 if unit == "month" else 3
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = start.month + months
    end = date(start.year + (after > 12), (after - 1) % 12 + 1, 1)
    return start, end - DAY


def _touched(unit: str, first: date, last: date) -> Iterator[Days]:
    """Yield the weeks, months or quarters that some days touch, the last cut off where they end."""
    start, end = _unit(unit, first)
    while start <= last:
        yield start, min(end, last)
        start, end = _unit(unit, end + DAY)


def _so_far_before(unit: str, cut: Days) -> Days:
    """Return as much of the unit before as a running one has; of a whole one, all of it."""
    start, end = _unit(unit, cut[0] - DAY)
    whole = cut == _unit(unit, cut[0])
    return start, end if whole else min(end, start + (cut[1] - cut[0]))


def _year_back(cut: Days, by_weeks: bool) -> Days:
    """Return the same weekdays a year before, else the same calendar days."""
    if by_weeks:
        return cut[0] - YEAR_OF_WEEKS, cut[1] - YEAR_OF_WEEKS
    return _same_day(cut[0]), _same_day(cut[1])


def _same_day(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)
