"""Our own template for orders of any shop: a row an order or a line item, English or 中文."""

from __future__ import annotations

from data.exports import order_words, tw_shop
from data.exports.base import Export, Field
from data.schema import ORDERS, SHOP, OrderMeasure

_ENGLISH = (
    Field("paid_on", ("Paid on",), clock=True),
    Field("cancelled_on", ("Cancelled on",), clock=True),
    Field("completed_on", ("Completed on",), clock=True),
    Field("first_bought_on", ("First bought on",), clock=True),
    Field("member_since", ("Customer since",), clock=True),
    Field("currency", ("Currency",)),
    Field("status", ("Order status",)),
    Field("payment_status", ("Payment status",)),
    Field("payment_method", ("Payment method",)),
    Field("sales_channel", ("Sales channel",)),
    Field("customer_kind", ("New or returning",)),
    Field("member", ("Customer ID",)),
    Field("mobile", ("Mobile",)),
    Field("coupon", ("Coupon",)),
    Field("product", ("Product",)),
    Field("product_id", ("Product ID",)),
    Field("category", ("Category",)),
    Field(OrderMeasure.DISCOUNT, ("Discount",)),
    Field(OrderMeasure.REFUND, ("Refund",)),
    Field(OrderMeasure.SHIPPING, ("Shipping",)),
    Field(OrderMeasure.ORDER_TAX, ("Tax",)),
    Field(OrderMeasure.SUBSIDY, ("Marketplace subsidy", "平台補貼")),
    Field(OrderMeasure.FEES, ("Marketplace fees", "通路手續費")),
    Field(OrderMeasure.QUANTITY, ("Quantity",)),
    Field(OrderMeasure.RETURNED_QUANTITY, ("Quantity returned",)),
    Field(OrderMeasure.PRICE, ("Unit price",)),
)

ORDER = Export(
    name="generic.orders",
    platform=SHOP,
    book=ORDERS,
    required=("order_id",),
    needs=("order_id", "day", OrderMeasure.TOTAL),
    fields=(
        Field("order_id", ("Order ID", "訂單編號", "訂單號碼")),
        Field("day", ("Order date", "訂單日期"), clock=True),
        # a total that no shop's own export is known to call so, to tell the template from theirs
        Field(OrderMeasure.TOTAL, ("Order total", "訂單總額"), currency_suffix=True),
        *_ENGLISH,
        *tw_shop.TEXTS,
        *tw_shop.AMOUNTS,
    ),
    entity_totals=("Total", *tw_shop.TOTALS),
    words=order_words.WORDS,
    own_channel="官網",
)
