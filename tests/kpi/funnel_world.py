"""A world in which every day of a period is alike, and how its funnels are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.funnels.board import FunnelBoard, funnel_board
from kpi.funnels.funnel import TEMPLATES, Funnel
from kpi.funnels.losses import Loss, losses
from kpi.funnels.reading import read_funnel
from kpi.funnels.told import Against, Stood, Told

DAYS = tuple(d(2026, 11, n) for n in (2, 3, 4))
PAST = tuple(d(2026, 10, n) for n in (2, 3, 4))
SHOP = TEMPLATES["shop"]


class Site:
    """A world with ads, a site and a shop, in which every day of a period is alike."""

    def __init__(self, world: Any, state: State, view: Callable[..., Any]) -> None:
        self.world, self.state, self.view = world, state, view
        world.account("甲", "google_ads").account("站", "ga4").account("店", "shop")
        self.known = d(2025, 1, 1)

    def ads(self, impressions: int, clicks: int, days: tuple[d, ...] = DAYS) -> Site:
        for day in days:
            self.world.day("甲", day, impressions=impressions, clicks_all=clicks, cost=Decimal(9))
        return self

    def visits(self, days: tuple[d, ...] = DAYS, **told: int) -> Site:
        for day in days:
            self.world.day("站", day, **told)
            for channel, sessions in (("Paid Search", 60), ("Direct", told["sessions"] - 60)):
                self.world.day("站", day, channel, sessions=sessions)
        return self

    def sold(self, orders: int, revenue: int, days: tuple[d, ...] = DAYS) -> Site:
        told = {"site_orders": orders, "site_revenue": Decimal(revenue)}
        for day in days:
            self.world.sold("店", day, orders=orders, revenue=Decimal(revenue), **told)
        return self

    def told(self, funnel: Funnel = SHOP, **changed: Any) -> Told:
        self._reach()
        found = read_funnel(self.world.snapshot, self.state, self.view(**changed), funnel)
        assert found is not None
        return found

    def board(
        self, funnel: Funnel = SHOP, against: Against = "previous", by: str = "", **changed: Any
    ) -> FunnelBoard:
        self._reach()
        view = self.view(**changed)
        found = funnel_board(self.world.snapshot, self.state, view, funnel, against, by)
        assert found is not None
        return found

    def _reach(self) -> None:
        """Let every quantity be known from far back, so that periods may be compared."""
        for name, key in (("甲", 1), ("站", 2), ("店", 3)):
            row = "select * from account_days where account_key = ? limit 1"
            if self.world.con.execute(row, [key]).fetchall():
                told = dict.fromkeys(CARRIED[name], 0)
                held = "select 1 from account_days where account_key = ? and day = ?"
                if not self.world.con.execute(held, [key, self.known]).fetchall():
                    self.world.day(name, self.known, **told)


CARRIED = {
    "甲": ("impressions", "clicks_all", "cost"),
    "站": ("sessions",),
    "店": ("site_orders_placed", "site_orders_paid", "site_revenue_placed", "site_revenue_paid"),
}
WEB = {
    "sessions": 1_000, "item_sessions": 400, "cart_sessions": 80, "checkout_sessions": 40,
    "checkouts_begun": 44, "purchases": 22,
}  # fmt: skip


@pytest.fixture
def site(world: Any, state: State, view: Any) -> Site:
    return Site(world, state, view)


def at(told: Told, key: str) -> Stood:
    return next(s for s in told.steps if s.step.key == key)


def lost(told: Told, key: str, against: Against = "previous") -> Loss:
    return next(x for x in losses(told, against) if x.at.step.key == key)
