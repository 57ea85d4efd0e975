"""蝦皮購物: the seller's order export; a row an item, amounts repeated or once an order.

What the marketplace gives away is a subsidy and no discount of the seller. Buyers' names there are
nobody's identity, so that no order has a customer.
"""

from __future__ import annotations

from data.exports import order_words
from data.exports.base import Export, Field, Says
from data.schema import ORDERS, SHOPEE, OrderMeasure

_STATUS = {
    "待出貨|待處理|處理中|運送中|已送達|待取貨|待收貨|已出貨|準備出貨|備貨中": (Says.PLACED,),
    "待付款|尚未付款|未付款": (Says.UNPAID,),
    "已完成|完成": (Says.COLLECTED,),
    "不成立|已取消|取消|取消中": (Says.CANCELLED,),
    "退貨/退款|退貨 / 退款|已退貨": (Says.PLACED, Says.REFUNDED),
}

ORDER = Export(
    name="shopee.orders",
    platform=SHOPEE,
    book=ORDERS,
    required=("order_id",),
    needs=("order_id", "day", OrderMeasure.TOTAL),
    fields=(
        Field("order_id", ("訂單編號",)),
        Field("day", ("訂單成立日期", "訂單成立時間"), clock=True),
        Field("paid_on", ("買家付款時間",), clock=True),
        Field("completed_on", ("訂單完成時間",), clock=True),
        Field("status", ("訂單狀態",)),
        Field("refund_status", ("退貨 / 退款狀態", "退貨/退款狀態")),
        Field("payment_method", ("付款方式",)),
        Field("coupon", ("優惠代碼",)),
        Field("product", ("商品名稱",)),
        Field("product_id", ("商品選項貨號", "主商品貨號", "商品ID", "商品 ID")),
        Field(OrderMeasure.TOTAL, ("買家總支付金額",), currency_suffix=True),
        Field(OrderMeasure.DISCOUNT, ("賣場優惠券", "賣家負擔優惠券")),
        Field(OrderMeasure.SUBSIDY, ("蝦皮補貼金額",), adds=True),
        Field(OrderMeasure.SUBSIDY, ("蝦幣折抵",), adds=True),
        Field(OrderMeasure.SHIPPING, ("買家支付運費",)),
        Field(OrderMeasure.FEES, ("成交手續費",), adds=True),
        Field(OrderMeasure.FEES, ("其他服務費",), adds=True),
        Field(OrderMeasure.FEES, ("金流與系統處理費",), adds=True),
        Field(OrderMeasure.PRICE, ("商品活動價格",)),
        Field(OrderMeasure.PRICE, ("商品原價",)),
        Field(OrderMeasure.QUANTITY, ("數量",)),
        Field(OrderMeasure.RETURNED_QUANTITY, ("退貨數量",)),
    ),
    words={
        "status": _STATUS,
        "refund_status": order_words.REFUND,
        "payment_method": order_words.METHOD,
    },
    own_channel="蝦皮",
)
