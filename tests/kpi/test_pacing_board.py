"""The page of pacing in words: its first sentence, goals, budgets, and what must be known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from data.text import LANGS, Lang
from kpi.pacing import board as words
from kpi.pacing.board import PacingBoard, pacing_board
from tests.kpi.test_pace import GOOGLE, LAST, spent

pytestmark = pytest.mark.slow

CJK = re.compile(r"[\u3400-\u9fff]")
NOVEMBER = d(2026, 11, 1), d(2026, 11, 30)


@pytest.fixture
def board(world: Any, state: State, view: Callable[..., Any]) -> Callable[..., PacingBoard]:
    """Return a way to read the page of a shop with a goal on cost and one on CTR."""
    who = {"zh": "林怡君", "en": "Lin"}
    docs = [
        {"id": "ctr", "kpi": "ctr", "rank": "core", "target": "0.02", "scope": dict(GOOGLE)},
        {"id": "cost", "kpi": "cost", "rank": "star", "target": "30000", "scope": dict(GOOGLE)},
    ]
    state.save_goals([{**doc, "owner": who, "step": who} for doc in docs], "test", "test")

    def read(last: d = LAST, goal: str = "", **changed: Any) -> PacingBoard:
        facts = "1000, 10000, 100", "cost, impressions, clicks_all"
        spent(world, "甲", "google_ads", *facts, complete_to=last)
        world.planned(*NOVEMBER, "Google", Decimal(27_000))
        found = pacing_board(world.snapshot, state, view(**changed), goal)
        assert found is not None
        return found

    return read


def test_the_sentence_says_where_the_star_is_heading(board: Any) -> None:
    said = board().sentence
    assert said.startswith("Google Ads 廣告花費照目前的走勢，11/30 會到 30,000，是目標的 100%")
    assert "廣告花費預估超過 11 月預算 3,000" in said and said.endswith("近 28 天沒有異常。")


def test_a_month_that_is_over_is_told_as_such(board: Any) -> None:
    found = board(last=d(2026, 11, 30), today=d(2026, 12, 1))
    assert "在 11/1–11/30 是 30,000，是目標的 100%" in found.sentence
    assert "照目前" not in found.sentence
    star = found.lines[0]
    assert (star.range, star.probability, star.needed) == ("–", "–", "–")


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_in_the_readers_language(board: Any, lang: Lang) -> None:
    found = board(lang=lang)
    told = [found.sentence, *found.notes, *found.budget_notes, *found.anomaly_notes]
    told += [text for line in found.lines for text in (line.name, line.needed, line.total)]
    assert found.chart is not None
    told += [found.chart.alt, found.chart.label, found.chart.forecast_label]
    assert bool([t for t in told if CJK.search(t)]) is (lang == "zh")
    # a space between 中文 and Latin letters or digits
    assert not [
        t for t in told if re.search(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u3400-\u9fff]", t)
    ]


def test_the_star_stands_first_and_a_link_chooses_what_is_drawn(board: Any) -> None:
    found = board(goal="ctr")
    assert [line.goal_id for line in found.lines] == ["cost", "ctr"]
    assert found.chosen == "ctr" and found.chart is not None
    assert found.chart.alt.startswith("Google Ads 點擊率 CTR") and found.chart.target is not None
    assert {p.value for p in found.chart.due} == {0.02}


def test_the_chart_sets_out_from_the_last_day_and_ends_at_the_forecast(board: Any) -> None:
    chart = board().chart
    assert chart is not None and (chart.forecast[0].at, len(chart.forecast)) == (LAST, 14)
    assert chart.forecast[0].value == 17_000 and chart.points[16].value == 17_000
    assert chart.forecast[-1].value == pytest.approx(30_000) and chart.points[17].value is None
    assert [p.value for p in chart.due][::29] == [1_000, 30_000]


def test_goals_outside_of_a_filter_are_counted_and_not_listed(board: Any, world: Any) -> None:
    spent(world, "乙", "meta_ads", "5", "cost")
    found = board(platform="meta_ads")
    assert (found.lines, found.chart) == ((), None)
    assert found.sentence.startswith(words.NO_GOALS.zh)
