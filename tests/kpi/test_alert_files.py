"""Which files are missing before the review, and the digest that asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as d
from datetime import time
from decimal import Decimal

import pytest

from data.snapshot import Snapshot
from data.state import State
from kpi.alerts.files import Missing, listed, missing_files, reviewed_week
from kpi.alerts.rules import Kind
from kpi.period import CALENDAR_YEAR, Span, Year
from tests.kpi.alert_world import ACT, Desk, Inbox, at, goal, listening, looks
from tests.kpi.conftest import World

WEEK = Span(d(2026, 11, 16), d(2026, 11, 22))


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


def sources(**ends: d | None) -> Snapshot:
    """Return a snapshot of accounts by platform, each complete to a day."""
    world = World()
    for platform, end in ends.items():
        world.account(f"{platform} 主帳戶", platform, complete_to=end)
        world.day(f"{platform} 主帳戶", end or d(2026, 11, 20), cost=Decimal(1), impressions=1)
    return world.snapshot


@pytest.mark.parametrize(
    ("ends", "lines"),
    [
        ({"meta_ads": d(2026, 11, 16)}, ["Meta・meta_ads 主帳戶：缺 11/17–11/22"]),
        ({"meta_ads": d(2026, 11, 22)}, []),
        ({"meta_ads": d(2026, 11, 24)}, []),
        ({"meta_ads": d(2026, 11, 21)}, ["Meta・meta_ads 主帳戶：缺 11/22"]),
        ({"meta_ads": d(2026, 10, 18)}, ["Meta・meta_ads 主帳戶：缺 10/19–11/22"]),
        ({"meta_ads": d(2026, 10, 17)}, []),  # ended more than five weeks ago
        ({"costs": d(2026, 10, 31)}, []),  # bills come when they come
        ({"google_ads": d(2026, 11, 20), "meta_ads": d(2026, 11, 22), "ga4": d(2026, 11, 19)},
         ["GA4・ga4 主帳戶：缺 11/20–11/22", "Google Ads・google_ads 主帳戶：缺 11/21–11/22"]),
    ],
)  # fmt: skip
def test_what_is_missing(ends: dict[str, d], lines: list[str]) -> None:
    assert sorted(listed(missing_files(sources(**ends), WEEK), "zh")) == sorted(lines)


def test_holes_of_the_last_weeks_are_asked_for() -> None:
    world = World().account("甲", "google_ads", complete_to=d(2026, 11, 22), first=d(2026, 11, 9))
    world.day("甲", d(2026, 11, 22), cost=Decimal(1))
    for n, (first, last) in enumerate(
        [(d(2026, 8, 1), d(2026, 10, 20)), (d(2026, 10, 28), d(2026, 11, 6))]
    ):
        claim = {"import_id": 50 + n, "voice": "1", "day_from": first, "day_to": last}
        received = {"committed_at": d(2026, 11, 23), "received_at": d(2026, 11, 23)}
        row = {"import_id": 50 + n, "file": f"{n}.csv", "format": "google_ads.campaign"}
        row |= {"platform": "google_ads", "book": "ads", "measures": ["cost"], **received}
        row |= {"declared_from": first, "declared_to": last, "received_on": d(2026, 11, 23)}
        world._insert("imports", **row)
        world._insert("claims", path_key=1, **claim)
    (found,) = missing_files(world.snapshot, WEEK)
    assert listed([found], "en") == ["Google Ads, 甲: 10/26–10/27, 11/7–11/8 missing"]


@pytest.mark.parametrize(
    ("day", "year", "week"),
    [
        (d(2026, 11, 23), CALENDAR_YEAR, WEEK),  # Monday
        (d(2026, 11, 29), CALENDAR_YEAR, WEEK),  # Sunday
        (d(2026, 11, 22), CALENDAR_YEAR, WEEK.moved(-7)),
        (d(2026, 11, 23), Year(first_weekday=6), Span(d(2026, 11, 15), d(2026, 11, 21))),
    ],
)
def test_the_week_under_review(day: d, year: Year, week: Span) -> None:
    assert reviewed_week(day, year) == week


def test_a_source_called_like_its_platform_is_named_once() -> None:
    spans = (Span(d(2026, 11, 22), d(2026, 11, 22)),)
    assert Missing("ga4", "GA4", spans).worded("zh") == "GA4：缺 11/22"


# -- the reminder ----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("when", "quiet_to", "kinds", "told"),
    [
        ("23 08:29", 0, (Kind.FILES,), "nothing"),  # Monday, too early
        ("23 08:30", 0, (Kind.FILES,), "sent"),
        ("23 23:59", 0, (Kind.FILES,), "sent"),
        ("24 08:30", 0, (Kind.FILES,), "nothing"),  # the meeting was yesterday
        ("22 23:59", 0, (Kind.FILES,), "nothing"),
        ("23 08:30", 9, (Kind.FILES,), "quiet"),
        ("23 09:00", 9, (Kind.FILES,), "sent"),
        ("23 08:30", 0, (Kind.ACT,), "nothing"),
    ],
)
def test_when_it_is_sent(
    state: State, inbox: Inbox, when: str, quiet_to: int, kinds: tuple[Kind, ...], told: str
) -> None:
    state.save_goal(goal(cadence="month"), "test", "")
    desk = Desk(state, inbox, kinds=kinds, quiet_to=time(quiet_to))
    desk.state.serve("hook", at("23 08:00").replace(tzinfo=None))
    snapshot = looks(400, d(2026, 11, 18))
    assert desk.run(at(when), snapshot).status == told
    again = desk.run(at(when), snapshot)
    assert again.status == ("quiet" if told == "quiet" else "nothing"), "once a review"
    if told == "sent":
        (post,) = inbox.posts
        assert "Google Ads・甲：缺 11/19–11/22" in post["message"]
        assert post["title"] == "北極星：缺檔 1 項"
        assert "http://localhost:8501/data" in post["message"]


@pytest.mark.slow
def test_files_and_news_go_in_one_digest(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(), "test", "")
    desk = Desk(state, inbox, lang="en")
    desk.terms(base_url="https://kpi.example.com", weekday=1, hour=time(7))
    assert desk.run(at("24 07:00"), looks(ACT, d(2026, 11, 20))).status == "sent"
    (post,) = inbox.posts
    assert post["title"] == "Lodestar: Needs action: 1, Missing files: 1"
    assert "https://kpi.example.com/?period=custom" in post["message"]
    assert "https://kpi.example.com/data?lang=en" in post["message"]
    assert "Google Ads, 甲: 11/21–11/22 missing" in post["message"]


@pytest.mark.slow
def test_whole_files_are_not_asked_for(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(), "test", "")
    assert Desk(state, inbox).run(at("23 08:30"), looks(400, d(2026, 11, 22))).status == "nothing"
