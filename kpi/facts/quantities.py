"""Which quantities figures are made of: the daily columns, and what a query reckons from them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from data.schema import (
    ASIDE,
    CostMeasure,
    Kind,
    LeadMeasure,
    Measure,
    OwnedMeasure,
    PlanMeasure,
    Quantity,
    SearchMeasure,
    ShopMeasure,
    WebMeasure,
)
from kpi.facts.estimated import ESTIMATED_FROM, OF_CUSTOMERS, Estimated
from kpi.facts.middles import MIDDLE_OF, LeadTime


class Ledger(StrEnum):
    """Which book a number is read from."""

    PLATFORM = "platform"
    OWNED = "owned"
    """What one's own channels count; kept apart so that no ad figure waits for a newsletter."""
    WEB = "web"
    SEARCH = "search"
    """What a search engine says of a site's own results; kept apart from the site's analytics."""
    ORDERS = "orders"
    COSTS = "costs"
    CRM = "crm"
    PLAN = "plan"


class Question(StrEnum):
    """Of what a figure is made: the sums it is formed from are asked for together."""

    DAYS = "days"
    """Daily sums of accounts and what stands under them."""
    PEOPLE = "people"
    """People of a site over exactly a span, as one exported row counts them."""
    OWNED = "owned"
    """Account by account over the whole span, because levels do not add over its days."""
    PLAN = "plan"
    """What is planned and spent, platform by platform."""
    BASKETS = "baskets"
    """Orders by what is in them."""
    COHORTS = "cohorts"
    """Customers by the day of their first order."""
    BUYERS = "buyers"
    """Customers of the 365 days that end where a span does."""
    WORTH = "worth"
    """What customers of a span are worth, estimated from all their orders."""
    SEARCH = "search"
    """What was searched, day by day."""
    BRAND = "brand"
    """What was searched by its words, over the ranges that were exported."""
    LEAD_TIMES = "lead_times"
    """How long leads took, lead by lead: what lies in the middle does not add."""


class Reckoned(Quantity):
    """What no column holds by itself: a query reckons it from one that it is a part of."""

    MATURE_PLACED = "mature_placed", "已滿回補期的成立訂單", "Orders placed and mature"
    """On days old enough for everybody to have paid."""
    MATURE_PAID = "mature_paid", "其中已收款的訂單", "Of them paid"
    ORGANIC_SESSIONS = "organic_sessions", "自然流量工作階段", "Organic sessions"
    PAID_SESSIONS = "paid_sessions", "付費流量工作階段", "Paid sessions"
    SITE_NEW_REVENUE = (
        *("site_new_revenue", "官網新客營收", "Revenue of the own site's new customers"),
        Kind.MONEY,
    )
    GROSS_PROFIT = "gross_profit", "毛利", "Gross profit", Kind.MONEY
    """Revenue times the gross margin somebody entered."""
    VALID_SESSIONS = "valid_sessions", "有效工作階段", "Valid sessions"
    """Sessions less those marked as internal, of developers or of machines."""
    VALID_USERS = "valid_users", "有效使用者", "Valid users"
    """Active users less those so marked; over exactly the days asked for, or not at all."""
    PLANNED_COST = (
        *("planned_cost", "有排預算的廣告花費", "Media cost on planned days"),
        Kind.MONEY,
    )
    CATEGORIZED = "categorized", "商品都有分類的訂單", "Orders whose items have a category"
    CROSS_ORDERS = "cross_orders", "跨分類的訂單", "Orders over several categories"
    FIRST_BUYERS = "first_buyers", "首購已滿 90 天的顧客", "First buyers of 90 days ago or more"
    AGAIN_IN_90 = "again_in_90", "其中 90 天內再購的顧客", "Of them buyers again within 90 days"
    BUYERS = "buyers", "365 天內下單的顧客", "Customers of 365 days"
    AGAIN_IN_365 = "again_in_365", "其中下單 2 次以上的顧客", "Of them with two orders or more"

    @property
    def additive(self) -> bool:
        """Whether sums over rows mean anything."""
        return self is not Reckoned.VALID_USERS


class Searched(Quantity):
    """What is reckoned of a search engine's rows."""

    SEARCH_POSITIONS = "search_positions", "排名 × 曝光", "Positions × impressions", Kind.FRACTION
    BRAND_IMPRESSIONS = "brand_impressions", "品牌字曝光", "Impressions of brand queries"
    BRAND_CLICKS = "brand_clicks", "品牌字點擊", "Clicks of brand queries"
    SPAN_CLICKS = "span_clicks", "同段日期的自然搜尋點擊", "Organic clicks of the same days"


WHOLE: Mapping[Quantity, Quantity] = {
    Reckoned.MATURE_PLACED: ShopMeasure.ORDERS,
    Reckoned.MATURE_PAID: ShopMeasure.ORDERS,
    Reckoned.ORGANIC_SESSIONS: WebMeasure.SESSIONS,
    Reckoned.PAID_SESSIONS: WebMeasure.SESSIONS,
    Reckoned.SITE_NEW_REVENUE: ShopMeasure.NEW_REVENUE,
    Reckoned.GROSS_PROFIT: ShopMeasure.REVENUE,
    Reckoned.VALID_SESSIONS: WebMeasure.SESSIONS,
    Reckoned.VALID_USERS: WebMeasure.ACTIVE_USERS,
    Reckoned.PLANNED_COST: Measure.COST,
    Reckoned.CATEGORIZED: ShopMeasure.ORDERS,
    Reckoned.CROSS_ORDERS: ShopMeasure.ORDERS,
    Reckoned.FIRST_BUYERS: ShopMeasure.ORDERS,
    Reckoned.AGAIN_IN_90: ShopMeasure.ORDERS,
    Reckoned.BUYERS: ShopMeasure.ORDERS,
    Reckoned.AGAIN_IN_365: ShopMeasure.ORDERS,
    **ESTIMATED_FROM,
    **MIDDLE_OF,
}
"""What each reckoned quantity is a part of."""

KEPT: tuple[Quantity, ...] = (
    *Measure,
    *(m for m in WebMeasure if m not in ASIDE),
    *OwnedMeasure,
    *ShopMeasure,
    *CostMeasure,
    *LeadMeasure,
)
"""What the daily tables hold; orders twice, as placed and as paid."""

SEARCHED: tuple[Quantity, ...] = (
    SearchMeasure.SEARCH_CLICKS,
    SearchMeasure.SEARCH_IMPRESSIONS,
    *Searched,
)
"""What a search engine's rows tell."""

QUANTITIES: tuple[Quantity, ...] = (
    *KEPT,
    *Reckoned,
    PlanMeasure.BUDGET,
    *SEARCHED,
    *Estimated,
    *LeadTime,
)

BITS: dict[Quantity, int] = {quantity: 1 << n for n, quantity in enumerate(QUANTITIES)}
"""One bit each; together they say what a block carries."""

PEOPLE = sum(bit for quantity, bit in BITS.items() if not quantity.additive)
"""The bits of counts of people, which do not add."""

VISITORS = frozenset(m for m in (*WebMeasure, Reckoned.VALID_USERS) if not m.additive)
"""The people of a site: they are told over exactly the days asked for, or not at all."""
VISITOR_BITS = sum(BITS[quantity] for quantity in VISITORS)

MONEY = sum(bit for quantity, bit in BITS.items() if quantity.kind is Kind.MONEY)

NEW = frozenset(
    (
        ShopMeasure.NEW_CUSTOMERS,
        ShopMeasure.NEW_REVENUE,
        ShopMeasure.SITE_NEW_CUSTOMERS,
        Reckoned.SITE_NEW_REVENUE,
        Reckoned.FIRST_BUYERS,
        Reckoned.BUYERS,
        *OF_CUSTOMERS,
    )
)
"""What needs to know who bought before."""

WITHIN_CHANNEL: Mapping[Quantity, Quantity] = {
    ShopMeasure.SITE_ORDERS: ShopMeasure.ORDERS,
    ShopMeasure.SITE_REVENUE: ShopMeasure.REVENUE,
    ShopMeasure.SITE_NEW_CUSTOMERS: ShopMeasure.NEW_CUSTOMERS,
    Reckoned.SITE_NEW_REVENUE: ShopMeasure.NEW_REVENUE,
}
"""What stands for the own site's figures where a sales channel was asked for."""

OF_SITE = frozenset(WITHIN_CHANNEL) | {
    Reckoned.CATEGORIZED,
    Reckoned.FIRST_BUYERS,
    Reckoned.BUYERS,
    *OF_CUSTOMERS,
}
"""What counts the own site's orders alone, unless a sales channel was asked for."""

_QUESTIONS: Mapping[Quantity, Question] = {
    **dict.fromkeys(OwnedMeasure, Question.OWNED),
    Reckoned.PLANNED_COST: Question.PLAN,
    PlanMeasure.BUDGET: Question.PLAN,
    Reckoned.CATEGORIZED: Question.BASKETS,
    Reckoned.CROSS_ORDERS: Question.BASKETS,
    Reckoned.FIRST_BUYERS: Question.COHORTS,
    Reckoned.AGAIN_IN_90: Question.COHORTS,
    Reckoned.BUYERS: Question.BUYERS,
    Reckoned.AGAIN_IN_365: Question.BUYERS,
    **dict.fromkeys(ESTIMATED_FROM, Question.WORTH),
    **dict.fromkeys(LeadTime, Question.LEAD_TIMES),
    **dict.fromkeys(SEARCHED, Question.SEARCH),
    **dict.fromkeys(
        (Searched.BRAND_IMPRESSIONS, Searched.BRAND_CLICKS, Searched.SPAN_CLICKS), Question.BRAND
    ),
}

BOOKS = {
    "ads": Ledger.PLATFORM,
    "owned": Ledger.OWNED,
    "web": Ledger.WEB,
    "search": Ledger.SEARCH,
    "orders": Ledger.ORDERS,
    "costs": Ledger.COSTS,
    "crm": Ledger.CRM,
}
"""The ledger of each book that reaches the daily tables."""

_LEDGERS: Mapping[type, Ledger] = {
    Measure: Ledger.PLATFORM,
    OwnedMeasure: Ledger.OWNED,
    PlanMeasure: Ledger.PLAN,
    WebMeasure: Ledger.WEB,
    SearchMeasure: Ledger.SEARCH,
    Searched: Ledger.SEARCH,
    ShopMeasure: Ledger.ORDERS,
    CostMeasure: Ledger.COSTS,
    LeadMeasure: Ledger.CRM,
}


def ledger_of(quantity: Quantity) -> Ledger:
    """Return the book a quantity stands in."""
    return _LEDGERS[type(WHOLE.get(quantity, quantity))]


def question_of(quantity: Quantity) -> Question:
    """Return which question brings a quantity."""
    return _QUESTIONS.get(quantity, Question.DAYS)
