"""People, campaigns, channels, the plan and cohorts against the truth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.data.sample.figures import BY_DAY
from tests.data.sample_shop import Shop

pytestmark = pytest.mark.slow


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
