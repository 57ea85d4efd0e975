"""The words of the advice on goals: what each rule found, why it matters, what to change."""

from __future__ import annotations

from data.text import Text

RULES = {
    "star": Text("北極星", "North star"),
    "core": Text("核心指標", "Core KPIs"),
    "objective": Text("策略目標", "Objectives"),
    "incomplete": Text("缺欄位", "Incomplete"),
    "pair": Text("配對", "Pairs"),
    "stretch": Text("目標幅度", "Stretch"),
    "past": Text("基準已越線", "Baseline past the guardrail"),
    "estimate": Text("產業估計", "Estimates"),
    "context": Text("背景數字", "Context numbers"),
    "experiment": Text("實驗相撞", "Experiments that meet"),
    "draft": Text("草案", "Drafts"),
}
"""What a rule is about, in the order in which they are told."""

NO_STAR = Text(
    "還沒有北極星：挑一個最能代表生意好壞的結果，把它的層級改成北極星。",
    "There is no north star: choose the result that says best how business goes, and rank it so.",
)
STARS = Text(
    "北極星有 {n} 個：{names}。只留一個，其餘改成核心。",
    "There are {n} north stars: {names}. Keep one and make the others core.",
)
FEW_CORE = Text(
    "核心指標只有 {n} 個；挑 3 到 5 個，少了看不出問題出在哪一段。",
    "There are only {n} core KPIs; 3 to 5 show in which part of the funnel something is wrong.",
)
MANY_CORE = Text(
    "核心指標有 {n} 個；留 3 到 5 個，其餘改成關注，會議才談得完。",
    "There are {n} core KPIs; keep 3 to 5 and watch the rest, so that a meeting can cover them.",
)
EMPTY_OBJECTIVE = Text(
    "策略目標「{name}」底下沒有指標，量不到；歸一個目標給它，或刪掉它。",
    "Objective “{name}” has no KPI to measure it by; give it a goal, or delete it.",
)
LACKS = {
    "baseline": Text(
        "沒有基準，說不出有沒有進步：用上一季的平均，或輸入並寫下來源。",
        "Without a baseline nobody can tell progress: take last quarter's mean, or type one with"
        " its source.",
    ),
    "guardrail": Text(
        "沒有護欄，就不會有「需處理」：填壞到哪裡一定要動手。",
        "Without a guardrail it will never need action: say how bad is too bad.",
    ),
    "end": Text("沒有期限：填要在哪一天以前做到。", "No deadline: say by which day."),
    "owner": Text("沒有負責人：填一個角色或人名。", "No owner: name a role or a person."),
    "step": Text("沒有處置：填越線時先做什麼。", "No step: say what is done first past the limit."),
}
LONELY = Text(
    "沒有配對：只盯一個數字，容易犧牲另一個。建議配「{name}」。",
    "It stands alone: a number that is pushed alone is paid for by another. Pair it with “{name}”.",
)
LONELY_ADD = Text(
    "沒有配對：只盯一個數字，容易犧牲另一個。可以新增「{name}」來配。",
    "It stands alone: a number that is pushed alone is paid for by another. Add “{name}” for it.",
)
LONELY_ANY = Text(
    "沒有配對：領先指標配一個落後指標，或配一個守品質的指標。",
    "It stands alone: pair what leads with what lags, or with one that guards its quality.",
)
ODD_PAIR = Text(
    "和「{name}」一樣都是{kind}，看不出先後；換一個{other}。",
    "Like “{name}” it is {kind}, so neither shows the other coming; choose {other}.",
)
KINDS = {
    True: (Text("領先指標", "leading"), Text("落後指標", "one that lags")),
    False: (Text("落後指標", "lagging"), Text("領先指標", "one that leads")),
}
NO_BETTER = Text(
    "目標 {target} 沒有比基準 {baseline} 好；現在就達標了，請訂遠一點。",
    "The target {target} is no better than the baseline {baseline}: it is met already. Aim higher.",
)
EASY = Text(
    "目標只比基準好 {n} 倍；建議 1.2 到 1.5 倍。",
    "The target is only {n} times better than the baseline; 1.2 to 1.5 is customary.",
)
HARD = Text(
    "目標比基準好 {n} 倍；建議 1.2 到 1.5 倍，太遠就分成兩段。",
    "The target is {n} times better than the baseline; 1.2 to 1.5 is customary, or two steps.",
)
PAST = Text(
    "基準 {baseline} 一開始就越過護欄 {limit}：第一天就是需處理，往目標走的時候會標「改善中」。"
    "要先止血就留著，否則把護欄放在基準的另一邊。",
    "The baseline {baseline} is past the guardrail {limit} from the start: it needs action on the"
    " first day and shows “improving” while it is on course. Keep it if that is meant; else move"
    " the guardrail beyond the baseline.",
)
NO_COURSE = Text(
    "填了起日與期限，看板才分得出有沒有在改善。",
    "Fill in start and deadline, so that the board can tell whether it improves.",
)
UNSOURCED = Text(
    "{basis}要寫下來源與日期，之後的人才知道能不能信。",
    "{basis}: say its source and its day, so that others know how far to trust it.",
)
OLD_ESTIMATE = Text(
    "{basis}的基準是 {day} 的，已經滿一季；換成自己上一季的平均。",
    "{basis}: the baseline is of {day}, a quarter ago; replace it by your own last quarter's mean.",
)
CONTEXT = Text(
    "「{kpi}」是背景數字，再高也不代表做對了；改成關注。",
    "{kpi} is a context number: more of it proves nothing. Make it watched.",
)
DRAFT = Text(
    "需求單位還沒有確認，卡片會標「草案」。",
    "The asking unit has not confirmed it; its card says “draft”.",
)
