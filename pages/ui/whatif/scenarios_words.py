"""The words of kept scenarios."""

from __future__ import annotations

from data.text import Text

SCENARIOS = Text("情境", "Scenarios")
KEEP = Text("存成情境", "Keep as a scenario")
KEEP_DO = Text(
    "會存下 {days} 的預測；這些日子過完、資料到齊後，這裡會告訴你實際是多少。",
    "Keeps what is predicted for {days}; once these days are over and complete, it says what came.",
)
NAME, NOTE = Text("名稱", "Name"), Text("備註（可不填）", "Note (optional)")
SAVE, WHY = Text("儲存", "Save"), Text("為什麼改", "Why")
SAVED = Text("試算了一個情境", "tried a scenario")
KEPT = Text("已存成情境「{name}」，在「情境」裡看得到。", "Kept “{name}”; it is under Scenarios.")
EMPTY = Text(
    "還沒有存過情境：在別的試算調好後按「存成情境」，就能放在一起比、分享連結，之後再對實際數字。",
    "Nothing is kept yet: set what you like in another part and press Keep as a scenario. Then"
    " compare, share the link, and later hold it against what came.",
)
TRY = Text("從槓桿開始", "Begin with the levers")
SENTENCE = Text(
    "存了 {n} 個情境，{k} 個已經看得到結果。",
    "Scenarios kept: {n}; already told what came of: {k}.",
)
COMPARE = Text("放在一起比（最多 {most} 個）", "Side by side ({most} at most)")
WHAT = Text("項目", "What")
RANGES = Text(
    "括號是 80% 範圍：十次有八次會落在裡面；沒有括號的是乘出來的，沒有範圍。"
    "實際是全公司、計畫的日子到齊後看板上的數字。",
    "In brackets the 80 % range, which holds what comes eight times in ten; what multiplies to"
    " one figure has none. Actual: the board's figure of the whole company, once all planned days"
    " are complete.",
)
SETTINGS = Text("怎麼設定的", "How they were set")
OPEN = Text("打開", "Open")
OPEN_DO = Text(
    "打開後網址列就是可以分享的連結", "Once open, the address bar holds the link to share"
)
CHANGE = Text("改名或刪除", "Rename or delete")
DELETE = Text("刪除這個情境", "Delete this scenario")
DELETED = Text("不再需要", "not needed any more")
DOWNLOAD = Text("下載", "Download")
FILE = Text("情境.{kind}", "scenarios.{kind}")
EVERY = Text("所有情境", "All scenarios")
RECORD = Text("更改紀錄", "Changes")
ABOUT = Text("{kind}・{days}・{by} 存於 {day}", "{kind}, {days}, kept by {by} on {day}")
GONE = Text(
    "這個情境用的試算在這個版本打不開，仍可比較與對照結果。",
    "This version cannot open what it was made with; it can still be compared.",
)
BY_WHY = Text("{by}：{why}", "{by}: {why}")
