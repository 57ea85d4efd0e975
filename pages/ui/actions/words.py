"""The words of the actions: the list, its filters, one action, its comments."""

from __future__ import annotations

from data.text import Text

ACTIONS = Text("行動", "Actions")
SENTENCE = Text("{n} 項行動未完成，{late} 項延遲中。", "Open actions: {n}; late: {late}.")
SENTENCE_FINE = Text("{n} 項行動未完成，沒有延遲。", "Open actions: {n}; none is late.")
NONE_OPEN = Text("行動都完成了。", "Every action is done.")
EMPTY = Text(
    "還沒有行動。開週會時做的決議會自動變成行動，也可以在這裡直接新增。",
    "No actions yet. What a review decides becomes one by itself; you can also add one here.",
)
EMPTY_REVIEW = Text("這次週會還沒有行動。", "This review has no actions yet.")
NO_MATCH = Text("沒有符合篩選的行動。", "No action matches these filters.")
SHOW = Text("顯示", "Show")
OPEN, ALL = Text("未完成", "Open"), Text("全部", "All")
COUNTED = Text("{word} {n}", "{word} {n}")
EVERY_KPI = Text("所有指標", "All KPIs")
NEW = Text("新增行動", "New action")
CHANGE = Text("更改行動", "Change an action")
CLICK = Text(
    "點名稱或選一列，可以更改、留言。", "Click a name or choose a row to change it or comment."
)
FOR_TOOLS = Text("給任務工具的 CSV", "CSV for task tools")
FOR_TOOLS_HELP = Text(
    "Asana、ClickUp、Notion、Trello 都能匯入：一列一項，日期為 2026-11-30 的寫法。",
    "Asana, ClickUp, Notion and Trello import it: a row an action, days as 2026-11-30.",
)
EXCEL = Text("下載 Excel", "Download Excel")
FILE = Text("行動-{day}.{kind}", "actions-{day}.{kind}")

# one action
WHAT_EXAMPLE = Text("例如：停掉轉換率低於 1% 的廣告組合", "For example: pause ad sets below 1 %")
OWNER_EXAMPLE = Text("一個人或一個角色", "One person or role")
BENEFIT_EXAMPLE = Text("例如：ROAS 回到 3.0", "For example: ROAS back to 3.0")
LINK_EXAMPLE = Text("https://…", "https://…")
LETTERS_EXAMPLE = Text("內容組、明日代理商（外）", "Content, Tomorrow Agency (outside)")
NO_STEP = Text("不在處置清單裡", "None of the playbook")
NO_KPI = Text("不屬於任何指標", "Belongs to no KPI")
NO_PLATFORM = Text("不限平台", "No platform")
RACI = Text("分工（RACI）", "Who (RACI)")
WHY = Text("為什麼改（可不填）", "Why (optional)")
SAVE = Text("儲存", "Save")
SAVED = Text("已儲存「{what}」。", "Saved “{what}”.")
WRONG = Text("{field}：{text}", "{field}: {text}")
NOT_THERE = Text(
    "這項行動不在了：可能在週會上收回了，或資料已清空。",
    "This action is not there any more: a review took it back, or the data were emptied.",
)
CLOSE = Text("關閉", "Close")
OPEN_LINK = Text("打開連結", "Open the link")
FASTER = Text(
    "{by} 在 {at} 先改了：{what}。你打的還在，可以看他的版本，或仍存你的。",
    "{by} changed it first, at {at}: {what}. What you typed is still here: look at theirs, or"
    " save yours over it.",
)
THEIRS = Text("看他的版本", "Look at theirs")
MINE = Text("仍存我的", "Save mine")
ADDED_WHY = Text("在週會之外新增", "added outside of a review")

# comments and record
COMMENTS = Text("留言", "Comments")
COMMENT = Text("寫一則留言", "Write a comment")
SEND = Text("送出", "Send")
RECORD = Text("更改紀錄", "Changes")
BY_WHY = Text("{by}：{why}", "{by}: {why}")
