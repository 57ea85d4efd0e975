"""The words of a goal's contract on screen: its five steps, its confirmation, what can fill it."""

from __future__ import annotations

from data.text import Text

# the steps
FORMULA_IS = Text("公式：{formula}", "Formula: {formula}")
SOURCE_IS = Text("來源：{ledgers}", "Source: {ledgers}")
SCOPE_IS = Text("範圍：{scope}", "Scope: {scope}")
STAGE_IS = Text("漏斗階段：{stage}", "Funnel stage: {stage}")
NEW_OBJECTIVE = Text("選一個，或輸入新的", "Choose one, or type a new one")
CHOOSE = Text("選一個", "Choose one")
NO_PAIR = Text("選一個指標來配", "Choose a goal to pair it with")
OTHER_NAMES_IT = Text("「{name}」已經和它配對。", "“{name}” is paired with it already.")
PAIR_SUGGESTED = Text("配「{name}」", "Pair with “{name}”")
FROM_STAGE = Text("依階段：{names}", "Of its stage: {names}")
FROM_OWNER = Text("依負責人：{name}", "Its owner: {name}")
RACI_DO = Text(
    "可以填團隊或人名，用頓號隔開；外部廠商在後面加（外）。",
    "Teams or people, with commas between; put (outside) behind a supplier.",
)
RACI_ELSE = Text(
    "空著的就用這個漏斗階段的（「分工」裡設定）。",
    "Empty boxes follow the funnel stage, which is set under Teams.",
)
STAGE_LETTER = Text("{stage}・{letter}", "{stage}: {letter}")
SOURCE_EXAMPLE = Text("例如：產業報告、去年結案", "For example: an industry report")
SOP_EXAMPLE = Text("https://…", "https://…")
UNIT_EXAMPLE = Text("例如：業務部", "For example: Sales")
MONTHLY_PERCENT = Text("2026-11: 1.6；2026-12: 1.8", "2026-11: 1.6; 2026-12: 1.8")
MONTHLY_EXAMPLE = Text("2026-11: 3,000,000；2026-12: 3,600,000", "2026-11: 3,000,000; 2026-12: …")

# what can fill a field
TAKE_LAST = Text("上一季平均 {value}", "Last quarter's mean {value}")
TAKE_BEST = Text("最好的一季 {value}", "Best quarter {value}")
SUGGESTED = Text("建議 {easier} 到 {harder}", "Suggested: {easier} to {harder}")
TAKE_MIDDLE = Text("取中間 {value}", "Take the middle, {value}")
PLAN_HAS = Text("匯入的計畫裡有這個指標的目標：{months}", "The imported plan has targets: {months}")
AND_MORE = Text("{told} 等 {n} 個月", "{told} and so on, {n} months")
PLAN_RESERVE = Text("預備金另計：{months}", "Reserve, not counted: {months}")
PLAN_UNCLEAR = Text(
    "這些在計畫裡有兩個答案或看不懂，沒有帶入：{months}",
    "Planned twice or not to be read, so left out: {months}",
)
TAKE_PLAN = Text("帶入各月目標", "Take the targets by month")
DAILY_HELD = Text("另有 {n} 天的各日目標。", "And targets for {n} single days.")
DAILY_DROP = Text("移除各日目標", "Remove the targets by day")
QUARTER_END = Text("到這季底 {day}", "To the quarter's end, {day}")

# SMART
SMART = Text("SMART", "SMART")
HOLDS, FAILS = Text("符合", "holds"), Text("不符合", "does not hold")

# the confirmation
CONFIRM = Text("需求單位確認", "Confirmation by the asking unit")
CONFIRMED = Text("由 {unit} {name} 於 {day} 確認。", "Confirmed by {name}, {unit}, on {day}.")
IS_DRAFT = Text(
    "草案：需求單位還沒有確認。確認後若改了基準、目標、護欄或期限，會再變回草案。",
    "A draft: the asking unit has not confirmed it. A change of baseline, target, guardrail or"
    " deadline makes it one again.",
)
UNIT, NAME = Text("需求單位", "Asking unit"), Text("姓名", "Name")
CONFIRM_NOW = Text("今天確認", "Confirm today")
CONFIRM_BY = Text("由 {unit} {name} 確認", "Confirmed by {name}, {unit}")
CONFIRM_WHO = Text("請填單位與姓名。", "Fill in unit and name.")
CONFIRM_WHY = Text("需求單位確認", "Confirmed by the asking unit")
SAVE_FIRST = Text(
    "有還沒儲存的更改；先儲存，再請需求單位確認。",
    "There are changes that are not saved; save them before it is confirmed.",
)
CONFIRM_DONE = Text("已確認。", "Confirmed.")
DRAFT_AGAIN = Text(
    "已儲存。改到確認過的內容，所以又是草案，請需求單位再確認一次。",
    "Saved. What was confirmed has changed, so it is a draft again until it is confirmed.",
)

AGREE = Text("需求單位一次確認（{n} 個草案）", "Confirmed in one go ({n} drafts)")
AGREE_DO = Text(
    "這些目標都完整，只差需求單位點頭；在會議上一起看過，一次確認。",
    "These goals lack nothing but the asking unit's word; look at them together and confirm.",
)
AGREE_WHICH = Text("要確認的", "To be confirmed")
AGREE_DONE = Text("已確認 {n} 個目標。", "{n} goals are confirmed.")

# where the target moved
MOVES = Text("目標怎麼改過", "Where the target moved")
MOVES_ALT = Text("目標從 {told}", "The target: {told}")
MOVE = Text("{day} {value}", "{day} {value}")

# what the page says of all goals
CHECKS = Text("還可以更好", "What could be better")
ALL_WELL = Text("每一條規則都符合。", "Every rule is met.")
FILL = Text("用資料補上基準與期限（{n} 個目標）", "Fill in baselines and deadlines ({n} goals)")
FILL_TARGETS = Text("把目標調到可達成的範圍（{n} 個）", "Bring targets into reach ({n} goals)")
FILL_DO = Text(
    "基準取上一個完整季的平均，期限取季末；確認前可以先看。",
    "Baselines are the last whole quarter's mean, deadlines the quarter's end; look before you"
    " confirm.",
)
IN_REACH = Text(
    "目標不在基準的 1.2 到 1.5 倍之間的，也換成中間值（護欄不動）",
    "Also bring targets that are not 1.2 to 1.5 times the baseline to the middle of that"
    " (guardrails stay)",
)
FILL_NOW = Text("補上", "Fill them in")
FILL_WHY = Text("補上基準與期限", "Baselines and deadlines filled in")
FILL_DONE = Text("已補上 {n} 個目標的基準與期限。", "{n} goals have a baseline and a deadline.")

# objectives
OBJECTIVES_DO = Text(
    "策略目標說「為什麼」，底下的目標說「到哪裡」。每個策略目標至少要有一個指標。",
    "An objective says why; the goals under it say how far. Each needs at least one KPI.",
)
NO_OBJECTIVES = Text("還沒有策略目標。", "There is no objective yet.")
NEW = Text("新增策略目標", "Add an objective")
NAME_ZH, NAME_EN = Text("名稱（中文）", "Name (中文)"), Text("名稱（英文）", "Name (English)")
OBJECTIVE_WHY = Text("為什麼重要（一句話）", "Why it matters, in one line")
PERIOD = Text("期間", "Period")
PERIOD_EXAMPLE = Text("例如：2026 Q4", "For example: 2026 Q4")
ITS_GOALS = Text("底下的目標", "Its goals")
CHOOSE_GOALS = Text("選目標", "Choose goals")
NAME_MISSING = Text("請填名稱。", "Fill in a name.")
OBJECTIVE_SAVED = Text("已儲存「{name}」。", "“{name}” is saved.")
OBJECTIVE_GONE = Text("已刪除「{name}」，底下的目標留著。", "“{name}” is deleted; its goals stay.")
GOALS_IN = Text("{n} 個目標", "{n} goals")

# teams of the stages
TEAMS_DO = Text(
    "每個漏斗階段誰執行、誰當責、問誰、告訴誰。目標自己沒有填的，就用它那個階段的。",
    "Who does, answers, is asked and is told in each stage of the funnel. A goal without its own"
    " takes its stage's.",
)
TEAMS_SAVED = Text("分工已儲存。", "Saved.")
TEAMS_CHANGED = Text(
    "還沒有存：有人在你編輯時改了分工。已換成最新的，請再改一次。",
    "Not saved: somebody changed these teams while you were editing. They are up to date now;"
    " change them again.",
)
