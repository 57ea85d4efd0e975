"""What the report of a month says: its titles, columns and sentences."""

from __future__ import annotations

from data.text import Text

TITLE = Text("{month}績效報告（O3.2.1）", "Performance report (O3.2.1), {month}")
FOOT = Text("快照 {n}｜{days}｜{at} 產生", "Snapshot {n} | {days} | made {at}")
FILE = Text("績效報告_{month}_快照{n}_{at}", "report_{month}_snapshot{n}_{at}")
MONTH = Text("{year} 年 {month} 月", "{year}-{month}")

GOALS, TRAILING = Text("目標達成", "Goals"), Text("近 6 個月", "Six months")
DECIDED, DONE = Text("本月決議", "Decided in the month"), Text("已完成的行動", "Actions done")
REMEDIES = Text("檢討與改善方案", "Review and improvements")

KPI, VALUE, TARGET = Text("指標", "KPI"), Text("實績", "Actual"), Text("目標", "Target")
ATTAINED, VERDICT = Text("達成率", "Attained"), Text("判定", "Verdict")
BEFORE, YEAR = Text("較上月", "vs last month"), Text("較去年同月", "vs last year")
LAST_MONTH, LAST_YEAR = Text("上月", "Last month"), Text("去年同月", "Same month last year")
OWNER, DUE, BENEFIT = Text("負責人", "Owner"), Text("期限", "Due"), Text("預期效益", "Benefit")
WEEK, ITEM, STEP = Text("週會", "Review"), Text("項目", "Item"), Text("決議", "Decision")
STATE, WHAT, DONE_ON = Text("狀態", "State"), Text("做什麼", "What"), Text("完成日", "Done on")
UNIT = Text("單位", "Unit")

NOT_JUDGED = Text("不判定", "Not judged")
MESSAGE = Text("{word}：{name} {figure}", "{word}: {name} at {figure}")
WITH_SHARE = Text("{message}，達成率 {share}", "{message}, {share} attained")
CHANGE = Text("{against} {change}（{before}）", "{against} {change} ({before})")
GUARDRAIL = Text("護欄 {value}", "Guardrail {value}")
BOTH = Text("{target}｜{guardrail}", "{target} | {guardrail}")
ALT = Text("{name}近 6 個月，最近為 {figure}。", "{name} over six months, {figure} at last.")

REACHED = Text(
    "北極星與核心指標 {n} 項：{good} 項達標、{missed} 項未達標、{rest} 項沒有判定。",
    "Of {n} goals (north star and core) {good} are on target, {missed} missed, {rest} not judged.",
)
SO_FAR = Text(
    "這個月還沒結束：數字到 {day} 為止，累計的指標不與上月相比。",
    "The month is not over: figures reach to {day}, and sums are not compared with last month.",
)
HELD = Text("{n} 次週會做了 {k} 項決議。", "{n} reviews took {k} decisions.")
NO_REVIEWS = Text("這個月沒有週會紀錄。", "No review is on record for this month.")
FINISHED = Text("完成了 {n} 項行動。", "{n} actions were done.")
NONE_DONE = Text("這個月沒有完成的行動。", "No action was done in this month.")
ALL_WELL = Text("沒有未達標的目標。", "No goal was missed.")
HAVE_ALL = Text(
    "{n} 項未達標，都有改善方案。", "{n} goals missed, each with an improvement agreed."
)
LACKING = Text(
    "{n} 項未達標，其中 {k} 項還沒有改善方案：{names}。",
    "{n} goals missed; {k} have no improvement yet: {names}.",
)
NONE_YET = Text("尚無改善方案，請補上", "No improvement yet: add one")
NOT_SAID = Text("未填", "not said")
HOW = Text(
    "達成率：累計指標為實績 ÷ 整月目標；越高越好的比率為實績 ÷ 目標，越低越好的為目標 ÷ 實績。",
    "Attained: of sums actual ÷ the month's target; of ratios actual ÷ target, or target ÷ actual"
    " where lower is better.",
)
LIST = Text("、", ", ")
