"""The words of the Goals page; words about fields, rules and packs stand beside what they name."""

from __future__ import annotations

from data.text import Text
from kpi.definition import Better

GOALS = Text("目標", "Goals")
JOIN = Text("、", ", ")
PARTS = {
    "list": Text("目標", "Goals"),
    "objectives": Text("策略目標", "Objectives"),
    "teams": Text("分工", "Teams"),
    "packs": Text("組合", "Packs"),
    "new": Text("新增", "Add"),
    "table": Text("表格", "Table"),
    "history": Text("紀錄", "Record"),
}

# the list
TODAY = Text("目前", "Today")
GUARDRAIL = Text("護欄", "Guardrail")
RHYTHM = Text("檢視／週期", "Cadence, period")
BOTH = Text("{a}／{b}", "{a}, {b}")
LACKS = Text("還缺", "Missing")
IT_LACKS = Text("還缺{what}", "Missing: {what}")
OPEN = Text(
    "點名稱或勾一列（鍵盤：Shift＋空白鍵）打開那個目標，可以更改、刪除、看誰改過什麼。",
    "Click a name or tick a row (keys: Shift+Space) to open a goal: change or delete it, see who"
    " changed what.",
)
FROM_BOARD = Text(
    "目前與狀態是總覽今天說的（本月至今）。",
    "Today and status are what the overview says now (this month so far).",
)

# one goal
BACK = Text("所有目標", "All goals")
NOT_THERE = Text(
    "這個目標已經不在了；誰在什麼時候刪除，看「紀錄」。",
    "This goal is no longer there; the record says who deleted it, and when.",
)
WAYS = {
    Better.HIGHER: Text(
        "越高越好：到目標就達標，低於護欄下限就需處理。",
        "Higher is better: on target from the target up, to act on below the lower guardrail.",
    ),
    Better.LOWER: Text(
        "越低越好：不超過目標就達標，高於護欄上限就需處理；低於下限只提醒。",
        "Lower is better: on target down from the target, to act on above the upper guardrail;"
        " below the lower one is only said.",
    ),
    Better.BAND: Text(
        "落在區間內最好：不超過目標就達標，高於護欄上限就需處理；低於下限只提醒。",
        "Within a band is best: on target down from the target, to act on above the upper"
        " guardrail; below the lower one is only said.",
    ),
}
SUMS = Text(
    "逐日累計：和到今天應達的比，落後到護欄那幾成以下就需處理。",
    "It adds up day by day: held against what is due by now, to act on below the guardrail's share"
    " of that.",
)
SUMS_LESS = Text(
    "逐日累計：和到今天應達的比，超過護欄那幾成就需處理。",
    "It adds up day by day: held against what is due by now, to act on above the guardrail's share"
    " of that.",
)
FIELD_UNIT = Text("{field}（{unit}）", "{field} ({unit})")
UNCHANGED = Text("沒有任何更改，所以沒有存。", "Nothing was changed, so nothing was saved.")
MEND = Text("還沒有存：請改好標出的欄位。", "Not saved yet: mend the fields that are marked.")
SAVED = Text("已儲存，總覽已經跟著更新。", "Saved; the overview follows.")
DELETE_ASK = Text(
    "刪除後總覽不再判定它；紀錄會留著。", "The overview will no longer judge it; the record stays."
)
DELETED = Text("已刪除「{name}」。", "Deleted “{name}”.")
LAST_ONE = Text(
    "這是最後一個目標，不能刪除：看板至少要有一個。要換一套，請到「組合」。",
    "This is the last goal and cannot be deleted: a board needs one. To start over, choose a pack.",
)

# two people at once
CONFLICT = Text(
    "你編輯的時候，別人改了這個目標。你填的都還在，還沒有存。",
    "Somebody else changed this goal while you were editing. What you typed is still here and not"
    " saved yet.",
)
THEY = Text("{at} {by}：{what}（{why}）", "{at} {by}: {what} ({why})")
MERGE = Text("併入對方的更改，保留我填的", "Take theirs in, keep what I typed")
MERGED = Text(
    "已併入；有衝突的欄位留著你填的。看過再按儲存。",
    "Taken in; where both changed a field, yours stands. Look it over and save.",
)
THEIRS = Text("放棄我填的，看最新的", "Drop mine, show theirs")
CONFLICT_ELSE = Text(
    "還沒有存：有人在你看預覽時改了目標。下面已經換成最新的差異，請再看一次。",
    "Not saved: somebody changed a goal while you looked. The differences below are new; look"
    " again.",
)

# a new goal
ADD_DO = Text(
    "選一個指標和它的範圍，先填這些；基準、期限與分工接著在它的頁面補。",
    "Choose a KPI and its scope and fill in these; baseline, deadline and teams follow on its own"
    " page.",
)
SCOPE_BY = Text("範圍", "Scope")
EVERYTHING = Text("全部", "All")
CHOOSE_KPI = Text("選一個指標", "Choose a KPI")
CHOOSE_STEP = Text("選一個，或自己輸入", "Choose one, or type your own")
WHICH = Text("哪一個", "Which one")
ADD = Text("新增目標", "Add the goal")

# packs
CHOOSE_PACK = Text("選一個組合", "Choose a pack")
PACK_DO = Text(
    "組合是一套起點。選了先看會改什麼，確認才生效；改過的目標不會被蓋掉，除非你勾選。",
    "A pack is a start. See what it would change before you confirm; goals somebody edited are"
    " never overwritten unless you tick them.",
)
FATES = {
    "new": Text("會新增", "Would be added"),
    "gone": Text("會移除", "Would go"),
    "back": Text("會改回組合的值", "Would be set back"),
    "same": Text("不變", "Stays as it is"),
    "kept": Text("保留（有人改過）", "Stays (edited)"),
    "beside": Text("不加（同一指標已有你們的目標）", "Not added (yours stays)"),
}
TARGET_GUARDRAIL = Text("目標與護欄", "Target and guardrail")
GIVE_UP = Text("這些目標有人改過，勾選才會被取代", "Edited goals: tick those to give up")
PACK_NOTHING = Text("選這個組合不會改變什麼。", "This pack would change nothing.")
PACK_NEXT = Text("到「目標」補齊並確認", "On to the goals: fill in and confirm")
PACK_CONFIRM = Text("採用「{name}」", "Use “{name}”")
PACK_DONE = Text("已採用「{name}」。", "The pack “{name}” is in use.")

# the table
TABLE_DO = Text(
    "下載目前的目標，在 Excel 裡改好再上傳；先看每一列會改什麼，確認才生效。"
    "表格裡沒有的目標不動，空白的欄位會清空。",
    "Download the goals, change them in Excel, upload them again; see line by line what would"
    " change before you confirm. Goals that are not in the table stay; an empty cell empties its"
    " field.",
)
DOWNLOAD = Text("下載", "Download")
FILE = Text("北極星_目標.{kind}", "lodestar_goals.{kind}")
UPLOAD = Text("上傳改好的表格（CSV 或 .xlsx，最多 500 列、1 MB）",
              "Upload the table (CSV or .xlsx, 500 lines and 1 MB at most)")  # fmt: skip
WHAT = Text("指標", "KPI")
TABLE_CONFIRM = Text("確認這 {n} 列", "Confirm these {n} lines")
TABLE_DONE = Text("已存 {n} 個目標。", "{n} goals were saved.")

# the record
BY_WHY = Text("{by}：{why}", "{by}: {why}")
RECORD = Text("誰改過什麼", "Who changed what")
NO_RECORD = Text("還沒有紀錄。", "Nothing on record yet.")
