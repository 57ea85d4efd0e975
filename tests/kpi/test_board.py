"""The overview as data: what it says of a whole month, of late and missing sources, of nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.card import Board, Card, Verdict
from kpi.format import MINUS
from kpi.goals.goal import goals
from kpi.overview.board import board

pytestmark = pytest.mark.slow

View = Callable[..., Any]


@pytest.fixture
def month(world: Any) -> Any:
    """Return a Google account to 11/17 and a Meta account that stopped on 11/12."""
    world.account("甲", "google_ads").account("乙", "meta_ads", complete_to=d(2026, 11, 12))
    google = {"impressions": 1000, "clicks_all": 24, "cost": Decimal(9000)}
    google |= {"conversions": Decimal(20), "conversion_value": Decimal(27000)}
    meta = {"impressions": 2000, "clicks_all": 60, "link_clicks": 40, "landing_page_views": 22}
    meta |= {"cost": Decimal(800), "conversions": Decimal(3), "conversion_value": Decimal(1500)}
    world.days("甲", d(2026, 8, 1), d(2026, 10, 31), **google)
    world.days("甲", d(2026, 11, 1), d(2026, 11, 17), **{**google, "conversions": Decimal(22)})
    world.days("乙", d(2026, 8, 1), d(2026, 11, 12), **meta)
    return world


def by_kpi(found: Board) -> dict[str, Card]:
    """Return the cards by their KPI."""
    return {card.kpi: card for card in found.cards}


@pytest.mark.parametrize("published", [False, True])
def test_nothing_yet(world: Any, state: State, view: View, published: bool) -> None:
    found = board(world.snapshot if published else None, state, view())
    assert (found.star, found.cards, found.todos, found.first) == (None, (), (), None)
    assert "「資料」" in found.sentence
    assert "Data page" in board(None, state, view(lang="en")).sentence


def test_a_month_in_sentences(month: Any, state: State, view: View) -> None:
    found = board(month.snapshot, state, view())
    assert found.sentence == (
        "11/1–11/17 與 10/1–10/17 相比：Google Ads 平台自報轉換超前應達 34，"
        "5 項核心指標中 3 項需處理。"
    )
    assert found.period_note == "資料完整至 11/17，本月以此為止。"
    assert found.freshness == "資料完整至：Google Ads 11/17・Meta 11/12（未更新）"
    assert (found.first, found.last) == (d(2026, 11, 1), d(2026, 11, 17))


def test_the_star(month: Any, state: State, view: View) -> None:
    star = board(month.snapshot, state, view()).star
    assert star is not None and star.chip is not None
    assert (star.figure, star.chip.verdict, star.scope) == ("374", Verdict.GOOD, "Google Ads")
    assert [(p.label, p.value) for p in star.pace] == [
        ("達成率", "62%"),
        ("時間進度", "57%"),
        ("預估期末", "110%"),
    ]
    assert [(p.label, p.value, p.note) for p in star.table] == [
        ("應達（11/17）", "340", ""),
        ("目標（11 月）", "600", ""),
        ("較上期", "+10.0%", "340"),
        ("較去年同期", "–", ""),
    ]
    chart = star.chart
    assert len(chart.points) == len(chart.due) == 30
    assert [p.value for p in chart.points[15:18]] == [352.0, 374.0, None]
    assert (chart.points[-1].previous, chart.due[-1].value) == (600.0, 600.0)
    # room for the forecast's range
    assert chart.axis == ((0.0, "0"), (500.0, "500"), (1000.0, "1,000"), (1500.0, "1,500"))
    assert (chart.label, chart.complete_to) == ("實際 374", None)
    start, *_, end = chart.forecast
    assert start.value == 374 and 374 + 13 * 20 < end.value < 374 + 13 * 22, "20 a day, lately 22"
    assert (len(chart.forecast), chart.forecast_label) == (14, f"預估 {end.value:.0f}")


def test_core_cards(month: Any, state: State, view: View) -> None:
    cards = by_kpi(board(month.snapshot, state, view()))
    assert list(cards) == ["cpa", "ctr", "roas", "cpc", "landing_rate"], "they keep their places"
    cpa, roas, landing = cards["cpa"], cards["roas"], cards["landing_rate"]
    assert (cpa.figure, cpa.target, cpa.flag) == ("409", "目標 450", "回補中")
    assert cpa.changes[0].value == f"{MINUS}9.1%"
    assert cpa.basis == "平台自報・未稅"
    assert (roas.figure, roas.flag, roas.basis) == ("1.88", "資料未更新", "平台自報・未稅")
    assert (landing.figure, landing.target, landing.basis) == ("55.0%", "目標 75%", "連結點擊")
    assert [(p.value, p.note) for p in landing.changes] == [("±0.0", "百分點"), ("–", "")]
    assert landing.chart.guardrail is not None
    assert landing.chart.guardrail.label == "護欄 60%"
    assert all(card.owner and not card.why_empty for card in cards.values())


def test_weeks_that_are_not_over_are_not_compared(month: Any, state: State, view: View) -> None:
    cards = by_kpi(board(month.snapshot, state, view()))
    google, meta = cards["ctr"].chart, cards["landing_rate"].chart
    assert len(google.points) == len(meta.points) == 13
    assert google.points[-1].at == d(2026, 11, 15), "the week of 11/16 is not whole yet"
    assert google.points[-1].value == pytest.approx(0.024)
    assert google.complete_to is None
    assert [p.value for p in meta.points[-2:]] == [pytest.approx(0.55), None]
    assert meta.complete_to == d(2026, 11, 12), "hatched behind its last complete day"


def test_a_late_source_is_compared_like_for_like(month: Any, state: State, view: View) -> None:
    """Twelve days of Meta meet twelve days of October, not seventeen."""
    goals(state)
    doc = next(x for x in state.goals() if x["kpi"] == "conversions")
    state.save_goal({**doc, "scope": {"platform": "meta_ads"}, "target": 90}, "test", "meta")
    star = board(month.snapshot, state, view()).star
    assert star is not None and star.chip is not None
    assert (star.figure, star.chip.verdict) == ("36", Verdict.GOOD)
    table = {p.label: p.value for p in star.table}
    assert (table["應達（11/12）"], table["較上期"]) == ("36", "±0.0%")


def test_three_todos_with_owner_and_step(month: Any, state: State, view: View) -> None:
    found = board(month.snapshot, state, view())
    assert [(t.what, t.step, t.due) for t in found.todos] == [
        ("Meta 平台自報 ROAS 低於護欄 2.0", "啟動 A/B・社群投放負責人", "未排定"),
        ("Meta 單次點擊成本 CPC 高於護欄 18", "調整受眾・社群投放負責人", "未排定"),
        ("Meta 到站率低於護欄 60%", "優化頁面・網站負責人", "未排定"),
    ]
    assert found.more_todos == 0
    for doc in state.goals():
        limits = {"target": 10**6, "share": 1, "high": None, "low": 10**5, "end": "2026-12-31"}
        state.save_goal({**doc, **limits}, "test", "all act")
    found = board(month.snapshot, state, view())
    assert (len(found.todos), found.more_todos) == (3, 1)
    assert found.todos[0].what == "Google Ads 平台自報轉換只有 374，不到應達（56.7 萬）的 100%"
    assert found.todos[0].due == "12/31 前"


@pytest.mark.parametrize("period", ["7d", "28d", "quarter"])
def test_sums_are_not_judged_on_other_periods(
    month: Any, state: State, view: View, period: str
) -> None:
    star = board(month.snapshot, state, view(period=period)).star
    assert star is not None
    assert (star.chip, star.pace, star.chart.due) == (None, (), ())
    assert star.target == "目標 600／月"
    assert star.chart.points[-1].value is not None


@pytest.mark.parametrize(
    ("filtered", "star", "kpis"),
    [
        ({"platform": "meta_ads"}, False, ["roas", "cpc", "landing_rate"]),
        ({"platform": "google_ads"}, True, ["cpa", "ctr"]),
        ({"platform": "google_ads", "account": "甲"}, True, ["cpa", "ctr"]),
    ],
)
def test_filters(
    month: Any, state: State, view: View, filtered: Any, star: bool, kpis: Any
) -> None:
    found = board(month.snapshot, state, view(**filtered))
    assert (found.star is not None) is star
    assert [card.kpi for card in found.cards] == kpis
    assert all(card.chip for card in found.cards), "the only account is the whole platform"


def test_one_of_several_accounts_is_shown_but_not_judged(
    month: Any, state: State, view: View
) -> None:
    month.account("戊", "google_ads").day("戊", d(2026, 11, 2), clicks_all=1, impressions=10)
    ctr = by_kpi(board(month.snapshot, state, view(account="甲")))["ctr"]
    assert (ctr.figure, ctr.chip) == ("2.4%", None)
    assert by_kpi(board(month.snapshot, state, view()))["ctr"].chip is not None


def test_no_goal_within_a_filter(month: Any, state: State, view: View) -> None:
    found = board(month.snapshot, state, view(platform="line_ads"))
    assert (found.star, found.cards) == (None, ())
    assert found.sentence.endswith("：這個篩選下沒有目標。")


def empty_cases() -> list[tuple[str, Callable[[Any], Any], str, str]]:
    """Return: what is in the store, whose card is empty, and what it says."""
    day, first, last = d(2026, 11, 10), d(2026, 11, 1), d(2026, 11, 17)
    some = {"impressions": 10, "clicks_all": 1}
    return [
        ("no source", lambda w: w.account("甲", "google_ads").day("甲", day, **some),
         "roas", "還沒有 Meta 的資料。"),
        ("no column", lambda w: w.account("甲", "google_ads").day("甲", day, cost=Decimal(1)),
         "cpa", "Google Ads 的匯出沒有「平台自報轉換」；匯出時請加上這些欄位。"),
        ("only totals", lambda w: w.account("甲", "google_ads").range(
            "甲", d(2026, 10, 20), last, **some),
         "ctr", "「Google Ads」的檔案只有整段合計，沒有按天的資料；匯出時請加上「天」的區隔。"),
        ("nothing to divide by", lambda w: w.account("甲", "google_ads").day(
            "甲", day, cost=Decimal(5), conversions=Decimal(0)),
         "cpa", "這段期間的平台自報轉換是 0，無法相除。"),
        ("behind", lambda w: w.account("甲", "google_ads", complete_to=d(2026, 10, 9))
            .account("乙", "meta_ads").day("乙", first, **some).day("甲", d(2026, 9, 9), **some),
         "ctr", "Google Ads 的資料只到 10/9，這段期間還沒有數字。"),
    ]  # fmt: skip


@pytest.mark.parametrize(("case", "fill", "kpi", "why"), empty_cases())
def test_an_empty_card_says_why(
    world: Any, state: State, view: View, case: str, fill: Any, kpi: str, why: str
) -> None:
    fill(world)
    card = by_kpi(board(world.snapshot, state, view()))[kpi]
    assert (card.why_empty, card.figure) == (why, "–")
    assert card.chip is not None and card.chip.verdict is Verdict.UNKNOWN
    assert all(pair.value == "–" for pair in card.changes)


def test_range_only_files_answer_their_own_days(world: Any, state: State, view: View) -> None:
    world.account("甲", "google_ads")
    world.range("甲", d(2026, 10, 20), d(2026, 11, 17), impressions=1000, clicks_all=30)
    chosen = view(period="custom", start=d(2026, 10, 20), end=d(2026, 11, 17))
    found = board(world.snapshot, state, chosen)
    assert by_kpi(found)["ctr"].figure == "3.0%"
    assert found.period_note == "自訂期間 10/20–11/17；資料完整至 11/17。"


def test_other_money_is_said_and_mixed_currencies_are_signed(
    month: Any, state: State, view: View
) -> None:
    month.account("丙", "meta_ads", currency="USD").day("丙", d(2026, 11, 2), cost=Decimal(3))
    found = board(month.snapshot, state, view())
    assert "金額以 TWD 計，未計入：丙（USD）" in found.freshness
    cpc = by_kpi(found)["cpc"]
    assert cpc.figure == "NT$20.0"
    assert cpc.chart.complete_to == d(2026, 11, 12), "the dollar account does not feed it"


def test_a_finished_month(world: Any, state: State, view: View) -> None:
    world.account("甲", "google_ads", complete_to=d(2026, 10, 31))
    world.days("甲", d(2026, 9, 1), d(2026, 10, 31), conversions=Decimal(20))
    found = board(world.snapshot, state, view(today=d(2026, 11, 2)))
    assert found.sentence.startswith("10/1–10/31 與 9/1–9/30 相比")
    assert found.period_note == "10/1–10/31 整段都有完整資料。"
    assert found.star is not None
    assert len(found.star.chart.points) == 31, "the 31st has no day in September beside it"


@pytest.mark.parametrize("period", ["7d", "28d", "month", "quarter"])
def test_both_languages_say_the_same_figures(
    month: Any, state: State, view: View, period: str
) -> None:
    zh = board(month.snapshot, state, view(period=period))
    en = board(month.snapshot, state, view(period=period, lang="en"))
    for a, b in zip((zh.star, *zh.cards), (en.star, *en.cards), strict=True):
        assert a is not None and b is not None
        assert (a.figure, a.chip and a.chip.icon) == (b.figure, b.chip and b.chip.icon)
        assert a.chart.points == b.chart.points
    said = " ".join(str(v) for v in dataclasses.astuple(en))
    assert not [c for c in said if "\u4e00" <= c <= "\u9fff"], "English holds no Chinese"


def test_days_without_facts_do_not_break_a_line(world: Any, state: State, view: View) -> None:
    world.account("甲", "google_ads").day("甲", d(2026, 11, 3), conversions=Decimal(5))
    star = board(world.snapshot, state, view()).star
    assert star is not None
    assert [p.value for p in star.chart.points[:4]] == [0.0, 0.0, 5.0, 5.0]
    assert star.chart.points[16].value == 5.0
    assert star.chart.points[17].value is None
    assert star.chart.points[0].at + timedelta(29) == star.chart.points[-1].at


def test_a_warm_board_asks_the_snapshot_nothing(
    month: Any, state: State, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    board(month.snapshot, state, view())
    asked: list[str] = []
    query = month.snapshot.query
    monkeypatch.setattr(
        month.snapshot, "query", lambda sql, **bound: asked.append(sql) or query(sql, **bound)
    )
    for period in ("month", "7d", "quarter"):
        board(month.snapshot, state, view(period=period, lang="en"))
    assert asked == []
    for period in ("month", "7d"):
        board(month.snapshot, state, view(period=period, platform="google_ads"))
    assert len(asked) == 1, "another filter is another question, once"


def test_a_sum_is_not_compared_with_part_of_a_period(world: Any, state: State, view: View) -> None:
    """Sources that began on 10/10 have no first seventeen days of October; a ratio has some."""
    world.account("甲", "google_ads", first=d(2026, 10, 10))
    facts = {"impressions": 1000, "clicks_all": 24, "conversions": Decimal(20)}
    world.days("甲", d(2026, 10, 10), d(2026, 11, 17), **facts)
    found = board(world.snapshot, state, view())
    star = found.star
    assert star is not None
    assert [(p.label, p.value, p.note) for p in star.table][2:] == [
        ("較上期", "–", ""),
        ("較去年同期", "–", ""),
    ]
    assert {p.previous for p in star.chart.points} == {None}
    assert by_kpi(found)["ctr"].changes[0].value != "–"


def test_names_read_well_in_english(month: Any, state: State, view: View) -> None:
    found = board(month.snapshot, state, view(lang="en"))
    assert "Platform-claimed conversions (Google Ads) ahead of what is due" in found.sentence
