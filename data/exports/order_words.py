"""What shops in Taiwan write in the status, payment and channel columns of their orders."""

from __future__ import annotations

from data.exports.base import Says, Words

CANCELLED, COLLECTED, PAID, UNPAID = (
    (Says.CANCELLED,),
    (Says.COLLECTED,),
    (Says.PAID,),
    (Says.UNPAID,),
)
PLACED = (Says.PLACED,)

ORDER = {
    "(訂單)?(新訂單|成立|已成立|未處理|待處理|處理中|已確認|待確認|確認中)": PLACED,
    "作業中|備貨中|理貨中|待出貨|準備出貨|可出貨|部分出貨|已出貨|出貨中": PLACED,
    "運送中|配送中|已送達|已到店|待取貨|待收貨|已到貨": PLACED,
    "未取貨|逾期未取|門市退回|退貨中|待收退貨|換貨中|庫存不足": PLACED,
    "已完成|完成|訂單完成|交易完成|已結案|結案|已取貨|已取件|已簽收": COLLECTED,
    "completed?|collected": COLLECTED,
    "(訂單)?(已取消|取消|不成立)|取消訂單|已取消訂單|已失效|逾期取消|付款失敗": CANCELLED,
    "cancell?ed|voided|expired|failed": CANCELLED,
    "已退貨|已退款|退貨完成|全部退貨|refunded": (Says.PLACED, Says.REFUNDED),
    "部分退貨|部分退款|partially[ _]refunded": (Says.PLACED, Says.PARTLY_REFUNDED),
    "待付款|尚未付款|未付款": UNPAID,
    "placed|open|pending|processing|confirmed|shipped|delivered": PLACED,
}
PAYMENT = {
    "已付款|付款完成|付款成功|已收款|已入帳|已請款|paid|completed": PAID,
    "未付款|待付款|尚未付款|等待付款|未收款|處理中|付款中|部分付款|貨到付款|取貨付款": UNPAID,
    "付款失敗|逾期未付款|付款逾期|已過期|已授權|未請款": UNPAID,
    "unpaid|pending|authorized|partially[ _]paid|failed": UNPAID,
    "已退款|退款完成|全額退款|refunded": (Says.PAID, Says.REFUNDED),
    "部分退款|部份退款|退款中|partially[ _]refunded": (Says.PAID, Says.PARTLY_REFUNDED),
    "已取消|取消|voided|expired": CANCELLED,
}
DELIVERY = {
    "已取貨|已取件|已簽收|已完成|配送完成|完成|已收貨|collected|picked up": COLLECTED,
}
METHOD = {
    r".*(貨到付款|取貨付款|到店付款|代收貨款|貨到收款).*": (Says.ON_DELIVERY,),
    r".*\b(cod|cash on delivery|pay on pick-?up)\b.*": (Says.ON_DELIVERY,),
}
REFUND = {
    ".*(部分|部份|partial).*": (Says.PARTLY_REFUNDED,),
    "(已|完成|已完成)?(退貨|退款|退貨退款|退貨/退款|退貨 / 退款)(完成|已完成)?|退款成功|refunded": (
        Says.REFUNDED,
    ),
}
CHANNEL = {
    "官網|官方網站|網站|網路商店|自有官網|品牌官網|線上商店|購物官網": (Says.OWN_SITE,),
    "web|website|online store|mobile ?web|手機網頁|電腦版|手機版": (Says.OWN_SITE,),
    "門市|實體門市|實體店|pos|門市銷售": (Says.STORE,),
}
KIND = {
    "首購|首次購買|首購客|新客|新客戶|新會員|是|y|yes|true|new": (Says.NEW,),
    "回購|回購客|舊客|舊客戶|既有客戶|否|n|no|false|returning": (Says.RETURNING,),
}
WORDS: Words = {
    "status": ORDER,
    "payment_status": PAYMENT,
    "delivery_status": DELIVERY,
    "payment_method": METHOD,
    "refund_status": REFUND,
    "sales_channel": CHANNEL,
    "customer_kind": KIND,
}
