"""By what a site can be split, one entry each: how it is named, told and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from data.schema import WebMeasure
from data.text import Text
from kpi.catalog import KPIS
from kpi.definition import Kpi, Unit
from kpi.facts.daily import Amount
from kpi.figure import Number, quotient, spoken, value_of

EVERYTHING = -1
"""The bits of every quantity."""
Amounts = Mapping[WebMeasure, Amount]
"""What a part adds up to."""


class SiteCut(StrEnum):
    """What a site can be split by besides channels."""

    DEVICE = "device"
    LANDING_PAGE = "landing_page"
    SOURCE_MEDIUM = "source_medium"
    CAMPAIGN = "campaign"
    ITEM = "item"
    ITEM_CATEGORY = "item_category"
    AGE = "age"
    GENDER = "gender"
    CITY = "city"
    HOUR = "hour"
    WEEKDAY = "weekday"
    HOUR_WEEKDAY = "hour_weekday"
    NEW_RETURNING = "new_returning"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of a part: a sum, or one sum over another.

    Parameters
    ----------
    over, under : WebMeasure or None
        What it is made of; `under` None for a plain sum.
    kpi : Kpi or None
        Which KPI it is; None where it counts what no KPI does.
    """

    key: str
    name: Text
    unit: Unit
    over: WebMeasure
    under: WebMeasure | None = None
    kpi: Kpi | None = None

    def value(self, of: Amounts) -> Number | None:
        """Return the figure of a part; None where the part does not say it."""
        over, under = of.get(self.over), of.get(self.under) if self.under else None
        if self.kpi:
            return value_of(self.kpi, over, under)
        return quotient(over, under) if self.under else over


class Whole(StrEnum):
    """Where the total of all parts stands, as GA4 was asked for it."""

    SITE = "site_total"
    ITEMS = "item_total"
    PEOPLE = "people"
    """In the people of exactly the days asked, because people do not add."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to split a site.

    Parameters
    ----------
    told : str
        What the rows of the table are called that tell it (data/sql/site_parts.sql).
    part : str
        What names a part there, in SQL.
    breakdown : str
        What the imports that tell it are split by.
    ordered : bool
        Whether parts stand in the order of their names, not of their first figure.
    names : mapping of str to Text
        What GA4's own words for parts mean.
    """

    label: Text
    told: str
    breakdown: str
    columns: tuple[Column, ...]
    whole: Whole
    part: str = "s.name"
    ordered: bool = False
    names: Mapping[str, Text] = field(default_factory=dict)


def _of(key: str, people: bool = False) -> Column:
    """Return a column that is a KPI, of people or, because they do not add, of visits."""
    kpi = KPIS[key]
    told = (spoken(part, EVERYTHING, people)[0] for part in kpi.parts)
    over, *under = (m for m in told if isinstance(m, WebMeasure))
    return Column(key, kpi.name, kpi.unit, over, under[0] if under else None, kpi)


def _plain(measure: WebMeasure, unit: Unit = Unit.COUNT) -> Column:
    """Return a column that is called as what it counts."""
    return Column(str(measure), measure.label, unit, measure)


M = WebMeasure
VISITS = (
    _of("sessions"),
    _of("page_views"),
    _of("engagement_rate_web"),
    _of("time_on_site"),
    _of("key_events"),
    _of("conversion_rate"),
    _of("purchases"),
    _of("web_revenue"),
)
"""What visits did; key events are held against visits, for people would not add."""
PEOPLE = (
    _of("active_users", people=True),
    _plain(M.NEW_USERS),
    _of("sessions"),
    _of("key_events"),
    _of("conversion_rate", people=True),
)
ITEMS = (
    _plain(M.ITEM_VIEWS),
    _plain(M.ITEM_CARTS),
    Column("item_cart_rate", Text("加購率（件）", "Carts per view"), Unit.RATIO,
           M.ITEM_CARTS, M.ITEM_VIEWS),
    _plain(M.ITEM_SALES),
    Column("item_sale_rate", Text("購買率（件）", "Sales per view"), Unit.RATIO,
           M.ITEM_SALES, M.ITEM_VIEWS),
    _plain(M.ITEM_REVENUE, Unit.MONEY),
)  # fmt: skip
WEEKDAYS = {
    "1": Text("週一", "Monday"), "2": Text("週二", "Tuesday"), "3": Text("週三", "Wednesday"),
    "4": Text("週四", "Thursday"), "5": Text("週五", "Friday"), "6": Text("週六", "Saturday"),
    "7": Text("週日", "Sunday"),
}  # fmt: skip
HOURS = {f"{n:02}": Text(f"{n:02}:00", f"{n:02}:00") for n in range(24)}
UNKNOWN = {name: Text("未知", "Unknown") for name in ("unknown", "(not set)", "")}
GENDERS = {"female": Text("女性", "Female"), "male": Text("男性", "Male"), **UNKNOWN}
CAME = {"new": Text("新訪", "New"), "returning": Text("回訪", "Returning"), **UNKNOWN}
DEVICES = {
    "mobile": Text("手機", "Mobile"), "desktop": Text("電腦", "Desktop"),
    "tablet": Text("平板", "Tablet"), "smart tv": Text("電視", "Smart TV"),
}  # fmt: skip
HOUR, WEEKDAY = "lpad(s.name, 2, '0')", "isodow(s.day_from)::text"
BY_VISITS: Mapping[str, Any] = {"columns": VISITS, "whole": Whole.SITE}
BY_PEOPLE: Mapping[str, Any] = {"columns": PEOPLE, "whole": Whole.PEOPLE}
BY_ITEMS: Mapping[str, Any] = {"columns": ITEMS, "whole": Whole.ITEMS}

CUTS: Mapping[SiteCut, Cut] = {
    SiteCut.DEVICE: Cut(
        Text("裝置", "Device"), "device", "device", **BY_VISITS, names=DEVICES
    ),
    SiteCut.LANDING_PAGE: Cut(
        Text("到達網頁", "Landing page"), "landing_page", "landing_page", **BY_VISITS
    ),
    SiteCut.SOURCE_MEDIUM: Cut(
        Text("來源／媒介", "Source / medium"), "link", "source_medium", **BY_VISITS,
        part="s.other",
    ),
    SiteCut.CAMPAIGN: Cut(
        Text("廣告活動（UTM）", "Campaign (UTM)"), "link", "campaign", **BY_VISITS
    ),
    SiteCut.ITEM: Cut(
        Text("商品", "Item"), "item", "item", **BY_ITEMS, part="coalesce(s.name, s.id)"
    ),
    SiteCut.ITEM_CATEGORY: Cut(
        Text("商品類別", "Item category"), "item", "item_category", **BY_ITEMS, part="s.other"
    ),
    SiteCut.AGE: Cut(
        Text("年齡", "Age"), "age", "age", **BY_PEOPLE, ordered=True, names=UNKNOWN
    ),
    SiteCut.GENDER: Cut(
        Text("性別", "Gender"), "gender", "gender", **BY_PEOPLE, names=GENDERS
    ),
    SiteCut.CITY: Cut(Text("城市", "City"), "city", "city", **BY_VISITS),
    SiteCut.HOUR: Cut(
        Text("小時", "Hour"), "hour", "hour", **BY_VISITS, part=HOUR, ordered=True, names=HOURS
    ),
    SiteCut.WEEKDAY: Cut(
        Text("星期", "Weekday"), "hour", "hour", **BY_VISITS, part=WEEKDAY, ordered=True,
        names=WEEKDAYS,
    ),
    SiteCut.HOUR_WEEKDAY: Cut(
        Text("星期與小時", "Weekday and hour"), "hour", "hour", **BY_VISITS,
        part=f"{WEEKDAY} || ' ' || {HOUR}", ordered=True,
        names={
            f"{day} {hour}": Text(f"{d.zh} {h.zh}", f"{d.en} {h.en}")
            for day, d in WEEKDAYS.items()
            for hour, h in HOURS.items()
        },
    ),
    SiteCut.NEW_RETURNING: Cut(
        Text("新訪與回訪", "New and returning"), "visitor", "visitor", **BY_PEOPLE, names=CAME
    ),
}  # fmt: skip
"""All but cohorts, which are followed over days (kpi/site/cohorts.py)."""
LABELS = {cut: how.label for cut, how in CUTS.items()} | {
    SiteCut.COHORT: Text("留存世代", "Cohort")
}
