"""The sample shop, whose true curves are known: advice goes the right way, or there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from kpi.__main__ import main
from kpi.card import Verdict
from kpi.response import kept
from kpi.whatif.account import Account, account
from kpi.whatif.best import Wish, best
from kpi.whatif.days import choices
from kpi.whatif.drafted import TOLD, draft
from kpi.whatif.expected import Going, expected
from kpi.whatif.limits import Limits
from kpi.whatif.outcome import outcome
from kpi.whatif.presets import presets
from kpi.whatif.question import Asked, answer
from kpi.whatif.verdicts import judged
from tests.data.sample_shop import TODAY, Shop, filled

pytestmark = pytest.mark.slow
DAY = date.fromisoformat(TODAY)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return filled(tmp_path_factory)


@pytest.fixture(scope="module")
def found(shop: Shop) -> Account:
    days = choices(DAY, ())[0].days
    kept.prepare(shop.snapshot, shop.state, DAY)
    made = account(shop.snapshot, shop.state, days, DAY)
    assert isinstance(made, Account)
    return made


@pytest.fixture(scope="module")
def going(shop: Shop, found: Account) -> Going:
    return expected(shop.snapshot, shop.state, found.days, DAY)


def truly(shop: Shop, found: Account, then: Sequence[int]) -> float:
    """Return the orders that a division truly brings, spread evenly over the days; of a group, each
    platform gets what it has now.
    """
    told: Mapping[str, Any] = shop.truth["response"]
    price, orders = told["prices"]["values"][-1], 0.0
    for channel, money in zip(found.channels, then, strict=True):
        for platform, own in channel.of_member.items():
            curve = told["channels"][platform]["curve"]
            spend = money * own / channel.current / found.days.days / price
            raised = spend ** curve["slope"]
            share = raised / (raised + curve["half"] ** curve["slope"])
            orders += curve["top"] * share * found.days.days
    return orders


def test_what_moves_together_is_one_and_every_platform_is_in_it(found: Account) -> None:
    members = [name for channel in found.channels for name in channel.members]
    assert sorted(members) == ["google_ads", "line_ads", "linkedin_ads", "meta_ads"]
    assert found.silent is None and not any(c.assumed for c in found.channels)
    assert set(presets(found)) == {"now", "plan", "month", "year"}


@pytest.mark.parametrize("name", ["plan", "month", "year"])
def test_a_change_of_the_budget_is_told_the_right_way(
    shop: Shop, found: Account, name: str
) -> None:
    then = presets(found)[name]
    told = outcome(found, then)
    true = truly(shop, found, then) - truly(shop, found, found.current)
    assert (told.orders.middle > 0) is (true > 0)
    assert found.order_worth is not None and found.margin is not None
    left = true * float(found.order_worth * found.margin) - told.cost
    assert told.contribution is not None
    if told.contribution.low * told.contribution.high > 0:
        assert (told.contribution.middle > 0) is (left > 0)


@pytest.mark.parametrize("around", [0.2, 0.6])
def test_a_mix_is_advised_that_is_truly_better_or_none(
    shop: Shop, found: Account, going: Going, around: float
) -> None:
    told = best(found, found.current, Wish(Limits(around=around)), going)
    assert told.then is not None and sum(told.then) == sum(found.current)
    if told.why_not is None:
        assert truly(shop, found, told.then) > truly(shop, found, found.current)


def test_the_question_is_answered_to_the_dollar(shop: Shop, found: Account) -> None:
    told = answer(found, Asked(300_000))
    assert sum(told.paid) == told.placed and told.placed + told.left_over == 300_000
    if told.told:
        usual = answer(found, Asked(300_000, by_plan=False)).base
        assert truly(shop, found, told.then) > truly(shop, found, usual)


def test_goals_get_a_verdict_and_a_scenario_keeps_totals(found: Account, going: Going) -> None:
    every = judged(found, found.current, outcome(found, found.current), going)
    assert {"revenue", "cac", "roi"} <= {one.expected.kpi.key for one in every}
    assert all(one.verdict is not Verdict.UNKNOWN and one.now == one.then for one in every)
    made = draft(found, found.current, going, {})
    told = {one.kpi: one for one in made.predicted}
    assert set(told) == set(TOLD)
    assert told["cost"].value == sum(found.current)
    revenue = told["site_revenue"]
    assert revenue.low is not None and revenue.high is not None
    assert revenue.low < revenue.value < revenue.high


def test_the_terminal_tells_the_same(
    shop: Shop, found: Account, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    call = ["whatif", "--spend", "meta_ads=100000", "--store", str(shop.store.root)]
    assert main([*call, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    then = [100_000 if c.key == "meta_ads" else c.current for c in found.channels]
    assert [one["spend"] for one in told["channels"]] == then
    assert told["orders"]["value"] == pytest.approx(outcome(found, then).orders.middle)
    assert told["period"] == {"from": "2026-12-01", "to": "2026-12-31"} and told["goals"]
    assert main(call) == 0
    assert "100,000" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["tiktok_ads=1", "meta_ads", "meta_ads=1.5", "meta_ads=-1"])
def test_a_wrong_call_teaches(
    shop: Shop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    assert main(["whatif", "--spend", wrong, "--store", str(shop.store.root), "--lang", "en"]) == 2
    assert "meta_ads" in capsys.readouterr().err
