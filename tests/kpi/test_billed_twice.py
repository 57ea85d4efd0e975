"""An agency whose bill lies in a cost sheet and whose fee grows by rule, in the same months."""

from __future__ import annotations

from datetime import date

import pytest

from kpi.billed_twice import billed_twice
from tests.kpi.conftest import World

TODAY = date(2026, 11, 18)
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 2)
CASES = [
    ("晴空", OCTOBER, 5000, ["10/1–10/31 的費用表已經有「晴空」的 5,000，規則又長出 900"]),
    ("晴空", NOVEMBER, 5000, []),  # billed after the rule's last month
    ("晴空", OCTOBER, 0, []),
    ("大樹", OCTOBER, 5000, []),  # another vendor
]


@pytest.mark.parametrize(("vendor", "day", "amount", "said"), CASES)
def test_a_bill_and_a_rule_of_the_same_months_are_told(
    world: World, vendor: str, day: date, amount: int, said: list[str]
) -> None:
    world.account("Shop", "google_ads").account(vendor, "costs").day(vendor, day, amount=amount)
    fees = [(date(2026, 10, 1), 400), (date(2026, 10, 2), 500), (date(2026, 9, 30), 70)]
    world.con.executemany("insert into fees values (?, 1, '晴空', ?, 0)", fees)
    assert [
        told.partition("，兩邊")[0] for told in billed_twice(world.snapshot, TODAY, "zh")
    ] == said
