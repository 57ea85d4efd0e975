"""Budget use: what was spent and what was planned, of the same platforms and days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension, obstacle
from kpi.facts.plan_names import platform_of
from kpi.facts.sums import gather
from kpi.figure import form
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms
from tests.kpi.conftest import World

pytestmark = pytest.mark.slow

TODAY = d(2026, 11, 18)
USE = KPIS["budget_use"]
OCTOBER, NOVEMBER = Span(d(2026, 10, 1), d(2026, 10, 31)), Span(d(2026, 11, 1), d(2026, 11, 17))
TWD = Terms("TWD")


def read(world: Any, span: Span = OCTOBER, terms: Terms = TWD, **where: str) -> Reading:
    asked = {Dimension(name): value for name, value in where.items()}
    (row,) = read_all(world.snapshot, [USE], span, [], asked, TODAY, terms)
    return row


def parts(reading: Reading) -> tuple[Any, Any]:
    return reading.numerator, reading.denominator


@pytest.fixture
def ads(world: Any) -> Any:
    """Return Google, which spent 1,000 on each day of October and November so far."""
    world.account("甲", "google_ads")
    return world.days("甲", d(2026, 10, 1), d(2026, 11, 17), cost=Decimal(1_000))


def month(world: Any, n: int, platform: str | None, budget: Any, **more: Any) -> Any:
    last = monthrange(2026, n)[1]
    return world.planned(d(2026, n, 1), d(2026, n, last), platform, Decimal(budget), **more)


def test_without_a_plan_there_is_no_answer(ads: Any) -> None:
    found = read(ads)
    assert (found.value, Flag.PARTIAL_COVERAGE in found.flags) == (None, True)


def test_without_any_cost_there_is_no_answer(world: Any) -> None:
    assert read(month(world, 10, "Google", 31_000)).value is None


# the plan of October, by what it calls the platform · spent, planned, and whether something lacks
PLANS: list[tuple[str, list[tuple[str | None, Any]], Any, bool]] = [
    ("plain", [("Google", 62_000)], (31_000, 62_000), False),
    ("as the reader keys it", [("google_ads", 62_000)], (31_000, 62_000), False),
    ("nothing planned", [("Google", 0)], (31_000, 0), False),
    ("two of its lines", [("Google", 31_000), ("YouTube", 31_000)], (31_000, 62_000), False),
    ("another that nobody imported", [("Google", 62_000), ("TikTok", 9)], (31_000, 62_000), True),
    ("a board at the roadside", [("公車廣告", 62_000)], None, True),
    ("of no platform", [(None, 62_000)], None, True),
]  # fmt: skip


@pytest.mark.parametrize(("said", "lines", "found", "lacks"), PLANS, ids=[p[0] for p in PLANS])
def test_the_plan_of_a_month(
    ads: Any, said: str, lines: list[tuple[str | None, Any]], found: Any, lacks: bool
) -> None:
    for platform, budget in lines:
        month(ads, 10, platform, budget)
    row = read(ads)
    assert (None if row.numerator is None or row.denominator is None else parts(row)) == found
    assert row.value == (found[0] / found[1] if found and found[1] else None)
    assert (Flag.PARTIAL_COVERAGE in row.flags) is lacks


def test_a_platform_without_a_plan_is_left_out_and_said(ads: Any) -> None:
    ads.account("乙", "meta_ads").days("乙", d(2026, 10, 1), d(2026, 10, 31), cost=Decimal(500))
    month(ads, 10, "Google", 62_000)
    row = read(ads)
    assert (row.value, Flag.PARTIAL_COVERAGE in row.flags) == (0.5, True)
    assert read(ads, platform="google_ads").flags == ()
    assert read(ads, platform="meta_ads").value is None
    rows = read_all(ads.snapshot, [USE], OCTOBER, [Dimension.PLATFORM], {}, TODAY, TWD)
    assert {r.cut[0][1]: r.value for r in rows} == {"google_ads": 0.5, "meta_ads": None}


def test_a_month_that_is_not_over_is_held_against_its_days(ads: Any) -> None:
    month(ads, 10, "Google", 62_000)
    month(ads, 11, "Google", 60_000)
    assert parts(read(ads, NOVEMBER)) == (17_000, 34_000)
    assert parts(read(ads, Span(d(2026, 10, 31), d(2026, 11, 1)))) == (2_000, 4_000)


def test_only_days_that_have_both_are_counted(ads: Any) -> None:
    """October is planned, November is not: its cost meets no budget."""
    month(ads, 10, "Google", 62_000)
    row = read(ads, Span(OCTOBER.start, NOVEMBER.end))
    assert (parts(row), Flag.PARTIAL_COVERAGE in row.flags) == ((31_000, 62_000), True)


def test_a_day_without_a_row_was_free_where_the_file_speaks_for_it(world: Any) -> None:
    world.account("甲", "linkedin_ads", complete_to=d(2026, 10, 20), first=d(2026, 10, 11))
    world.day("甲", d(2026, 10, 14), cost=Decimal(900))  # on weekdays nothing, say
    month(world, 10, "LinkedIn", 31_000)
    row = read(world)
    assert parts(row) == (900, 10_000), "ten days are told of, one of them cost something"
    assert Flag.PARTIAL_COVERAGE in row.flags, "the plan goes on where no file does"


def test_a_range_without_days_says_nothing_of_its_days(world: Any) -> None:
    world.account("甲", "google_ads", complete_to=d(2026, 10, 31), first=d(2026, 10, 1))
    world.range("甲", d(2026, 10, 1), d(2026, 10, 31), cost=Decimal(900))
    month(world, 10, "Google", 31_000)
    assert read(world).value is None


@pytest.mark.parametrize(
    "twice",
    [
        {"sheet": 71},  # two versions of the plan
        {"first": d(2026, 10, 5)},  # a month, and days of it once more
    ],
)
def test_two_plans_for_a_day_are_not_guessed_between(ads: Any, twice: dict[str, Any]) -> None:
    month(ads, 10, "Google", 62_000)
    first = twice.pop("first", d(2026, 10, 1))
    ads.planned(first, d(2026, 10, 31), "Google", Decimal(31_000), **twice)
    row = read(ads)
    told = (first - d(2026, 10, 1)).days
    assert parts(row) == ((1_000 * told, 2_000 * told) if told else (None, None))
    assert Flag.PARTIAL_COVERAGE in row.flags


def test_the_reserve_is_no_budget(ads: Any) -> None:
    month(ads, 10, "Google", 62_000, reserve=Decimal(99_000))
    ads.planned(d(2026, 10, 1), d(2026, 10, 31), None, None, reserve=Decimal(5_000))
    row = read(ads)
    assert (parts(row), row.flags) == ((31_000, 62_000), ())


def test_targets_are_no_budget(ads: Any) -> None:
    ads.planned(d(2026, 10, 1), d(2026, 10, 31), None, None, kpi="cac", target=Decimal(600))
    assert ads.snapshot.query("select count(*) from plan") == [(1,)]
    assert read(ads).value is None


def test_two_currencies(ads: Any) -> None:
    """A budget in dollars waits for a rate; with one it is told at each day's."""
    month(ads, 10, "Google", 3_100, currency="USD")
    row = read(ads)
    assert (row.value, Flag.PARTIAL_COVERAGE in row.flags) == (None, True)
    again = World().account("甲", "google_ads")
    again.days("甲", d(2026, 10, 1), d(2026, 10, 31), cost=Decimal(1_000))
    month(again, 10, "Google", 3_100, currency="USD")
    again.rate(d(2026, 10, 1), d(2026, 10, 30), "USD", "20").rate(
        d(2026, 10, 31), d(2026, 10, 31), "USD", "40", said=91
    )
    assert parts(read(again)) == (31_000, 30 * 2_000 + 4_000)


def test_media_in_dollars_beside_a_budget_in_the_same(world: Any) -> None:
    world.account("甲", "google_ads", currency="USD")
    world.days("甲", d(2026, 10, 1), d(2026, 10, 31), cost=Decimal(10))
    world.rate(d(2026, 10, 1), d(2026, 10, 31), "USD", "30")
    month(world, 10, "Google", 620, currency="USD")
    assert parts(read(world)) == (9_300, 18_600)


@pytest.mark.parametrize("tax", ["exported", "excluded", "included"])
def test_the_basis_of_the_tax_leaves_the_share_as_it_is(ads: Any, tax: Any) -> None:
    month(ads, 10, "Google", 62_000)
    assert read(ads, terms=Terms("TWD", tax=tax)).value == 0.5


def test_a_plan_knows_platforms_and_nothing_below() -> None:
    assert obstacle(USE, [Dimension.PLATFORM, Dimension.MONTH]) is None
    for name in (Dimension.ACCOUNT, Dimension.CAMPAIGN, Dimension.CHANNEL, Dimension.SALES_CHANNEL):
        assert obstacle(USE, [name]) is name


@pytest.mark.parametrize(
    ("written", "platform"),
    [
        ("Google Ads", "google_ads"), ("ＭＥＴＡ", "meta_ads"), (" fb ", "meta_ads"),
        ("LINE", "line_ads"), ("LINE  廣告", "line_ads"), ("TikTok", "tiktok_ads"),
        ("LINE 官方帳號", "line_oa"), ("公車", "公車"), ("", "–"), (None, "–"),
    ],
)  # fmt: skip
def test_platforms_are_known_by_what_people_write(written: str | None, platform: str) -> None:
    assert platform_of(written) == platform


BUDGETS = st.lists(
    st.tuples(st.integers(1, 12), st.integers(0, 10**9)), max_size=6, unique_by=lambda b: b[0]
)


@settings(max_examples=15, deadline=None)
@given(budgets=BUDGETS, split=st.integers(0, 363))
def test_pieces_of_a_year_add_up_to_it(budgets: list[tuple[int, int]], split: int) -> None:
    """The share of each day is exact: two halves of the year make the whole, whatever the cut."""
    world = World().account("甲", "google_ads", complete_to=d(2026, 12, 31), first=d(2026, 1, 1))
    world.day("甲", d(2026, 6, 6), cost=Decimal(1))
    for n, budget in budgets:
        month(world, n, "Google", budget)
    year, cut = Span(d(2026, 1, 1), d(2026, 12, 31)), d(2026, 1, 1) + timedelta(split)
    halves = [Span(year.start, cut), Span(cut + timedelta(1), year.end)]
    facts = gather(world.snapshot, [USE], [year, *halves], terms=TWD)
    told = [form(USE, facts.sums(span, ())).denominator or 0 for span in (year, *halves)]
    assert told[0] == sum(told[1:]) == sum(budget for _, budget in budgets)
