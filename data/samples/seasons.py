"""The days of the shop: weekdays, seasons and sales, with the Lunar New Year that moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LUNAR_NEW_YEAR = {
    d.year: d
    for d in map(
        date.fromisoformat,
        (
            "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06",
            "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31",
            "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24",
            "2040-02-12", "2041-02-01", "2042-01-22", "2043-02-10", "2044-01-30", "2045-02-17",
            "2046-02-06", "2047-01-26", "2048-02-14", "2049-02-02", "2050-01-23",
        ),
    )
}  # fmt: skip
"""正月初一 in Taiwan. Each was checked against the new moon of that day at UTC+8 (Meeus,
Astronomical Algorithms, chapter 49); in other years the shop knows no New Year."""

WEEKDAYS = (1.08, 1.04, 1.0, 0.98, 0.93, 0.92, 1.05)
"""What a weekday is to the mean one, from Monday."""
MAY, NOVEMBER, SUNDAY, FRIDAY = 5, 11, 6, 4


@dataclass(frozen=True, slots=True)
class Season:
    """Days on which people buy more or less than usual.

    Parameters
    ----------
    orders, spend : float
        Factors of the orders that come without advertising, and of what is spent on it.
    coupon : float
        The share of orders that use the season's coupon.
    """

    name: str
    first: date
    last: date
    orders: float
    spend: float
    coupon: float = 0.0


@dataclass(frozen=True)
class Days:
    """The days of the shop with what they are like, in one order."""

    days: tuple[date, ...]
    seasons: tuple[Season, ...]

    def __len__(self) -> int:
        return len(self.days)

    def at(self, day: date) -> int:
        """Return where a day stands; before the first it is below zero."""
        return (day - self.days[0]).days

    def between(self, first: date, last: date) -> npt.NDArray[np.bool_]:
        """Return which days lie in a range."""
        return np.array([first <= d <= last for d in self.days])

    @cached_property
    def weekday(self) -> Floats:
        """What each weekday is to the mean one."""
        return np.array([WEEKDAYS[d.weekday()] for d in self.days])

    @cached_property
    def working(self) -> npt.NDArray[np.bool_]:
        """Monday to Friday."""
        return np.array([d.weekday() < SUNDAY - 1 for d in self.days])

    @cached_property
    def winter(self) -> Floats:
        """A year's slow wave: more tea is bought in January than in July."""
        turn = np.array([d.timetuple().tm_yday for d in self.days]) / 365.25
        return 1 + 0.08 * np.cos(2 * np.pi * (turn - 0.04))

    def growth(self, whole: float) -> Floats:
        """Return a straight line from 1 to `whole` times that."""
        return np.linspace(1, whole, len(self))

    def lift(self, what: str) -> Floats:
        """Return the product of a factor over the seasons of each day."""
        lift = np.ones(len(self))
        for season in self.seasons:
            lift[self.between(season.first, season.last)] *= getattr(season, what)
        return lift

    @cached_property
    def coupons(self) -> Floats:
        """The share of orders with a season's coupon."""
        share = np.zeros(len(self))
        for season in self.seasons:
            inside = self.between(season.first, season.last)
            share[inside] = np.maximum(share[inside], season.coupon)
        return share

    @property
    def plain(self) -> npt.NDArray[np.bool_]:
        """Days that lie in no season."""
        return ~np.any([self.between(s.first, s.last) for s in self.seasons], axis=0)


def days(first: date, last: date) -> Days:
    """Return the days of a range with every season that touches it."""
    listed = tuple(first + timedelta(n) for n in range((last - first).days + 1))
    years = range(first.year, last.year + 2)
    found = sorted((s for y in years for s in seasons(y)), key=lambda s: (s.first, s.name))
    return Days(listed, tuple(s for s in found if s.first <= last and first <= s.last))


def seasons(year: int) -> Iterator[Season]:
    """Yield the seasons and sales of a year."""
    if newyear := LUNAR_NEW_YEAR.get(year):
        yield _around("年貨節", newyear, 21, -6, (1.35, 1.25, 0.3))
        yield _around("農曆春節", newyear, 1, 4, (0.5, 0.55))
    yield _around("西洋情人節", date(year, 2, 14), 6, 0, (1.08, 1.05))
    yield _around("38 女王節", date(year, 3, 8), 3, 0, (1.15, 1.1, 0.15))
    mothers = nth(year, MAY, SUNDAY, 2)
    yield _around("母親節", mothers, 16, -3, (1.5, 1.35, 0.3))
    yield _around("618", date(year, 6, 18), 2, 0, (1.25, 1.15, 0.3))
    yield _around("父親節", date(year, 8, 8), 7, 0, (1.12, 1.05))
    yield _around("99 購物節", date(year, 9, 9), 2, 0, (1.25, 1.15, 0.3))
    double = date(year, NOVEMBER, 11)
    yield _around("雙 11 暖身", double, 22, -1, (1.1, 1.12, 0.1))
    yield _around("雙 11", double, 0, 0, (4.2, 2.1, 0.75))
    yield _around("雙 11 返場", double, -1, 2, (1.4, 1.2, 0.4))
    yield _around("黑色星期五", nth(year, NOVEMBER, FRIDAY, 4), 1, 3, (1.3, 1.2, 0.35))
    yield _around("雙 12", date(year, 12, 12), 2, 0, (1.5, 1.3, 0.4))
    yield _around("聖誕", date(year, 12, 25), 7, -1, (1.2, 1.12, 0.1))


def nth(year: int, of: int, weekday: int, n: int) -> date:
    """Return the n-th such weekday of a month."""
    first = date(year, of, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


@cache
def month(day: date) -> str:
    """Return a day's month, ``2026-11``."""
    return day.isoformat()[:7]


def months(listed: Sequence[date]) -> list[str]:
    """Return the months of some days, each once."""
    return list(dict.fromkeys(map(month, listed)))


def _around(name: str, day: date, before: int, after: int, factors: tuple[float, ...]) -> Season:
    return Season(name, day - timedelta(before), day + timedelta(after), *factors)
