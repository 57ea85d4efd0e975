"""Where a KPI ends: sums and ratios, range, probability, what is needed, honest refusals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kpi.catalog import KPIS
from kpi.pacing import forecast as made
from kpi.pacing import remarks as said
from kpi.pacing.forecast import Forecast, forecast_of
from kpi.pacing.history import History
from kpi.pacing.model import quantiles
from kpi.period import Span
from tests.bench.pacing import BEATS_ON, COVERED, checked, mean

NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 30))
SHAPE = (1.2, 1.0, 1.0, 1.0, 1.0, 0.8, 1.0)
"""What a weekday is to the mean one, from Monday."""
WAVER = (0.0, 40.0, -20.0, 10.0, -30.0, 20.0, -10.0, 30.0, -40.0)
"""Drawn once; nine values, so that no weekday keeps one of its own."""


def history(
    kpi: str = "orders", last: d = d(2026, 11, 10), days: int = 400, wavers: bool = True,
    **more: Any,
) -> History:  # fmt: skip
    """Return a history that repeats its weekdays, about 1,000 a day."""
    first = last - timedelta(days - 1)
    told = [
        1000 * SHAPE[(first + timedelta(n)).weekday()] + WAVER[n % len(WAVER)] * wavers
        for n in range(days)
    ]
    parts: dict[str, Any] = {"numerators": tuple(told)}
    if KPIS[kpi].denominator is not None:
        parts["denominators"] = tuple(50 * v for v in told)
    return History(KPIS[kpi], first, complete_to=last, **{**parts, **more})


def told(kpi: str = "orders", target: str | None = "30000", **more: Any) -> Forecast:
    asked = None if target is None else Decimal(target)
    return forecast_of(history(kpi, **more), NOVEMBER, asked)


def after(values: Sequence[float], days: int) -> float:
    return sum(values[-days:])


# -- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"days": 55}, made.SHORT.fill(n=55, day="9/17")),
        ({"days": 60, "late": 5}, made.SHORT.fill(n=55, day="9/12")),
        ({"numerators": (0.0,) * 400}, made.QUIET),
        ({"numerators": (9.0,) * 340 + (0.0,) * 60}, made.QUIET),
        ({"numerators": (None,) * 400}, made.QUIET),
        ({"last": d(2026, 8, 21)}, made.TOO_FAR.fill(day="11/30", n=101, most=100)),
        ({"why_not": made.QUIET, "days": 1}, made.QUIET),
    ],
)
def test_a_forecast_that_would_be_a_guess_is_refused(more: Any, why: Any) -> None:
    found = told(**more)
    assert found.why_not == why
    numbers = (found.total, found.low, found.high, found.probability, found.required)
    assert numbers == (None,) * 5 and not found.path


def test_a_ratio_needs_both_of_its_parts() -> None:
    assert told("conversion_rate", "0.02", denominators=(0.0,) * 400).why_not == made.QUIET


@pytest.mark.parametrize(("days", "has_range"), [(56, False), (104, False), (105, True)])
def test_the_range_needs_nine_earlier_forecasts(days: int, has_range: bool) -> None:
    # 20 days ahead the newest earlier forecast is 21 days old and the ninth 77; each needs 28 days
    found = told(days=days)
    assert found.total is not None and found.why_not is None
    assert ((found.low, found.probability) != (None, None)) is has_range
    assert (said.NO_RANGE in found.notes) is not has_range


def test_a_period_that_is_over_is_what_it_came_to() -> None:
    past = history(last=d(2026, 12, 5))
    found = forecast_of(past, NOVEMBER, Decimal(1))
    came = sum(past.numerators[past.at(NOVEMBER.start) : past.at(NOVEMBER.end) + 1])  # type: ignore[arg-type]
    assert (found.total, found.path, found.probability) == (pytest.approx(came), (), None)


# -- sums -------------------------------------------------------------------------------------


def test_weekdays_that_repeat_are_forecast_exactly() -> None:
    found = told(wavers=False)
    assert (found.known_to, found.days_left) == (d(2026, 11, 10), 20)
    ahead = [NOVEMBER.start + timedelta(n) for n in range(30)]
    assert found.so_far == pytest.approx(sum(1000 * SHAPE[x.weekday()] for x in ahead[:10]))
    assert found.total == pytest.approx(sum(1000 * SHAPE[x.weekday()] for x in ahead))
    assert found.path[-1].value == pytest.approx(found.total)
    assert found.low == pytest.approx(found.total) == found.high


def test_what_is_needed_meets_the_target() -> None:
    found = told(target="40000")
    assert found.so_far is not None and found.required is not None and found.run_rate is not None
    assert found.so_far + 20 * found.required == pytest.approx(40_000)
    assert found.total == pytest.approx(found.so_far + 20 * found.run_rate)


@pytest.mark.parametrize(
    ("target", "low", "high"),
    [("1", 0.95, 1), ("29000", 0.95, 1), ("35000", 0, 0.05), (None, None, None)],
)
def test_the_probability_follows_the_target(target: Any, low: Any, high: Any) -> None:
    found = told(target=target).probability
    assert (found is None) if low is None else (found is not None and low <= found <= high)


def test_less_is_better_turns_the_probability_round() -> None:
    ends = {kpi: told(kpi, "0.015").probability for kpi in ("conversion_rate", "bounce_rate")}
    assert ends["conversion_rate"] is not None and ends["conversion_rate"] > 0.9
    assert ends["bounce_rate"] is not None and ends["bounce_rate"] < 0.1  # 98 % against 1.5 %


def test_late_days_are_forecast_and_not_counted() -> None:
    half = list(history().numerators)
    half[-2:] = [v / 2 for v in half[-2:] if v is not None]
    whole, late, taken = (
        told(), told(numerators=tuple(half), late=2), told(numerators=tuple(half))
    )  # fmt: skip
    assert whole.total and late.total and taken.total
    assert late.known_to == d(2026, 11, 8) and said.LATE.fill(n=2) in late.notes
    assert late.total == pytest.approx(whole.total, rel=0.01)
    assert taken.total < 0.97 * whole.total


def test_the_first_days_of_a_month_may_all_be_late() -> None:
    found = told(last=d(2026, 11, 2), late=5)
    assert (found.so_far, found.known_to) == (None, d(2026, 10, 28))
    assert found.path[0].at == NOVEMBER.start and len(found.path) == 30
    assert found.total == pytest.approx(30_000, rel=0.02)


def test_holes_in_the_period_itself_are_said() -> None:
    holes = list(history().numerators)
    holes[-3] = None
    found = told(numerators=tuple(holes))
    assert said.HOLES.fill(n=1) in found.notes
    assert not {said.HOLES.fill(n=n) for n in (1, 7)} & set(told().notes)


def test_days_nobody_told_are_no_days_of_nothing() -> None:
    holes = list(history().numerators)
    holes[-30:-23] = [None] * 7
    found, whole = told(numerators=tuple(holes)), told()
    assert found.total == pytest.approx(whole.total, rel=0.01)


def test_a_marked_day_is_what_it_was_a_year_before() -> None:
    sale = {d(2025, 11, 20): "sale", d(2026, 11, 20): "sale"}
    values = list(history().numerators)
    values[history().at(d(2025, 11, 20))] *= 4  # type: ignore[operator]
    past = history(numerators=tuple(values))
    plain = forecast_of(past, NOVEMBER).total
    marked = forecast_of(past, NOVEMBER, marked=sale).total
    assert plain and marked and marked - plain == pytest.approx(3000, rel=0.1)


def test_a_sale_behind_does_not_raise_the_level_when_it_is_marked() -> None:
    values = list(history().numerators)
    values[-3:] = [3 * v for v in values[-3:] if v is not None]
    past, days = history(numerators=tuple(values)), [d(2026, 11, n) for n in (8, 9, 10)]
    level = forecast_of(past, NOVEMBER, marked=dict.fromkeys(days, "sale")).run_rate
    assert level == pytest.approx(1000, rel=0.03)
    assert (forecast_of(past, NOVEMBER).run_rate or 0) > 1300


def test_what_was_never_seen_is_said() -> None:
    found = forecast_of(history(), NOVEMBER, marked={d(2026, 11, 20): "new", d(2026, 12, 1): "x"})
    assert said.NEVER_SEEN.fill(n=1) in found.notes


# -- ratios -----------------------------------------------------------------------------------


def test_a_ratio_ends_where_its_parts_do() -> None:
    found = told("conversion_rate", "0.03")
    assert found.total == pytest.approx(0.02) == found.so_far
    left, gone = found.days_left * 50_000, 10 * 50_000
    assert found.required is not None
    ends = (0.02 * gone + found.required * left) / (gone + left)
    assert ends == pytest.approx(0.03, rel=0.01)


def test_a_ratio_whose_days_often_have_nothing_to_divide_by() -> None:
    visits = tuple(0.0 if n % 3 else 900.0 for n in range(400))
    found = told("conversion_rate", "0.02", numerators=tuple(v / 50 for v in visits),
                 denominators=visits, last=d(2026, 11, 1))  # fmt: skip
    assert found.total == pytest.approx(0.02) and found.low is not None
    assert all(at.low <= at.value * 1.001 and at.value <= at.high * 1.001 for at in found.path)


@pytest.mark.parametrize(
    ("kpi", "total"), [("roi", 1 / 50 - 1), ("bounce_rate", 1 - 1 / 50), ("cpm", 20.0)]
)
def test_every_form_of_a_ratio(kpi: str, total: float) -> None:
    found = told(kpi, str(total))
    assert found.total == pytest.approx(total)
    assert found.required == pytest.approx(total)  # on the target already: more of the same


def test_a_difference_accumulates() -> None:
    found = told("contribution", "-1000000")
    assert found.total is not None and found.so_far is not None and found.run_rate is not None
    assert found.total == pytest.approx(found.so_far + 20 * found.run_rate)
    assert found.total == pytest.approx(-49 * 30_000, rel=0.02)


# -- the interval and the oracle --------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "found"),
    [
        ([], None),
        ([1.0] * 8, None),
        ([float(n) for n in range(9)], (0.0, 8.0)),
        ([float(n) for n in range(19)], (1.0, 17.0)),
        ([float(n) for n in reversed(range(52))], (4.0, 47.0)),
    ],
)
def test_the_interval_is_of_ranks(ends: list[float], found: Any) -> None:
    assert quantiles(ends, 0.8) == found


@pytest.mark.slow
def test_the_forecast_beats_linear_pacing() -> None:
    """The same direction as the bench (RESULTS.md), on fewer shops."""
    every = list(checked(range(100, 104), BEATS_ON))
    for day in BEATS_ON:
        assert mean(c.made for c in every if c.day == day) < mean(
            c.linear for c in every if c.day == day
        )
    low, high = COVERED
    assert low - 0.1 <= mean(c.held for c in every) <= high + 0.1  # 96 months instead of 1,152
