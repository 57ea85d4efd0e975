"""What is asked of the GA4 Data API, table by table, under the headings GA4 itself writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.exports.ga4 import COHORT_DAY, ITEM_TOTAL, SITE_TOTAL
from data.ga4.table import Over, Table
from data.text import Text

DATE = ("date", "Date")
LINK = (
    ("sessionSourceMedium", "Session source / medium"),
    ("sessionCampaignName", "Session campaign"),
)
DEVICE = ("deviceCategory", "Device category")
LANDING_PAGE = ("landingPage", "Landing page")
CHANNEL = ("sessionDefaultChannelGroup", "Session default channel group")
EVENT = ("eventName", "Event name")
CITY = ("city", "City")
HOUR = ("hour", "Hour")
ITEM = (("itemId", "Item ID"), ("itemName", "Item name"), ("itemCategory", "Item category"))
AGE = ("userAgeBracket", "Age")
GENDER = ("userGender", "Gender")
VISITOR = ("newVsReturning", "New / returning")
COHORT = "cohort"
FIRST_DAY = (COHORT, "Date")
NTH_DAY = ("cohortNthDay", "Days since the first visit")
COHORT_USERS = ("cohortTotalUsers", "Users of the cohort")

PEOPLE = (
    ("activeUsers", "Active users"),
    ("totalUsers", "Total users"),
    ("newUsers", "New users"),
    ("sessions", "Sessions"),
    ("keyEvents", "Key events"),
)
"""Who came, and what is told of each of them: both from one row."""

VISITS = (
    ("sessions", "Sessions"),
    ("engagedSessions", "Engaged sessions"),
    ("userEngagementDuration", "User engagement"),
    ("screenPageViews", "Views"),
    ("keyEvents", "Key events"),
    ("ecommercePurchases", "Ecommerce purchases"),
    ("totalRevenue", "Total revenue"),
)
"""What visits did, by whatever they are split."""

ITEMS = (
    ("itemsViewed", "Items viewed"),
    ("itemsAddedToCart", "Items added to cart"),
    ("itemsPurchased", "Items purchased"),
    ("itemRevenue", "Item revenue"),
)
"""What became of the pieces of a shop."""

PARTS_OF_PEOPLE: Mapping[str, Any] = {"adds": False, "over": Over.SPANS, "optional": True}
"""How people are asked for by what they are: over spans; the people table has the whole of each."""

TABLES = (
    Table(
        "channels",
        Text("每日各管道", "channels by day"),
        (DATE, CHANNEL),
        (
            ("sessions", "Sessions"),
            ("engagedSessions", "Engaged sessions"),
            ("userEngagementDuration", "User engagement"),
            ("screenPageViews", "Views"),
            ("newUsers", "New users"),
            ("keyEvents", "Key events"),
            ("checkouts", "Checkouts"),
            ("ecommercePurchases", "Ecommerce purchases"),
            ("totalRevenue", "Total revenue"),
            ("totalAdRevenue", "Total ad revenue"),
        ),
    ),
    Table(
        "events",
        Text("各管道的事件", "events by channel"),
        (DATE, CHANNEL, EVENT),
        (("sessions", "Sessions"), ("eventCount", "Event count")),
        (
            "view_item",
            "add_to_cart",
            "begin_checkout",
            "purchase",
            "form_start",
            "form_submit",
            "subscribe",
        ),
        adds=False,  # a visit with two of the events stands in two rows
    ),
    Table("people", Text("使用者", "people"), (), PEOPLE, adds=False, people=True),
    Table(
        "people-by-channel",
        Text("各管道的使用者", "people by channel"),
        (CHANNEL,),
        PEOPLE,
        adds=False,
        people=True,
    ),
    Table("links", Text("每日各來源與活動", "links by day"), (DATE, *LINK), VISITS),
    Table("devices", Text("每日各裝置", "devices by day"), (DATE, DEVICE), VISITS),
    Table(
        *("site-totals", Text("每日全站總計", "the site by day")),
        *((DATE,), VISITS),
        says=SITE_TOTAL,
    ),
    Table(
        *("cities", Text("每日各城市", "cities by day")),
        *((DATE, CITY), VISITS),
        optional=True,
    ),
    Table(
        *("hours", Text("每日各小時", "hours by day")),
        *((DATE, HOUR), VISITS),
        optional=True,
    ),
    Table(
        *("items", Text("每日各商品", "items by day")),
        *((DATE, *ITEM), ITEMS),
        optional=True,
    ),
    Table(
        *("item-totals", Text("每日全部商品", "all items by day")),
        *((DATE,), ITEMS),
        says=ITEM_TOTAL,
        optional=True,
    ),
    Table(
        *("ages", Text("各年齡的使用者", "people by age")),
        *((AGE,), PEOPLE),
        **PARTS_OF_PEOPLE,
    ),
    Table(
        *("genders", Text("各性別的使用者", "people by gender")),
        *((GENDER,), PEOPLE),
        **PARTS_OF_PEOPLE,
    ),
    Table(
        *("visitors", Text("新訪與回訪的使用者", "new and returning people")),
        *((VISITOR,), PEOPLE),
        **PARTS_OF_PEOPLE,
    ),
    Table(
        *("retention", Text("首 7 天留存", "day-7 retention")),
        *((FIRST_DAY,), (COHORT_USERS, ("cohortActiveUsers", "Of them back on days 1-7"))),
        adds=False,
        over=Over.FIRST_DAYS,
        says=COHORT_DAY,
        optional=True,
    ),
    Table(
        *("cohorts", Text("各週新使用者的留存", "retention by week")),
        *((NTH_DAY,), (COHORT_USERS, ("cohortActiveUsers", "Of them there on the day"))),
        adds=False,
        over=Over.FIRST_WEEKS,
        optional=True,
    ),
    Table(
        "landing-pages",
        Text("每日各到達網頁", "landing pages by day"),
        (DATE, LANDING_PAGE),
        VISITS,
    ),
)
"""Channels carry what adds up; people stand apart, since one may come by two channels or days.
What may be left out is of no figure on the overview. The longest comes last: whatever arrives
later on the same days has it read again."""
