"""Money of other currencies: each day at its own exchange rate, and waiting where there is none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.snapshot import Snapshot
from data.state import State
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.cut import ENTITIES, Dimension, possible
from kpi.origin import origin
from kpi.overview.sentence import freshness
from kpi.overview.situation import situation
from kpi.period import Span
from kpi.reading import Reading, read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow  # each builds a world of its own

View = Callable[..., Any]
NOVEMBER = Span(d(2026, 11, 1), d(2026, 11, 4))
DAY, NEXT = d(2026, 11, 2), d(2026, 11, 3)


@pytest.fixture
def abroad(world: Any) -> Any:
    """Return a Google account in dollars over two days, and a Meta account in TWD."""
    world.account("甲", "google_ads", currency="USD", first=d(2026, 11, 1))
    world.account("乙", "meta_ads", first=d(2026, 11, 1))
    for day, cost, value in ((DAY, "10.5", "40"), (NEXT, "20", "50")):
        money = {"cost": Decimal(cost), "conversion_value": Decimal(value)}
        world.day("甲", day, impressions=100, **money)
        world.day("甲", day, "活動", impressions=100, **money)
    world.day("乙", DAY, impressions=7, cost=Decimal(1000))
    return world


def reading(
    world: Any, kpi: str = "cost", told: Terms | None = None, **where: str
) -> Reading:  # fmt: skip
    """Read one KPI over the first days of November."""
    found = read_all(
        world.snapshot, [KPIS[kpi]], NOVEMBER, (),
        {Dimension(name): value for name, value in where.items()}, d(2026, 11, 18),
        told or Terms("TWD"),
    )  # fmt: skip
    return found[0]


@pytest.mark.parametrize(
    ("rates", "cost"),
    [
        ([], "1000"),
        # another currency's, another direction's, and days before are no rate of these days
        ([(DAY, NEXT, "JPY", "0.2")], "1000"),
        ([(DAY, NEXT, "USD", "150", "JPY")], "1000"),
        ([(d(2026, 10, 1), d(2026, 10, 31), "USD", "32")], "1000"),
        ([(DAY, DAY, "USD", "32")], "1336"),
        ([(DAY, NEXT, "USD", "32")], "1976"),
        # the day's own rate before the month's, whichever was said later
        ([(d(2026, 11, 1), d(2026, 11, 30), "USD", "32", "TWD", 92), (NEXT, NEXT, "USD", "30")],
         "1936"),
        # of two for the same days the one said last; one that names no currency is into this one
        ([(DAY, NEXT, "USD", "30", "TWD", 90), (DAY, NEXT, "USD", "32", None, 91)], "1976"),
        ([(DAY, NEXT, "USD", "31.123457")], str(1000 + Decimal("30.5") * Decimal("31.123457"))),
    ],
    ids=["none", "another", "away", "before", "one day", "both", "day first", "last", "digits"],
)  # fmt: skip
def test_each_day_at_its_rate(abroad: Any, rates: list[Any], cost: str) -> None:
    for rate in rates:
        abroad.rate(*rate)
    found = reading(abroad)
    assert found.value == Decimal(cost)
    whole = cost in ("1976", "1936") or rates[-1:] == [(DAY, NEXT, "USD", "31.123457")]
    assert (Flag.PARTIAL_COVERAGE in found.flags) is not whole
    impressions = reading(abroad, "impressions")
    assert impressions.value == 207, "what is no money waits for no rate"


def test_campaigns_are_converted_like_their_account(abroad: Any) -> None:
    abroad.rate(DAY, NEXT, "USD", "32")
    found = read_all(
        abroad.snapshot, [KPIS["cost"], KPIS["roas"]], NOVEMBER, [Dimension.CAMPAIGN], {},
        d(2026, 11, 18), Terms("TWD"),
    )  # fmt: skip
    told = {(r.kpi.key, dict(r.cut)["campaign"]): r.value for r in found}
    assert told["cost", "活動"] == 976
    assert told["roas", "活動"] == pytest.approx(90 / 30.5)


@pytest.mark.parametrize("dimension", [None, *ENTITIES])
def test_every_figure_can_be_asked_for_beside_foreign_money(
    abroad: Any, dimension: Dimension | None
) -> None:
    abroad.rate(DAY, NEXT, "USD", "32")
    abroad.account("站", "ga4").day("站", DAY, "Organic Search", sessions=3)
    abroad.account("店", "shopify", tax="included").sold("店", DAY, "官網", orders=1, revenue=700)
    by = [dimension] if dimension else []
    kpis = possible([], KPIS.values(), by)
    told = dataclasses.replace(Terms("TWD"), margin=Decimal("0.4"))
    found = read_all(abroad.snapshot, kpis, NOVEMBER, by, {}, d(2026, 11, 18), told)
    assert {r.kpi for r in found} <= set(kpis)
    assert found or dimension is Dimension.AD_GROUP, "no ad group was exported"


def test_tax_is_taken_off_before_money_is_told_in_another_currency(abroad: Any) -> None:
    abroad.rate(DAY, NEXT, "USD", "32")
    found = reading(abroad, told=Terms("TWD", tax="included"), platform="google_ads")
    assert found.value == Decimal(976) * 21 / 20


def test_what_is_known_of_a_range_only_waits(world: Any) -> None:
    world.account("甲", "google_ads", currency="USD", first=d(2026, 11, 1))
    world.range("甲", DAY, NEXT, cost=Decimal(10), impressions=5)
    world.rate(DAY, NEXT, "USD", "32")
    assert reading(world).value is None
    assert reading(world, "impressions").value == 5


def test_the_page_says_what_was_converted_and_what_waits(
    abroad: Any, state: State, view: View
) -> None:
    abroad.account("丙", "meta_ads", currency="JPY", first=d(2026, 11, 1))
    abroad.day("丙", DAY, cost=Decimal(900))
    abroad.rate(d(2026, 11, 1), NEXT, "USD", "32")
    for lang, told in (
        ("zh", "依匯率換算為 TWD：甲（USD，匯率到 11/3）。金額以 TWD 計，未計入：丙（JPY）"),
        ("en", "Told in TWD by exchange rates: 甲 (USD, rates to 11/3). Money is in TWD, left"
               " out: 丙 (JPY)"),
    ):  # fmt: skip
        seen = view(lang=lang)
        scene = situation(abroad.snapshot, state, seen)
        assert scene is not None
        assert freshness(scene, seen).endswith(told)


def test_where_a_converted_number_comes_from(world: Any, state: State, view: View) -> None:
    world.account("甲", "meta_ads", currency="USD", first=d(2026, 11, 1))
    world.day("甲", DAY, link_clicks=61, cost=Decimal("30.5"))
    found = origin(world.snapshot, state, view(), "ads-cpc-meta")
    facts = {p.label: p.value for p in found.facts}
    assert facts["沒有答案"] == (
        "Meta 的金額是 USD，還沒有換成 TWD 的匯率；到「資料」匯入匯率表（日期、幣別、匯率）"
        "就會算進來。"
    )
    world.rate(DAY, NEXT, "USD", "32")
    found = origin(Snapshot(world.snapshot.path, world.con), state, view(), "ads-cpc-meta")
    facts = {p.label: p.value for p in found.facts}
    assert facts["代入"] == "廣告花費 NT$976.00 ÷ 點擊數 61 = 16.0"
    assert facts["幣別與稅基"] == "USD，依匯率換算為 TWD（11/2–11/3 有匯率）・未稅"
    assert ("rates-90.csv", "2 天") in [(f.file, f.days) for f in found.files]


@pytest.mark.parametrize("cost", ["999999.999999", "1000000", "123456789.25"])
def test_a_day_of_a_million_fits_beside_money_of_another_currency(world: Any, cost: str) -> None:
    world.account("甲", "google_ads", currency="USD").account("乙", "meta_ads")
    world.rate(DAY, DAY, "USD", "32").day("甲", DAY, cost=Decimal(1))
    world.day("乙", DAY, cost=Decimal(cost)).day("乙", DAY, "活動", cost=Decimal(cost))
    assert reading(world).value == Decimal(cost) + 32
    assert reading(world, platform="meta_ads", campaign="活動").value == Decimal(cost)
