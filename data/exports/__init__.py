"""The export formats Lodestar reads: an explicit list, no discovery."""

from __future__ import annotations

from data.exports import (
    ga4,
    generic_costs,
    generic_leads,
    generic_orders,
    generic_plan,
    generic_rates,
    google_ads,
    hubspot,
    klaviyo,
    meta_ads,
    salesforce,
    search_console,
    shopee,
    shopify,
    tw_shop,
    woocommerce,
)
from data.exports.base import Export

EXPORTS: tuple[Export, ...] = (
    google_ads.CAMPAIGN,
    google_ads.AD_GROUP,
    meta_ads.CAMPAIGN,
    meta_ads.AD_SET,
    meta_ads.AD,
    ga4.REPORT,
    ga4.EXPLORATION,
    ga4.SNAPSHOT,
    *search_console.TABLES,
    klaviyo.CAMPAIGN,
    shopify.ORDER,
    woocommerce.ORDER,
    shopee.ORDER,
    tw_shop.SHOPLINE_ORDER,
    tw_shop.ORDER_91APP,
    tw_shop.CYBERBIZ_ORDER,
    generic_orders.ORDER,
    hubspot.CONTACTS,
    hubspot.DEALS,
    salesforce.OPPORTUNITIES,
    salesforce.STAGE_HISTORY,
    generic_leads.LEAD,
    generic_costs.COSTS_SHEET,
    generic_plan.BUDGET_SHEET,
    generic_plan.TARGET_SHEET,
    generic_rates.RATE_SHEET,
)
