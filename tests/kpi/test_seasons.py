"""Holidays, seasons and own events: which days they are, and which days of last year they meet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from data.text import Text
from kpi.calendar import news
from kpi.calendar.back import NO_PARTNER, NO_SEASON, season_back
from kpi.calendar.cadence import cadence_of
from kpi.calendar.chosen import choices
from kpi.calendar.holidays import holidays
from kpi.calendar.marks import campaign_days, drawn, indexed, marks, occasions
from kpi.calendar.occasion import Kind
from kpi.calendar.own import Event, events, roots
from kpi.calendar.seasons import BY_KEY, SEASONS, seasons
from kpi.calendar.taking import NotTaken, Taking, taken_part, taking
from kpi.calendar.taking import keep as take
from kpi.catalog import KPIS
from kpi.goals.goal import Goal
from kpi.period import Span


def d(day: str) -> date:
    """Return a day written in ISO."""
    return date.fromisoformat(day)


def span(days: str) -> Span:
    """Return the span of ``2026-11-01/2026-11-11``, or of one day."""
    first, _, last = days.partition("/")
    return Span(d(first), d(last or first))


def keep(state: State, key: str, days: str, kind: Kind = "campaign", **more: Any) -> None:
    """Keep an own event."""
    on = span(days)
    state.save_events([Event(key, kind, key, on.start, on.end, **more).as_doc()], "甲", "test")


OWN_DAYS = [
    # lunar: they move by up to a month
    ("newyear", "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26"),
    ("qixi", "2024-08-10 2025-08-29 2026-08-19 2027-08-08 2028-08-26"),
    ("ghost", "2024-08-18 2025-09-06 2026-08-27 2027-08-16 2028-09-03"),
    ("moon", "2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03"),
    # by weekday
    ("mother", "2024-05-12 2025-05-11 2026-05-10 2027-05-09 2028-05-14"),
    ("black", "2024-11-29 2025-11-28 2026-11-27 2027-11-26 2028-11-24"),
    ("double11", "2024-11-11 2025-11-11 2026-11-11 2027-11-11 2028-11-11"),
]


@pytest.mark.parametrize(("key", "days"), OWN_DAYS)
def test_the_own_day_of_a_season(key: str, days: str) -> None:
    assert [BY_KEY[key].day(year) for year in range(2024, 2029)] == [*map(d, days.split())]


SPANS = [
    ("newyear", 2028, "2027-12-29/2028-01-24"),  # begins in the year before
    ("newyear", 2026, "2026-01-20/2026-02-15"),
    ("women", 2028, "2028-03-01/2028-03-08"),  # after a leap day
    ("valentine", 2026, "2026-02-07/2026-02-14"),
    ("double11", 2026, "2026-10-20/2026-11-11"),  # the warm-up from 10/20
    ("black", 2026, "2026-11-23/2026-11-30"),
    ("moon", 2025, "2025-09-15/2025-10-06"),
    ("christmas", 2026, "2026-12-15/2026-12-25"),
]


@pytest.mark.parametrize(("key", "year", "days"), SPANS)
def test_the_days_of_a_season(key: str, year: int, days: str) -> None:
    assert BY_KEY[key].of(year).span == span(days)


@pytest.mark.parametrize(
    ("looked_at", "wanted"),
    [
        ("2027-12-31", ["newyear.2028"]),
        ("2028-01-01", ["newyear.2028"]),
        ("2026-04-01", []),
        ("2026-02-14", ["newyear.2026", "valentine.2026"]),
        ("2027-08-08", ["father.2027", "qixi.2027", "ghost.2027"]),
        ("1850-06-18", []),  # no lunar calendar is kept for it, so no season of that year
    ],
)
def test_what_season_a_day_lies_in(looked_at: str, wanted: list[str]) -> None:
    assert sorted(o.code for o in seasons(span(looked_at))) == sorted(wanted)


def test_every_season_has_its_name_and_its_own_days_within_reach() -> None:
    assert len({s.key for s in SEASONS}) == len({s.name for s in SEASONS}) == len(SEASONS) == 15
    for season in SEASONS:
        found = season.of(2026)
        assert found.span.days == season.of(2025).span.days, "so that days meet by their number"
        assert abs((found.span.end - found.day).days) <= 3


HOLIDAYS = [
    ("2026-02-10/2026-02-28", [
        ("2026-02-15/2026-02-16", "農曆除夕"), ("2026-02-17/2026-02-19", "春節"),
        ("2026-02-20", "農曆除夕（補假）"), ("2026-02-27", "和平紀念日（補假）"),
        ("2026-02-28", "和平紀念日"),
    ]),
    ("2025-01-26/2025-02-08", [
        ("2025-01-27", "放假日（2025-02-08 補班）"), ("2025-01-28", "農曆除夕"),
        ("2025-01-29/2025-01-31", "春節"), ("2025-02-08", "補班"),
    ]),
    ("2026-09-24/2026-09-28", [("2026-09-25", "中秋節"), ("2026-09-28", "孔子誕辰紀念日")]),
    ("2026-03-09/2026-03-20", []),
]  # fmt: skip


@pytest.mark.parametrize(("looked_at", "wanted"), HOLIDAYS)
def test_holidays(looked_at: str, wanted: list[tuple[str, str]]) -> None:
    found = [(o.span, o.name.zh) for o in holidays(span(looked_at))]
    assert found == [(span(days), name) for days, name in wanted]
    assert all(o.name.en.isascii() for o in holidays(span(looked_at)))


def test_marks_belong_to_kpis_and_stand_in_order(state: State) -> None:
    keep(state, "週年慶", "2026-03-25/2026-04-02")
    keep(state, "金流當機", "2026-04-01", "outage", kpis=("orders", "revenue"))
    keep(state, "四月貼文", "2026-04-01", "social", kpis=("social_engagement",))
    looked_at = span("2026-04-01/2026-04-06")
    told = {key: [m.name for m in marks(state, looked_at, key)] for key in (None, "orders", "ctr")}
    days_off = ["兒童節（補假）", "兒童節", "民族掃墓節", "民族掃墓節（補假）"]
    assert told["ctr"] == ["週年慶", *days_off]
    assert told["orders"] == ["週年慶", "金流當機", *days_off]
    assert sorted(told[None]) == sorted(["週年慶", "四月貼文", "金流當機", *days_off])
    first = marks(state, looked_at, "ctr", "en")[0]
    assert (first.day, first.until, first.kind) == (d("2026-03-25"), d("2026-04-02"), "campaign")
    assert marks(state, looked_at, "ctr", "en")[1].name == "Children's Day (observed)"


@pytest.mark.parametrize(
    ("looked_at", "kpi", "wanted"),
    [
        ("2026-03-28/2026-04-05", None, "2026-03-30/2026-04-02"),  # over a month end
        ("2026-04-01/2026-04-01", "orders", "2026-04-01"),
        ("2026-03-28/2026-04-05", "ctr", ""),  # the campaign is of other KPIs
        ("2026-03-10/2026-03-20", None, ""),
    ],
)
def test_campaign_days(state: State, looked_at: str, kpi: str | None, wanted: str) -> None:
    keep(state, "快閃", "2026-03-30/2026-04-02", kpis=("orders",))
    keep(state, "直播", "2026-04-04", "social")
    days = {s.start for s in span(wanted).each_day()} if wanted else set()
    assert campaign_days(state, span(looked_at), kpi) == days


def test_a_season_makes_campaign_days_of_every_kpi(state: State) -> None:
    found = campaign_days(state, span("2026-11-09/2026-11-30"), "ctr")
    assert found == {s.start for days in ("2026-11-09/2026-11-11", "2026-11-23/2026-11-30")
                     for s in span(days).each_day()}  # fmt: skip


KEYS = [
    ("2026-11-11", "double11+0"), ("2026-10-20", "double11-22"), ("2026-10-19", None),
    ("2025-11-11", "double11+0"), ("2026-02-14", "valentine+0"), ("2026-02-15", "newyear-2"),
    ("2025-01-27", "newyear-2"),  # the same day of the lunar year, also a day off
    ("2026-02-16", "holiday 農曆除夕+0"), ("2025-01-28", "holiday 農曆除夕+0"),
    ("2026-02-19", "holiday 春節+2"), ("2026-06-05", "typhoon"), ("2026-06-06", "618-12"),
    ("2026-07-03", "開站慶+2"), ("2027-07-08", "開站慶+1"), ("2026-07-20", None),
]  # fmt: skip


@pytest.mark.parametrize(("day", "wanted"), KEYS)
def test_special_days_have_one_key_in_every_year(
    state: State, day: str, wanted: str | None
) -> None:
    keep(state, "颱風", "2026-06-05", "typhoon")
    keep(state, "貼文", "2026-07-20", "content")
    keep(state, "開站慶", "2026-07-01/2026-07-05")
    keep(state, "開站慶二", "2027-07-07/2027-07-10", partner="開站慶")
    found = indexed(state, span(day))
    assert found == ({d(day): wanted} if wanted else {})


@pytest.mark.parametrize(
    ("partners", "wanted"),
    [
        ({"a": None, "b": "a", "c": "b"}, {"a": "a", "b": "a", "c": "a"}),
        ({"a": "b", "b": "a"}, {"a": "b", "b": "a"}),  # a circle ends somewhere
        ({"a": "a"}, {"a": "a"}),
        ({"b": "gone"}, {"b": "b"}),
    ],
)
def test_the_root_of_partners(partners: Mapping[str, str | None], wanted: dict[str, str]) -> None:
    day = d("2026-01-01")
    every = [Event(k, "campaign", k, day, day, partner=p).occasion() for k, p in partners.items()]
    assert roots(every) == wanted


BACK = [
    # 年貨節 moved from 2025-01-29 to 2026-02-17: day by day, 19 days apart from last year's dates
    ("2026-01-20/2026-02-15", "newyear.2026", "2025-01-01/2025-01-27"),
    ("2027-12-29/2028-01-24", "newyear.2028", "2027-01-09/2027-02-04"),  # over New Year
    ("2026-10-20/2026-11-11", "double11.2026", "2025-10-20/2025-11-11"),
    ("2026-10-20/2026-10-31", "double11.2026", "2025-10-20/2025-10-31"),  # as far as it has come
    ("2026-04-19/2026-05-10", "mother.2026", "2025-04-20/2025-05-11"),  # Sunday meets Sunday
    ("2026-08-12/2026-08-19", "qixi.2026", "2025-08-22/2025-08-29"),
    ("2028-03-01/2028-03-08", "women.2028", "2027-03-01/2027-03-08"),  # a leap day between
    ("2029-02-16/2029-03-02", "newyear.2029", NO_SEASON),  # not its days
    ("2026-03-15/2026-03-20", None, NO_SEASON),
]


@pytest.mark.parametrize(("looked_at", "code", "wanted"), BACK)
def test_a_season_meets_its_own_days(looked_at: str, code: str | None, wanted: Any) -> None:
    found = season_back(span(looked_at), seasons(span(looked_at)), code)
    assert found == (span(wanted) if isinstance(wanted, str) else wanted)


OWN_BACK = [
    ("五月", "2026-05-03/2026-05-06", "2025-05-20/2025-05-23"),
    ("五月", "2026-05-04/2026-05-05", "2025-05-21/2025-05-22"),
    ("五月", "2026-05-03/2026-05-10", "4 天"),  # last year's was shorter: withheld
    ("單獨", "2026-06-01/2026-06-03", "沒有指定"),
    ("失聯", "2026-07-01/2026-07-03", "已經不在"),
]


@pytest.mark.parametrize(("code", "looked_at", "wanted"), OWN_BACK)
def test_a_campaign_meets_its_partner_or_says_why_not(
    state: State, code: str, looked_at: str, wanted: str
) -> None:
    keep(state, "去年五月", "2025-05-20/2025-05-23")
    keep(state, "五月", "2026-05-03/2026-05-10", partner="去年五月")
    keep(state, "單獨", "2026-06-01/2026-06-03")
    keep(state, "失聯", "2026-07-01/2026-07-03", partner="刪掉的")
    known = [event.occasion() for event in events(state)]
    found = season_back(span(looked_at), known, code)
    if isinstance(found, Text):
        assert wanted in found.zh
    else:
        assert found == span(wanted)


@pytest.mark.parametrize(("first", "told"), [("2025-10-20", False), ("2025-10-21", True)])
def test_a_season_before_the_data_is_withheld(first: str, told: bool) -> None:
    looked_at = span("2026-10-20/2026-11-11")
    found = season_back(looked_at, seasons(looked_at), "double11.2026", d(first))
    assert isinstance(found, Text) == told
    if isinstance(found, Text):
        assert "2025/10/21" in found.zh and "2025/10/20–2025/11/11" in found.en


def test_an_event_is_kept_as_it_is(state: State) -> None:
    one = Event("a", "content", "選茶", d("2026-02-28"), d("2026-03-01"), "烏龍", "IG", "outside",
                "小美", ("ctr",))  # fmt: skip
    state.save_events([one.as_doc()], "甲", "行事曆")
    (kept,) = events(state)
    assert kept == Event.from_doc({**one.as_doc(), "version": 1})
    assert [o.key for o in occasions(state, span("2026-03-01")) if o.kind == "content"] == ["a"]
    assert NO_PARTNER.fill(name="甲").zh.startswith("「甲」")
    assert kept.span.days == 2 and kept.last - kept.first == timedelta(1)


RHYTHMS = [
    ("ctr", "week", "2026-11-11", "week"),  # a season alone is a mark, no campaign of the team
    ("ctr", "month", "2026-10-20", "month"),
    # a leading KPI within an own campaign over a month end, at its two ends, and beside it
    ("ctr", "week", "2026-03-31", "day"),
    ("ctr", "month", "2026-03-30", "day"),
    ("ctr", "week", "2026-04-02", "day"),
    ("ctr", "week", "2026-04-03", "week"),
    ("cac", "month", "2026-03-31", "month"),  # a lagging one keeps its month
    ("revenue", "week", "2026-03-31", "week"),
    ("cpc", "week", "2026-04-02", "week"),  # of other KPIs
    ("ctr", "week", "2026-03-20", "week"),  # a post is no campaign
]


@pytest.mark.parametrize(("key", "usual", "day", "wanted"), RHYTHMS)
def test_how_often_a_goal_is_looked_at(
    state: State, key: str, usual: Any, day: str, wanted: str
) -> None:
    keep(state, "快閃", "2026-03-30/2026-04-02", kpis=("ctr", "cac", "revenue"))
    keep(state, "貼文", "2026-03-20", "social")
    nobody = Text("甲", "A")
    goal = Goal("g", key, (), "core", Decimal(1), nobody, nobody, cadence=usual)
    assert cadence_of(goal, KPIS[key], d(day), state) == wanted


SENTENCES = [
    ("2026-11-22", "今天不在任何檔期裡；明天開始黑五（11/23–11/30）。"),
    ("2026-11-11", "雙 11（到 11/11）進行中；接下來是黑五（11/23–11/30，12 天後）。"),
    ("2026-12-01", "雙 12（到 12/12）進行中；接下來是聖誕（12/15–12/25，14 天後）。"),
    ("2026-12-31", "今天不在任何檔期裡；接下來是年貨節（2027/1/9–2027/2/4，9 天後）。"),
    ("2026-02-10", "年貨節（到 2/15）、西洋情人節（到 2/14）進行中；"
     "接下來是 38 女王節（3/1–3/8，19 天後）。"),
]  # fmt: skip


@pytest.mark.parametrize(("today", "wanted"), SENTENCES)
def test_the_calendar_in_one_sentence(state: State, today: str, wanted: str) -> None:
    keep(state, "貼文", today, "social")
    found = occasions(state, news.around(d(today)))
    assert news.sentence(found, d(today), "zh") == wanted
    assert news.sentence(found, d(today), "en")[0].isupper()


def test_what_a_chart_of_days_draws(state: State) -> None:
    keep(state, "快閃", "2026-11-05/2026-11-06", kpis=("revenue",))
    keep(state, "貼文", "2026-11-20", "social", kpis=("ctr",))
    known = occasions(state, span("2026-11-01/2026-11-30"))
    told = {key: [(m.at, m.label) for m in drawn(known, key, "zh")] for key in ("revenue", "ctr")}
    seasons_then = [(d("2026-11-27"), "黑五"), (d("2026-11-11"), "雙 11")]
    assert told["revenue"] == [(d("2026-11-05"), "快閃"), *seasons_then]
    assert told["ctr"] == [(d("2026-11-20"), "貼文"), *seasons_then], "a team's own stand first"


# -- which a team takes part in -------------------------------------------------------------------

NOVEMBER = span("2026-10-01/2026-11-30")
ODD: list[tuple[Any, Taking]] = [
    # what a setting may hold, and how it is meant: 雙 11 is shipped as 22 days before, 0 after
    (None, Taking(True, 22, 0)),
    ("off", Taking(True, 22, 0)),
    ({}, Taking(True, 22, 0)),
    ({"on": False}, Taking(False, 22, 0)),
    ({"on": True, "before": 10, "after": 3}, Taking(True, 10, 3)),
    ({"on": True, "before": "10", "after": 3}, Taking(True, 22, 0)),
    ({"on": True, "before": 2, "after": -3}, Taking(True, 22, 0)),
    ({"on": False, "before": 61, "after": 0}, Taking(False, 22, 0)),
    ({"on": True, "before": -2, "after": 5}, Taking(True, -2, 5)),
]


@pytest.mark.parametrize(("kept", "meant"), ODD)
def test_a_setting_that_cannot_be_so_is_as_shipped(state: State, kept: Any, meant: Taking) -> None:
    if kept is not None:
        state.set_setting("season.double11", kept, "甲", "test")
    assert taking(state, "double11") == meant


@pytest.mark.parametrize(
    ("new", "days"),
    [
        (Taking(False, 22, 0), None),
        (Taking(True, 10, 3), "2026-11-01/2026-11-14"),  # later and longer
        (Taking(True, 30, 0), "2026-10-12/2026-11-11"),
        (Taking(True, -1, 4), "2026-11-12/2026-11-15"),  # only the encore
        (Taking(True, 0, 0), "2026-11-11"),
    ],
)
def test_marks_and_comparison_follow_what_a_team_takes_part_in(
    state: State, new: Taking, days: str | None
) -> None:
    take(state, "double11", new, taking(state, "double11"), "甲", "我們的檔期")
    found = [o for o in occasions(state, NOVEMBER) if o.key == "double11"]
    assert [o.span for o in found] == ([span(days)] if days else [])
    assert ("double11" in {o.key for o in choices(state, d("2026-11-20"))}) is bool(days)
    keys = [key for key in indexed(state, NOVEMBER).values() if key.startswith("double11")]
    assert bool(keys) is bool(days)
    drawn_days = campaign_days(state, span("2026-10-12/2026-10-19"))
    assert bool(drawn_days) is (new.on and new.before == 30)
    if days:
        whole = found[0]
        back = season_back(whole.span, found, whole.code)
        assert isinstance(back, Span) and back.days == whole.span.days
        assert back.end - d("2025-11-11") == whole.span.end - d("2026-11-11")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (Taking(True, 61, 0), "60"),
        (Taking(True, 0, -61), "60"),
        (Taking(True, 3, -4), "結束比開始早"),
    ],
)
def test_days_that_are_no_days_are_refused(state: State, new: Taking, why: str) -> None:
    with pytest.raises(NotTaken) as refused:
        take(state, "618", new, taking(state, "618"), "甲", "x")
    assert why in refused.value.text.zh and taking(state, "618") == Taking(True, 17, 0)


def test_the_second_of_two_is_told_and_the_record_says_who(state: State) -> None:
    seen = taking(state, "double12")
    take(state, "double12", Taking(False, 11, 0), seen, "甲", "今年不做")
    with pytest.raises(NotTaken) as refused:
        take(state, "double12", Taking(True, 20, 0), seen, "乙", "早點開始")
    assert "雙 12" in refused.value.text.zh
    take(state, "618", Taking(False, 17, 0), taking(state, "618"), "乙", "也不做")
    assert {s.key for s in SEASONS} - {s.key for s in taken_part(state)} == {"double12", "618"}
    (row,) = state.audit("setting season.double12")
    assert (row["by"], row["why"], row["new"]["on"]) == ("甲", "今年不做", False)


def test_one_that_reaches_into_the_next_year_is_found_there(state: State) -> None:
    take(state, "christmas", Taking(True, 10, 40), taking(state, "christmas"), "甲", "清倉")
    january = span("2027-01-10/2027-01-20")
    assert "christmas" in {o.key for o in occasions(state, january)}
