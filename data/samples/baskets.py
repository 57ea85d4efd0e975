"""What is in a basket: the shop's products, and how people choose among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Draw = Callable[[], float]
"""The next of the uniform numbers that were set aside for an order."""

PRODUCTS = (
    ("高山烏龍 150g", "TEA-01", "茶葉", 480),
    ("蜜香紅茶 100g", "TEA-02", "茶葉", 420),
    ("四季春茶包 20 入", "BAG-20", "茶包", 320),
    ("冷泡茶組合 6 入", "BAG-06", "茶包", 590),
    ("茶點禮盒", "GIFT-01", "禮盒", 880),
    ("雙罐茶禮盒", "GIFT-02", "禮盒", 1_280),
    ("手作陶杯", "WARE-01", "茶器", 650),
    ("耐熱冷泡壺", "WARE-02", "茶器", 990),
)
LIKED = np.cumsum((0.2, 0.14, 0.2, 0.12, 0.12, 0.08, 0.08, 0.06))
GIFTS = (4, 5)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of an order."""

    product: tuple[str, str, str, int]
    quantity: int


def basket(draw: Draw) -> tuple[Line, ...]:
    """Return one to three different items."""
    several = draw()
    count = 1 if several < 0.68 else 2 if several < 0.92 else 3
    first, more = int(np.searchsorted(LIKED, draw())), draw()
    chosen = [(first + n * 3) % len(PRODUCTS) for n in range(count)]
    return tuple(
        Line(PRODUCTS[p], 2 if n == 0 and more < 0.24 else 1) for n, p in enumerate(chosen)
    )


def business(draw: Draw) -> tuple[Line, ...]:
    """Return gifts for a company's people."""
    draw()
    return (Line(PRODUCTS[GIFTS[draw() < 0.4]], 10 + int(draw() * 40)),)
