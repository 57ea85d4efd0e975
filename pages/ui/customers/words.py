"""The words of the page of customers."""

from __future__ import annotations

from data.text import Text

CUSTOMERS = Text("顧客", "Customers")
SUBSCRIPTIONS = Text("訂閱：留多久、值多少", "Subscriptions: how long they stay, what one is worth")
COHORTS = Text("每一批新客：花多少、何時回本、值多少", "Every cohort: its cost, payback and worth")
CURVE = Text("一位新客帶回多少毛利", "What a new customer brings back")
CURVE_DO = Text(
    "實線是看過的，灰線是一年前的同樣月份，虛線是估計，色帶是 90% 範圍；橫線是獲客成本。",
    "Solid: seen. Grey: the same months a year before. Dashed: expected, tinted its 90 % range. The"
    " level line is CAC.",
)
RETENTION = Text("回購與留存", "Repurchase and retention")
DETAIL = Text("看哪一張表", "Which table")
DETAILS = {
    "split": Text("新客與舊客", "New and returning"),
    "segments": Text("RFM 分群", "RFM segments"),
    "channels": Text("在哪裡第一次購買", "Where they first bought"),
    "pairs": Text("常一起買的商品", "What is bought together"),
}
NO_PAIRS = Text(
    "還沒有夠常一起出現的商品：訂單要有商品名稱，而且一組至少 30 張訂單。",
    "No pair is common enough: orders need product names, and 30 orders with both.",
)
ENTER_MARGIN = Text("填上毛利率", "Enter the gross margin")
NEEDS_MARGIN = Text(
    "LTV 與回本是毛利不是營收：還沒有人填毛利率，這裡不猜。",
    "LTV and payback are margin, not revenue: nobody has entered a gross margin, and none is"
    " guessed here.",
)
NO_CUSTOMERS = Text(
    "還沒有認得出顧客的官網訂單。到「資料」放入訂單匯出檔（要有會員編號、手機或電子郵件），這裡就會出現"
    "獲客成本、回購與顧客價值。",
    "No orders of the own site that name their customers yet. Drop an export of orders with member"
    " numbers, mobile numbers or e-mail on the Data page, and this page shows what customers cost"
    " and are worth.",
)
NO_CURRENCY = Text(
    "資料裡有幾種幣別，還沒有選報表幣別：到「資料」的「規則」選一種。",
    "There are several currencies and none to report in: choose one on the Data page, under Rules.",
)
WORKING = Text(
    "{text}（每份新資料只算一次，約幾秒到半分鐘；可以先看別頁）",
    "{text} (once for each new set of data, seconds to half a minute; other pages are open)",
)
FAILED = Text(
    "顧客的估計沒有完成，原因寫在伺服器紀錄裡。其他頁不受影響；換一份資料或重新啟動後會再算一次。",
    "The estimate did not finish; the server's log says why. Other pages are not affected; it is"
    " made again with the next data or the next start.",
)
RULES = Text("到「規則」", "To the rules")
