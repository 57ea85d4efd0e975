"""Three ledgers on one line: what platforms claim, what GA4 counts, what the shop sold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.catalog import KPIS
from kpi.channels import ledger_grid
from kpi.channels.ledgers import OVER_CLAIM, Ledgers, ledgers
from kpi.channels.lines import channels
from kpi.channels.place import Place
from tests.kpi.channel_world import DAY, GOOGLE, Ads, View, bought, cell, shop, spent

pytestmark = pytest.mark.slow


def books() -> list[tuple[str, Callable[[Any], None], float | None, float | None, str]]:
    """Return: what there is, claimed ÷ orders, orders nobody claims, and what is said of it.

    Google claims 6, Meta 4.
    """

    def most(world: Any) -> None:
        shop(world, 16, 8_000)

    def doubled(world: Any) -> None:
        shop(world, 8, 4_000)

    def none(world: Any) -> None:
        shop(world, 0, 0)

    return [
        ("no shop", lambda world: None, None, None, "到「資料」放進檔案"),
        ("no orders", none, None, 0, "11/2"),
        ("more claimed than sold", doubled, 1.25, None,
         "平台一共認列 10 張，比官網訂單 8 張多 2 張"),
        ("fewer claimed than sold", most, 0.625, 6, "至少 6 張沒有平台認列"),
    ]  # fmt: skip


def side_by_side(world: Any, state: State, view: View) -> Ledgers:
    """Read the books of November."""
    found = channels(world.snapshot, state, view(), Place(), ())
    assert found is not None
    return ledgers(world.snapshot, found.above, found.known, found.period)


@pytest.mark.parametrize(
    ("case", "fill", "ratio", "left", "said"), books(), ids=lambda x: str(x)[:24]
)
def test_claims_against_orders(
    ads: Ads, state: State, view: View, page: Any,
    case: str, fill: Any, ratio: Any, left: Any, said: str,
) -> None:  # fmt: skip
    ads.campaign("甲", "A", **spent(50, **bought(6, 600)))
    ads.campaign("乙", "B", **spent(50, **bought(4, 300)))
    fill(ads.world)
    ads.done()
    if case == "no orders":
        left, said = None, "多 10 張"
    told = side_by_side(ads.world, state, view)
    assert (told.total[OVER_CLAIM].value, told.unclaimed) == (ratio, left)
    assert told.total[KPIS["conversions"]].value == 10
    assert sum(line.values[KPIS["conversions"]] or 0 for line in told.lines) == 10
    shown = page().ledgers
    assert shown is not None
    assert said in "".join(shown.notes)
    assert shown.lines[-1].name == ledger_grid.TOTAL.zh
    if ratio:
        shares = [line.values[OVER_CLAIM] for line in told.lines]
        assert sum(shares) == pytest.approx(ratio)


def test_the_books_of_a_channel_stand_on_one_line(ads: Ads, page: Any) -> None:
    """GA4 names its groups in the language of its export, the page in that of its reader."""
    ads.campaign("甲", "A", **spent(50, **bought(6, 600)))
    ads.campaign("乙", "B", **spent(50, **bought(4, 300)))
    world = ads.world.account("站", "ga4")
    seen = {"Paid Social": (2, 150), "付費搜尋": (3, 250), "Direct": (5, 700)}
    for channel, (purchases, revenue) in seen.items():
        world.day("站", DAY, channel, purchases=purchases, web_revenue=Decimal(revenue))
    world.day("站", DAY, purchases=11, web_revenue=Decimal(1_200))
    shop(world, 16, 8_000)
    ads.done()
    shown = page().ledgers
    assert shown is not None
    keys = (
        "conversions",
        "conversion_value",
        "purchases",
        "web_revenue",
        "site_orders",
        "unclaimed",
    )
    assert {line.name: tuple(cell(line, shown, k) for k in keys) for line in shown.lines} == {
        "Google Ads・付費搜尋": ("6", "600", "3", "250", "–", "–"),
        "Meta・付費社群": ("4", "300", "2", "150", "–", "–"),
        "直接": ("–", "–", "5", "700", "–", "–"),
        "未歸屬差額": ("–", "–", "1", "100", "–", "–"),
        "合計": ("10", "900", "11", "1,200", "16", "6"),
    }
    assert "各帳完整至：廣告平台 11/17｜GA4 11/17｜官網訂單 11/17。" in shown.notes
    assert page(GOOGLE).ledgers is None


def test_ga4_without_channels_stands_in_the_total_only(ads: Ads, page: Any) -> None:
    ads.campaign("甲", "A", **spent(50, **bought(6, 600)))
    ads.world.account("站", "ga4").day("站", DAY, purchases=11)
    ads.world._insert("campaign_days", platform="ga4", account_key=3, day=DAY, purchases=11)
    ads.done()
    shown = page().ledgers
    assert shown is not None
    assert [line.name for line in shown.lines] == ["Google Ads", "Meta", "合計"]
    assert cell(shown.lines[-1], shown, "purchases") == "11"
    assert any(note.startswith("「GA4 營收（TWD）」是「–」") for note in shown.notes)
    assert ledger_grid.NO_CHANNELS.zh in shown.notes


def test_each_book_ends_by_itself(ads: Ads, page: Any) -> None:
    """Claims to 11/17, orders to 11/12: the ratio keeps to the days both have."""
    ads.campaign("甲", "A", d(2026, 11, 2), **spent(50, **bought(6, 600)))
    ads.campaign("甲", "A", d(2026, 11, 16), **spent(50, **bought(9, 900)))
    site = {"site_orders": 12, "site_revenue": Decimal(9)}
    ads.world.account("店", "shop", complete_to=d(2026, 11, 15)).sold("店", DAY, orders=12, **site)
    ads.done()
    shown = page().ledgers
    assert shown is not None
    total = shown.lines[-1]
    assert (cell(total, shown, "conversions"), cell(total, shown, "over_claim")) == ("15", "0.50")
    assert any("11/1–11/15" in note and "至少 6 張" in note for note in shown.notes)
    assert any("廣告平台 11/17｜官網訂單 11/15" in note for note in shown.notes)
