"""The words of the Calendar page; words about fields and seasons stand beside what they name."""

from __future__ import annotations

from data.text import Text

CALENDAR = Text("行事曆", "Calendar")
PARTS = {
    "list": Text("行事曆", "Calendar"),
    "new": Text("新增", "Add"),
    "table": Text("匯入與匯出", "In and out"),
    "seasons": Text("檔期季節", "Sale seasons"),
    "closing": Text("月結", "Month close"),
}
SCALES = {"month": Text("月", "Month"), "quarter": Text("季", "Quarter")}
SHOWN = Text("畫面上的期間", "Days in the picture")
EARLIER, LATER = Text("往前", "Earlier"), Text("往後", "Later")
THIS_ONE = Text("今天", "Today")

# the picture and what is in it
PICTURE = Text("{days} 的行事曆：{what}。", "Calendar of {days}: {what}.")
NOTHING = Text("沒有任何事", "nothing is on")
ONE = Text("{name} {days}", "{name} {days}")
LISTED = Text("這段期間有什麼", "What is on in these days")
DAYS, WHAT, KIND = Text("日期", "Days"), Text("是什麼", "What"), Text("類型", "Kind")
BELONGS = Text("屬於", "Belongs to")
EVERY_KPI = Text("所有指標", "every KPI")
MINE = Text("自己的事件", "Your own events")
MINE_DO = Text(
    "檔期、內容、社群、實驗、系統異常、颱風假：標在所屬指標的每一張圖上；檔期也讓目標天天看。",
    "Campaigns, content, posts, experiments, outages, typhoon days: they are marked on every chart"
    " of their KPIs, and within campaigns goals are looked at daily.",
)
NONE_YET = Text(
    "還沒有自己的事件。百貨週年慶、颱風假和自家檔期要由你們加入：新增一筆，或上傳一份表格。",
    "No events of your own yet. Anniversary sales, typhoon days and your campaigns are entered by"
    " you: add one, or upload a table.",
)
OPEN = Text(
    "勾一列（鍵盤：Shift＋空白鍵）打開那一筆，可以更改或刪除。",
    "Tick a row (keys: Shift+Space) to open it: change or delete it there.",
)
GO_NEW, GO_TABLE = Text("新增一筆", "Add one"), Text("上傳表格", "Upload a table")

# one event
BACK = Text("回行事曆", "Back to the calendar")
NEW_TITLE = Text("新增一筆", "A new event")
NOT_THERE = Text(
    "這一筆已經不在了，可能有人刪除了它。", "It is no longer there; somebody deleted it."
)
NO_PARTNER = Text("（沒有）", "(none)")
NOT_SAID = Text("（沒說）", "(not said)")
KPI_HINT = Text("空白是所有指標", "empty: every KPI")
PARTNER_HINT = Text("檔期和去年哪一檔逐日相比", "the campaign it is compared with day by day")
DELETE = Text("刪除這一筆", "Delete it")
DELETED = Text("已刪除「{name}」。", "“{name}” was deleted.")
KEPT = Text("已儲存「{name}」。", "“{name}” was saved.")
THERE_ALREADY = Text(
    "{first} 已經有一筆「{name}」；請改那一筆，或換一個名稱。",
    "There is a “{name}” on {first} already; change that one, or choose another name.",
)
FASTER = Text(
    "{at} {by} 先改了這一筆：{what}。你填的都還在：可以改看最新的，或以你填的為準再存一次。",
    "{by} changed it first, {at}: {what}. What you typed is still here: look at the newest, or"
    " save yours over it.",
)
DELETED_BY = Text("刪除了", "deleted it")
CHANGE = Text("{field} {old} → {new}", "{field} {old} → {new}")
NO_CHANGE = Text("內容相同", "nothing that differs")
THEIRS, MINE_AGAIN = Text("改看最新的", "Look at the newest"), Text("以我填的為準", "Save mine")

# the table
TABLE_DO = Text(
    "一列一筆：日期（或起日、迄日）、主題、渠道、對內／對外、負責人、類型、指標。沒寫類型的算「內容」；"
    "同名稱同起日的就是同一筆，表上沒有的不動。",
    "A line an event: date (or first and last day), topic, channel, inside or outside, owner, kind,"
    " KPIs. Without a kind it is “content”. The same name and first day is the same event; what is"
    " not in the table stays.",
)
DOWNLOAD, TEMPLATE = (
    Text("下載目前的", "Download what is there"),
    Text("下載範本", "Download a template"),
)
FILE, TEMPLATE_FILE = (
    Text("行事曆.{kind}", "calendar.{kind}"),
    Text("行事曆範本.{kind}", "calendar-template.{kind}"),
)
UPLOAD = Text("上傳填好的表（CSV 或 Excel）", "Upload the filled table (CSV or Excel)")
CONFIRM = Text("確認，存 {n} 筆", "Confirm and keep {n}")
DONE = Text("已存 {n} 筆。", "{n} kept.")
CHANGED_MEANWHILE = Text(
    "有人剛剛改了其中一筆，什麼都沒有存；請再看一次下面的差異，然後確認。",
    "Somebody has just changed one of them, and nothing was kept. Look at the differences again,"
    " then confirm.",
)

# the sale seasons
SEASONS_DO = Text(
    "沒有參加的檔期可以關掉；自己的檔期早一點開始、晚一點結束，就改天數。圖上的標記、檔期的天數、"
    "去年同檔期與預估都會跟著改。日子本身（例如 11/11、母親節）不會動，每年才對得起來。",
    "Switch off what you take no part in; where your sale begins earlier or ends later, change its"
    " days. Marks, the days of the season, last year’s season and forecasts follow. The day itself"
    " (11/11, Mother’s Day) stays, so that years still meet.",
)
SEASON = Text("要改的檔期", "Season to change")
TAKES_PART = Text("參加", "Takes part")
YES, NO, MOVED = Text("參加", "Yes"), Text("沒有參加", "No"), Text("參加，天數改過", "Own days")
TAKE_PART = Text("我們參加這個檔期", "We take part in it")
BEFORE = Text("當天前幾天開始（負數是之後）", "Begins so many days before (negative: after)")
AFTER = Text("當天後幾天結束（負數是之前）", "Ends so many days after (negative: before)")
USUAL = Text("預設是 {days}。", "As shipped: {days}.")
