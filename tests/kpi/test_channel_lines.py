"""The lines of a place on Channels, and their rest; the odd ones first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.channels import grid as channel_grid
from kpi.channels.place import Place
from kpi.grid import Line
from tests.kpi.channel_world import GOOGLE, Ads, adds_up, bought, spent, told

pytestmark = pytest.mark.slow


def odd() -> list[tuple[str, Callable[[Ads], None], Place, dict[str, Any], str | None]]:
    """Return: what is odd, how it came, where one looks, the cost of each line, of the rest."""

    def nameless(ads: Ads) -> None:
        ads.campaign("甲", None, **spent(30))
        ads.campaign("甲", "A", **spent(70))

    def namesakes(ads: Ads) -> None:
        ads.campaign("甲", "A", id="1", **spent(30))
        ads.campaign("甲", "A", id="2", **spent(50))

    def too_much_below(ads: Ads) -> None:
        key = ads.campaign("甲", "A", **spent(50))
        ads.group("甲", key, "g", **spent(80))

    def too_little_below(ads: Ads) -> None:
        key = ads.campaign("甲", "A", **spent(50))
        ads.group("甲", key, "g", **spent(20))
        ads.group("甲", key, "h", **spent(20))

    def nothing_below(ads: Ads) -> None:
        ads.campaign("甲", "A", **spent(50))

    def silent_platform(ads: Ads) -> None:
        ads.campaign("甲", "A", **spent(50))

    def classes(ads: Ads) -> None:
        ads.campaign("甲", "品牌_字", **spent(10))
        ads.campaign("甲", "Non-Brand", **spent(20))
        ads.campaign("甲", "Remarketing 品牌", **spent(30))
        ads.campaign("甲", "無法分類", **spent(40))

    unnamed = {"A": 70, "–": 30}
    sorted_out = {"未分類": 40, "再行銷": 30, "非品牌": 20, "品牌字": 10}
    return [
        ("a campaign without a name", nameless, GOOGLE, unnamed, None),
        ("inside it", nameless, Place("google_ads", campaign="–"), {}, "30"),
        ("two of one name", namesakes, GOOGLE, {"A (2)": 50, "A (1)": 30}, None),
        ("inside one of them", namesakes, Place("google_ads", campaign="A (2)"), {}, "50"),
        ("more below than above", too_much_below, Place("google_ads", campaign="A"),
         {"g": 80}, "-30"),
        ("less below than above", too_little_below, Place("google_ads", campaign="A"),
         {"g": 20, "h": 20}, "10"),
        ("nothing below", nothing_below, Place("google_ads", campaign="A"), {}, "50"),
        ("a platform that is silent", silent_platform, Place(),
         {"google_ads": 50, "meta_ads": None}, None),
        ("no such campaign", nothing_below, Place("google_ads", campaign="B"), {}, None),
        ("not an ad platform", nothing_below, Place("ga4"), {}, None),
        ("classes", classes, Place("google_ads", by_class=True), sorted_out, None),
        ("inside a class", classes, Place("google_ads", campaign_class="再行銷"),
         {"Remarketing 品牌": 30}, None),
        ("classes of all", classes, Place(by_class=True), sorted_out, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "fill", "place", "lines", "rest"), odd(), ids=lambda x: str(x)[:30]
)
def test_lines_and_their_rest_are_the_place(
    ads: Ads, look: Any, case: str, fill: Any, place: Place, lines: Any, rest: str | None
) -> None:
    fill(ads)
    ads.done()
    found = look(place)
    assert told(found, "cost") == lines
    assert (found.rest and found.rest.figures["cost"].value) == (rest and Decimal(rest))
    assert adds_up(found)
    if found.rest:
        assert found.rest.figures["ctr"].value is None, "a ratio leaves nothing over"


def test_money_that_waits_is_not_added(ads: Ads, look: Any) -> None:
    ads.world.account("丙", "google_ads", currency="USD")
    ads.campaign("甲", "A", **spent(50))
    ads.campaign("丙", "B", **spent(9))
    ads.done()
    found = look(GOOGLE)
    assert told(found, "cost") == {"A": 50, "B": None}
    assert told(found, "impressions") == {"A": 100, "B": 100}
    assert [found.share(row) for row in found.rows] == [1.0, None]
    assert adds_up(found)


def test_a_total_of_a_range_has_no_groups(ads: Ads, look: Any) -> None:
    ads.world._insert("campaigns", campaign_key=1, account_key=1, campaign="A", campaign_id="1")
    ads.world.range("甲", d(2026, 11, 1), d(2026, 11, 10), impressions=1000, cost=Decimal(40))
    ads.done()
    assert told(look(GOOGLE), "cost") == {"A": 40}
    inside = look(Place("google_ads", campaign="A"))
    assert (inside.rows, inside.rest and inside.rest.cost) == ((), 40)


def test_a_platform_without_conversions_has_no_ratio_of_them(ads: Ads, look: Any) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(5, 200)))
    ads.campaign("乙", "B", **spent(50))
    ads.done()
    found = look()
    assert told(found, "roas") == {"google_ads": 4.0, "meta_ads": None}
    assert told(found, "cpa") == {"google_ads": 10.0, "meta_ads": None}
    assert found.total.figures["conversions"].value == 5


def test_ratios_stay_within_their_platform(ads: Ads, look: Any, page: Any) -> None:
    """10 and 5 claimed for 100 and 60: no CPA for both, and the sum says it is one of claims."""
    ads.campaign("甲", "A", **spent(100, **bought(10, 300)))
    ads.campaign("乙", "B", **spent(60, **bought(5, 90)))
    ads.done()
    found = look()
    assert told(found, "cpa") == {"google_ads": 10.0, "meta_ads": 12.0}
    assert told(found, "roas") == {"google_ads": 3.0, "meta_ads": 1.5}
    assert [found.share(row) for row in found.rows] == [0.625, 0.375]
    assert found.total.figures["cpa"].value is None
    board = page()
    tiles = {tile.key: tile for tile in board.tiles}
    claimed = tiles["conversions"]
    assert (claimed.figure, claimed.chip) == ("15", None)
    assert claimed.basis.startswith("平台自報合計（含重複認列）")
    assert channel_grid.CLAIMED.zh in board.grid.notes
    assert channel_grid.CLAIMED.zh not in page(GOOGLE).grid.notes


def test_the_account_is_named_where_there_are_several(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50))
    assert [(line.name, line.leads_to) for line in page_of(ads, page)] == [
        ("A", Place("google_ads", campaign="A"))
    ]


def page_of(ads: Ads, page: Any, **more: Any) -> tuple[Line, ...]:
    """Write the world down and return the lines of Google."""
    ads.done()
    lines: tuple[Line, ...] = page(GOOGLE, **more).grid.lines
    return lines


def test_two_accounts_with_a_campaign_of_one_name(ads: Ads, page: Any) -> None:
    ads.world.account("丙", "google_ads")
    ads.campaign("甲", "A", **spent(50))
    ads.campaign("丙", "A", **spent(20))
    lines = page_of(ads, page)
    assert [line.name for line in lines] == ["A・甲", "A・丙"]
    assert lines[1].leads_to == Place("google_ads", "丙", campaign="A")
    inside = page(lines[1].leads_to)
    assert [name for name, _ in inside.way] == ["全部渠道", "Google Ads", "丙", "A"]
    assert inside.tiles[0].figure == "20"


def test_many_campaigns_are_one_bar(ads: Ads, page: Any) -> None:
    """Thirteen campaigns of 1 to 13: ten are drawn, and 1 + 2 + 3 are one bar."""
    for n in range(1, 14):
        ads.campaign("甲", f"C{n}", **spent(n, **bought(n, 2 * n)))
    ads.done()
    rows = page(GOOGLE).bars.rows
    assert [row[0] for row in rows[:2]] == ["C13", "C12"]
    assert (len(rows), rows[-1][0], rows[-1][1].value) == (11, "其餘 3 項", 6.0)
    assert rows[-1][2].label == "–", "several ROAS have no sum"
    values = page(GOOGLE, main="conversion_value").bars.rows
    assert values[-1][2].value == 12.0


def test_changes_are_shown_and_sorted_alike(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", d(2026, 10, 3), **spent(100, **bought(1, 300)))
    ads.campaign("甲", "A", **spent(80, **bought(1, 400)))
    lines = page_of(ads, page)
    shown = page(GOOGLE).grid
    (line,) = lines
    cells = {column.key: line.cells[n] for n, column in enumerate(shown.columns)}
    assert (cells["change-cost"].text, cells["change-cost"].value) == ("−20.0%", Decimal("-20.0"))
    assert (cells["change-roas"].text, cells["change-roas"].value) == ("+2.00", Decimal("2.00"))
    assert (cells["cost"].text, cells["cost"].value) == ("80", Decimal(80))
    assert (cells["share"].text, cells["ctr"].text) == ("100.0%", "10.0%")


def test_a_platform_that_stopped_is_not_compared(ads: Ads, look: Any, page: Any) -> None:
    """Meta had 500 in October and nothing now: the change is Google's, 100 to 80."""
    ads.campaign("甲", "A", d(2026, 10, 3), **spent(100))
    ads.campaign("乙", "B", d(2026, 10, 3), **spent(500))
    ads.campaign("甲", "A", **spent(80))
    ads.done()
    assert look().total.before["cost"] == 100
    assert page().sentence == "11/1–11/17 與 10/1–10/17 相比：廣告花費 80，較上期 −20.0%。"


def test_each_platform_ends_where_its_source_does(world: Any, look: Any) -> None:
    """What Meta says of a day it is not complete for does not enter, nor its October beyond."""
    world.account("甲", "google_ads").account("乙", "meta_ads", complete_to=d(2026, 11, 15))
    ads = Ads(world)
    for day in (d(2026, 11, 15), d(2026, 11, 16), d(2026, 10, 16)):
        ads.campaign("乙", "B", day, **spent(7))
        ads.campaign("甲", "A", day, **spent(5))
    ads.done()
    found = look()
    assert told(found, "cost") == {"google_ads": 10, "meta_ads": 7}
    assert {row.cut[0][1]: row.before["cost"] for row in found.rows} == {
        "google_ads": 5, "meta_ads": None,
    }  # fmt: skip
    assert adds_up(found)
