"""A world of campaigns that add up to their accounts, and how its places and pages are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from decimal import Decimal
from typing import Any

import pytest

from data.state import State
from kpi.catalog import KPIS
from kpi.channels import board as channel_board
from kpi.channels.board import ChannelBoard
from kpi.channels.lines import Channels, channels
from kpi.channels.place import Place
from kpi.channels.row import COST, FIGURES, Row
from kpi.grid import Grid, Line

View = Callable[..., Any]


DAY = d(2026, 11, 2)


GOOGLE, EVERYWHERE = Place("google_ads"), Place()


def spent(cost: float, **more: Any) -> dict[str, Any]:
    """Return a day's facts of an ad platform."""
    return {"impressions": 100, "clicks_all": 10, "cost": Decimal(str(cost)), **more}


def bought(conversions: float, value: float) -> dict[str, Decimal]:
    """Return what a platform claims."""
    return {"conversions": Decimal(str(conversions)), "conversion_value": Decimal(str(value))}


class Ads:
    """A world in which campaigns add up to their account, as in a snapshot."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.totals: dict[tuple[str, d], dict[str, Any]] = {}
        self.keys: dict[tuple[str, str, str | None], int] = {}

    def campaign(
        self, account: str, name: str | None, day: d = DAY, id: str | None = None, **facts: Any
    ) -> int:
        """Add a campaign's day and return the campaign's key."""
        key, platform = self.world.keys[account]
        campaign = None
        if name is not None:
            named = {"campaign": name, "campaign_id": id or f"c-{name}", "account_key": key}
            is_new = (account, name, id) not in self.keys
            campaign = self.keys.setdefault((account, name, id), 100 + len(self.keys))
            if is_new:
                self.world._insert("campaigns", campaign_key=campaign, **named)
        where = {"day": day, "platform": platform, "account_key": key, "reach_rows": 1}
        self.world._insert("campaign_days", campaign_key=campaign, **where, **facts)
        kept = self.totals.setdefault((account, day), {})
        for measure, value in facts.items():
            kept[measure] = kept.get(measure, 0) + value
        return campaign or 0

    def group(self, account: str, campaign: int, name: str, **facts: Any) -> None:
        """Add an ad group's day."""
        key, platform = self.world.keys[account]
        number = len(self.world.con.execute("select 1 from ad_groups").fetchall()) + 1
        named = {"ad_group": name, "ad_group_id": f"g{number}", "campaign_key": campaign}
        self.world._insert("ad_groups", ad_group_key=number, **named)
        where = {"day": DAY, "platform": platform, "account_key": key, "reach_rows": 1}
        self.world._insert(
            "ad_group_days", campaign_key=campaign, ad_group_key=number, **where, **facts
        )

    def done(self) -> Any:
        """Write the accounts' own days and return the world."""
        for (account, day), facts in self.totals.items():
            self.world.day(account, day, **facts)
        return self.world


@pytest.fixture
def ads(world: Any) -> Ads:
    """Return one Google account and one Meta account without facts."""
    world.account("甲", "google_ads").account("乙", "meta_ads")
    return Ads(world)


@pytest.fixture
def look(world: Any, state: State, view: View) -> Callable[..., Channels]:
    """Return a way to look at a place."""

    def at(place: Place = EVERYWHERE, **changed: Any) -> Channels:
        compared = (COST, KPIS["roas"])
        found = channels(world.snapshot, state, view(**changed), place, compared)
        assert found is not None
        return found

    return at


@pytest.fixture
def page(world: Any, state: State, view: View) -> Callable[..., ChannelBoard]:
    """Return a way to read the page of a place."""

    def at(place: Place = EVERYWHERE, main: str = "roas", **changed: Any) -> ChannelBoard:
        found = channel_board.channel_board(
            world.snapshot, state, view(**changed), place, KPIS[main]
        )
        assert found is not None
        return found

    return at


def told(found: Channels, kpi: str) -> dict[str, Any]:
    """Return one figure by the last name of each line."""
    return {row.cut[-1][1]: row.figures[kpi].value for row in found.rows}


def adds_up(found: Channels) -> bool:
    """Whether of every sum the place is its lines and the rest."""
    sums = [kpi.key for kpi in FIGURES if kpi.denominator is None]
    lines: list[Row] = [*found.rows, *([found.rest] if found.rest else [])]
    return all(
        sum(Decimal(row.figures[k].value or 0) for row in lines)
        == Decimal(found.total.figures[k].value or 0)
        for k in sums
    )


def cell(line: Line, shown: Grid, key: str) -> str:
    """Return what a line says in a column."""
    return line.cells[[column.key for column in shown.columns].index(key)].text


def shop(world: Any, orders: int, revenue: int) -> None:
    """Add a shop with that many orders of its own site and as many again of a marketplace."""
    site = {"site_orders": orders, "site_revenue": Decimal(revenue)}
    world.account("店", "shop").sold("店", DAY, orders=2 * orders, **site)
