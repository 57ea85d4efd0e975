"""Targets in reach: which are brought to the middle of the customary range, and which stay."""

from __future__ import annotations

from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from kpi.goals.completing import filled, is_off
from kpi.terms import Terms
from tests.kpi.test_goal_lints import TODAY, goal

RATE = {"low": "0.01"}


@pytest.mark.parametrize(
    ("kpi", "target", "more", "reached"),
    [
        ("checkout_conversion", "0.030", {"baseline": "0.011", **RATE}, "0.0149"),
        ("checkout_conversion", "0.011", {"baseline": "0.011", **RATE}, "0.0149"),
        ("checkout_conversion", "0.016", {"baseline": "0.011", **RATE}, None),  # the article's
        ("cac", "770", {"baseline": "780", "high": "790"}, "580"),
        ("cac", "600", {"baseline": "780", "high": "700"}, None),
        ("cac", "500", {"baseline": "1200", "high": "700"}, None),  # past its guardrail otherwise
        ("roi", "3", {"baseline": "-0.2", "low": "-1"}, None),  # no multiple of what is below 0
        ("checkout_conversion", "0.99", {"baseline": "0.8", "low": "0.1"}, None),  # 1.24 times
        ("checkout_conversion", "0.82", {"baseline": "0.8", "low": "0.1"}, None),  # nothing fits
        ("aov", "1400", {"baseline": "1358", "low": "1200", "rank": "watched"}, None),
        ("aov", "1400", {"baseline": "1358", "low": "1200", "confirmed_on": d(2026, 11, 1)}, None),
        ("aov", "1400", {"baseline": "1358", "low": "1200", "monthly": (("2026-11", Decimal(9)),)},
         None),
        ("aov", "1400", {"baseline": "1358", "low": "1200"}, "1830"),
    ],
)  # fmt: skip
def test_targets_out_of_reach(kpi: str, target: str, more: dict[str, Any], reached: Any) -> None:
    one = goal(kpi, target, **{"confirmed_on": None, "confirmed_by": "", **more})
    found = filled(None, [one], TODAY, Terms("TWD"), targets=True)
    assert [x.new.target for x in found if x.new != x.old] == (
        [Decimal(reached)] if reached else []
    )
    assert filled(None, [one], TODAY, Terms("TWD")) == (), "nothing unless it is asked for"
    if reached:
        assert is_off(one) and not is_off(found[0].new)
