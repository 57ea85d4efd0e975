"""The parts of a site: what is left of the total GA4 was asked for, exact people, who came back."""

from __future__ import annotations

from datetime import date as d
from typing import Any

import pytest

from kpi.period import Span
from kpi.site import telling
from kpi.site.cohorts import retention
from kpi.site.cuts import SiteCut
from kpi.site.parts import ESTIMATE, NAMELESS, OTHER, REST, known_spans, parts

DAY = d(2026, 11, 2)  # a Monday
NEXT, SUNDAY = d(2026, 11, 3), d(2026, 11, 8)
BOTH, WEEK = Span(DAY, NEXT), Span(DAY, SUNDAY)


@pytest.fixture
def site(world: Any) -> Any:
    """Return a property of GA4 that tells nothing yet."""
    return world.account("站", "ga4")


def tell(
    world: Any, cut: str, name: str | None, sessions: Any, day: d = DAY, to: d | None = None,
    account: str = "站", **more: Any,
) -> None:  # fmt: skip
    key, _ = world.keys[account]
    told = {"sessions": sessions, **more} if sessions is not None else more
    world._insert("site_parts", cut=cut, account_key=key, name=name, day_from=day,
                  day_to=to or day, **told)  # fmt: skip


def shown(world: Any, cut: SiteCut, asked: Span = BOTH) -> list[tuple[str, Any]]:
    """Return the lines of the one property with their first figure, then the rest and the total."""
    (one,) = parts(world.snapshot, cut, asked)
    column = one.how.columns[0]
    return [(x.name.zh, x.figure(column)) for x in telling.shown(one)]


LEFT = [
    # rows of the 2nd, the total of that day, what stands below the rows
    ([("Taipei", 6), ("Tainan", 4)], 10, []),
    ([("Taipei", 6)], 10, [(REST.zh, 4)]),  # withheld
    ([("Taipei", 6), ("(other)", 3)], 10, [(REST.zh, 4)]),  # put together, and withheld
    ([("Taipei", 6), ("(其他)", 3)], None, []),  # without a total it is a row
    ([("Taipei", 6), ("Tainan", 5)], 10, [(ESTIMATE.zh, -1)]),  # GA4 estimates each row
    ([("Taipei", 6), (None, 4)], 10, []),  # a part without a name
]


@pytest.mark.parametrize(("rows", "total", "below"), LEFT)
def test_rows_and_the_rest_are_the_total(
    site: Any, rows: list[tuple[str, int]], total: int | None, below: list[tuple[str, int]]
) -> None:
    for name, sessions in rows:
        tell(site, "city", name, sessions)
    if total:
        tell(site, "site_total", None, total)
    named = [(n or NAMELESS, s) for n, s in rows if not (total and n in OTHER)]
    end = [("總計（GA4）", total)] if total else []
    told = shown(site, SiteCut.CITY)
    assert told == [*named, *below, *end]
    assert not total or sum(figure for _, figure in told[:-1]) == total


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (10, "11/2：城市以「Taipei」最多，工作階段 6，占 60.0%。"),
        (100, "11/2：分得出城市的裡面，以「Taipei」最多，工作階段 6，占 6.0%。"),
    ],
)
def test_what_is_withheld_may_be_more_than_the_first_part(site: Any, total: int, said: str) -> None:
    tell(site, "city", "Taipei", 6)
    tell(site, "site_total", None, total)
    (one,) = parts(site.snapshot, SiteCut.CITY, Span(DAY, DAY))
    assert telling._most(one, "zh").startswith(said)


def test_parts_that_are_not_shown_are_not_withheld(site: Any) -> None:
    for n in range(9):
        tell(site, "city", f"c{n}", 6 - (n > 0))
    tell(site, "site_total", None, 46)
    (one,) = parts(site.snapshot, SiteCut.CITY, Span(DAY, DAY))
    few = one.first(2)
    assert few.rest and few.rest.figure(few.how.columns[0]) == 35
    assert telling._most(few, "zh") == "11/2：城市以「c0」最多，工作階段 6，占 13.0%。"


def test_a_total_that_lacks_a_day_is_none(site: Any) -> None:
    for day in (DAY, NEXT):
        tell(site, "device", "mobile", 5, day)
    tell(site, "site_total", None, 9, DAY)
    assert shown(site, SiteCut.DEVICE) == [("手機", 10)]
    assert shown(site, SiteCut.DEVICE, Span(DAY, DAY)) == [
        ("手機", 5), (REST.zh, 4), ("總計（GA4）", 9),
    ]  # fmt: skip


def test_a_ratio_is_of_sums_and_none_of_nothing(site: Any) -> None:
    tell(site, "device", "mobile", 30, DAY, engaged_sessions=3, engagement_seconds=60)
    tell(site, "device", "mobile", 10, NEXT, engaged_sessions=9, engagement_seconds=20)
    tell(site, "device", "tablet", 0)
    (one,) = parts(site.snapshot, SiteCut.DEVICE, BOTH)
    rate = next(c for c in one.how.columns if c.key == "engagement_rate_web")
    assert [x.figure(rate) for x in one.lines] == [0.3, None]


def test_people_are_those_of_exactly_the_days(site: Any) -> None:
    for span, users in ((BOTH, 7), (WEEK, 12)):
        tell(site, "age", "18-24", 9, span.start, span.end, active_users=users, key_events=3)
        site.people("站", span.start, span.end, active_users=users + 8, sessions=20, key_events=5)
    assert shown(site, SiteCut.AGE) == [("18-24", 7), (REST.zh, None), ("總計（GA4）", 15)]
    assert shown(site, SiteCut.AGE, WEEK)[0] == ("18-24", 12)
    assert parts(site.snapshot, SiteCut.AGE, Span(DAY, d(2026, 11, 4))) == ()
    assert set(known_spans(site.snapshot, SiteCut.AGE)) == {BOTH, WEEK}
    (one,) = parts(site.snapshot, SiteCut.AGE, BOTH)
    assert one.rest and {str(m): v for m, v in one.rest.values.items()} == {
        "sessions": 11, "key_events": 2,
    }  # fmt: skip


def test_days_come_before_a_range_and_a_range_alone_answers(site: Any) -> None:
    tell(site, "item", "春茶", None, DAY, NEXT, id="T-1", other="茶", item_views=90, item_carts=9)
    assert shown(site, SiteCut.ITEM) == [("春茶", 90)]
    assert shown(site, SiteCut.ITEM_CATEGORY) == [("茶", 90)]
    assert parts(site.snapshot, SiteCut.ITEM, WEEK) == ()
    tell(site, "item", None, None, NEXT, id="T-2", item_views=40)
    assert shown(site, SiteCut.ITEM, Span(d(2026, 11, 1), NEXT)) == [("T-2", 40)]


def test_hours_and_weekdays_are_of_the_same_rows(site: Any) -> None:
    for day, hour, sessions in ((DAY, "9", 4), (NEXT, "09", 5), (DAY, "23", 1)):
        tell(site, "hour", hour, sessions, day)
    assert shown(site, SiteCut.HOUR) == [("09:00", 9), ("23:00", 1)]
    assert shown(site, SiteCut.WEEKDAY) == [("週一", 5), ("週二", 5)]
    (one,) = parts(site.snapshot, SiteCut.HOUR_WEEKDAY, BOTH)
    grid = telling.hours(one)
    assert (len(grid), grid["1", "09"], grid["2", "09"], grid["7", "09"]) == (168, 4, 5, 0)


def test_only_so_many_are_shown_and_the_rest_tells_of_the_others(site: Any) -> None:
    for n in range(1, 6):
        tell(site, "landing_page", f"/{n}", n)
    (one,) = parts(site.snapshot, SiteCut.LANDING_PAGE, BOTH)
    few = one.first(2)
    assert [x.key for x in few.lines] == ["/5", "/4"]
    assert few.rest and next(iter(few.rest.values.values())) == 6


def test_two_properties_stand_apart(site: Any) -> None:
    site.account("乙", "ga4")
    tell(site, "city", "Taipei", 5)
    tell(site, "city", "Taipei", 7, account="乙")
    found = parts(site.snapshot, SiteCut.CITY, BOTH)
    assert [(one.account, one.lines[0].figure(one.how.columns[0])) for one in found] == [
        ("站", 5), ("乙", 7),
    ]  # fmt: skip


def cohort(world: Any, monday: d, users: int, *there: int) -> None:
    """Tell a week's newcomers: how many of them were there on each day after the first."""
    for n, many in enumerate(there):
        tell(world, "cohort", f"{n:04}", None, monday, Span(monday, monday).moved(6).end,
             cohort_users=users, cohort_active=many)  # fmt: skip


def test_who_came_back(site: Any) -> None:
    before = d(2026, 10, 26)
    cohort(site, before, 100, 100, 20, 10)
    cohort(site, DAY, 50, 50, 5)
    for n in range(7):
        site.day("站", Span(before, before).moved(n).start, cohort_users=20, cohort_back_d7=n)
    for n in range(6):  # of the last day nothing is known yet
        site.day("站", Span(DAY, DAY).moved(n).start, cohort_users=5, cohort_back_d7=1)
    (one,) = retention(site.snapshot, Span(before, SUNDAY))
    assert [c.week and c.week.start for c in one.cohorts] == [DAY, before]
    assert [c.share(1) for c in one.cohorts] == [0.1, 0.2]
    assert [c.share(2) for c in one.cohorts] == [None, 0.1]
    assert [c.retention for c in one.cohorts] == [None, 21 / 140]
    total = one.total
    assert (total.users, total.share(1), total.share(2)) == (150, 25 / 150, 0.1)
    assert retention(site.snapshot, Span(before, d(2026, 11, 1)))[0].total.users == 100
    assert retention(site.snapshot, BOTH) == ()
