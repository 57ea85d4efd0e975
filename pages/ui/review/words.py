"""The words of the page 週會."""

from __future__ import annotations

from data.text import Text

REVIEW = Text("週會", "Review")
MEETING, ACTIONS, HISTORY = (
    Text("會議", "Meeting"),
    Text("行動", "Actions"),
    Text("歷史", "History"),
)
REPORT = Text("月報", "Month report")

READY = Text(
    "上一週是 {days}（星期一到星期日），還沒開過週會。",
    "Last week was {days} (Monday to Sunday); it has not been reviewed yet.",
)
GOES_ON = Text("{days} 的週會還在進行。", "The review of {days} goes on.")
DONE = Text(
    "{days} 的週會已經結束；下一場從 {day} 起可以開始。",
    "The review of {days} is closed; the next can start from {day} on.",
)
START = Text("開始週會", "Start the review")
OPENING = Text("正在讀取並凍結這一週的數字…", "Reading and freezing the week's figures…")
FREEZES = Text(
    "開始時會凍結這一週的數字、判定、目標、定義與資料完整度；之後匯入的檔案不會改變這一場紀錄。",
    "Starting freezes the week's figures, verdicts, limits, definitions and completeness; files"
    " that come later do not change this record.",
)
MISSING = Text("這一週還缺的檔案", "Files this week still lacks")
WALL_HELP = Text(
    "總覽自己輪播，資料過時會標示；給辦公室的螢幕用。",
    "The overview turns by itself and says when it is out of date: for a screen in the office.",
)
HELD = Text("開過的週會", "Reviews that were held")
WEEK, STATE, DECIDED = Text("週", "Week"), Text("狀態", "State"), Text("決議", "Decisions")
NEEDS = Text("需處理", "Act")
NONE_HELD = Text("還沒有開過週會。", "No review was held yet.")
OPEN, CLOSED = Text("進行中", "Open"), Text("已結束", "Closed")
CLOSED_AT = Text("已結束（{at}，{by}）", "Closed ({at}, {by})")
OPENED_AT = Text("開始於 {at}（{by}）・快照 {n}", "Opened {at} ({by}), snapshot {n}")
NO_REVIEW = Text("找不到這一場週會；請從下面選一場。", "There is no such review; choose one below.")
LEAVE = Text("所有週會", "All reviews")

PROJECT = Text("投影", "Project")
PROJECT_HELP = Text(
    "在另一個分頁開啟全螢幕簡報；別台電腦開同一個連結會看到同一頁。",
    "Opens the slides over the whole screen in another tab; the same link on another machine shows"
    " the same item.",
)
CLOSE = Text("結束週會", "Close the review")
TAKE = Text("帶走", "Take along")
PREPARE = Text("準備檔案", "Make the file")
MAKING = Text("正在製作檔案…", "Making the file…")
DOWNLOAD = Text("下載 {name}", "Download {name}")
KIND = Text("格式", "Format")
FOR_WHOM = Text("給誰看", "For whom")
INSIDE = Text("公司內部：全部", "Inside the company: everything")
COPY = Text("複製成訊息", "Copy as a message")
MONTH = Text("月份", "Month")
MONTH_TOLD = Text(
    "一個月的目標、決議與行動，最後是檢討與改善方案（負責人、期限、預期效益）。",
    "A month's goals, decisions and actions, ending with what will be improved (owner, day,"
    " expected benefit).",
)

AGENDA = Text("議程", "Agenda")
LEAD = Text("由我主講", "Take the lead")
YOU_LEAD = Text("由你主講：大家的畫面跟著你。", "You lead: every screen follows yours.")
FOLLOW = Text("跟隨主講", "Follow the lead")
OWN_WAY = Text("你正在自己看別的項目。", "You are looking at another item by yourself.")
NEXT, BACK = Text("下一項", "Next"), Text("上一項", "Back")

DECISION = Text("決議", "Decision")
DETAILS = Text("負責人、期限與原因", "Owner, day and reason")
OWNER, DUE, WHY = Text("負責人", "Owner"), Text("期限", "By"), Text("原因", "Reason")
KEEP = Text("記下", "Keep")
WHY_WANTED = Text(
    "連續第二週不處理，要先寫下原因。", "Not this week for the second time: write the reason first."
)
DECIDED_BY = Text("{what}（{by} 記下）", "{what} (kept by {by})")

NOTES = Text("筆記", "Notes")
NOTE = Text("寫筆記（打字就會存下來）", "Write a note (kept as you type)")
NOTED = Text("{text}（{by}・{at}）", "{text} ({by}, {at})")
ME = Text("你的名字", "Your name")
EXPLAINED = Text("定義、口徑與完整度", "Definition, basis and completeness")
