"""Which quantities figures are made of: the daily columns, and what a query reckons from them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from data.schema import CostMeasure, Kind, Measure, Quantity, ShopMeasure, WebMeasure


class Ledger(StrEnum):
    """Which book a number is read from."""

    PLATFORM = "platform"
    WEB = "web"
    ORDERS = "orders"
    COSTS = "costs"


class Reckoned(Quantity):
    """What no column holds by itself: a query reckons it from one that it is a part of."""

    MATURE_PLACED = "mature_placed", "已滿回補期的成立訂單", "Orders placed and mature"
    """On days old enough for everybody to have paid."""
    MATURE_PAID = "mature_paid", "其中已收款的訂單", "Of them paid"
    ORGANIC_SESSIONS = "organic_sessions", "自然流量工作階段", "Organic sessions"
    PAID_SESSIONS = "paid_sessions", "付費流量工作階段", "Paid sessions"
    SITE_NEW_REVENUE = (
        *("site_new_revenue", "官網新客營收", "Revenue of the own site's new customers"),
        Kind.MONEY,
    )
    GROSS_PROFIT = "gross_profit", "毛利", "Gross profit", Kind.MONEY
    """Revenue times the gross margin somebody entered."""


WHOLE: Mapping[Quantity, Quantity] = {
    Reckoned.MATURE_PLACED: ShopMeasure.ORDERS,
    Reckoned.MATURE_PAID: ShopMeasure.ORDERS,
    Reckoned.ORGANIC_SESSIONS: WebMeasure.SESSIONS,
    Reckoned.PAID_SESSIONS: WebMeasure.SESSIONS,
    Reckoned.SITE_NEW_REVENUE: ShopMeasure.NEW_REVENUE,
    Reckoned.GROSS_PROFIT: ShopMeasure.REVENUE,
}
"""What each reckoned quantity is a part of."""

KEPT: tuple[Quantity, ...] = (*Measure, *WebMeasure, *ShopMeasure, *CostMeasure)
"""What the daily tables hold; orders twice, as placed and as paid."""

QUANTITIES: tuple[Quantity, ...] = (*KEPT, *Reckoned)

BITS: dict[Quantity, int] = {quantity: 1 << n for n, quantity in enumerate(QUANTITIES)}
"""One bit each; together they say what a block carries. They fit a bigint."""

PEOPLE = sum(bit for quantity, bit in BITS.items() if not quantity.additive)
"""The bits of counts of people, which do not add."""

MONEY = sum(bit for quantity, bit in BITS.items() if quantity.kind is Kind.MONEY)

NEW = frozenset(
    (
        ShopMeasure.NEW_CUSTOMERS,
        ShopMeasure.NEW_REVENUE,
        ShopMeasure.SITE_NEW_CUSTOMERS,
        Reckoned.SITE_NEW_REVENUE,
    )
)
"""What needs to know who bought before."""

WITHIN_CHANNEL: Mapping[Quantity, Quantity] = {
    ShopMeasure.SITE_ORDERS: ShopMeasure.ORDERS,
    ShopMeasure.SITE_REVENUE: ShopMeasure.REVENUE,
    ShopMeasure.SITE_NEW_CUSTOMERS: ShopMeasure.NEW_CUSTOMERS,
    Reckoned.SITE_NEW_REVENUE: ShopMeasure.NEW_REVENUE,
}
"""What stands for the own site's figures where a sales channel was asked for."""

BOOKS = {
    "ads": Ledger.PLATFORM,
    "web": Ledger.WEB,
    "orders": Ledger.ORDERS,
    "costs": Ledger.COSTS,
}
"""The ledger of each book that reaches the daily tables."""

_LEDGERS: Mapping[type, Ledger] = {
    Measure: Ledger.PLATFORM,
    WebMeasure: Ledger.WEB,
    ShopMeasure: Ledger.ORDERS,
    CostMeasure: Ledger.COSTS,
}


def ledger_of(quantity: Quantity) -> Ledger:
    """Return the book a quantity stands in."""
    return _LEDGERS[type(WHOLE.get(quantity, quantity))]
