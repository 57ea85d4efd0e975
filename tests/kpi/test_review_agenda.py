"""The agenda: its order, the weight of reds and yellows, what went well, what cannot be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as d
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.state import State
from kpi.actions.action import Action
from kpi.actions.listed import keep
from kpi.card import Flag, Verdict
from kpi.catalog import KPIS
from kpi.review.highlights import highlights
from kpi.review.judged import read_week
from kpi.review.record import Item, Review
from kpi.review.weight import Shares, severity
from tests.kpi.conftest import World
from tests.kpi.review_world import GOALS, MONDAY, WEEK, Usual, goal, opened, shop, usual_week  # noqa: F401

pytestmark = pytest.mark.slow


def item(made: Review, key: str) -> Item:
    """Return an item by its key."""
    return next(one for one in made.agenda if one.key == key)


def lines(made: Review, key: str) -> list[str]:
    """Return what an item says in 中文."""
    return [line.text.zh for line in item(made, key).lines]


def test_the_order_of_the_agenda(usual: Usual) -> None:
    made = usual.review
    kinds = [one.kind for one in made.agenda]
    assert kinds == [
        "actions", "past", "star", "core", "kpi", "kpi", "pacing", "highlights", "unsaid", "close",
    ]  # fmt: skip
    assert [one.key for one in made.agenda][2] == "sales"
    assert len({one.key for one in made.agenda}) == len(made.agenda)
    weights = [made.of_goal(one.goal).weight for one in made.agenda if one.kind == "kpi"]  # type: ignore[union-attr]
    assert weights == sorted(weights, reverse=True) and all(weights)
    assert 12 <= sum(one.minutes for one in made.agenda) <= 18
    assert [one.minutes for one in made.agenda if one.kind == "kpi"] == [2, 2]


@pytest.mark.parametrize(
    ("changed", "cpa", "grave"),
    [
        ({"target": 450, "high": 600}, 450, 0),
        ({"target": 450, "high": 600}, 600, 1),
        ({"target": 450, "high": 600}, 750, 2),
        ({"target": 450, "high": 600}, 300, 0),
        ({"target": 400}, 500, "0.25"),  # no guardrail: the shortfall's share of the target
        ({"target": 400, "high": 400}, 500, "0.25"),
    ],
)
def test_severity_counts_distances_from_target_to_guardrail(
    world: World, state: State, changed: dict[str, Any], cpa: int, grave: Any
) -> None:
    shop(world, google=cpa)
    state.save_goals([goal("g", "cpa", scope={"platform": "google_ads"}, **changed)], "ann", "")
    read = read_week(world.snapshot, state, WEEK, MONDAY)
    assert read is not None
    assert severity(read.judged[0].standing) == Decimal(grave)


def test_severity_of_a_sum_is_held_against_what_is_due(usual: Usual) -> None:
    made = usual.review
    # 1.98 M of 2.2 M due, the guardrail at 80 %: half the way
    assert made.of_goal("sales").weight == Decimal("0.5")  # type: ignore[union-attr]


def test_the_share_of_a_scope_is_the_stars_else_that_of_media_cost(
    usual: Usual, tmp_path: Path
) -> None:
    # Google 700 × 50, Meta 400 × 10 a day; the shop's revenue knows neither
    world, state = usual.world, usual.copy(tmp_path)
    read = read_week(world.snapshot, state, WEEK, MONDAY)
    assert read is not None
    google, tiktok = (("platform", "google_ads"),), (("platform", "tiktok_ads"),)
    for star, wanted in (("revenue", 35 / 39), ("conversions", 50 / 60)):
        shares = Shares(world.snapshot, read.told, WEEK, MONDAY, KPIS[star])
        assert float(shares.of(google)) == pytest.approx(wanted)
        assert (shares.of(()), shares.of(tiktok)) == (1, 1)


def test_the_core_stands_in_a_table_that_knows_margins_and_channels(usual: Usual) -> None:
    table = item(usual.review, "core").table
    assert table is not None
    assert [row[0].zh for row in table.rows] == [
        "Google Ads 單次轉換成本 CPA", "Meta 單次轉換成本 CPA", "客單價", "投資報酬率 ROI（淨）",
    ]  # fmt: skip
    assert [cell.zh for cell in table.rows[0][1:]] == ["需處理", "700", "450", "+40.0%"]
    assert table.platforms == ("google_ads", "meta_ads", "", "")
    assert table.margins == (False, False, False, True)


def test_an_item_says_what_its_verdict_means(world: World, state: State) -> None:
    made = opened(shop(world, meta=500), state)
    assert lines(made, "cpa-google") == ["Google Ads 單次轉換成本 CPA 高於護欄 600。"]
    assert lines(made, "cpa-meta") == ["Meta 單次轉換成本 CPA 高於目標 450，還在護欄之內。"]
    assert lines(made, "sales") == ["營收還不到應達的 220 萬，在護欄之內。"]
    assert [line.platform for line in item(made, "cpa-meta").lines] == ["meta_ads"]


def test_highlights_tell_a_first_time_a_rise_and_who_contributed(
    world: World, state: State
) -> None:
    docs = [{**doc, "responsible": [{"name": "明日代理商", "outside": True}]} for doc in GOALS]
    state.save_goals(docs, "ann", "")
    made = opened(shop(world), state)
    good = item(made, "highlights").lines
    said = [line.text.zh for line in good]
    assert "Meta 單次轉換成本 CPA 400，近 13 週第一次達標" in said[0], said
    assert good[0].who and good[0].who.zh == "投放負責人、明日代理商（外）"
    assert (good[0].platform, good[0].margin) == ("meta_ads", False)
    assert not any("Google" in text or "客單價" in text for text in said)


def test_a_rise_is_told_against_the_review_before(usual: Usual, world: World, state: State) -> None:
    made = usual.review
    last = WEEK.moved(-7)
    frozen = tuple(replace(one, verdict=Verdict.ACT) for one in made.frozen)
    before = replace(made, id=last.start.isoformat(), week=last, frozen=frozen, version=0)
    state.save_goals(GOALS, "ann", "")
    state.save_review(before.as_doc(), "ann", "")
    did = Action("a-1", "換掉舊素材", "小陳", MONDAY, last.end, "ann", goal="cpa-google",
                 done_on=WEEK.start, kept="done", campaign="雙 11 搜尋")  # fmt: skip
    keep(state, [did], "ann", "")
    good = item(opened(shop(world, google=500), state), "highlights").lines
    rose = next(line for line in good if "Google" in line.text.zh)
    assert "從「需處理」好轉為「留意」" in rose.text.zh
    assert "做了：換掉舊素材（雙 11 搜尋）。" in rose.text.zh
    assert rose.who and rose.who.zh == "投放負責人、小陳"


def test_the_best_week_of_a_sum_is_told_by_the_week(world: World, state: State) -> None:
    made = opened(shop(world, revenue=120_000), state)
    best = lines(made, "highlights")[0]
    assert best.startswith("本週營收 84.0 萬，近 13 週最好"), best  # 7 × 120,000, not the month


def test_a_sum_that_met_its_whole_target_is_told_once(world: World, state: State) -> None:
    state.save_goals([{**GOALS[0], "target": 1_900_000}], "ann", "")
    made = opened(shop(world), state)
    assert lines(made, "highlights") == ["營收 198.0 萬，整期目標已經達成（回補中，還會變）。"]
    last = replace(made, id="2026-11-09", week=WEEK.moved(-7), version=0)
    read = read_week(world.snapshot, state, WEEK, MONDAY)
    assert read is not None
    again = highlights(read.judged, made.frozen, last, state, (), WEEK)
    assert "整期" not in again[0].text.zh


def test_without_news_the_highlights_say_so(world: World, state: State) -> None:
    made = opened(shop(world, google=500, meta=500), state)
    assert lines(made, "highlights")[0].startswith("本週沒有指標")


def test_what_is_late_is_not_praised(world: World, state: State) -> None:
    made = opened(shop(world, last=WEEK.end - timedelta(5)), state)
    assert made.of_goal("cpa-meta").verdict is Verdict.GOOD  # type: ignore[union-attr]
    assert "資料未更新，補齊再算" in lines(made, "highlights")[-1]


def test_the_unsaid_names_late_sources_with_what_to_import(world: World, state: State) -> None:
    shop(world)
    world.account("丙", "line_ads", complete_to=d(2026, 11, 15))
    for n in range(60):
        world.day("丙", d(2026, 11, 15) - timedelta(n), cost=Decimal(10), conversions=Decimal(1))
    made = opened(world, state)
    late = next(line for line in item(made, "unsaid").lines if "LINE" in line.text.zh)
    assert late.text.zh == "LINE 廣告只到 11/15，落後 7 天：請匯入 11/16–11/22。"
    assert late.platform == "line_ads"


def test_the_unsaid_tells_uncertain_and_young_kpis_once_each(usual: Usual) -> None:
    made = usual.review
    said = lines(made, "unsaid")
    young = [one for one in made.frozen if Flag.IMMATURE in one.flags]
    assert young and sum("回補" in text for text in said) <= 3
    assert len(said) == len(set(said))


def test_pacing_tells_the_star_and_hides_totals_from_an_outside_eye(
    world: World, state: State
) -> None:
    shop(world)
    month = d(2026, 11, 1), d(2026, 11, 30)
    world.planned(*month, "google_ads", Decimal(900_000))
    world.planned(*month, "meta_ads", Decimal(120_000))
    table = item(opened(world, state), "pacing").table
    assert table is not None
    assert table.platforms == ("google_ads", "meta_ads", "")
    assert table.margins == (False, False, True)
    assert [len(row) for row in table.rows] == [len(table.titles)] * 3
    assert table.rows[0][1].zh == "900,000"


def test_without_a_budget_it_says_what_to_import(usual: Usual) -> None:
    made = usual.review
    assert item(made, "pacing").table is None
    assert any("預算與目標" in text for text in lines(made, "pacing"))
    assert lines(made, "pacing")[0].startswith("營收")


def test_without_a_north_star_it_says_to_choose_one(world: World, state: State) -> None:
    state.save_goals([goal("g", "cpa", scope={"platform": "google_ads"}, target=450)], "ann", "")
    made = opened(shop(world), state)
    assert lines(made, "star") == ["還沒有北極星指標：到「目標」選一個。"]
    assert item(made, "star").goal == ""
