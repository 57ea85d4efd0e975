"""Shopify: the orders export; a row a line item, what the order says on its first row only."""

from __future__ import annotations

from data.exports import order_words
from data.exports.base import Export, Field, Says
from data.schema import ORDERS, SHOPIFY, OrderMeasure

_FINANCIAL = {
    "paid": (Says.PAID,),
    "pending|authorized|partially_paid|unpaid": (Says.UNPAID,),
    "refunded": (Says.PAID, Says.REFUNDED),
    "partially_refunded": (Says.PAID, Says.PARTLY_REFUNDED),
    "voided|expired": (Says.CANCELLED,),
}
_SOURCE = {
    "web|online[_ ]store|shopify": (Says.OWN_SITE,),
    "pos|shopify_pos": (Says.STORE,),
}

ORDER = Export(
    name="shopify.orders",
    platform=SHOPIFY,
    book=ORDERS,
    required=("order_id",),
    needs=("order_id", "day", "payment_status", OrderMeasure.TOTAL),
    fields=(
        Field("order_id", ("Name",)),
        Field("day", ("Created at",), clock=True),
        Field("paid_on", ("Paid at",), clock=True),
        Field("cancelled_on", ("Cancelled at",), clock=True),
        Field("currency", ("Currency",)),
        Field("payment_status", ("Financial Status",)),
        Field("payment_method", ("Payment Method",)),
        Field("sales_channel", ("Source",)),
        Field("coupon", ("Discount Code",)),
        Field("mobile", ("Phone",)),
        Field("email", ("Email",)),
        Field("product", ("Lineitem name",)),
        Field("product_id", ("Lineitem sku",)),
        Field(OrderMeasure.TOTAL, ("Total",)),
        Field(OrderMeasure.DISCOUNT, ("Discount Amount",)),
        Field(OrderMeasure.REFUND, ("Refunded Amount",)),
        Field(OrderMeasure.SHIPPING, ("Shipping",)),
        Field(OrderMeasure.ORDER_TAX, ("Taxes",)),
        Field(OrderMeasure.QUANTITY, ("Lineitem quantity",)),
        Field(OrderMeasure.PRICE, ("Lineitem price",)),
    ),
    words={
        "payment_status": _FINANCIAL,
        "payment_method": order_words.METHOD,
        "sales_channel": _SOURCE,
    },
    own_channel="官網",
)
