"""The words of the page of customers: its sentence, and what has to be known of the estimate."""

from __future__ import annotations

from data.text import Text

COSTS = Text("{months}得到一位新客花 {cac}", "a new customer of {months} cost {cac}")
NO_CAC = Text("還不知道得到一位新客花多少", "what a new customer costs is not known yet")
BACK = Text("{months}的新客在第 {n} 個月回本", "those of {months} were back in month {n}")
NOT_BACK = Text("{months}的新客還沒回本", "those of {months} are not back yet")
WORTH = Text(
    "每位 24 個月值 {ltv}（90% 範圍 {low}–{high}），是成本的 {times} 倍",
    "each is worth {ltv} in 24 months (90 % range {low} to {high}), {times} times the cost",
)
WORTH_ALONE = Text("每位 24 個月值 {ltv}", "each is worth {ltv} in 24 months")
NO_WORTH = Text("還不知道每位值多少", "what each is worth is not known yet")
JOINT, STOP = Text("；", "; "), Text("。", ".")
MONTHS = Text("{first} 至 {last} ", "{first} to {last}")
OF_MONTHS = Text("{months}首購的人", "first orders {months}")
FRESH = Text(
    "訂單完整至 {day}。金額以 {currency} 計。",
    "Orders complete to {day}. Money is in {currency}.",
)
MISSED = Text(
    "同一套估計在最近幾季平均差了 {by}（季節與檔期不在模型裡），這個誤差已經放進範圍裡。",
    "Over the last quarters the same estimate was off by {by} (seasons and campaigns are in no"
    " model); the range holds that much more.",
)
NOT_CHECKED = Text(
    "訂單歷史還不夠長，沒有更早的估計可以回頭檢驗；範圍可能太窄。",
    "The history is too short to check an earlier estimate; the range may be too narrow.",
)
UNKNOWN_NEW = Text(
    "這幾個月有 {n} 位新客的訂單認不出是誰，不在 LTV 與回購裡。",
    "New customers of these months whose orders name nobody, outside of LTV and repurchase: {n}.",
)
NO_GOAL = Text(
    "LTV/CAC 還沒有目標：常見的門檻是 3 倍以上；到「目標」訂下，這裡就會判定。",
    "LTV/CAC has no goal yet: more than 3 is a common one; set it under Goals, and it is judged"
    " here.",
)
