"""Why the sample shop's figures are what they are: stories, seasons, curves and cohorts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from data.samples.ads import CENTS, META, restated
from data.samples.demand import CURVES, NEW_BY_ADS, NEW_BY_ITSELF
from data.samples.orders import Order
from data.samples.seasons import month, months
from data.samples.stories import BOTS, CTR_AFTER, CTR_BEFORE, HEADLINE, LAUNCH, PRICES_ROSE, STOPPED
from data.samples.world import World

AGAIN = timedelta(90)


def causes(world: World) -> dict[str, Any]:
    """Return what is behind the figures, as plain JSON values."""
    return {
        "stories": _stories(world),
        "seasons": [
            {"name": s.name, "first": s.first.isoformat(), "last": s.last.isoformat(),
             "orders": s.orders, "spend": s.spend}
            for s in world.listed.seasons
        ],
        "response": _response(world),
        "cohorts": _cohorts(world),
    }  # fmt: skip


def _stories(world: World) -> dict[str, Any]:
    """Return each planted cause: when, where, how much."""
    planted = world.planted.to_json()
    at = world.listed.at(world.planted.bots)
    return {
        "headline": {"first": planted["headline"], "campaign": HEADLINE,
                     "ctr": [CTR_BEFORE, CTR_AFTER]},
        "drift": {"first": planted["drift"], "prices": [1, PRICES_ROSE], "kpi": "cac",
                  "guardrail": 700},
        "stopped": {"platform": STOPPED, "last": planted["stopped"]},
        "restated": {"platform": META, "days": planted["restated"], **_twice(world)},
        "broken_utm": {"days": planted["broken"], "campaign": LAUNCH, "channel": "Unassigned",
                       "sessions": int(world.site.lost.sum())},
        "bots": {"day": planted["bots"], "channel": "Direct", "sessions": BOTS,
                 "people": int(world.site.sum("sessions")[at]) - BOTS},
        "quiet": {"days": planted["quiet"]},
    }  # fmt: skip


def _twice(world: World) -> dict[str, list[str]]:
    """Return what the restated week was said to be at first, and then."""
    told = (restated(world.ads.of(META), world.restated), world.ads.of(META))
    return {
        measure: [
            str(sum(Decimal(int(f.figures[measure][world.restated].sum())) for f in said) / CENTS)
            for said in told
        ]
        for measure in ("cost", "conversions", "conversion_value")
    }


def _response(world: World) -> dict[str, Any]:
    """Return each channel's curve, and the orders it brought (expected) by month.

    The curve reads spend at the prices of the first day: cost ÷ `prices`.
    """
    listed = world.listed
    found: dict[str, Any] = {}
    for platform, curve in CURVES.items():
        by_month: dict[str, float] = defaultdict(float)
        for day, orders in zip(listed.days, world.demand.brought[platform].tolist(), strict=True):
            by_month[month(day)] += orders
        found[platform] = {
            "curve": curve.to_json(),
            "orders_by_month": {named: round(n, 6) for named, n in by_month.items()},
        }
    drift = listed.at(world.planted.drift)
    return {
        "form": "orders a day = top * x**slope / (x**slope + half**slope); x = daily cost / price,"
        " carried over `periods` days by weights decay**n that sum to 1",
        "channels": found,
        "prices": {"from": listed.days[drift].isoformat(), "to": listed.days[-1].isoformat(),
                   "values": [1, PRICES_ROSE], "shape": "linear by day"},
        "new_share": {"by_ads": NEW_BY_ADS, "by_itself": NEW_BY_ITSELF},
    }  # fmt: skip


def _cohorts(world: World) -> dict[str, Any]:
    """Return customers by the month of their first order, and what they ordered since.

    Orders count as placed. Customers from before the first day are no cohort.
    """
    placed: dict[int, list[Order]] = defaultdict(list)
    for order in world.orders:
        if order.customer is not None and not order.cancelled:
            placed[order.customer].append(order)
    begun: dict[str, list[list[Order]]] = defaultdict(list)
    for own in placed.values():
        if own[0].new:
            begun[month(own[0].day)].append(own)
    return {m: _cohort(begun[m], world.listed.days[-1]) for m in months(world.listed.days)}


def _cohort(customers: list[list[Order]], last: date) -> dict[str, Any]:
    """Return one month's customers; repeats are told only of those watched for 90 days."""
    by_month: dict[str, int] = defaultdict(int)
    for own in customers:
        for order in own:
            by_month[month(order.day)] += 1
    watched = [own for own in customers if own[0].day + AGAIN <= last]
    again = sum(any(o.day <= own[0].day + AGAIN for o in own[1:]) for own in watched)
    return {
        "customers": len(customers),
        "orders_by_month": dict(by_month),
        "revenue": sum(o.total - o.refund for own in customers for o in own),
        "watched_90_days": len(watched),
        "again_within_90_days": again,
    }
