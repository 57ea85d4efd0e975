"""What a flag means of one figure: how short a history, who is still to come, what is left out."""

from __future__ import annotations

from data.text import Text
from kpi.card import Flag
from kpi.facts.completeness import ATTRIBUTION_DAYS, Completeness
from kpi.facts.quantities import Question
from kpi.facts.remarks import touching
from kpi.period import Span
from kpi.reading import Reading
from kpi.verdict import FLAGS

ONLY_MONTHS = Text(
    "訂單歷史只有 {n} 個月，新客會高估。",
    "Only {n} months of orders before the period: new customers are overcounted.",
)
SHORT_YEAR = Text(
    "到期間結束只有 {n} 個月的訂單，一年內的回購會低估。",
    "Only {n} months of orders up to the period's end: repeat orders of a year are undercounted.",
)
WATCHED = Text(
    "每個人要滿 {n} 天才算：期間後段的人還不在裡面，之後會再補進來。",
    "Everybody counts only after {n} days: those of the period's last days are still to come.",
)
CLAIMING = Text(
    "平台在點擊後還會歸因一陣子：最近 {n} 天的轉換會再補進來。",
    "Platforms go on claiming for a while after a click: conversions of the last {n} days are"
    " still coming in.",
)
NOBODYS = Text(
    "有訂單沒有顧客（會員編號、手機或電子郵件），沒有算進來。",
    "Orders without a customer (member number, mobile or e-mail) are left out.",
)
LEFT_OUT = {
    Question.PLAN: Text(
        "有平台沒有預算、有兩份不同的預算，或有預算但沒有匯入花費，沒有算進來。",
        "Platforms without a budget, with two different ones, or without imported cost are left"
        " out.",
    ),
    Question.BASKETS: Text(
        "有訂單的商品沒有分類，沒有算進來。", "Orders with an item of no category are left out."
    ),
    Question.BRAND: Text(
        "Search Console 的查詢表最多 1,000 列，也不含匿名查詢，所以品牌檢索只會少算；"
        "沒有匯出查詢的日子也不在內。",
        "Search Console's table of queries has at most 1,000 rows and no anonymised ones, so brand"
        " searches are undercounted; days whose queries nobody exported are not in it either.",
    ),
    Question.COHORTS: NOBODYS,
    Question.BUYERS: NOBODYS,
}
"""What is left out of a figure that is made of single orders or of a plan."""
SHOWN = 3
AND_MORE = Text("還有 {n} 段日期也是如此。", "So it is with {n} more stretches of days.")
"""What is said of the rest where more remarks touch a figure than are worth reading."""


def meaning(flag: Flag, reading: Reading, known: Completeness, asked: Span) -> Text:
    """Return what a flag means of a reading over the days asked for."""
    kpi = reading.kpi
    months = known.months_known(kpi, reading.scope, asked)
    if flag is Flag.SHORT_HISTORY and months is not None:
        return (SHORT_YEAR if kpi.question is Question.BUYERS else ONLY_MONTHS).fill(n=months)
    if flag is Flag.IMMATURE and kpi.ripens:
        return WATCHED.fill(n=kpi.ripens)
    if flag is Flag.IMMATURE and kpi.claimed:
        return CLAIMING.fill(n=ATTRIBUTION_DAYS)
    if flag is Flag.PARTIAL_COVERAGE:
        return _lacking(reading, known, asked)
    return FLAGS[flag][1]


def _lacking(reading: Reading, known: Completeness, asked: Span) -> Text:
    """Return what a figure lacks: what its sources say themselves, else what is left out."""
    said = touching(known.extent.remarks, reading.kpi, reading.scope, asked)
    if said:
        more = AND_MORE.fill(n=len(said) - SHOWN) if len(said) > SHOWN else None
        told = [*said[:SHOWN], *([more] if more else [])]
        return Text("".join(t.zh for t in told), " ".join(t.en for t in told))
    return LEFT_OUT.get(reading.kpi.question, FLAGS[Flag.PARTIAL_COVERAGE][1])
