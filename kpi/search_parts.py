"""What Search Console splits searches by: pages, countries, devices, over its newest ranges."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.snapshot import Snapshot
from data.text import Text
from kpi.catalog import KPIS
from kpi.figure import Number, value_of
from kpi.period import Span
from kpi.sql import text

MOST = 20
"""So many parts are told, the most clicked; an export has up to a thousand pages."""


class Split(StrEnum):
    """What searches are split by."""

    PAGE = "page"
    COUNTRY = "country"
    DEVICE = "device"


NAMES = {
    Split.PAGE: Text("網頁", "Pages"),
    Split.COUNTRY: Text("國家／地區", "Countries"),
    Split.DEVICE: Text("裝置", "Devices"),
}


@dataclass(frozen=True, slots=True)
class SearchPart:
    """One page, country or device of a property over the days of its export.

    Parameters
    ----------
    position : float or None
        The mean position, weighted by impressions; None where it was never shown.
    """

    days: Span
    account: str
    name: str
    clicks: int | None
    impressions: int | None
    position: float | None

    @property
    def ctr(self) -> Number | None:
        """Clicks ÷ impressions; None where it was never shown."""
        return value_of(KPIS["search_ctr"], self.clicks, self.impressions)


def parts(snapshot: Snapshot, split: Split) -> list[SearchPart]:
    """Return the parts of every property, each over its newest exported range, at most `MOST`.

    Pages do not add up to all searches: one that shows two pages counts for both.
    """
    rows = snapshot.query(text("search_parts"), split=str(split), most=MOST)
    return [
        SearchPart(
            Span(first, last), account, name, clicks, shown, None if at is None else float(at)
        )
        for first, last, account, name, clicks, shown, at in rows
    ]
