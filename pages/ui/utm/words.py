"""The words of the UTM links page; words about links, rules and matches stand beside these."""

from __future__ import annotations

from data.text import Text
from kpi.utm.matching import Kind

UTM = Text("UTM 連結", "UTM links")
PARTS = {
    "audit": Text("稽核", "Audit"),
    "links": Text("產生連結", "Build links"),
    "rules": Text("規則", "Rules"),
}
PERIODS = {
    "7": Text("近 7 天", "7 days"),
    "28": Text("近 28 天", "28 days"),
    "91": Text("近 13 週", "13 weeks"),
    "custom": Text("自訂", "Choose"),
}
FIRST, LAST = Text("起日", "First day"), Text("迄日", "Last day")
NOTHING_YET = Text(
    "還沒有資料；放入廣告檔和 GA4 的檔案後，這裡會比對兩邊的活動。",
    "No data yet: once files of ads and of GA4 are there, their campaigns are compared here.",
)
SEE_KNOWN = Text("看 {days}", "See {days}")

# figures
LOST = Text("對不上的花費", "Spend without a match")
LOST_NOTE = Text("占全部花費 {share}", "{share} of all spend")
NEAR = Text("像是 UTM 寫錯", "Looks misspelt")
NEAR_NOTE = Text("有相近名稱的活動：{n} 個", "campaigns with a near name: {n}")
UNTRACKED_NOTE = Text("另有 {cost} 刻意不追蹤", "{cost} more is untracked on purpose")
PER_CLICK = Text("每次點擊的造訪", "Visits a click")
PER_CLICK_NOTE = Text("常見 {low}–{high}", "usual {low}–{high}")
UNASSIGNED = Text("未指派的造訪", "Unassigned visits")
UNASSIGNED_NOTE = Text("{n} 次造訪", "{n} visits")
NAMELESS = Text(
    "有 {n} 次造訪的連結沒有寫活動名稱。", "{n} visits came by links that name no campaign."
)

# the table
CAMPAIGNS = Text(
    "廣告活動：要處理的在前，花費多的在前", "Campaigns: what needs mending first, the dearest first"
)
OPEN = Text(
    "點名稱，或勾一列（鍵盤：Shift＋空白鍵），看怎麼處理。",
    "Click a name, or tick a row (keys: Shift+Space), to see what to do.",
)
CAMPAIGN, MATCH, PLATFORM = (
    Text("廣告活動", "Campaign"), Text("對應", "Match"), Text("平台・帳戶", "Platform, account")
)  # fmt: skip
COST, COST_IN = Text("花費", "Cost"), Text("花費（{currency}）", "Cost ({currency})")
CURRENCY = Text("幣別", "Currency")
CLICKS, SESSIONS = Text("點擊", "Clicks"), Text("GA4 造訪", "GA4 visits")
RATIO = Text("造訪÷點擊", "Visits ÷ clicks")
IN_GA4 = Text("GA4 的名稱（或可能是）", "In GA4 (or maybe)")
MAYBE = Text("可能是 {name}", "maybe {name}")
NEARLY = Text("像是寫錯", "looks misspelt")
BASIS = {
    "link": Text("連結點擊", "link clicks"),
    "all": Text("所有點擊", "all clicks"),
    "mixed": Text("連結點擊與所有點擊混合", "link and all clicks mixed"),
}
CHIPS: dict[Kind, tuple[str, str]] = {
    Kind.SAID: ("✓", "green"),
    Kind.EXACT: ("✓", "green"),
    Kind.ID: ("✓", "green"),
    Kind.FORMER: ("✓", "green"),
    Kind.NONE: ("!", "violet"),
    Kind.UNTRACKED: ("–", "gray"),
    Kind.UNKNOWN: ("?", "gray"),
}
"""The icon and the colour of each kind of match."""

# links that break the rules
BROKEN = Text("不合規則的連結，造訪多的在前", "Links that break the rules, the most visited first")
BROKEN_NONE = Text("這段期間的連結都合規則。", "All links of these days keep the rules.")
BROKEN_MORE = Text("另有 {n} 個，造訪更少。", "{n} more, with fewer visits.")
SOURCE_MEDIUM = Text("來源 / 媒介", "Source / medium")
IN_UTM = Text("utm_campaign", "utm_campaign")
REVENUE = Text("營收", "Revenue")
GROUP = Text("GA4 管道", "GA4 channel")
WRONG = Text("不合的地方", "What is wrong")

# one campaign
BACK = Text("回稽核", "Back to the audit")
GONE = Text(
    "這個活動在這段期間沒有花費。", "This campaign cost nothing in these days."
)  # fmt: skip
DETAIL = Text(
    "{platform}・{account}｜花費 {cost}｜{basis} {clicks}",
    "{platform}, {account} · cost {cost} · {clicks} {basis}",
)
NUMBER = Text("｜編號 {id}", " · id {id}")
MATCHED = Text("GA4 的{names}：{n} 次造訪（{how}）", "{names} in GA4: {n} visits ({how})")
SAME_TITLE = Text("是同一個", "The same")
SAME_DO = Text(
    "說它們是同一個之後，稽核就把這些造訪算給這個活動；連結本身仍然要改。",
    "Once said to be the same, its visits count for this campaign; the links still need mending.",
)
WHICH = Text("GA4 裡的活動", "Campaign in GA4")
NEAR_OPTION = Text("{name}（{why}）", "{name} ({why})")
CHOOSE_ONE = Text("選一個", "Choose one")
SAY_SAME = Text("是同一個", "They are the same")
SAME_MISSING = Text("請選 GA4 裡的活動。", "Choose the campaign in GA4.")
UNTRACKED_TITLE = Text("刻意不追蹤", "Not tracked on purpose")
UNTRACKED_DO = Text(
    "例如導向 LINE 加好友、App 或實體門市：不會有網站造訪。原因會留在紀錄裡，花費不再算成對不上。",
    "It leads to LINE, an app or a store, so no visits are due. The reason is kept, and the cost no"
    " longer counts as lost.",
)
SAY_UNTRACKED = Text("刻意不追蹤", "Not tracked on purpose")
TAKE_BACK = Text("收回", "Take it back")
SAID_SAME = Text(
    "{by} 在 {at} 說：和 GA4 的「{names}」是同一個。",
    "{by} said on {at}: it is the same as “{names}” in GA4.",
)
SAID_UNTRACKED = Text(
    "{by} 在 {at} 說：刻意不追蹤，因為 {why}。",
    "{by} said on {at}: not tracked on purpose, because {why}.",
)
KEPT_SAME = Text(
    "已記下：「{name}」就是 GA4 的「{other}」。", "Kept: “{name}” is “{other}” in GA4."
)
KEPT_UNTRACKED = Text("已記下：「{name}」刻意不追蹤。", "Kept: “{name}” is not tracked on purpose.")
TAKEN_BACK = Text("已收回對「{name}」說過的話。", "What was said of “{name}” is taken back.")
FASTER = Text(
    "有人剛剛也改了這一個，沒有存；請看過最新的再決定。",
    "Somebody has just changed this, too, and nothing was kept. Look at the newest, then decide.",
)

# building links
LINKS_TITLE = Text(
    "貼上網址、選好來源與媒介，連結就產生；不合規則的地方當場看得到。",
    "Paste an address, choose source and medium: there is the link, with what breaks the rules.",
)
URLS = Text("網址（一行一個）", "Addresses (a line each)")
URLS_EXAMPLE = Text("https://example.com/sale", "https://example.com/sale")
HINTS = {
    "source": Text("從哪裡來：facebook、newsletter", "where from: facebook, newsletter"),
    "medium": Text("用什麼方式：paid_social、email", "by what means: paid_social, email"),
    "campaign": Text("例：{example}", "such as {example}"),
    "content": Text("哪個版本：素材 A", "which version: creative A"),
    "term": Text("付費關鍵字", "paid keyword"),
    "id": Text("廣告平台的活動編號", "the platform's campaign id"),
}
PLACEHOLDERS = Text(
    "平台自動填入的 {{campaign.name}}（Meta）、{campaignid}（Google）、__CAMPAIGN_NAME__（TikTok）"
    "可以直接寫，不會被編碼。",
    "What platforms fill in stays as it is: {{campaign.name}} (Meta), {campaignid} (Google),"
    " __CAMPAIGN_NAME__ (TikTok).",
)
LANDS = Text("GA4 會算在「{group}」", "GA4 counts it under “{group}”")
KEEPS_RULES = Text("合規則", "keeps the rules")
COUNTED = Text(
    "{n} 個連結：{good} 個合規則，{bad} 個不合，{none} 個做不出來。",
    "{n} links: {good} keep the rules, {bad} do not, {none} could not be made.",
)
MOST = Text("一次最多 {most} 個；後面的沒有做。", "{most} at a time; the others were not made.")
UPLOAD = Text("或上傳一張表（CSV、Excel）", "Or upload a table (CSV, Excel)")
UPLOAD_DO = Text(
    "要有「網址」欄，可以再加來源、媒介、活動…；空白的格子用上面選的值。",
    "With a column URL, and source, medium, campaign … if you like; empty cells take the values"
    " above.",
)
BETWEEN = Text("；", "; ")
LINKS_ALT = Text("完成的連結與檢查結果", "The links, and what is wrong with them")
DOWNLOAD = Text("下載連結", "Download links")
FILE = Text("UTM 連結.{kind}", "utm-links.{kind}")

# rules
RULES_TITLE = Text(
    "連結怎麼寫，由你們決定；稽核和產生連結都照這裡。",
    "You decide how links are written; audit and builder follow what stands here.",
)
SOURCES_DO = Text(
    "一行一個；等號後面是它代表的廣告平台（可以不寫）。",
    "A line each; behind = the ad platform it stands for (may be left out).",
)
MEDIA_DO = Text("一行一個。", "A line each.")
PATTERN_DO = Text(
    "空白：任何名稱都可以。可以用：{names}。", "Empty: any name will do. There are: {names}."
)
EXAMPLE = Text("例如：{example}", "For example: {example}")
OWN_DO = Text(
    "一行一個網域；站內連結不該有 UTM。", "A host a line; links within them must carry no UTM."
)
YES, NO = Text("一律小寫", "small letters"), Text("大小寫都可以", "either")
MEANS = Text("GA4 會怎麼歸類", "What GA4 makes of them")
MEANS_DO = Text(
    "依 Google 公布的預設管道群組規則；大小寫不影響歸類，但報表會分成兩列。",
    "By Google's published rules of default channel groups; capitals do not change the group, but"
    " make two rows in reports.",
)
OTHERS = Text("其他來源", "other sources")
PLATFORM_OF = Text("代表的廣告平台", "Ad platform")
KEPT_RULES = Text("規則已儲存。", "The rules are kept.")
