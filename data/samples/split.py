"""The parts of the sample shop's site, of late: visits by device, page, city, hour; items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from data.samples.baskets import PRODUCTS
from data.samples.demand import SITE
from data.samples.dice import Ints
from data.samples.orders import Order
from data.samples.seasons import Days, Floats
from data.samples.site import TRACKED, Site

LATE = 91
"""Days that are told by part."""
BUYING = frozenset({"key_events", "purchases", "web_revenue"})
"""The figures that go by how readily a part buys."""
VISITS = ("sessions", "engaged_sessions", "engagement_seconds", "views", *sorted(BUYING))
ITEMS = ("item_views", "item_carts", "item_sales", "item_revenue")
LOOKS, CARTS = 24, 4
"""Pieces looked at and put into a cart for each that is sold."""

Weight = tuple[float, float]
"""A part's share of visits, and how readily it buys."""
DEVICES = {"mobile": (68.0, 0.7), "desktop": (29.0, 1.7), "tablet": (3.0, 0.9)}
PAGES = {
    "/": (24.0, 0.8),
    "/products/high-mountain-oolong": (15.0, 1.5),
    "/products/cold-brew-pot": (11.0, 1.2),
    "/collections/tea-bags": (14.0, 1.4),
    "/collections/gifts": (9.0, 1.7),
    "/blog/cold-brew-guide": (17.0, 0.2),
    "/blog/tea-and-sleep": (8.0, 0.1),
    "(not set)": (2.0, 0.1),
}
CITIES = {
    "Taipei": (31.0, 1.2),
    "New Taipei City": (19.0, 1.0),
    "Taichung": (14.0, 1.0),
    "Kaohsiung": (11.0, 0.9),
    "Taoyuan": (9.0, 1.0),
    "Tainan": (7.0, 0.9),
    "Hsinchu": (5.0, 1.1),
    "(not set)": (4.0, 0.4),
}
BY_DAY = (3, 2, 1, 1, 1, 2, 4, 7, 10, 12, 12, 12, 14, 11, 10, 10, 10, 11, 12, 14, 18, 22, 19, 9)
"""Visits by hour, of a day of work; people of free days come later and stay in the afternoon."""
FREE = (5, 3, 2, 1, 1, 1, 2, 4, 7, 10, 13, 14, 13, 14, 16, 16, 15, 14, 13, 14, 17, 19, 17, 11)


@dataclass(frozen=True)
class Split:
    """The figures of one part of the site, day by day of late."""

    names: tuple[str, ...]
    figures: Mapping[str, Ints]


def visits(site: Site, listed: Days) -> dict[str, list[Split]]:
    """Return by cut what visits of each part did; parts add up to the site."""
    late = listed.days[-LATE:]
    hours = {
        f"{n:02}": (np.array([(FREE if d.weekday() > 4 else BY_DAY)[n] for d in late], float), 1.0)
        for n in range(24)
    }
    cuts: dict[str, Mapping[str, tuple[float | Floats, float]]]
    cuts = {"device": DEVICES, "landing_page": PAGES, "city": CITIES, "hour": hours}
    return {cut: _shared(site, weights) for cut, weights in cuts.items()}


def _shared(site: Site, weights: Mapping[str, tuple[float | Floats, float]]) -> list[Split]:
    """Share the site's figures by weights, day by day, so that the parts add up to the whole."""
    parts: list[dict[str, Ints]] = [{} for _ in weights]
    for figure in VISITS:
        whole, buys = site.sum(figure)[-LATE:], figure in BUYING
        shares = np.array([
            np.broadcast_to(many * (ready if buys else 1.0), (LATE,))
            for many, ready in weights.values()
        ])  # fmt: skip
        if figure == "web_revenue":  # who buys nothing brings nothing
            shares = np.array([part["purchases"] for part in parts], dtype=float)
        upto = np.rint(shares.cumsum(axis=0) / np.maximum(shares.sum(axis=0), 1e-9) * whole)
        for part, values in zip(parts, np.diff(upto, axis=0, prepend=0), strict=True):
            part[figure] = values.astype(np.int64)
    return [Split((name,), part) for name, part in zip(weights, parts, strict=True)]


def items(orders: Iterable[Order], listed: Days) -> list[Split]:
    """Return what the site's analytics noticed of each product: by name, id and category."""
    sold = {product: np.zeros(LATE) for product in PRODUCTS}
    start = len(listed) - LATE
    for order in orders:
        at = listed.at(order.day) - start
        if order.channel == SITE and at >= 0:
            for line in order.lines:
                sold[line.product][at] += line.quantity
    found = []
    for n, (product, pieces) in enumerate(sold.items()):
        name, number, category, price = product
        sales = np.rint(pieces * TRACKED).astype(np.int64)
        looked, carts = sales * LOOKS + 7 * n + 3, sales * CARTS + n
        figures = (looked, carts, sales, sales * price)
        found.append(Split((name, number, category), dict(zip(ITEMS, figures, strict=True))))
    return found


def truth(
    site: Site, orders: Iterable[Order], listed: Days
) -> dict[str, dict[str, dict[str, int]]]:
    """Return by cut and part what its figures add up to over the days that are told."""
    every = visits(site, listed) | {"item": items(orders, listed)}
    return {
        cut: {p.names[0]: {m: int(v.sum()) for m, v in p.figures.items()} for p in parts}
        for cut, parts in every.items()
    }
