"""Which of GA4's default channel groups a source, medium and campaign lead to, by GA4's own rules.

The rules and their order are those Google publishes under "[GA4] Default channel group"
(https://support.google.com/analytics/answer/9756891); they are not case sensitive. Which sources
are search engines, social sites, shops or video sites Google lists in a file beside that page. Here
are those of the list that links are tagged with; any other source is judged by its medium alone.
"""

from __future__ import annotations

import re

UNASSIGNED = "Unassigned"
NOT_SET = "(not set)"
SEARCH = frozenset(
    ("google", "google.com", "bing", "yahoo", "yahoo.com", "tw.search.yahoo.com", "baidu",
     "duckduckgo", "naver", "yandex", "sogou", "ecosia.org")
)  # fmt: skip
SOCIAL = frozenset(
    ("facebook", "facebook.com", "m.facebook.com", "l.facebook.com", "lm.facebook.com", "fb",
     "fb.me", "business.facebook.com", "messenger", "messenger.com", "instagram", "instagram.com",
     "l.instagram.com", "ig", "line", "line.me", "linkedin",
     "linkedin.com", "lnkd.in", "twitter", "twitter.com", "t.co", "tiktok", "tiktok.com",
     "pinterest", "pinterest.com", "reddit", "reddit.com", "plurk", "plurk.com",
     "snapchat", "t.me", "wechat", "weibo", "whatsapp", "whatsapp.com", "quora", "quora.com")
)  # fmt: skip
SHOPPING = frozenset(
    ("amazon", "amazon.com", "ebay", "ebay.com", "etsy", "etsy.com", "alibaba", "alibaba.com",
     "google shopping", "igshopping", "shopify", "shopify.com", "shopping.yahoo.com", "walmart",
     "walmart.com", "mercadolibre", "mercadolibre.com")
)  # fmt: skip
VIDEO = frozenset(
    ("youtube", "youtube.com", "m.youtube.com", "vimeo", "vimeo.com", "twitch", "twitch.tv",
     "dailymotion", "dailymotion.com", "netflix", "netflix.com", "iqiyi", "iqiyi.com")
)  # fmt: skip
PAID = re.compile(r"^(.*cp.*|ppc|retargeting|paid.*)$")
SHOP = re.compile(r"^(.*(([^a-df-z]|^)shop|shopping).*)$")
DISPLAY = frozenset(("display", "banner", "expandable", "interstitial", "cpm"))
SOCIAL_MEDIA = frozenset(
    ("social", "social-network", "social-media", "sm", "social network", "social media")
)
EMAIL = frozenset(("email", "e-mail", "e_mail", "e mail"))
REFERRAL = frozenset(("referral", "app", "link"))
EXACT = {"affiliate": "Affiliates", "audio": "Audio"}


def group(source: str, medium: str, campaign: str = "") -> str:
    """Return the English name of the group that visits with these values are counted under.

    Examples
    --------
    >>> group("google", "cpc"), group("Facebook", "paid_social"), group("FB", "ad")
    ('Paid Search', 'Paid Social', 'Organic Social')
    >>> group("meta", "ad")
    'Unassigned'
    """
    source, medium, campaign = (part.strip().lower() for part in (source, medium, campaign))
    if source == "(direct)" and medium in ("(not set)", "(none)"):
        return "Direct"
    if "cross-network" in campaign:
        return "Cross-network"
    paid = _paid(source, medium, campaign)
    return paid or _organic(source, medium, campaign) or _named(source, medium) or UNASSIGNED


def _paid(source: str, medium: str, campaign: str) -> str:
    """Return the group of what was paid for, as the medium says; else nothing."""
    if PAID.match(medium):
        if source in SHOPPING or SHOP.match(campaign):
            return "Paid Shopping"
        for sources, name in ((SEARCH, "Search"), (SOCIAL, "Social"), (VIDEO, "Video")):
            if source in sources:
                return f"Paid {name}"
    if medium in DISPLAY:
        return "Display"
    return "Paid Other" if PAID.match(medium) else ""


def _organic(source: str, medium: str, campaign: str) -> str:
    if source in SHOPPING or SHOP.match(campaign):
        return "Organic Shopping"
    if source in SOCIAL or medium in SOCIAL_MEDIA:
        return "Organic Social"
    if source in VIDEO or "video" in medium:
        return "Organic Video"
    return "Organic Search" if source in SEARCH or medium == "organic" else ""


def _named(source: str, medium: str) -> str:
    """Return the group that source or medium names itself."""
    if medium in REFERRAL:
        return "Referral"
    if source in EMAIL or medium in EMAIL:
        return "Email"
    if medium in EXACT:
        return EXACT[medium]
    if "sms" in (source, medium):
        return "SMS"
    if medium.endswith("push") or "mobile" in medium or "notification" in medium:
        return "Mobile Push Notifications"
    return "Mobile Push Notifications" if source == "firebase" else ""
