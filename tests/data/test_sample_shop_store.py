"""A store filled with the sample shop shows its truth to the cent, and what was planted in it."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from data.journal import Step
from data.samples import fill, held
from data.samples.load import FILES, IMPORTS
from data.samples.marker import BY, mark
from data.state import State
from data.store import Store
from kpi.__main__ import main
from kpi.calendar.back import season_back
from kpi.calendar.own import events
from kpi.card import Verdict
from kpi.catalog import KPIS
from kpi.goals.baseline import baselines
from kpi.goals.confirming import is_draft
from kpi.goals.goal import Goal, pack
from kpi.goals.lints import lints
from kpi.goals.objectives import objectives
from kpi.goals.rules import missing, objections
from kpi.overview.situation import situation
from kpi.pacing.board import pacing_board
from kpi.period import Span
from kpi.terms import terms
from kpi.view import View
from tests.data.sample_shop import TODAY, Shop, command, filled
from tests.data.test_sample_shop import newest

pytestmark = pytest.mark.slow

ADS = ("google_ads", "meta_ads", "line_ads", "linkedin_ads")
LINKED = ("meta_ads", "linkedin_ads")
MARGIN = Decimal("0.58")
DAY = d.fromisoformat(TODAY)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return filled(tmp_path_factory)


@pytest.fixture(scope="module")
def show(shop: Shop) -> Callable[..., list[dict[str, Any]]]:
    """Return a caller of ``python -m kpi show``."""

    def run(first: str, last: str, *words: str) -> list[dict[str, Any]]:
        call = ["show", *words, "--from", first, "--to", last, "--store", str(shop.store.root)]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as out:
            patch.setenv("LODESTAR_TODAY", TODAY)
            patch.delenv("LODESTAR_STATE", raising=False)
            assert main([*call, "--json"]) == 0
        rows: list[dict[str, Any]] = json.loads(out.getvalue())["rows"]
        return rows

    return run


@pytest.fixture(scope="module")
def by_month(shop: Shop, show: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every KPI of every month."""
    rows = show(shop.truth["first"], shop.truth["last"], "--by", "month")
    return {(row["kpi"], row["cut"]["month"]): row for row in rows}


# -- loading ------------------------------------------------------------------------------------


def test_every_file_loads_without_a_question_or_a_row_held_back(shop: Shop) -> None:
    rows = shop.state.journal()
    assert [row.state for row in rows] == [Step.PUBLISHED] * IMPORTS
    for row in rows:
        assert row.report is not None and row.by == BY
        told = (row.report.questions, row.report.problems, row.report.rows.quarantined)
        assert told == ((), (), 0), row.file
        assert row.report.reconciled is not False
    named = {row.report.format for row in rows if row.report}
    assert named >= {
        "google_ads.campaign", "meta_ads.campaign", "ga4.exploration", "shopline.orders",
        "shopee.orders", "generic.costs", "generic.plan",
    }  # fmt: skip
    assert len(list((shop.store.root / "sample" / "exports").iterdir())) == FILES
    marker = held(shop.state)
    assert marker is not None and (marker.today, marker.filled) == (TODAY, True)


def test_filling_again_changes_nothing(shop: Shop) -> None:
    before = shop.snapshot.path
    code, said = command(shop.store.root, "data", "samples", "--today", TODAY)
    assert (code, said["status"], said["files"]) == (0, "unchanged", [])
    assert shop.snapshot.path == before and len(shop.state.journal()) == IMPORTS


def test_filling_that_was_cut_short_is_finished(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    monkeypatch.delenv("LODESTAR_STATE", raising=False)
    store = Store(Path(copytree(shop.store.root, tmp_path / "store")))
    state = State.open(store.state_url)
    kept = held(state)
    assert kept is not None
    mark(state, replace(kept, filled=False))
    steps = list(fill(store, state, d.fromisoformat(TODAY)))
    assert [s.told.status for s in steps if s.told] == ["unchanged"] * IMPORTS
    done = [s.done for s in steps]
    assert done == sorted(done) and done[-1] == steps[-1].steps and held(state) == kept
    assert len(state.journal()) == IMPORTS and len(state.mappings()) == len(state.fee_rules()) == 2


def test_neither_own_files_nor_another_day_come_in(shop: Shop, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("Campaign,Day,Cost\nA,2026-11-02,1\n", "utf-8")
    for words, said in (
        (("import", str(mine)), "made-up sample shop"),
        (("samples", "--today", "2026-11-22"), "sample shop of 2026-11-21"),
    ):
        code, told = command(shop.store.root, "data", *words)
        assert code == 2 and said in told, told
    assert len(shop.state.journal()) == IMPORTS


# -- totals -------------------------------------------------------------------------------------


def test_every_quantity_of_every_platform_and_month(shop: Shop) -> None:
    """The daily tables against the model: nothing in between that a KPI could hide."""
    columns = {
        row[0] for row in shop.snapshot.query("select column_name from (describe account_days)")
    }
    compared = 0
    for quantity, platforms in shop.truth["quantities"].items():
        if quantity not in columns:
            continue
        found = {
            (platform, month): value
            for platform, month, value in shop.snapshot.query(
                MONTHLY.format(quantity=quantity), last=shop.truth["last"]
            )
        }
        for platform, told in platforms.items():
            for month, value in told["by_month"].items():
                here = found.pop((platform, month), Decimal(0))
                assert abs(here - Decimal(value)) < Decimal("0.001"), (quantity, platform, month)
                compared += 1
        assert not {k: v for k, v in found.items() if v}, f"{quantity}: more than there is"
    assert compared > 1_500


MONTHLY = """
select platform, strftime(day, '%Y-%m') as month, sum({quantity}) as value
from account_days
where day <= $last::date and {quantity} is not null
group by all
"""

Known = Callable[..., Decimal]


def clicks(q: Known) -> Decimal:
    return q("link_clicks", *LINKED) + q("clicks_all", "google_ads", "line_ads")


def spent(q: Known) -> Decimal:
    return q("cost") + q("amount")


SUMS = {
    "impressions": "impressions", "clicks_all": "clicks_all", "cost": "cost",
    "conversions": "conversions", "conversion_value": "conversion_value", "sessions": "sessions",
    "valid_sessions": "sessions", "page_views": "views", "key_events": "key_events",
    "purchases": "purchases", "web_revenue": "web_revenue", "revenue": "revenue",
    "gross_revenue": "gross", "discounts": "discounts", "refunds": "refunds", "orders": "orders",
    "site_orders": "site_orders", "site_revenue": "site_revenue",
    "new_customers": "site_new_customers", "other_costs": "amount", "leads": "crm_leads",
    "net_new_leads": "net_new_leads", "mql": "mql_reached", "sql_leads": "sql_reached",
    "won": "deals_won", "pipeline_amount": "pipeline_amount", "won_amount": "deal_amount_won",
}  # fmt: skip
REST: dict[str, Callable[[Known], Decimal]] = {
    "clicks": clicks,
    "ctr": lambda q: clicks(q) / q("impressions"),
    "cpc": lambda q: q("cost") / clicks(q),
    "cpm": lambda q: 1000 * q("cost") / q("impressions"),
    "landing_rate": lambda q: q("landing_page_views") / q("link_clicks", "meta_ads"),
    "engagement_rate_web": lambda q: q("engaged_sessions") / q("sessions"),
    "bounce_rate": lambda q: 1 - q("engaged_sessions") / q("sessions"),
    "time_on_site": lambda q: q("engagement_seconds") / q("sessions"),
    "organic_share": lambda q: q("organic") / q("sessions"),
    "paid_share": lambda q: q("paid") / q("sessions"),
    "conversion_rate": lambda q: q("key_events") / q("sessions"),
    "add_to_cart_rate": lambda q: q("cart_sessions") / q("sessions"),
    "reach_checkout": lambda q: q("checkout_sessions") / q("sessions"),
    "checkout_completion": lambda q: q("purchases") / q("checkouts_begun"),
    "checkout_conversion": lambda q: q("site_orders") / q("sessions"),
    "over_claim": lambda q: q("conversions") / q("site_orders"),
    "return_rate": lambda q: q("returned_orders") / q("orders"),
    "uncollected_rate": lambda q: 1 - q("mature_paid") / q("mature_placed"),
    "returning_revenue_share": lambda q: 1 - q("site_new_revenue") / q("site_revenue"),
    "aov": lambda q: q("revenue") / q("orders"),
    "items_per_order": lambda q: q("items") / q("orders"),
    "marketing_cost": spent,
    "blended_roas": lambda q: q("site_revenue") / q("cost"),
    "break_even_roas": lambda q: 1 / MARGIN,
    "contribution": lambda q: q("revenue") * MARGIN - spent(q),
    "cac": lambda q: spent(q) / q("site_new_customers"),
    "expense_ratio": lambda q: spent(q) / q("revenue"),
    "roi": lambda q: q("revenue") / spent(q) - 1,
    "roi_gross": lambda q: q("gross") / spent(q) - 1,
    "mql_rate": lambda q: q("leads_to_mql") / q("crm_leads"),
    "invalid_lead_rate": lambda q: q("leads_invalid") / q("crm_leads"),
    "reply_rate": lambda q: q("leads_replied") / q("leads_contacted"),
    "lead_cost": lambda q: q("cost") / q("crm_leads"),
}
CLAIMED: dict[str, Callable[[Known], Decimal]] = {
    "cvr_click": lambda q: q("conversions") / clicks(q),
    "cpa": lambda q: q("cost") / q("conversions"),
    "roas": lambda q: q("conversion_value") / q("cost"),
}
"""What has an answer within one platform only."""
BY_DAY = {"unique_visitors", "active_users", "returning_rate", "frequency", "social_engagement"}
"""People: of a single exported row only."""


WENT_ON = {
    "mql_accept_rate": ("mql_accepted", "mql_reached"), "mql_to_sql": ("mql_to_sql", "mql_reached"),
    "sql_to_won": ("sql_to_won", "sql_reached"), "win_rate": ("opportunities_won", "opportunities"),
}  # fmt: skip
"""Of those who entered a step, who went on: some months nobody entered it."""
MIDDLES = ("first_contact_hours", "lead_to_sql_days")
ESTIMATED = ("ltv", "ltv_cac", "payback_months")
"""Held against the truth in tests/kpi/test_sample_customers.py."""

ORDERED = ("repurchase_90d", "repurchase_365d", "cross_sell")
"""What single orders tell: above and below the line, month by month."""
UNFED = {
    "viewable_impressions", "social_engagement_followers", "interactions_per_post", "email_open",
    "email_ctr", "line_open", "line_click", "line_friends", "line_block_rate", "form_completion",
    "content_to_trial_ctr", "content_to_trial", "visitor_to_subscriber", "ad_revenue",
    "retention_d7", "trial_activation", "trial_to_paid", "paid_subscriptions",
}  # fmt: skip
"""What no export of this shop tells."""


SEARCHED: dict[str, tuple[str, str | None]] = {
    "search_clicks": ("clicks", None), "search_impressions": ("impressions", None),
    "search_ctr": ("clicks", "impressions"), "keyword_rank": ("positions", "impressions"),
    "brand_search": ("brand_impressions", None), "brand_share": ("brand_clicks", "clicks"),
}  # fmt: skip
"""What Search Console tells, of the months it still keeps."""


@pytest.mark.parametrize("kpi", SEARCHED)
def test_searches_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    above, below = SEARCHED[kpi]
    told = {
        month: Decimal(by[above]) / (Decimal(by[below]) if below else 1)
        for month, by in shop.truth["search"].items()
    }
    found = {m: row["value"] for (key, m), row in by_month.items() if key == kpi}
    wanted = {month: pytest.approx(float(value), rel=1e-9) for month, value in told.items()}
    assert {m: v for m, v in found.items() if v is not None} == wanted and len(wanted) == 16


def test_every_kpi_is_held_against_the_truth() -> None:
    assert {
        *SEARCHED,
        *SUMS,
        *REST,
        *CLAIMED,
        *BY_DAY,
        *ORDERED,
        *WENT_ON,
        *MIDDLES,
        *ESTIMATED,
        "budget_use",
        *UNFED,
    } == set(KPIS)


def test_what_nothing_feeds_has_no_answer(by_month: Any) -> None:
    assert {kpi for (kpi, _), row in by_month.items() if row["value"] is not None} & UNFED == set()


@pytest.mark.parametrize("kpi", WENT_ON)
def test_what_became_of_those_who_entered_a_step(shop: Shop, by_month: Any, kpi: str) -> None:
    above, below = WENT_ON[kpi]
    for month in shop.months:
        row, entered = by_month[kpi, month], shop.known(below, month)
        wanted = float(shop.known(above, month) / entered) if entered else None
        assert (row["value"], row["denominator"]) == (wanted, entered), month
    assert sum(bool(shop.known(below, m)) for m in shop.months) >= 22


@pytest.mark.parametrize("kpi", MIDDLES)
def test_the_median_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    told = shop.truth["middles"][kpi]
    assert len(told) >= 22
    for month in shop.months:
        value = by_month[kpi, month]["value"] if month in told else None
        assert value == pytest.approx(told.get(month), abs=1e-6), month


@pytest.mark.parametrize("kpi", ORDERED)
def test_customers_and_baskets_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    told = shop.truth[kpi]
    assert list(told) == shop.months
    for month, (above, below) in told.items():
        row = by_month.get((kpi, month))
        if row is None:
            assert not below, month
        else:
            assert (row["numerator"], row["denominator"]) == (above, below), month
            assert row["value"] == above / below
    assert sum(bool(below) for _, below in told.values()) >= 22


def test_customers_who_are_too_young_are_left_out_and_said(show: Any) -> None:
    """The newest day is 2026-11-20: whose first order is of 08-22 or before has had 90 days."""
    for first, last, young in (
        ("2026-08-01", "2026-08-22", False), ("2026-08-01", "2026-08-23", True),
        ("2026-08-23", "2026-08-31", True),
    ):  # fmt: skip
        row = one(show(first, last, "repurchase_90d"), "repurchase_90d")
        assert ("immature" in row["flags"]) is young, last
        assert (row["value"] is None) is (first > "2026-08-22")


def test_budget_use_of_every_platform_and_month(shop: Shop, by_month: Any, show: Any) -> None:
    told = {
        (platform, month): tuple(map(Decimal, both))
        for platform, by in shop.truth["budget_use"].items()
        for month, both in by.items()
    }
    rows = show(shop.truth["first"], shop.truth["last"], "budget_use", "--by", "month", "--by",
                "platform")  # fmt: skip
    found = {(r["cut"]["platform"], r["cut"]["month"]): r for r in rows if r["value"] is not None}
    assert set(found) == set(told)
    for place, (spent, planned) in told.items():
        row = found[place]
        assert (Decimal(str(row["numerator"])), Decimal(str(row["denominator"]))) == (
            spent, planned), place  # fmt: skip
    for month in shop.months:
        spent, planned = (
            sum(both[n] for (_, m), both in told.items() if m == month) for n in (0, 1)
        )
        assert by_month["budget_use", month]["value"] == pytest.approx(float(spent / planned))


def known(shop: Shop, month: str, only: str | None = None) -> Known:
    """Return what looks true quantities of a month up."""
    groups = {"organic": ("Organic Search", "Organic Social"),
              "paid": ("Paid Search", "Cross-network", "Paid Social", "Paid Other")}  # fmt: skip

    def look(quantity: str, *platforms: str) -> Decimal:
        if quantity in groups:
            visits = shop.truth["channels"]["sessions"]
            return Decimal(sum(visits[name][month] for name in groups[quantity]))
        by = shop.truth["quantities"][quantity]
        asked = set(platforms or by) & ({only} if only else set(by))
        return shop.known(quantity, month, *asked) if asked else Decimal(0)

    return look


@pytest.mark.parametrize("kpi", sorted(SUMS))
def test_a_sum_of_every_month_to_the_cent(shop: Shop, by_month: Any, kpi: str) -> None:
    assert len(shop.months) == 25
    for month in shop.months:
        value = Decimal(str(by_month[kpi, month]["value"]))
        assert abs(value - shop.known(SUMS[kpi], month)) < Decimal("0.005"), month


@pytest.mark.parametrize("kpi", sorted(REST))
def test_a_ratio_of_every_month(shop: Shop, by_month: Any, kpi: str) -> None:
    for month in shop.months:
        wanted = REST[kpi](known(shop, month))
        assert by_month[kpi, month]["value"] == pytest.approx(float(wanted), rel=1e-9), month


def test_the_whole_time_to_the_cent(shop: Shop, show: Any) -> None:
    rows = {row["kpi"]: row for row in show(shop.truth["first"], shop.truth["last"])}
    for kpi, quantity in SUMS.items():
        by = shop.truth["quantities"][quantity].values()
        wanted = sum(Decimal(told["total"]) for told in by)
        assert abs(Decimal(str(rows[kpi]["value"])) - wanted) < Decimal("0.01"), kpi


@pytest.mark.parametrize("platform", ADS)
def test_each_platform_of_every_month(shop: Shop, show: Any, platform: str) -> None:
    wanted = {**{k: v for k, v in SUMS.items() if k in PLATFORM}, **CLAIMED}
    rows = show(shop.truth["first"], shop.truth["last"], "--by", "month", "--where",
                f"platform={platform}")  # fmt: skip
    found = {(row["kpi"], row["cut"]["month"]): row["value"] for row in rows}
    compared = 0
    for kpi in wanted:
        for month in shop.months:
            q = known(shop, month, platform)
            if (kpi, month) not in found or (kpi in CLAIMED and not q("conversions")):
                continue
            told = wanted[kpi]
            true = q(told) if isinstance(told, str) else told(q)
            if kpi != "roas" or q("conversion_value"):
                assert found[kpi, month] == pytest.approx(float(true), abs=0.005), (kpi, month)
                compared += 1
    assert compared >= 3 * 25


PLATFORM = {"impressions", "clicks_all", "cost", "conversions", "conversion_value"}


def test_people_of_a_day(shop: Shop, show: Any) -> None:
    """They do not add, so a month has no answer, and one exported row has."""
    people, day = shop.truth["people"], shop.truth["last"]
    rows = {row["kpi"]: row["value"] for row in show(day, day)}
    assert rows["unique_visitors"] == rows["active_users"] == people["active_users"][day]
    back = 1 - people["new_users"][day] / people["total_users"][day]
    assert rows["returning_rate"] == pytest.approx(back)
    campaign = "新客開發｜類似受眾"
    (often, engaged) = (
        show(day, day, kpi, "--where", "platform=meta_ads", "--where", f"campaign={campaign}")[0]
        for kpi in ("frequency", "social_engagement")
    )
    reach = people[f"reach {campaign}"][day]
    assert often["value"] == pytest.approx(people[f"impressions {campaign}"][day] / reach)
    assert engaged["value"] == pytest.approx(people[f"engagements {campaign}"][day] / reach)
    month = {row["kpi"] for row in show(day[:8] + "01", day)}
    assert month.isdisjoint(BY_DAY)


def test_campaigns_channels_and_sales_channels(shop: Shop, show: Any) -> None:
    first, last = shop.truth["first"], shop.truth["last"]
    for row in show(first, last, "cost", "impressions", "--by", "campaign"):
        own = shop.truth["campaigns"][row["cut"]["platform"]][row["cut"]["campaign"]]
        wanted = sum(Decimal(v) for v in own[row["kpi"]].values())
        assert Decimal(str(row["value"])) == wanted, row["cut"]
    visits = {
        r["cut"]["channel"]: r["value"] for r in show(first, last, "sessions", "--by", "channel")
    }
    told = shop.truth["channels"]
    assert visits == {name: sum(by.values()) for name, by in told["sessions"].items()}
    sold = shop.snapshot.query(SOLD)
    assert dict(sold) == {name: sum(by.values()) for name, by in told["orders_placed"].items()}


SOLD = "select sales_channel, count(*) from orders where status = 'placed' group by all"


def test_the_plan_as_it_was_written(shop: Shop) -> None:
    rows = shop.snapshot.query(PLAN)
    found = [[None if c is None else str(c) for c in row] for row in rows]
    keys = ("month", "platform", "kpi", "budget", "reserve", "target")
    wanted = [
        [None if line[k] is None else str(line[k]) for k in keys] for line in shop.truth["plan"]
    ]
    tidy = [[*r[:3], *(None if c is None else f"{Decimal(c):.3f}" for c in r[3:])] for r in found]
    want = [[*r[:3], *(None if c is None else f"{Decimal(c):.3f}" for c in r[3:])] for r in wanted]
    assert sorted(tidy, key=str) == sorted(want, key=str)
    assert max(line["month"] for line in shop.truth["plan"]) > shop.truth["last"][:7]


PLAN = """
select strftime(day_from, '%Y-%m'), plan_platform, kpi, budget, reserve, target from plan
"""


def test_who_bought_and_who_came_back(shop: Shop) -> None:
    rows = {month: (bought, orders) for month, bought, orders in shop.snapshot.query(COHORTS)}
    for month, told in shop.truth["cohorts"].items():
        assert rows[month] == (told["customers"], sum(told["orders_by_month"].values())), month


COHORTS = """
with placed as (
    select customer, placed_on, customer_kind from orders
    where status = 'placed' and customer is not null
),
firsts as (
    select
        customer, min(placed_on) as first_on, count(*) as orders,
        bool_or(customer_kind = 'new') as began
    from placed group by customer
)
select strftime(first_on, '%Y-%m') as month, count(*), sum(orders)::bigint
from firsts where began group by all
"""


# -- stories ------------------------------------------------------------------------------------


def days(first: str, last: str, by: int = 0) -> tuple[str, str]:
    return tuple((d.fromisoformat(day) + timedelta(by)).isoformat() for day in (first, last))  # type: ignore[return-value]


def one(rows: list[dict[str, Any]], kpi: str) -> dict[str, Any]:
    (row,) = [r for r in rows if r["kpi"] == kpi]
    return row


def test_the_headline(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["headline"]
    where = ("ctr", "--where", "platform=google_ads", "--where", f"campaign={story['campaign']}")
    since = d.fromisoformat(story["first"])
    before = show(str(since - timedelta(28)), str(since - timedelta(1)), *where)
    after = show(str(since), shop.truth["last"], *where)
    told = [round(one(rows, "ctr")["value"], 3) for rows in (before, after)]
    assert told == [0.011, 0.034]


def test_cac_drifts_past_its_guardrail(shop: Shop, by_month: Any) -> None:
    story = shop.truth["stories"]["drift"]
    by = [by_month["cac", month]["value"] for month in shop.months]
    since = shop.months.index(story["first"][:7])
    assert max(by[:since]) < 660 and sum(by[:since]) / since < 600
    assert by[-2] > story["guardrail"] and by[-1] > story["guardrail"]
    assert by[since + 2] < by[-2], "it drifts, it does not jump"
    assert by_month["cac", shop.months[-2]]["verdict"] == "act"


def test_one_source_stopped(shop: Shop, show: Any) -> None:
    story, last = shop.truth["stories"]["stopped"], shop.truth["last"]
    rows = show(last[:8] + "01", last, "cost", "--by", "platform")
    flags = {row["cut"]["platform"]: row["flags"] for row in rows}
    assert [p for p, f in flags.items() if "stale" in f] == [story["platform"]]
    ends = {s.platform: s.last_day for s in shop.snapshot.sources()}
    assert ends["line_ads"] == d.fromisoformat(story["last"])
    assert {ends[p] for p in ("google_ads", "meta_ads", "ga4", "shopline", "shopee")} == {
        d.fromisoformat(last)}  # fmt: skip


def test_one_week_was_restated(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["restated"]
    early, late = (r for r in shop.state.journal() if r.file.startswith("Meta"))
    assert late.changes is not None and late.changes["replaced_days"] == 7
    first, then = map(Decimal, story["conversions"])
    told = late.changes["measures"]["conversions"]
    assert Decimal(told["before"]) == first < then < Decimal(told["after"])
    for kpi in ("cost", "conversions", "conversion_value"):
        row = one(show(*story["days"], kpi, "--where", "platform=meta_ads"), kpi)
        assert Decimal(str(row["value"])) == Decimal(story[kpi][1])
    exports = shop.store.root / "sample" / "exports"
    assert newest(exports / early.file) == d.fromisoformat(story["days"][1])


def test_a_campaign_without_utm(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["broken_utm"]

    def visits(by: int) -> dict[str, int]:
        rows = show(*days(*story["days"], by), "sessions", "--by", "channel")
        return {row["cut"]["channel"]: row["value"] for row in rows}

    during, before = visits(0), visits(-14)
    gone = during[story["channel"]] - before[story["channel"]]
    assert gone == pytest.approx(story["sessions"], rel=0.1) and gone > 5 * before[story["channel"]]
    where = (
        "link_clicks",
        "cost",
        "--where",
        "platform=meta_ads",
        "--where",
        f"campaign={story['campaign']}",
    )
    assert one(show(*story["days"], *where[1:]), "cost")["value"] > 20_000, "it was paid for"


def test_a_day_of_machines(shop: Shop, show: Any) -> None:
    story = shop.truth["stories"]["bots"]
    day = d.fromisoformat(story["day"])
    before = {r["kpi"]: r["value"] for r in show(*[str(day - timedelta(7))] * 2)}
    found = {r["kpi"]: r["value"] for r in show(*[str(day)] * 2)}
    assert found["sessions"] == story["sessions"] + story["people"] > 2 * before["sessions"]
    assert found["engagement_rate_web"] < before["engagement_rate_web"] / 2
    assert found["purchases"] == pytest.approx(before["purchases"], rel=0.5)


def test_a_week_in_which_nothing_happened(shop: Shop, show: Any) -> None:
    first, last = shop.truth["stories"]["quiet"]["days"]
    rows = show(first, last)
    steady = ("cost", "impressions", "clicks", "sessions", "page_views", "conversions")
    for kpi in steady:
        row = one(rows, kpi)
        assert row["value"] == pytest.approx(row["previous"], rel=0.001), kpi
    for kpi, within in (("orders", 0.03), ("revenue", 0.06), ("new_customers", 0.06)):
        row = one(rows, kpi)
        assert row["value"] == pytest.approx(row["previous"], rel=within), kpi


def test_the_year_has_its_peaks(shop: Shop, show: Any) -> None:
    def orders(day: d) -> int:
        return int(one(show(str(day), str(day), "orders"), "orders")["value"])

    assert orders(d(2025, 11, 11)) > 2.5 * orders(d(2025, 10, 14))
    assert orders(d(2026, 2, 17)) < 0.75 * orders(d(2026, 2, 3)), "Lunar New Year's Day"
    sold = {m: shop.known("orders_placed", m) / monthrange(int(m[:4]), int(m[5:]))[1]
            for m in shop.months}  # fmt: skip
    assert sold["2026-05"] > sold["2026-06"] and sold["2025-12"] > sold["2025-09"]


# -- what the team agreed on ----------------------------------------------------------------------


def test_its_goals_are_contracts_whose_baselines_are_true(shop: Shop) -> None:
    goals = [Goal.from_doc(doc) for doc in shop.state.goals()]
    shipped = {g.id: g for g in map(Goal.from_doc, pack("shop"))}
    assert {g.id for g in goals} == set(shipped)
    for goal in goals:
        ours = shipped[goal.id]
        assert (goal.kpi, goal.rank, goal.pair) == (ours.kpi, ours.rank, ours.pair)
        assert objections(goal, goals, DAY, {}) == [], goal.id
    counted = [g for g in goals if g.rank != "watched"]
    assert [missing(g) for g in counted] == [()] * 6
    assert [g.id for g in counted if is_draft(g)] == ["shop-checkout-conversion"]
    told = terms(shop.state, shop.snapshot.sources())
    for goal in counted:
        found = baselines(shop.snapshot, goal, DAY, told).last
        assert found and goal.baseline, goal.id
        assert float(goal.baseline) == pytest.approx(float(found.value), rel=1e-3), goal.id
        assert (goal.basis, goal.source) == (found.basis, found.source)
    said = lints(goals, objectives(shop.state), DAY, events(shop.state))
    assert {(x.rule, x.goal_id) for x in said} == {
        ("past", "shop-cac"), ("past", "shop-checkout-conversion"), ("stretch", "shop-roi"),
        ("draft", "shop-checkout-conversion"),
    }  # fmt: skip
    (served,) = objectives(shop.state)
    assert {g.objective for g in goals} == {served.id}


def test_a_newcomer_sees_pace_marks_and_contracts(shop: Shop) -> None:
    view = View("zh", "month", None, None, None, None, DAY)
    board = pacing_board(shop.snapshot, shop.state, view)
    assert board and board.chart and board.chart.marks
    star = board.lines[0]
    assert star.goal_id == "shop-revenue" and star.probability != "–"
    kinds = [e.kind for e in events(shop.state)]
    found = situation(shop.snapshot, shop.state, view)
    assert found is not None
    now = {s.judgement.verdict for s in found.standings if s.goal.rank != "watched"}
    assert now == {Verdict.GOOD, Verdict.WATCH, Verdict.ACT}
    month = situation(shop.snapshot, shop.state, replace(view, period="28d"))
    (cac,) = [s for s in month.standings if s.goal.id == "shop-cac"] if month else []
    assert cac.judgement.verdict is Verdict.ACT, "its drift is no chance over four weeks"
    assert sorted(kinds) == ["campaign", "campaign", "content", "content", "other"]
    sale = next(e for e in events(shop.state) if e.partner)
    inside = Span(sale.first, sale.last)
    back = season_back(inside, [e.occasion() for e in events(shop.state)])
    assert isinstance(back, Span) and back.end.year == inside.end.year - 1
