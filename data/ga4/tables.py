"""What is asked of the GA4 Data API, table by table, under the headings GA4 itself writes."""

from __future__ import annotations

from dataclasses import dataclass

from data.text import Text

DATE = ("date", "Date")
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
    """

    key: str
    name: Text
    dimensions: tuple[Column, ...]
    metrics: tuple[Column, ...]
    events: tuple[str, ...] = ()
    adds: bool = True

    @property
    def headings(self) -> tuple[str, ...]:
        """The header of its file."""
        return tuple(heading for _, heading in (*self.dimensions, *self.metrics))


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
    Table(
        "users",
        Text("每日使用者", "users by day"),
        (DATE,),
        (("activeUsers", "Active users"), ("totalUsers", "Total users")),
        adds=False,
    ),
)
"""Channels carry what adds up; users stand alone, since a person may come by two channels."""
