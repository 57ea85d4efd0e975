"""The KPIs that hold revenue and customers against what was spent: media and the costs ledger."""

from __future__ import annotations

from data.schema import CostMeasure, Measure
from data.text import Text
from kpi.catalog.orders import GROSS, REVENUE, SITE_NEW, SITE_REVENUE
from kpi.catalog.platform import COST
from kpi.definition import Better, Form, Kpi, Part, Stage, Unit
from kpi.facts.quantities import Reckoned

OTHER = Part(Text("費用帳金額", "costs besides media"), (CostMeasure.AMOUNT,))
SPENT = Part(
    Text("總行銷費用", "total marketing cost"), (Measure.COST,), added=(CostMeasure.AMOUNT,)
)
PROFIT = Part(Text("毛利", "gross profit"), (Reckoned.GROSS_PROFIT,))

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
