"""WooCommerce: the orders of its analytics; a row an order, and one a refund below zero."""

from __future__ import annotations

from data.exports.base import Export, Field, Says
from data.schema import ORDERS, WOOCOMMERCE, OrderMeasure

_STATUS = {
    "completed|processing|已完成|完成|處理中": (Says.PAID,),
    "on-hold|pending( payment)?|checkout-draft|保留|等待付款": (Says.UNPAID,),
    "cancelled|failed|trash|已取消|取消|失敗": (Says.CANCELLED,),
    "refunded|已退費|已退款": (Says.PAID, Says.REFUNDED),
}

ORDER = Export(
    name="woocommerce.orders",
    platform=WOOCOMMERCE,
    book=ORDERS,
    required=("order_id",),
    needs=("order_id", "day", OrderMeasure.TOTAL),
    fields=(
        Field("order_id", ("Order #", "訂單 #")),
        Field("day", ("Date", "日期"), clock=True),
        Field("status", ("Status", "狀態")),
        Field("customer_kind", ("Customer type", "顧客類型")),
        Field("product", ("Product(s)", "商品")),
        Field("coupon", ("Coupon(s)", "折價券")),
        Field("ignore", ("N. Revenue (formatted)",), currency_suffix=True),
        Field(OrderMeasure.TOTAL, ("N. Revenue", "Net Sales", "淨銷售額"), currency_suffix=True),
        Field(OrderMeasure.QUANTITY, ("Items sold", "售出商品")),
    ),
    words={
        "status": _STATUS,
        "customer_kind": {"new": (Says.NEW,), "returning": (Says.RETURNING,)},
    },
    own_channel="官網",
)
