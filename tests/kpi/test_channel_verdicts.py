"""What Channels judges, by the goals of which scope, and what the company says above the lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.card import Verdict
from kpi.channels.lines import channels
from kpi.channels.place import Place
from tests.kpi.channel_world import DAY, GOOGLE, Ads, View, bought, spent

pytestmark = pytest.mark.slow


def judged() -> list[tuple[str, Place, dict[str, list[Verdict]]]]:
    """Return where one looks, and the verdicts of each line; CPA 300 of 450, CTR 10 %."""
    good = [Verdict.GOOD, Verdict.GOOD]
    return [
        (
            "platforms have goals",
            Place(),
            {"Google Ads": [Verdict.ACT, *good], "Meta": [Verdict.UNKNOWN] * 2},
        ),
        ("campaigns have none", GOOGLE, {"A": []}),
    ]


@pytest.mark.parametrize(("case", "place", "verdicts"), judged(), ids=lambda x: str(x)[:24])
def test_a_line_is_judged_by_the_goals_of_its_scope(
    ads: Ads, page: Any, case: str, place: Place, verdicts: Mapping[str, list[Verdict]]
) -> None:
    ads.campaign("甲", "A", **spent(300, **bought(1, 500)))
    ads.done()
    lines = page(place).grid.lines
    assert {line.name: [c.verdict for c in line.verdicts] for line in lines} == verdicts
    assert [c.word for line in lines for c in line.verdicts][:1] in ([], ["需處理 自報轉換"])


def test_the_place_is_judged_too_and_its_target_is_drawn(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(300, **bought(1, 500)))
    ads.done()
    board = page(GOOGLE, main="cpa")
    cpa = next(tile for tile in board.tiles if tile.key == "cpa")
    assert cpa.chip is not None
    assert (cpa.figure, cpa.target, cpa.chip.verdict) == ("300", "目標 450", Verdict.GOOD)
    assert board.bars.line == (450.0, "Google Ads 目標 450")
    row = page(main="cpa").bars.rows[0]
    assert (row[0], row[1].label, row[2].label) == ("Google Ads", "300｜100.0%", "300")
    assert (row[2].target, row[2].target_label) == (450.0, "目標 450")


def test_one_account_of_several_is_not_the_platform(ads: Ads, look: Any) -> None:
    ads.world.account("丙", "google_ads")
    ads.campaign("甲", "A", **spent(300, **bought(1, 500)))
    ads.done()
    found = look(Place("google_ads", "甲"))
    assert found.readings["cpa"].scope == (("platform", "google_ads"), ("account", "甲"))


@pytest.mark.parametrize("published", [False, True])
def test_without_ads_there_is_nothing_to_tell(
    world: Any, state: State, view: View, published: bool
) -> None:
    if published:
        world.account("站", "ga4").day("站", DAY, "Direct", purchases=3)
    assert channels(world.snapshot, state, view(), Place(), ()) is None


def test_the_company_says_why_it_has_no_answer(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50))
    ads.done()
    tiles = {tile.key: tile for tile in page().tiles}
    assert tiles["blended_roas"].figure == tiles["cac"].figure == "–"
    assert "「資料」" in tiles["blended_roas"].why_empty
    assert "blended_roas" not in {tile.key for tile in page(GOOGLE).tiles}


def test_blended_roas_and_cac(ads: Ads, page: Any) -> None:
    """Revenue 600 and 2 new customers for 200 of media: 3.00 and 100."""
    ads.campaign("甲", "A", **spent(200, **bought(9, 999)))
    sold = {"orders": 4, "site_orders": 4, "site_revenue": Decimal(600), "revenue": Decimal(600)}
    ads.world.account("店", "shop").order("店", d(2024, 1, 1))
    ads.world.sold("店", DAY, **sold, new_customers=2, site_new_customers=2)
    ads.done()
    tiles = {tile.key: tile for tile in page().tiles}
    assert (tiles["blended_roas"].figure, tiles["cac"].figure) == ("3.00", "100")
