"""The KPIs of organic search, as Search Console counts it: Google alone, by Pacific days."""

from __future__ import annotations

from data.schema import SearchMeasure
from data.text import Text
from kpi.definition import Better, Kpi, Part, Stage, Unit
from kpi.facts.quantities import Searched

CLICKS = Part(Text("自然搜尋點擊", "organic search clicks"), (SearchMeasure.SEARCH_CLICKS,))
SHOWN = Part(
    Text("自然搜尋曝光", "organic search impressions"), (SearchMeasure.SEARCH_IMPRESSIONS,)
)
POSITIONS = Part(
    Text("每次曝光的排名相加", "positions of every impression"), (Searched.SEARCH_POSITIONS,)
)
BRAND_SHOWN = Part(
    Text("品牌字查詢的曝光", "impressions of brand queries"), (Searched.BRAND_IMPRESSIONS,)
)
BRAND_CLICKS = Part(Text("品牌字查詢的點擊", "clicks of brand queries"), (Searched.BRAND_CLICKS,))
SPAN_CLICKS = Part(
    Text("同段日期的自然搜尋點擊", "organic search clicks of the same days"),
    (Searched.SPAN_CLICKS,),
)

KPIS = (
    Kpi(
        "search_impressions",
        Text("自然搜尋曝光", "Organic search impressions"),
        Text(
            "網站在 Google 搜尋結果中出現的次數（Search Console，太平洋時間的日期）。",
            "Times the site stood in Google's results (Search Console, Pacific days).",
        ),
        *(SHOWN, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        context=True,
    ),
    Kpi(
        "search_clicks",
        Text("自然搜尋點擊", "Organic search clicks"),
        Text(
            "從 Google 自然搜尋結果點進網站的次數（Search Console）。",
            "Clicks from Google's organic results to the site (Search Console).",
        ),
        *(CLICKS, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        leading=True,
    ),
    Kpi(
        "search_ctr",
        Text("自然搜尋點擊率", "Organic search CTR"),
        Text(
            "自然搜尋曝光之中有人點擊的比例。",
            "Share of organic search impressions that were clicked.",
        ),
        *(CLICKS, SHOWN, Unit.RATIO, Better.HIGHER, Stage.AWARENESS),
        leading=True,
    ),
    Kpi(
        "keyword_rank",
        Text("關鍵字排名", "Keyword rank"),
        Text(
            "所有關鍵字的平均排名，以曝光次數加權；數字越小越前面。",
            "Mean position of all queries, weighted by impressions; the smaller, the nearer the"
            " top.",
        ),
        *(POSITIONS, SHOWN, Unit.POSITION, Better.LOWER, Stage.AWARENESS),
        leading=True,
        repeats=True,
    ),
    Kpi(
        "brand_search",
        Text("品牌檢索量", "Brand searches"),
        Text(
            "查詢裡有品牌字的自然搜尋曝光；只計匯出範圍整段落在期間內的查詢表。",
            "Organic impressions of queries that hold a brand word, of exported ranges that lie"
            " wholly in the period.",
        ),
        *(BRAND_SHOWN, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        leading=True,
    ),
    Kpi(
        "brand_share",
        Text("指名流量占比", "Branded share"),
        Text(
            "自然搜尋點擊之中，查詢裡有品牌字的比例。",
            "Share of organic search clicks whose query holds a brand word.",
        ),
        *(BRAND_CLICKS, SPAN_CLICKS, Unit.RATIO, Better.HIGHER, Stage.AWARENESS),
        leading=True,
    ),
)
