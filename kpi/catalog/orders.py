"""The KPIs of the orders ledger: revenue, customers, baskets, what came back."""

from __future__ import annotations

from data.schema import ShopMeasure
from data.text import Text
from kpi.catalog.platform import CONVERSIONS
from kpi.catalog.web import VALID_VISITORS
from kpi.definition import Better, Form, Kpi, Part, Stage, Unit
from kpi.facts.quantities import Reckoned

ORDERS = Part(Text("訂單數", "orders"), (ShopMeasure.ORDERS,))
REVENUE = Part(Text("營收", "revenue"), (ShopMeasure.REVENUE,))
GROSS = Part(Text("毛營收", "gross revenue"), (ShopMeasure.GROSS,))
DISCOUNTS = Part(Text("折扣", "discounts"), (ShopMeasure.DISCOUNTS,))
REFUNDS = Part(Text("退款", "refunds"), (ShopMeasure.REFUNDS,))
ITEMS = Part(Text("售出件數", "items sold"), (ShopMeasure.ITEMS,))
RETURNED = Part(Text("退貨訂單", "orders with a return"), (ShopMeasure.RETURNED_ORDERS,))
PLACED = Part(Text("已滿回補期的成立訂單", "orders placed and mature"), (Reckoned.MATURE_PLACED,))
COLLECTED = Part(Text("其中已收款", "of them paid"), (Reckoned.MATURE_PAID,))
SITE_ORDERS = Part(Text("官網訂單", "orders of the own site"), (ShopMeasure.SITE_ORDERS,))
SITE_REVENUE = Part(Text("官網營收", "revenue of the own site"), (ShopMeasure.SITE_REVENUE,))
SITE_NEW = Part(
    Text("官網新客", "new customers of the own site"), (ShopMeasure.SITE_NEW_CUSTOMERS,)
)
SITE_NEW_REVENUE = Part(
    Text("官網新客營收", "revenue of the own site's new customers"), (Reckoned.SITE_NEW_REVENUE,)
)
FIRST_BUYERS = Part(
    Text("首購已滿 90 天的官網新客", "new customers of 90 days ago or more"),
    (Reckoned.FIRST_BUYERS,),
)
AGAIN_IN_90 = Part(Text("其中 90 天內再購的人", "of them buyers again"), (Reckoned.AGAIN_IN_90,))
BUYERS = Part(Text("365 天內在官網下單的顧客", "customers of 365 days"), (Reckoned.BUYERS,))
AGAIN_IN_365 = Part(
    Text("其中下單 2 次以上的人", "of them with two orders or more"), (Reckoned.AGAIN_IN_365,)
)
CATEGORIZED = Part(
    Text("商品都有分類的官網訂單", "orders whose items have a category"), (Reckoned.CATEGORIZED,)
)
CROSS = Part(Text("其中跨兩個分類以上的", "of them over several"), (Reckoned.CROSS_ORDERS,))

KPIS = (
    Kpi(
        "revenue",
        Text("營收", "Revenue"),
        Text(
            "訂單金額減退款，記在下單日；滿回補期的日子只算已收款，之前算成立。",
            "Order totals less refunds, on the day of the order; paid ones on mature days, placed"
            " ones after.",
        ),
        *(REVENUE, None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "gross_revenue",
        Text("毛營收", "Gross revenue"),
        Text("訂單金額加回折扣，未減退款。", "Order totals with discounts added back."),
        *(GROSS, None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        context=True,
        cadence="month",
    ),
    Kpi(
        "discounts",
        Text("折扣", "Discounts"),
        Text("賣家自己給的折扣，不含平台補貼。", "What the seller gave away itself."),
        *(DISCOUNTS, None, Unit.MONEY, Better.BAND, Stage.CONVERSION),
        context=True,
        cadence="month",
    ),
    Kpi(
        "refunds",
        Text("退款", "Refunds"),
        Text("退還給顧客的金額，記在下單日。", "Money given back, on the day of the order."),
        *(REFUNDS, None, Unit.MONEY, Better.LOWER, Stage.CONVERSION),
        process=False,
        context=True,
        cadence="month",
    ),
    Kpi(
        "orders",
        Text("訂單數", "Orders"),
        Text("成立的訂單；滿回補期的日子只算已收款。", "Orders placed; on mature days those paid."),
        *(ORDERS, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "site_orders",
        Text("官網訂單", "Orders of the own site"),
        Text(
            "官網成立的訂單，不含其他通路與門市；哪些通路算作官網，由「資料」的「規則」決定。",
            "Orders of the own site, without marketplaces and stores; which channels count as it"
            " is a rule on the Data page.",
        ),
        *(SITE_ORDERS, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "site_revenue",
        Text("官網營收", "Revenue of the own site"),
        Text(
            "官網訂單的營收，不含其他通路與門市；哪些通路算作官網，由「資料」的「規則」決定。",
            "Revenue of the own site, without marketplaces and stores; which channels count as it"
            " is a rule on the Data page.",
        ),
        *(SITE_REVENUE, None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "new_customers",
        Text("新客數", "New customers"),
        Text(
            "第一次在官網下單的顧客：先看首購欄位，再看首次購買日期、會員註冊日期（訂單歷史開始前就註冊的"
            "不算新客），都沒有才以載入的訂單歷史判斷。",
            "Customers who ordered on the own site for the first time: as the shop says, else by"
            " the day they first bought or registered (nobody who registered before the orders"
            " begin is new), else by the loaded history.",
        ),
        *(SITE_NEW, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "checkout_conversion",
        Text("結帳轉換率", "Checkout conversion"),
        Text(
            "官網訂單 ÷ 有效訪客；不知道訪客數時以工作階段計，並註明口徑。",
            "Orders of the own site for each valid visitor; for each session where visitors are"
            " not known, and the basis is said.",
        ),
        *(SITE_ORDERS, VALID_VISITORS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "over_claim",
        Text("超額認列倍數", "Over-claim"),
        Text(
            "各平台自報轉換合計是官網訂單的幾倍。",
            "How many times the own site's orders the platforms claim together.",
        ),
        *(CONVERSIONS, SITE_ORDERS, Unit.MULTIPLE, Better.BAND, Stage.CONVERSION),
        process=False,
        context=True,
    ),
    Kpi(
        "return_rate",
        Text("退貨率", "Return rate"),
        Text("有退貨或退款的訂單比例。", "Share of orders with a return or refund."),
        *(RETURNED, ORDERS, Unit.RATIO, Better.LOWER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "uncollected_rate",
        Text("未取／未付率", "Uncollected rate"),
        Text(
            "成立的訂單中始終沒有收到款的比例，只看已滿回補期的日子。",
            "Share of placed orders that were never paid, on mature days only.",
        ),
        *(COLLECTED, PLACED, Unit.RATIO, Better.LOWER, Stage.CONVERSION),
        form=Form.REST,
        process=False,
        cadence="month",
    ),
    Kpi(
        "repurchase_90d",
        Text("首購後 90 天回購率", "Repurchase within 90 days"),
        Text(
            "首購落在期間內、且已滿 90 天的官網新客，90 天內再下單的比例。",
            "Of the own site's customers whose first order lies in the period and 90 days back or"
            " more, the share who ordered again within 90 days.",
        ),
        *(AGAIN_IN_90, FIRST_BUYERS, Unit.RATIO, Better.HIGHER, Stage.RETENTION),
        process=False,
        cadence="month",
        ripens=90,
    ),
    Kpi(
        "repurchase_365d",
        Text("365 天回購率", "Repurchase within 365 days"),
        Text(
            "到期間最後一天為止的 365 天內，官網顧客中下單 2 次以上的比例。",
            "Share of the own site's customers with two orders or more in the 365 days that end"
            " with the period.",
        ),
        *(AGAIN_IN_365, BUYERS, Unit.RATIO, Better.HIGHER, Stage.RETENTION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "returning_revenue_share",
        Text("舊客營收占比", "Returning revenue share"),
        Text("官網營收中來自舊客的比例。", "Share of the own site's revenue from known customers."),
        *(SITE_NEW_REVENUE, SITE_REVENUE, Unit.RATIO, Better.HIGHER, Stage.RETENTION),
        form=Form.REST,
        process=False,
        cadence="month",
    ),
    Kpi(
        "aov",
        Text("客單價", "AOV"),
        Text("每張訂單的平均營收。", "Revenue of an average order."),
        *(REVENUE, ORDERS, Unit.MONEY, Better.HIGHER, Stage.GROWTH),
        process=False,
        cadence="month",
    ),
    Kpi(
        "items_per_order",
        Text("客單件數", "Items per order"),
        Text("每張訂單平均買幾件。", "Items in an average order."),
        *(ITEMS, ORDERS, Unit.MULTIPLE, Better.HIGHER, Stage.GROWTH),
        process=False,
        cadence="month",
    ),
    Kpi(
        "cross_sell",
        Text("交叉銷售率", "Cross-sell rate"),
        Text(
            "官網訂單中買了兩個以上商品分類的比例，只看商品都有分類的訂單。",
            "Share of the own site's orders with items of two categories or more, among orders"
            " whose items all have one.",
        ),
        *(CROSS, CATEGORIZED, Unit.RATIO, Better.HIGHER, Stage.GROWTH),
        process=False,
        cadence="month",
    ),
)
