"""Why a KPI moved: parts are the whole to the last digit, and nobody is blamed for noise."""

from __future__ import annotations

from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text import Text
from kpi.catalog import KPIS
from kpi.drivers.effects import Segment, of_lines, of_segments, of_sum
from kpi.drivers.parts import OTHERS, Movement, drivers, movement
from kpi.drivers.words import effect, sentence, why
from kpi.figure import quotient
from kpi.period import Period, Span, free
from kpi.review.frozen import Driver
from kpi.terms import Terms

TOLD = Terms("TWD")
WEEK = free(Span(d(2026, 11, 9), d(2026, 11, 15)))
BEFORE = WEEK.previous
GOOGLE, META = (("platform", "google_ads"),), (("platform", "meta_ads"),)

amounts = st.decimals(0, 10**7, places=2) | st.just(Decimal(0))
both = st.tuples(amounts, amounts)
segments = st.lists(st.builds(Segment, both, both), min_size=1, max_size=6)


def ratio(
    pairs: list[tuple[Decimal, Decimal]], below: list[tuple[Decimal, Decimal]], n: int
) -> Any:
    return quotient(sum(p[n] for p in pairs), sum(p[n] for p in below))


def close(one: Decimal, other: Decimal, size: Decimal) -> bool:
    """Whether two numbers agree in all but the last of the 28 digits Decimal carries."""
    return abs(one - other) <= Decimal("1e-20") * (1 + abs(size))


@given(segments)
def test_the_parts_of_a_ratio_are_its_whole_change(found: list[Segment]) -> None:
    above, below = [s.above for s in found], [s.below for s in found]
    ends = [ratio(above, below, n) for n in (0, 1)]
    effects, lines = of_segments(found), of_lines(above, below)
    if None in ends:
        assert effects is None and lines is None
        return
    assert effects is not None and lines is not None
    change = ends[1] - ends[0]
    # what a segment has above may be a billion times what all have below
    size = sum(abs(e) for e in (*effects, *lines[0], *lines[1], *ends))
    assert close(sum(effects, Decimal(0)), change, size)
    assert close(sum((*lines[0], *lines[1]), Decimal(0)), change, size)


@given(segments)
def test_an_effect_is_mix_and_rate(found: list[Segment]) -> None:
    """Kitagawa's two terms, written out, for segments that are there in both periods."""
    wholes = [sum(s.below[n] for s in found) for n in (0, 1)]
    effects = of_segments(found)
    if effects is None or any(not b for s in found for b in s.below):
        return
    whole = [quotient(sum(s.above[n] for s in found), wholes[n]) for n in (0, 1)]
    for segment, told in zip(found, effects, strict=True):
        share = [quotient(segment.below[n], wholes[n]) for n in (0, 1)]
        own = [quotient(segment.above[n], segment.below[n]) for n in (0, 1)]
        mix = (share[1] - share[0]) * ((own[0] + own[1]) / 2 - (whole[0] + whole[1]) / 2)  # type: ignore[operator]
        rate = (share[0] + share[1]) / 2 * (own[1] - own[0])  # type: ignore[operator]
        assert close(mix + rate, told, max(map(abs, own)) + max(map(abs, whole)))  # type: ignore[arg-type]


@given(st.lists(both, max_size=6))
def test_the_parts_of_a_sum_are_its_whole_change(parts: list[tuple[Decimal, Decimal]]) -> None:
    assert sum(of_sum(parts)) == sum(p[1] for p in parts) - sum(p[0] for p in parts)


def test_a_segment_that_begins_or_ends_at_zero_has_an_effect() -> None:
    ends = Segment((Decimal(100), Decimal(0)), (Decimal(10), Decimal(0)))
    begins = Segment((Decimal(0), Decimal(300)), (Decimal(0), Decimal(10)))
    assert of_segments([ends, begins]) == (Decimal(10), Decimal(10))


@pytest.fixture
def shop(world: Any) -> Any:
    """Return Google at 10 a conversion and Meta at 20, for two weeks; then Meta at 40."""
    for name, platform in (("甲", "google_ads"), ("乙", "meta_ads")):
        world.account(name, platform)
    for n in range(14):
        day, late = BEFORE.start + timedelta(n), n >= 7
        world.day("甲", day, cost=Decimal(100), conversions=Decimal(10), impressions=5000,
                  clicks_all=100 + n % 2)  # fmt: skip
        world.day("乙", day, cost=Decimal(400 if late else 200), conversions=Decimal(10),
                  impressions=4000, clicks_all=20)  # fmt: skip
    return world


def moved(world: Any, kpi: str, scope: Any = (), period: Period = WEEK) -> Movement:
    return movement(world.snapshot, TOLD, KPIS[kpi], scope, period)


def test_platforms_make_what_a_sum_moved(shop: Any) -> None:
    found = moved(shop, "cost")
    assert found.total == sum(one.effect for one in found.drivers) == Decimal(1400)
    assert [(one.platform, one.effect) for one in found.drivers] == [("meta_ads", Decimal(1400))]
    told = sentence(KPIS["cost"], found, "TWD")
    assert told == Text(
        "廣告花費比上期多 1,400，主要來自 Meta（+1,400）。",
        "Cost rose by 1,400 against the period before, mainly because of Meta (+1,400).",
    )


def test_classes_within_one_platform_where_rules_know_them(world: Any) -> None:
    world.account("甲", "google_ads")
    for n in range(14):
        day, late = BEFORE.start + timedelta(n), n >= 7
        for name, cost in (("品牌字 A", 100), ("再行銷 B", 300 if late else 100)):
            told = {"cost": Decimal(cost), "conversions": Decimal(10), "clicks_all": 50}
            world.day("甲", day, name, **told)
        world.day("甲", day, cost=Decimal(400 if late else 200), conversions=Decimal(20),
                  clicks_all=100)  # fmt: skip
    found = moved(world, "cpa", GOOGLE)
    assert found.total == Decimal(10)
    assert [(one.name.zh, one.effect) for one in found.drivers] == [("再行銷", Decimal(10))]
    assert {one.platform for one in found.drivers} == {"google_ads"}


def test_what_lies_in_two_books_is_told_by_the_sources_of_its_lines(shop: Any) -> None:
    shop.account("店", "shopline").account("費", "costs")
    for n in range(14):
        placed = {"orders": 10, "site_orders": 10, "new_customers": 5, "site_new_customers": 5}
        shop.sold("店", BEFORE.start + timedelta(n), **placed)
        shop.day("費", BEFORE.start + timedelta(n), amount=Decimal(100))
    found = moved(shop, "cac")
    assert found.total is not None
    assert (found.drivers[0].name.zh, found.drivers[0].effect) == ("Meta 的花費", Decimal(40))
    assert close(sum((one.effect for one in found.drivers), Decimal(0)), found.total, Decimal(99))


def test_no_cause_is_named_for_a_change_within_noise(shop: Any) -> None:
    found = moved(shop, "ctr", GOOGLE)
    assert (found.noise, found.drivers) == (True, ())
    assert drivers(shop.snapshot, TOLD, KPIS["ctr"], GOOGLE, WEEK) == ()
    told = sentence(KPIS["ctr"], found)
    assert told is not None
    assert told.zh.endswith("還在平常的起伏之內，不指名原因。")
    assert told.en.endswith("within its usual scatter, so no cause is named.")


def test_a_sum_is_held_against_its_own_earlier_changes(world: Any) -> None:
    """Every week swings by 300; one by 100 more is nothing, one by 2,000 is."""
    world.account("甲", "google_ads").account("乙", "meta_ads")
    for week in range(11):
        monday, more = WEEK.now.start - timedelta(7 * week), 300 * (week % 2)
        world.day("甲", monday, cost=Decimal(1000 + more + (2000 if week == 0 else 0)))
        world.day("乙", monday, cost=Decimal(1000))
    assert not moved(world, "cost").noise
    assert moved(world, "cost", period=free(WEEK.now.moved(-7))).noise


def test_what_no_channel_can_split_has_no_drivers(shop: Any) -> None:
    assert moved(shop, "cpa").total is None, "over platforms that claim there is no single figure"
    assert moved(shop, "cpa", META).drivers == (), "one campaign without a name is no part"
    assert moved(shop, "revenue") == Movement(None)


def test_a_source_that_stopped_says_so(shop: Any) -> None:
    shop.account("丙", "line_ads", complete_to=d(2026, 11, 10))
    for n in range(9):
        shop.day("丙", BEFORE.start + timedelta(n), cost=Decimal(500))
    found = moved(shop, "cost")
    assert found.drivers[0].name == Text(
        "LINE 廣告・資料只到 11/10", "LINE Ads, data to 11/10 only"
    )
    assert found.drivers[0].effect == Decimal(-2500)


def test_the_smaller_parts_are_one(world: Any) -> None:
    world.account("店", "shopline")
    for day, size in ((BEFORE.start, 1), (WEEK.now.start, 2)):
        for n, channel in enumerate("甲乙丙丁戊己"):
            world.sold("店", day, channel, orders=size * 10**n)
        world.sold("店", day, orders=size * 111_111)
    found = moved(world, "orders")
    assert [one.name.zh for one in found.drivers] == [*"己戊丁丙", "其他"]
    assert found.drivers[-1] == Driver(OTHERS, Decimal(11))
    assert sum(one.effect for one in found.drivers) == found.total == Decimal(111_111)


@pytest.mark.parametrize(
    ("kpi", "value", "zh", "en"),
    [
        ("ctr", "-0.0031", "−0.31 百分點", "−0.31 pp"),
        ("roas", "0.42", "+0.42", "+0.42"),
        ("cost", "-12300", "−12,300", "−12,300"),
        ("cost", "1230000", "+123.0 萬", "+1.23M"),
        ("orders", "0", "±0", "±0"),
    ],
)
def test_effects_are_written_in_the_unit_of_the_kpi(kpi: str, value: str, zh: str, en: str) -> None:
    assert effect(KPIS[kpi], Decimal(value), "zh", "TWD") == zh
    assert effect(KPIS[kpi], Decimal(value), "en", "TWD") == en


def test_what_worked_against_it_is_said() -> None:
    parts = (Driver(Text("甲", "A"), Decimal(500)), Driver(Text("乙", "B"), Decimal(-200)))
    told = why(KPIS["orders"], parts, Decimal(300))
    assert told == Text(
        "訂單數比上期多 300，主要來自甲（+500）；乙（−200）抵銷了一部分。",
        "Orders rose by 300 against the period before, mainly because of A (+500);"
        " B (−200) worked against it.",
    )
    assert why(KPIS["orders"], (), Decimal(300)) is None
    assert why(KPIS["orders"], parts, Decimal(0)) is None
