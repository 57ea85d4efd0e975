"""Days on which platforms still claim: which figures are flagged, until when, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.card import Flag
from kpi.catalog import KPIS
from kpi.origin import origin
from kpi.period import Span
from kpi.reading import read_all
from kpi.terms import Terms

pytestmark = pytest.mark.slow


@pytest.fixture
def claims(world: Any) -> Any:
    """Return a platform complete to 11/17."""
    world.account("甲", "google_ads")
    told = {"impressions": 1000, "clicks_all": 30, "conversions": Decimal(2)}
    money = {"cost": Decimal(500), "conversion_value": Decimal(900)}
    world.days("甲", d(2026, 11, 1), d(2026, 11, 17), **told, **money)
    return world


@pytest.mark.parametrize(
    ("kpi", "last", "young"),
    [
        ("cpa", 17, True),
        ("cpa", 11, True),
        ("cpa", 10, False),  # who clicked then had seven days to buy
        ("roas", 17, True),
        ("cvr_click", 17, True),
        ("conversions", 17, True),
        ("conversion_value", 10, False),
        ("ctr", 17, False),  # a click is counted when it is made
        ("cost", 17, False),
    ],
)
def test_platforms_go_on_claiming_for_a_week(claims: Any, kpi: str, last: int, young: bool) -> None:
    span = Span(d(2026, 11, 1), d(2026, 11, last))
    (found,) = read_all(
        claims.snapshot, [KPIS[kpi]], span, (), {}, d(2026, 11, 18), Terms("TWD")
    )  # fmt: skip
    assert (Flag.IMMATURE in found.flags) is young


def test_it_is_said_what_still_comes_in(
    claims: Any, state: State, view: Callable[..., Any]
) -> None:
    facts = origin(claims.snapshot, state, view(lang="en"), "ads-cpa-google").facts
    notes = {p.value: p.note for p in facts if p.label == "Flag"}
    assert notes["Filling up"] == (
        "Platforms go on claiming for a while after a click: conversions of the last 7 days are"
        " still coming in."
    )
