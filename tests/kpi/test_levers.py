"""The simple levers: odd values first, the known examples, the board's own figures, formulas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from data.state import State
from data.text import LANGS
from kpi.catalog import KPIS
from kpi.levers.board import lever_board
from kpi.levers.formulas import FORMULAS
from kpi.levers.levers import Held, Levers, worked_out
from kpi.levers.presets import PRESETS
from kpi.levers.setting import Setting, of_board, of_preset
from kpi.levers.start import start
from kpi.pacing.heading import Heading
from kpi.reading import read_all
from kpi.terms import terms
from kpi.view import View
from tests.kpi.conftest import TODAY, World

FULL = Levers(
    traffic=D(10_000), ctr=D("0.02"), conversion=D("0.05"), basket=D(1_500), cpc=D(10),
    budget=D(300_000), discount=D("0.1"), refunds=D("0.05"),
)  # fmt: skip
HELD = Held(
    arrivals=D("0.8"), other_costs=D(60_000), new_share=D("0.5"), ltv=D(3_000), profit=D("0.4")
)
NOTHING = Levers()


def moved(preset: str) -> Setting:
    """Return an example as choosing it sets the levers."""
    return of_preset(preset, "TWD").moved_to(PRESETS[preset].moves)


@pytest.mark.parametrize(
    ("moved", "held", "key", "value"),
    [
        # what is not known has no answer, and nothing else loses its own
        ({"traffic": None}, HELD, "orders", None),
        ({"traffic": None}, HELD, "marketing_cost", 360_000),
        ({"conversion": None}, HELD, "valid_sessions", 10_000),
        ({"conversion": None}, HELD, "cac", None),
        ({"basket": None}, HELD, "orders", 500),
        ({"basket": None}, HELD, "roi", None),
        ({"refunds": None}, HELD, "gross_revenue", 750_000),
        ({"refunds": None}, HELD, "revenue", None),
        ({"budget": None}, HELD, "clicks", None),
        ({"cpc": None}, HELD, "clicks", None),
        ({}, replace(HELD, other_costs=None), "marketing_cost", 300_000),
        ({}, replace(HELD, new_share=None), "cac", None),
        ({}, replace(HELD, ltv=None), "ltv_cac", None),
        ({}, replace(HELD, profit=None), "contribution", None),
        # nothing is divided by nothing
        ({"budget": D(0)}, replace(HELD, other_costs=D(0)), "roi", None),
        ({"budget": D(0)}, HELD, "clicks", 0),
        ({"cpc": D(0)}, HELD, "clicks", None),
        ({"traffic": D(0)}, HELD, "cac", None),
        ({"conversion": D(0)}, HELD, "orders", 0),
        ({"discount": D(1)}, HELD, "revenue", 0),
        ({"refunds": D(1)}, HELD, "revenue", 0),
        # a better click rate brings more clicks of the same impressions, each cheaper
        ({"ctr": D("0.03")}, HELD, "clicks", 45_000),
        ({"ctr": D("0.03")}, HELD, "impressions", 1_500_000),
        ({"ctr": D("0.03")}, HELD, "cpc", 300_000 / 45_000),
        ({"ctr": D("0.03")}, HELD, "valid_sessions", 10_000 + 15_000 * 0.8),
        ({"ctr": D(0)}, HELD, "valid_sessions", 0),  # 24,000 visits fewer than there are
        ({"cpc": D(20)}, replace(HELD, arrivals=D("0.1")), "valid_sessions", 8_500),
        ({"budget": D(600_000)}, replace(HELD, arrivals=None), "valid_sessions", 10_000),
        # other channels stay as they are
        ({}, replace(HELD, orders=D(40), gross=D(50_000)), "orders", 540),
        ({}, replace(HELD, gross=D(50_000), discounts=D(5_000)), "revenue", 641_250 + 45_000),
        ({}, HELD, "new_customers", 250),
        ({}, HELD, "cac", 1_440),
        ({}, HELD, "ltv_cac", 250 * 3_000 / 360_000),
        ({}, HELD, "contribution", 641_250 * 0.4 - 360_000),
        ({}, HELD, "blended_roas", 641_250 / 300_000),
        ({}, HELD, "aov", 641_250 / 500),
    ],
)
def test_levers_multiply_to_the_kpis_of_the_board(
    moved: dict[str, Any], held: Held, key: str, value: float | None
) -> None:
    found = worked_out(FULL, replace(FULL, **moved), held).of(key)
    assert (found is None) == (value is None)
    assert value is None or float(found or 0) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("preset", "before", "after"),
    [
        ("visits", {"orders": 150, "revenue": 225_000}, {"orders": 195, "revenue": 292_500}),
        ("rate", {"orders": 120, "revenue": None}, {"orders": 180, "revenue": None}),
        ("roi", {"roi_gross": 1.5, "roi": 1.5}, {"roi_gross": 1.5, "roi": 1.2}),
    ],
)
def test_the_examples_come_out_exactly(
    preset: str, before: dict[str, Any], after: dict[str, Any]
) -> None:
    at = PRESETS[preset]
    for levers, told in ((at.start, before), (at.now, after)):
        outcome = worked_out(at.start, levers, at.held)
        assert {key: outcome.of(key) for key in told} == told


def test_every_result_has_its_formula_or_says_what_is_missing() -> None:
    for lang in LANGS:
        full = lever_board(Setting(FULL, FULL, HELD, "TWD", 30), lang)
        assert [line.key for line in full.lines] == list(FORMULAS)
        assert all(any(sign in line.formula for sign in "×÷−+") or line.key == "valid_sessions"
                   for line in full.lines)  # fmt: skip
        empty = lever_board(Setting(NOTHING, NOTHING, Held(), None, 30), lang)
        assert {line.now for line in empty.lines} == {"–"}
        assert all(line.formula.startswith(("缺：", "Missing: ")) for line in empty.lines)


@pytest.mark.parametrize(
    ("setting", "zh"),
    [
        (moved("visits"), "流量（造訪）10,000 → 13,000：訂單數 +45，營收 +67,500。"),
        (moved("rate"), "轉換率 CVR 1.2% → 1.8%：訂單數 +60。"),
        (Setting(NOTHING, replace(NOTHING, traffic=D(9)), Held(), None, 30),
         "流量（造訪）9：還算不出結果。"),
        (Setting(FULL, FULL, HELD, "TWD", 30),
         "起點是例子的數字；動一根槓桿，訂單、營收與 ROI 立刻跟著變。"),
        (Setting(FULL, replace(FULL, **dict.fromkeys(("traffic", "cpc", "basket"), D(1)), ctr=D(0)),
                 HELD, "TWD", 9),
         "流量（造訪）10,000 → 1、點擊率 CTR 2% → 0%、折扣前客單價 1,500 → 1 等 4 根槓桿："
         "訂單數 −500，營收 −641,250，投資報酬率 ROI（淨）0.78 → −1.00。"),
    ],
)  # fmt: skip
def test_one_sentence_tells_what_was_moved_and_what_follows(setting: Setting, zh: str) -> None:
    assert lever_board(setting, "zh").sentence == zh


def shop(world: World) -> World:
    """Fill a world with a month of ads, visits, orders of two channels, and costs."""
    day, days = date(2026, 11, 1), range(17)
    world.account("a", "google_ads").account("g", "ga4", None, None)
    world.account("s", "shopline", tax="included").account("c", "costs")
    for n in days:
        at = day.replace(day=1 + n)
        world.day("a", at, impressions=10_000, clicks_all=200 + n, cost=D("2500.5"))
        world.day("g", at, sessions=500 + 3 * n)
        sums: dict[str, Any] = {
            "gross": D(12_000),
            "discounts": D(600),
            "refunds": D(350),
            "revenue": D(11_050),
        }
        few: dict[str, Any] = {name: value / 4 for name, value in sums.items()}
        site: dict[str, Any] = {
            "site_orders": 8,
            "site_revenue": sums["revenue"],
            "site_new_customers": 3,
        }
        none: dict[str, Any] = {"site_orders": 0, "site_revenue": None, "site_new_customers": 0}
        both: dict[str, Any] = {name: value + few[name] for name, value in sums.items()}
        world.sold("s", at, orders=10, **both, **site)
        world.sold("s", at, "官網", orders=8, **sums, **site)
        world.sold("s", at, "蝦皮", orders=2, **few, **none)
    return world.day("c", day, amount=D(9_000))


def test_levers_begin_at_the_boards_own_figures(
    world: World, state: State, view: Callable[..., View]
) -> None:
    state.set_setting("gross_margin", 0.5, "test")
    begun = start(shop(world).snapshot, state, view())
    assert begun is not None and begun.days.days == 17
    outcome = worked_out(begun.levers, begun.levers, begun.held)
    told = terms(state, world.snapshot.sources())
    keys = [k for k in FORMULAS if k != "ltv_cac"]
    kpis = [KPIS[k] for k in (*keys, "checkout_conversion", "aov", "ctr", "cpc", "site_revenue")]
    shown = read_all(world.snapshot, kpis, begun.days, [], {}, TODAY, told)
    board = {r.kpi.key: float(r.value or 0) for r in shown}
    formed = {key: float(outcome.of(key) or 0) for key in board}
    assert formed == pytest.approx(board, rel=1e-12)
    assert all(board.values()), "and each of them has an answer"
    assert begun.levers.basket == D(1_500), "of the own site alone"
    assert begun.held.orders == 34 and begun.held.gross == D(51_000)
    page = lever_board(of_board(begun, Heading()), "zh")
    assert "11/1–11/17" in page.sentence and not page.moved
    assert any(line.target.startswith("應達 ") for line in page.goals), "sums by what is due"
    assert any("應達" not in line.target for line in page.goals), "and rates by their target"


def test_without_orders_the_levers_of_ads_still_move(
    world: World, state: State, view: Callable[..., View]
) -> None:
    world.account("a", "google_ads").day("a", date(2026, 11, 3), impressions=100, clicks_all=5,
                                         cost=D(50))  # fmt: skip
    begun = start(world.snapshot, state, view())
    assert begun is not None
    assert (begun.levers.cpc, begun.levers.conversion, begun.levers.basket) == (D(10), None, None)
    assert start(World().snapshot, state, view()) is None
