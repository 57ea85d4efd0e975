"""Order exports as the shops write them: SHOPLINE's with a row an item, and 蝦皮's workbook.

Nobody is named: buyers are 測試客戶 with a number, which their mobile numbers and addresses
(example.com) repeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.samples import boxes
from data.samples.baskets import Line
from data.samples.demand import STORE
from data.samples.orders import COD, PICK_UP, WAITS, Order

SHOPLINE = (
    "訂單號碼", "訂單日期", "訂單狀態", "付款方式", "付款狀態", "退貨狀態", "訂單來源", "顧客",
    "電話號碼", "電郵", "會員編號", "首購", "幣別", "訂單合計", "運費", "優惠折扣", "折抵購物金",
    "退款金額", "商品名稱", "商品貨號", "商品分類", "數量", "商品單價",
)  # fmt: skip
SHOPEE = (
    "訂單編號", "訂單狀態", "不成立原因", "退貨 / 退款狀態", "買家帳號", "訂單成立日期", "商品總價",
    "買家支付運費", "買家總支付金額", "蝦皮補貼金額", "賣場優惠券", "成交手續費", "商品名稱",
    "商品活動價格", "主商品貨號", "數量", "付款方式", "買家付款時間",
)  # fmt: skip
LATE = WAITS + 3
"""Days after which nobody comes any more for what waits at a shop."""


def shopline(path: Path, made: Sequence[Order], last: date) -> None:
    """Orders of the site, the LINE shop, the store and companies; amounts on each row."""
    boxes.utf8(path, [SHOPLINE, *_rows(made, last)])


def shopee(path: Path, made: Sequence[Order]) -> None:
    """蝦皮's workbook: masked buyers, what the marketplace gives and keeps."""
    rows = [[*_shopee(o), *_item(line), *_paid(o)] for o in made for line in o.lines]
    boxes.workbook(path, "orders", [SHOPEE, *rows])


def _rows(made: Sequence[Order], last: date) -> Iterator[list[Any]]:
    for o in made:
        for line in o.lines:
            name, sku, kind, price = line.product
            yield [
                *(f"TW{o.at:%Y%m}{o.number:07}", f"{o.at:%Y/%m/%d %H:%M}", _state(o, last)),
                *(o.method, "已付款" if o.paid else "未付款", o.back, o.channel),
                *(*_person(o), {True: "是", False: "否", None: ""}[o.new], "TWD"),
                *(f"NT${o.total:,}", o.shipping, o.discount, o.credit, o.refund),
                *(name, sku, kind, line.quantity, price),
            ]


def _state(o: Order, last: date) -> str:
    """Return the shop's word for how far an order has come."""
    if o.cancelled:
        return "已取消"
    if o.done:
        return "已完成"
    if o.method in (PICK_UP, COD):
        return "未取貨" if last - o.day > timedelta(LATE) else "已出貨"
    return "處理中"


def _person(o: Order) -> tuple[str, str, str, str]:
    """Return a made-up buyer; somebody in the store who is no member has no name."""
    if o.customer is None:
        return ("門市訪客" if o.channel == STORE else "", "", "", "")
    n = o.customer
    return (f"測試客戶{n:05}", f"0900{n:06}", f"test{n:05}@example.com", f"M{n:06}")


def _shopee(o: Order) -> list[Any]:
    state = "不成立" if o.cancelled else "已完成" if o.done else "運送中"
    why = "買家未取件" if o.cancelled else ""
    back = {"已退貨": "已完成退貨退款", "部分退貨": "部分退貨"}.get(o.back, "")
    return [
        *(f"{o.at:%y%m%d}QX{o.number:07}", state, why, back, "b******r"),
        *(f"{o.at:%Y-%m-%d %H:%M}", o.goods, o.shipping, o.total, o.subsidy, o.discount, o.fees),
    ]


def _item(line: Line) -> list[Any]:
    name, sku, _, price = line.product
    return [name, price, sku, line.quantity]


def _paid(o: Order) -> list[str]:
    """Return how a 蝦皮 order is paid, and when where it was paid at once."""
    at_once = o.paid and o.method != COD
    method = "貨到付款" if o.method == COD else o.method
    return [method, f"{o.at:%Y-%m-%d %H:%M}" if at_once else "-"]
