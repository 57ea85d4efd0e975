"""An account's past as a fit looks at it: weeks of spend, of orders, of the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.snapshot import Snapshot, Source
from data.text import Text
from kpi.calendar.occasion import Occasion
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.definition import Kpi
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.coverage import Covered, coverage
from kpi.facts.sums import Gathered, gather
from kpi.figure import form
from kpi.period import Span, free
from kpi.response.alike import members
from kpi.response.besides import besides
from kpi.response.remarks import prices, ranges
from kpi.response.spending import Floats, Spending
from kpi.terms import Terms

COST, CLICKS = KPIS["cost"], KPIS["clicks_all"]
WEEK = timedelta(7)
GONE = timedelta(35)
"""A platform whose files ended longer ago than this is no longer paid; else its file is missing."""

NO_CURRENCY = Text(
    "先到「資料」的「規則」選報表幣別，才能把花費加起來。",
    "Choose the reporting currency first (Data, Rules): spend cannot be added up without it.",
)
NO_ORDERS = Text(
    "還沒有訂單資料；試算要用訂單看花費帶來多少，到「資料」放進商店訂單。",
    "There are no orders yet. What spend brings is read from orders: drop the shop's on the Data"
    " page.",
)
NO_SPEND = Text(
    "還沒有每天的廣告花費；到「資料」放進廣告平台的每日報表。",
    "There is no ad spend by day yet: drop the ad platforms' daily reports on the Data page.",
)
NO_WEEKS = Text(
    "訂單與廣告花費沒有共同的完整一週，還看不出花費帶來多少。",
    "Orders and ad spend share no whole week yet, so nothing shows what spend brings.",
)
HOLES = Text(
    "有 {n} 週缺檔，這些週不拿來估。", "Weeks with days that no file speaks for, left out: {n}."
)


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of an account, week by week from a Monday on.

    Parameters
    ----------
    first : datetime.date
        The first week's Monday.
    channels : tuple of str
        Platforms, by key.
    spend : array, weeks × channels
        Media as the board tells it, up to the last week that every platform's files reach.
    orders : str
        The KPI that counts them.
    outcome : array
        Its weeks as far as they are mature: fewer than those of spend, or as many.
    besides : array, weeks × columns
        The calendar, of all weeks of spend.
    until : datetime.date
        The last day of the last week of spend.
    """

    first: date
    channels: tuple[str, ...]
    spend: Floats
    orders: str
    outcome: Floats
    besides: Floats
    currency: str
    notes: tuple[Text, ...] = ()

    @property
    def until(self) -> date:
        """The Sunday on which the last week of spend ends."""
        return self.first + WEEK * len(self.spend) - timedelta(1)

    def spend_of(self, groups: Sequence[str]) -> Floats:
        """Return the weeks' spend of groups of channels: weeks × groups."""
        at = {name: n for n, name in enumerate(self.channels)}
        columns = [self.spend[:, [at[c] for c in members(group)]].sum(1) for group in groups]
        return np.column_stack(columns) if columns else np.zeros((len(self.spend), 0))

    def told(self) -> Spending:
        """Return the weeks that tell of the orders, as a fit looks at them."""
        weeks = len(self.outcome)
        spend, besides = self.spend[:weeks], self.besides[:weeks]
        return Spending(self.first, self.channels, spend, self.outcome, besides)


def past(snapshot: Snapshot, terms: Terms, found: Sequence[Occasion], today: date) -> Past | Text:
    """Read an account's weeks through the daily sums, or say what is missing.

    Parameters
    ----------
    found : sequence of Occasion
        The calendar of all days there are (:func:`kpi.calendar.marks.occasions`).
    """
    if terms.currency is None:
        return NO_CURRENCY
    every = snapshot.sources()
    if not every:
        return NO_ORDERS
    whole = Span(min(s.first_day for s in every), max(s.last_day for s in every))
    known = completeness(snapshot, [free(whole)], today, terms)
    wanted = [KPIS[key] for key in ("site_orders", "orders")]
    orders = next((kpi for kpi in wanted if known.feeding(kpi, ())), None)
    ads = known.feeding(COST, ())
    if orders is None or not ads:
        return NO_SPEND if orders else NO_ORDERS
    weeks = _weeks(known, orders, ads)
    if weeks is None:
        return NO_WEEKS
    return _read(snapshot, known, orders, ads, weeks, found)


def _weeks(
    known: Completeness, orders: Kpi, ads: Sequence[Source]
) -> tuple[list[Span], int] | None:
    """Return the whole weeks of spend, and how many of them have mature orders."""
    shops = known.feeding(orders, ())
    start = max(known.whole_from(orders, ()) or date.max, min(s.first_day for s in ads))
    monday = start + timedelta(-start.weekday() % 7)
    newest = max((s.complete_to for s in ads if s.complete_to), default=None)
    if newest is None:
        return None
    ends = [s.complete_to for s in ads if s.complete_to and s.complete_to > newest - GONE]
    mature = [d for s in shops if (d := known.terms.mature_to(s))]
    spent = max((min(ends) - monday).days + 1, 0) // 7
    sold = max((min(mature) - monday).days + 1, 0) // 7 if mature else 0
    if not min(spent, sold):
        return None
    return [Span(monday, monday + timedelta(6)).moved(7 * n) for n in range(spent)], sold


def _read(
    snapshot: Snapshot,
    known: Completeness,
    orders: Kpi,
    ads: Sequence[Source],
    weeks: tuple[list[Span], int],
    found: Sequence[Occasion],
) -> Past:
    spans, sold = weeks[0], min(weeks[1], len(weeks[0]))
    costs = gather(snapshot, [COST, CLICKS], spans, (Dimension.PLATFORM,), None, known.terms)
    told = gather(snapshot, [orders], spans[:sold], (), None, known.terms)
    channels = tuple(sorted({s.platform for s in ads}))
    money, clicks = (_columns(kpi, costs, spans, channels) for kpi in (COST, CLICKS))
    holes = _holes(
        snapshot, known, {s.account_key for s in (*ads, *known.feeding(orders, ()))}, spans
    )
    notes = [*ranges(ads, spans), *([HOLES.fill(n=len(holes))] if holes else [])]
    notes += prices(channels, money, clicks)
    return Past(
        spans[0].start,
        channels,
        money,
        orders.key,
        np.array([_value(orders, told, span) for span in spans[:sold]], dtype=np.float64),
        besides(spans, found, holes),
        known.terms.currency or "",
        tuple(notes),
    )


def _columns(kpi: Kpi, facts: Gathered, spans: Sequence[Span], channels: Sequence[str]) -> Floats:
    """Return a sum by week and platform."""
    cuts = [((str(Dimension.PLATFORM), channel),) for channel in channels]
    told = [[_value(kpi, facts, span, cut) for cut in cuts] for span in spans]
    return np.array(told, dtype=np.float64)


def _value(kpi: Kpi, facts: Gathered, span: Span, cut: tuple[tuple[str, str], ...] = ()) -> float:
    """Return a week's sum; a week that files speak for and do not name is one of nothing."""
    return float(form(kpi, facts.sums(span, cut), people=False).value or 0)


def _holes(
    snapshot: Snapshot, known: Completeness, accounts: set[int], spans: Sequence[Span]
) -> list[int]:
    """Return the weeks in which some source has days that no daily file speaks for."""
    missing = [
        gap
        for one in coverage(snapshot)
        if one.source.account_key in accounts
        for gap in (*one.missing, *_without_days(known, one))
    ]
    return [n for n, span in enumerate(spans) if any(gap.overlaps(span) for gap in missing)]


def _without_days(known: Completeness, one: Covered) -> list[Span]:
    """Return the ranges of a source of which some day is known within a total alone."""
    ranges = known.extent.ranges.get(one.source.account_key, ())
    return [whole for whole in ranges if not any(run.contains(whole) for run in one.days)]
