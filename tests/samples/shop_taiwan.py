"""蝦皮's workbook, and SHOPLINE, 91APP and CYBERBIZ with the columns a user chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.samples import boxes, golden
from tests.samples.shop import Line, Order, expected, orders, rows

SHOPEE = (
    "訂單編號", "訂單狀態", "不成立原因", "退貨 / 退款狀態", "買家帳號", "訂單成立日期",
    "商品總價", "買家支付運費", "買家總支付金額", "蝦皮補貼金額", "蝦幣折抵", "優惠代碼",
    "賣場優惠券", "成交手續費", "其他服務費", "金流與系統處理費", "商品名稱", "商品原價",
    "商品活動價格", "主商品貨號", "數量", "退貨數量", "收件者姓名", "收件者電話",
    "收件地址", "付款方式", "買家付款時間", "訂單完成時間", "備註",
)  # fmt: skip
SHOPEE_AMOUNTS = ("subsidy", "discount", "shipping", "fees")
SHOPEE_SUMS = ("total", *SHOPEE_AMOUNTS)
FULL = str.maketrans("0123456789,", "０１２３４５６７８９，")


def shopee_id(order: Order) -> str:
    """Return an id as the marketplace writes it."""
    return f"{order.at:%y%m%d}QX{order.number:06d}"


def shopee_row(order: Order, line: Line, first: bool) -> list[str]:
    """Return one item with the order's amounts beside it."""
    paid = f"{order.at:%Y-%m-%d %H:%M}" if order.paid and "貨到" not in order.method else "-"
    amounts = {m: order.amounts[m] for m in (*SHOPEE_AMOUNTS, "total")}
    cells = {
        "訂單編號": shopee_id(order),
        "訂單狀態": order.said,
        "退貨 / 退款狀態": "已完成退貨退款" if order.refund_status else "",
        "買家帳號": f"buyer_{order.buyer.number}",
        "訂單成立日期": f"{order.at:%Y-%m-%d %H:%M}",
        "買家支付運費": amounts["shipping"],
        "買家總支付金額": amounts["total"],
        "蝦皮補貼金額": amounts["subsidy"] - 1,
        "蝦幣折抵": 1,
        "賣場優惠券": amounts["discount"],
        "成交手續費": amounts["fees"] - 3,
        "其他服務費": 2,
        "金流與系統處理費": 1,
        "商品名稱": line.product,
        "商品原價": line.price + 10,
        "商品活動價格": line.price,
        "主商品貨號": line.sku,
        "數量": line.quantity,
        "退貨數量": line.returned,
        "收件者姓名": order.buyer.name,
        "收件者電話": order.buyer.mobile,
        "收件地址": order.buyer.address,
        "付款方式": order.method,
        "買家付款時間": paid,
    }
    return [str(cells.get(name, "")) for name in SHOPEE]


def shopee_orders() -> list[Order]:
    """Return 蝦皮 orders of every state."""
    made = [
        replace(o, channel="蝦皮", said="已完成", amounts=o.amounts | {
            "subsidy": o.amounts["subsidy"] + 1, "fees": o.amounts["fees"] + 3})
        for o in orders("shopee", 30, SHOPEE_AMOUNTS)
    ]  # fmt: skip
    kinds: tuple[dict[str, Any], ...] = (
        {"said": "不成立", "status": "cancelled", "paid": False},
        {"said": "運送中", "method": "貨到付款", "paid": False},
        {"said": "已完成", "method": "貨到付款"},
        {"said": "待出貨"},
        {"said": "待付款", "paid": False},
        {"said": "已完成", "refund_status": "refunded"},
    )
    return [replace(o, **k) for o, k in zip(made, kinds, strict=False)] + made[len(kinds) :]


def shopee(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write 蝦皮's files: amounts repeated, standing once, and contradicting each other."""
    made = shopee_orders()
    ids = [shopee_id(o) for o in made]
    table = [list(SHOPEE), *(shopee_row(*each) for each in rows(made))]
    boxes.xlsx(out / "shopee_orders.xlsx", [("orders", table)])
    wanted = expected("shopee.orders", made, ids, SHOPEE_SUMS, currency=None)
    yield "shopee_orders.xlsx", wanted
    once = [list(r) for r in table]
    amounts = [SHOPEE.index(h) for h in SHOPEE[7:16]]
    for record, (_, _, first) in zip(once[1:], rows(made), strict=True):
        for at in amounts:
            record[at] = record[at] if first else ""
    boxes.cp950(out / "shopee_orders_once.csv", once)
    yield "shopee_orders_once.csv", wanted
    at = next(i for i, (o, _, first) in enumerate(rows(made), 1) if not first)
    torn = next(o for o, line, first in list(rows(made))[at - 1 : at])
    table[at][SHOPEE.index("買家總支付金額")] = "77777"
    boxes.utf8(out / "shopee_disagreeing.csv", table)
    left = [o for o in made if o is not torn]
    first = next(i for i, (o, _, _) in enumerate(rows(made), 1) if o is torn)
    asks = {
        "status": "needs_answer", "book": "orders", "format": "shopee.orders",
        "questions": ["quarantine"],
    }  # fmt: skip
    some = {
        **expected("shopee.orders", left, [shopee_id(o) for o in left], SHOPEE_SUMS, bad=[torn],
                   currency=None),
        "bad": [{"row": first + 1, "column": "買家總支付金額", "value": str(torn.total)}],
        "answers": {"quarantine": "load"},
    }  # fmt: skip
    share = len(torn.lines) / sum(len(o.lines) for o in made)
    yield "shopee_disagreeing.csv", {**asks, "then": [some]} if share > 0.05 else some


Chosen = Mapping[str, Any]


def money(value: Decimal) -> str:
    """Write an amount as these shops do."""
    return f"NT${value:,}"


def tw_cells(order: Order, line: Line) -> dict[str, str]:
    """Return all a Taiwanese shop could export of one item, by what the samples call it."""
    return {
        "id": f"TW{20260400000000 + order.number}",
        "day": f"{order.at:%Y/%m/%d %H:%M}",
        "total": money(order.total),
        "payment": {True: "已付款", False: "未付款"}[order.paid],
        "method": order.method,
        "status": order.said,
        "channel": order.channel,
        "member": f"M{order.buyer.number:06d}",
        "mobile": order.buyer.mobile,
        "name": order.buyer.name,
        "address": order.buyer.address,
        "first": {True: "是", False: "否", None: ""}[order.new],
        "product": line.product,
        "sku": line.sku,
        "quantity": str(line.quantity),
        "price": money(line.price),
        "shipping": money(order.amounts["shipping"]),
        "discount": f"-{order.amounts['discount'] - 5}",
        "credit": "5",
        "refund": money(order.amounts.get("refund", Decimal(0))),
    }


LAYOUTS: dict[str, dict[str, str]] = {
    "shopline": {
        "訂單號碼": "id", "訂單日期": "day", "訂單狀態": "status", "付款方式": "method",
        "付款狀態": "payment", "訂單來源": "channel", "顧客": "name", "電話號碼": "mobile",
        "會員編號": "member", "首購": "first", "訂單合計": "total", "運費": "shipping",
        "優惠折扣": "discount", "折抵購物金": "credit", "退款金額": "refund", "商品名稱": "product",
        "商品貨號": "sku", "數量": "quantity", "商品單價": "price", "送貨地址": "address",
    },
    "91app": {
        "商品料號": "sku", "數量": "quantity", "購物車編號": "id", "主單編號": "id",
        "轉單日期時間": "day", "訂單狀態": "status", "付款方式": "method", "訂單來源": "channel",
        "收件人": "name", "商品單價": "price", "訂單合計": "total", "運費": "shipping",
        "折扣": "discount", "購物金": "credit", "退款金額": "refund",
    },
}  # fmt: skip
TW_SUMS = ("total", "discount", "refund", "shipping")


def tw_orders(seed: str) -> list[Order]:
    """Return orders of a Taiwanese shop, with the ones nobody fetched."""
    made = [
        replace(o, said="已完成", new=o.number % 4 == 0, amounts=o.amounts | {
            "discount": o.amounts["discount"] + 5})
        for o in orders(seed, 26)
    ]  # fmt: skip
    kinds: tuple[dict[str, Any], ...] = (
        {"said": "已取消", "status": "cancelled", "paid": False},
        {"said": "未取貨", "method": "7-11取貨付款", "paid": False},
        {"said": "已取貨", "method": "全家超商取貨付款", "paid": True},
        {"said": "已出貨", "method": "貨到付款", "paid": False},
        {"said": "處理中", "paid": False, "method": "ATM 轉帳"},
        {"said": "已完成", "channel": "門市"},
        {"said": "已完成", "channel": "LINE 商城"},
        {"said": "部分退款", "refund_status": "partially_refunded"},
    )
    made = [replace(o, **k) for o, k in zip(made, kinds, strict=False)] + made[len(kinds) :]
    back = made[7].amounts | {"refund": Decimal(100)}
    return [*made[:7], replace(made[7], amounts=back), *made[8:]]


def layout(made: Sequence[Order], columns: Mapping[str, str]) -> boxes.Table:
    """Return a table with the columns a user chose, in the user's order."""
    body = [[tw_cells(o, line)[k] for k in columns.values()] for o, line, _ in rows(made)]
    return [list(columns), *body]


def taiwanese(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write the shops' files: cp950, full-width digits, a subset, several formats, rounded ids."""
    made = tw_orders("tw")
    ids = [f"TW{20260400000000 + o.number}" for o in made]
    boxes.cp950(out / "shopline_orders.csv", layout(made, LAYOUTS["shopline"]))
    yield "shopline_orders.csv", expected("shopline.orders", made, ids, TW_SUMS)
    wide = layout(made, LAYOUTS["91app"])
    for record in wide[1:]:
        record[1] = record[1].translate(FULL)
        record[10] = record[10].replace("NT$", "NT$ ").translate(FULL)
    # without a payment column, ATM orders that are only 處理中 are not known to be paid
    told = [replace(o, paid=o.said in ("已完成", "已取貨", "部分退款")) for o in made]
    told = [replace(o, paid=False) if o.said == "部分退款" else o for o in told]
    boxes.utf8(out / "91app_orders.csv", wide, bom=True)
    yield "91app_orders.csv", expected("91app.orders", told, ids, TW_SUMS)
    subset = {"訂單編號": "id", "訂單金額": "total", "訂單日期": "day", "付款狀態": "payment"}
    short = [replace(o, status="placed", channel="官網", refund_status=None) for o in made]
    single = [replace(o, lines=o.lines[:1]) for o in short]
    boxes.utf8(out / "tw_subset.csv", layout(single, subset))
    yield "tw_subset.csv", {
        **expected("cyberbiz.orders", single, ids, ("total",)), "items": 0, "no_items": True,
    }  # fmt: skip
    both = {"訂單編號": "id", "訂單日期": "day", "訂單合計": "total", "訂單總額": "total",
            "付款狀態": "payment"}  # fmt: skip
    boxes.utf8(out / "tw_two_formats.csv", layout(single, both))
    yield "tw_two_formats.csv", {
        "status": "needs_answer", "book": "orders", "format": None, "questions": ["format"],
        "then": [
            {**expected("generic.orders", single, ids, ("total",)), "items": 0, "no_items": True,
             "answers": {"format": "generic.orders"}},
        ],
    }  # fmt: skip
    for name, rounded in (("scientific", "2.02604E+13"), ("zeros", "2026040000000120000")):
        table = layout(single, subset)
        for i, record in enumerate(table[1:]):
            record[0] = rounded if name == "scientific" else f"{int(rounded) + i * 10000}"
        boxes.utf8(out / f"tw_rounded_{name}.csv", table)
        yield f"tw_rounded_{name}.csv", {**golden.refused("Excel has"), "book": "orders"}
