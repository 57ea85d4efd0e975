"""The overview of a shop: its pack, cards that explain themselves, why one is empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.card import Board, Card, Flag, Verdict
from kpi.facts.quantities import Ledger
from kpi.goals.goal import goals, load_pack
from kpi.origin import origin
from kpi.overview.board import board
from kpi.overview.situation import situation
from kpi.verdict import FLAGS

pytestmark = pytest.mark.slow

View = Callable[..., Any]
BOOKS = {"shop": frozenset({Ledger.ORDERS})}


@pytest.fixture
def shop(world: Any) -> Any:
    """Return two months of a shop: 20,000 gross, 18,000 net and 1,000 sessions a day."""
    world.account("甲", "google_ads").account("站", "ga4", currency=None)
    world.account("店", "shop", tax="included").account("帳", "costs")
    world.order("店", d(2024, 1, 1))
    first, last = d(2026, 9, 1), d(2026, 11, 17)
    world.days("甲", first, last, cost=Decimal(5_000), impressions=9_000, clicks_all=300)
    world.days("站", first, last, sessions=1_000, cart_sessions=70, active_users=900)
    world.days("帳", first, last, amount=Decimal(1_000))
    money = {"gross": Decimal(20_000), "revenue": Decimal(18_000), "site_revenue": Decimal(18_000)}
    counts = {"orders": 12, "site_orders": 12, "new_customers": 10, "site_new_customers": 10}
    for n in range((last - first).days + 1):
        world.sold("店", d.fromordinal(first.toordinal() + n), **money, **counts)
    return world


def by_kpi(found: Board) -> dict[str, Card]:
    """Return the cards by their KPI."""
    return {card.kpi: card for card in (*found.cards, *found.watched)}


def test_a_shop_begins_with_its_own_pack(shop: Any, state: State, view: View) -> None:
    found = board(shop.snapshot, state, view())
    assert found.star is not None and found.star.kpi == "revenue"
    assert [c.kpi for c in found.cards] == [
        "checkout_conversion", "aov", "blended_roas", "cac", "roi",
    ]  # fmt: skip
    assert found.watched[0].kpi == "roi_gross", "the gross beside the net"
    told = {kpi: card.figure for kpi, card in by_kpi(found).items()}
    assert told == {
        "checkout_conversion": "1.20%", "aov": "1,500", "blended_roas": "3.60", "cac": "600",
        "roi": "2.00", "roi_gross": "2.33", "add_to_cart_rate": "7.0%",
        "returning_revenue_share": "–", "repurchase_90d": "–",
    }  # fmt: skip
    assert found.star.figure == "30.6 萬"


def test_nobody_s_goals_are_changed(shop: Any, state: State, view: View) -> None:
    load_pack(state, "ads")
    found = board(shop.snapshot, state, view())
    assert found.star is not None and found.star.kpi == "conversions"
    assert {g.id.partition("-")[0] for g in goals(state, BOOKS)} == {"ads"}


def test_bases_are_said(shop: Any, state: State, view: View) -> None:
    cards = by_kpi(board(shop.snapshot, state, view()))
    assert cards["checkout_conversion"].basis == "以工作階段計", "within a goal it never changes"
    assert cards["cac"].basis == "未稅"
    assert cards["aov"].basis == "含稅"
    assert (cards["roi"].basis, cards["roi"].flag) == ("", "稅基不一")
    one = view(period="custom", start=d(2026, 11, 16), end=d(2026, 11, 16))
    cards = by_kpi(board(shop.snapshot, state, one))
    assert cards["checkout_conversion"].basis == "以工作階段計"
    state.set_setting("tax_display", "excluded", by="test")
    cards = by_kpi(board(shop.snapshot, state, view()))
    assert (cards["roi"].basis, cards["roi"].flag) == ("未稅", "達標，但配對指標亮紅")


@pytest.mark.parametrize(
    ("kpi", "value", "verdict"),
    [("cac", 780, Verdict.ACT), ("cac", 600, Verdict.GOOD), ("cac", 450, Verdict.GOOD)],
)
def test_a_band_acts_above_and_informs_below(
    shop: Any, state: State, view: View, kpi: str, value: int, verdict: Verdict
) -> None:
    """Band 500 to 700, target 600: too little of a cost is only information."""
    share = Decimal(value * 10) - 1_000
    shop.con.execute("update account_days set cost = ? where cost is not null", [share])
    scene = situation(shop.snapshot, state, view())
    assert scene is not None
    found = next(s for s in scene.standings if s.kpi.key == kpi)
    assert (found.reading.value, found.judgement.verdict) == (value, verdict)
    assert (Flag.BELOW_BAND in found.judgement.flags) is (value < 500)


def test_a_short_history_has_no_verdict_and_says_how_short(
    shop: Any, state: State, view: View
) -> None:
    shop.con.execute("update orders set placed_on = date '2026-08-03'")
    found = board(shop.snapshot, state, view())
    cac = by_kpi(found)["cac"]
    assert cac.chip is not None and cac.chip.verdict is Verdict.UNKNOWN
    assert (cac.flag, cac.figure) == ("歷史不足", "600"), "the figure stays, its verdict goes"
    told = origin(shop.snapshot, state, view(), "shop-cac").facts
    notes = {p.value: p.note for p in told if p.label == "註記"}
    assert notes["歷史不足"] == "訂單歷史只有 2 個月，新客會高估。"
    assert by_kpi(found)["aov"].flag == "回補中"


def test_the_origin_of_a_figure_across_books(shop: Any, state: State, view: View) -> None:
    facts = origin(shop.snapshot, state, view(), "shop-roi").facts
    told = {p.label: p.value for p in facts}
    assert told["公式"] == "（營收 − 總行銷費用）÷ 總行銷費用"
    assert told["代入"] == "營收 NT$306,000.00 ÷ 總行銷費用 NT$102,000.00 − 1 = 2.00"
    assert told["帳本"] == "訂單帳 + 平台帳（廣告平台自己的數字） + 費用帳"
    complete = {p.note for p in facts if p.label == "資料完整至"}
    assert complete == {"Google Ads 甲", "商店訂單 店", "費用表"}
    assert {p.note: p.value for p in facts if p.label == "幣別與稅基"} == {
        "Google Ads 甲": "TWD・未稅", "商店訂單 店": "TWD・含稅", "費用表": "TWD・未稅",
    }  # fmt: skip
    state.set_setting("tax_display", "excluded", by="test")
    facts = origin(shop.snapshot, state, view(), "shop-roi").facts
    money = {p.note: p.value for p in facts if p.label == "幣別與稅基"}
    assert money["商店訂單 店"] == "TWD・含稅，以 5% 換算為未稅"


def test_the_files_behind_orders(shop: Any, state: State, view: View) -> None:
    shop.con.execute("update orders set placed_on = date '2026-11-03', import_id = 3")
    shop.speaks("甲", d(2026, 11, 3))
    found = origin(shop.snapshot, state, view(), "shop-aov").files
    assert [(f.file, f.source, f.days) for f in found] == [("店.csv", "商店訂單", "1 天")]
    both = origin(shop.snapshot, state, view(), "shop-roi").files
    assert [f.file for f in both] == ["甲.csv", "店.csv"]
    earlier = view(period="custom", start=d(2026, 10, 1), end=d(2026, 10, 31))
    assert origin(shop.snapshot, state, earlier, "shop-aov").files == ()


def why_cases() -> list[tuple[str, Callable[[Any], Any], str, dict[str, str], str]]:
    """Return: what is in the store, whose card is empty within which filter, what it says."""
    day = d(2026, 11, 10)

    def sold(world: Any) -> Any:
        return world.account("店", "shop").order("店", day).sold("店", day, orders=1, site_orders=1)

    return [
        ("no site", sold, "checkout_conversion", {},
         "還沒有「網站帳（GA4）」的資料；到「資料」放進檔案。"),
        ("no ads", sold, "blended_roas", {},
         "還沒有「平台帳（廣告平台自己的數字）」的資料；到「資料」放進檔案。"),
        ("no costs at all", sold, "cac", {},
         "還沒有「平台帳（廣告平台自己的數字）、費用帳」的資料；到「資料」放進檔案。"),
        ("a filter that keeps other books",
         lambda w: sold(w.account("甲", "google_ads").day("甲", day, cost=Decimal(1))),
         "aov", {"platform": "google_ads"}, "google_ads 沒有這個指標讀的帳本；請拿掉篩選。"),
        ("a book that begins later",
         lambda w: sold(w.account("站", "ga4").day("站", d(2026, 10, 9), sessions=5)),
         "checkout_conversion", {}, "這段期間沒有「有效訪客」的資料，和另一半對不起來。"),
        ("no column", lambda w: sold(w.account("站", "ga4").day("站", day, sessions=5)),
         "add_to_cart_rate", {}, "全部來源的匯出沒有「有加購的工作階段」；匯出時請加上這些欄位。"),
    ]  # fmt: skip


@pytest.mark.parametrize(("case", "fill", "kpi", "filtered", "why"), why_cases())
def test_an_empty_card_says_which_book_is_missing(
    world: Any, state: State, view: View, case: str, fill: Any, kpi: str, filtered: Any, why: str
) -> None:
    fill(world)
    card = by_kpi(board(world.snapshot, state, view(**filtered)))[kpi]
    assert (card.figure, card.why_empty) == ("–", why)
    assert card.chip is None or card.chip.verdict is Verdict.UNKNOWN


def test_a_margin_that_nobody_entered(shop: Any, state: State, view: View) -> None:
    goals(state, BOOKS)
    doc = next(g for g in state.goals() if g["kpi"] == "roi")
    state.save_goal({**doc, "kpi": "break_even_roas", "high": 3}, "test", "margin")
    card = by_kpi(board(shop.snapshot, state, view()))["break_even_roas"]
    assert card.why_empty == "還沒有設定毛利率：請到「資料」的「規則」填上。"
    state.set_setting("gross_margin", 0.45, by="test")
    card = by_kpi(board(shop.snapshot, state, view()))["break_even_roas"]
    assert (card.figure, card.why_empty) == ("2.22", "")


def test_a_goal_of_one_sales_channel_leaves_the_others_alone(
    shop: Any, state: State, view: View
) -> None:
    """Within a channel the own site's figures are the channel's; of all goals they are not."""
    shop.sold("店", d(2026, 11, 3), "官網", orders=2, revenue=Decimal(700))
    before = {c.name: c.figure for c in board(shop.snapshot, state, view()).cards}
    doc = next(g for g in state.goals() if g["kpi"] == "aov")
    more = {**doc, "id": "mine", "kpi": "revenue", "scope": {"sales_channel": "官網"}}
    state.save_goal({**more, "version": 0, "rank": "watched"}, "test", "the site alone")
    found = board(shop.snapshot, state, view())
    assert {c.name: c.figure for c in found.cards} == before
    (mine,) = [c for c in found.watched if c.goal_id == "mine"]
    assert mine.figure == "700"


def test_terms_that_changed_are_one_question_to_the_snapshot(
    shop: Any, state: State, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    board(shop.snapshot, state, view())
    asked: list[str] = []
    query = shop.snapshot.query
    monkeypatch.setattr(
        shop.snapshot, "query", lambda sql, **bound: asked.append(sql) or query(sql, **bound)
    )
    board(shop.snapshot, state, view(lang="en"))
    assert asked == []
    state.set_setting("gross_margin", 0.45, by="test")
    board(shop.snapshot, state, view())
    assert asked == [], "no goal of this board reads the margin"
    state.set_setting("tax_display", "excluded", by="test")
    board(shop.snapshot, state, view())
    board(shop.snapshot, state, view(period="7d"))
    assert len(asked) == 1


def test_revenue_against_what_is_due(shop: Any, state: State, view: View) -> None:
    """3,000,000 a month, even plan, 1,240,000 by day 10 of 30: ahead of the 1,000,000 due."""
    shop.con.execute("update account_days set revenue_placed = 124000, revenue_paid = 124000"
                     " where orders_placed is not null")  # fmt: skip
    first_ten = view(period="custom", start=d(2026, 11, 1), end=d(2026, 11, 10))
    star = board(shop.snapshot, state, first_ten).star
    assert star is not None and star.chip is not None
    assert (star.figure, star.chip.verdict) == ("124.0 萬", Verdict.GOOD)
    assert [(p.label, p.value) for p in star.pace] == [("達成率", "41%"), ("時間進度", "33%")]
    assert star.table[0].label == "應達（11/10）" and star.table[0].value == "100.0 萬"


def test_every_flag_has_its_words() -> None:
    assert set(FLAGS) == set(Flag)
