"""The words by which 倒推 tells a goal, its levers and its channels."""

from __future__ import annotations

from data.text import Text

NO_GOALS = Text(
    "還沒有目標，沒有東西可以倒推；先到「目標」訂一個。",
    "There is no goal to work back from; set one under Goals first.",
)
NO_FACTS = Text("還沒有資料可以倒推。", "There are no data to work back from.")
MET = Text(
    "「{name}」已經達標：目標 {target}，現在 {value}；剩下 {n} 天都是多出來的。",
    "{name} is there: target {target}, {value} so far; {n} days are left on top.",
)
OVER = Text(
    "「{name}」這段期間（{days}）已經結束：目標 {target}，結果 {value}。",
    "{name}: these days ({days}) are over; target {target}, result {value}.",
)
PAST = Text(
    "「{name}」的期限 {day} 已經過了；要倒推，先到「目標」訂新的期限。",
    "{name}: its deadline, {day}, has passed; set a new one under Goals to work back from it.",
)
LATER = Text(
    "「{name}」從 {day} 才開始，還不能倒推。",
    "{name} begins on {day}; nothing to work back from yet.",
)
UNKNOWN = Text("「{name}」還不能預估：{why}", "{name} cannot be forecast yet: {why}")
HEADS = Text(
    "「{name}」到 {day} 要 {target}：照目前走勢會是 {total}，達標機率 {p}，剩 {n} 天。",
    "{name}, {target} by {day}: heading for {total}, {p} likely to hit it, days left: {n}.",
)
HEADS_ALONE = Text(
    "「{name}」到 {day} 要 {target}：照目前走勢會是 {total}，剩 {n} 天。",
    "{name}, {target} by {day}: heading for {total}, days left: {n}.",
)
GOAL_DEADLINE = Text(
    "目標的期限是 {day}；這裡看的是到 {end} 的這一段。",
    "The goal's deadline is {day}; this looks at the stretch up to {end}.",
)

TARGET, SO_FAR = Text("目標", "Target"), Text("目前", "So far")
EXPECTED, UNTIL = (
    Text("預估期末（80% 範圍）", "Expected (80 % range)"),
    Text("到 {day}", "by {day}"),
)
LIKELY = Text("達標機率", "Likely to hit")
NAMES = {
    "traffic": Text("每天造訪", "Visits a day"),
    "conversion": Text("轉換率", "Conversion rate"),
    "basket": Text("官網客單價（折扣與退款後）", "Own site's AOV (after discounts, refunds)"),
}
NO_MATTER = Text("不影響", "no effect")
NEVER = Text("單靠它到不了", "not by it alone")
BOTH = Text(
    "這個目標把花費放在分母，多花錢會同時動到上下兩邊；請到「問題與預算」試。",
    "This goal holds spend against what it brings, so more spend moves both; try it in Question"
    " and budget.",
)
NO_LACK = Text(
    "照目前走勢不缺訂單，不用加花費。", "No orders lack as things go; no spend is needed."
)
WORKING = Text(
    "每個渠道的曲線還在背景估計，過一會兒再看。",
    "The curves of the channels are being worked out in the background; look again shortly.",
)
ALONE = Text(
    "還差 {n} 張官網訂單，單靠一個渠道要：",
    "Own site's orders lacking: {n}. One channel alone takes:",
)
AT_MOST = Text(
    "看不出來：花到看過的最高（{most}）也只多 {n} 張",
    "cannot tell: even the most ever seen ({most}) brings only {n} more",
)
ASSUMED = Text("{text}（假設的曲線）", "{text} (assumed curve)")
