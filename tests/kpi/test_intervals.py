"""Between which values a reading lies: counted, by its days, or not told; and rows that lean."""

from __future__ import annotations

import dataclasses
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.answer import rows_of
from kpi.card import Flag, Verdict
from kpi.catalog import KPIS
from kpi.channels.lines import channels
from kpi.channels.place import Place
from kpi.cut import Dimension
from kpi.doubt.delta import delta
from kpi.doubt.segments import intervals
from kpi.doubt.wilson import wilson
from kpi.goals.fields import as_doc
from kpi.overview.situation import situation
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms
from tests.kpi.test_status import goal

WEEK = Span(d(2026, 11, 2), d(2026, 11, 8))
DAYS = [d(2026, 11, n) for n in range(2, 9)]

SHARES = {
    "ctr", "landing_rate", "cvr_click", "email_open", "email_ctr", "line_open", "line_click",
    "line_block_rate", "organic_share", "paid_share", "engagement_rate_web", "bounce_rate",
    "add_to_cart_rate", "reach_checkout", "checkout_completion", "returning_rate",
    "form_completion", "content_to_trial_ctr", "content_to_trial", "visitor_to_subscriber",
    "retention_d7", "checkout_conversion", "return_rate", "uncollected_rate", "repurchase_90d",
    "repurchase_365d", "cross_sell", "search_ctr", "brand_share", "mql_rate", "mql_accept_rate",
    "invalid_lead_rate", "reply_rate", "mql_to_sql", "sql_to_won", "win_rate", "trial_activation",
    "trial_to_paid",
}  # fmt: skip
"""What counts which of so many did something."""
RATIOS = {
    "frequency", "cpc", "cpm", "cpa", "roas", "social_engagement", "budget_use",
    "social_engagement_followers", "interactions_per_post", "conversion_rate", "time_on_site",
    "over_claim", "returning_revenue_share", "aov", "items_per_order", "blended_roas",
    "break_even_roas", "cac", "expense_ratio", "roi", "roi_gross", "keyword_rank", "lead_cost",
    "ltv", "ltv_cac", "payback_months",
}  # fmt: skip
"""What divides one sum by another."""


def test_every_ratio_is_either_counted_or_a_ratio_of_sums() -> None:
    divided = {k.key for k in KPIS.values() if k.denominator and not k.accumulates}
    assert {key for key in divided if KPIS[key].is_share} == SHARES
    assert {key for key in divided if not KPIS[key].is_share} == RATIOS | {"line_friends"}
    assert not [k for k in KPIS.values() if k.is_share and k.denominator is None]


def read(world: Any, *kpis: str, by: Any = (), span: Span = WEEK, tax: Any = "exported",
         **where: str) -> list[Reading]:  # fmt: skip
    """Read KPIs of a week."""
    asked = {Dimension(name): value for name, value in where.items()}
    dims = [Dimension(name) for name in by]
    terms = Terms("TWD", tax=tax, margin=Decimal("0.5"))
    return read_all(world.snapshot, [KPIS[k] for k in kpis], span, dims, asked, d(2026, 11, 18),
                    terms)  # fmt: skip


@pytest.fixture
def week(world: Any) -> Any:
    """Return a week of two Google accounts, with a day without conversions and one without rows."""
    world.account("甲", "google_ads").account("乙", "google_ads")
    for n, day in enumerate(DAYS):
        world.day("甲", day, impressions=1000 + n, clicks_all=20 + n, cost=Decimal(100 + 10 * n),
                  conversions=Decimal(n % 3), conversion_value=Decimal(400 * (n % 3)))  # fmt: skip
    for day in DAYS[2:4]:
        world.day("乙", day, impressions=500, clicks_all=5, cost=Decimal(60),
                  conversions=Decimal(1), conversion_value=Decimal(90))  # fmt: skip
    return world


COST = [100.0, 110.0, 180.0, 190.0, 140.0, 150.0, 160.0]
CONVERSIONS = [0.0, 1.0, 3.0, 1.0, 1.0, 2.0, 0.0]
CLICKS = [20.0, 21.0, 27.0, 28.0, 24.0, 25.0, 26.0]


@pytest.mark.slow
def test_a_share_goes_by_its_counts_and_a_ratio_by_its_days(week: Any) -> None:
    ctr, cpa, cpm, cost = read(week, "ctr", "cpa", "cpm", "cost")
    assert ctr.interval == wilson(171, 8021)
    assert cpa.value == pytest.approx(1030 / 8)
    assert cpa.interval == pytest.approx(delta(COST, CONVERSIONS))
    impressions = [1000.0, 1001, 1502, 1503, 1004, 1005, 1006]
    thousand = delta([1000 * c for c in COST], impressions)
    assert cpm.interval == pytest.approx(thousand)
    assert cost.interval is None, "a plain sum is what it is"


@pytest.mark.slow
def test_tax_changes_an_interval_as_it_changes_its_value(week: Any) -> None:
    (plain,), (taxed,) = read(week, "cpc"), read(week, "cpc", tax="included")
    assert plain.interval == pytest.approx(delta(COST, CLICKS))
    assert plain.interval is not None and taxed.interval is not None
    assert taxed.value == pytest.approx(float(plain.value or 0) * 1.05)
    assert taxed.interval == pytest.approx([end * 1.05 for end in plain.interval])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kpi", "how"),
    [
        ("cpa", {"span": Span(d(2026, 11, 2), d(2026, 11, 3))}),  # two days
        ("cpa", {"span": Span(d(2026, 12, 1), d(2026, 12, 9))}),  # no answer at all
        ("cpa", {"by": ["day"]}),
        ("cost", {}),
        ("frequency", {}),
        ("budget_use", {}),
    ],
)
def test_what_tells_no_doubt_has_no_interval(week: Any, kpi: str, how: Any) -> None:
    found = read(week, kpi, **how)
    assert found and [r.interval for r in found] == [None] * len(found)


@pytest.mark.slow
def test_what_is_known_of_a_range_alone_has_no_days(world: Any) -> None:
    world.account("乙", "meta_ads")
    world.range("乙", *(DAYS[0], DAYS[-1]), impressions=4000, link_clicks=90, cost=Decimal(500))
    ctr, cpc = read(world, "ctr", "cpc")
    assert (ctr.interval, cpc.interval) == (wilson(90, 4000), None)


@pytest.mark.slow
def test_more_conversions_than_clicks_are_no_share(world: Any) -> None:
    """Somebody clicks once and orders twice: then the days tell, as of any ratio."""
    world.account("甲", "google_ads")
    for day, made in zip(DAYS, [3, 9, 6, 5, 8, 4, 7], strict=True):
        world.day("甲", day, clicks_all=5, conversions=Decimal(made))
    (found,) = read(world, "cvr_click")
    assert found.interval == pytest.approx(delta([3.0, 9, 6, 5, 8, 4, 7], [5.0] * 7))


@pytest.mark.slow
def test_the_rest_and_the_gain_are_turned_with_their_quotient(world: Any) -> None:
    world.account("甲", "google_ads").account("站", "ga4", currency=None).account("店", "shop")
    world.order("店", d(2024, 1, 1))
    for n, day in enumerate(DAYS):
        world.day("站", day, sessions=100, engaged_sessions=60 + n)
        world.day("甲", day, cost=Decimal(1000 + 50 * n))
        # on the third day more was sent back than sold
        sold = Decimal(-400 if n == 2 else 3000 + 100 * n)
        world.sold("店", day, orders=4, revenue=sold, gross=Decimal(4000))
    bounce, roi, expense = read(world, "bounce_rate", "roi", "expense_ratio")
    low, high = wilson(441, 700) or (1, 0)
    assert bounce.interval == pytest.approx((1 - high, 1 - low))
    revenue = [3000.0, 3100, -400, 3300, 3400, 3500, 3600]
    cost = [1000.0 + 50 * n for n in range(7)]
    low, high = delta(revenue, cost) or (1, 0)
    assert roi.interval == pytest.approx((low - 1, high - 1))
    assert expense.interval == pytest.approx(delta(cost, revenue))
    for row in (bounce, roi, expense):
        assert row.interval and row.interval[0] <= float(row.value or 0) <= row.interval[1]


@pytest.mark.slow
def test_own_media_is_counted_or_goes_by_its_days(world: Any) -> None:
    world.account("賴", "line_oa", currency=None).account("粉", "social", currency=None)
    done = [500, 420, 610, 480, 530, 390, 700]
    for day, n in zip(DAYS, done, strict=True):
        world.day("賴", day, line_friends=900, line_blocks=90)
        world.day("粉", day, interactions=n, followers=300, reach=5000, posts=2)
    block, followers, reached, posts = read(
        world, "line_block_rate", "social_engagement_followers", "social_engagement",
        "interactions_per_post",
    )  # fmt: skip
    assert block.interval == wilson(90, 900)
    numbers = [float(n) for n in done]
    assert followers.interval == pytest.approx(delta(numbers, [300 / 7] * 7)), "of a level its last"
    assert posts.interval == pytest.approx(delta(numbers, [2.0] * 7))
    assert reached.interval is None, "reach does not add: one row answers, and one cannot scatter"


@pytest.mark.slow
def test_a_range_beside_it_does_not_take_an_account_its_days(week: Any) -> None:
    week.account("丙", "meta_ads")
    week.range("丙", *(DAYS[0], DAYS[-1]), impressions=4000, link_clicks=90, cost=Decimal(500))
    google, meta = read(week, "cpa", by=["platform"])
    assert dict(google.cut) == {"platform": "google_ads"}
    assert google.interval == pytest.approx(delta(COST, CONVERSIONS))
    assert meta.interval is None
    (both,) = read(week, "cpc")
    assert both.value is not None and both.interval is None, "half of it has no days"


@pytest.mark.slow
def test_a_ratio_of_a_campaign_goes_by_the_days_of_the_campaign(world: Any) -> None:
    """One with a day without rows, one whose day says less than its account's, one of two days."""
    world.account("甲", "google_ads")
    cost, made = [100, 120, 90, 130, 80], [4, 5, None, 6, 3]
    for n, (spent, bought) in enumerate(zip(cost, made, strict=True)):
        told = {} if bought is None else {"conversions": Decimal(bought)}
        world.day("甲", DAYS[n + 1], "A", cost=Decimal(spent), clicks_all=20, **told)
        world.day("甲", DAYS[n + 1], "C", cost=Decimal(10), clicks_all=1, conversions=Decimal(1))
    for n in (0, 6):
        world.day("甲", DAYS[n], "B", cost=Decimal(70), clicks_all=9, conversions=Decimal(n))
    found = {dict(r.cut)["campaign"]: r for r in read(world, "cpa", by=["campaign"])}
    numbers = [float(n or 0) for n in made]
    assert found["A"].value == pytest.approx(520 / 18)
    assert found["A"].interval == pytest.approx(delta([float(c) for c in cost], numbers))
    assert found["B"].interval is None, "two days"
    assert found["C"].interval == pytest.approx((10, 10)), "each day alike"
    (taxed, *_) = read(world, "cpa", by=["campaign"], tax="included")
    assert taxed.interval and found["A"].interval
    assert taxed.interval == pytest.approx([end * 1.05 for end in found["A"].interval])
    (named,) = [r for r in read(world, "cpa", by=["campaign"], account="甲") if "A" in str(r.cut)]
    assert named.interval == found["A"].interval


@pytest.fixture
def campaigns(world: Any) -> Any:
    """Return seven campaigns of one account, the last of three impressions; and another's two."""
    world.account("甲", "google_ads").account("乙", "google_ads")
    told = [(40, 1000), (9, 800), (120, 2000), (30, 900), (8, 1500), (60, 1100), (3, 3)]
    for n, (clicks, shown) in enumerate(told):
        world.day("甲", DAYS[n], f"C{n}", clicks_all=clicks, impressions=shown)
    world.day("乙", DAYS[0], "D0", clicks_all=1, impressions=400)
    world.day("乙", DAYS[0], "D1", clicks_all=300, impressions=400)
    return world


@pytest.mark.slow
def test_rows_of_campaigns_lean_on_their_account(campaigns: Any) -> None:
    rows = read(campaigns, "ctr", "clicks", by=["campaign"])
    shares = {r.cut[-1][1]: r for r in rows if r.kpi.key == "ctr"}
    mine = [shares[f"C{n}"] for n in range(7)]
    counted = [(float(r.numerator or 0), float(r.denominator or 0)) for r in mine]
    assert [r.interval for r in mine] == intervals(counted)
    tiny = shares["C6"]
    assert tiny.value == 1.0 and tiny.interval is not None
    assert tiny.interval[1] < 0.9, "three clicks of three impressions are no rate of 100 %"
    assert shares["D0"].interval == wilson(1, 400), "another account's campaigns are its own"
    assert shares["D1"].interval == wilson(300, 400)
    assert all(r.interval is None for r in rows if r.kpi.key == "clicks")


@pytest.mark.slow
def test_a_campaigns_goal_leans_and_is_judged_alike_wherever_it_is_read(
    campaigns: Any, state: Any, view: Any
) -> None:
    """C6, three clicks of three, is 100 % alone; among its siblings a target of 99 % is open."""
    for name in ("甲", "乙"):
        campaigns.days(name, WEEK.start, WEEK.end, clicks_all=90, impressions=2500)
    scope = (("platform", "google_ads"), ("account", "甲"), ("campaign", "C6"))
    one = dataclasses.replace(goal("ctr", "0.99"), scope=scope, id="tiny", rank="watched")
    state.save_goals([as_doc(one, {})], "甲", "")
    seen = view(period="custom", start=WEEK.start, end=WEEK.end)
    board = situation(campaigns.snapshot, state, seen)
    assert board is not None
    (standing,) = [s for s in board.standings if s.goal.id == "tiny"]
    (shown,) = [r for r in read(campaigns, "ctr", by=["campaign"]) if r.scope == scope]
    place = Place("google_ads", "甲")
    found = channels(campaigns.snapshot, state, seen, place, ())
    assert found is not None
    (judged,) = [row.judged["ctr"][1] for row in found.rows if dict(row.cut)["campaign"] == "C6"]
    assert shown.interval and shown.interval[1] < 0.9 and shown.value == 1.0
    assert standing.reading.interval == shown.interval
    assert (judged.verdict, judged.flags) == (standing.judgement.verdict, standing.judgement.flags)
    assert judged.verdict is Verdict.GOOD and Flag.UNCERTAIN in judged.flags


@pytest.mark.slow
def test_the_door_tells_the_interval_and_what_is_conditional(week: Any) -> None:
    scope = (("platform", "google_ads"),)
    good = dataclasses.replace(goal("ctr", "0.01"), id="a", pair="b")
    acts = dataclasses.replace(goal("cpa", "20", high="30"), id="b")
    readings = read(week, "ctr", "cpa", "cost", by=["platform"])
    assert {r.scope for r in readings} == {scope}
    ctr, cpa, cost = rows_of(readings, [good, acts], d(2026, 11, 18))
    assert (ctr["verdict"], ctr["flags"]) == ("good", ["conditional"])
    assert (cpa["verdict"], cost["interval"]) == ("act", None)
    assert ctr["interval"] == [*(wilson(171, 8021) or ())]
    (alone,) = rows_of(readings[:1], [good, acts], d(2026, 11, 18))
    assert alone["flags"] == [], "the pair was not asked for"
