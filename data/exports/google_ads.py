"""Google Ads: the campaign and ad group reports of its table download, English and 繁體中文."""

from __future__ import annotations

from data.exports.base import Export, Field
from data.schema import GOOGLE_ADS, Level, Measure

_DIMENSIONS = (
    Field("day", ("Day", "日期", "天", "日")),
    Field("account", ("Account", "Account name", "帳戶", "帳戶名稱")),
    Field("account_id", ("Customer ID", "Account ID", "客戶 ID", "客戶編號", "帳戶 ID")),
    Field("campaign", ("Campaign", "廣告活動")),
    Field("campaign_id", ("Campaign ID", "廣告活動 ID", "廣告活動編號")),
    Field("ad_group", ("Ad group", "廣告群組")),
    Field("ad_group_id", ("Ad group ID", "廣告群組 ID", "廣告群組編號")),
    Field("currency", ("Currency code", "Currency", "貨幣代碼", "幣別代碼")),
    Field("status", ("Campaign status", "Campaign state", "廣告活動狀態")),
    Field("status", ("Ad group status", "Ad group state", "廣告群組狀態")),
    Field("status", ("Campaign type", "廣告活動類型", "Ad group type", "廣告群組類型")),
)  # fmt: skip

_MEASURES = (
    Field(Measure.IMPRESSIONS, ("Impr.", "Impressions", "曝光", "曝光次數")),
    Field(Measure.VIEWABLE_IMPRESSIONS, ("Viewable impr.", "Viewable impressions", "可見曝光")),
    Field(Measure.CLICKS_ALL, ("Clicks", "點擊", "點擊次數")),
    Field(Measure.COST, ("Cost", "費用"), currency_suffix=True),
    Field(Measure.CONVERSIONS, ("Conversions", "轉換", "轉換次數")),
    Field(Measure.CONVERSION_VALUE, ("Conv. value", "Conversion value", "轉換價值")),
    Field(Measure.ENGAGEMENTS, ("Engagements", "參與次數")),
    # the same money in another currency: never added to, never taken for, the account's own
    Field("subset", ("Cost (Converted currency)", "費用 (轉換後的貨幣)"), name="converted_cost"),
)

_BREAKDOWNS = (
    Field("breakdown", ("Week", "週"), name="week"),
    Field("breakdown", ("Month", "月", "月份"), name="month"),
    Field("breakdown", ("Quarter", "季", "季度"), name="quarter"),
    Field("breakdown", ("Year", "年", "年份"), name="year"),
    Field("breakdown", ("Day of the week", "Day of week", "星期幾"), name="weekday"),
    Field("breakdown", ("Hour of the day", "Hour of day", "Hour", "時段"), name="hour"),
    Field("breakdown", ("Device", "裝置"), name="device"),
    Field("breakdown", ("Network", "Network (with search partners)", "聯播網"), name="network"),
    Field("breakdown", ("Click type", "點擊類型"), name="click_type"),
    Field("breakdown", ("Conversion action", "轉換動作"), name="conversion_action"),
    Field("breakdown", ("Conversion category", "轉換類別"), name="conversion_category"),
)

_FINER = (
    Field("finer", ("Keyword", "Search keyword", "關鍵字", "搜尋關鍵字"), name="keyword"),
    Field("finer", ("Search term", "搜尋字詞"), name="search_term"),
    Field("finer", ("Location", "Targeted location", "地區", "指定地區"), name="location"),
    Field("finer", ("Asset", "Asset type", "素材資源", "素材資源類型"), name="asset"),
    Field("finer", ("Ad", "Ad ID", "Ad type", "廣告", "廣告 ID", "廣告類型"), name="ad"),
    Field("finer", ("Landing page", "到達網頁"), name="landing_page"),
    Field("finer", ("Audience segment", "Audience", "目標對象區隔"), name="audience"),
    Field("finer", ("Placement", "刊登位置"), name="placement"),
    Field("finer", ("Age", "年齡", "Gender", "性別"), name="demographic"),
    Field("finer", ("Asset group", "素材資源群組"), name="asset_group"),
)

_FIELDS = _DIMENSIONS + _MEASURES + _BREAKDOWNS + _FINER

_OTHER_TOTALS = (
    "Total: Account", "Total: Manager account", "Total: Search", "Total: Display", "Total: Smart",
    "Total: Video", "Total: Performance Max", "Total: Demand Gen", "Total: In-stream video",
    "Total: Shopping", "Total: App", "Total: Hotel", "Total: Local", "Total: Discovery",
    "總計：帳戶", "總計：管理員帳戶", "總計：搜尋", "總計：多媒體廣告", "總計：智慧", "總計：影片",
    "總計：最高成效", "總計：需求開發", "總計：購物", "總計：應用程式",
)  # fmt: skip

_OWN = (
    "Impr.", "Cost", "Conv. value", "Customer ID", "Currency code", "Interactions",
    "Campaign status", "Campaign state", "Ad group status", "Ad group state",
    "曝光", "費用", "轉換價值", "客戶 ID", "客戶編號", "貨幣代碼", "幣別代碼", "互動",
    "廣告活動狀態", "廣告群組狀態",
)  # fmt: skip
"""Beside a column “Campaign” or 廣告活動; TikTok and LINE write Cost beside “Campaign name”."""

_ONLY = {
    "conversion_action": frozenset((Measure.CONVERSIONS, Measure.CONVERSION_VALUE)),
    "conversion_category": frozenset((Measure.CONVERSIONS, Measure.CONVERSION_VALUE)),
}
"""Impressions, clicks and cost have no conversion action."""

CAMPAIGN = Export(
    name="google_ads.campaign",
    platform=GOOGLE_ADS,
    level=Level.CAMPAIGN,
    required=("campaign",),
    fields=_FIELDS,
    needs=("campaign",),
    own=_OWN,
    lacks=("ad_group", "finer"),
    only=_ONLY,
    entity_totals=("Total: Campaigns", "Total: Campaign", "總計：廣告活動", "合計：廣告活動"),
    other_totals=_OTHER_TOTALS,
)

AD_GROUP = Export(
    name="google_ads.ad_group",
    platform=GOOGLE_ADS,
    level=Level.AD_GROUP,
    required=("campaign", "ad_group"),
    fields=_FIELDS,
    needs=("ad_group",),
    own=_OWN,
    lacks=("finer",),
    only=_ONLY,
    entity_totals=("Total: Ad groups", "Total: Ad group", "總計：廣告群組", "合計：廣告群組"),
    other_totals=(*_OTHER_TOTALS, *CAMPAIGN.entity_totals),
)
