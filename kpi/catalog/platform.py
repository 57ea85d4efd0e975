"""The KPIs of the ad platforms' own ledger."""

from __future__ import annotations

from data.schema import Measure, PlanMeasure
from data.text import Text
from kpi.definition import Better, Kpi, Part, Stage, Unit
from kpi.facts.quantities import Reckoned

IMPRESSIONS = Part(Text("曝光數", "impressions"), (Measure.IMPRESSIONS,))
VIEWABLE = Part(Text("可見曝光數", "viewable impressions"), (Measure.VIEWABLE_IMPRESSIONS,))
CLICKS = Part(Text("點擊數", "clicks"), (Measure.LINK_CLICKS, Measure.CLICKS_ALL))
CLICKS_ALL = Part(Text("點擊次數（全部）", "clicks (all)"), (Measure.CLICKS_ALL,))
LINK_CLICKS = Part(Text("連結點擊次數", "link clicks"), (Measure.LINK_CLICKS,))
LANDINGS = Part(Text("連結頁面瀏覽次數", "landing page views"), (Measure.LANDING_PAGE_VIEWS,))
REACH = Part(Text("觸及人數", "reach"), (Measure.REACH,))
ENGAGEMENTS = Part(Text("互動次數", "engagements"), (Measure.ENGAGEMENTS,))
COST = Part(Text("廣告花費", "cost"), (Measure.COST,))
CONVERSIONS = Part(Text("平台自報轉換", "platform-claimed conversions"), (Measure.CONVERSIONS,))
VALUE = Part(Text("平台自報轉換價值", "platform-claimed value"), (Measure.CONVERSION_VALUE,))
PLANNED_COST = Part(Text("廣告花費", "media cost"), (Reckoned.PLANNED_COST,))
BUDGET = Part(Text("截至同一天的預算", "budget up to the same day"), (PlanMeasure.BUDGET,))

KPIS = (
    Kpi(
        "impressions",
        Text("曝光數", "Impressions"),
        Text("廣告被顯示的次數。", "How often ads were shown."),
        *(IMPRESSIONS, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        context=True,
    ),
    Kpi(
        "viewable_impressions",
        Text("有效曝光", "Viewable impressions"),
        Text(
            "真的出現在螢幕上的廣告曝光，只有匯出帶這一欄的平台才有。",
            "Impressions that really came into view, where the export has them.",
        ),
        *(VIEWABLE, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
    ),
    Kpi(
        "clicks",
        Text("點擊數", "Clicks"),
        Text(
            "連結點擊次數；匯出沒有連結點擊的來源用全部點擊，並註明口徑。",
            "Link clicks; all clicks where an export has none, and the basis is said.",
        ),
        *(CLICKS, None, Unit.COUNT, Better.HIGHER, Stage.ENGAGEMENT),
        context=True,
    ),
    Kpi(
        "clicks_all",
        Text("點擊次數（全部）", "Clicks (all)"),
        Text("廣告上任何位置的點擊次數。", "Clicks anywhere on an ad."),
        *(CLICKS_ALL, None, Unit.COUNT, Better.HIGHER, Stage.ENGAGEMENT),
        context=True,
    ),
    Kpi(
        "cost",
        Text("廣告花費", "Cost"),
        Text("付給廣告平台的媒體費用。", "Media cost paid to the ad platforms."),
        *(COST, None, Unit.MONEY, Better.BAND, None),
        context=True,
    ),
    Kpi(
        "conversions",
        Text("平台自報轉換", "Platform-claimed conversions"),
        Text(
            "廣告平台歸功給自己的轉換次數，可能有小數。",
            "Conversions an ad platform credits to itself; may be fractional.",
        ),
        *(CONVERSIONS, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
        context=True,
        claimed=True,
        decimals=1,
    ),
    Kpi(
        "conversion_value",
        Text("平台自報轉換價值", "Platform-claimed value"),
        Text(
            "廣告平台歸功給自己的轉換金額。",
            "Value of the conversions an ad platform credits to itself.",
        ),
        *(VALUE, None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        context=True,
        claimed=True,
    ),
    Kpi(
        "frequency",
        Text("頻率", "Frequency"),
        Text(
            "每個觸及的人平均看到幾次；觸及不能相加，只在單一匯出列有答案。",
            "How often each person reached saw an ad; reach does not add, so only one exported"
            " row has an answer.",
        ),
        *(IMPRESSIONS, REACH, Unit.MULTIPLE, Better.BAND, Stage.AWARENESS),
        leading=True,
    ),
    Kpi(
        "ctr",
        Text("點擊率 CTR", "CTR"),
        Text("看到廣告後點擊的比例。", "Share of impressions that were clicked."),
        *(CLICKS, IMPRESSIONS, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "cpc",
        Text("單次點擊成本 CPC", "CPC"),
        Text("每一次點擊花的廣告費。", "Ad cost of one click."),
        *(COST, CLICKS, Unit.MONEY, Better.LOWER, Stage.ENGAGEMENT),
        leading=True,
        decimals=1,
    ),
    Kpi(
        "cpm",
        Text("千次曝光成本 CPM", "CPM"),
        Text("每一千次曝光花的廣告費。", "Ad cost of a thousand impressions."),
        *(COST, IMPRESSIONS, Unit.MONEY, Better.LOWER, Stage.ENGAGEMENT),
        scale=1000,
        leading=True,
        decimals=1,
    ),
    Kpi(
        "landing_rate",
        Text("到站率", "Landing rate"),
        Text("點了連結後真的看到網頁的比例。", "Share of link clicks that saw the page load."),
        *(LANDINGS, LINK_CLICKS, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "social_engagement",
        Text("平均參與率（÷觸及）", "Engagement rate (÷ reach)"),
        Text(
            "觸及的人平均互動幾次；觸及不能相加，只在單一匯出列有答案。",
            "Engagements for each person reached; reach does not add, so only one exported row"
            " has an answer.",
        ),
        *(ENGAGEMENTS, REACH, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
        repeats=True,
    ),
    Kpi(
        "cvr_click",
        Text("點擊轉換率 CVR", "Click conversion rate"),
        Text(
            "每次點擊帶來的平台自報轉換，只在單一平台內計算。",
            "Platform-claimed conversions per click, within one platform.",
        ),
        *(CONVERSIONS, CLICKS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
        claimed=True,
    ),
    Kpi(
        "cpa",
        Text("單次轉換成本 CPA", "CPA"),
        Text(
            "每一次平台自報轉換花的廣告費，只在單一平台內計算。",
            "Ad cost of one platform-claimed conversion, within one platform.",
        ),
        *(COST, CONVERSIONS, Unit.MONEY, Better.LOWER, Stage.CONVERSION),
        process=False,
        claimed=True,
    ),
    Kpi(
        "roas",
        Text("平台自報 ROAS", "Platform ROAS"),
        Text(
            "每一元廣告費換回的平台自報轉換價值，只在單一平台內計算。",
            "Platform-claimed value per unit of ad cost, within one platform.",
        ),
        *(VALUE, COST, Unit.MULTIPLE, Better.HIGHER, Stage.CONVERSION),
        process=False,
        claimed=True,
    ),
    Kpi(
        "budget_use",
        Text("預算執行率", "Budget use"),
        Text(
            "廣告花費占同一平台、同樣日子的預算；月預算平均分到每天，不含預備金。",
            "Media cost as a share of the budget of the same platform and days; a month's budget"
            " lies evenly over its days, without the reserve.",
        ),
        *(PLANNED_COST, BUDGET, Unit.RATIO, Better.BAND, None),
    ),
)
