"""What is asked of the GA4 Data API, table by table, under the headings GA4 itself writes."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from data.exports import ga4
from data.exports.ga4 import SPAN_ENDS
from data.schema import SPAN, WEB
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

Column = tuple[str, str]
"""The API's name, and the heading in a file that GA4 writes itself."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a pull.

    Parameters
    ----------
    dimensions, metrics : tuple of Column
        At most nine and at most ten, the API's own limits.
    events : tuple of str
        The events it is confined to; empty for all.
    adds : bool
        Whether its rows add up to the totals GA4 states: people do not.
    people : bool
        Whether it counts people: asked for each day and for every span that is shown
        (data/ga4/spans.py), and written with the first and the last day of each row.
    """

    key: str
    name: Text
    dimensions: tuple[Column, ...]
    metrics: tuple[Column, ...]
    events: tuple[str, ...] = ()
    adds: bool = True
    people: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The header of its file."""
        ends = SPAN_ENDS if self.people else ()
        return (*ends, *(heading for _, heading in (*self.dimensions, *self.metrics)))

    @property
    def asked(self) -> str:
        """A mark of what is asked: with another question it is another table."""
        question = " ".join((*self.headings, *self.events))
        return f"{self.key}-{crc32(question.encode()):08x}"

    @property
    def breakdown(self) -> str:
        """What an import of it is said to be split by (data/reading/outcome.py)."""
        export = ga4.API.columns(self.headings)
        names = {str(c.field.fills) for c in export} & set(WEB.texts.values())
        return "+".join(sorted(names | ({SPAN} if self.people else set())))


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
        ("add_to_cart", "begin_checkout", "purchase", "form_start", "form_submit", "subscribe"),
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
        "landing-pages",
        Text("每日各到達網頁", "landing pages by day"),
        (DATE, LANDING_PAGE),
        VISITS,
    ),
)
"""Channels carry what adds up; people stand apart, since one may come by two channels or days."""
