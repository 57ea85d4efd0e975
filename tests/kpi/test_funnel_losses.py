"""What a funnel loses: against what, beyond doubt or not, at what cost, and whether it is mix."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.funnels.cut import By
from kpi.funnels.cutting import cutting
from kpi.funnels.funnel import TEMPLATES
from kpi.funnels.losses import biggest, fallen, losses, passes_on, point
from kpi.funnels.mix import mix
from tests.kpi.funnel_world import DAYS, PAST, WEB, Site, lost

pytestmark = pytest.mark.slow  # each builds a world of its own


def test_a_loss_against_the_period_before(site: Site) -> None:
    worse = {**WEB, "checkout_sessions": 20, "checkouts_begun": 22, "purchases": 11}
    site.visits(PAST, **WEB).visits(**worse).sold(25, 25_000).sold(25, 25_000, PAST)
    told = site.told()
    found = lost(told, "checkouts")
    assert (found.kind, found.reference, found.sure) == ("previous", 0.5, True)
    assert found.short == pytest.approx(240 * (0.5 - 0.25))
    assert passes_on(told, found.at) == pytest.approx(0.5)
    assert found.cost == pytest.approx(Decimal(60) * Decimal("0.5") * 1_000)
    assert biggest(losses(told, "previous")) == found
    assert not lost(told, "items").short and lost(told, "items").cost == 0
    board = site.board()
    assert "「加購 → 結帳」，25.0%（上期 50.0%），代價約 30,000 TWD" in board.sentence
    line = next(x for x in board.lines if x.key == "checkouts")
    assert (line.mark, line.cost, line.lost) == ("◀ 損失最大", "30,000 TWD", "180")
    assert line.moved == "−25.0 百分點"
    # a hundredth of the 240 in the cart, of whom half buy for 1,000
    assert point(told, found.at) == pytest.approx(Decimal("240") / 100 * Decimal("0.5") * 1_000)
    assert line.point == "1,200 TWD"


def test_what_may_be_chance_is_no_loss(site: Site) -> None:
    few = {"sessions": 100, "item_sessions": 40, "cart_sessions": 8}
    site.visits(PAST, **few).visits(**{**few, "cart_sessions": 6}).sold(5, 5_000)
    told = site.told()
    assert lost(told, "carts").short > 0 and not lost(told, "carts").sure
    assert biggest(losses(told, "previous")) is None
    board = site.board()
    assert board.loser is None and "沒有一步" in board.sentence
    assert board.sentence.endswith("（85.0% 沒有走下去），負責的是網站負責人。"), "no worth"
    assert next(x for x in board.lines if x.key == "carts").cost == "誤差內"


@pytest.mark.parametrize(
    ("now", "then", "looked_at", "sure"),
    [
        ((0.25, (0.20, 0.30)), (0.50, (0.45, 0.55)), 7, True),
        ((0.45, (0.40, 0.50)), (0.50, (0.45, 0.55)), 1, False),
        ((0.43, (0.39, 0.47)), (0.49, (0.45, 0.53)), 1, True),
        ((0.43, (0.39, 0.47)), (0.49, (0.45, 0.53)), 7, False),  # the worst of seven may be chance
        ((0.60, (0.59, 0.61)), (0.50, (0.49, 0.51)), 1, False),
        ((0.25, None), (0.50, (0.45, 0.55)), 1, False),
    ],
)
def test_sure_is_beyond_both_doubts(now: Any, then: Any, looked_at: int, sure: bool) -> None:
    assert fallen(now, then, looked_at) is sure


CART_GOAL = {
    "id": "g", "kpi": "add_to_cart_rate", "rank": "core", "target": 0.12, "low": 0.1,
    "owner": {"zh": "網站負責人", "en": "Site lead"},
    "step": {"zh": "優化頁面", "en": "Improve the page"},
}  # fmt: skip


def test_a_target_of_exactly_this_rate_comes_first(site: Site) -> None:
    site.state.save_goals([CART_GOAL], "test", "test")
    web = {k: v for k, v in WEB.items() if k != "item_sessions"}
    told = site.visits(PAST, **web).visits(**web).told()
    found = lost(told, "carts")
    assert (found.kind, found.reference, found.sure) == ("target", 0.12, True)
    assert found.short == pytest.approx(3_000 * 0.04)
    line = next(x for x in site.board().lines if x.key == "carts")
    assert line.chip is not None and line.chip.word == "需處理" and line.owner == "網站負責人"
    assert line.judged == "加購率 8.0%，目標 12.0%"


def test_a_goal_of_another_rate_is_no_target_of_this_one(site: Site) -> None:
    """Of product views a share of all sessions is no target, though it judges the step."""
    site.state.save_goals([CART_GOAL], "test", "test")
    site.visits(PAST, **WEB).visits(**WEB)
    assert lost(site.told(), "carts").kind == "previous"
    assert next(x for x in site.board().lines if x.key == "carts").chip is not None


@pytest.mark.parametrize("with_orders", [True, False])
def test_no_cost_is_told_before_a_crossing_or_without_a_price(
    site: Site, with_orders: bool
) -> None:
    site.ads(10_000, 100, PAST).ads(10_000, 50).visits(PAST, **WEB)
    site.visits(**{**WEB, "cart_sessions": 60})
    if with_orders:
        site.sold(25, 25_000)
    told = site.told()
    clicks, carts = lost(told, "clicks"), lost(told, "carts")
    assert clicks.sure and clicks.short == pytest.approx(150) and clicks.cost is None
    assert carts.sure and (carts.cost is not None) is with_orders
    found = biggest(losses(told, "previous"))
    assert found is not None and found.at.step.key == ("carts" if with_orders else "clicks")
    told_of = site.board().loser
    assert told_of is not None
    cost = next(p.value for p in told_of.facts if p.label == "代價")
    assert ("不算" in cost) is not with_orders


# -- mix ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "then", "is_mix", "moved"),
    [
        # each converts as before, the visits come from elsewhere: Simpson's trap
        (
            {"a": (200, 2_000), "b": (80, 8_000)},
            {"a": (800, 8_000), "b": (20, 2_000)},
            *(True, ()),
        ),
        # the same shares, one of them converts worse
        (
            {"a": (400, 8_000), "b": (20, 2_000)},
            {"a": (800, 8_000), "b": (20, 2_000)},
            *(False, ("a",)),
        ),
        # nothing beyond doubt
        ({"a": (9, 100), "b": (1, 100)}, {"a": (11, 100), "b": (1, 100)}, False, ()),
        # somebody new has no rate to move from: that is mix
        ({"a": (800, 8_000), "c": (20, 8_000)}, {"a": (800, 8_000)}, True, ()),
    ],
)
def test_a_change_is_taken_apart(now: Any, then: Any, is_mix: bool, moved: Any) -> None:
    apart = mix(now, then)
    assert apart is not None
    whole = [sum(k for k, _ in m.values()) / sum(n for _, n in m.values()) for m in (now, then)]
    assert apart.change == pytest.approx(whole[0] - whole[1])
    assert apart.by_mix + apart.by_rates == pytest.approx(apart.change)
    assert (apart.is_mix, apart.moved) == (is_mix, moved)


def test_nothing_to_divide_by_is_no_mix() -> None:
    assert mix({"a": (0, 0)}, {"a": (1, 10)}) is None and mix({}, {}) is None


def channels(site: Site, days: Any, **visits: tuple[int, int]) -> None:
    """Add visits and purchases by channel, and their sum."""
    for day in days:
        for name, (sessions, purchases) in visits.items():
            site.world.day("站", day, name, sessions=sessions, purchases=purchases)
        sessions, purchases = (sum(told) for told in zip(*visits.values(), strict=True))
        site.world.day("站", day, sessions=sessions, purchases=purchases)


def test_a_channel_mix_change_is_told_as_mix(site: Site) -> None:
    """The whole falls from 8 to 3 %; Email still converts at 10 %, Display at 1 %."""
    channels(site, PAST, Email=(800, 80), Display=(200, 2))
    channels(site, DAYS, Email=(200, 20), Display=(800, 8))
    board = site.board(TEMPLATES["shop"], by="channel")
    assert board.loser is not None and "工作階段 → 購買" in board.loser.title
    why = next(p.value for p in board.loser.facts if p.label == "為什麼")
    assert "變的是組合" in why and "−5.4 百分點" in why
    assert board.cut is not None and why in board.cut.notes
    by_name = {line.name: [cell.text for cell in line.cells] for line in board.cut.lines}
    assert by_name["電子郵件"][:2] == ["600", "60"] and by_name["電子郵件"][-1] == "±0.0"
    assert by_name["全部"][:2] == ["3,000", "84"] and by_name["全部"][-1] == "−5.4"


def test_a_channel_that_fell_is_named(site: Site) -> None:
    channels(site, PAST, Email=(800, 80), Display=(800, 8))
    channels(site, DAYS, Email=(800, 40), Display=(800, 8))
    board = site.board(by="channel")
    assert board.cut is not None
    assert any("明顯變動的有：電子郵件。" in note for note in board.cut.notes)


def test_members_and_the_rest_are_the_whole(site: Site) -> None:
    channels(site, DAYS, Email=(800, 80), Display=(200, 2))
    site.world.day("站", d(2026, 11, 6), sessions=50, purchases=5)  # of no channel
    found = cutting(site.world.snapshot, site.told(), By.CHANNEL, "previous")
    assert found is not None and found.rest is not None
    assert [s.key for s in found.steps] == ["sessions", "purchases"]
    for step in found.steps:
        parts = [m.now[step.key] for m in found.members]
        assert sum(parts) + found.rest.now[step.key] == found.whole.now[step.key]
    assert found.rest.now == {"sessions": 50, "purchases": 5}
    assert found.rest.pairs["purchases"][0] == (5, 50)


def test_small_members_lean_on_the_others(site: Site) -> None:
    channels(site, DAYS, A=(900, 90), B=(900, 45), C=(900, 70), D=(1, 1))
    found = cutting(site.world.snapshot, site.told(), By.CHANNEL, "previous")
    assert found is not None
    ends = {m.name: m.doubt["purchases"] for m in found.members}
    assert ends["D"] is not None and ends["D"][1] < 0.5, "3 of 3 are hardly 100 %"
    assert ends["A"] is not None and ends["A"][0] < 0.1 < ends["A"][1]


def test_a_cut_that_no_file_tells_is_not_offered(site: Site) -> None:
    board = site.visits(**WEB).board(by="device")
    assert "device" not in dict(board.cuts) and {"channel"} <= set(dict(board.cuts))
    assert site.board(by="moon").by == board.by
