"""Taiwan's sale seasons: which days each has in a year, so that they align across years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data.text import Text
from kpi.calendar.occasion import Occasion
from kpi.period import Span

MAY, NOVEMBER, SUNDAY, THURSDAY = 5, 11, 6, 3


@dataclass(frozen=True, slots=True)
class Season:
    """One season: its own day in a year, and how many days it begins before and ends after it.

    Both are the same every year, so that its days meet those of another year by their number.
    """

    key: str
    name: Text
    day: Callable[[int], date]
    before: int
    after: int = 0

    def of(self, year: int) -> Occasion:
        """Return the season of a year: of the year in which its own day lies."""
        day = self.day(year)
        span = Span(day - timedelta(self.before), day + timedelta(self.after))
        return Occasion(self.key, "season", self.name, span, day)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> Callable[[int], date]:
    """Return a day of the lunar year that begins in a year."""

    def day_of(year: int) -> date:
        from lunardate import LunarDate

        found: date = LunarDate(year, month, day).to_solar_date()
        return found

    return day_of


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th such weekday of a month."""
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


def _mothers_day(year: int) -> date:
    return nth(year, MAY, SUNDAY, 2)


def _black_friday(year: int) -> date:
    return nth(year, NOVEMBER, THURSDAY, 4) + timedelta(1)


SEASONS = (
    # up to the day before New Year's Eve: then the shops are closed
    Season("newyear", Text("年貨節", "Lunar New Year sale"), _lunar(1, 1), 28, -2),
    Season("valentine", Text("西洋情人節", "Valentine’s Day"), _on(2, 14), 7),
    Season("women", Text("38 女王節", "Women’s Day"), _on(3, 8), 7),
    Season("mother", Text("母親節", "Mother’s Day"), _mothers_day, 21),
    Season("618", Text("618", "618"), _on(6, 18), 17),
    Season("father", Text("父親節", "Father’s Day"), _on(8, 8), 10),
    Season("qixi", Text("七夕", "Qixi"), _lunar(7, 7), 7),
    Season("ghost", Text("中元", "Ghost Festival"), _lunar(7, 15), 14),
    Season("moon", Text("中秋", "Mid-Autumn"), _lunar(8, 15), 21),
    Season("99", Text("99 購物節", "9.9 sale"), _on(9, 9), 8),
    Season("double10", Text("雙 10", "10.10"), _on(10, 10), 9),
    # warm-up from 10/20
    Season("double11", Text("雙 11", "Singles’ Day"), _on(11, 11), 22),
    Season("black", Text("黑五", "Black Friday"), _black_friday, 4, 3),
    Season("double12", Text("雙 12", "12.12"), _on(12, 12), 11),
    Season("christmas", Text("聖誕", "Christmas"), _on(12, 25), 10),
)
"""百貨週年慶 and typhoon days are entered by people: they are nobody's by the calendar."""
BY_KEY = {season.key: season for season in SEASONS}
KNOWN = range(1902, 2099)
"""The years whose lunar days are known for certain."""


def seasons(span: Span, listed: tuple[Season, ...] = SEASONS) -> list[Occasion]:
    """Return the seasons that touch a span, by day; one may begin or end in another year.

    Parameters
    ----------
    listed : tuple of Season
        Those a team takes part in (:func:`kpi.calendar.taking.taken_part`).
    """
    years = range(span.start.year - 1, span.end.year + 2)
    found = [o for year in years for o in _of_year(year, listed) if o.span.overlaps(span)]
    return sorted(found, key=lambda o: o.span)


@lru_cache(maxsize=256)
def _of_year(year: int, listed: tuple[Season, ...]) -> tuple[Occasion, ...]:
    return tuple(season.of(year) for season in listed) if year in KNOWN else ()
