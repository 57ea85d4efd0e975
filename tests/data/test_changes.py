"""What an import changes, told before it is confirmed: days, sums, what would vanish."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.schema import Measure
from data.terminal import door
from data.warehouse import rollups
from data.warehouse.changes import Changes, unheard
from tests.data.typed import Row, Shop, answers, row

pytestmark = pytest.mark.slow  # each opens a master

pytestmark = pytest.mark.slow


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def tried(shop: Shop, rows: list[Row], **how: Any) -> tuple[Changes, bool]:
    """Try an import without keeping it."""
    entry = shop.parsed(rows, **how)
    with shop.master() as master:
        outcome = master.commit(entry, keep=False)
    assert outcome.at is None
    return outcome.changes, outcome.asks


BASE = [row(n, c, 10, leads=1) for n in (1, 2, 3) for c in "ab"]
COST = rollups.column(Measure.COST)
FINE = {"level": 2, "format": "google_ads.ad_group"}


@pytest.mark.parametrize(
    ("rows", "how", "days", "cost"),
    [
        # new days
        ([row(n, c, 1) for n in (4, 5) for c in "ab"], {}, 0, (None, 4)),
        # an overlap: only what the board shows on the file's days is compared
        ([row(n, c, 1) for n in (3, 4) for c in "ab"], {}, 1, (20, 4)),
        # another account
        ([row(n, "a", 1, account_name="Else") for n in (1, 2, 3)], {}, 0, (None, 3)),
        # a finer level of the same days replaces nothing
        ([row(n, c, 4, ad_group="x") for n in (1, 2, 3) for c in "ab"], FINE, 0, (60, 60)),
        # older than what is there: the days stay as they are
        ([row(n, c, 4) for n in (1, 2) for c in "ab"], {"days": (1, 2)}, 0, (40, 40)),
        # a range-only file where daily figures are
        ([row((1, 3), c, 25) for c in "ab"], {}, 0, (60, 60)),
    ],
)
def test_before_and_after(
    shop: Shop, rows: list[Row], how: dict[str, Any], days: int, cost: tuple[Any, Any]
) -> None:
    shop.load(BASE)
    told, asks = tried(shop, rows, **how)
    assert (told.replaced_days, told.measures["cost"], asks) == (days, cost, False)


@pytest.mark.parametrize(
    ("rows", "how", "lost"),
    [
        # b is missing altogether
        ([row(n, "a", 1) for n in (1, 2, 3)], {}, [("b", 3, 30)]),
        # b is there, but not on a day on which it cost something
        (
            [row(n, "a", 1) for n in (1, 2, 3)] + [row(1, "b", 1), row(3, "b", 1)],
            {},
            [("b", 1, 10)],
        ),
        # an answer was given: the figures are told, nothing is asked
        ([row(n, "a", 1) for n in (1, 2, 3)], {"answers": {"replace": "replace"}}, None),
        ([row(n, "a", 1) for n in (1, 2, 3)], {"answers": {"replace": "merge"}}, None),
        # nothing is lost where the file speaks for other days, or not at all
        ([row(n, "a", 1) for n in (4, 5)], {}, None),
        ([row(1, "a", 1)], {"days": (1, 1)}, None),
        # it costs nothing any more, and says so
        ([row(n, c, 0) for n in (1, 2, 3) for c in "ab"], {}, None),
    ],
)
def test_what_would_vanish_is_asked(
    shop: Shop, rows: list[Row], how: dict[str, Any], lost: list[Any] | None
) -> None:
    shop.load(BASE)
    told, asks = tried(shop, rows, **how)
    assert asks == (lost is not None)
    if lost:
        assert [(v.campaign, v.days, v.cost) for v in told.vanishing] == lost
        assert "「b」" in told.question().text.zh
        assert [code for code, _text in told.question().choices] == ["replace", "merge"]


def test_an_ad_group_with_cost_does_not_vanish_unasked(shop: Shop) -> None:
    shop.load([row(1, "a", 4, ad_group=g) for g in "xy"], **FINE)
    told, asks = tried(shop, [row(1, "a", 8, ad_group="x")], **FINE)
    assert asks
    assert [(v.campaign, v.days, v.cost) for v in told.vanishing] == [("a", 1, Decimal(4))]


def test_a_campaign_that_got_its_id_has_not_vanished(shop: Shop) -> None:
    shop.load(BASE)
    named = [
        row(n, c, 10, campaign_id=f"{ord(c)}", account_id="9") for n in (1, 2, 3) for c in "ab"
    ]
    told, asks = tried(shop, named)
    assert (asks, told.replaced_days, told.measures["cost"]) == (False, 3, (60, 60))


def test_a_range_replaces_the_same_range(shop: Shop) -> None:
    shop.load([row((1, 31), c, 100) for c in "ab"])
    told, asks = tried(shop, [row((1, 31), "a", 90)])
    assert (told.replaced_days, told.measures["cost"], asks) == (31, (200, 90), True)


def test_trying_leaves_nothing_behind(shop: Shop) -> None:
    shop.load(BASE)
    before = answers(shop.published())
    tried(shop, [row(n, "c", 5, campaign_id="77", account_id="9") for n in (2, 3, 4)])
    assert answers(shop.published()) == before


def test_sums_are_told_as_plain_text(shop: Shop) -> None:
    shop.load(BASE)
    told, _asks = tried(shop, [row(3, c, 0.5) for c in "ab"])
    assert told.to_json() == {
        "replaced_days": 1,
        "measures": {"cost": {"before": "20", "after": "1"}},
    }


@pytest.mark.parametrize(
    ("first", "second", "days", "cost"),
    [
        # nothing else is there: the board loses it
        (None, BASE, (3, 0), (60, None)),
        # an earlier file speaks for its days again
        (BASE, [row(n, c, 4) for n in (1, 2, 3) for c in "ab"], (3, 3), (24, 60)),
        # for some of them
        (BASE, [row(n, c, 4) for n in (3, 4) for c in "ab"], (2, 1), (16, 20)),
        # it was never heard: nothing changes
        (BASE, [row(n, c, 4) for n in (1, 2) for c in "ab"], (0, 0), (40, 40)),
        # the campaigns behind ad groups
        (BASE, [row(n, c, 4, ad_group="x") for n in (1, 2) for c in "ab"], (2, 2), (40, 40)),
        # its name tied an account to its id: the figures stay, under the name
        (BASE, [row(4, c, 5, account_id="9") for c in "ab"], (1, 0), (10, None)),
        # a range falls silent where days are heard, and is heard again
        ([row((1, 3), c, 25) for c in "ab"], BASE, (3, 0), (60, 50)),
    ],
)
def test_an_undo_is_told_before_it_is_done(
    shop: Shop,
    first: list[Row] | None,
    second: list[Row],
    days: tuple[int, int],
    cost: tuple[Any, Any],
) -> None:
    """The second import is to be undone; what is told is what then comes about."""
    if first:
        shop.load(first)
    fine = FINE if "ad_group" in second[0] else {}
    entry = shop.parsed(second, **fine)
    with shop.master() as master:
        master.commit(entry)
    before = answers(shop.published())
    with shop.master() as master:
        told = master.without(entry)
    assert (told.days, told.replaced_days) == days
    assert told.measures["cost"] == cost
    assert answers(shop.published()) == before, "telling leaves nothing behind"
    shop.undo(entry.import_id)
    dates = [r["day_from"] for r in second] + [r["day_to"] for r in second]
    left = [
        cost
        for day, *_names, cost in shop.published().query("select day, cost from account_days")
        if min(dates) <= day <= max(dates)
    ]
    left += [r[COST] for r in shop.published().ranges(min(dates), max(dates))]
    assert sum(x for x in left if x) == (cost[1] or 0)


@pytest.mark.parametrize(
    ("rows", "how", "said"),
    [
        # exported later, or the same days once more: it is heard
        ([row(n, c, 4) for n in (1, 2, 3) for c in "ab"], {}, None),
        ([row(4, "a", 4)], {}, None),
        ([row(1, "a", 4, account_name="Else")], {}, None),
        # all of its days, some of them
        (
            [row(n, c, 4) for n in (1, 2) for c in "ab"],
            {},
            "已由較晚匯出的檔案 #1 提供，載入後數字不變",
        ),
        (
            [row(n, c, 4) for n in (0, 1) for c in "ab"],
            {"days": (0, 1)},
            "其中 1 天已由較晚匯出的檔案 #1 提供",
        ),
        # merged with what is there: it is heard for what the later one lacks
        ([row(1, "z", 4)], {"days": (1, 1), "answers": {"replace": "merge"}}, "#1"),
    ],
)
def test_a_file_that_is_not_heard_says_who_is(
    shop: Shop, rows: list[Row], how: dict[str, Any], said: str | None
) -> None:
    shop.load(BASE)
    told, _asks = tried(shop, rows, **how)
    sentence = unheard(told.to_json())
    assert (sentence is None) == (said is None)
    if sentence and said:
        assert said in sentence.zh
        assert "#1" in sentence.en
        assert (told.measures["cost"][0] == told.measures["cost"][1]) == told.silent


def test_the_terminal_says_so_too(shop: Shop) -> None:
    shop.load(BASE)
    entry = shop.parsed([row(n, c, 4) for n in (1, 2) for c in "ab"])
    with shop.master() as master:
        told = master.commit(entry, keep=False).changes
    loaded = door.Told("b.csv", "loaded", replace(entry, changes=told.to_json()))
    (said,) = door.file_json(loaded, "zh")["warnings"]
    assert said == "這份檔案的日期已由較晚匯出的檔案 #1 提供，載入後數字不變。"
    assert any(said in line for line in door.file_lines(loaded, "zh"))
