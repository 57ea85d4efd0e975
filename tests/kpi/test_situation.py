"""The overview in numbers: what is kept of earlier views changes no later one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.overview.situation import situation
from tests.kpi.conftest import World

pytestmark = pytest.mark.slow

VIEWS: list[dict[str, Any]] = [
    {"period": "7d"},
    {"period": "quarter"},
    {"platform": "google_ads"},
    {"platform": "meta_ads", "account": "乙"},
    {"period": "custom", "start": d(2026, 8, 10), "end": d(2026, 8, 20)},
    {"today": d(2026, 12, 9)},
    {},
]


def two_accounts() -> World:
    """Return a Google account to 11/17 and a Meta account that begins later and stopped."""
    world = World()
    world.account("甲", "google_ads").account("乙", "meta_ads", complete_to=d(2026, 11, 12))
    google = {"impressions": 1000, "clicks_all": 24, "cost": Decimal(9000)}
    google |= {"conversions": Decimal(20), "conversion_value": Decimal(27000)}
    meta = {"impressions": 2000, "clicks_all": 60, "link_clicks": 40, "landing_page_views": 22}
    meta |= {"cost": Decimal(800), "conversions": Decimal(3), "conversion_value": Decimal(1500)}
    world.days("甲", d(2025, 10, 1), d(2026, 11, 17), **google)
    world.days("乙", d(2026, 9, 2), d(2026, 11, 12), **meta)
    return world


def test_a_view_is_the_same_whichever_was_looked_at_before(
    state: State, view: Callable[..., Any]
) -> None:
    looked_at = two_accounts()
    for changed in VIEWS:
        kept = situation(looked_at.snapshot, state, view(**changed))
        fresh = situation(two_accounts().snapshot, state, view(**changed))
        assert kept is not None and fresh is not None
        assert kept.standings == fresh.standings, changed
        assert any(piece.value for s in kept.standings for piece in s.weeks), changed


def test_only_what_changes_the_weeks_asks_for_them_again(
    state: State, view: Callable[..., Any]
) -> None:
    world = two_accounts()
    first, other, narrow = (
        situation(world.snapshot, state, view(**changed))
        for changed in ({}, {"period": "7d"}, {"account": "甲", "platform": "google_ads"})
    )
    assert first is not None and other is not None and narrow is not None
    assert [a.weeks is b.weeks for a, b in zip(first.standings, other.standings, strict=True)] == [
        True
    ] * len(first.standings)
    assert all(s.weeks is not t.weeks for s in first.standings for t in narrow.standings)
