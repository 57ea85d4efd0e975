"""The words of closing a month."""

from __future__ import annotations

from data.text import Text

DO = Text(
    "結一個月，就把它的廣告花費、營收、訂單、新客、費用帳與目標的指標凍結下來；之後的匯入不會改變凍結的數字，"
    "差額列為前期調整。",
    "Closing a month freezes its media cost, revenue, orders, new customers, costs ledger and the"
    " goals' KPIs. Later imports leave what is frozen alone; the difference is told as prior-period"
    " adjustment.",
)
NO_DATA = Text("還沒有資料可以結。", "There are no data to close yet.")
CLOSE = Text("結帳", "Close a month")
NOTHING_TO_CLOSE = Text(
    "目前沒有可以結的月份；每月 {n} 日起可以結上個月。",
    "No month can be closed now; from day {n} on, the month before can.",
)
FROM = Text("從哪個月開始", "Begin with")
LATE = Text(
    "這些來源還沒有到月底：{names}。現在結，之後補進來的會列為前期調整。",
    "These sources do not reach the end of the month: {names}. If you close now, what comes in"
    " later is told as adjustment.",
)
UP_TO = Text("{name}（到 {day}）", "{name} (to {day})")
CLOSE_IT = Text("結帳 {month}", "Close {month}")
CLOSED = Text("已結 {month}，數字凍結了。", "{month} is closed and its figures are frozen.")
THIS_MONTH = Text("這個月的前期調整", "This month's prior-period adjustment")
THIS_MONTH_DO = Text(
    "已結月份至今多出或少掉的，扣掉先前各月結帳時已經認列的。",
    "What closed months have gained or lost, less what earlier closings took in as theirs.",
)
NO_ADJUSTMENT = Text("已結的月份都沒有變。", "Nothing has changed in closed months.")
FIGURE, SUM = Text("指標", "KPI"), Text("調整", "Adjustment")
MONTH = Text("{month} 已結", "{month}, closed")
CLOSED_BY = Text(
    "{at} 由 {by} 結帳：{why}｜快照 {snapshot}", "Closed {at} by {by}: {why} | snapshot {snapshot}"
)
SAME = Text("{all} 個凍結的數字裡有 {n} 個沒有變。", "{n} of {all} frozen figures are unchanged.")
EVERYTHING = Text("所有凍結的數字", "Every frozen figure")
FROZEN, NOW = Text("凍結", "Frozen"), Text("現在", "Now")
DIFFERENCE = Text("差額", "Difference")
BROUGHT = Text("新匯入：{files}", "imported: {files}")
TAKEN = Text("不再採用：{files}", "no longer heard: {files}")
NO_FILE = Text(
    "沒有新的檔案：訂單滿成熟天數，或規則、設定改過",
    "no file: orders became mature, or a rule or setting was changed",
)
REOPEN = Text("重新開啟", "Open again")
REOPEN_DO = Text(
    "重新開啟後，凍結的數字只留在紀錄裡；要再結一次才會有新的凍結數字。",
    "Its frozen figures are then in the record only; close it again to freeze new ones.",
)
REOPEN_IT = Text("重新開啟 {month}", "Open {month} again")
REOPENED = Text("已重新開啟 {month}。", "{month} is open again.")
