"""What the sample shop's team agreed on, and what a newcomer sees of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as d

import pytest

from kpi.calendar.back import season_back
from kpi.calendar.own import events
from kpi.card import Verdict
from kpi.goals.baseline import baselines
from kpi.goals.confirming import is_draft
from kpi.goals.goal import Goal, pack
from kpi.goals.lints import lints
from kpi.goals.objectives import objectives
from kpi.goals.rules import missing, objections
from kpi.overview.situation import situation
from kpi.pacing.board import pacing_board
from kpi.period import Span
from kpi.terms import terms
from kpi.view import View
from tests.data.sample_shop import TODAY, Shop

pytestmark = pytest.mark.slow

DAY = d.fromisoformat(TODAY)


def test_its_goals_are_contracts_whose_baselines_are_true(shop: Shop) -> None:
    goals = [Goal.from_doc(doc) for doc in shop.state.goals()]
    shipped = {g.id: g for g in map(Goal.from_doc, pack("shop"))}
    assert {g.id for g in goals} == set(shipped)
    for goal in goals:
        ours = shipped[goal.id]
        assert (goal.kpi, goal.rank, goal.pair) == (ours.kpi, ours.rank, ours.pair)
        assert objections(goal, goals, DAY, {}) == [], goal.id
    counted = [g for g in goals if g.rank != "watched"]
    assert [missing(g) for g in counted] == [()] * 6
    assert [g.id for g in counted if is_draft(g)] == ["shop-checkout-conversion"]
    told = terms(shop.state, shop.snapshot.sources())
    for goal in counted:
        found = baselines(shop.snapshot, goal, DAY, told).last
        assert found and goal.baseline, goal.id
        assert float(goal.baseline) == pytest.approx(float(found.value), rel=1e-3), goal.id
        assert (goal.basis, goal.source) == (found.basis, found.source)
    said = lints(goals, objectives(shop.state), DAY, events(shop.state))
    assert {(x.rule, x.goal_id) for x in said} == {
        ("past", "shop-cac"), ("past", "shop-checkout-conversion"), ("stretch", "shop-roi"),
        ("draft", "shop-checkout-conversion"),
    }  # fmt: skip
    (served,) = objectives(shop.state)
    assert {g.objective for g in goals} == {served.id}


def test_a_newcomer_sees_pace_marks_and_contracts(shop: Shop) -> None:
    view = View("zh", "month", None, None, None, None, DAY)
    board = pacing_board(shop.snapshot, shop.state, view)
    assert board and board.chart and board.chart.marks
    star = board.lines[0]
    assert star.goal_id == "shop-revenue" and star.probability != "–"
    kinds = [e.kind for e in events(shop.state)]
    found = situation(shop.snapshot, shop.state, view)
    assert found is not None
    now = {s.judgement.verdict for s in found.standings if s.goal.rank != "watched"}
    assert now == {Verdict.GOOD, Verdict.WATCH, Verdict.ACT}
    month = situation(shop.snapshot, shop.state, replace(view, period="28d"))
    (cac,) = [s for s in month.standings if s.goal.id == "shop-cac"] if month else []
    assert cac.judgement.verdict is Verdict.ACT, "its drift is no chance over four weeks"
    assert sorted(kinds) == ["campaign", "campaign", "content", "content", "other"]
    sale = next(e for e in events(shop.state) if e.partner)
    inside = Span(sale.first, sale.last)
    back = season_back(inside, [e.occasion() for e in events(shop.state)])
    assert isinstance(back, Span) and back.end.year == inside.end.year - 1
