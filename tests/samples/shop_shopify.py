"""Shopify's 79 columns: a row a line item, what the order says on its first row only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden
from tests.samples.shop import Line, Order, expected, orders, rows

_TITLES = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,"
    "Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,"
    "Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,"
    "Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,"
    "Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,"
    "Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,"
    "Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,"
    "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,"
    "Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,"
    "Payment References"
)
HEADER = tuple(_TITLES.split(","))
MEASURES = ("total", "discount", "refund", "shipping", "order_tax")
SOURCES = {"官網": "web", "門市": "pos", "蝦皮": "蝦皮"}


def table(made: Sequence[Order]) -> boxes.Table:
    """Return an export of orders."""
    return [list(HEADER), *(row(*each) for each in rows(made))]


def row(order: Order, line: Line, first: bool) -> list[str]:
    """Return one row; only the first of an order says more than its line."""
    cells = {
        "Name": f"#{1000 + order.number}",
        "Email": order.buyer.email,
        "Created at": f"{order.at} {order.offset}",
        "Lineitem quantity": str(line.quantity),
        "Lineitem name": line.product,
        "Lineitem price": f"{line.price:.2f}",
        "Lineitem sku": line.sku,
        "Lineitem discount": "0.00",
        "Vendor": "Northstar",
    }
    if first:
        gone = f"{order.at} {order.offset}" if order.status == "cancelled" else ""
        cells |= {
            "Financial Status": order.said,
            "Paid at": f"{order.at} {order.offset}" if order.paid else "",
            "Currency": "TWD",
            "Shipping": f"{order.amounts['shipping']:.2f}",
            "Taxes": f"{order.amounts['order_tax']:.2f}",
            "Total": f"{order.total:.2f}",
            "Discount Amount": f"{order.amounts['discount']:.2f}",
            "Refunded Amount": f"{order.amounts.get('refund', 0):.2f}",
            "Billing Name": order.buyer.name,
            "Billing Street": order.buyer.address,
            "Shipping Zip": f"'{100 + order.number}",
            "Shipping Phone": order.buyer.mobile,
            "Notes": f"請放管理室,\n{order.buyer.name} 收\n\nutm_source: x"
            if order.number % 3
            else "",
            "Cancelled at": gone if order.said not in ("voided", "expired") else "",
            "Payment Method": order.method,
            "Id": str(5600000000001 + order.number),
            "Source": SOURCES[order.channel],
        }
    return [cells.get(name, "") for name in HEADER]


def odd(made: list[Order]) -> list[Order]:
    """Turn the first orders into one of each kind a shop has."""
    kinds: tuple[dict[str, Any], ...] = (
        {"said": "paid", "status": "cancelled"},
        {"said": "voided", "status": "cancelled", "paid": False},
        {"said": "expired", "status": "cancelled", "paid": False},
        {"said": "pending", "paid": False, "method": "Cash on Delivery (COD)"},
        {"said": "authorized", "paid": False},
        {"said": "partially_paid", "paid": False},
        {"said": "refunded", "refund_status": "refunded"},
        {"said": "partially_refunded", "refund_status": "partially_refunded"},
        {"said": "paid", "method": "Cash on Delivery (COD)"},
        {"said": "paid", "channel": "門市"},
        {"said": "paid", "channel": "蝦皮"},
        # one moment in Taipei, two days as two stores write it
        {"said": "paid", "at": datetime(2026, 4, 2, 0, 30, 0), "offset": "+0800"},
        {"said": "paid", "at": datetime(2026, 4, 1, 9, 30, 0), "offset": "-0700"},
    )
    turned = [replace(o, **kind) for o, kind in zip(made, kinds, strict=False)]
    for i, part in ((6, 1), (7, 4)):
        back = turned[i].total / part
        turned[i] = replace(turned[i], amounts=turned[i].amounts | {"refund": back})
    return turned + made[len(kinds) :]


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write Shopify's files; yield each name with its golden."""
    made = odd(orders("shopify", 40, ("discount", "shipping", "order_tax")))
    ids = [f"#{1000 + o.number}" for o in made]
    boxes.utf8(out / "shopify_orders.csv", table(made))
    yield "shopify_orders.csv", expected("shopify.orders", made, ids, MEASURES)
    # the second half again, two of them changed meanwhile
    later = [replace(o, said="refunded", refund_status="refunded", paid=True) if o.said == "paid"
             and o.number in (30, 31) else o for o in made[20:]]  # fmt: skip
    boxes.utf8(out / "shopify_orders_again.csv", table(later))
    yield "shopify_orders_again.csv", expected("shopify.orders", later, ids[20:], MEASURES)
    strange = [replace(made[0], said="on hold?"), *made[1:]]
    boxes.utf8(out / "shopify_unknown_word.csv", table(strange))
    yield (
        "shopify_unknown_word.csv",
        {
            **expected("shopify.orders", made[1:], ids[1:], MEASURES, bad=made[:1]),
            "bad": [{"row": 2, "column": "Financial Status", "value": "on hold?"}],
        },
    )
    lost = table(made)
    at = HEADER.index("Total")
    lost[1][at] = ""
    boxes.utf8(out / "shopify_no_total.csv", lost)
    nothing = replace(made[0], amounts=made[0].amounts | {"total": Decimal(0)})
    yield (
        "shopify_no_total.csv",
        {
            **expected("shopify.orders", made[1:], ids[1:], MEASURES, bad=[nothing]),
            "bad": [{"row": 2, "column": "Name", "value": ids[0]}],
        },
    )
    boxes.utf8(out / "shopify_header_only.csv", table([]))
    yield "shopify_header_only.csv", {**golden.refused("not one row"), "book": "orders"}
