"""One's own media: rates of sums, levels by their last day, tools beside each other."""

from __future__ import annotations

from datetime import date as d
from typing import Any

import pytest

from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow

TODAY = d(2026, 11, 18)
FIRST, LAST = d(2026, 10, 1), d(2026, 10, 31)
MONTH = Span(FIRST, LAST)


def read(world: Any, kpi: str, span: Span = MONTH, **where: str) -> Reading:
    asked = {Dimension(name): value for name, value in where.items()}
    (row,) = read_all(world.snapshot, [KPIS[kpi]], span, [], asked, TODAY, Terms("TWD"))
    return row


# kpi · the platform that tells it · what it says on one day · value
ODD: list[tuple[str, str, dict[str, Any], float | None]] = [
    ("email_open", "edm", {}, None),
    ("email_open", "edm", {"email_deliveries": 0, "email_opens": 0}, None),
    ("email_open", "edm", {"email_opens": 5}, None),
    ("email_open", "edm", {"email_deliveries": 10}, None),
    ("email_open", "edm", {"email_deliveries": 10, "email_opens": 0}, 0.0),
    ("email_ctr", "edm", {"email_deliveries": 1_000, "email_clicks": 30}, 0.03),
    ("line_open", "line_oa", {"line_deliveries": 0, "line_opens": 0}, None),
    ("line_open", "line_oa", {"line_deliveries": 200, "line_opens": 50}, 0.25),
    ("line_click", "line_oa", {"line_deliveries": 200, "line_clicks": 3}, 0.015),
    ("line_friends", "line_oa", {"line_friends": 90}, None),  # of whom some may have blocked
    ("line_friends", "line_oa", {"line_friends": 90, "line_blocks": 0}, 90),
    ("line_friends", "line_oa", {"line_friends": 90, "line_blocks": 90}, 0),
    ("line_block_rate", "line_oa", {"line_friends": 0, "line_blocks": 0}, None),
    ("line_block_rate", "line_oa", {"line_friends": 90, "line_blocks": 18}, 0.2),
    ("interactions_per_post", "social", {"interactions": 9, "posts": 0}, None),
    ("interactions_per_post", "social", {"interactions": 9, "posts": 2}, 4.5),
    ("social_engagement_followers", "social", {"interactions": 9, "followers": 0}, None),
    ("social_engagement_followers", "social", {"interactions": 9, "followers": 300}, 0.03),
]


@pytest.mark.parametrize(("kpi", "platform", "told", "value"), ODD)
def test_one_day(
    world: Any, kpi: str, platform: str, told: dict[str, Any], value: float | None
) -> None:
    world.account("報", platform).day("報", FIRST, **told)
    assert read(world, kpi).value == value


def test_levels_are_those_of_the_last_day_that_tells_them(world: Any) -> None:
    world.account("友", "line_oa").account("二", "line_oa")
    for day, friends, blocks in ((1, 100, 10), (20, 150, 30), (31, None, None)):
        told = {"line_friends": friends, "line_blocks": blocks}
        world.day("友", d(2026, 10, day), line_deliveries=50, line_opens=20, **told)
    world.day("二", d(2026, 10, 5), line_friends=40, line_blocks=2)
    assert read(world, "line_friends").value == 150 + 40 - 30 - 2, "accounts add, days do not"
    assert read(world, "line_block_rate").value == pytest.approx(32 / 190)
    assert read(world, "line_friends", Span(FIRST, d(2026, 10, 4))).value == 90
    assert read(world, "line_friends", Span(d(2026, 10, 21), LAST)).value is None
    assert read(world, "line_open").denominator == 150, "what is sent adds up"
    rows = read_all(
        world.snapshot, [KPIS["line_friends"]], MONTH, [Dimension.ACCOUNT], {}, TODAY, Terms("TWD")
    )
    assert {r.cut[-1][1]: r.value for r in rows} == {"友": 120, "二": 38}


def test_interactions_add_up_and_followers_do_not(world: Any) -> None:
    world.account("粉", "social")
    for day in range(1, 11):
        world.day("粉", d(2026, 10, day), interactions=6, posts=1, followers=290 + day)
    assert read(world, "social_engagement_followers").value == pytest.approx(60 / 300)
    assert read(world, "interactions_per_post").value == 6


def test_tools_lack_nothing_of_each_other(world: Any) -> None:
    world.account("報", "edm").account("友", "line_oa").account("甲", "google_ads")
    world.day("報", FIRST, email_deliveries=10, email_opens=4)
    world.day("友", FIRST, line_deliveries=10, line_opens=4)
    world.day("甲", FIRST, impressions=10, clicks_all=1)
    for kpi in ("email_open", "line_open", "ctr"):
        assert Flag.PARTIAL_COVERAGE not in read(world, kpi).flags, kpi
    assert read(world, "email_open", platform="line_oa").value is None


def test_a_tool_without_opens_is_left_out_and_said(world: Any) -> None:
    world.account("報", "edm").account("二", "edm")
    world.day("報", FIRST, email_deliveries=10, email_opens=4)
    world.day("二", FIRST, email_deliveries=90)
    found = read(world, "email_open")
    assert (found.value, Flag.PARTIAL_COVERAGE in found.flags) == (0.4, True)


def test_a_range_counts_where_it_lies_wholly_within(world: Any) -> None:
    world.account("報", "edm")
    world.range("報", FIRST, LAST, email_deliveries=100, email_opens=30)
    assert read(world, "email_open").value == 0.3
    assert read(world, "email_open", Span(FIRST, d(2026, 10, 30))).value is None
