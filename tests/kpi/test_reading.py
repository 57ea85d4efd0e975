"""A KPI over a period and a cut: blocks, bases, currencies, ranges, comparisons, completeness."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.snapshot import Snapshot
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension, ImpossibleCut, dimension, path
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow

NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 17))
TODAY = d(2026, 11, 18)


def read(
    snapshot: Snapshot,
    kpi: str,
    *by: str,
    span: Span = NOVEMBER,
    today: d = TODAY,
    currency: str | None = "TWD",
    **where: str,
) -> list[Reading]:
    """Read one KPI in TWD."""
    dims = [Dimension(name) for name in by]
    asked = {Dimension(name): value for name, value in where.items()}
    return read_all(snapshot, [KPIS[kpi]], span, dims, asked, today, Terms(currency))


def one(snapshot: Snapshot, kpi: str, **how: Any) -> Reading:
    """Read one KPI without a cut."""
    (row,) = read(snapshot, kpi, **how)
    return row


@pytest.fixture
def two(world: Any) -> Any:
    """Return Google without link clicks, Meta with them, one day each."""
    world.account("甲", "google_ads").account("乙", "meta_ads")
    world.day("甲", d(2026, 11, 2), impressions=1000, clicks_all=50, cost=Decimal(500),
              conversions=Decimal("2.5"), conversion_value=Decimal(2000))  # fmt: skip
    world.day("乙", d(2026, 11, 3), impressions=3000, clicks_all=90, link_clicks=30,
              landing_page_views=24, cost=Decimal(300), conversions=Decimal(2),
              conversion_value=Decimal(900))  # fmt: skip
    return world


@pytest.mark.parametrize(
    ("kpi", "how", "value", "basis", "partial"),
    [
        # nothing at all, and nothing within the filter
        ("clicks", {"span": Span(d(2026, 12, 1), d(2026, 12, 2))}, None, None, False),
        ("clicks", {"account": "丁"}, None, None, False),
        ("clicks", {}, 80, "mixed", False),
        ("clicks", {"platform": "google_ads"}, 50, "all", False),
        ("clicks", {"platform": "meta_ads"}, 30, "link", False),
        ("clicks", {"account": "id-2"}, 30, "link", False),
        ("clicks_all", {}, 140, "all", False),
        ("ctr", {}, 80 / 4000, "mixed", False),
        ("cpc", {}, 10.0, "mixed", False),
        ("cpm", {}, 200.0, None, False),
        # Google knows no landing page views: what is read speaks for Meta alone
        ("landing_rate", {}, 0.8, "link", True),
        ("landing_rate", {"platform": "meta_ads"}, 0.8, "link", False),
        ("landing_rate", {"platform": "google_ads"}, None, None, True),
        # several platforms claim the same orders
        ("conversions", {}, Decimal("4.5"), None, False),
        ("cpa", {}, None, None, False),
        ("roas", {}, None, None, False),
        ("cvr_click", {}, None, "mixed", False),
        ("cpa", {"platform": "google_ads"}, 200.0, None, False),
        ("cvr_click", {"platform": "meta_ads"}, 2 / 30, "link", False),
    ],
)
def test_bases_and_platforms(
    two: Any, kpi: str, how: Any, value: Any, basis: str | None, partial: bool
) -> None:
    row = one(two.snapshot, kpi, **how)
    assert row.value == (pytest.approx(value) if isinstance(value, float) else value)
    assert row.basis == basis
    assert (Flag.PARTIAL_COVERAGE in row.flags) is partial


def test_a_ratio_counts_only_what_carries_both_of_its_parts(world: Any) -> None:
    world.account("甲", "google_ads").account("乙", "meta_ads")
    world.day("甲", d(2026, 11, 2), cost=Decimal(100), conversions=Decimal(4))
    world.day("甲", d(2026, 11, 3), cost=Decimal(900))  # that day's export had no conversions
    world.day("乙", d(2026, 11, 3), cost=Decimal(70))
    row = one(world.snapshot, "cpa")
    assert (row.value, row.numerator, row.denominator) == (25.0, Decimal(100), Decimal(4))
    assert row.platforms == {"google_ads"}, "Meta carries no conversions: one platform remains"
    assert Flag.PARTIAL_COVERAGE in row.flags
    assert one(world.snapshot, "cost").value == Decimal(1070)


def test_coverage_is_decided_by_block_and_not_by_row(world: Any) -> None:
    world.account("甲", "google_ads")
    world.day("甲", d(2026, 11, 2), "A", cost=Decimal(100), conversions=Decimal(4))
    world.day(
        "甲", d(2026, 11, 2), "B", cost=Decimal(60)
    )  # none happened, its export had the column
    world.day("甲", d(2026, 11, 3), "B", cost=Decimal(40))  # this day's export had no such column
    rows = {r.cut[-1][1]: r for r in read(world.snapshot, "cpa", "campaign")}
    assert {name: r.value for name, r in rows.items()} == {"A": 25.0, "B": None}
    assert rows["B"].numerator == Decimal(60)
    assert Flag.PARTIAL_COVERAGE in rows["B"].flags
    assert Flag.PARTIAL_COVERAGE not in rows["A"].flags
    assert rows["A"].cut == (("platform", "google_ads"), ("account", "甲"), ("campaign", "A"))


def test_link_clicks_are_chosen_by_block(world: Any) -> None:
    world.account("乙", "meta_ads")
    world.day("乙", d(2026, 11, 2), "A", clicks_all=10, link_clicks=4)
    world.day("乙", d(2026, 11, 2), "B", clicks_all=10)
    world.day("乙", d(2026, 11, 3), "B", clicks_all=7)
    rows = {r.cut[-1][1]: r for r in read(world.snapshot, "clicks", "campaign")}
    assert (rows["A"].value, rows["A"].basis) == (4, "link")
    assert (rows["B"].value, rows["B"].basis) == (7, "mixed"), "11/2 has link clicks: none for B"


def test_two_campaigns_of_one_name_stay_apart(world: Any) -> None:
    world.account("乙", "meta_ads")
    world.day("乙", d(2026, 11, 2), "A", cost=Decimal(1))
    world.day("乙", d(2026, 11, 2), "B", cost=Decimal(2))
    world.con.execute("update campaigns set campaign = 'A'")
    names = [r.cut[-1][1] for r in read(world.snapshot, "cost", "campaign")]
    assert names == ["A (c100)", "A (c101)"]
    assert one(world.snapshot, "cost", campaign="A").value == Decimal(3)
    assert one(world.snapshot, "cost", campaign="c101").value == Decimal(2)
    assert [r.value for r in read(world.snapshot, "cost", "campaign", campaign="c101")] == [2]


def test_ad_groups(world: Any) -> None:
    world.account("乙", "meta_ads").day("乙", d(2026, 11, 2), "A", cost=Decimal(9), link_clicks=3)
    key = world.con.execute("select campaign_key from campaigns").fetchone()[0]
    world._insert("ad_groups", ad_group_key=7, campaign_key=key, ad_group="受眾 1")
    keys = {"platform": "meta_ads", "account_key": 1, "campaign_key": key, "ad_group_key": 7}
    facts = {"day": d(2026, 11, 2), "cost": Decimal(6), "link_clicks": 2, "reach_rows": 1}
    world._insert("ad_group_days", **keys, **facts)
    (row,) = read(world.snapshot, "cpc", "ad_group", campaign="A")
    assert (row.value, row.numerator) == (3.0, Decimal(6))
    assert [name for name, _ in row.cut] == ["platform", "account", "campaign", "ad_group"]
    assert one(world.snapshot, "cost", ad_group="受眾 1").value == Decimal(6)
    assert one(world.snapshot, "cost", campaign="A").value == Decimal(9)


@pytest.mark.parametrize(
    ("kpi", "value"),
    [("cost", Decimal(100)), ("cpc", 10.0), ("clicks", 30), ("roas", 3.0)],
)
def test_money_of_another_currency_is_left_out(world: Any, kpi: str, value: Any) -> None:
    world.account("甲", "google_ads").account("丙", "google_ads", currency="USD")
    for name in ("甲", "丙"):
        clicks = 10 if name == "甲" else 20
        world.day(name, d(2026, 11, 2), clicks_all=clicks, cost=Decimal(100),
                  conversion_value=Decimal(300))  # fmt: skip
    row = one(world.snapshot, kpi)
    assert row.value == value
    assert (Flag.PARTIAL_COVERAGE in row.flags) is (kpi != "clicks")
    assert one(world.snapshot, "cost", account="丙").value is None


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([(2, 400, 1), (3, 400, 1)], None),  # reach does not add over days
        ([(2, None, 3)], None),  # three exported rows: no reach is kept
        ([(2, 400, 1), (3, None, 2)], None),
        ([(2, 400, 1)], 2.5),
    ],
)
def test_frequency_only_of_one_exported_row(world: Any, rows: Any, value: float | None) -> None:
    world.account("乙", "meta_ads")
    for day, reach, exported in rows:
        world.day("乙", d(2026, 11, day), impressions=1000, reach=reach, reach_rows=exported)
    assert one(world.snapshot, "frequency").value == value


def test_range_only_facts_count_in_periods_that_contain_them(world: Any) -> None:
    world.account("乙", "meta_ads")
    world.range("乙", d(2026, 11, 1), d(2026, 11, 10), impressions=100, cost=Decimal(50), reach=40)
    whole = one(world.snapshot, "cost")
    assert whole.value == Decimal(50)
    assert one(world.snapshot, "frequency").value == 2.5
    assert one(world.snapshot, "cost", span=Span(d(2026, 11, 2), d(2026, 11, 17))).value is None
    assert [r.value for r in read(world.snapshot, "cost", "platform")] == [Decimal(50)]
    assert read(world.snapshot, "cost", "day") == []


def test_a_range_never_mixes_with_the_day_it_ends_on(world: Any) -> None:
    world.account("乙", "meta_ads")
    for day in range(1, 11):
        world.day("乙", d(2026, 11, day), cost=Decimal(10))
    world.range("乙", d(2026, 11, 1), d(2026, 11, 10), conversions=Decimal(20), cost=Decimal(100))
    row = one(world.snapshot, "cpa")
    assert row.value is None, "one day's cost over ten days' conversions is no CPA"
    assert one(world.snapshot, "conversions").value == Decimal(20)


def test_ranges_of_different_length_that_end_together_stay_apart(world: Any) -> None:
    world.account("乙", "meta_ads")
    world.range("乙", d(2026, 11, 1), d(2026, 11, 10), cost=Decimal(100))
    world.range("乙", d(2026, 11, 6), d(2026, 11, 10), conversions=Decimal(5))
    row = one(world.snapshot, "cpa")
    assert row.value is None
    assert Flag.PARTIAL_COVERAGE in row.flags


def test_comparisons(world: Any) -> None:
    world.account("甲", "google_ads")
    for day, clicks in [
        (d(2026, 11, 1), 10), (d(2026, 11, 10), 5),
        (d(2026, 10, 31), 4), (d(2026, 10, 22), 2), (d(2026, 10, 21), 1),
        (d(2025, 11, 1), 7), (d(2025, 11, 10), 1), (d(2025, 11, 11), 100),
    ]:  # fmt: skip
        world.day("甲", day, clicks_all=clicks)
    row = one(world.snapshot, "clicks_all", span=Span(d(2026, 11, 1), d(2026, 11, 10)))
    assert (row.value, row.previous, row.last_year) == (15, 6, 8)


def test_weeks_meet_the_same_weekdays_last_year(world: Any) -> None:
    world.account("甲", "google_ads")
    world.day("甲", d(2026, 11, 2), clicks_all=1).day("甲", d(2026, 11, 9), clicks_all=2)
    world.day("甲", d(2025, 11, 3), clicks_all=3).day("甲", d(2025, 11, 10), clicks_all=4)
    rows = read(world.snapshot, "clicks_all", "week", span=Span(d(2026, 11, 2), d(2026, 11, 15)))
    told = [(r.cut, r.value, r.previous, r.last_year) for r in rows]
    assert told == [
        ((("week", "2026-11-02"),), 1, None, 3),
        ((("week", "2026-11-09"),), 2, 1, 4),
    ]


def test_times_and_entities_cut_together(two: Any) -> None:
    rows = read(two.snapshot, "cost", "platform", "day", "month")
    assert [(dict(r.cut), r.value) for r in rows] == [
        ({"month": "2026-11", "day": "2026-11-02", "platform": "google_ads"}, Decimal(500)),
        ({"month": "2026-11", "day": "2026-11-03", "platform": "meta_ads"}, Decimal(300)),
    ]


@pytest.mark.parametrize(
    ("google", "meta", "today", "end", "complete", "flags"),
    [
        (None, d(2026, 11, 17), TODAY, 17, d(2026, 11, 17), {Flag.STALE}),
        (d(2026, 11, 17), d(2026, 11, 17), TODAY, 17, d(2026, 11, 17), set()),
        (d(2026, 11, 17), d(2026, 11, 14), TODAY, 17, d(2026, 11, 14), {Flag.PARTIAL}),
        # four days behind is not updated: it no longer holds the others back
        (d(2026, 11, 17), d(2026, 11, 13), TODAY, 17, d(2026, 11, 17), {Flag.STALE}),
        (d(2026, 11, 12), d(2026, 11, 13), TODAY, 17, d(2026, 11, 12), {Flag.STALE, Flag.PARTIAL}),
        # nobody can be late for days that are not over
        (d(2026, 11, 17), d(2026, 11, 17), TODAY, 30, d(2026, 11, 17), {Flag.PARTIAL}),
        (d(2026, 11, 17), d(2026, 11, 17), d(2026, 11, 22), 30, d(2026, 11, 17),
         {Flag.STALE, Flag.PARTIAL}),
        (d(2026, 11, 17), d(2026, 11, 9), TODAY, 8, d(2026, 11, 9), set()),
    ],
)  # fmt: skip
def test_completeness(
    world: Any, google: d | None, meta: d, today: d, end: int, complete: d, flags: set[Flag]
) -> None:
    world.account("甲", "google_ads", complete_to=google).account(
        "乙", "meta_ads", complete_to=meta
    )
    for name in ("甲", "乙"):
        world.day(name, d(2026, 11, 2), impressions=10)
    span = Span(d(2026, 11, 1), d(2026, 11, end))
    row = one(world.snapshot, "impressions", span=span, today=today)
    assert set(row.flags) == flags
    assert row.complete_to == complete


def test_what_has_no_name_is_a_row_only_where_it_has_an_answer(world: Any) -> None:
    """A table of events names no channel and tells no sessions; one of the site does both."""
    world.account("站", "ga4")
    world.day("站", d(2026, 11, 2), "Direct", sessions=5).day("站", d(2026, 11, 2), key_events=3)
    world.con.execute(
        "insert into campaign_days by name select day, platform, account_key, reach_rows,"
        " key_events from account_days where key_events = 3"
    )
    kpis = [KPIS["sessions"], KPIS["key_events"]]
    found = read_all(
        world.snapshot, kpis, NOVEMBER, [Dimension.CHANNEL], {}, d(2026, 11, 18), Terms("TWD")
    )
    assert {(r.kpi.key, dict(r.cut)["channel"], r.value) for r in found} == {
        ("sessions", "Direct", 5), ("key_events", "Direct", None), ("key_events", "–", 3),
    }  # fmt: skip


def test_fees_are_as_complete_as_their_media_and_bills_as_their_ledger(world: Any) -> None:
    world.account("甲", "google_ads", complete_to=d(2026, 11, 17))
    world.account("帳", "costs", complete_to=d(2026, 11, 30))
    world.day("甲", d(2026, 11, 17), cost=Decimal(9)).day("帳", d(2026, 11, 30), amount=Decimal(5))
    world.con.execute(
        "insert into accounts by name select -1 as account_key, 'fees' as platform, '甲' as account"
    )
    fee = {"day": d(2026, 11, 17), "platform": "fees", "account_key": -1, "amount": Decimal(1)}
    world._insert("account_days", **fee)
    world._insert("fees", day=fee["day"], account_key=1, vendor="乙", fee=Decimal(1))
    ends = {s.platform: s.complete_to for s in extent(world.snapshot).sources}
    assert ends == {
        "google_ads": d(2026, 11, 17), "costs": d(2026, 11, 30), "fees": d(2026, 11, 17),
    }  # fmt: skip


def test_only_sources_that_feed_a_kpi_decide_its_completeness(world: Any) -> None:
    world.account("甲", "google_ads", complete_to=d(2026, 11, 5))
    world.account("乙", "meta_ads")
    world.day("甲", d(2026, 11, 2), impressions=10)
    world.day("乙", d(2026, 11, 2), link_clicks=10, landing_page_views=9)
    row = one(world.snapshot, "landing_rate")
    assert (row.complete_to, row.flags) == (d(2026, 11, 17), (Flag.PARTIAL_COVERAGE,))


def test_a_source_that_stopped_bringing_figures_is_noticed(world: Any) -> None:
    world.account("甲", "google_ads").account("乙", "meta_ads", complete_to=d(2026, 10, 28))
    world.day("甲", d(2026, 11, 2), cost=Decimal(5)).day("乙", d(2026, 10, 20), cost=Decimal(9))
    assert Flag.STALE in one(world.snapshot, "cost").flags


def test_taxes_that_differ_are_flagged_for_money_only(two: Any) -> None:
    two.con.execute("update accounts set tax = 'included' where account = '甲'")
    assert Flag.TAX_MIXED in one(two.snapshot, "cpc").flags
    assert Flag.TAX_MIXED not in one(two.snapshot, "ctr").flags


@pytest.mark.parametrize(
    ("name", "said"),
    [("device", "device"), ("plattform", "platform")],
)
def test_impossible_cuts_teach(name: str, said: str) -> None:
    with pytest.raises(ImpossibleCut) as wrong:
        dimension(name)
    assert said in wrong.value.text.en
    assert "ad_group" in wrong.value.text.zh, "it says what can be used"


def test_paths() -> None:
    asked = [Dimension.CAMPAIGN, Dimension.DAY]
    assert path(asked) == (Dimension.PLATFORM, Dimension.ACCOUNT, Dimension.CAMPAIGN)
    assert path([Dimension.DAY]) == ()
    assert path([Dimension.PLATFORM]) == (Dimension.PLATFORM,)
