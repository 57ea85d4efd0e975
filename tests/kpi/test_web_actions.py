"""What visitors go on to do, and which of their visits are valid: odd days first."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow

DAY, NEXT = d(2026, 10, 10), d(2026, 10, 11)
TODAY = d(2026, 11, 18)


def read(world: Any, kpi: str, *days: d) -> Reading:
    span = Span(days[0] if days else DAY, days[-1] if days else NEXT)
    (row,) = read_all(world.snapshot, [KPIS[kpi]], span, [], {}, TODAY, Terms("TWD"))
    return row


# kpi · what one day says · value
ODD: list[tuple[str, dict[str, Any], Any]] = [
    ("valid_sessions", {}, None),
    ("valid_sessions", {"views": 3}, None),
    ("valid_sessions", {"marked_sessions": 3}, None),
    ("valid_sessions", {"sessions": 5}, 5),
    ("valid_sessions", {"sessions": 5, "marked_sessions": 0}, 5),
    ("valid_sessions", {"sessions": 5, "marked_sessions": 2}, 3),
    ("valid_sessions", {"sessions": 5, "marked_sessions": 9}, 0),  # never below none
    ("sessions", {"sessions": 5, "marked_sessions": 2}, 5),
    ("form_completion", {"form_starts": 0, "form_submits": 0}, None),
    ("form_completion", {"form_submits": 2}, None),
    ("form_completion", {"form_starts": 8, "form_submits": 2}, 0.25),
    ("content_to_trial_ctr", {"content_visits": 0, "trial_page_visits": 0}, None),
    ("content_to_trial_ctr", {"content_visits": 1_000, "trial_page_visits": 35}, 0.035),
    ("content_to_trial", {"content_trials": 28}, None),
    ("content_to_trial", {"content_trials": 28, "content_visits": 1_400}, 0.02),
    (
        "content_to_trial",
        {"content_trials": 28, "content_visits": 1_400, "content_visitors": 1_000},
        0.028,
    ),
    ("visitor_to_subscriber", {"subscriptions": 18}, None),
    ("visitor_to_subscriber", {"subscriptions": 18, "sessions": 2_000}, 0.009),
    ("visitor_to_subscriber", {"subscriptions": 18, "sessions": 2_000, "active_users": 1_000},
     0.018),
    ("retention_d7", {"cohort_users": 0, "cohort_back_d7": 0}, None),
    ("retention_d7", {"cohort_users": 40}, None),
    ("retention_d7", {"cohort_users": 40, "cohort_back_d7": 14}, 0.35),
    ("ad_revenue", {"web_revenue": Decimal(9)}, None),
    ("ad_revenue", {"web_revenue": Decimal(9), "ad_revenue": Decimal(0)}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("kpi", "told", "value"), ODD)
def test_one_day(world: Any, kpi: str, told: dict[str, Any], value: Any) -> None:
    world.account("站", "ga4").day("站", DAY, **told)
    found = read(world, kpi, DAY).value
    assert found is None if value is None else float(found or 0) == pytest.approx(float(value))


def test_days_with_marks_and_without(world: Any) -> None:
    """A mark is taken off its own day; the other days stay as they are."""
    world.account("站", "ga4").day("站", DAY, sessions=50, marked_sessions=8)
    world.day("站", NEXT, sessions=70)
    assert read(world, "valid_sessions").value == 112
    assert read(world, "sessions").value == 120


def test_orders_are_held_against_valid_visits(world: Any) -> None:
    world.account("站", "ga4").account("店", "shop").order("店", d(2024, 1, 1))
    for day in (DAY, NEXT):
        world.day("站", day, sessions=60, active_users=40, marked_sessions=10)
        world.sold("店", day, orders=5, site_orders=5)
    two = read(world, "checkout_conversion")
    assert (two.numerator, two.denominator, two.basis) == (10, 100, "sessions")
    one = read(world, "checkout_conversion", DAY)
    assert (one.denominator, one.basis) == (40, "visitors"), "users are not marked one by one"


def test_who_says_which_visitors_were_counted(world: Any) -> None:
    world.account("站", "ga4")
    for day in (DAY, NEXT):
        world.day("站", day, content_trials=2, content_visits=50, content_visitors=40)
    two, one = read(world, "content_to_trial"), read(world, "content_to_trial", DAY)
    assert (two.value, two.basis) == (0.04, "sessions")
    assert (one.value, one.basis) == (0.05, "visitors")


def test_a_form_that_nobody_sends_is_no_day_without_a_form(world: Any) -> None:
    world.account("站", "ga4").day("站", DAY, form_starts=30, form_submits=0)
    world.day("站", NEXT, form_starts=10, form_submits=4)
    assert read(world, "form_completion").value == 0.1


@pytest.mark.parametrize(("last", "young"), [(d(2026, 11, 10), False), (d(2026, 11, 11), True)])
def test_whoever_came_this_week_may_still_come_back(world: Any, last: d, young: bool) -> None:
    world.account("站", "ga4").day("站", last, cohort_users=40, cohort_back_d7=14)
    found = read(world, "retention_d7", last)
    assert (found.value, Flag.IMMATURE in found.flags) == (0.35, young)
    assert Flag.IMMATURE not in read(world, "sessions", last).flags
