"""What single orders, a plan and own media say of themselves: origin, flags, empty cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.catalog import KPIS
from kpi.definition import Better
from kpi.origin import origin
from kpi.overview.board import board

pytestmark = pytest.mark.slow

View = Callable[..., Any]
MAY = {"period": "custom", "start": d(2026, 5, 1), "end": d(2026, 5, 31)}
DAY = d(2026, 11, 10)


def goal(state: State, kpi: str, **more: Any) -> None:
    """Keep one goal for a KPI, which is the only one."""
    word = {"zh": "觀察", "en": "Watch"}
    limit = "low" if KPIS[kpi].better is Better.HIGHER else "high"
    doc = {"id": "mine", "kpi": kpi, "rank": "core", "scope": {}, "target": 0.5, "owner": word,
           "step": word, limit: 0.1, **more}  # fmt: skip
    state.save_goal({**doc, "version": 0}, "test", "for this test")


def told(world: Any, state: State, view: Any) -> tuple[str, str, dict[str, str]]:
    """Return the figure on the card, why it is empty, and the facts of its origin."""
    found = board(world.snapshot, state, view)
    (card,) = [c for c in (*found.cards, *found.watched) if c.goal_id == "mine"]
    facts = origin(world.snapshot, state, view, "mine").facts
    return card.figure, card.why_empty, {p.label + p.value * (p.label == "註記"): p.note or p.value
                                         for p in facts}  # fmt: skip


def shop(world: Any, **order: Any) -> Any:
    world.account("店", "shop").sold("店", DAY, orders=1)
    return world.order("店", d(2024, 1, 1)).order("店", DAY, **order)


def ads(world: Any) -> Any:
    return world.account("甲", "google_ads").day("甲", DAY, cost=Decimal(100))


EMPTY: list[tuple[str, Callable[[Any], Any], dict[str, str], str]] = [
    ("budget_use", ads, {}, "還沒有「預算表」的資料；到「資料」放進檔案。"),
    ("budget_use",
     lambda w: ads(w).planned(d(2026, 1, 1), d(2026, 1, 31), "Google", Decimal(9)), {},
     "全部來源這段期間沒有預算；在「預算與目標」表寫上平台與月份再匯入，就會算進來。"),
    ("budget_use",
     lambda w: ads(w).planned(d(2026, 11, 1), d(2026, 11, 30), "Meta", Decimal(9)),
     {"platform": "google_ads"},
     "Google Ads 這段期間沒有預算；在「預算與目標」表寫上平台與月份再匯入，就會算進來。"),
    ("budget_use",
     lambda w: ads(w).planned(d(2026, 11, 1), d(2026, 11, 30), "Google", Decimal(0)), {},
     "這段期間的截至同一天的預算是 0，無法相除。"),
    ("repurchase_90d", shop, {},
     "全部來源的訂單沒有顧客，分不出誰回來；匯出時請加上會員編號、手機或電子郵件。"),
    ("repurchase_365d", shop, {},
     "全部來源的訂單沒有顧客，分不出誰回來；匯出時請加上會員編號、手機或電子郵件。"),
    ("cross_sell", lambda w: shop(w, by="a"), {},
     "全部來源的訂單沒有商品分類；匯出時請加上「商品分類」欄。"),
    ("repurchase_90d", lambda w: shop(w, by="a", new=True), {},
     "每個人要滿 90 天才算，這段期間的人要到 2027/1/30 起才會陸續滿。"),
    ("email_open", ads, {},
     "還沒有「平台帳（自有媒體：EDM、LINE、粉專）」的資料；到「資料」放進檔案。"),
    ("line_open",
     lambda w: w.account("報", "edm").day("報", DAY, email_deliveries=9, email_opens=1), {},
     "全部來源的匯出沒有「開封數、LINE 訊息送達數」；匯出時請加上這些欄位。"),
    ("ad_revenue", lambda w: w.account("站", "ga4").day("站", DAY, sessions=9), {},
     "全部來源的匯出沒有「廣告營收」；匯出時請加上這些欄位。"),
]  # fmt: skip


@pytest.mark.parametrize(("kpi", "fill", "scope", "why"), EMPTY)
def test_an_empty_card_says_what_to_do(
    world: Any, state: State, view: View, kpi: str, fill: Any, scope: dict[str, str], why: str
) -> None:
    fill(world)
    more = {"share": 0.5, "period": "month"} if KPIS[kpi].accumulates else {}
    goal(state, kpi, scope=scope, **more)
    figure, empty, facts = told(world, state, view())
    assert (figure, empty, facts["沒有答案"]) == ("–", why, why)


def test_repurchase_explains_itself(world: Any, state: State, view: View) -> None:
    world.account("店", "shop").sold("店", d(2026, 5, 4), orders=2).order("店", d(2024, 1, 1))
    for by in ("a", "b", None):
        world.order("店", d(2026, 5, 4), by=by, new=by is not None)
    world.order("店", d(2026, 6, 4), by="a")
    goal(state, "repurchase_90d")
    figure, _, facts = told(world, state, view(**MAY))
    assert figure == "50.0%"
    assert facts["公式"] == "其中 90 天內再購的人 ÷ 首購已滿 90 天的官網新客"
    assert facts["代入"] == "其中 90 天內再購的人 1 ÷ 首購已滿 90 天的官網新客 2 = 50.0%"
    assert facts["帳本"] == "訂單帳"
    assert facts["註記來源不全"] == "有訂單沒有顧客（會員編號、手機或電子郵件），沒有算進來。"
    files = origin(world.snapshot, state, view(**MAY), "mine").files
    assert [(f.file, f.days) for f in files] == [("店.csv", "1 天")]
    young = view(period="custom", start=d(2026, 8, 1), end=d(2026, 8, 31))
    assert told(world, state, young)[2]["註記回補中"] == (
        "每個人要滿 90 天才算：期間後段的人還不在裡面，之後會再補進來。"
    )


def test_a_year_of_orders_that_is_too_short_says_so(world: Any, state: State, view: View) -> None:
    world.account("店", "shop").sold("店", d(2026, 5, 4), orders=2)
    world.order("店", d(2026, 2, 1), by="a", new=True).order("店", d(2026, 5, 4), by="a")
    goal(state, "repurchase_365d")
    figure, _, facts = told(world, state, view(**MAY))
    assert (figure, facts["註記歷史不足"]) == (
        "100.0%", "到期間結束只有 4 個月的訂單，一年內的回購會低估。")  # fmt: skip


def test_budget_use_explains_itself(world: Any, state: State, view: View) -> None:
    ads(world).account("乙", "meta_ads").day("乙", DAY, cost=Decimal(5))
    world.planned(d(2026, 11, 1), d(2026, 11, 30), "Google", Decimal(300))
    world.planned(d(2026, 11, 1), d(2026, 11, 30), "公車", Decimal(300))
    world.speaks("甲", DAY)
    goal(state, "budget_use", high=1.2, low=0.8, target=1)
    figure, _, facts = told(world, state, view())
    assert figure == "58.8%"
    assert facts["代入"] == "廣告花費 NT$100.00 ÷ 截至同一天的預算 NT$170.00 = 58.8%"
    assert facts["帳本"] == "平台帳（廣告平台自己的數字） + 預算表"
    assert facts["註記來源不全"].startswith("有平台沒有預算")
    assert facts["註記低於區間"]
    files = origin(world.snapshot, state, view(), "mine").files
    assert [f.file for f in files] == ["甲.csv", "plan-70.xlsx"]
    alone = origin(world.snapshot, state, view(platform="google_ads"), "mine").files
    assert [f.file for f in alone] == ["甲.csv", "plan-70.xlsx"]


def test_friends_are_judged_as_they_are(world: Any, state: State, view: View) -> None:
    """A level is no sum that grows to what is due by now."""
    world.account("友", "line_oa").day("友", DAY, line_friends=5_000, line_blocks=900)
    goal(state, "line_friends", target=4_000, low=3_000)
    figure, _, facts = told(world, state, view())
    (card,) = [c for c in board(world.snapshot, state, view()).cards if c.goal_id == "mine"]
    assert (figure, card.pace, card.target) == ("4,100", (), "目標 4,000")
    assert card.chip is not None and card.chip.word == "達標"
    assert facts["公式"] == "期末好友數（含封鎖） − 期末封鎖數"
