"""What verdicts and flags are called, and what each flag means in a full sentence."""

from __future__ import annotations

from data.text import Text
from kpi.card import Flag, Verdict

VERDICTS: dict[Verdict, tuple[Text, str]] = {
    Verdict.GOOD: (Text("達標", "On target"), "check_circle"),
    Verdict.WATCH: (Text("留意", "Watch"), "change_history"),
    Verdict.ACT: (Text("需處理", "Act"), "error"),
    Verdict.UNKNOWN: (Text("資料不足", "Not enough data"), "help"),
}
"""The word and the icon of each verdict."""

FLAGS: dict[Flag, tuple[Text, Text]] = {
    Flag.STALE: (
        Text("資料未更新", "Not updated"),
        Text("有來源落後應有的日子超過 3 天。", "A source is more than 3 days behind."),
    ),
    Flag.TAX_MIXED: (
        Text("稅基不一", "Tax mixed"),
        Text("含稅與未稅的金額混在一起。", "Amounts with and without tax are mixed."),
    ),
    Flag.PARTIAL_COVERAGE: (
        Text("來源不全", "Not all sources"),
        Text(
            "有來源缺這個指標的欄位、是沒有匯率的外幣，或還沒有資料，沒有算進來。",
            "Sources without the columns of this KPI, in a currency without exchange rates, or"
            " without data yet, are left out.",
        ),
    ),
    Flag.SHORT_HISTORY: (
        Text("歷史不足", "Short history"),
        Text(
            "期間之前的訂單歷史不足 12 個月，新客會高估。",
            "Less than 12 months of orders before the period: new customers are overcounted.",
        ),
    ),
    Flag.UNCERTAIN: (
        Text("差距在誤差內", "Within error"),
        Text(
            "數值的誤差範圍跨過目標或護欄，還分不出是在哪一邊。",
            "Its interval reaches over the target or the guardrail: it may lie on either side.",
        ),
    ),
    Flag.IMMATURE: (
        Text("回補中", "Filling up"),
        Text(
            "最近的日子還會變：訂單還沒過付款與退貨期，先以成立計算。",
            "The latest days still move: orders there may yet be paid or sent back, and count as"
            " placed.",
        ),
    ),
    Flag.PARTIAL: (
        Text("期間未結束", "Period not over"),
        Text("資料還沒有到期間的最後一天。", "The data do not reach the period's last day."),
    ),
    Flag.CONDITIONAL: (
        Text("達標，但配對指標亮紅", "Good, but its pair acts"),
        Text("達標，但配對的指標需處理。", "On target, but the paired KPI needs action."),
    ),
    Flag.IMPROVING: (
        Text("改善中", "Improving"),
        Text(
            "一開始就在護欄之外，照目前的進度趕得上期限。",
            "Past the guardrail from the start, and on course for the deadline.",
        ),
    ),
    Flag.BELOW_BAND: (
        Text("低於區間", "Below the band"),
        Text("低於區間下緣，提供參考。", "Below the lower end of the band, for information."),
    ),
    Flag.DRAFT: (
        Text("草案", "Draft"),
        Text("需求單位還沒有確認這個目標。", "The asking unit has not confirmed this goal."),
    ),
}
"""The word and the full sentence of each flag."""
