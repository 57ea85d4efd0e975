"""Service fees in the master: they follow media and rules, and nothing is charged twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data.hold import ingesting
from data.limits import TERMINAL
from data.rules import fees
from data.rules.fees import Basis, FeeRule, Tax
from tests.data.typed import Shop, day, row

pytestmark = pytest.mark.slow

START = date(2026, 1, 1)
RULE = FeeRule("google_ads", Decimal("0.15"), START, vendor="好代理商")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def settled(shop: Shop) -> list[tuple[int, str, float, float]]:
    """Bring rules, master and snapshot together, as any start does; return the published fees."""
    with ingesting(shop.store, shop.state, "test", TERMINAL, wait=True):
        pass
    found = shop.published().query(
        "select d.day, campaign, amount, amount_tax from campaign_days d"
        " join campaigns using (account_key, campaign_key) where platform = 'fees' order by all"
    )
    return [((at - day(1)).days + 1, who, float(fee), float(tax)) for at, who, fee, tax in found]


def test_no_rule_no_fee(shop: Shop) -> None:
    shop.load([row(1, "brand", 1000)])
    assert settled(shop) == []
    assert [s.platform for s in shop.published().sources()] == ["google_ads"]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (FeeRule("meta_ads", Decimal("0.15"), START), []),
        (FeeRule("google_ads", Decimal("0.15"), date(2026, 1, 3)), []),
        (FeeRule("google_ads", Decimal("0.15"), START, account="nobody"), []),
        (RULE, [(1, "好代理商", 150, 7.5), (2, "好代理商", 30, 1.5)]),
        (
            FeeRule("google_ads", Decimal("0.2"), START, date(2026, 1, 1), "Shop", vendor="V"),
            [(1, "V", 200, 10)],
        ),
        (
            FeeRule("google_ads", Decimal("0.2"), START, basis=Basis.INCLUDED, tax=Tax.NONE),
            [(1, "", 250, 0), (2, "", 50, 0)],
        ),
    ],
    ids=["other platform", "later", "other account", "on top", "one day", "included"],
)
def test_rules_charge_what_they_cover(
    shop: Shop, rule: FeeRule, wanted: list[tuple[int, str, float, float]]
) -> None:
    shop.load([row(1, "brand", 600), row(1, "generic", 400), row(2, "brand", 200)])
    fees.save(shop.state, rule, "test", "agreed")
    assert settled(shop) == wanted


def test_a_changed_rule_and_changed_media_change_the_fee(shop: Shop) -> None:
    shop.load([row(1, "brand", 1000)])
    key = fees.save(shop.state, RULE, "test", "agreed")
    assert settled(shop) == [(1, "好代理商", 150, 7.5)]
    shop.load([row(1, "brand", 2000)], answers={"replace": "replace"})
    assert settled(shop) == [(1, "好代理商", 300, 15)]
    cheaper = FeeRule("google_ads", Decimal("0.1"), START, vendor="好代理商")
    fees.save(shop.state, cheaper, "test", "renegotiated", key)
    assert settled(shop) == [(1, "好代理商", 200, 10)]
    shop.undo(2)
    assert settled(shop) == [(1, "好代理商", 100, 5)]
    shop.state.delete_fee_rule(key, "test", "ended")
    assert settled(shop) == []


def test_fees_of_an_earlier_time_follow_the_media_of_that_time(shop: Shop) -> None:
    shop.load([row(1, "brand", 1000)])
    fees.save(shop.state, RULE, "test", "agreed")
    settled(shop)
    at = shop.published().query("select max(committed_at) from imports")[0][0]
    shop.load([row(1, "brand", 5000)], answers={"replace": "replace"})
    settled(shop)
    then = shop.published().as_of(at)
    charged = "select sum(amount) from account_days where platform = 'fees'"
    assert then.query(charged) == [(Decimal(150),)]
    assert shop.published().query(charged) == [(Decimal(750),)]


def test_a_fee_is_complete_as_far_as_its_media(shop: Shop) -> None:
    shop.load([row(n, "brand", 100) for n in range(1, 6)])
    fees.save(shop.state, RULE, "test", "agreed")
    settled(shop)
    ads, charged = (
        next(s for s in shop.published().sources() if s.platform == platform)
        for platform in ("google_ads", "fees")
    )
    assert (charged.complete_to, charged.currency) == (ads.complete_to, ads.currency)
    assert (charged.first_day, charged.last_day, charged.tax) == (day(1), day(5), "excluded")
