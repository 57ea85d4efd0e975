"""Which days count, and which they are compared with."""

from __future__ import annotations

from datetime import date as d
from typing import Any

import pytest

from kpi.period import Period, Span, Year, calendar_span, free, rolling, to_date, year_back
from kpi.terms import year_of
from kpi.view import period_of


def span(start: str, end: str) -> Span:
    """Return a span of ISO days."""
    return Span(d.fromisoformat(start), d.fromisoformat(end))


def whole(*ends: str) -> Period:
    """Return a period of three spans."""
    return Period(*(span(*pair) for pair in zip(ends[::2], ends[1::2], strict=True)))


@pytest.mark.parametrize(
    ("period", "wanted"),
    [
        # the month before is shorter than the days gone by
        (to_date("month", d(2026, 3, 30)),
         whole("2026-03-01", "2026-03-30", "2026-02-01", "2026-02-28", "2025-03-01", "2025-03-30")),
        # a finished month meets the whole one before
        (to_date("month", d(2026, 11, 30)),
         whole("2026-11-01", "2026-11-30", "2026-10-01", "2026-10-31", "2025-11-01", "2025-11-30")),
        (to_date("month", d(2028, 2, 29)),
         whole("2028-02-01", "2028-02-29", "2028-01-01", "2028-01-31", "2027-02-01", "2027-02-28")),
        (to_date("month", d(2026, 1, 1)),
         whole("2026-01-01", "2026-01-01", "2025-12-01", "2025-12-01", "2025-01-01", "2025-01-01")),
        (to_date("month", d(2026, 11, 17)),
         whole("2026-11-01", "2026-11-17", "2026-10-01", "2026-10-17", "2025-11-01", "2025-11-17")),
        (to_date("quarter", d(2026, 11, 17)),
         whole("2026-10-01", "2026-11-17", "2026-07-01", "2026-08-17", "2025-10-01", "2025-11-17")),
        (to_date("week", d(2026, 11, 17)),
         whole("2026-11-16", "2026-11-17", "2026-11-09", "2026-11-10", "2025-11-17", "2025-11-18")),
        # rolling days keep their weekdays: 364 days back
        (rolling(d(2026, 11, 17), 7),
         whole("2026-11-11", "2026-11-17", "2026-11-04", "2026-11-10", "2025-11-12", "2025-11-18")),
        (rolling(d(2026, 11, 17), 28),
         whole("2026-10-21", "2026-11-17", "2026-09-23", "2026-10-20", "2025-10-22", "2025-11-18")),
        (free(span("2026-11-01", "2026-11-30")),
         whole("2026-11-01", "2026-11-30", "2026-10-02", "2026-10-31", "2025-11-01", "2025-11-30")),
        (free(span("2028-02-29", "2028-02-29")),
         whole("2028-02-29", "2028-02-29", "2028-02-28", "2028-02-28", "2027-02-28", "2027-02-28")),
    ],
)  # fmt: skip
def test_periods(period: Period, wanted: Period) -> None:
    assert period == wanted


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (d(2026, 10, 31), to_date("month", d(2026, 11, 17))),  # before the start: nothing to cut
        (d(2026, 11, 17), to_date("month", d(2026, 11, 17))),
        (d(2026, 11, 30), to_date("month", d(2026, 11, 17))),
        (d(2026, 11, 12), to_date("month", d(2026, 11, 12))),  # a late source meets as many days
        (d(2026, 11, 1), to_date("month", d(2026, 11, 1))),
    ],
)
def test_a_late_source_is_compared_with_as_many_days(day: d, wanted: Period) -> None:
    assert to_date("month", d(2026, 11, 17)).until(day) == wanted


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("week", [("2026-10-30", "2026-11-01"), ("2026-11-02", "2026-11-08"),
                  ("2026-11-09", "2026-11-10")]),
        ("month", [("2026-10-30", "2026-10-31"), ("2026-11-01", "2026-11-10")]),
        ("quarter", [("2026-10-30", "2026-11-10")]),
    ],
)  # fmt: skip
def test_split(by: Any, wanted: list[tuple[str, str]]) -> None:
    pieces = span("2026-10-30", "2026-11-10").split(by)
    assert pieces == tuple(span(*pair) for pair in wanted)


def test_calendar_spans() -> None:
    assert calendar_span("week", d(2026, 11, 15)) == span("2026-11-09", "2026-11-15")
    assert calendar_span("quarter", d(2026, 2, 28)) == span("2026-01-01", "2026-03-31")
    assert year_back(span("2028-02-01", "2028-02-29")) == span("2027-02-01", "2027-02-28")


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"period": "custom"}, to_date("month", d(2026, 11, 17))),  # no days chosen
        ({"period": "custom", "start": d(2026, 11, 9), "end": d(2026, 11, 2)},
         to_date("month", d(2026, 11, 17))),
        ({"period": "nonsense"}, to_date("month", d(2026, 11, 17))),
        ({"period": "custom", "start": d(2026, 11, 2), "end": d(2026, 11, 30)},
         free(span("2026-11-02", "2026-11-30"))),
        ({"period": "28d"}, rolling(d(2026, 11, 17), 28)),
        ({"period": "quarter"}, to_date("quarter", d(2026, 11, 17))),
        ({}, to_date("month", d(2026, 11, 17))),
    ],
)  # fmt: skip
def test_the_view_chooses_the_period(view: Any, changed: dict[str, Any], wanted: Period) -> None:
    assert period_of(view(**changed), d(2026, 11, 17)) == wanted


APRIL, SUNDAY = Year(first_month=4), Year(first_weekday=6)


@pytest.mark.parametrize(
    ("by", "year", "day", "wanted", "quarter"),
    [
        ("quarter", APRIL, "2026-03-31", ("2026-01-01", "2026-03-31"), 4),
        ("quarter", APRIL, "2026-04-01", ("2026-04-01", "2026-06-30"), 1),
        # a quarter over New Year, and one with a leap day
        ("quarter", Year(first_month=2), "2027-01-15", ("2026-11-01", "2027-01-31"), 4),
        ("quarter", Year(first_month=12), "2028-02-29", ("2027-12-01", "2028-02-29"), 1),
        ("quarter", Year(first_month=12), "2027-12-31", ("2027-12-01", "2028-02-29"), 1),
        ("month", APRIL, "2028-02-10", ("2028-02-01", "2028-02-29"), 4),
        ("week", SUNDAY, "2026-11-15", ("2026-11-15", "2026-11-21"), 4),
        ("week", SUNDAY, "2026-11-14", ("2026-11-08", "2026-11-14"), 4),
        ("week", APRIL, "2026-11-15", ("2026-11-09", "2026-11-15"), 3),
    ],
)
def test_a_year_is_cut_as_the_company_says(
    by: Any, year: Year, day: str, wanted: tuple[str, str], quarter: int
) -> None:
    assert calendar_span(by, d.fromisoformat(day), year) == span(*wanted)
    assert year.quarter(d.fromisoformat(day)) == quarter


def test_periods_keep_how_the_year_is_cut() -> None:
    period = to_date("quarter", d(2026, 11, 17), APRIL)
    assert (period.now, period.previous) == (
        span("2026-10-01", "2026-11-17"),
        span("2026-07-01", "2026-08-17"),
    )
    week = to_date("week", d(2026, 11, 17), SUNDAY)
    assert (week.now, week.last_year) == (
        span("2026-11-15", "2026-11-17"),
        span("2025-11-16", "2025-11-18"),
    )
    for cut in (period.until(d(2026, 11, 3)), period.since(d(2026, 11, 3)), period):
        assert cut.year == APRIL


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({}, Year(1, 0, 5)),
        ({"fiscal_month": 4, "first_weekday": 6, "closing_day": 10}, Year(4, 6, 10)),
        ({"fiscal_month": 13, "first_weekday": 7, "closing_day": 31}, Year()),
        ({"fiscal_month": "4", "first_weekday": None, "closing_day": 0}, Year()),
    ],
)
def test_the_year_is_read_from_the_settings(told: dict[str, Any], wanted: Year) -> None:
    assert year_of(told) == wanted


@pytest.mark.parametrize(
    ("first_month", "day", "last"),
    [
        (1, "2026-01-01", "2026-12-31"), (1, "2026-12-31", "2026-12-31"),
        (4, "2026-03-31", "2026-03-31"), (4, "2026-04-01", "2027-03-31"),
        (7, "2026-11-22", "2027-06-30"), (3, "2027-12-01", "2028-02-29"),
        (12, "2026-11-30", "2026-11-30"), (12, "2026-12-01", "2027-11-30"),
    ],
)  # fmt: skip
def test_a_fiscal_year_ends_the_day_before_the_next(first_month: int, day: str, last: str) -> None:
    year = Year(first_month=first_month)
    assert year.last_day(d.fromisoformat(day)) == d.fromisoformat(last)
