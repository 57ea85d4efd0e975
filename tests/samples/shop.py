"""A made-up shop's orders: what the order samples are written from, and must be read as."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.samples import golden

START = datetime(2026, 4, 1, 9, 5, 0)
PRODUCTS = (
    ("烏龍茶 150g", "TEA-01", 480),
    ('馬克杯 "大"', "CUP-L", 350),
    ("禮盒, 三入", "BOX-3", 1280),
    ("=SUM(1,2) 茶包", "BAG-20", 220),
    ("<b>冷泡壺</b>", "POT-9", 990),
)
AMOUNTS = ("total", "discount", "subsidy", "refund", "shipping", "order_tax", "fees")


@dataclass(frozen=True)
class Line:
    """One item of an order."""

    product: str
    sku: str
    price: Decimal
    quantity: int
    returned: int = 0


@dataclass(frozen=True)
class Buyer:
    """A made-up person; the address is nobody's."""

    number: int

    @property
    def name(self) -> str:
        """A name no real person is called by."""
        return f"測試人{self.number:04d}號"

    @property
    def mobile(self) -> str:
        """A mobile number in the form people write it."""
        return f"0900{self.number:06d}"

    @property
    def email(self) -> str:
        """An address in a domain kept for examples."""
        return f"buyer{self.number:04d}@example.com"

    @property
    def address(self) -> str:
        """A street that does not exist."""
        return f"範例市不存在路{self.number}巷{self.number % 97}號"


@dataclass(frozen=True)
class Order:
    """One order as the generator knows it; `status` and `paid` are what must come out."""

    number: int
    at: datetime
    lines: tuple[Line, ...]
    buyer: Buyer
    status: str = "placed"
    paid: bool = True
    channel: str = "官網"
    offset: str = "+0800"
    said: str = "paid"
    """The shop's own word, in the layout's own language."""
    method: str = "信用卡"
    refund_status: str | None = None
    new: bool | None = None
    amounts: dict[str, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        """What the buyer owes."""
        return self.amounts["total"]


def orders(
    seed: str, count: int, measures: Sequence[str] = ("discount", "shipping")
) -> list[Order]:
    """Return orders of one shop, some of several lines, with the amounts a layout carries."""
    rng = random.Random(seed)
    made = []
    for n in range(1, count + 1):
        lines = tuple(
            Line(name, sku, Decimal(price), 1 + int(3 * rng.random()))
            for name, sku, price in rng.sample(PRODUCTS, 1 + int(3 * rng.random()))
        )
        goods = sum((line.price * line.quantity for line in lines), Decimal(0))
        amounts = {m: Decimal(int(60 * rng.random())) for m in measures}
        amounts["total"] = goods - amounts.get("discount", Decimal(0)) + amounts.get("shipping", 0)
        at = START + timedelta(minutes=int(n * 241 + 60 * rng.random()))
        made.append(
            Order(n, at, lines, Buyer(1 + int(count * 0.7 * rng.random())), amounts=amounts)
        )
    return made


def rows(made: Sequence[Order]) -> Iterator[tuple[Order, Line, bool]]:
    """Yield a row a line item, and whether it is its order's first."""
    for order in made:
        for i, line in enumerate(order.lines):
            yield order, line, i == 0


def expected(
    form: str,
    good: Sequence[Order],
    ids: Sequence[str],
    measures: Sequence[str],
    *,
    bad: Sequence[Order] = (),
    loaded: int | None = None,
    quarantined: int | None = None,
    currency: str | None = "TWD",
    **skipped: int,
) -> dict[str, Any]:
    """Return the golden of an order file that must load, every order with what it says."""
    days = [o.at.date().isoformat() for o in good]
    lines = sum(len(o.lines) for o in good) if loaded is None else loaded
    aside = sum(len(o.lines) for o in bad) if quarantined is None else quarantined
    return {
        "status": "parsed",
        "book": "orders",
        "format": form,
        "currency": currency,
        "period": {"start": min(days), "end": max(days), "grain": "day", "declared": False},
        "rows": golden.rows(lines, aside, **{"preamble": 1, **skipped}),
        "sums": {m: [str(amount(good, m)), str(amount(bad, m))] for m in measures},
        "items": sum(line.quantity for o in good for line in o.lines),
        "orders": [one(o, i) for o, i in zip(good, ids, strict=True)],
    }


def amount(made: Sequence[Order], measure: str) -> Decimal:
    """Return what orders add up to."""
    return sum((o.amounts.get(measure, Decimal(0)) for o in made), Decimal(0))


def one(order: Order, order_id: str) -> dict[str, Any]:
    """Return what must be read of one order."""
    return {
        "order_id": order_id,
        "day": order.at.date().isoformat(),
        "status": order.status,
        "payment_status": "paid" if order.paid else "unpaid",
        "sales_channel": order.channel,
        "refund_status": order.refund_status,
        "items": sum(line.quantity for line in order.lines),
        "lines": len(order.lines),
        "total": str(order.total),
        "customer": None,
    }
