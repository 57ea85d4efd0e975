"""Over which days people are asked for: every span that is shown, and what it is compared with."""

from __future__ import annotations

from datetime import date as d

import pytest

from data.ga4 import parts
from data.ga4.spans import AT_ONCE, batches, first_days, first_weeks, shown, spans
from data.ga4.table import Over
from data.ga4.tables import TABLES

FRIDAY = d(2026, 11, 20)
MONTHS = spans(d(2025, 10, 1), FRIDAY)

SHOWN = [
    # odd ones first
    ("a running week begins on Monday", d(2026, 11, 16), FRIDAY),
    ("as much of the week before", d(2026, 11, 9), d(2026, 11, 13)),
    ("and the same weekdays a year before", d(2025, 11, 17), d(2025, 11, 21)),
    ("the week that the first day cuts", d(2025, 9, 29), d(2025, 10, 5)),
    ("a whole month that is longer than the one before", d(2026, 10, 1), d(2026, 10, 31)),
    ("as many days before it", d(2026, 8, 31), d(2026, 9, 30)),
    ("the running month", d(2026, 11, 1), FRIDAY),
    ("as much of the month before", d(2026, 10, 1), d(2026, 10, 20)),
    ("the same days a year before", d(2025, 11, 1), d(2025, 11, 20)),
    ("a whole week", d(2026, 11, 9), d(2026, 11, 15)),
    ("a whole quarter", d(2026, 7, 1), d(2026, 9, 30)),
    ("the running quarter", d(2026, 10, 1), FRIDAY),
    ("as much of the quarter before", d(2026, 7, 1), d(2026, 8, 20)),
    ("7 days", d(2026, 11, 14), FRIDAY),
    ("28 days", d(2026, 10, 24), FRIDAY),
    ("28 days before", d(2026, 9, 26), d(2026, 10, 23)),
    ("28 days, 364 days back", d(2025, 10, 25), d(2025, 11, 21)),
    ("the days asked for", d(2025, 10, 1), FRIDAY),
]  # fmt: skip


@pytest.mark.parametrize(("why", "first", "last"), SHOWN)
def test_every_span_that_is_shown(why: str, first: d, last: d) -> None:
    assert (first, last) in MONTHS, why


@pytest.mark.parametrize(
    ("first", "last"),
    [(d(2024, 2, 29), d(2024, 2, 29)), (d(2026, 2, 1), d(2026, 2, 1)),
     (d(2025, 12, 29), d(2026, 1, 1)), (d(2026, 6, 1), d(2026, 6, 30))],
)  # fmt: skip
def test_no_span_is_asked_twice_runs_ahead_or_is_a_day(first: d, last: d) -> None:
    found = spans(first, last)
    assert len(set(found)) == len(found)
    assert all(start < end <= last for start, end in found), "days are asked by day"
    assert [end for _, end in found] == sorted((end for _, end in found), reverse=True)


def test_the_next_pull_asks_running_spans_again_and_finished_ones_not() -> None:
    found = spans(d(2026, 11, 18), FRIDAY)
    assert {(d(2026, 11, 16), FRIDAY), (d(2026, 11, 1), FRIDAY)} <= set(found)
    assert (d(2026, 9, 14), d(2026, 9, 20)) not in found and len(found) < 20


def test_four_spans_fit_into_a_request_and_none_is_lost() -> None:
    told = list(batches(MONTHS))
    assert [span for some in told for span in some] == MONTHS
    assert {len(some) for some in told} <= set(range(1, AT_ONCE + 1))
    wanted = parts.wanted(dict.fromkeys(TABLES, (d(2025, 10, 1), FRIDAY)))
    people = [part for part in wanted if part.table.people and part.spans]
    assert len(people) == 2 * len(told)
    assert all(part.table.spanned or part.table.over.followed for part in wanted if part.spans)


def test_what_people_are_split_by_is_asked_for_spans_that_are_shown_and_never_by_day() -> None:
    found = shown(d(2025, 10, 1), FRIDAY)
    assert set(found) < set(MONTHS) and (d(2026, 11, 1), FRIDAY) in found
    assert (d(2025, 11, 1), d(2025, 11, 20)) not in found, "no comparison"
    asked = [p for p in parts.wanted(dict.fromkeys(TABLES, (d(2025, 10, 1), FRIDAY)))
             if {name for name, _ in p.table.dimensions} & WITHHELD]  # fmt: skip
    assert all(p.spans for p in asked) and len(asked) < 120, "a first pull stays within an hour's"


WITHHELD = {"userAgeBracket", "userGender"}
"""GA4 answers 120 questions an hour from which it may withhold rows."""


def test_the_limits_of_the_api() -> None:
    for table in TABLES:
        dimensions = len(table.dimensions) + (table.people or table.over is Over.FIRST_WEEKS)
        assert dimensions <= 9 and len(table.metrics) <= 10, table.key


FOLLOWED = [
    # first and last day of a pull, days whose newcomers had their week, whole weeks still followed
    (d(2026, 11, 18), FRIDAY, [d(2026, 11, 13), d(2026, 11, 12), d(2026, 11, 11)],
     [d(2026, 11, 9), d(2026, 11, 2), d(2026, 10, 26), d(2026, 10, 19)]),
    (FRIDAY, FRIDAY, [d(2026, 11, 13)],
     [d(2026, 11, 9), d(2026, 11, 2), d(2026, 10, 26), d(2026, 10, 19)]),
    (d(2026, 11, 22), d(2026, 11, 22), [d(2026, 11, 15)],
     [d(2026, 11, 16), d(2026, 11, 9), d(2026, 11, 2), d(2026, 10, 26), d(2026, 10, 19)]),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "days", "mondays"), FOLLOWED)
def test_who_came_first_is_followed_until_it_is_over(
    first: d, last: d, days: list[d], mondays: list[d]
) -> None:
    assert first_days(first, last) == [(day, day) for day in days]
    weeks = first_weeks(first, last)
    assert [start for start, _ in weeks] == mondays
    assert all((end - start).days == 6 and start.weekday() == 0 for start, end in weeks)
