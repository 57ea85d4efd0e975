"""The words of the levers."""

from __future__ import annotations

from data.text import Text

LEVERS = Text("槓桿", "Levers")
PRESET = Text("從哪裡開始", "Where it begins")
NOW = Text("現在 {value}", "now {value}")
NUMBER = Text("{name}（數字）", "{name} (number)")
PERCENT = Text("{name}（%）", "{name} (%)")
BACK = Text("全部放回起點", "All back to the start")
KEPT = Text("情境「{name}」，{by} 存於 {day}", "Scenario “{name}”, kept by {by} on {day}")
LEAVE = Text("回到看板的數字", "Back to the board's figures")

RESULTS = Text("結果", "What follows")
FIGURE, BEGAN = Text("指標", "KPI"), Text("起點", "Start")
THEN, CHANGE = Text("試算", "What if"), Text("變化", "Change")
GOALS = Text("對目標的影響", "What it does to the goals")
TARGET, STATUS = Text("目標", "Target"), Text("判定", "Verdict")
FROM_TO = Text("{before} → {after}", "{before} → {after}")
HELD = Text("照舊：{held}。", "Held as they are: {held}.")
MULTIPLIED = Text(
    "這是乘除，不是預測：假設多出來的造訪和現在一樣會買、一樣花多少。花費越多越不划算的部分，要看花費的"
    "曲線。",
    "This multiplies and does not forecast: visits on top are supposed to buy as often and as much"
    " as now. That more spend brings ever less is told by the curves of spend.",
)
NO_ARRIVALS = Text(
    "看不出一次廣告點擊帶來幾次造訪（要有 GA4 的渠道資料），所以預算、CPC 與 CTR 只改變點擊與費用，"
    "不改變造訪與訂單。",
    "Nothing tells how many visits a click on an ad brings (GA4 by channel would), so budget, CPC"
    " and CTR change clicks and costs, not visits and orders.",
)
UNKNOWN = Text("{name}：{why}", "{name}: {why}")
SOURCES = Text("起點從哪裡來", "Where the start comes from")
FLAGGED = Text("{names}：{meaning}", "{names}: {meaning}")
PLANNED_FROM = Text("計畫從哪一天開始", "First planned day")
PLANNED = Text("到 {last}，{n} 天", "to {last}, {n} days")
