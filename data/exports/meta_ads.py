"""Meta Ads Manager and Ads Reporting: campaign, ad set and ad level, English and 繁體中文."""

from __future__ import annotations

from data.exports.base import Export, Field
from data.schema import META_ADS, Level, Measure

_DIMENSIONS = (
    Field("day", ("Day", "天數", "天", "日期")),
    Field("period", ("Month", "月", "Week", "週")),
    Field("period_start", ("Reporting starts", "分析報告開始")),
    Field("period_end", ("Reporting ends", "分析報告結束")),
    Field("account", ("Account name", "Ad account name", "帳號名稱", "廣告帳號名稱")),
    Field("account_id", ("Account ID", "Ad account ID", "帳號編號", "廣告帳號編號")),
    Field("campaign", ("Campaign name", "Campaign", "行銷活動名稱", "行銷活動")),
    Field("campaign_id", ("Campaign ID", "行銷活動編號")),
    Field("ad_group", ("Ad set name", "Ad set", "廣告組合名稱", "廣告組合")),
    Field("ad_group_id", ("Ad set ID", "廣告組合編號")),
    Field("ad", ("Ad name", "Ads", "廣告名稱", "廣告")),
    Field("ad_id", ("Ad ID", "廣告編號")),
    Field("currency", ("Currency", "幣別", "貨幣")),
    Field("status", ("Delivery status", "投遞狀態", "Campaign delivery", "行銷活動投遞")),
    Field("status", ("Ad set delivery", "廣告組合投遞", "Ad delivery", "廣告投遞")),
    Field("status", ("Objective", "目標")),
    Field("delivery_level", ("Delivery level", "投遞層級")),
    Field("result_type", ("Result type", "成果類型", "Result indicator", "成果指標")),
)

_ACTIONS = (
    (Measure.CLICKS_ALL, ("Clicks (all)", "點擊次數（全部）")),
    (Measure.LINK_CLICKS, ("Link clicks", "連結點擊次數")),
    (Measure.LANDING_PAGE_VIEWS, ("Landing page views", "連結頁面瀏覽次數")),
    (Measure.CONVERSIONS, ("Purchases", "購買次數")),
    (Measure.CONVERSION_VALUE, ("Purchases conversion value", "購買轉換值")),
    (Measure.LEADS, ("Leads", "潛在顧客")),
    (Measure.ADD_TO_CARTS, ("Adds to cart", "加到購物車次數")),
    (Measure.CHECKOUTS, ("Checkouts initiated", "開始結帳次數")),
    (Measure.ENGAGEMENTS, ("Post engagements", "Post engagement", "貼文互動次數")),
    (Measure.VIDEO_VIEWS_3S, ("3-second video plays", "影片播放 3 秒以上的次數")),
    (Measure.THRUPLAYS, ("ThruPlays", "ThruPlay 次數")),
)

_MEASURES = (
    Field(Measure.IMPRESSIONS, ("Impressions", "曝光次數")),
    Field(Measure.REACH, ("Reach", "觸及人數")),
    Field(Measure.COST, ("Amount spent", "花費金額", "消化金額"), currency_suffix=True),
    # an empty action cell is Meta's way to write "none happened"
    *(Field(measure, names, blank_is_zero=True) for measure, names in _ACTIONS),
    # parts of Purchases: adding them would count a purchase twice
    Field("subset", ("Website purchases", "網站購買", "網站購買次數"), name="website_purchases"),
    Field("subset", ("Meta purchases", "Meta 購買次數", "網站直接購買次數"), name="meta_purchases"),
    # of whatever type a row's ad set is optimised for: counted by type, and never added up
    Field("ignore", ("Results", "成果"), name="results"),
)

_BREAKDOWNS = (
    Field("breakdown", ("Age", "年齡"), name="age"),
    Field("breakdown", ("Gender", "性別"), name="gender"),
    Field("breakdown", ("Country", "國家／地區", "國家"), name="country"),
    Field("breakdown", ("Region", "地區"), name="region"),
    Field("breakdown", ("Platform", "平台"), name="platform"),
    Field("breakdown", ("Placement", "版位"), name="placement"),
    Field("breakdown", ("Device platform", "裝置平台"), name="device_platform"),
    Field("breakdown", ("Impression device", "Device", "曝光裝置", "裝置"), name="device"),
    Field("breakdown", ("Time of day (ad account time zone)",), name="hour"),
)

_FIELDS = _DIMENSIONS + _MEASURES + _BREAKDOWNS

_TOTALS = ("Total", "總計", "合計", "Total results", "Grand total")

_OWN = (
    "Amount spent", "Reporting starts", "Reporting ends", "Clicks (all)", "Ad set", "Ad set name",
    "Ad set ID", "Delivery status", "Delivery level", "Campaign delivery", "Ad set delivery",
    "Ad delivery", "Attribution setting", "Result indicator", "Purchases conversion value",
    "ThruPlays", "Post engagements", "Landing page views",
    "花費金額", "消化金額", "分析報告開始", "分析報告結束", "點擊次數（全部）", "廣告組合",
    "廣告組合名稱", "廣告組合編號", "投遞狀態", "投遞層級", "行銷活動投遞", "廣告組合投遞",
    "廣告投遞", "歸因設定", "成果指標", "購買轉換值", "ThruPlay 次數", "貼文互動次數",
    "連結頁面瀏覽次數",
)  # fmt: skip

CAMPAIGN = Export(
    name="meta_ads.campaign",
    platform=META_ADS,
    level=Level.CAMPAIGN,
    required=("campaign",),
    fields=_FIELDS,
    needs=("campaign",),
    own=_OWN,
    lacks=("ad_group", "ad"),
    entity_totals=_TOTALS,
    delivery_levels=("campaign",),
    blank_first_total=True,
)

AD_SET = Export(
    name="meta_ads.ad_set",
    platform=META_ADS,
    level=Level.AD_GROUP,
    required=("campaign", "ad_group"),
    fields=_FIELDS,
    needs=("ad_group",),
    own=_OWN,
    lacks=("ad",),
    entity_totals=_TOTALS,
    delivery_levels=("adset", "ad_set", "ad set"),
    blank_first_total=True,
)

AD = Export(
    name="meta_ads.ad",
    platform=META_ADS,
    level=Level.AD,
    required=("campaign", "ad_group", "ad"),
    fields=_FIELDS,
    needs=("ad",),
    own=_OWN,
    entity_totals=_TOTALS,
    delivery_levels=("ad",),
    blank_first_total=True,
)
