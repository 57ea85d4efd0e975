"""Millions: products of amounts and rates need more than the eighteen digits each of them has."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.schema import COSTS, CRM, RATES
from tests.data.typed import Shop, day

pytestmark = pytest.mark.slow
LARGE = 123_456_789_012


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def told(shop: Shop, quantity: str) -> Any:
    ((found,),) = shop.published().query(f"select sum({quantity}) from account_days")  # noqa: S608
    return found


@pytest.mark.parametrize("amount", [999_999, 1_500_000, LARGE])
def test_a_cost_over_some_days(shop: Shop, amount: int) -> None:
    row = {"account_name": "廠商", "day_from": day(1), "day_to": day(3), "category": "代理商",
           "amount": amount, "tax_basis": "included", "amount_tax": amount // 21}  # fmt: skip
    shop.load([row], book=COSTS, level=None, platform="costs", format="generic.costs")
    assert told(shop, "amount") == amount - amount // 21, "the sheet is told without tax"


def test_a_deal_in_its_own_currency_and_at_a_rate(shop: Shop) -> None:
    deals = [
        {"account_name": "CRM", "kind": "deal", "lead_id": name, "stage": "won", "day_from": day(2),
         "day_to": day(2), "closed_on": day(5), "deal_amount": amount, "currency": currency}
        for name, amount, currency in (("D", LARGE, "TWD"), ("E", 2_000_000, "USD"))
    ]  # fmt: skip
    rate = {"account_name": "rates", "day_from": day(1), "day_to": day(31), "rate_currency": "USD",
            "rate_to": "TWD", "rate": 31.5}  # fmt: skip
    shop.load([rate], book=RATES, level=None, platform="rates", format="generic.rates")
    shop.load(deals, book=CRM, level=None, platform="crm", format="generic.leads", days=(1, 31))
    assert told(shop, "deal_amount_won") == LARGE + Decimal("63000000")
