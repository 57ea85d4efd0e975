"""Where a number comes from: every fact a reader may ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.origin import day_count, origin

View = Callable[..., Any]


@pytest.fixture
def late(world: Any) -> Any:
    """Return a Meta account four days late, and one in dollars."""
    world.account("乙", "meta_ads", complete_to=d(2026, 11, 12)).account("甲", "google_ads")
    world.account("丙", "meta_ads", currency="USD", tax=None)
    world.day("乙", d(2026, 11, 2), link_clicks=40, clicks_all=60, cost=Decimal("812.345"))
    world.day("丙", d(2026, 11, 2), link_clicks=10, cost=Decimal(9))
    world.speaks("乙", d(2026, 11, 2))
    world.day("甲", d(2026, 11, 17), impressions=1)
    return world


def test_a_ratio_with_everything_it_rests_on(late: Any, state: State, view: View) -> None:
    found = origin(late.snapshot, state, view(), "ads-cpc-meta")
    assert found.title == "Meta 單次點擊成本 CPC"
    assert found.sentence == "每一次點擊花的廣告費。"
    facts = [(p.label, p.value, p.note) for p in found.facts]
    assert facts == [
        (
            "判定",
            "需處理：NT$20.3 高於護欄 NT$18；誤差估不出來（要有 3 天以上的每日數字），只以數值本身"
            "判定。",
            "",
        ),
        ("公式", "廣告花費 ÷ 點擊數", ""),
        ("代入", "廣告花費 NT$812.35 ÷ 點擊數 40 = 20.3", ""),
        ("帳本", "平台帳（廣告平台自己的數字）", ""),
        ("期間", "11/1–11/12", "12 天"),
        ("比較", "上期 10/1–10/12｜去年同期 2025/11/1–2025/11/12", ""),
        ("資料完整至", "11/12", "Meta 乙"),
        ("口徑", "連結點擊・未稅", ""),
        ("幣別與稅基", "TWD・未稅", "Meta 乙"),
        ("註記", "資料未更新", "有來源落後應有的日子超過 3 天。"),
        (
            "註記",
            "來源不全",
            "有來源缺這個指標的欄位、是沒有匯率的外幣，或還沒有資料，沒有算進來。",
        ),
        ("註記", "期間未結束", "資料還沒有到期間的最後一天。"),
        ("註記", "草案", "需求單位還沒有確認這個目標。"),
    ]
    (file,) = found.files
    assert (file.file, file.source, file.days) == ("乙.csv", "Meta", "1 天")
    assert file.imported == "11/13 08:00", "in the board's time zone"


def test_no_answer_says_why_and_what_is_not_judged(late: Any, state: State, view: View) -> None:
    facts = {
        p.label: p.value
        for p in origin(late.snapshot, state, view(lang="en"), "ads-roas-meta").facts
    }
    assert facts["No answer"].startswith("Exports of Meta lack platform-claimed value")
    assert facts["With figures"] == "platform-claimed value – ÷ cost – = –"
    week = view(lang="en", period="7d")
    facts = {
        p.label: p.value for p in origin(late.snapshot, state, week, "ads-conversions-google").facts
    }
    assert facts["Not judged"] == "The goal is a month's total; these days are not judged."


def test_a_goal_that_is_not_in_view(late: Any, state: State, view: View) -> None:
    with pytest.raises(KeyError):
        origin(late.snapshot, state, view(platform="google_ads"), "ads-cpc-meta")


@pytest.mark.parametrize(("n", "said"), [(1, "1 day"), (0, "0 days"), (28, "28 days")])
def test_days_are_counted_in_words(n: int, said: str) -> None:
    assert day_count(n).en == said
