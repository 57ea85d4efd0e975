"""Month totals of simulated shops, forecast beside linear pacing; odd days, found by two rules."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from kpi.anomalies.rule import odd_days
from kpi.catalog import KPIS
from kpi.pacing.forecast import Forecast, forecast_of
from kpi.pacing.history import History
from kpi.period import Span, calendar_span
from tests.bench.figures import Figure, Section, median

SEEDS = range(24)
FIRST, MONTHS, CHECKED = date(2024, 1, 1), 30, 12
"""The first day of a simulated shop, its length, and how many of its last months are forecast."""
DAYS = (5, 10, 15, 20)
LOST = 40
"""One day in so many loses 60 %."""
FINDS, AT_MOST = 0.8, 0.02
BEATS_ON = (5, 10)
COVERED = (0.75, 0.88)
FAST = 100.0
SALES = (
    ("婦女節", 3, 8, 3, 1.4), ("母親節", 5, 8, 7, 1.5), ("618", 6, 18, 3, 1.6),
    ("99", 9, 9, 3, 1.5), ("雙 11", 11, 11, 1, 3.5), ("雙 12", 12, 12, 2, 1.8),
)  # fmt: skip
"""Name, month, first day, days, and about how much more is bought."""


@dataclass(frozen=True)
class Shop:
    """A simulated sum by day, with the sale days somebody marked in the calendar."""

    values: tuple[float, ...]
    marked: dict[date, str]

    def until(self, day: date) -> History:
        """Return what was known on the evening of a day."""
        known = self.values[: (day - FIRST).days + 1]
        return History(KPIS["orders"], FIRST, known, (), day)

    def over(self, days: Span) -> float:
        """Return what some days came to."""
        return sum(self.values[(days.start - FIRST).days : (days.end - FIRST).days + 1])


def simulate(seed: int, months: int = MONTHS) -> Shop:
    """Draw a shop: weekday shape × trend × year's wave × slow drift × sale days × noise."""
    rng = np.random.default_rng(seed)
    end = date(FIRST.year + months // 12, months % 12 + 1, 1)
    days = [FIRST + timedelta(n) for n in range((end - FIRST).days)]
    weekday = np.exp(rng.normal(0, 0.15, 7))
    of_year = np.array([d.timetuple().tm_yday for d in days]) / 365.25
    trend = np.exp(np.cumsum(np.full(len(days), rng.normal(0.01, 0.015) / 30)))
    wave = 1 + 0.1 * np.sin(2 * np.pi * (of_year + rng.random()))
    drift, steps = np.zeros(len(days)), rng.normal(0, 0.03, len(days))
    for n in range(1, len(days)):
        drift[n] = 0.9 * drift[n - 1] + steps[n]
    lift, marked = np.ones(len(days)), {}
    for name, month, first, many, more in SALES:
        for n, day in enumerate(days):
            if day.month == month and first <= day.day < first + many:
                lift[n] = more * np.exp(rng.normal(0, 0.08))
                marked[day] = f"{name}{day.day - first:+d}"
    mean = np.exp(rng.uniform(3, 9)) * weekday[[d.weekday() for d in days]] / weekday.mean()
    mean = mean * trend * wave * np.exp(drift) * lift * np.exp(rng.normal(0, 0.1, len(days)))
    return Shop(tuple(rng.poisson(mean).astype(float).tolist()), marked)


@dataclass(frozen=True)
class Checked:
    """One forecast of a month beside what the month came to."""

    day: int
    made: float
    linear: float
    held: bool
    milliseconds: float


def checked(seeds: Iterable[int], days: Iterable[int] = DAYS) -> Iterator[Checked]:
    """Forecast the last months of simulated shops on some days of each."""
    for seed in seeds:
        shop = simulate(seed)
        newest = FIRST + timedelta(len(shop.values) - 1)
        for back in range(CHECKED):
            month = calendar_span("month", newest - timedelta(30 * back + 15))
            for day in days:
                yield _check(shop, month, day)


def _check(shop: Shop, month: Span, day: int) -> Checked:
    today, came = month.start + timedelta(day - 1), shop.over(month)
    history, began = shop.until(today), time.perf_counter()
    made: Forecast = forecast_of(history, month, Decimal(1), marked=shop.marked)
    spent = (time.perf_counter() - began) * 1000
    assert made.total is not None and made.low is not None and made.high is not None
    linear = shop.over(Span(month.start, today)) / day * month.days
    held = made.low <= came <= made.high
    return Checked(day, abs(made.total / came - 1), abs(linear / came - 1), held, spent)


@dataclass(frozen=True)
class Found:
    """Of days that lost 60 %, the share found; of all others, the share called odd."""

    found: float
    false: float


def odd(seeds: Iterable[int], since: int = 120) -> tuple[Found, Found]:
    """Take 60 % off some days of each shop, and look for them by both rules."""
    robust, plain = list[tuple[bool, bool]](), list[tuple[bool, bool]]()
    for seed in seeds:
        shop, rng = simulate(seed), np.random.default_rng(seed + 999)
        values, special = list(shop.values), {(d - FIRST).days for d in shop.marked}
        days = [n for n in range(since, len(values)) if n not in special]
        lost = set(rng.choice(days, size=len(days) // LOST, replace=False).tolist())
        values = [round(v * 0.4) if n in lost else v for n, v in enumerate(values)]
        called = {one.at for one in odd_days(values, FIRST.weekday(), since)[0]}
        robust += [(n in lost, n in called) for n in days]
        plain += [(n in lost, three_sigma(values, n)) for n in days]
    return _found(robust), _found(plain)


def three_sigma(values: Sequence[float], at: int) -> bool:
    """Whether a day is further than 3σ from the mean of the 28 days before it."""
    before = np.array(values[at - 28 : at])
    return bool(abs(values[at] - before.mean()) > 3 * before.std(ddof=1))


def _found(days: Sequence[tuple[bool, bool]]) -> Found:
    lost, others = ([called for is_lost, called in days if is_lost is x] for x in (True, False))
    return Found(mean(lost), mean(others))


def mean(values: Iterable[float]) -> float:
    """Return the mean."""
    return float(np.mean(list(values)))


def bench() -> Section:
    """Forecast every month and day, and hold both ways of pacing against what came."""
    forecast_of(simulate(0).until(date(2025, 6, 5)), Span(date(2025, 6, 1), date(2025, 6, 30)))
    every = list(checked(SEEDS))
    figures = []
    for day in DAYS:
        made, linear = (
            mean(getattr(c, name) for c in every if c.day == day) for name in ("made", "linear")
        )
        goal, reached = ("below linear", made < linear) if day in BEATS_ON else ("", None)
        both = f"{made:.1%} against {linear:.1%}"
        figures.append(Figure(f"error on day {day}, forecast against linear", both, goal, reached))
    shares = [mean(c.held for c in every if c.day == day) for day in DAYS]
    low, high = COVERED
    told = " / ".join(f"{share:.0%}" for share in shares)
    within = all(low <= share <= high for share in shares)
    wanted = f"{low:.0%}–{high:.0%}"
    figures.append(Figure("months within the 80 % interval, by day", told, wanted, within))
    spent = median([c.milliseconds for c in every])
    figures.append(Figure("one forecast, median", f"{spent:.0f} ms", f"≤ {FAST:.0f} ms",
                          spent <= FAST))  # fmt: skip
    robust, plain = odd(SEEDS)
    reached = robust.found >= FINDS and robust.false <= AT_MOST
    figures += [
        Figure("days that lost 60 %: found / false alarms a day",
               f"{robust.found:.0%} / {robust.false:.1%}", f"≥ {FINDS:.0%} / ≤ {AT_MOST:.0%}",
               reached),
        Figure("the same by 3σ of the 28 days before", f"{plain.found:.0%} / {plain.false:.1%}"),
    ]  # fmt: skip
    return Section(
        "Pacing: the month's total, forecast; odd days, found",
        f"{len(SEEDS)} simulated shops of {MONTHS} months (weekday shape × trend × year's wave × "
        f"slow drift × sale days × noise, Poisson counts), the last {CHECKED} months of each, "
        f"forecast on days {', '.join(map(str, DAYS))} from what was known then; sale days are in "
        "the calendar. Linear pacing divides what is there by the share of days gone. Mean "
        f"absolute error of the month's total, {len(every) // len(DAYS)} months a day. Then one "
        f"plain day in {LOST} loses 60 %, and the rule for odd days looks for it.",
        tuple(figures),
    )


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure, file=sys.stdout)
