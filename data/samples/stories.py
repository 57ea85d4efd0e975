"""What is planted in the sample shop, and on which days, seen from the day it is filled."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from data.samples import seasons
from data.samples.seasons import Days

MONTHS = 25
WEEK = timedelta(7)
PRICES_ROSE = 1.52
"""What media cost at the end, where they cost 1 before the drift."""
BOTS = 6_800
"""Visits that nobody made."""
CTR_BEFORE, CTR_AFTER = 0.011, 0.034
HEADLINE = "非品牌字｜高山烏龍"
"""The campaign whose headline was rewritten."""
LAUNCH = "新品上市｜冷泡壺"
"""The campaign whose links carry a UTM that nothing knows."""
STOPPED = "line_ads"
"""The platform that nobody exports any more."""

Range = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Stories:
    """The planted causes.

    Parameters
    ----------
    first, last : datetime.date
        Of the shop: 25 calendar months, the newest ending yesterday.
    headline : datetime.date
        The first day with the new headline.
    drift : datetime.date
        From here on media cost more every day, and CAC with them.
    stopped : datetime.date
        The last day of the source that stopped: five days are missing.
    restated : (datetime.date, datetime.date)
        A week that the later of two Meta exports tells anew.
    broken : (datetime.date, datetime.date)
        The flight of the campaign with the broken UTM: its visits are Unassigned.
    bots : datetime.date
        A day of visits by machines.
    quiet : (datetime.date, datetime.date)
        A week that repeats the one before it: nothing happened.
    """

    first: date
    last: date
    headline: date
    drift: date
    stopped: date
    restated: Range
    broken: Range
    bots: date
    quiet: Range

    def to_json(self) -> dict[str, Any]:
        """Return the days as text."""
        return {
            key: [d.isoformat() for d in day] if isinstance(day, tuple) else day.isoformat()
            for key, day in asdict(self).items()
        }


def stories(today: date) -> tuple[Stories, Days]:
    """Return what is planted in a shop that is filled today, and its days."""
    last = today - timedelta(1)
    first = _back(last, MONTHS - 1)
    listed = seasons.days(first, last)
    sunday = last - timedelta((last.weekday() + 1) % 7)
    headline = _monday(sunday, 8)
    drift = _back(last, 7)
    quiet = _quiet(listed, sunday)
    planted = Stories(
        *(first, last, headline, drift, last - timedelta(5), _week(sunday, 2)),
        broken=(_monday(sunday, 6), _week(sunday, 5)[1]),
        bots=_monday(sunday, 3) + timedelta(2),
        quiet=quiet,
    )
    return planted, listed


def _quiet(listed: Days, sunday: date) -> Range:
    """Return the newest week before the headline that, with the one before, has no season."""
    plain = listed.plain
    for back in range(9, 60):
        first, last = _week(sunday, back)
        at = listed.at(first - WEEK)
        if plain[at : listed.at(last) + 1].all():
            return first, last
    raise ValueError("a year has two weeks in a row without any season")


def _back(day: date, months: int) -> date:
    """Return the first day of the month so many months before a day's own."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, 1)


def _monday(sunday: date, weeks: int) -> date:
    return sunday - weeks * WEEK + timedelta(1)


def _week(sunday: date, weeks: int) -> Range:
    """Return a whole week, Monday to Sunday; 1 is the one that ends on `sunday`."""
    first = _monday(sunday, weeks)
    return first, first + timedelta(6)
