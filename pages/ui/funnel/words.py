"""The words of the page of funnels."""

from __future__ import annotations

from data.text import Text

FUNNEL = Text("漏斗", "Funnel")
WHICH = Text("哪一個漏斗", "Which funnel")
AGAINST = Text("和哪一段比", "Compared with")
BY = Text("切分", "Cut by")
CUT = Text("依{by}切分", "Cut by {by}")
OWN = Text("{name}（自訂）", "{name} (own)")
SOURCES = Text("數字從哪裡來", "Where these come from")
DEFINITION = Text("代價怎麼算", "How cost is told")
MISSING = Text("{name}：–　{why}", "{name}: – {why}")
NO_CUT = Text(
    "這一段期間的資料沒有帶這個切分：要有至少兩個相鄰的步驟。GA4 的裝置、到達網頁與來源可在「資料」"
    "的「GA4 連線」拉取，或匯入依它分列的檔案；名單的來源、活動與團隊跟著 CRM 的匯出檔來。",
    "The data of these days do not carry this cut for two neighbouring steps. Devices, landing"
    " pages and sources can be pulled from GA4 on the Data page, or imported; sources, campaigns"
    " and teams of leads come with the CRM's export.",
)
TIMES = Text("步驟之間要多久", "Time between steps")
REASONS = Text("業務退回 MQL 最常見的原因", "Why sales sent MQL back")

# steps of one's own
CHOOSE = Text("改步驟與負責人", "Change steps and owners")
HINT = Text(
    "依走的順序選 {fewest} 到 {most} 步。會存成自己的漏斗，範本不會變。",
    "Choose {fewest} to {most} steps in their order. They are kept as a funnel of your own; the"
    " template stays.",
)
NAME = Text("名稱", "Name")
STEP = Text("第 {n} 步", "Step {n}")
OWNER = Text("「{step}」由誰負責", "Owner of {step}")
SAVE = Text("儲存", "Save")
DELETE = Text("刪除這個漏斗", "Delete this funnel")
SAVED = Text("選了漏斗的步驟", "chose the steps of a funnel")
DELETED = Text("不再使用這個漏斗", "the funnel is not used any more")
