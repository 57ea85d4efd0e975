"""Files that count people over spans: what they say is kept, and no sum is ever made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data.schema import SPAN, WEB, WebMeasure
from data.warehouse.staging import voice
from kpi.period import Span
from kpi.site.cuts import CUTS, SiteCut
from kpi.site.parts import parts
from tests.data.test_books import SITE, visits
from tests.data.typed import Shop, day, row

pytestmark = pytest.mark.slow

WEEK = (5, 11)
PEOPLE = {"active_users": 150, "total_users": 160, "new_users": 120, "key_events": 35}


@pytest.fixture
def shop(tmp_path: Any) -> Shop:
    """Return a shop with a fortnight of two channels by day."""
    made = Shop(tmp_path)
    rows = [visits(n, name, many) for n in range(1, 15)
            for name, many in (("Direct", 30), ("Email", 20))]  # fmt: skip
    made.load(rows, **SITE, breakdown="channel")
    return made


def spans(*rows: tuple[Any, ...], channel: str | None = None) -> list[dict[str, Any]]:
    """Return rows of people: over which days, how many sessions beside them."""
    return [visits(span, channel, sessions, **PEOPLE) for span, sessions in rows]


def sums(shop: Shop) -> list[tuple[Any, ...]]:
    ask = shop.published().query
    days = ask("select day, sessions from account_days order by all")
    told = "from campaign_days where sessions is not null"
    channels = ask(f"select campaign_key, day, sessions {told} order by all")
    return [*days, *channels, *ask("select count(*) from campaign_ranges")]


def people(shop: Shop) -> list[tuple[Any, ...]]:
    """Return who is counted over which days, by channel or not."""
    sql = "select day_from, day_to, by_channel, active_users, sessions from people order by all"
    return shop.published().query(sql)


ORDER = [
    # (breakdown, the voice it speaks with), from the first that is heard to the last
    ("", "0"), ("channel", "0:channel"), ("campaign+channel", "0:channel+campaign"),
    ("channel+event", "0:channel+event"), ("audience", "1:audience"),
    ("campaign", "1:campaign"), ("campaign+source_medium", "1:campaign+source_medium"),
    ("device", "1:device"), ("landing_page", "1:landing_page"),
]  # fmt: skip


def test_nothing_finer_speaks_before_the_channels(shop: Shop) -> None:
    report = shop.state.journal()[-1].report
    assert report and report.book == WEB.key
    said = [(cut, voice(replace(report, breakdown=cut))) for cut, _ in ORDER]
    assert said == ORDER and [v for _, v in said] == sorted(v for _, v in said)
    for cut in (SPAN, f"channel+{SPAN}", f"age+{SPAN}", "item", "site_total"):
        assert voice(replace(report, breakdown=cut)) < "0", "below all that sums are made of"


def test_people_over_spans_leave_every_sum_as_it_was(shop: Shop) -> None:
    before = sums(shop)
    assert {row[1] for row in before[:14]} == {50}
    shop.load(spans((WEEK, 9_999), ((1, 14), 9_999), (12, 9_999)), **SITE, breakdown=SPAN)
    by_channel = spans((WEEK, 8_888), (13, 8_888), channel="Direct")
    shop.load(by_channel, **SITE, breakdown=f"channel+{SPAN}")
    assert sums(shop) == before, "neither a week nor a day of them displaces the channels"
    assert people(shop) == [
        (day(1), day(14), False, 150, 9_999), (day(5), day(11), False, 150, 9_999),
        (day(5), day(11), True, 150, 8_888), (day(12), day(12), False, 150, 9_999),
        (day(13), day(13), True, 150, 8_888),
    ]  # fmt: skip
    source = shop.published().sources()[0]
    assert (source.first_day, source.last_day) == (day(1), day(14))


def test_spans_that_reach_back_tell_nothing_of_days_before(shop: Shop) -> None:
    before = shop.published().sources()[0].first_day
    shop.load(spans(((-80, 14), 1)), **SITE, breakdown=SPAN)
    assert shop.published().sources()[0].first_day == before
    behind = shop.published().imports_behind(None, None, day(5), day(11), [WebMeasure.SESSIONS])
    assert [ref.import_id for ref in behind] == [1], "sessions come from the channels alone"


def test_who_is_behind_people(shop: Shop) -> None:
    shop.load(spans((WEEK, 1), ((1, 14), 1)), **SITE, breakdown=SPAN)
    asked = shop.published().imports_behind
    wanted = [WebMeasure.ACTIVE_USERS, WebMeasure.SESSIONS]
    assert [r.import_id for r in asked(None, None, day(5), day(11), wanted)] == [1, 2]
    assert [r.import_id for r in asked(None, None, day(6), day(11), wanted)] == [1]


def test_a_running_week_is_told_again_and_undoing_gives_the_former_back(shop: Shop) -> None:
    shop.load(spans((WEEK, 100)), **SITE, breakdown=SPAN)
    at = shop.published().query("select max(committed_at) from imports")[0][0]
    later = shop.load([visits(WEEK, None, 101, active_users=151)], **SITE, breakdown=SPAN)
    assert later.at is not None
    assert people(shop) == [(day(5), day(11), False, 151, 101)]
    past = shop.published().as_of(at)
    assert past.query("select active_users from people") == [(150,)]
    shop.undo(3)
    assert people(shop) == [(day(5), day(11), False, 150, 100)]
    shop.undo(2)
    assert people(shop) == []


def test_a_file_of_exactly_the_range_says_it_as_well(shop: Shop) -> None:
    """One row without a day, as somebody exports it by hand: its days are the file's range."""
    shop.load([visits(WEEK, None, 350, active_users=149)], **SITE)
    assert people(shop) == [(day(5), day(11), False, 149, 350)]


@pytest.mark.parametrize("cut", ["device", "channel+device", "event", "audience"])
def test_people_of_other_cuts_do_not_add_up_to_all(shop: Shop, cut: str) -> None:
    channel = "Direct" if "channel" in cut else None
    rows = [visits(WEEK, channel, 9, active_users=7), visits(WEEK, channel, 9, active_users=8)]
    shop.load(rows, **SITE, breakdown=cut)
    assert people(shop) == []


def test_cuts_have_a_table_of_their_own(shop: Shop) -> None:
    before = sums(shop)
    rows = [visits(n, None, many, device=name) for n in (1, 2)
            for name, many in (("mobile", 70), ("desktop", 25))]  # fmt: skip
    shop.load(rows, **SITE, breakdown="device")
    link = row(1, "雙11", source_medium="line / owned", sessions=12, key_events=3)
    shop.load([link], **SITE, breakdown="campaign+source_medium")
    assert sums(shop) == before, "they do not displace the channels"
    span, seen = Span(day(1), day(2)), shop.published()
    found = {
        cut: [(x.key, x.figure(how.columns[0]), x.figure(how.columns[5]))
              for one in parts(seen, cut, span) for x in one.lines]
        for cut, how in CUTS.items()
    }  # fmt: skip
    assert {cut: told for cut, told in found.items() if told} == {
        SiteCut.DEVICE: [("mobile", 140, None), ("desktop", 50, None)],
        SiteCut.SOURCE_MEDIUM: [("line / owned", 12, 0.25)],
        SiteCut.CAMPAIGN: [("雙11", 12, 0.25)],
    }
