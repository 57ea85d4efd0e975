"""The canonical tables: books and their columns, levels, grains, and where figures come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from data.measures import (
    ASIDE,
    LEVELS,
    CostMeasure,
    CrmMeasure,
    Kind,
    LeadMeasure,
    Measure,
    OrderMeasure,
    OwnedMeasure,
    PlanMeasure,
    Quantity,
    RateMeasure,
    SearchMeasure,
    ShopMeasure,
    WebMeasure,
    quantity,
)
from data.text import Text

__all__ = [
    "ADS", "ASIDE", "BESIDE", "BOOKS", "COSTS", "CRM", "LEVELS", "ORDERS", "OWNED", "PARTS", "PLAN",
    "PLATFORMS",
    "RATES", "SEARCH", "SPAN", "WEB",
    "Book", "CostMeasure", "CrmMeasure", "Grain", "Kind", "LeadMeasure",
    "Level", "Measure", "OrderMeasure", "OwnedMeasure", "PlanMeasure", "Platform", "Quantity",
    "RateMeasure", "SearchMeasure", "ShopMeasure", "WebMeasure", "quantity",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """One kind of figures: what a typed row of it says beside its days.

    Parameters
    ----------
    texts : mapping of str to str
        Names and ids by column: the role of the exported column that fills it.
    dates : tuple of str
        Further days of a row; column and role have one name.
    measures : type of Quantity
        What is counted, in order.
    """

    key: str
    name: Text
    texts: Mapping[str, str]
    measures: type[Quantity]
    dates: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its typed Parquet, all always there, in this order."""
        return ("day_from", "day_to", *self.texts, *self.dates, *map(str, self.measures))

    @property
    def ids(self) -> tuple[str, ...]:
        """The roles that are ids, which Excel may have rounded."""
        return tuple(role for role in self.texts.values() if role.endswith("_id"))


_ACCOUNT = {"account_id": "account_id", "account_name": "account"}

ADS = Book(
    "ads",
    Text("廣告平台", "advertising platforms"),
    _ACCOUNT
    | {
        name: name for name in ("campaign_id", "campaign", "ad_group_id", "ad_group", "ad_id", "ad")
    },
    Measure,
)
WEB = Book(
    "web",
    Text("網站分析", "site analytics"),
    _ACCOUNT
    | {
        name: name
        for name in (
            "channel",
            "source_medium",
            "campaign",
            "landing_page",
            "device",
            "event",
            "audience",
            "part",
            "part_id",
            "part_group",
        )
    },
    WebMeasure,
)
OWNED = Book(
    "owned",
    Text("自有媒體", "own media"),
    _ACCOUNT | {name: name for name in ("campaign_id", "campaign")},
    OwnedMeasure,
)
ORDERS = Book(
    "orders",
    Text("訂單", "orders"),
    _ACCOUNT
    | {
        name: name
        for name in (
            "order_id", "sales_channel", "status", "payment_status", "refund_status",
            "payment_method", "coupon", "customer", "customer_kind",
            "line_id", "product_id", "product", "category",
        )
    },
    OrderMeasure,
    ("paid_on", "cancelled_on", "completed_on", "first_bought_on", "member_since"),
)  # fmt: skip
COSTS = Book(
    "costs",
    Text("費用", "costs"),
    _ACCOUNT | {name: name for name in ("cost_platform", "category", "item", "tax_basis")},
    CostMeasure,
)
PLAN = Book(
    "plan",
    Text("計畫", "plan"),
    _ACCOUNT | {name: name for name in ("plan_platform", "kpi")},
    PlanMeasure,
)
RATES = Book(
    "rates",
    Text("匯率", "exchange rates"),
    _ACCOUNT | {name: name for name in ("rate_currency", "rate_to")},
    RateMeasure,
)
SEARCH = Book(
    "search",
    Text("自然搜尋", "organic search"),
    _ACCOUNT | {name: name for name in ("query", "page", "country", "device", "filter")},
    SearchMeasure,
)
"""A row names what it is split by, or the filter that it was counted under, or nothing: then it is
all there was."""
CRM = Book(
    "crm",
    Text("客戶關係（CRM）", "customer relations (CRM)"),
    _ACCOUNT
    | {name: name for name in ("lead_id", "kind", "mark", "created_clock", "contacted_clock",
                               "source", "campaign", "channel", "accepted", "reason", "contact",
                               "persons", "billing")}
    | {"stage": "canonical", "stage_name": "stage", "owner_team": "team",
       "currency": "amount_currency", "shows": "shows", "from_stage": "canonical_from",
       "from_name": "from_stage"},
    CrmMeasure,
    (
        "lead_on", "mql_on", "sql_on", "opportunity_on", "won_on", "lost_on", "nurture_on",
        "invalid_on", "trial_on", "activated_on", "paid_on", "renewed_on", "ended_on",
        "closed_on",
        "contacted_on", "replied_on", "updated_on",
    ),
)  # fmt: skip
"""A row is a lead or deal as it stood when it was exported; its own day is the one it was made. Or
it shows a change: from which stage into which, on its own day."""
BOOKS = {book.key: book for book in (ADS, WEB, OWNED, ORDERS, COSTS, PLAN, RATES, SEARCH, CRM)}


class Level(IntEnum):
    """How fine an export is. The smaller (coarser) level speaks for a measure before the larger."""

    CAMPAIGN = 1
    AD_GROUP = 2
    """Google's ad group, Meta's ad set."""
    AD = 3
    KEYWORD = 4


class Grain(StrEnum):
    """Whether a row stands for one day or for a range of days."""

    DAY = "day"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Platform:
    """Where figures come from: its key in data, its name on screen, its customary tax basis."""

    key: str
    name: Text
    tax_included: bool = False


SPAN = "span"
"""The breakdown of a file of which each row counts people over exactly the days it names."""
PARTS = ("part", "part_id", "part_group")
"""What names a part of a site, whatever it is split by; the file's breakdown says by what."""
BESIDE = frozenset({SPAN, "site_total", "item_total", "item", "item_id", "item_category"})
"""The breakdowns of a site whose rows are no part of its daily sums."""
OWN_SITE = "官網"
"""The sales channel of the shop's own site."""

GOOGLE_ADS = Platform("google_ads", Text("Google Ads", "Google Ads"))
META_ADS = Platform("meta_ads", Text("Meta", "Meta"))
GA4 = Platform("ga4", Text("GA4", "GA4"), tax_included=True)
SEARCH_CONSOLE = Platform("search_console", Text("Search Console", "Search Console"))
SHOPIFY = Platform("shopify", Text("Shopify", "Shopify"), tax_included=True)
WOOCOMMERCE = Platform("woocommerce", Text("WooCommerce", "WooCommerce"), tax_included=True)
SHOPEE = Platform("shopee", Text("蝦皮購物", "Shopee"), tax_included=True)
SHOPLINE = Platform("shopline", Text("SHOPLINE", "SHOPLINE"), tax_included=True)
CYBERBIZ = Platform("cyberbiz", Text("CYBERBIZ", "CYBERBIZ"), tax_included=True)
SHOP_91APP = Platform("91app", Text("91APP", "91APP"), tax_included=True)
SHOP = Platform("shop", Text("商店訂單", "Shop orders"), tax_included=True)
HUBSPOT = Platform("hubspot", Text("HubSpot", "HubSpot"))
SALESFORCE = Platform("salesforce", Text("Salesforce", "Salesforce"))
CRM_LEADS = Platform("crm", Text("CRM 名單", "CRM leads"))
LINE_ADS = Platform("line_ads", Text("LINE 廣告", "LINE Ads"))
TIKTOK_ADS = Platform("tiktok_ads", Text("TikTok 廣告", "TikTok Ads"))
MICROSOFT_ADS = Platform("microsoft_ads", Text("Microsoft 廣告", "Microsoft Ads"))
LINKEDIN_ADS = Platform("linkedin_ads", Text("LinkedIn 廣告", "LinkedIn Ads"))
X_ADS = Platform("x_ads", Text("X 廣告", "X Ads"))
OTHER_ADS = Platform("other_ads", Text("其他廣告平台", "Other ad platform"))
OTHER_WEB = Platform("other_web", Text("其他網站分析", "Other site analytics"), tax_included=True)
MAILCHIMP = Platform("mailchimp", Text("Mailchimp", "Mailchimp"))
KLAVIYO = Platform("klaviyo", Text("Klaviyo", "Klaviyo"))
EDM = Platform("edm", Text("EDM 電子報", "Newsletter (EDM)"))
LINE_OA = Platform("line_oa", Text("LINE 官方帳號", "LINE Official Account"))
SOCIAL = Platform("social", Text("社群粉專", "Social page"))
LEDGER = Platform("costs", Text("費用表", "Cost sheet"))
FEES = Platform("fees", Text("服務費", "Service fees"))
PLANNED = Platform("plan", Text("預算與目標表", "Plan sheet"))
EXCHANGE = Platform("rates", Text("匯率表", "Exchange rates"))
PLATFORMS: dict[str, Platform] = {
    p.key: p
    for p in (
        GOOGLE_ADS, META_ADS, GA4, SEARCH_CONSOLE,
        LINE_ADS, TIKTOK_ADS, MICROSOFT_ADS, LINKEDIN_ADS, X_ADS, OTHER_ADS, OTHER_WEB,
        SHOPIFY, WOOCOMMERCE, SHOPEE, SHOPLINE, CYBERBIZ, SHOP_91APP, SHOP,
        MAILCHIMP, KLAVIYO, EDM, LINE_OA, SOCIAL, HUBSPOT, SALESFORCE, CRM_LEADS,
        LEDGER, FEES, PLANNED, EXCHANGE,
    )
}  # fmt: skip
