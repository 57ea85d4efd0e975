"""The KPIs that hold revenue and customers against what was spent: media and the costs ledger."""

from __future__ import annotations

from data.schema import CostMeasure, Measure
from data.text import Text
from kpi.catalog.orders import GROSS, REVENUE, SITE_NEW, SITE_REVENUE
from kpi.catalog.platform import COST
from kpi.definition import Better, Form, Kpi, Part, Stage, Unit
from kpi.facts.estimated import Estimated
from kpi.facts.quantities import Reckoned

OTHER = Part(Text("費用帳金額", "costs besides media"), (CostMeasure.AMOUNT,))
SPENT = Part(
    Text("總行銷費用", "total marketing cost"), (Measure.COST,), added=(CostMeasure.AMOUNT,)
)
PROFIT = Part(Text("毛利", "gross profit"), (Reckoned.GROSS_PROFIT,))
KNOWN_NEW = Part(
    Text("認得出身分的官網新客", "known new customers of the own site"), (Estimated.ACQUIRED,)
)
WORTH = Part(
    Text("同期新客 24 個月的毛利（折現）", "margin of 24 months of the customers acquired"),
    (Estimated.WORTH,),
)
BACK_IN = Part(
    Text("同期新客的累計毛利", "cumulative margin of the customers acquired"), (Estimated.BACK_IN,)
)
SPENT_ON_THEM = Part(
    Text("同期總行銷費用", "marketing cost of the same days"),
    (Estimated.SPENT_ON_ADS,),
    added=(Estimated.SPENT_BESIDES,),
)

KPIS = (
    Kpi(
        "other_costs",
        Text("廣告以外費用", "Costs besides media"),
        Text(
            "費用帳的金額：服務費、內容、工具、人力、通路抽成。",
            "The costs ledger: agency fees, content, tools, people, commissions.",
        ),
        *(OTHER, None, Unit.MONEY, Better.BAND, None),
        context=True,
        cadence="month",
    ),
    Kpi(
        "marketing_cost",
        Text("總行銷費用", "Marketing cost"),
        Text("廣告花費加上費用帳。", "Media cost and the costs ledger together."),
        *(SPENT, None, Unit.MONEY, Better.BAND, None),
        context=True,
        cadence="month",
    ),
    Kpi(
        "blended_roas",
        Text("整體 ROAS", "Blended ROAS"),
        Text(
            "每一元廣告費對應的官網淨營收，不看平台自報。",
            "Net revenue of the own site per unit of media cost, whatever platforms claim.",
        ),
        *(SITE_REVENUE, COST, Unit.MULTIPLE, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "break_even_roas",
        Text("損益兩平 ROAS", "Break-even ROAS"),
        Text(
            "毛利率的倒數：整體 ROAS 到這裡才不虧。",
            "One over the gross margin: below this blended ROAS every sale loses money.",
        ),
        *(REVENUE, PROFIT, Unit.MULTIPLE, Better.LOWER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "contribution",
        Text("行銷後毛利", "Contribution after marketing"),
        Text(
            "淨營收乘毛利率，減總行銷費用。",
            "Net revenue times the gross margin, less all marketing cost.",
        ),
        *(PROFIT, SPENT, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        form=Form.DIFFERENCE,
        process=False,
        cadence="month",
    ),
    Kpi(
        "cac",
        Text("獲客成本 CAC", "CAC"),
        Text(
            "每得到一位官網新客的總行銷費用（廣告花費加費用帳）。",
            "Marketing cost, media and costs ledger, of one new customer of the own site.",
        ),
        *(SPENT, SITE_NEW, Unit.MONEY, Better.LOWER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "ltv",
        Text("顧客終身價值 LTV", "LTV"),
        Text(
            "一位官網新客從首購起 24 個月帶來的毛利，折現到首購那天：看過的照實算，還沒到的用他們"
            "自己的回購紀錄估計。",
            "Gross margin a new customer of the own site brings in the 24 months from the first"
            " order, as worth on that day: counted where it was seen, estimated from their own"
            " histories where it is to come.",
        ),
        *(WORTH, KNOWN_NEW, Unit.MONEY, Better.HIGHER, Stage.GROWTH),
        process=False,
        cadence="month",
    ),
    Kpi(
        "ltv_cac",
        Text("LTV/CAC", "LTV/CAC"),
        Text(
            "同一批官網新客 24 個月的毛利，是得到他們的總行銷費用的幾倍。",
            "How many times what acquiring them cost the same new customers bring in 24 months.",
        ),
        *(WORTH, SPENT_ON_THEM, Unit.MULTIPLE, Better.HIGHER, Stage.GROWTH),
        process=False,
        cadence="month",
    ),
    Kpi(
        "payback_months",
        Text("獲客成本回本期", "CAC payback"),
        Text(
            "同一批官網新客的累計毛利（不折現）追上得到他們的總行銷費用，是首購後第幾個月；還沒追上的"
            "太年輕，沒有答案。",
            "In which month from the first order the margin of the same new customers, not"
            " discounted, has met what acquiring them cost; those who have not are too young to"
            " tell.",
        ),
        *(BACK_IN, SPENT_ON_THEM, Unit.MONTHS, Better.LOWER, Stage.GROWTH),
        form=Form.REACHED,
        process=False,
        cadence="month",
    ),
    Kpi(
        "expense_ratio",
        Text("行銷費用率", "Marketing expense ratio"),
        Text("總行銷費用占淨營收的比例。", "Marketing cost as a share of net revenue."),
        *(SPENT, REVENUE, Unit.RATIO, Better.BAND, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "roi",
        Text("投資報酬率 ROI（淨）", "ROI (net)"),
        Text(
            "扣掉折扣與退款的營收，減總行銷費用後是費用的幾倍。",
            "Revenue net of discounts and refunds, less marketing cost, per unit of that cost.",
        ),
        *(REVENUE, SPENT, Unit.MULTIPLE, Better.HIGHER, Stage.CONVERSION),
        form=Form.GAIN,
        process=False,
        cadence="month",
    ),
    Kpi(
        "roi_gross",
        Text("投資報酬率 ROI（毛）", "ROI (gross)"),
        Text(
            "未扣折扣與退款的營收，減總行銷費用後是費用的幾倍。",
            "Revenue before discounts and refunds, less marketing cost, per unit of that cost.",
        ),
        *(GROSS, SPENT, Unit.MULTIPLE, Better.HIGHER, Stage.CONVERSION),
        form=Form.GAIN,
        process=False,
        cadence="month",
    ),
)
