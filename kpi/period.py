"""Periods: which days a figure stands for, and which it is compared with."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from data.text import Text

Calendar = Literal["week", "month", "quarter"]

WEEKS_IN_A_YEAR = 52
"""A year of whole weeks: 364 days, so that Mondays meet Mondays."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Year:
    """How a company cuts its year.

    Parameters
    ----------
    first_month : int
        The month its fiscal year begins with; quarters follow it.
    first_weekday : int
        The day its weeks begin with, Monday is 0.
    closing_day : int
        The day of the next month from which a month may be closed.
    """

    first_month: int = 1
    first_weekday: int = 0
    closing_day: int = 5

    def quarter(self, day: date) -> int:
        """Return which quarter of the fiscal year a day lies in, 1 to 4."""
        return (day.month - self.first_month) % MONTHS // 3 + 1

    def last_day(self, day: date) -> date:
        """Return the last day of the fiscal year a day lies in."""
        next_year = day.year + (day.month >= self.first_month)
        return date(next_year, self.first_month, 1) - timedelta(1)


CALENDAR_YEAR = Year()
"""January to December, Monday to Sunday."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1

    def moved(self, days: int) -> Span:
        """Return the span that many days later."""
        return Span(self.start + timedelta(days), self.end + timedelta(days))

    def first(self, days: int) -> Span:
        """Return its first days, at most as many as it has."""
        return Span(self.start, min(self.end, self.start + timedelta(days - 1)))

    def contains(self, other: Span) -> bool:
        """Whether every day of the other lies in it."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end

    def each_day(self) -> tuple[Span, ...]:
        """Return its days, one span each."""
        days = (self.start + timedelta(n) for n in range(self.days))
        return tuple(Span(day, day) for day in days)

    def split(self, by: Calendar, year: Year = CALENDAR_YEAR) -> tuple[Span, ...]:
        """Return its weeks, months or quarters, cut off at both ends."""
        pieces, start = [], self.start
        while start <= self.end:
            piece = Span(start, min(self.end, calendar_span(by, start, year).end))
            pieces.append(piece)
            start = piece.end + timedelta(1)
        return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Period:
    """A span with what it is compared with.

    Parameters
    ----------
    previous, last_year : Span
        上期 and 去年同期, or 去年同檔期 where `by_season`.
    year : Year
        How weeks and quarters are cut for whoever looks.
    season : Text or None
        The season or campaign that is looked at.
    by_season : bool
        Whether it is compared with its own days a year before.
    withheld : Text or None
        Why nothing is compared with last year: `last_year` is then not looked at.
    """

    now: Span
    previous: Span
    last_year: Span
    year: Year = CALENDAR_YEAR
    season: Text | None = None
    by_season: bool = False
    withheld: Text | None = None

    def until(self, day: date) -> Period:
        """Return the period ended at a day, its comparisons shortened to as many days.

        A source that is behind is compared with as many days as it has, so that like meets like.
        A day before the start or after the end changes nothing.
        """
        if not self.now.start <= day < self.now.end:
            return self
        days = (day - self.now.start).days + 1
        return replace(
            self,
            now=self.now.first(days),
            previous=self.previous.first(days),
            last_year=self.last_year.first(days),
        )

    def since(self, day: date) -> Period:
        """Return the period begun at a day; one that lies outside changes nothing."""
        if not self.now.start < day <= self.now.end:
            return self
        return replace(self, now=Span(day, self.now.end))


def calendar_span(by: Calendar, day: date, year: Year = CALENDAR_YEAR) -> Span:
    """Return the week, month or quarter a day lies in."""
    if by == "week":
        first = day - timedelta((day.weekday() - year.first_weekday) % 7)
        return Span(first, first + timedelta(6))
    gone = (day.month - year.first_month) % 3 if by == "quarter" else 0
    months = 3 if by == "quarter" else 1
    start = _months_on(day.replace(day=1), -gone)
    return Span(start, _months_on(start, months) - timedelta(1))


def _months_on(first: date, months: int) -> date:
    """Return the first of the month that many months later."""
    count = first.year * MONTHS + first.month - 1 + months
    return date(count // MONTHS, count % MONTHS + 1, 1)


def to_date(by: Calendar, last: date, year: Year = CALENDAR_YEAR) -> Period:
    """Return the week, month or quarter of a day, up to that day.

    Unfinished, it is compared with as many days of the one before (11/1–11/17 with 10/1–10/17);
    finished, with the whole one before. Last year: the same calendar days; for weeks the same
    weekdays 364 days back.
    """
    whole = calendar_span(by, last, year)
    before = calendar_span(by, whole.start - timedelta(1), year)
    now = Span(whole.start, last)
    previous = before if now == whole else before.first(now.days)
    return Period(now, previous, weekdays_back(now) if by == "week" else year_back(now), year)


def rolling(last: date, days: int, year: Year = CALENDAR_YEAR) -> Period:
    """Return the days up to and including one, against as many before and 364 days back."""
    now = Span(last - timedelta(days - 1), last)
    return Period(now, now.moved(-days), weekdays_back(now), year)


def free(span: Span, year: Year = CALENDAR_YEAR) -> Period:
    """Return any span against the adjacent one of equal length and the same days last year."""
    return Period(span, span.moved(-span.days), year_back(span), year)


def weekdays_back(span: Span) -> Span:
    """Return the same weekdays one year back."""
    return span.moved(-7 * WEEKS_IN_A_YEAR)


def year_back(span: Span) -> Span:
    """Return the same calendar days one year back; 2/29 becomes 2/28."""
    return Span(_year_back(span.start), _year_back(span.end))


def _year_back(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))
