"""What the sample shop's KPIs are made of, written a second time from its truth."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.data.sample_shop import Shop

LINKED = ("meta_ads", "linkedin_ads")
MARGIN = Decimal("0.58")

Known = Callable[..., Decimal]


def clicks(q: Known) -> Decimal:
    return q("link_clicks", *LINKED) + q("clicks_all", "google_ads", "line_ads")


def spent(q: Known) -> Decimal:
    return q("cost") + q("amount")


SUMS = {
    "impressions": "impressions", "clicks_all": "clicks_all", "cost": "cost",
    "conversions": "conversions", "conversion_value": "conversion_value", "sessions": "sessions",
    "valid_sessions": "sessions", "page_views": "views", "key_events": "key_events",
    "purchases": "purchases", "web_revenue": "web_revenue", "revenue": "revenue",
    "gross_revenue": "gross", "discounts": "discounts", "refunds": "refunds", "orders": "orders",
    "site_orders": "site_orders", "site_revenue": "site_revenue",
    "new_customers": "site_new_customers", "other_costs": "amount", "leads": "crm_leads",
    "net_new_leads": "net_new_leads", "mql": "mql_reached", "sql_leads": "sql_reached",
    "won": "deals_won", "pipeline_amount": "pipeline_amount", "won_amount": "deal_amount_won",
}  # fmt: skip
REST: dict[str, Callable[[Known], Decimal]] = {
    "clicks": clicks,
    "ctr": lambda q: clicks(q) / q("impressions"),
    "cpc": lambda q: q("cost") / clicks(q),
    "cpm": lambda q: 1000 * q("cost") / q("impressions"),
    "landing_rate": lambda q: q("landing_page_views") / q("link_clicks", "meta_ads"),
    "engagement_rate_web": lambda q: q("engaged_sessions") / q("sessions"),
    "bounce_rate": lambda q: 1 - q("engaged_sessions") / q("sessions"),
    "time_on_site": lambda q: q("engagement_seconds") / q("sessions"),
    "organic_share": lambda q: q("organic") / q("sessions"),
    "paid_share": lambda q: q("paid") / q("sessions"),
    "conversion_rate": lambda q: q("key_events") / q("sessions"),
    "add_to_cart_rate": lambda q: q("cart_sessions") / q("sessions"),
    "reach_checkout": lambda q: q("checkout_sessions") / q("sessions"),
    "checkout_completion": lambda q: q("purchases") / q("checkouts_begun"),
    "checkout_conversion": lambda q: q("site_orders") / q("sessions"),
    "over_claim": lambda q: q("conversions") / q("site_orders"),
    "return_rate": lambda q: q("returned_orders") / q("orders"),
    "uncollected_rate": lambda q: 1 - q("mature_paid") / q("mature_placed"),
    "returning_revenue_share": lambda q: 1 - q("site_new_revenue") / q("site_revenue"),
    "aov": lambda q: q("revenue") / q("orders"),
    "items_per_order": lambda q: q("items") / q("orders"),
    "marketing_cost": spent,
    "blended_roas": lambda q: q("site_revenue") / q("cost"),
    "break_even_roas": lambda q: 1 / MARGIN,
    "contribution": lambda q: q("revenue") * MARGIN - spent(q),
    "cac": lambda q: spent(q) / q("site_new_customers"),
    "expense_ratio": lambda q: spent(q) / q("revenue"),
    "roi": lambda q: q("revenue") / spent(q) - 1,
    "roi_gross": lambda q: q("gross") / spent(q) - 1,
    "mql_rate": lambda q: q("leads_to_mql") / q("crm_leads"),
    "invalid_lead_rate": lambda q: q("leads_invalid") / q("crm_leads"),
    "reply_rate": lambda q: q("leads_replied") / q("leads_contacted"),
    "lead_cost": lambda q: q("cost") / q("crm_leads"),
}
CLAIMED: dict[str, Callable[[Known], Decimal]] = {
    "cvr_click": lambda q: q("conversions") / clicks(q),
    "cpa": lambda q: q("cost") / q("conversions"),
    "roas": lambda q: q("conversion_value") / q("cost"),
}
"""What has an answer within one platform only."""
BY_DAY = {"unique_visitors", "active_users", "returning_rate", "frequency", "social_engagement"}
"""People: of a single exported row only."""


WENT_ON = {
    "mql_accept_rate": ("mql_accepted", "mql_reached"), "mql_to_sql": ("mql_to_sql", "mql_reached"),
    "sql_to_won": ("sql_to_won", "sql_reached"), "win_rate": ("opportunities_won", "opportunities"),
}  # fmt: skip
"""Of those who entered a step, who went on: some months nobody entered it."""
MIDDLES = ("first_contact_hours", "lead_to_sql_days")
ESTIMATED = ("ltv", "ltv_cac", "payback_months")
"""Held against the truth in tests/kpi/test_sample_customers.py."""

ORDERED = ("repurchase_90d", "repurchase_365d", "cross_sell")
"""What single orders tell: above and below the line, month by month."""
UNFED = {
    "viewable_impressions", "social_engagement_followers", "interactions_per_post", "email_open",
    "email_ctr", "line_open", "line_click", "line_friends", "line_block_rate", "form_completion",
    "content_to_trial_ctr", "content_to_trial", "visitor_to_subscriber", "ad_revenue",
    "retention_d7", "trial_activation", "trial_to_paid", "paid_subscriptions",
}  # fmt: skip
"""What no export of this shop tells."""


SEARCHED: dict[str, tuple[str, str | None]] = {
    "search_clicks": ("clicks", None), "search_impressions": ("impressions", None),
    "search_ctr": ("clicks", "impressions"), "keyword_rank": ("positions", "impressions"),
    "brand_search": ("brand_impressions", None), "brand_share": ("brand_clicks", "clicks"),
}  # fmt: skip
"""What Search Console tells, of the months it still keeps."""


def known(shop: Shop, month: str, only: str | None = None) -> Known:
    """Return what looks true quantities of a month up."""
    groups = {"organic": ("Organic Search", "Organic Social"),
              "paid": ("Paid Search", "Cross-network", "Paid Social", "Paid Other")}  # fmt: skip

    def look(quantity: str, *platforms: str) -> Decimal:
        if quantity in groups:
            visits = shop.truth["channels"]["sessions"]
            return Decimal(sum(visits[name][month] for name in groups[quantity]))
        by = shop.truth["quantities"][quantity]
        asked = set(platforms or by) & ({only} if only else set(by))
        return shop.known(quantity, month, *asked) if asked else Decimal(0)

    return look


def one(rows: list[dict[str, Any]], kpi: str) -> dict[str, Any]:
    (row,) = [r for r in rows if r["kpi"] == kpi]
    return row
