"""WooCommerce's analytics, and our own template in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.samples import boxes
from tests.samples.shop import Line, Order, expected, orders, rows

WOO = (
    "Date", "Order #", "N. Revenue (formatted)", "Status", "Customer", "Customer type",
    "Product(s)", "Items sold", "Coupon(s)", "N. Revenue", "Attribution",
)  # fmt: skip
ENGLISH = (
    "Order ID", "Order date", "Currency", "Order total", "Order status", "Payment status",
    "Sales channel", "Customer ID", "Mobile", "E-mail", "Product", "Product ID", "Quantity",
    "Unit price", "Discount", "Shipping",
)  # fmt: skip
CHINESE = (
    "訂單編號", "訂單日期", "幣別", "訂單總額", "訂單狀態", "付款狀態", "銷售管道", "會員編號",
    "手機", "電子郵件", "商品名稱", "商品貨號", "數量", "單價", "折扣", "運費",
)  # fmt: skip


def woo_row(order: Order) -> list[str]:
    """Return one order of the analytics, with the name it shows."""
    products = ", ".join(f"{line.quantity}× {line.product}" for line in order.lines)
    items = sum(line.quantity for line in order.lines)
    return [
        str(order.at), str(order.number), f"NT${order.total:,.2f}", order.said, order.buyer.name,
        "new" if order.new else "returning", products, str(items), "",
        f"{order.total:.2f}", "Direct",
    ]  # fmt: skip


def woocommerce(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write the analytics: refunds stand below zero on their own day, also before their order."""
    made = [replace(o, said="completed", new=o.number % 5 == 0) for o in orders("woo", 24)]
    made[0] = replace(made[0], said="cancelled", status="cancelled", paid=False)
    made[1] = replace(made[1], said="on-hold", paid=False)
    back = Decimal(120)
    made[2] = replace(made[2], refund_status="refunded", amounts=made[2].amounts | {"refund": back})
    table = [list(WOO), *(woo_row(o) for o in made)]
    refund = woo_row(replace(made[2], said="refunded", at=made[20].at))
    refund[2], refund[7], refund[9] = f"NT$-{back:,.2f}", "-1", f"-{back:.2f}"
    table.insert(1, refund)
    boxes.utf8(out / "woocommerce_orders.csv", table)
    ids = [str(o.number) for o in made]
    lines = [replace(o, lines=(joined(o),)) for o in made]
    wanted = expected("woocommerce.orders", lines, ids, ("total",), loaded=25)
    wanted["orders"][2]["lines"] = 2
    wanted["returned"] = 1
    wanted["refunds"] = str(back)
    yield "woocommerce_orders.csv", wanted


def joined(order: Order) -> Line:
    """Return an order's lines as the one the analytics show."""
    return replace(order.lines[0], quantity=sum(line.quantity for line in order.lines))


def template(order: Order, line: Line, first: bool) -> list[str]:
    """Return a row of our template; the order's amounts stand on its first row."""
    once = [f"{order.amounts[m]:.2f}" if first else "" for m in ("total", "discount", "shipping")]
    return [
        f"A-{order.number:05d}", f"{order.at:%Y-%m-%d}", "TWD", once[0], order.said,
        "paid" if order.paid else "unpaid", order.channel, f"C{order.buyer.number}",
        order.buyer.mobile, order.buyer.email, line.product, line.sku, str(line.quantity),
        f"{line.price}", once[1], once[2],
    ]  # fmt: skip


def generic(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write the template in both languages."""
    made = [replace(o, said="completed") for o in orders("generic", 20)]
    made[0] = replace(made[0], said="cancelled", status="cancelled", paid=False)
    made[1] = replace(made[1], said="placed", paid=False, channel="momo")
    ids = [f"A-{o.number:05d}" for o in made]
    for lang, header in (("en", ENGLISH), ("zh", CHINESE)):
        table = [list(header), *(template(*each) for each in rows(made))]
        wanted = expected("generic.orders", made, ids, ("total", "discount", "shipping"))
        boxes.utf8(out / f"orders_template_{lang}.csv", table, bom=True)
        yield f"orders_template_{lang}.csv", wanted
    boxes.xlsx(out / "orders_template_zh.xlsx", [("訂單", table)])
    yield "orders_template_zh.xlsx", wanted


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write these files; yield each name with its golden."""
    yield from woocommerce(out)
    yield from generic(out)
