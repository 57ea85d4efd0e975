"""People of a site: the fact of exactly the days and the cut asked for, never a sum of days."""

from __future__ import annotations

from datetime import date as d
from datetime import datetime
from typing import Any

import pytest

from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.completeness import completeness
from kpi.period import Span, free
from kpi.reading import Reading, read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow  # each builds a world of its own

WEEK = Span(d(2026, 11, 9), d(2026, 11, 15))
BEFORE, YEAR = WEEK.moved(-7), Span(d(2025, 11, 9), d(2025, 11, 15))
TODAY = d(2026, 11, 18)


@pytest.fixture
def site(world: Any) -> Any:
    """Return a site of which every day says sessions and people."""
    world.account("站", "ga4", first=d(2025, 1, 1))
    return world.days("站", BEFORE.start, WEEK.end, sessions=50, key_events=5, active_users=40,
                      total_users=44, new_users=20)  # fmt: skip


def read(world: Any, kpi: str, span: Span = WEEK, **where: str) -> Reading:
    asked = {Dimension(name): value for name, value in where.items()}
    (row,) = read_all(world.snapshot, [KPIS[kpi]], span, [], asked, TODAY, Terms("TWD"))
    return row


def by(world: Any, kpi: str, *names: str, span: Span = WEEK) -> dict[str, Any]:
    dims = [Dimension(name) for name in names]
    rows = read_all(world.snapshot, [KPIS[kpi]], span, dims, {}, TODAY, Terms("TWD"))
    return {r.cut[-1][1]: r.value for r in rows}


EXACT = {"active_users": 150, "total_users": 160, "new_users": 120, "sessions": 350,
         "key_events": 35}  # fmt: skip

TOLD: list[tuple[str, dict[str, Any], Any]] = [
    # kpi, what is said of the week as a whole, the answer
    ("active_users", {}, None),  # days do not add
    ("unique_visitors", {"total_users": 160}, None),
    ("returning_rate", {"total_users": 160}, None),
    ("returning_rate", {"new_users": 120, "active_users": 9}, None),
    ("returning_rate", {"total_users": 0, "new_users": 0}, None),
    ("conversion_rate", {"active_users": 150}, 0.1),  # events of another row are no part of it
    ("unique_visitors", EXACT, 150),
    ("active_users", EXACT, 150),
    ("returning_rate", EXACT, 0.25),
    ("conversion_rate", EXACT, 35 / 150),
    ("sessions", EXACT | {"sessions": 9_999}, 350),  # sums stay those of the days
    ("key_events", EXACT | {"key_events": 9_999}, 35),
]


@pytest.mark.parametrize(("kpi", "told", "value"), TOLD)
def test_only_the_week_itself_answers_for_a_week(
    site: Any, kpi: str, told: dict[str, Any], value: Any
) -> None:
    if told:
        site.people("站", WEEK.start, WEEK.end, **told)
    found = read(site, kpi).value
    assert found is None if value is None else found == pytest.approx(value)


def test_a_property_that_tells_people_over_spans_alone_feeds_them(world: Any) -> None:
    world.account("站", "ga4").days("站", BEFORE.start, WEEK.end, sessions=50, key_events=5)
    world.people("站", WEEK.start, WEEK.end, active_users=150)
    kpi, period = KPIS["active_users"], free(WEEK)
    known = completeness(world.snapshot, [period], TODAY, Terms("TWD"))
    assert [s.account for s in known.feeding(kpi, ())] == ["站"]


@pytest.mark.parametrize("shift", [(-1, 0), (0, 1), (1, 0), (0, -1), (7, 7)])
def test_another_span_is_no_answer(site: Any, shift: tuple[int, int]) -> None:
    first, last = WEEK.start.toordinal() + shift[0], WEEK.end.toordinal() + shift[1]
    site.people("站", d.fromordinal(first), d.fromordinal(last), **EXACT)
    found = read(site, "unique_visitors")
    assert (found.value, found.numerator, found.flags) == (None, None, ())
    assert read(site, "conversion_rate").basis == "sessions"


def test_each_comparison_is_exact_too(site: Any) -> None:
    site.people("站", WEEK.start, WEEK.end, **EXACT)
    assert (read(site, "active_users").previous, read(site, "active_users").last_year) == (
        None, None)  # fmt: skip
    assert read(site, "conversion_rate").previous is None, "visitors are not held against sessions"


def test_previous_and_last_year(site: Any) -> None:
    for span, users in ((WEEK, 150), (BEFORE, 100), (YEAR, 80)):
        site.people("站", span.start, span.end, active_users=users, key_events=15)
    found = read(site, "active_users")
    assert (found.value, found.previous, found.last_year) == (150, 100, 80)
    rate = read(site, "conversion_rate")
    assert (rate.value, rate.previous, rate.basis) == (0.1, 0.15, "visitors")


def test_a_week_and_its_days(site: Any) -> None:
    site.people("站", WEEK.start, WEEK.end, **EXACT)
    weeks = by(site, "active_users", "week", span=Span(BEFORE.start, WEEK.end))
    assert weeks == {f"{BEFORE.start}": None, f"{WEEK.start}": 150}
    days = by(site, "active_users", "day")
    assert set(days.values()) == {40} and sum(days.values()) != 150


def test_by_channel(site: Any) -> None:
    site.people("站", WEEK.start, WEEK.end, **EXACT)
    for name, users in (("Direct", 90), ("付費搜尋", 80)):
        site.people("站", WEEK.start, WEEK.end, name, active_users=users)
    assert by(site, "active_users", "channel") == {"Direct": 90, "Paid Search": 80}
    assert read(site, "active_users", channel="Paid Search").value == 80
    assert read(site, "active_users", channel="付費搜尋").value == 80
    assert read(site, "active_users", channel="Email").value is None
    assert read(site, "active_users").value == 150, "channels do not add up to it"


@pytest.mark.parametrize("other", [None, 10])
def test_two_properties_do_not_add(site: Any, other: int | None) -> None:
    """Nor does one stand for both where of the other nobody knows the week."""
    site.people("站", WEEK.start, WEEK.end, **EXACT)
    site.account("乙", "ga4").day("乙", WEEK.start, sessions=5, active_users=4)
    if other:
        site.people("乙", WEEK.start, WEEK.end, active_users=other)
    assert read(site, "active_users").value is None
    assert by(site, "active_users", "account") == {"站": 150, "乙": other}
    assert read(site, "active_users", account="站").value == 150


def test_the_later_word_counts(site: Any) -> None:
    site.people("站", WEEK.start, WEEK.end, active_users=150)
    later = {"said_at": datetime(2026, 11, 19)}
    said = "select * replace ($said_at::timestamp as said_at, 151 as active_users) from people"
    site.con.execute(f"insert into people by name {said} where active_users = 150", later)
    assert read(site, "active_users").value == 151


def test_one_group_under_two_names_does_not_add(site: Any) -> None:
    site.people("站", WEEK.start, WEEK.end, "Direct", active_users=9)
    for name in ("付費社交", "付費社群"):
        site.people("站", WEEK.start, WEEK.end, name, active_users=9)
    told = by(site, "active_users", "channel")
    assert (told["Direct"], told.get("Paid Social")) == (9, None)
