"""What the part on conversions says."""

from __future__ import annotations

from data.text import Text

# where the counts come from
SOURCE = Text("網站的次數從哪裡來", "Where the site's counts come from")
FROM_PROPERTY = Text(
    "GA4 資源 {property}，{days}；{at} 問的（{age}）。",
    "GA4 property {property}, {days}; asked {at} ({age}).",
)
AGES = {
    "now": Text("剛剛", "just now"),
    "hours": Text("{n} 小時前", "{n} h ago"),
    "days": Text("{n} 天前", "{n} days ago"),
}
FROM_EXPORTS = Text(
    "匯入的 GA4 檔案，{days}。檔案裡只有匯出時選的事件；連上 GA4 就看得到資源的每一個事件。",
    "Imported GA4 files, {days}. They hold the events somebody exported; connect GA4 to see every"
    " event of the property.",
)
FROM_NOWHERE = Text(
    "還沒有：匯入含「事件名稱」的 GA4 檔案，或連上 GA4，就能和平台的次數對照。",
    "Nowhere yet: import a GA4 file with event names, or connect GA4, and the platforms' counts"
    " can be held against the site's.",
)
OLD = Text(
    "這是 {age}的回答，網站可能已經不同。", "That was {age}; the site may have changed since."
)
ASK = Text("向 GA4 資源詢問", "Ask the GA4 property")
ASKING = Text("正在問 GA4…", "Asking GA4…")
CONNECT = Text("到「GA4 連線」選資源", "Choose a property under GA4 connection")
READ = Text(
    "Google 的「轉換」欄是合計（帳戶計入的所有動作）；依「轉換動作」區隔的報表另有每個動作的次數。"
    "Meta 讀購買、加到購物車、開始結帳、潛在顧客這幾欄；「成果」只照它的「成果類型」分開計次，不同"
    "類型從不相加。這些次數只在這張表，不進任何其他數字。",
    "Google's Conversions column is a total (every action the account counts); reports segmented by"
    " conversion action count each of them. Of Meta, the columns for purchases, adds to cart,"
    " checkouts and leads are read; Results are counted by their type, and types are never added"
    " up. These counts stand in this table and in no other figure.",
)

# findings
FINDINGS = Text("要處理的 {n} 件事", "To look at: {n}")
NO_FINDINGS = Text(
    "沒有缺少、名稱相近或重複計算的。", "Nothing is missing, named alike or counted twice."
)
MORE_FINDINGS = Text("其餘 {n} 件", "{n} more")
SPENT = Text("同期花費 {money}", "{money} spent on it in these days")
DO = Text("怎麼做：{do}", "What to do: {do}")
OPEN = Text("打開「{name}」", "Open “{name}”")

# the table
TABLE = Text("對照表", "What each book calls it")
TABLE_DO = Text(
    "每格是 {days} 的次數；差異＝平台自報合計（含重複認列）− GA4。",
    "Counts of {days}. Difference: what the platforms claim together (with double counts) less"
    " GA4's.",
)
CONVERSION, SITE = Text("轉換", "Conversion"), Text("GA4", "GA4")
OTHERS, DIFFERENCE = Text("其他平台", "Other platforms"), Text("差異", "Difference")
TO = Text("到 {day}", "to {day}")
REASONS = Text("；", "; ")
"""Between two reasons."""
NONE_YET = Text(
    "還沒有轉換。從下面的提議開始，或自己新增一個。",
    "No conversions yet. Begin with the proposals below, or add one yourself.",
)
NONE_AT_ALL = Text(
    "還沒有轉換。自己新增一個就能開始對照。", "No conversions yet. Add one to begin."
)

# proposals
PROPOSED = Text("從看到的事件提議", "Proposed from the events seen")
PROPOSED_DO = Text(
    "GA4 的建議事件各有它的位置；平台那邊填的是匯出檔裡同一件事的欄。加入之後都可以改。",
    "GA4's recommended events have their place, and beside them stand the platforms' columns of the"
    " same thing. Everything can be changed once it is added.",
)
BOOK = Text("{book}：{name} {n}", "{book}: {name} {n}")
ADD_THESE = Text("加入這 {n} 個", "Add these {n}")
WHY_PROPOSED = Text("依看到的事件提議加入", "added as proposed from the events seen")
ADDED = Text("已加入 {n} 個轉換。", "{n} conversions were added.")

# the form
BACK = Text("回轉換對照", "Back to the conversions")
NEW = Text("新增轉換", "Add a conversion")
NAME_ZH, NAME_EN = Text("名稱（中文）", "Name (Chinese)"), Text("名稱（英文）", "Name (English)")
KIND, STEP = Text("類別", "Kind"), Text("漏斗步驟", "Funnel step")
NO_STEP = Text("（不屬於任何步驟）", "(no step)")
COUNTING = Text("計法", "Counted")
EVENTS = Text("GA4 事件", "GA4 events")
EVENT = Text("{name}（{n} 次{key}）", "{name} ({n} times{key})")
KEY = Text("，重要事件", ", key event")
NAMES = {
    "google_ads": Text("Google 轉換動作", "Google conversion actions"),
    "meta_ads": Text("Meta 成果類型", "Meta result types"),
}
NAMES_OF = Text("{platform}：名稱", "Names in {platform}")
CHOOSE = Text("選看到的，或輸入新的", "Choose what was seen, or type")
KEPT = Text("已儲存「{name}」。", "“{name}” was saved.")
DELETE = Text("刪除這個轉換", "Delete this conversion")
DELETED = Text("已刪除「{name}」。", "“{name}” was deleted.")
NEWEST = Text("改看最新的", "Look at the newest")

# internal traffic
FILTERS = Text("內部流量", "Internal traffic")
FILTERS_DO = Text(
    "測試中的資料篩選器，或匯入檔的 traffic_type 欄，會標記工作階段；選出哪些是內部流量（員工、代理"
    "商、開發），看板的「有效流量」與「結帳轉換率」會扣除它們。還沒有選之前，有標記的全部扣除。",
    "Data filters that are being tested, or a traffic_type column of imported files, mark sessions;"
    " choose which marks are internal traffic (staff, agencies, developers). Valid sessions and"
    " checkout conversion leave these out; until somebody chooses, all that is marked.",
)
VALID = Text("有效流量：{what}", "Valid sessions: {what}")
RECKONING = Text("正在照這個選擇重新計算…", "Following this choice…")
FILTER = Text("{name}（{n} 個工作階段）", "{name} ({n} sessions)")
INTERNAL = Text("算作內部流量的標記", "Marks that are internal traffic")
NO_FILTERS = Text(
    "資源在這 28 天沒有測試中的篩選器：啟用中的會直接排除，GA4 不會告訴別人；要看會排除多少，"
    "請在 GA4「管理 → 資料篩選器」設為「測試」。",
    "The property tested no filter in these 28 days. One that is active takes visits out and GA4"
    " tells nobody; to see how many, set it to Testing under Admin → Data filters.",
)
NO_MARKS = Text(
    "資源沒有「測試資料篩選器名稱」這個維度。",
    "The property has no dimension for test data filters.",
)
NOT_ASKED = Text(
    "連上 GA4 並詢問資源之後，這裡會列出它的篩選器。",
    "Once GA4 is connected and was asked, its filters are listed here.",
)
SAVED = Text("已儲存。", "Saved.")

# history
HISTORY = Text("誰改了什麼", "Who changed what")
LINE = Text("{at} {by}：「{name}」{what}（{why}）", "{at} {by}: “{name}” {what} ({why})")
