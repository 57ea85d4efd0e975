"""The words of the rules: service fees, settings, tax of each source, classes of campaigns."""

from __future__ import annotations

from data.rules.fees import Basis, Tax
from data.text import Text

# who, when and why
WHY = Text("為什麼（會留在紀錄裡）", "Why (kept on record)")
WHY_EXAMPLE = Text("例如：10 月起新合約", "For example: new contract from October")
WHY_MISSING = Text(
    "請寫下原因：之後看數字的人才知道為什麼改。",
    "Say why: whoever reads the figures later will want to know.",
)
SAVE = Text("儲存", "Save")
SAVED = Text("已儲存。", "Saved.")
CHANGED = Text("{at} 由 {by} 更改：{why}", "Changed {at} by {by}: {why}")
NEVER = Text("還沒有人改過，用的是預設值。", "Nobody has changed it; this is what it starts with.")

# service fees
FEES = Text("服務費", "Service fees")
FEES_DO = Text(
    "代理商依廣告花費收的服務費，由規則每天從媒體費長出來，記在費用帳；CAC、ROI 都會算進去。",
    "What agencies charge on media cost grows from it day by day, by rule, in the costs ledger;"
    " CAC and ROI count it.",
)
NO_FEES = Text(
    "還沒有規則。費用帳裡只有匯入或輸入的費用。",
    "No rule yet: the costs ledger holds what was imported or typed, and nothing more.",
)
CHOOSE_RULE = Text("選一列可以更改、結束或刪除。", "Choose a row to change, end or delete it.")
ADD_RULE = Text("新增一條規則", "A new rule")
CHANGE_RULE = Text("更改這條規則", "Change this rule")
VENDOR = Text("廠商", "Vendor")
VENDOR_EXAMPLE = Text("例如：大樹數位", "For example: Big Tree")
EVERY_ACCOUNT = Text("所有帳戶", "All accounts")
RATE = Text("費率（%）", "Rate (%)")
RATE_COLUMN = Text("費率", "Rate")
RATE_MISSING = Text(
    "請填費率：大於 0、小於 100 的百分比。", "Fill in the rate: a percentage between 0 and 100."
)
DAY_MISSING = Text("請填第一天。", "Fill in the first day.")
BASIS = Text("計法", "Reckoned")
BASES = {
    Basis.ON_TOP: Text("外加（媒體費的百分比）", "On top (share of the media)"),
    Basis.INCLUDED: Text("內含（總額的百分比）", "Included (share of media and fee)"),
}
BASES_SHORT = {
    Basis.ON_TOP: Text("外加", "On top"),
    Basis.INCLUDED: Text("內含", "Included"),
}
TAX = Text("營業稅 5%", "Business tax 5 %")
TAXES = {
    Tax.FEE: Text("只有服務費要稅", "On the fee"),
    Tax.ALL: Text("媒體費和服務費都要稅", "On media and fee"),
    Tax.NONE: Text("不加稅", "None"),
}
FIRST = Text("第一天", "First day")
LAST = Text("最後一天（空白：持續）", "Last day (empty: goes on)")
STANDING = {
    "now": Text("使用中", "In force"),
    "later": Text("尚未開始", "Not begun"),
    "over": Text("已結束", "Ended"),
}
ON = Text("{first} 起", "from {first}")
TO_MEDIA = Text(
    "媒體費 {media} → 服務費 {fee} ＋ 稅 {tax} ＝ 共付 **{paid}**",
    "{media} of media → {fee} fee + {tax} tax = **{paid}** paid in all",
)
FROM_PAID = Text(
    "多付 {paid} → 媒體費 **{media}** ＋ 服務費 {fee} ＋ 稅 {tax}",
    "{paid} more paid → **{media}** of media + {fee} fee + {tax} tax",
)
END = Text("今天結束", "End it today")
DELETE = Text("刪除", "Delete")
DELETE_ASK = Text(
    "刪除後，這條規則過去算出的服務費也會從看板消失；合約到期請改用「今天結束」。",
    "Deleting takes the fees of this rule off the board for past days too. When a contract ends,"
    " end the rule instead.",
)
DELETE_NOW = Text("確定刪除", "Delete it")
RECKONING = Text("看板正在依新的規則重算服務費…", "The board is reckoning the fees anew…")
RECKONED = Text("看板已依這些規則計算。", "The board follows these rules.")
NO_MEDIA = Text(
    "還沒有資料；放入廣告檔後，就會依這些規則計算。",
    "No data yet; as soon as ad files are there, fees follow these rules.",
)
GO_ON = Text("等太久？再算一次", "Too long? Reckon again")

# sales channels that count as the own site
OWN_SITE = Text("哪些銷售通路算作官網", "Sales channels that count as the own site")
OWN_SITE_DO = Text(
    "官網訂單、官網營收、官網新客，以及用它們算的結帳轉換率、CAC、整體 ROAS 與三本帳，"
    "都只看算作官網的通路。官網一定算；APP、LINE 購物等要不要算，由你們決定。通路名稱與"
    "分通路的數字不會變。",
    "Orders, revenue and new customers of the own site, and what is reckoned from them (checkout"
    " conversion, CAC, blended ROAS, the three ledgers), read these channels only. The site itself"
    " always counts; whether an app or LINE does is yours to say. Channels keep their names and"
    " figures.",
)
NO_ORDERS = Text(
    "放入訂單檔後，這裡會列出檔案裡的銷售通路。",
    "Once order files are there, their sales channels are listed here.",
)
SALES_CHANNEL = Text("銷售通路", "Sales channel")
COUNTS = Text("算作官網", "Own site")
COUNTS_ALWAYS = Text("一定算", "Always")
COUNTS_YES, COUNTS_NO = Text("算", "Yes"), Text("不算", "No")
CHOOSE_CHANNELS = Text("除了官網，也算作官網的通路", "Besides the site itself, these count too")
ONLY_ONE = Text(
    "訂單裡目前只有官網一個通路，沒有別的可以選。",
    "Orders come from the site alone so far: there is no other channel to choose.",
)
ALL_DAYS = Text("全部訂單（{days}）", "All orders ({days})")
UNCHANGED = Text("{figure}：**{now}**", "{figure}: **{now}**")
BEFORE_AFTER = Text(
    "{figure}：{now} → **{then}**（{more}）", "{figure}: {now} → **{then}** ({more})"
)
RECKONING_ORDERS = Text(
    "看板正在依新的通路規則重算官網的數字…", "The board is reckoning the own site's figures anew…"
)
RECKONED_ORDERS = Text("看板已依這條規則計算。", "The board follows this rule.")

# settings
SETTINGS = Text("設定", "Settings")
CATEGORY = Text("選一個商品分類", "Choose a category")
NOT_SET = Text("未設定", "Not set")

# the tax basis of each source
SOURCES = Text("每個來源的稅基", "Tax basis of each source")
SOURCES_DO = Text(
    "檔案不會寫金額含不含稅：先照平台慣例（訂單含稅、廣告未稅），選一列可以改成你們實際的。",
    "Files do not say whether amounts hold tax. Until somebody answers, what is customary holds"
    " (orders with, ads without); choose a row to say how it is with you.",
)
SOURCE_TAX = Text("稅基", "Tax basis")
KNOWN_BY = Text("依據", "Known by")
TOLD = Text("已回答", "Answered")
ASSUMED = Text("平台慣例，尚未確認", "Customary, not confirmed")
SOURCE_BASES = {"excluded": Text("未稅", "Without tax"), "included": Text("含稅", "With tax")}
ASK_TAX = Text("「{account}」的金額是？", "The amounts of {account} are:")
TAX_WAY = Text(
    "會用這個答案把「{file}」再讀一次，在「檔案」確認後才生效；檔案裡的帳戶都適用。",
    "“{file}” is read again with this answer, for all its accounts; it holds once you have"
    " confirmed it under Files.",
)
NO_BEARER = Text(
    "這個來源目前沒有保留原始檔（訂單檔只留 7 天）；放入新的匯出檔後就可以改。",
    "No file of this source is kept (those of orders are for 7 days). Drop a new export first.",
)

# campaign classes
ORDER = Text("順序", "Order")
CLASS = Text("類別", "Class")
WORDS = Text("活動名稱裡的字（用、或逗號分開）", "Words in the name (commas between)")
FALLS = Text("會這樣分", "How campaigns would fall")
CAMPAIGNS = Text("活動數", "Campaigns")
NAMES = Text("例如", "Such as")
UNSAVED = Text("尚未儲存", "Not saved yet")
TAKE_BACK = Text("放棄更改", "Take the changes back")
NO_CAMPAIGNS = Text(
    "放入廣告檔後，這裡會顯示每一類有幾個活動。",
    "Once ad files are there, this shows how many campaigns fall in each class.",
)

# brand words
BRAND_LIST = Text("品牌字（用頓號或逗號分開）", "Brand words (commas between them)")
BRAND_EXAMPLE = Text("例如：北極星、lodestar", "For example: lodestar, north star board")
NO_QUERIES = Text(
    "還沒有查詢表；匯入 Search Console 的 zip 或 XLSX 後，這裡會列出對到哪些查詢。",
    "No list of queries yet; import a Search Console zip or workbook and see what the words catch.",
)
QUERIES_OF = Text("最新查詢表：{spans}", "Newest list of queries: {spans}")
FIGURE = Text("項目", "Figure")
BRAND_QUERIES = Text("查詢", "Queries")
BRAND_SHOWN = Text("曝光", "Impressions")
BRAND_CLICKED = Text("點擊", "Clicks")
NOW, THEN = Text("目前", "Now"), Text("改後", "After")
OF_ALL = Text("全部查詢", "All queries")
CAUGHT = Text("算品牌：{names}", "Brand: {names}")
NOT_CAUGHT = Text("不算：{names}", "Not brand: {names}")

# pages, countries and devices of organic search
SEARCHED = Text("自然搜尋的網頁、國家與裝置", "Organic search by page, country and device")
SPLIT_BY = Text("切分", "Split by")
SEARCHED_OF = Text(
    "最新匯出的 Search Console：{spans}，點擊最多的 {most} 個。一次搜尋可能同時出現兩個網頁，所以"
    "不相加。",
    "The newest Search Console export: {spans}, the {most} most clicked. They are not added up: one"
    " search may show two pages.",
)
NOT_SPLIT = Text(
    "匯入的檔案沒有這張表；請匯出整份成效報表（zip 或 XLSX）。",
    "The imported files lack this table; export the whole performance report (zip or XLSX).",
)
