"""GA4: standard reports, explorations, snapshots in English and 繁體中文, and what a pull wrote."""

from __future__ import annotations

from collections.abc import Collection

from data.exports.base import Column, Export, Field, Role
from data.schema import GA4, PARTS, WEB, Quantity, WebMeasure

SPAN_ENDS = ("Span start", "Span end")
"""The first and last day of a row that counts people over just these; only a pull writes them."""
PULLED = "User engagement"
"""What the API calls the engagement time of all visits; only a pull writes it."""
SITE_TOTAL, ITEM_TOTAL, COHORT_DAY = "Total of the site", "Total of items", "Cohort of a day"
"""Columns that say what a table is whose dimensions do not; only a pull writes them."""
NTH_DAY = "nth_day"
"""A day written as its distance from the first day of its own table."""
MARKS = "marks"
"""A column that names the filter which marks visits as internal or as developers'."""
SEGMENT, DATE_RANGE = "segment", "date_range"
"""Columns whose values count the same visits again; only the rows of one value are read."""
OWN: frozenset[Quantity | Role] = frozenset(
    {
        "channel", "source_medium", "campaign", "event", WebMeasure.ENGAGED_SESSIONS,
        WebMeasure.ENGAGEMENT_SECONDS, WebMeasure.VIEWS, WebMeasure.ACTIVE_USERS,
        WebMeasure.EVENTS,
    }
)  # fmt: skip
"""What Universal Analytics has no such heading for."""
ITEM = frozenset({"item", "item_id", "item_category"})
OF_ITEMS = frozenset(
    {
        WebMeasure.ITEM_VIEWS, WebMeasure.ITEM_CARTS, WebMeasure.ITEM_SALES,
        WebMeasure.ITEM_REVENUE,
    }
)  # fmt: skip
"""What adds up over items: one visit sees many of them."""
ONLY_PULLED = frozenset(
    {
        PULLED, SITE_TOTAL, ITEM_TOTAL, COHORT_DAY, "Users of the cohort",
        "Of them back on days 1-7", "Of them there on the day", *SPAN_ENDS,
    }
)  # fmt: skip
"""Headings of a pull, which has one language."""
OF_EVENTS = frozenset({"page", "screen", "content", "link", "hostname"})
"""Breakdowns by events: a visit to three pages stands in three rows, so visits do not add."""

_DAYS = (
    Field("day", ("Date", "日期")),
    Field("day", ("Nth day", "第 N 天", "第 n 天", "第N天"), name=NTH_DAY),
    Field("period_start", SPAN_ENDS[:1]),
    Field("period_end", SPAN_ENDS[1:]),
)

# of the session, as sessions add up by it; never the user's first channel or the event's own
_DIMENSIONS = (
    Field("channel", (
        "Session primary channel group (Default Channel Group)", "Session default channel group",
        "Session primary channel group", "Session default channel grouping",
        "工作階段主要管道群組 (預設管道群組)", "工作階段主要管道群組", "工作階段預設管道群組",
        "工作階段預設管道分組",
    )),
    Field("source_medium", (
        "Session source / medium", "Session source/medium", "工作階段來源/媒介",
        "工作階段來源 / 媒介", "工作階段來源／媒介",
    )),
    Field("campaign", ("Session campaign", "Session campaign name", "工作階段廣告活動",
                       "工作階段廣告活動名稱")),
    Field("landing_page", ("Landing page", "Landing page + query string", "到達網頁",
                           "到達網頁 + 查詢字串")),
    Field("device", ("Device category", "Device", "裝置類別", "裝置")),
    Field("event", ("Event name", "事件名稱")),
    Field("part", ("Item name", "項目名稱", "商品名稱"), name="item"),
    Field("part_id", ("Item ID", "項目 ID", "商品 ID"), name="item_id"),
    Field("part_group", ("Item category", "項目類別", "商品類別"), name="item_category"),
    Field("part", ("City", "城市"), name="city"),
    Field("part", ("Hour", "小時"), name="hour"),
    Field("part", ("Age", "年齡", "年齡層"), name="age"),
    Field("part", ("Gender", "性別"), name="gender"),
    Field("part", ("New / returning", "新訪客 / 回訪者", "新/回訪"), name="visitor"),
    Field("part", ("Days since the first visit",), name="cohort"),
    # what tells internal, developer and test traffic from the rest: a data filter that is tested
    # names the visits it would take out
    Field("audience", ("Test data filter name", "測試資料篩選器名稱"), name=MARKS),
    # and so does the parameter that a rule for internal traffic writes, where it is a dimension
    Field("audience", ("traffic_type", "Traffic type", "流量類型"), name=MARKS),
    Field("audience", ("Stream name", "串流名稱", "資料串流名稱")),
    Field("breakdown", ("Segment", "區隔", "Audience name", "目標對象名稱", "Comparison", "比較"),
          name=SEGMENT),
    Field("breakdown", ("Date range", "日期範圍"), name=DATE_RANGE),
)  # fmt: skip

# Visits, users and events are three things. "Users" was the heading until 2023; the total is meant
# to be the wider word, so that nobody is called active who may not have been. "Conversions" were
# renamed in 2024. Average engagement time per session is engagement time ÷ sessions (not the
# average session duration), so that times the sessions of the row it is the time again.
_MEASURES = (
    Field(WebMeasure.SESSIONS, ("Sessions", "工作階段", "工作階段數")),
    Field(WebMeasure.ENGAGED_SESSIONS, ("Engaged sessions", "互動工作階段", "互動工作階段數")),
    Field(
        WebMeasure.ENGAGEMENT_SECONDS,
        ("Average engagement time per session", "平均單次工作階段參與時間",
         "每個工作階段的平均參與時間", "每次工作階段的平均參與時間"),
        per=WebMeasure.SESSIONS,
    ),
    Field(WebMeasure.ENGAGEMENT_SECONDS, (PULLED,)),
    Field(WebMeasure.VIEWS, ("Views", "瀏覽", "瀏覽次數")),
    Field(WebMeasure.ACTIVE_USERS, ("Active users", "活躍使用者", "活躍使用者人數")),
    Field(WebMeasure.TOTAL_USERS, ("Total users", "總使用者", "使用者總數", "總人數", "Users",
                                   "使用者")),
    Field(WebMeasure.NEW_USERS, ("New users", "新使用者", "新使用者人數")),
    Field(WebMeasure.EVENTS, ("Event count", "事件計數")),
    Field(WebMeasure.KEY_EVENTS, ("Key events", "重要事件", "Conversions", "轉換")),
    Field(WebMeasure.ITEM_SESSIONS, ("Sessions with view item", "查看商品的工作階段")),
    Field(WebMeasure.CART_SESSIONS, ("Sessions with add to cart", "加入購物車的工作階段")),
    Field(WebMeasure.CHECKOUT_SESSIONS, ("Sessions with checkout", "Sessions with begin checkout",
                                         "開始結帳的工作階段", "結帳的工作階段")),
    Field(WebMeasure.CHECKOUTS_BEGUN, ("Checkouts", "結帳", "結帳次數")),
    Field(WebMeasure.PURCHASES, ("Ecommerce purchases", "Purchases", "Transactions",
                                 "電子商務購買次數", "電子商務購買", "購買次數", "購買", "交易",
                                 "交易次數")),
    Field(WebMeasure.WEB_REVENUE, ("Total revenue", "總收益")),
    Field(WebMeasure.AD_REVENUE, ("Total ad revenue", "廣告總收益", "總廣告收益")),
    Field(WebMeasure.ITEM_VIEWS, ("Items viewed", "已查看的商品數", "查看的商品數")),
    Field(WebMeasure.ITEM_CARTS, ("Items added to cart", "已加入購物車的商品數",
                                  "加入購物車的商品數")),
    Field(WebMeasure.ITEM_SALES, ("Items purchased", "已購買的商品數", "購買的商品數")),
    Field(WebMeasure.ITEM_REVENUE, ("Item revenue", "商品收益")),
    Field(WebMeasure.COHORT_USERS, ("Users of the cohort",)),
    Field(WebMeasure.COHORT_BACK_D7, ("Of them back on days 1-7",)),
    Field(WebMeasure.COHORT_ACTIVE, ("Of them there on the day",)),
)  # fmt: skip

_BREAKDOWNS = (
    Field("breakdown", ("Nth week", "Week", "ISO week", "第 N 週", "週"), name="week"),
    Field("breakdown", ("Nth month", "Month", "Year month", "第 N 個月", "月"), name="month"),
    Field("breakdown", ("Nth hour", "Date + hour (YYYYMMDDHH)", "第 N 個小時"), name="nth_hour"),
    Field("breakdown", ("Nth year", "Year", "第 N 年", "年"), name="year"),
    Field("breakdown", ("Day of week", "星期幾"), name="weekday"),
    Field("breakdown", (
        "Page path and screen class", "Page title and screen class", "Page title and screen name",
        "Page path + query string", "Page path", "Page title", "Page location",
        "網頁路徑和畫面類別", "網頁標題和畫面類別", "網頁標題和畫面名稱", "網頁路徑", "網頁標題",
    ), name="page"),
    Field("breakdown", ("Screen class", "Screen name", "畫面類別", "畫面名稱"), name="screen"),
    Field("breakdown", ("Content group", "內容群組"), name="content"),
    Field("breakdown", ("Link URL", "連結網址"), name="link"),
    Field("breakdown", ("Hostname", "主機名稱"), name="hostname"),
    Field("breakdown", (SITE_TOTAL,), name="site_total"),
    Field("breakdown", (ITEM_TOTAL,), name="item_total"),
    Field("breakdown", (COHORT_DAY,), name="cohort_day"),
)  # fmt: skip

# nothing that adds up to the site: cohorts follow people, a visit has many steps
_FINER = (
    Field("finer", ("Cohort", "同類群組"), name="cohort"),
    Field("finer", ("Step", "步驟"), name="step"),
    Field("finer", ("Item brand", "項目品牌", "商品品牌"), name="item"),
)  # fmt: skip

OF_SINGLE_EVENTS = (
    (WebMeasure.SESSIONS, Field(WebMeasure.ITEM_SESSIONS, (), when="view_item")),
    (WebMeasure.SESSIONS, Field(WebMeasure.CART_SESSIONS, (), when="add_to_cart")),
    (WebMeasure.SESSIONS, Field(WebMeasure.CHECKOUT_SESSIONS, (), when="begin_checkout")),
    (WebMeasure.EVENTS, Field(WebMeasure.CHECKOUTS_BEGUN, (), when="begin_checkout")),
    (WebMeasure.EVENTS, Field(WebMeasure.PURCHASES, (), when="purchase")),
    (WebMeasure.EVENTS, Field(WebMeasure.FORM_STARTS, (), when="form_start")),
    (WebMeasure.EVENTS, Field(WebMeasure.FORM_SUBMITS, (), when="form_submit")),
    (WebMeasure.EVENTS, Field(WebMeasure.SUBSCRIPTIONS, (), when="subscribe")),
)
"""What a figure says on the rows of one event: sessions with an add to cart, purchases made."""

OF_MARKED = Field(WebMeasure.MARKED_SESSIONS, (), marked=True)
"""What sessions say on the rows of a filter: so many of them are marked."""

_FIELDS = _DAYS + _DIMENSIONS + _MEASURES + _BREAKDOWNS + _FINER


def _export(name: str) -> Export:
    """Return one of the four; where their `#` lines and tables differ is a matter of reading."""
    return Export(
        name=name,
        platform=GA4,
        book=WEB,
        fields=_FIELDS,
        needs=(),
        lacks=("finer",),
        entity_totals=("Grand total", "總計"),
        blank_first_total=True,
        commented=True,
        decimal_point=True,
    )


REPORT = _export("ga4.report")
EXPLORATION = _export("ga4.exploration")
SNAPSHOT = _export("ga4.snapshot")
API = _export("ga4.api")
"""What a pull over the Data API wrote; it calls its columns as the others do."""


def split_by(columns: Collection[Column]) -> set[str]:
    """Return what a table is split by: the names of its dimensions beside its days."""
    named = {c.field.name for c in columns if c.field.fills in ("breakdown", *PARTS)}
    roles = {str(c.field.fills) for c in columns} & set(WEB.texts.values()) - set(PARTS)
    return {name for name in named | roles if not name.startswith("account")}


def of_items(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return what adds up by the rows of a table of items: one visit, one purchase holds many."""
    if all(c.field.name not in ITEM for c in columns):
        return columns
    measured = (isinstance(c.field.fills, Quantity) for c in columns)
    return tuple(
        c for c, m in zip(columns, measured, strict=True) if not m or c.field.fills in OF_ITEMS
    )
