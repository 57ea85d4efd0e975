"""Orders: who buys what, where, how it is paid, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from data.samples.baskets import Draw, Line, basket, business
from data.samples.demand import BUSINESS, LINE_SHOP, SHOPEE, SITE, STORE, Demand
from data.samples.dice import Dice, Ints
from data.samples.regulars import Regulars
from data.samples.seasons import Days

KNOWN_BEFORE = 14_000
"""Customers from before the first day."""
FREE_SHIPPING, SHIPPING = 1_000, 80
WAITS = 5
"""Days until what is paid on delivery or at a pick-up shop has been collected."""
ARRIVES = 3
RETURNED, PARTLY_RETURNED, SENT_BACK = 0.022, 0.012, 7
NEVER_FETCHED, NEVER_PAID, CANCELLED = 0.1, 0.2, 0.018
CARD, LINE_PAY, ATM, PICK_UP, COD, CASH = (
    *("信用卡", "LINE Pay", "ATM 轉帳", "7-11 取貨付款", "宅配貨到付款", "現金"),
)
METHODS: Mapping[str, tuple[tuple[str, float], ...]] = {
    SITE: ((CARD, 0.58), (LINE_PAY, 0.74), (ATM, 0.8), (PICK_UP, 0.95), (COD, 1.0)),
    LINE_SHOP: ((LINE_PAY, 0.8), (CARD, 1.0)),
    STORE: ((CASH, 0.55), (CARD, 1.0)),
    BUSINESS: ((ATM, 1.0),),
    SHOPEE: ((CARD, 0.7), (COD, 1.0)),
}
"""How people pay, by sales channel, with running shares."""
NEW_ELSEWHERE = {LINE_SHOP: 0.25, STORE: 0.3, BUSINESS: 0.55, SHOPEE: 0.0}
GUESTS = 0.3
"""Of the buyers in the store, those who are no members."""


@dataclass(slots=True)
class Order:
    """One order as it stands on the last day; amounts in whole TWD.

    Parameters
    ----------
    goods, items : int
        What the items cost, and how many pieces they are.
    customer : int or None
        None where the shop does not know who bought.
    new : bool or None
        Whether the shop says it is a first order.
    """

    number: int
    at: datetime
    day: date
    channel: str
    lines: tuple[Line, ...]
    goods: int
    items: int
    customer: int | None
    new: bool | None
    method: str
    discount: int
    credit: int
    shipping: int
    subsidy: int = 0
    fees: int = 0
    cancelled: bool = False
    paid: bool = True
    done: bool = True
    refund: int = 0
    back: str = ""

    @property
    def total(self) -> int:
        """What the buyer owes."""
        return self.goods - self.discount - self.credit - self.subsidy + self.shipping

    @property
    def returned(self) -> bool:
        """Whether something came back."""
        return bool(self.refund or self.back)


DRAWS = 24
"""Uniform numbers set aside for each order, so that none depends on the one before."""


def orders(listed: Days, wanted: Demand, dice: Dice) -> list[Order]:
    """Return every order of the shop, oldest first."""
    counts = {channel: dice.count(expected) for channel, expected in wanted.orders.items()}
    share = dice.even(wanted.new / wanted.orders[SITE])
    made: list[Order] = []
    customers, regulars = KNOWN_BEFORE, Regulars(KNOWN_BEFORE)
    for n, day in enumerate(listed.days):
        regulars.next_day()
        places = [channel for channel, count in counts.items() for _ in range(int(count[n]))]
        chances = np.vstack([dice.chances(n, int(count[n]), DRAWS) for count in counts.values()])
        minutes = np.sort(dice.rng.integers(0, 1440, len(places)))
        for place, minute in zip(dice.rng.permutation(len(places)), minutes, strict=True):
            channel, draw = places[place], iter(chances[place].tolist()).__next__
            at = datetime(day.year, day.month, day.day) + timedelta(minutes=int(minute))
            is_new, customer = _buyer(channel, float(share[n]), draw, regulars, customers)
            customers += bool(is_new and customer is not None)
            coupon = float(listed.coupons[n])
            order = _order(len(made) + 1, at, channel, customer, is_new, draw, coupon)
            made.append(_settled(order, (listed.days[-1] - day).days, draw))
    return made


def _buyer(
    channel: str, share: float, draw: Draw, regulars: Regulars, customers: int
) -> tuple[bool | None, int | None]:
    """Return whether an order is a first one, and whose."""
    first, who, again, guest = draw(), draw(), draw(), draw()
    if channel == SHOPEE or (channel == STORE and guest < GUESTS):
        return None, None
    if first < (share if channel == SITE else NEW_ELSEWHERE[channel]):
        regulars.welcome(customers + 1, who, again)
        return True, customers + 1
    return False, regulars.again(who, again if channel == SITE else 1.0)


def _order(
    number: int,
    at: datetime,
    channel: str,
    customer: int | None,
    is_new: bool | None,
    draw: Draw,
    coupon: float,
) -> Order:
    """Fill a basket and choose how it is paid."""
    lines = business(draw) if channel == BUSINESS else basket(draw)
    goods = sum(line.product[3] * line.quantity for line in lines)
    share = draw()
    method = next(name for name, upto in METHODS[channel] if share < upto or upto == 1.0)
    used = draw() < 0.06 + coupon and channel not in (BUSINESS, STORE)
    discount = goods * (15 if coupon >= 0.4 else 10) // 100 if used else 0
    credit = 50 if draw() < 0.08 and channel in (SITE, LINE_SHOP) and goods > 500 else 0
    delivered = channel in (SITE, LINE_SHOP, SHOPEE) and goods < FREE_SHIPPING
    order = Order(
        *(number, at, at.date(), channel, lines, goods, sum(line.quantity for line in lines)),
        *(customer, is_new, method, discount, credit),
        shipping=SHIPPING if delivered else 0,
    )
    if channel == SHOPEE:
        order.subsidy = 30 if draw() < 0.35 else 0
        order.fees = order.goods * 8 // 100
    return order


def _settled(order: Order, age: int, draw: Draw) -> Order:
    """Say how far an order has come by its age in days."""
    fate, back, lag = draw(), draw(), int(draw() * 3)
    on_delivery = order.method in (PICK_UP, COD)
    order.done = age > (WAITS if on_delivery else ARRIVES) + lag
    if order.channel == STORE:
        order.done = True
    elif on_delivery:
        lost = fate < NEVER_FETCHED
        order.cancelled = lost and order.done and order.channel == SHOPEE
        order.paid = order.done = order.done and not lost
    elif order.method == ATM and order.channel == SITE and fate < NEVER_PAID:
        order.paid = order.done = False
        order.cancelled = age > ARRIVES
    elif fate < CANCELLED:
        order.cancelled, order.paid, order.done = True, False, False
    if order.done and age > SENT_BACK + lag and order.channel != BUSINESS:
        _send_back(order, back)
    return order


def _send_back(order: Order, back: float) -> None:
    """Let a few orders come back, whole or in part; a marketplace does not say for how much."""
    rate = 0.3 if order.channel == STORE else 1.0
    if back < RETURNED * rate:
        order.back = "已退貨"
        order.refund = order.total - order.shipping
    elif back < (RETURNED + PARTLY_RETURNED) * rate:
        order.back = "部分退貨"
        order.refund = min(order.lines[0].product[3], order.total)
    if order.channel == SHOPEE:
        order.refund = 0


def placed_on_site(listed: Days, made: list[Order]) -> tuple[Ints, Ints]:
    """Return how many orders the own site took each day, and their totals."""
    counts, value = np.zeros(len(listed), np.int64), np.zeros(len(listed), np.int64)
    for order in made:
        if order.channel == SITE and not order.cancelled:
            counts[listed.at(order.day)] += 1
            value[listed.at(order.day)] += order.total
    return counts, value


def shop_day(made: list[Order]) -> dict[str, Any]:
    """Return what orders add up to, by the names of the board's shop measures."""
    site = [o for o in made if o.channel == SITE]
    return {
        "orders": len(made),
        "gross": sum(o.total + o.discount + o.credit for o in made),
        "revenue": sum(o.total - o.refund for o in made),
        "discounts": sum(o.discount + o.credit for o in made),
        "refunds": sum(o.refund for o in made),
        "items": sum(o.items for o in made),
        "new_customers": sum(o.new is True for o in made),
        "new_revenue": sum(o.total - o.refund for o in made if o.new),
        "returned_orders": sum(o.returned for o in made),
        "site_orders": len(site),
        "site_revenue": sum(o.total - o.refund for o in site),
        "site_new_customers": sum(o.new is True for o in site),
        "site_new_revenue": sum(o.total - o.refund for o in site if o.new),
    }
