"""What is news and when: sequences of days, each told to a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as d
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from data.snapshot import Snapshot
from data.state import State
from kpi.alerts.judged import observations
from kpi.alerts.news import UNCERTAIN
from kpi.alerts.rules import Kind, Recipient, recipients
from kpi.calendar.own import Event
from kpi.overview.standing import Standing
from kpi.status import judge
from tests.kpi.alert_world import ACT, GOOD, WATCH, Desk, Inbox, at, goal, listening, looks
from tests.kpi.conftest import World
from tests.kpi.test_status import goal as agreed
from tests.kpi.test_status import reading

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


@pytest.fixture
def desk(state: State, inbox: Inbox) -> Desk:
    """Return a desk whose one goal is told at once, so that only the news decides."""
    state.save_goal(goal(rank="star"), "test", "")
    return Desk(state, inbox, kinds=(Kind.ACT, Kind.RECOVERED, Kind.REMINDER))


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([("24 09:00", ACT, "act"), ("24 09:05", ACT, "nothing"),
                      ("25 09:00", ACT, "nothing")], id="act, act: once"),
        pytest.param([("24 09:00", ACT, "act"), ("25 09:00", GOOD, "recovered"),
                      ("26 09:00", ACT, "act"), ("26 09:05", ACT, "nothing")],
                     id="act, good, act: two more"),
        pytest.param([("24 09:00", ACT, "act"), ("25 09:00", WATCH, "recovered"),
                      ("26 09:00", GOOD, "nothing")], id="watch is recovered, good then no news"),
        pytest.param([("24 09:00", GOOD, "nothing"), ("25 09:00", WATCH, "nothing")],
                     id="what never acted does not recover"),
        pytest.param([("24 09:00", ACT, "act"), ("25 09:00", ACT + 90, "nothing")],
                     id="restated, the verdict as before"),
        pytest.param([("20 09:00", ACT, "act"), ("22 23:59", ACT, "nothing"),
                      ("23 00:00", ACT, "reminder"), ("25 12:00", ACT, "nothing"),
                      ("26 08:00", ACT, "reminder")], id="a reminder each three days"),
        pytest.param([("20 09:00", ACT, "act"), ("21 09:00", GOOD, "recovered"),
                      ("22 09:00", ACT, "act"), ("24 09:00", ACT, "nothing"),
                      ("25 09:00", ACT, "reminder")], id="reminders count from the latest"),
        pytest.param([("30 09:00", ACT, "act"), ("2026-12-02 09:00", ACT, "act"),
                      ("2026-12-02 10:00", ACT, "nothing")], id="another month is another period"),
        pytest.param([("30 09:00", ACT, "act"), ("2026-12-02 09:00", GOOD, "recovered")],
                     id="a ratio recovers over the month's end"),
    ],
)  # fmt: skip
def test_sequences(desk: Desk, steps: list[tuple[str, int, str]]) -> None:
    for when, cpa, told in steps:
        assert desk.kinds(at(when), cpa) == told, when


@pytest.mark.parametrize(
    ("cpa", "each", "least", "status"),
    [
        (ACT, 1, 30, "nothing"),  # 23 conversions
        (ACT, 1, 23, "sent"),
        (ACT, 1, 24, "nothing"),
        (ACT, 2, 30, "sent"),
        (ACT, 1, 0, "sent"),
    ],
)
def test_few_observations_are_held_back_and_said(
    desk: Desk, cpa: int, each: int, least: int, status: str
) -> None:
    desk.terms(least=least)
    tried = desk.run(at("24 09:00"), looks(cpa, d(2026, 11, 23), each), dry=True)
    assert [str(least) in h.why.zh for h in tried.held] == ([True] if status == "nothing" else [])
    assert desk.run(at("24 09:00"), looks(cpa, d(2026, 11, 23), each)).status == status


def test_a_recovery_is_told_however_few(desk: Desk) -> None:
    assert desk.kinds(at("24 09:00"), ACT) == "act"
    assert desk.kinds(at("25 09:00"), GOOD, each=1) == "recovered"


# -- a sum that runs behind ------------------------------------------------------------------------

SUM = goal(id="sum", kpi="conversions", target=3000, share=0.8, high=None, rank="core")


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([("24 09:00", 70, "act"), ("25 09:00", 70, "nothing")], id="at once"),
        pytest.param([("24 09:00", 85, "nothing")], id="behind within the guardrail"),
        pytest.param([("2026-12-01 09:00", 70, "act"), ("2026-12-02 09:00", 120, "nothing")],
                     id="a new month owes nothing to the old one"),
        pytest.param([("24 09:00", 70, "act"), ("25 09:00", 120, "recovered")], id="caught up"),
    ],
)  # fmt: skip
def test_a_sum_behind_is_told_at_once(
    state: State, inbox: Inbox, steps: list[tuple[str, int, str]]
) -> None:
    state.save_goal(SUM, "test", "")
    desk = Desk(state, inbox, kinds=(Kind.ACT, Kind.RECOVERED, Kind.REMINDER))
    for when, each, told in steps:
        assert desk.kinds(at(when), 400, each=each) == told, when


# -- doubt -----------------------------------------------------------------------------------------

CTR = goal(id="ctr", kpi="ctr", target=0.03, low=0.025, high=None, cadence="week")


def clicked(share: float, impressions: int, last: d) -> Snapshot:
    """Return a snapshot with one click rate on every day, on few or many impressions."""
    world = World().account("甲", "google_ads", complete_to=last)
    facts = {"impressions": impressions, "clicks_all": round(share * impressions)}
    return world.days("甲", d(2026, 11, 1), last, **facts).snapshot


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([("24 09:00", 0.024, 500, "held"), ("25 09:00", 0.024, 200_000, "act")],
                     id="within the error, then for certain"),
        pytest.param([("24 09:00", 0.020, 200_000, "act"), ("25 09:00", 0.026, 500, "held"),
                      ("26 09:00", 0.026, 200_000, "recovered")],
                     id="a recovery within the error waits, too"),
        pytest.param([("24 09:00", 0.020, 200_000, "act"),
                      ("25 09:00", 0.0301, 50_000, "recovered")],
                     id="doubt about the target alone is no doubt that it rests"),
        pytest.param([("24 09:00", 0.026, 500, "nothing")], id="inside, and never acted"),
    ],
)  # fmt: skip
def test_what_lies_within_the_error_is_not_told(
    state: State, inbox: Inbox, steps: list[tuple[str, float, int, str]]
) -> None:
    state.save_goal({**CTR, "rank": "star"}, "test", "")
    desk = Desk(state, inbox, kinds=(Kind.ACT, Kind.RECOVERED))
    for when, share, impressions, told in steps:
        found = desk.run(at(when), clicked(share, impressions, at(when).date() - timedelta(1)))
        assert [h.why for h in found.held] == ([UNCERTAIN] if told == "held" else []), when
        sent = "".join(str(i.kind) for i in found.items)
        assert sent == ("" if told in ("held", "nothing") else told), when


def test_within_a_campaign_a_leading_kpi_is_told_daily(state: State, inbox: Inbox) -> None:
    """A sale of their own is on: the click rate does not wait for Monday, the cost does."""
    sale = Event("sale", "campaign", "週年慶", d(2026, 11, 8), d(2026, 11, 12))
    state.save_events([sale.as_doc()], "test", "")
    state.save_goals([{**CTR, "low": 0.5, "target": 0.6}, goal(position=1)], "test", "")
    desk = Desk(state, inbox, kinds=(Kind.ACT,))
    desk.state.serve("hook", datetime(2026, 11, 9, 2))  # Monday's turn was had
    world = World().account("甲", "google_ads", complete_to=d(2026, 11, 9))
    facts = {"impressions": 9000, "clicks_all": 90, "cost": Decimal(70_000)}
    world.days("甲", d(2026, 11, 1), d(2026, 11, 9), conversions=Decimal(100), **facts)
    found = desk.run(at("10 09:00"), world.snapshot)
    assert [i.judged.goal.id for i in found.items if i.judged] == ["ctr"]
    assert [h.judged.goal.id for h in found.held] == ["cpa"]


# -- cadences --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cadence", "steps"),
    [
        ("week", [("23 08:29", ACT, "act")]),  # never served: last Monday's turn is caught up
        ("week", [("19 09:00", GOOD, "nothing"), ("20 09:00", ACT, "nothing"),
                  ("23 08:29", ACT, "nothing"), ("23 08:30", ACT, "act")]),
        ("week", [("19 09:00", GOOD, "nothing"), ("23 23:59", ACT, "act")]),
        # the job was off on Monday: the first run after tells it, the next day's does not
        ("week", [("19 09:00", GOOD, "nothing"), ("24 10:00", ACT, "act")]),
        ("week", [("23 09:00", GOOD, "nothing"), ("24 10:00", ACT, "nothing")]),
        # October's, and its reminder with the weekly news
        ("month", [("24 09:00", ACT, "act"), ("25 09:00", ACT, "nothing"),
                   ("28 09:00", ACT, "nothing"), ("30 09:00", ACT, "reminder")]),
        ("fortnight", [("16 09:00", ACT, "act"), ("17 09:00", GOOD, "nothing"),
                       ("23 09:00", GOOD, "recovered"), ("24 09:00", ACT, "nothing"),
                       ("30 09:00", ACT, "nothing"), ("2026-12-07 09:00", ACT, "act")]),
    ],
)  # fmt: skip
def test_cadences(
    state: State, inbox: Inbox, cadence: str, steps: list[tuple[str, int, str]]
) -> None:
    state.save_goal(goal(cadence=cadence), "test", "")
    desk = Desk(state, inbox, kinds=(Kind.ACT, Kind.RECOVERED, Kind.REMINDER))
    for when, cpa, told in steps:
        assert desk.kinds(at(when), cpa) == told, when


def test_a_month_is_told_once_its_files_reach_its_end(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(cadence="month"), "test", "")
    desk = Desk(state, inbox)
    early = at("2026-12-01 09:00")
    assert desk.kinds(early, ACT, last=d(2026, 11, 28)) == "nothing"
    (held,) = desk.run(early, looks(ACT, d(2026, 11, 28)), dry=True).held
    assert "11/28" in held.why.zh
    late = at("2026-12-03 09:00")
    assert desk.kinds(late, ACT, last=d(2026, 12, 2)) == "act"
    (item,) = desk.run(late, looks(GOOD, d(2026, 12, 2)), dry=True).items
    assert (item.kind, item.judged and item.judged.period) == (Kind.RECOVERED, "month 2026-11-01")


# -- quiet hours, zones, kinds, owners -------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "when", "is_quiet"),
    [
        (21, 8, "24 20:59", False), (21, 8, "24 21:00", True), (21, 8, "25 00:00", True),
        (21, 8, "25 07:59", True), (21, 8, "25 08:00", False), (12, 13, "25 12:59", True),
        (12, 13, "25 13:00", False), (12, 13, "25 11:59", False), (0, 0, "25 00:00", False),
        (9, 9, "25 09:00", False), (0, 8, "25 00:00", True),
    ],
)  # fmt: skip
def test_quiet_hours(start: int, end: int, when: str, is_quiet: bool) -> None:
    recipient = Recipient("hook", quiet_from=time(start), quiet_to=time(end))
    assert recipient.is_quiet(at(when)) is is_quiet


def test_news_of_the_night_waits_for_the_morning(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(), "test", "")  # weekly: Monday, which is over when the night is
    desk = Desk(state, inbox, quiet_from=time(8), quiet_to=time(7), kinds=(Kind.ACT,))
    desk.state.serve("hook", at("20 09:00").astimezone(ZoneInfo("UTC")).replace(tzinfo=None))
    assert desk.kinds(at("23 09:00"), ACT) == "quiet"
    assert desk.kinds(at("23 23:00"), ACT) == "quiet"
    assert inbox.tries == 0
    assert desk.kinds(at("24 07:30"), ACT) == "act"
    assert desk.kinds(at("24 07:45"), ACT) == "nothing"


@pytest.mark.parametrize(
    ("zone", "status"), [("Asia/Taipei", "quiet"), ("Europe/Berlin", "sent"), ("UTC", "sent")]
)
def test_the_board_s_own_clock_decides(state: State, inbox: Inbox, zone: str, status: str) -> None:
    """22:30 in Taipei is the afternoon elsewhere."""
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox, quiet_from=time(21), quiet_to=time(8))
    moment = at("24 22:30").astimezone(ZoneInfo(zone))
    assert desk.run(moment, looks(ACT, d(2026, 11, 23))).status == status


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "act"),
        ({"owners": ("投放負責人",)}, "act"),
        ({"owners": ("網站負責人", "投放負責人")}, "act"),
        ({"owners": ("網站負責人",)}, "nothing"),
        ({"kinds": (Kind.RECOVERED,)}, "nothing"),
    ],
)
def test_whose_and_which_news(
    state: State, inbox: Inbox, changed: dict[str, Any], told: str
) -> None:
    state.save_goal(goal(rank="star"), "test", "")
    assert Desk(state, inbox, **changed).kinds(at("24 09:00"), ACT) == told


def test_what_is_only_watched_is_not_told(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(rank="watched"), "test", "")
    found = Desk(state, inbox).run(at("24 09:00"), looks(ACT, d(2026, 11, 23)))
    assert (found.status, found.held) == ("nothing", [])


# -- what is not there -----------------------------------------------------------------------------


def test_a_deleted_goal_is_no_news_and_no_recovery(desk: Desk) -> None:
    assert desk.kinds(at("24 09:00"), ACT) == "act"
    desk.state.save_goal(goal(id="other", kpi="ctr", target=0.01, high=None, low=0.001), "t", "")
    desk.state.delete_goal("cpa", "test", "")
    assert desk.kinds(at("25 09:00"), GOOD) == "nothing"


@pytest.mark.parametrize("snapshot", [None, World().snapshot], ids=["unpublished", "empty"])
def test_nothing_published_nothing_told(desk: Desk, snapshot: Any) -> None:
    assert desk.run(at("23 09:00"), snapshot).status == "nothing"
    assert desk.inbox.tries == 0


def test_rules_are_kept_as_they_were_given(state: State) -> None:
    assert recipients(state) == ()
    one = Recipient("a", ("網站負責人",), "en", (Kind.FILES,), time(22, 30), time(6), 12)
    assert Recipient.from_doc(one.as_doc()) == one
    assert Recipient.from_doc({"channel": "b", "lang": "fr"}) == Recipient("b")


@pytest.mark.parametrize(
    ("kpi", "above", "below", "count"),
    [
        ("ctr", 9, 1000, 1000),
        ("cpa", Decimal(900), 2, 2),
        ("roas", Decimal(900), Decimal(300), None),
        ("blended_roas", Decimal(900), Decimal(300), None),
        ("line_friends", 900, 3, None),  # three who blocked are no three observations
        ("first_contact_hours", 30, None, None),
    ],
)
def test_on_how_many_observations_a_verdict_rests(
    kpi: str, above: Any, below: Any, count: Any
) -> None:
    row, asked = reading(kpi, 1.0, numerator=above, denominator=below), agreed(kpi, "2")
    judgement = judge(row, asked, d(2026, 12, 1))
    assert observations(Standing(asked, row.kpi, row, judgement, (), ())) == count
