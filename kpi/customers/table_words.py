"""The words of the tables of customers."""

from __future__ import annotations

from data.text import Text

MONTH = Text("首購月份", "First order in")
IN = Text("月份", "Month")
CHANNEL = Text("首購的銷售通路", "Channel of first order")
SEGMENT, PAIR = Text("分群", "Segment"), Text("一起買的商品", "Bought together")
NOT_YET = Text("還沒（{n} 個月）", "not yet ({n} mo.)")
IN_MONTH = Text("第 {n} 個月", "month {n}")
RANGE = Text("{low}–{high}", "{low} to {high}")
COHORT_NOTES = (
    Text(
        "CAC＝（廣告花費＋費用帳）÷ 官網新客；全部費用都算在新客頭上。訂單上沒有寫是哪個廣告帶來"
        "的，所以各廣告渠道的 CAC 無從得知，只有合計。",
        "CAC: media and the costs ledger ÷ new customers of the own site; all cost is borne by new"
        " customers. Orders do not say which ad brought them, so CAC by ad channel cannot be known,"
        " only in total.",
    ),
    Text(
        "LTV＝每位新客從首購起 24 個月的毛利，折現率每年 {rate}%；「已看到」照實算，其餘用 BG/NBD"
        " × Gamma-Gamma（時間單位：週）估計，範圍是 90%。少於 {least} 人的批次不算。",
        "LTV: gross margin of a new customer in the 24 months from the first order, discounted at"
        " {rate} % a year. What was seen is counted, the rest estimated by BG/NBD × Gamma-Gamma"
        " (in weeks); the range is 90 %. Cohorts of fewer than {least} are not told of.",
    ),
    Text(
        "一個人用不同電話或電子郵件下單，會被當成不同顧客；各店與各身分沒有合併。",
        "One person who orders with another phone or address counts as another customer:"
        " identities are not merged.",
    ),
)
CHANNEL_NOTE = Text(
    "只看已滿 {soon}、{later} 天的人；之後的訂單不論在哪個通路下都算。費用不分銷售通路，所以這裡"
    "沒有 CAC。",
    "Of those watched for {soon} and {later} days; later orders count wherever they are placed."
    " Costs are not told by sales channel, so there is no CAC here.",
)
SPLIT_NOTE = Text(
    "新客營收 ROAS＝官網新客首購的營收 ÷ 廣告花費：每一元廣告費當月從新客收回多少。",
    "New-customer ROAS: revenue of first orders ÷ media cost.",
)
SEGMENT_NOTE = Text(
    "最近 {window} 天在官網下過單、認得出身分的顧客，依最後一次下單多久以前、下單幾次、金額分群。",
    "Known customers who ordered on the own site in the last {window} days, by how long ago, how"
    " often and how much.",
)
PAIR_NOTE = Text(
    "最近 {window} 天的官網訂單。支持度＝兩樣都有的訂單比例；提升度＝比各自隨機出現多幾倍。至少 "
    "{least} 張訂單才列。",
    "Orders of the own site in the last {window} days. Support: share of orders with both. Lift:"
    " how many times more often than by chance. Listed from {least} orders on.",
)
ADVICE = Text("通常有用的做法", "What tends to help")
