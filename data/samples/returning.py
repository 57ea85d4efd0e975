"""What single orders of the own site say: who comes back, and baskets over several categories."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from data.samples.demand import SITE
from data.samples.orders import Order
from data.samples.seasons import month, months
from data.samples.world import World

MONTH = 365.25 / 12
"""Days of a month in a customer's life."""
SOON, YEAR = timedelta(90), timedelta(364)
"""A second order so soon is a repurchase; a year is its last day and as many before."""


def returning(world: World, mature: date) -> dict[str, Any]:
    """Return customers and baskets of each month, as the board reads orders by their age."""
    read = [
        o
        for o in world.sold(marketplace=False)
        if o.channel == SITE and not o.cancelled and (o.paid or o.day > mature)
    ]
    own: dict[int, list[Order]] = defaultdict(list)
    for order in read:
        if order.customer is not None:
            own[order.customer].append(order)
    for orders in own.values():
        orders.sort(key=lambda o: (o.day, not o.new, o.number))
    days = [[o.day for o in orders] for orders in own.values()]
    sold: dict[str, list[Order]] = defaultdict(list)
    for order in read:
        sold[month(order.day)].append(order)
    last = world.listed.days[-1]
    named = months(world.listed.days)
    return {
        "repurchase_90d": _cohorts(named, own.values(), last),
        "repurchase_365d": {m: _year(days, _end(m, last)) for m in named},
        "cross_sell": {m: _baskets(sold[m]) for m in named},
        "customer_lives": {m: _lives(m, own.values(), last) for m in named},
    }


def _cohorts(named: Iterable[str], own: Iterable[list[Order]], last: date) -> dict[str, list[int]]:
    """Return the first buyers of each month who were watched long enough: again, all."""
    found = {m: [0, 0] for m in named}
    for orders in own:
        first = next((n for n, o in enumerate(orders) if o.new), None)
        if first is None or orders[first].day + SOON > last:
            continue
        counts, later = found[month(orders[first].day)], orders[first + 1 :]
        counts[0] += bool(later) and later[0].day <= orders[first].day + SOON
        counts[1] += 1
    return found


def _lives(named: str, own: Iterable[list[Order]], last: date) -> dict[str, Any]:
    """Return the first buyers of a month: how many, and by month of their own lives who ordered,
    for whom it was the second time, and their revenue; as far as the youngest has lived.
    """
    seen = max(0, int(((last - _end(named, date.max)).days + 1) / MONTH))
    acquired, buyers, again, revenue = 0, [0] * seen, [0] * seen, [0] * seen
    for orders in own:
        first = next((o.day for o in orders if o.new), None)
        if first is None or month(first) != named:
            continue
        acquired += 1
        lives = [(int((o.day - first).days / MONTH), o) for o in orders if o.day >= first]
        for n in {n for n, _ in lives if n < seen}:
            buyers[n] += 1
        for n, order in lives:
            if n < seen:
                revenue[n] += order.total - order.refund
        if len(lives) > 1 and lives[1][0] < seen:
            again[lives[1][0]] += 1
    return {"acquired": acquired, "buyers": buyers, "again": again, "revenue": revenue}


def _year(own: Iterable[list[date]], end: date) -> list[int]:
    """Return the customers of the year that ends on a day: with two orders or more, all.

    Of each customer the days of the orders are given, the earliest first.
    """
    counts = [bisect_right(days, end) - bisect_left(days, end - YEAR) for days in own]
    return [sum(n >= 2 for n in counts), sum(n >= 1 for n in counts)]


def _baskets(read: list[Order]) -> list[int]:
    """Return orders over several categories, and all of them: every product has one."""
    kinds = [{line.product[2] for line in o.lines} for o in read]
    return [sum(len(k) > 1 for k in kinds), len(kinds)]


def _end(named: str, last: date) -> date:
    """Return the last day of a month, as far as the shop goes."""
    first = date.fromisoformat(f"{named}-01")
    return min((first + timedelta(31)).replace(day=1) - timedelta(1), last)
