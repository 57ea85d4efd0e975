"""The budget of each platform beside what it cost, on the days that its files speak for."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from data.samples.ads import CENTS
from data.samples.ledger import BUDGETS
from data.samples.seasons import month
from data.samples.world import World


def budgets(world: World) -> Mapping[str, Mapping[str, list[str]]]:
    """Return by platform and month what was spent and what was planned, as exact text."""
    found = {}
    for platform in BUDGETS:
        spent = dict(zip(world.listed.days, world.ads.sum(platform, "cost").tolist(), strict=True))
        own: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for day in _told(world, platform):
            own[month(day)][0] += Decimal(spent[day]) / CENTS
            own[month(day)][1] += _share(world, platform, day)
        found[platform] = {m: list(map(str, both)) for m, both in own.items()}
    return found


def _told(world: World, platform: str) -> list[date]:
    """Return the days from the first to the last that a platform's files name."""
    ran = [f.runs for f in world.ads.of(platform)]
    days = [d for n, d in enumerate(world.listed.days) if any(runs[n] for runs in ran)]
    return [days[0] + timedelta(n) for n in range((days[-1] - days[0]).days + 1)]


def _share(world: World, platform: str, day: date) -> Decimal:
    """Return a day's share of its month's budget, counted in millionths that add up to it."""
    length = monthrange(day.year, day.month)[1]
    whole = sum(
        p.budget or 0
        for p in world.plan
        if p.platform == platform and (p.month.year, p.month.month) == (day.year, day.month)
    )
    until = (whole * 1_000_000 * n // length for n in (day.day - 1, day.day))
    before, after = until
    return Decimal(after - before) / 1_000_000
