"""What the board must show of the sample shop, added up from the model and never asked of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from data.samples import causes, ledger, sold_to, split
from data.samples.ads import CENTS, GOOGLE, META
from data.samples.budgets import budgets
from data.samples.ledger import NAMES
from data.samples.orders import Order, shop_day
from data.samples.returning import returning
from data.samples.searched import by_month, searched
from data.samples.seasons import month
from data.samples.world import CURRENCY, World

MATURITY = 14
"""Days after which an order counts by whether it was paid (kpis.md: pick-up 7 and return 7)."""
LATE = 31
"""Days for which people are told."""
IN_CENTS = {"cost", "conversions", "conversion_value"}
SHOPLINE_PLATFORM, SHOPEE_PLATFORM = "shopline", "shopee"

Cell = tuple[str, str, str]
"""Quantity, platform, month."""
Cells = dict[Cell, Decimal]


def truth(world: World) -> dict[str, Any]:
    """Return everything that is known of the shop, as plain JSON values.

    Sums are text, because they are exact; counts of people are told by day only (`people`).
    """
    last, cells = world.listed.days[-1], Cells()
    for found in (_advertising(world), _site(world), _orders(world), _costs(world),
                  sold_to.stages(world.leads)):  # fmt: skip
        cells |= found
    return {
        "today": world.today.isoformat(),
        "seed": world.seed,
        "currency": CURRENCY,
        "first": world.listed.days[0].isoformat(),
        "last": last.isoformat(),
        "mature_to": (last - timedelta(MATURITY)).isoformat(),
        "quantities": told(cells),
        "plan": [_planned(line) for line in world.plan],
        "campaigns": _campaigns(world),
        "channels": _channels(world),
        "people": _people(world),
        "parts": split.truth(world.site, world.orders, world.listed),
        "search": by_month(searched(world.listed, world.planted, world.site)),
        "budget_use": budgets(world),
        "middles": sold_to.middles(world.leads),
        **returning(world, last - timedelta(MATURITY)),
        **causes.causes(world),
    }


def told(cells: Mapping[Cell, Decimal]) -> dict[str, Any]:
    """Return each quantity by platform: its total, and by month; sums as text, exact."""
    found: dict[str, dict[str, Any]] = {}
    for (quantity, platform, named), value in sorted(cells.items()):
        by = found.setdefault(quantity, {}).setdefault(platform, {"by_month": {}})
        by["by_month"][named] = str(value)
    for platforms in found.values():
        for by in platforms.values():
            by["total"] = str(sum(map(Decimal, by["by_month"].values())))
    return found


def _advertising(world: World) -> Cells:
    """Return what the platforms claim."""
    cells: dict[Cell, Decimal] = defaultdict(Decimal)
    for flight in world.ads.flights:
        for measure, values in flight.figures.items():
            if measure == "reach":  # people do not add
                continue
            scale = CENTS if measure in IN_CENTS else 1
            for named, value in _by_month(world, values.tolist()).items():
                cells[measure, flight.campaign.platform, named] += Decimal(value) / scale
    return _ran(dict(cells), world)


def _ran(cells: Cells, world: World) -> Cells:
    """Leave out months in which a platform was not exported."""
    ran = defaultdict(set)
    for flight in world.ads.flights:
        for day, runs in zip(world.listed.days, flight.runs.tolist(), strict=True):
            if runs:
                ran[flight.campaign.platform].add(month(day))
    return {cell: value for cell, value in cells.items() if cell[2] in ran[cell[1]]}


def _site(world: World) -> Cells:
    """Return what GA4 counts."""
    figures = {m: world.site.sum(m) for m in world.site.channels[0].figures}
    figures["item_sessions"] = world.site.events["view_item"][0]
    figures["cart_sessions"] = world.site.events["add_to_cart"][0]
    figures["checkout_sessions"], figures["checkouts_begun"] = world.site.events["begin_checkout"]
    figures["new_users"] = world.site.users["new_users"]
    return {
        (measure, "ga4", named): Decimal(value)
        for measure, values in figures.items()
        for named, value in _by_month(world, values.tolist()).items()
    }


def _orders(world: World) -> Cells:
    """Return what orders add up to: as placed, as paid, and as the board reads it by age."""
    mature = world.listed.days[-1] - timedelta(MATURITY)
    cells: Cells = {}
    for platform, marketplace in ((SHOPLINE_PLATFORM, False), (SHOPEE_PLATFORM, True)):
        placed = [o for o in world.sold(marketplace) if not o.cancelled]
        paid = [o for o in placed if o.paid]
        read = [o for o in placed if o.paid or o.day > mature]
        for suffix, made in (("_placed", placed), ("_paid", paid), ("", read)):
            cells |= _sold(made, platform, suffix)
        old = [o for o in placed if o.day <= mature]
        for name, made in (("mature_placed", old), ("mature_paid", [o for o in old if o.paid])):
            for named, own in _monthly(made).items():
                cells[name, platform, named] = Decimal(len(own))
    return cells


def _sold(made: Iterable[Order], platform: str, suffix: str) -> Cells:
    return {
        (name + suffix, platform, named): Decimal(value)
        for named, own in _monthly(made).items()
        for name, value in shop_day(own).items()
    }


def _costs(world: World) -> Cells:
    """Return the cost sheet up to the last day, and the fees that grow from media."""
    last = world.listed.days[-1]
    cells: dict[Cell, Decimal] = defaultdict(Decimal)
    for entry in world.costs:
        cells["amount", "costs", month(entry.month)] += entry.until(last)
    for platform in (GOOGLE, META):
        spent = _by_month(world, world.ads.sum(platform, "cost").tolist())
        for named, cents in spent.items():
            fee = (Decimal(cents) / CENTS * ledger.FEE_RATE).quantize(Decimal("0.01"))
            cells["amount", "fees", named] += fee
    return dict(cells)


def _planned(line: ledger.Planned) -> dict[str, Any]:
    """Return a line of the plan; a platform as the board knows it."""
    named = NAMES.get(line.platform or "")
    known = {GOOGLE: GOOGLE, META: META}.get(line.platform or "", named)
    target = None if line.target is None else str(line.target)
    return {
        **{"month": month(line.month), "platform": known, "kpi": line.kpi},
        **{"budget": line.budget, "reserve": line.reserve, "target": target},
    }


def _campaigns(world: World) -> dict[str, Any]:
    """Return cost, impressions and clicks of each campaign by month."""
    found: dict[str, Any] = {}
    for f in world.ads.flights:
        clicks = f.figures["link_clicks" if "link_clicks" in f.figures else "clicks_all"]
        series = {"impressions": f.figures["impressions"], "clicks": clicks}
        own: dict[str, Any] = {n: _by_month(world, v.tolist()) for n, v in series.items()}
        spent = _by_month(world, f.figures["cost"].tolist())
        own["cost"] = {named: str(Decimal(cents) / CENTS) for named, cents in spent.items()}
        found.setdefault(f.campaign.platform, {})[f.campaign.name] = own
    return found


def _channels(world: World) -> dict[str, Any]:
    """Return the visits of each channel, and the orders of each sales channel, by month."""
    sold = {}
    for channel in world.demand.orders:
        placed = [o for o in world.orders if o.channel == channel and not o.cancelled]
        sold[channel] = {named: len(own) for named, own in _monthly(placed).items()}
    visits = {c.name: _by_month(world, c.figures["sessions"].tolist()) for c in world.site.channels}
    return {"sessions": visits, "orders_placed": sold}


def _people(world: World) -> dict[str, Any]:
    """Return users of the site and people reached by each campaign, day by day, of late."""
    late = range(len(world.listed) - LATE, len(world.listed))
    named = [world.listed.days[n].isoformat() for n in late]
    series = dict(world.site.users)
    for flight in world.ads.of(META):
        series[f"reach {flight.campaign.name}"] = flight.figures["reach"]
        series[f"impressions {flight.campaign.name}"] = flight.figures["impressions"]
        series[f"engagements {flight.campaign.name}"] = flight.figures["engagements"]
    return {
        name: {day: int(values[n]) for day, n in zip(named, late, strict=True)}
        for name, values in series.items()
    }


def _by_month(world: World, values: list[int]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for day, value in zip(world.listed.days, values, strict=True):
        found[month(day)] += value
    return dict(found)


def _monthly(made: Iterable[Order]) -> dict[str, list[Order]]:
    found: dict[str, list[Order]] = defaultdict(list)
    for order in made:
        found[month(order.day)].append(order)
    return found
