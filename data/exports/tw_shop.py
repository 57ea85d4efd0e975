"""SHOPLINE, 91APP, CYBERBIZ and the like: columns and their order are what the user chose.

The three differ in how they call an order and its day; a file that could be several is asked about.
"""

from __future__ import annotations

from data.exports import order_words
from data.exports.base import Export, Field
from data.schema import CYBERBIZ, ORDERS, SHOP_91APP, SHOPLINE, OrderMeasure

TEXTS = (
    Field("status", ("訂單狀態", "訂單處理狀態")),
    Field("payment_status", ("付款狀態", "付款狀況")),
    Field("delivery_status", ("出貨單狀態", "送貨狀態", "配送狀態", "出貨狀態", "物流狀態")),
    Field("refund_status", ("退貨狀態", "退款狀態", "退貨退款狀態")),
    Field("payment_method", ("付款方式", "付款方法")),
    Field("sales_channel", ("訂單來源", "銷售管道", "通路商", "銷售通路", "通路")),
    Field("customer_kind", ("首購", "是否首購", "首購訂單", "新舊客")),
    Field("member", ("會員編號", "會員 ID", "會員代號", "顧客 ID", "顧客編號")),
    Field("mobile", ("手機", "手機號碼", "會員手機", "訂購人手機", "顧客電話", "電話號碼", "電話")),
    Field("email", ("電郵", "Email", "E-mail", "電子郵件", "電子信箱", "會員信箱", "訂購人信箱")),
    Field("coupon", ("優惠券", "優惠券代碼", "折扣碼", "優惠代碼", "活動代碼")),
    Field("product", ("商品名稱", "品名", "商品")),
    Field("product_id", ("商品料號", "商品貨號", "料號", "貨號", "SKU")),
    Field("category", ("商品分類", "商品類別", "分類")),
    Field("currency", ("幣別", "貨幣")),
    Field("paid_on", ("付款時間", "付款日期", "付款完成時間"), clock=True),
    Field("cancelled_on", ("取消時間", "取消日期", "訂單取消時間"), clock=True),
    Field("first_bought_on", ("首購日期", "首購時間", "首次購買日期", "首次購買時間"), clock=True),
    Field("member_since", (
        "會員註冊日期", "會員註冊時間", "會員註冊日", "註冊日期", "註冊時間",
        "加入會員日期", "加入會員時間",
    ), clock=True),
    Field("completed_on", ("完成時間", "訂單完成時間", "取貨時間", "取貨日期"), clock=True),
)  # fmt: skip
AMOUNTS = (
    Field(OrderMeasure.DISCOUNT, ("折扣", "折扣金額", "優惠折扣", "訂單折扣"), adds=True),
    Field(OrderMeasure.DISCOUNT, ("優惠券折抵", "優惠券折扣", "折價券折抵", "折價券"), adds=True),
    Field(OrderMeasure.DISCOUNT, ("點數", "點數折抵", "點數折現", "紅利折抵"), adds=True),
    Field(OrderMeasure.DISCOUNT, ("購物金", "購物金折抵", "折抵購物金"), adds=True),
    Field(OrderMeasure.REFUND, ("退款金額", "已退款金額", "退款總額")),
    Field(OrderMeasure.SHIPPING, ("運費", "訂單運費")),
    Field(OrderMeasure.ORDER_TAX, ("稅額", "營業稅", "稅金")),
    Field(OrderMeasure.FEES, ("手續費", "金流手續費", "平台手續費")),
    Field(OrderMeasure.QUANTITY, ("數量", "商品數量", "購買數量")),
    Field(OrderMeasure.RETURNED_QUANTITY, ("退貨數量", "退貨件數")),
    Field(OrderMeasure.PRICE, ("商品單價", "單價", "商品價格", "售價")),
)
_DAYS = ("訂單日期", "訂單時間", "訂購日期", "訂單成立時間", "訂單成立日期", "下單時間", "建立時間")
_TOTAL = Field(
    OrderMeasure.TOTAL,
    ("訂單合計", "訂單金額", "訂單總計", "應付金額", "付款總金額", "實付金額", "總金額", "合計"),
    currency_suffix=True,
)
_OF_LINES = Field(
    OrderMeasure.TOTAL,
    ("銷售金額(折扣後)", "品項小計", "品項金額"),
    currency_suffix=True,
    by_line=True,
)
TOTALS = ("合計", "總計", "總和")


def _shop(name: str, *fields: Field) -> Export:
    """Return the format of one kind of shop: what it calls an order and its day, and the rest."""
    return Export(
        name=f"{name}.orders",
        platform={"shopline": SHOPLINE, "91app": SHOP_91APP, "cyberbiz": CYBERBIZ}[name],
        book=ORDERS,
        required=("order_id",),
        needs=("order_id", "day", OrderMeasure.TOTAL),
        fields=(*fields, _TOTAL, _OF_LINES, *TEXTS, *AMOUNTS),
        entity_totals=TOTALS,
        words=order_words.WORDS,
        own_channel="官網",
    )


SHOPLINE_ORDER = _shop(
    "shopline", Field("order_id", ("訂單號碼",)), Field("day", _DAYS, clock=True)
)
ORDER_91APP = _shop(
    "91app",
    Field("order_id", ("主單編號",)),
    Field("order_id", ("訂單編號",)),
    Field("day", ("轉單日期時間", "轉單日期", "訂單轉單日期時間"), clock=True),
)
CYBERBIZ_ORDER = _shop(
    "cyberbiz", Field("order_id", ("訂單編號",)), Field("day", _DAYS, clock=True)
)
