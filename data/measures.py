"""What can be measured: the quantities of every book, what they count, what people call them."""

from __future__ import annotations

from collections.abc import Mapping

from data.lead_measures import CrmMeasure as CrmMeasure
from data.lead_measures import LeadMeasure as LeadMeasure
from data.quantity import SINGLE
from data.quantity import Kind as Kind
from data.quantity import Quantity as Quantity


class Measure(Quantity):
    """What an advertising platform claims."""

    IMPRESSIONS = "impressions", "曝光", "Impressions"
    CLICKS_ALL = "clicks_all", "點擊（全部）", "Clicks (all)"
    LINK_CLICKS = "link_clicks", "連結點擊", "Link clicks"
    LANDING_PAGE_VIEWS = "landing_page_views", "連結頁面瀏覽", "Landing page views"
    REACH = "reach", "觸及人數", "Reach"
    COST = "cost", "花費", "Cost", Kind.MONEY
    CONVERSIONS = "conversions", "轉換", "Conversions", Kind.FRACTION
    CONVERSION_VALUE = "conversion_value", "轉換價值", "Conversion value", Kind.MONEY
    LEADS = "leads", "潛在客戶", "Leads"
    ADD_TO_CARTS = "add_to_carts", "加入購物車", "Adds to cart"
    CHECKOUTS = "checkouts", "開始結帳", "Checkouts"
    ENGAGEMENTS = "engagements", "互動", "Engagements"
    VIDEO_VIEWS_3S = "video_views_3s", "影片觀看 3 秒", "3-second video views"
    THRUPLAYS = "thruplays", "影片完整觀看（ThruPlay）", "ThruPlays"
    VIEWABLE_IMPRESSIONS = "viewable_impressions", "可見曝光", "Viewable impressions"


class WebMeasure(Quantity):
    """What the site's analytics count. Sessions with an event are not counts of the event."""

    SESSIONS = "sessions", "工作階段", "Sessions"
    ENGAGED_SESSIONS = "engaged_sessions", "互動工作階段", "Engaged sessions"
    ENGAGEMENT_SECONDS = "engagement_seconds", "參與秒數", "Seconds of engagement", Kind.FRACTION
    VIEWS = "views", "瀏覽", "Views"
    ACTIVE_USERS = "active_users", "活躍使用者", "Active users"
    TOTAL_USERS = "total_users", "總使用者", "Total users"
    NEW_USERS = "new_users", "新使用者", "New users"
    EVENTS = "events", "事件", "Events"
    KEY_EVENTS = "key_events", "重要事件", "Key events", Kind.FRACTION
    ITEM_SESSIONS = "item_sessions", "看商品工作階段", "Sessions with a product view"
    CART_SESSIONS = "cart_sessions", "加購工作階段", "Sessions with an add to cart"
    CHECKOUT_SESSIONS = "checkout_sessions", "結帳工作階段", "Sessions with a checkout"
    CHECKOUTS_BEGUN = "checkouts_begun", "開始結帳（網站）", "Checkouts begun (site)"
    PURCHASES = "purchases", "購買（網站）", "Purchases (site)"
    WEB_REVENUE = "web_revenue", "營收（網站分析）", "Revenue (analytics)", Kind.MONEY
    AD_REVENUE = "ad_revenue", "廣告營收", "Ad revenue", Kind.MONEY
    """What a site earns by showing advertisements."""
    MARKED_SESSIONS = "marked_sessions", "標記的工作階段", "Marked sessions"
    """Of the sessions, those marked as internal, of developers or of machines."""
    FORM_STARTS = "form_starts", "表單開始填寫", "Forms started"
    FORM_SUBMITS = "form_submits", "表單送出", "Forms submitted"
    SUBSCRIPTIONS = "subscriptions", "訂閱（網站）", "Subscriptions (site)"
    CONTENT_VISITS = "content_visits", "內容造訪", "Visits to content"
    CONTENT_VISITORS = "content_visitors", "內容訪客", "Visitors of content"
    TRIAL_PAGE_VISITS = (
        "trial_page_visits",
        "從內容到試用頁的造訪",
        "Trial page visits from content",
    )
    CONTENT_TRIALS = "content_trials", "從內容來的試用", "Trials from content"
    COHORT_USERS = "cohort_users", "留存世代的新使用者", "New users of the cohort"
    """By the day of their first visit; so those who came back."""
    COHORT_BACK_D7 = "cohort_back_d7", "其中 1–7 天內回訪", "Of them back on days 1–7"
    COHORT_ACTIVE = "cohort_active", "其中當天有來的", "Of them there on a day"
    """So many days after each one's first visit."""
    ITEM_VIEWS = "item_views", "商品瀏覽件數", "Items viewed"
    ITEM_CARTS = "item_carts", "商品加購件數", "Items added to cart"
    ITEM_SALES = "item_sales", "商品售出件數", "Items purchased"
    ITEM_REVENUE = "item_revenue", "商品營收", "Item revenue", Kind.MONEY
    """Without tax and shipping."""


class OwnedMeasure(Quantity):
    """What tools for one's own media count: newsletters, the LINE account, social pages."""

    EMAIL_DELIVERIES = "email_deliveries", "EDM 送達數", "E-mails delivered"
    EMAIL_OPENS = "email_opens", "EDM 不重複開信數", "E-mails opened (unique)"
    EMAIL_CLICKS = "email_clicks", "EDM 不重複點擊數", "E-mails clicked (unique)"
    LINE_DELIVERIES = "line_deliveries", "LINE 訊息送達數", "LINE messages delivered"
    LINE_OPENS = "line_opens", "LINE 開封數", "LINE messages opened"
    LINE_CLICKS = "line_clicks", "LINE 點擊人數", "LINE messages clicked"
    LINE_FRIENDS = "line_friends", "LINE 好友數（含封鎖）", "LINE friends (with blocked)"
    """Everybody who ever added the account, as it stands at the end of the day."""
    LINE_BLOCKS = "line_blocks", "LINE 封鎖數", "LINE friends who blocked"
    INTERACTIONS = "interactions", "貼文互動數", "Interactions with posts"
    POSTS = "posts", "貼文數", "Posts"
    FOLLOWERS = "followers", "粉絲數", "Followers"


class OrderMeasure(Quantity):
    """What a shop's order, or one line of it, says. Amounts as the buyer's order states them."""

    TOTAL = "total", "訂單金額", "Order total", Kind.MONEY
    DISCOUNT = "discount", "折扣", "Discounts", Kind.MONEY
    """What the seller gave away, as a positive amount."""
    SUBSIDY = "subsidy", "平台補貼", "Marketplace subsidies", Kind.MONEY
    """What the marketplace gave away in the seller's place."""
    REFUND = "refund", "退款", "Refunds", Kind.MONEY
    SHIPPING = "shipping", "運費", "Shipping", Kind.MONEY
    ORDER_TAX = "order_tax", "訂單稅額", "Order tax", Kind.MONEY
    FEES = "fees", "通路手續費", "Marketplace fees", Kind.MONEY
    """What the marketplace keeps: commission, payment and service fees."""
    QUANTITY = "quantity", "件數", "Items"
    RETURNED_QUANTITY = "returned_quantity", "退貨件數", "Items returned"
    PRICE = "price", "單價", "Unit price", Kind.MONEY
    """Of one piece, as sold."""


class ShopMeasure(Quantity):
    """What the orders of a day add up to. Each is kept twice: as placed and as paid.

    An order counts as placed unless it was cancelled, voided or has expired; as paid once the
    money was collected.
    """

    ORDERS = "orders", "訂單數", "Orders"
    GROSS = "gross", "訂單毛額", "Gross sales", Kind.MONEY
    """Totals and what was given away on them."""
    REVENUE = "revenue", "營收", "Revenue", Kind.MONEY
    """Totals less refunds, on the day of the order."""
    DISCOUNTS = "discounts", "折扣合計", "Discounts in all", Kind.MONEY
    REFUNDS = "refunds", "退款合計", "Refunds in all", Kind.MONEY
    ITEMS = "items", "售出件數", "Items sold"
    NEW_CUSTOMERS = "new_customers", "新客", "New customers"
    NEW_REVENUE = "new_revenue", "新客營收", "Revenue of new customers", Kind.MONEY
    RETURNED_ORDERS = "returned_orders", "退貨訂單", "Orders with a return"
    SITE_ORDERS = "site_orders", "官網訂單", "Orders of the own site"
    """Of the shop's own site, without marketplaces and stores; so the two below."""
    SITE_REVENUE = "site_revenue", "官網營收", "Revenue of the own site", Kind.MONEY
    SITE_NEW_CUSTOMERS = "site_new_customers", "官網新客", "New customers of the own site"

    @property
    def placed(self) -> str:
        """Column of what was placed."""
        return f"{self.value}_placed"

    @property
    def paid(self) -> str:
        """Column of what was paid."""
        return f"{self.value}_paid"


class CostMeasure(Quantity):
    """What was spent besides media."""

    AMOUNT = "amount", "金額", "Amount", Kind.MONEY
    AMOUNT_TAX = "amount_tax", "稅額", "Tax", Kind.MONEY


class PlanMeasure(Quantity):
    """What somebody plans for a month."""

    BUDGET = "budget", "預算", "Budget", Kind.MONEY
    RESERVE = "reserve", "預備金", "Reserve", Kind.MONEY
    TARGET = "target", "目標", "Target", Kind.FRACTION


class RateMeasure(Quantity):
    """What a foreign currency is worth."""

    RATE = "rate", "匯率", "Exchange rate", Kind.FRACTION


class SearchMeasure(Quantity):
    """What a search engine says of a site's own results."""

    SEARCH_CLICKS = "search_clicks", "自然搜尋點擊", "Organic search clicks"
    SEARCH_IMPRESSIONS = "search_impressions", "自然搜尋曝光", "Organic search impressions"
    SEARCH_POSITION = "search_position", "平均排名", "Average position", Kind.FRACTION
    """A mean over the row's impressions: it is weighed by them, never added."""


LEVELS: frozenset[Quantity] = frozenset(
    (OwnedMeasure.LINE_FRIENDS, OwnedMeasure.LINE_BLOCKS, OwnedMeasure.FOLLOWERS)
)
"""How many there are at the end of a day: of several days the last one counts."""

ASIDE: frozenset[Quantity] = frozenset(
    (
        WebMeasure.COHORT_ACTIVE,
        WebMeasure.ITEM_VIEWS,
        WebMeasure.ITEM_CARTS,
        WebMeasure.ITEM_SALES,
        WebMeasure.ITEM_REVENUE,
    )
)
"""What is told of single items or cohorts only: no daily sum of a site holds it."""

SINGLE.update(
    LEVELS,
    (
        Measure.REACH,
        WebMeasure.ACTIVE_USERS,
        WebMeasure.TOTAL_USERS,
        WebMeasure.CONTENT_VISITORS,
        OrderMeasure.PRICE,
        PlanMeasure.TARGET,
        RateMeasure.RATE,
        SearchMeasure.SEARCH_POSITION,
    ),
)


def quantity(name: str) -> Quantity:
    """Return a quantity by its name; KeyError where there is none."""
    return _BY_NAME[name]


_BY_NAME: Mapping[str, Quantity] = {
    str(m): m
    for book in (
        Measure,
        WebMeasure,
        OwnedMeasure,
        OrderMeasure,
        ShopMeasure,
        CostMeasure,
        PlanMeasure,
        RateMeasure,
        SearchMeasure,
        CrmMeasure,
        LeadMeasure,
    )
    for m in book
}
