"""The words of the answer to the question on Friday."""

from __future__ import annotations

from data.text import Text

ASKED = Text("{days}多給 {amount}（{basis}）", "{amount} more for {days} ({basis})")
ASKED_LESS = Text("{days}少給 {amount}（{basis}）", "{amount} less for {days} ({basis})")
BASES = {
    (True, True): Text("含稅、含服務費", "with tax and service fees"),
    (True, False): Text("含稅、不含服務費", "with tax, without service fees"),
    (False, True): Text("未稅、含服務費", "without tax, with service fees"),
    (False, False): Text("未稅、不含服務費", "without tax and service fees"),
}
BRINGS = Text(
    "{asked}：訂單 {range}（八成把握）。", "{asked}: orders {range} (eight times in ten)."
)
VAGUE = Text(
    "{asked}：看不出來，訂單可能 {range}。",
    "{asked}: cannot tell; anything from {range} orders.",
)
GUESSED = Text(
    "{asked}：訂單 {range}，是假設的曲線算的，不是看出來的。",
    "{asked}: orders {range}, by curves that are assumed and not seen.",
)
BEYOND = Text(
    "{asked}：看不出來，訂單可能 {range}，但有渠道超出花過的最高，那裡沒有經驗。",
    "{asked}: cannot tell; perhaps {range} orders, but a channel passes the most that was ever"
    " spent, where there is no experience.",
)
PARTLY = Text(
    "{asked}：其中 {placed}在花過的範圍與成長上限內，訂單 {range}（八成把握）；"
    "其餘 {left}看不出來。",
    "{asked}: {placed} of it lies within what was ever spent and the cap on growth: orders {range}"
    " (eight times in ten); of the other {left} nothing can be told.",
)
PARTLY_VAGUE = Text(
    "{asked}：看不出來。{placed}在花過的範圍與成長上限內，訂單可能 {range}；其餘 {left}沒有經驗。",
    "{asked}: cannot tell. {placed} of it lies within what was ever spent and the cap on growth,"
    " for anything from {range} orders; with the other {left} there is no experience.",
)
NO_ROOM = Text(
    "{asked}：看不出來，每個渠道都已經在花過的最高或成長上限，再多沒有經驗。",
    "{asked}: cannot tell. Every channel stands at the most that was ever spent or at the cap on"
    " growth; there is no experience with more.",
)
FILL_IN = Text(
    "填上金額，就告訴你會多多少訂單、放哪裡。",
    "Enter an amount, and see how many orders it brings and where it goes.",
)
ORDERS = Text("訂單變化（筆）", "Orders")
CAC = Text("邊際 CAC（{unit}）", "Marginal CAC ({unit})")
PER_ORDER = Text("每多一單的成本（{unit}）", "Cost of an order more ({unit})")
CONTRIBUTION = Text("行銷後毛利變化（{unit}）", "Contribution after marketing ({unit})")
RANGE = Text("範圍 {range}", "range {range}")
GOAL = Text("目標 {target}", "target {target}")
GUARDRAIL = Text("・護欄 {guardrail}", ", guardrail {guardrail}")
NO_MARGIN = Text("沒有毛利率", "no gross margin")
NO_ANSWER_BESIDE = Text("沒有多花", "nothing more is paid")

CHANNEL = Text("放哪裡", "Where")
PAID = Text("付出", "Paid")
MEDIA = Text("媒體實得", "Media")
BROUGHT = Text("訂單", "Orders")
NEXT = Text("再下一單", "Next order")
TOTAL = Text("合計", "Total")

MEDIA_LEFT = Text("媒體實得 {media}：{rules}。", "Media that is left: {media} ({rules}).")
WITH_TAX = Text("{rules}，營業稅 5%", "{rules}; 5 % business tax")
NO_FEES = Text("服務費不從這筆錢出", "service fees are not paid out of it")
ON_PLAN = Text("以計畫 {base} 為底。", "On top of the plan of {base}.")
ON_PACE = Text(
    "以近 4 週的步調 {base} 為底。", "On top of {base}, the pace of the last four weeks."
)
PLACED = Text(
    "這樣放比照比例放好，十次有九次以上。",
    "This place is better than one in proportion, more than nine times in ten.",
)
IN_PROPORTION = Text(
    "看不出放哪裡比較好，照現在的比例放。",
    "Nothing tells which place is better, so it goes in proportion to what there is.",
)
LATER = Text("其中約 {n} 筆在 {days}之後才來。", "About {n} of the orders come after {days}.")
TOGETHER = Text(
    "{name}的花費同漲同跌，歷史分不出各自的效果，所以合成一個。",
    "{name}: their spend rises and falls together, and the history cannot tell them apart, so they"
    " are one.",
)
ASSUMED = Text(
    "{name}的曲線是假設的（廣告總花費多 1%，訂單多 {elasticity}%）。",
    "{name}: the curve is assumed (1 % more advertising brings {elasticity} % more orders).",
)
LOSES = Text("多出來的毛利不夠付這筆錢。", "The margin it brings does not pay for it.")
PAYS = Text("多出來的毛利付得起這筆錢。", "The margin it brings pays for it.")
SAVES = Text("省下的錢比少掉的毛利多。", "What is saved is more than the margin that is lost.")
MISSES = Text("省下的錢比少掉的毛利少。", "What is saved is less than the margin that is lost.")
ALONE = Text(
    "全額只放一個渠道時的媒體費：{each}。",
    "Media of the whole amount in one channel alone: {each}.",
)
MIXED_TAX = Text(
    "營收含稅、花費未稅，照匯出相減；到「資料」的「規則」可以選同一種稅基。",
    "Revenue has tax and spend has none, taken as exported; Rules on the Data page bring them to"
    " one basis.",
)
NEW_SHARE = Text(
    "新客以近一季的占比 {share} 換算。", "New customers by their share of late, {share} of orders."
)
FROM = Text(
    "依 {first}–{last} 每週的花費與訂單估算。",
    "Estimated from weekly spend and orders, {first} to {last}.",
)

LINE_TITLE = Text("【試算】{asked}", "[What if] {asked}")
LINE_MEDIA = Text("媒體實得 {media}", "Media: {media}")
LINE_ORDERS = Text("訂單 {range}（八成把握）", "Orders {range} (eight times in ten)")
LINE_CANNOT = Text("看不出來：訂單可能 {range}", "Cannot tell: anything from {range} orders")
LINE_CAC = Text("邊際 CAC {value}（{range}）", "Marginal CAC {value} ({range})")
LINE_PROFIT = Text("行銷後毛利 {range}", "Contribution {range}")
LINE_WHERE = Text("放哪裡：{where}", "Where: {where}")
LINE_LEFT = Text("其餘 {left} 超出經驗，看不出來", "The other {left}: no experience, cannot tell")
