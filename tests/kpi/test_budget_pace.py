"""Budget pacing: a month against its plan, days nobody exported, the reserve, money elsewhere."""

from __future__ import annotations

from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kpi.facts.completeness import completeness
from kpi.pacing import budget_lines as words
from kpi.pacing.budget import BudgetPace, Budgets, budgets
from kpi.pacing.budget_lines import budget_lines, budget_notes
from kpi.period import to_date
from kpi.terms import Terms
from tests.data.sample_shop import filled
from tests.kpi.test_pace import spent

pytestmark = pytest.mark.slow

LAST, TODAY = d(2026, 11, 17), d(2026, 11, 18)
NOVEMBER = d(2026, 11, 1), d(2026, 11, 30)


def pace(world: Any, today: d = TODAY, terms: Terms | None = None, **where: str) -> Budgets:
    told = terms or Terms("TWD")
    known = completeness(world.snapshot, [to_date("quarter", LAST)], today, told)
    return budgets(world.snapshot, known, where, LAST, {})


def alone(world: Any, **more: Any) -> BudgetPace:
    (found,) = pace(world, **more).platforms
    return found


@pytest.fixture
def google(world: Any) -> Any:
    """Return Google, which spends 1,000 a day and is planned at 900."""
    spent(world, "甲", "google_ads", "1000", "cost")
    return world.planned(*NOVEMBER, "Google", Decimal(27_000))


def test_a_month_against_its_plan(google: Any) -> None:
    found = alone(google)
    assert (found.budget, found.spent, found.expected) == (27_000, 17_000, 17 * 900)
    assert found.projected == pytest.approx(30_000) and found.over == pytest.approx(3_000)
    assert (found.days_left, found.unknown, found.unplanned) == (13, (), 0)
    assert found.daily == pytest.approx(10_000 / 13)


def test_days_nobody_exported_are_said_and_their_cost_is_the_forecasts(world: Any) -> None:
    spent(world, "甲", "google_ads", "1000", "cost")
    spent(world, "乙", "line_ads", "500", "cost", complete_to=LAST - timedelta(5))
    world.planned(*NOVEMBER, "LINE", Decimal(15_000))
    found = alone(world)
    assert found.unknown == tuple(LAST - timedelta(n) for n in (4, 3, 2, 1, 0))
    assert (found.spent, found.expected) == (6_000, 6_000)
    assert found.projected == pytest.approx(15_000)
    assert found.daily == pytest.approx((15_000 - 17 * 500) / 13)
    said = budget_notes(pace(world), "TWD", "zh")
    assert words.UNKNOWN.fill(platform="LINE 廣告", days="11/13–11/17").zh in said


def test_a_source_that_stopped_long_ago_is_not_forecast(world: Any) -> None:
    spent(world, "甲", "google_ads", "1000", "cost")
    spent(world, "乙", "line_ads", "500", "cost", complete_to=d(2026, 10, 20))
    world.planned(*NOVEMBER, "LINE", Decimal(15_000))
    found = alone(world)
    assert (found.spent, found.expected, len(found.unknown)) == (None, 0, 17)
    assert found.budget == 15_000  # the month's, whoever exported what
    assert found.projected is None and found.forecast.why_not is not None
    assert "10/20" in found.forecast.why_not.zh


def test_a_platform_that_nobody_exports(world: Any) -> None:
    world.account("店", "shop").sold("店", LAST, orders=1, revenue=Decimal(1))
    world.planned(*NOVEMBER, "TikTok", Decimal(9_000))
    found = alone(world)
    assert (found.spent, found.projected, found.over, found.daily) == (None,) * 4
    (line,) = budget_lines(pace(world), "TWD", "zh")
    assert (line.budget, line.spent, line.projected, line.daily) == ("9,000", "–", "–", "–")


def test_a_day_that_two_plans_claim_counts_no_budget(google: Any) -> None:
    google.planned(d(2026, 11, 30), d(2026, 11, 30), "Google", Decimal(5), sheet=71)
    found = alone(google)
    assert (found.budget, found.unplanned) == (29 * 900, 1)
    said = budget_notes(pace(google), "TWD", "zh")
    assert words.UNPLANNED.fill(platform="Google Ads", n=1).zh in said


def test_the_reserve_is_of_no_platform_and_its_currency_is_said(google: Any) -> None:
    google.planned(*NOVEMBER, None, None, reserve=Decimal(3_000))
    google.planned(d(2026, 11, 1), d(2026, 12, 30), None, None, reserve=Decimal(6_000), sheet=71)
    google.planned(*NOVEMBER, None, None, reserve=Decimal(9), currency="USD", sheet=72)
    found = pace(google)
    assert (found.reserve, found.waits) == (6_000, True)
    assert found.platforms[0].budget == 27_000
    said = budget_notes(found, "TWD", "zh")
    assert words.RESERVE.fill(value="6,000").zh in said and words.RESERVE_WAITS.zh in said


def test_cost_and_plan_are_on_one_tax_basis(google: Any) -> None:
    found = alone(google, terms=Terms("TWD", tax="included"))
    assert (found.budget, found.spent) == (Decimal("28350"), Decimal("17850"))
    assert found.projected == pytest.approx(31_500)


def test_several_platforms_are_added_up(google: Any) -> None:
    spent(google, "乙", "meta_ads", "500", "cost")
    google.planned(*NOVEMBER, "Meta", Decimal(15_000))
    lines = budget_lines(pace(google), "TWD", "zh")
    assert [line.name for line in lines] == ["Google Ads", "Meta", "合計"]
    assert (lines[-1].budget, lines[-1].spent, lines[-1].over) == ("42,000", "25,500", "+3,000")


def test_what_one_platform_lacks_all_together_lack(google: Any) -> None:
    google.planned(*NOVEMBER, "TikTok", Decimal(9_000))
    whole = budget_lines(pace(google), "TWD", "zh")[-1]
    assert (whole.budget, whole.spent, whole.projected, whole.use) == ("36,000", "–", "–", "–")


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({"platform": "meta_ads"}, []),
        ({"account": "甲"}, []),
        ({"platform": "google_ads"}, ["google_ads"]),
    ],
)
def test_a_filter_keeps_to_what_a_plan_knows(google: Any, where: Any, names: list[str]) -> None:
    assert [one.platform for one in pace(google, **where).platforms] == names


def test_a_month_without_a_plan_says_how_to_bring_one(world: Any) -> None:
    spent(world, "甲", "google_ads", "1000", "cost")
    assert budget_notes(pace(world), "TWD", "en") == (words.NO_BUDGET.en,)


def test_a_month_that_is_over(google: Any) -> None:
    found = alone(google, today=d(2026, 12, 1))
    assert (found.days_left, found.daily) == (0, None)
    assert len(found.unknown) == 13  # nobody has exported the rest of November yet
    assert words.OVER_MONTH.fill(month="11 月").zh in budget_notes(
        pace(google, today=d(2026, 12, 1)), "TWD", "zh"
    )


def test_the_sample_shop_spent_what_its_truth_says(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shop = filled(tmp_path_factory)
    today = d.fromisoformat(shop.truth["today"])
    last = today - timedelta(1)
    known = completeness(shop.snapshot, [to_date("month", last)], today, Terms("TWD"))
    found = {one.platform: one for one in budgets(shop.snapshot, known, {}, last, {}).platforms}
    month = f"{last:%Y-%m}"
    assert {p: one.spent for p, one in found.items()} == {
        p: shop.known("cost", month, p) for p in found
    }
    plan = [line for line in shop.truth["plan"] if line["month"].startswith(month)]
    written = [line["budget"] for line in plan if line["budget"]]
    assert sorted(one.budget for one in found.values()) == sorted(written)
    stopped = shop.truth["stories"]["stopped"]
    first = d.fromisoformat(stopped["last"]) + timedelta(1)
    days = tuple(first + timedelta(n) for n in range((last - first).days + 1))
    assert found[stopped["platform"]].unknown == days
    assert not any(one.unknown for p, one in found.items() if p != stopped["platform"])
