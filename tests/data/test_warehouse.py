"""What the master says after imports, restatements, merges, undo: winners, voices, entities."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.report import Rows
from data.warehouse.staging import Miscount
from tests.data.typed import Shop, answers, costs, day, row

pytestmark = pytest.mark.slow


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_new_file_is_there(shop: Shop) -> None:
    shop.load([row(1, "a", 10), row(2, "a", 20.5), row(1, "b", 3)])
    assert costs(shop.published()) == {(1, "a"): 10, (2, "a"): 20.5, (1, "b"): 3}


OLD = [row(n, "a", 10 * n) for n in (1, 2, 3)]
NEW = [row(n, "a", n) for n in (2, 3, 4)]
MERGED = {(1, "a"): 10.0, (2, "a"): 2.0, (3, "a"): 3.0, (4, "a"): 4.0}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # the later end of the range wins, in either order of arrival
        ((OLD, {}), (NEW, {}), MERGED),
        ((NEW, {}), (OLD, {}), MERGED),
        # the declared time of export comes before the end of the range
        (
            (OLD, {"exported_at": datetime(2026, 5, 2)}),
            (NEW, {"exported_at": datetime(2026, 5, 1)}),
            {(1, "a"): 10.0, (2, "a"): 20.0, (3, "a"): 30.0, (4, "a"): 4.0},
        ),
        # the same end: the later arrival
        (
            (OLD, {}),
            ([row(n, "a", 7) for n in (1, 2, 3)], {}),
            {(1, "a"): 7.0, (2, "a"): 7.0, (3, "a"): 7.0},
        ),
        # a declared range empties the days it covers without rows
        (
            (OLD, {}),
            ([row(3, "a", 9)], {"days": (2, 3), "answers": {"replace": "replace"}}),
            {(1, "a"): 10.0, (3, "a"): 9.0},
        ),
    ],
)
def test_the_winner_of_a_day(
    shop: Shop, first: Any, second: Any, expected: dict[Any, float]
) -> None:
    for rows, how in (first, second):
        shop.load(rows, **how)
    assert costs(shop.published()) == expected


def test_merge_speaks_only_for_what_it_has(shop: Shop) -> None:
    shop.load([row(n, c, 10) for n in (1, 2) for c in "abc"])
    shop.load([row(1, "a", 1)], days=(1, 2), answers={"replace": "merge"})
    shop.load([row(2, "b", 2)], days=(1, 2), answers={"replace": "merge"})
    assert costs(shop.published()) == {
        (1, "a"): 1, (1, "b"): 10, (1, "c"): 10, (2, "a"): 10, (2, "b"): 2, (2, "c"): 10,
    }  # fmt: skip


def test_merges_below_the_one_that_replaces_are_silent(shop: Shop) -> None:
    shop.load([row(1, "a", 10), row(1, "b", 10)])
    shop.load([row(1, "a", 1)], answers={"replace": "merge"})
    shop.load([row(1, "a", 5), row(1, "b", 5)])
    assert costs(shop.published()) == {(1, "a"): 5, (1, "b"): 5}
    shop.undo(3)
    assert costs(shop.published()) == {(1, "a"): 1, (1, "b"): 10}
    shop.undo(2)
    assert costs(shop.published()) == {(1, "a"): 10, (1, "b"): 10}
    shop.undo(1)
    assert costs(shop.published()) == {}


def test_merge_at_the_finer_level_keeps_the_other_ad_groups(shop: Shop) -> None:
    fine = {"level": 2, "format": "google_ads.ad_group"}
    shop.load([row(1, "a", 10, ad_group=g) for g in "xy"], **fine)
    shop.load([row(1, "a", 1, ad_group="x")], answers={"replace": "merge"}, **fine)
    assert costs(shop.published()) == {(1, "a"): 11}


def test_levels_never_add_up(shop: Shop) -> None:
    """Each measure comes from the coarsest voice of the day that has it."""
    shop.load([row(1, "a", 10, clicks_all=3), row(2, "a", 10, clicks_all=3)])
    finer = [row(n, "a", 4, ad_group=g, clicks_all=1, leads=2) for n in (1, 2, 3) for g in "xy"]
    shop.load(finer, level=2, format="google_ads.ad_group")
    by_day = shop.published().query(
        "select day, cost, clicks_all, leads from account_days order by day"
    )
    assert by_day == [
        (day(1), Decimal(10), 3, 4),
        (day(2), Decimal(10), 3, 4),
        (day(3), Decimal(8), 2, 4),
    ]
    groups = shop.published().query(
        "select ad_group, sum(cost) from ad_group_days join ad_groups using (ad_group_key)"
        " group by all order by all"
    )
    assert groups == [("x", Decimal(12)), ("y", Decimal(12))]


def test_a_breakdown_is_a_finer_voice(shop: Shop) -> None:
    by_device = [row(1, "a", 6, leads=1), row(1, "a", 7, leads=1)]
    shop.load(by_device, breakdown="device")
    assert costs(shop.published()) == {(1, "a"): 13}
    shop.load([row(1, "a", 12)])
    found = shop.published().query("select cost, leads, reach_rows from account_days")
    assert found[0][:2] == (Decimal(12), 2)


def test_reach_is_kept_only_where_one_row_made_it(shop: Shop) -> None:
    shop.load([row(1, "a", 1, reach=50), row(2, "a", 1, reach=60), row(2, "b", 1, reach=70)])
    found = shop.published()
    assert found.query("select day, reach, reach_rows from account_days order by day") == [
        (day(1), 50, 1),
        (day(2), None, 2),
    ]
    assert [r[0] for r in found.query("select reach from campaign_days order by reach")] == [
        50,
        60,
        70,
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_names_belong_to_the_one_id_that_bears_them(shop: Shop, order: tuple[int, ...]) -> None:
    files = [
        [row(1, "a", 1)],
        [
            row(2, "a", 2, account_id="9", campaign_id="1"),
            row(2, "b", 3, account_id="9", campaign_id="2"),
        ],
        [row(3, "a renamed", 4, account_id="9", account_name="Shop 2", campaign_id="1")],
    ]
    for at in order:
        shop.load(files[at])
    found = shop.published()
    assert found.query("select account_id, account from accounts") == [("9", "Shop 2")]
    assert found.query("select campaign_id, campaign from campaigns order by all") == [
        ("1", "a renamed"),
        ("2", "b"),
    ]
    by_campaign = found.query(
        "select campaign_id, sum(cost) from campaign_days join campaigns using (campaign_key)"
        " group by all order by all"
    )
    assert by_campaign == [("1", Decimal(7)), ("2", Decimal(3))]


def test_a_name_that_two_ids_bear_stands_for_itself(shop: Shop) -> None:
    shop.load([row(1, "a", 1)])
    shop.load([row(2, "a", 2, campaign_id="1"), row(2, "a", 4, campaign_id="2")])
    found = shop.published()
    by_campaign = found.query(
        "select campaign_id, sum(cost) from campaign_days join campaigns using (campaign_key)"
        " group by all order by all nulls first"
    )
    assert by_campaign == [(None, Decimal(1)), ("1", Decimal(2)), ("2", Decimal(4))]
    shop.undo(2)
    shop.load([row(2, "a", 2, campaign_id="1")])
    by_campaign = shop.published().query("select campaign_id, campaign from campaigns")
    assert by_campaign == [("1", "a")]


def test_the_same_names_on_two_platforms_are_two(shop: Shop) -> None:
    shop.load([row(1, "a", 1)])
    shop.load([row(1, "a", 2)], platform="meta_ads", format="meta_ads.campaign")
    assert [(a.platform, a.account) for a in shop.published().accounts()] == [
        ("google_ads", "Shop"),
        ("meta_ads", "Shop"),
    ]


def test_undo_is_as_if_it_had_never_come(shop: Shop, tmp_path: Path) -> None:
    other = Shop(tmp_path / "other")
    files: list[tuple[list[dict[str, Any]], dict[str, Any]]] = [
        ([row(n, "a", 10) for n in (1, 2, 3)], {}),
        ([row(n, "a", 1, campaign_id="7") for n in (2, 3, 4)], {"answers": {"replace": "merge"}}),
        ([row((1, 31), "a", leads=5)], {}),
    ]
    for rows, how in files:
        shop.load(rows, **how)
    shop.undo(2)
    for rows, how in (files[0], files[2]):
        other.load(rows, **how)
    assert answers(shop.published()) == answers(other.published())


def test_a_miscount_writes_nothing(shop: Shop) -> None:
    shop.load([row(1, "a", 1)])
    with pytest.raises(Miscount, match="2 rows came, 3 were promised"):
        shop.load([row(2, "a", 1), row(3, "a", 1)], counted=Rows(in_=3, loaded=3))
    assert costs(shop.published()) == {(1, "a"): 1}


def test_an_account_answered_for_a_nameless_file(shop: Shop) -> None:
    shop.load([row(1, "a", 1, account_id="9")])
    nameless = row(2, "a", 2) | {"account_name": None}
    shop.load([nameless], answers={"account": "9"})
    found = shop.published()
    assert [a.account_id for a in found.accounts()] == ["9"]
    assert costs(found) == {(1, "a"): 1, (2, "a"): 2}


@pytest.mark.parametrize(
    ("platform", "declared", "left"),
    [
        ("google_ads", True, {(1, "a"): 7.0, (3, "a"): 7.0}),
        # "All time" speaks only for the days it shows
        ("google_ads", False, {(1, "a"): 7.0, (2, "a"): 10.0, (3, "a"): 7.0}),
        ("meta_ads", False, {(1, "a"): 7.0, (3, "a"): 7.0}),
    ],
)
def test_days_without_rows(
    shop: Shop, platform: str, declared: bool, left: dict[tuple[int, str], float]
) -> None:
    from data.report import Span

    shop.load([row(n, "a", 10) for n in (1, 2, 3)], platform=platform)
    period = Span(day(1), day(3), "day", declared)
    again = [row(n, "a", 7) for n in (1, 3)]
    shop.load(again, platform=platform, period=period, answers={"replace": "replace"})
    assert costs(shop.published()) == left
