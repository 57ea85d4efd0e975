"""What a person looks at: language, period and filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.text import Lang, Text
from kpi.period import CALENDAR_YEAR, Period, Span, Year, free, rolling, to_date

PERIODS: dict[str, Text] = {
    "7d": Text("近 7 天", "Last 7 days"),
    "28d": Text("近 28 天", "Last 28 days"),
    "month": Text("本月", "Month"),
    "quarter": Text("本季", "Quarter"),
    "season": Text("檔期", "Season"),
    "custom": Text("自訂", "Custom"),
}
DEFAULT_PERIOD = "month"
COMPARISONS: dict[str, Text] = {
    "season": Text("去年同檔期", "Same season last year"),
    "year": Text("去年同期", "Same days last year"),
}
"""What a season is compared with; the first unless another is chosen."""


@dataclass(frozen=True, slots=True)
class View:
    """Language, period and filter of one page.

    Parameters
    ----------
    period : str
        A key of ``PERIODS``; all but ``custom`` end at the last complete day of the data.
    start, end : datetime.date or None
        The days of ``custom``; with one missing or out of order the month is shown.
    platform, account : str or None
        Keep to one platform (its key) or one account (its name in the data).
    today : datetime.date
        The day it is for the people who look.
    season : str or None
        Of the period ``season``: the code of the season or campaign
        (:attr:`kpi.calendar.occasion.Occasion.code`); one that is not there shows the month.
    compare : str
        A key of ``COMPARISONS``.
    """

    lang: Lang
    period: str
    start: date | None
    end: date | None
    platform: str | None
    account: str | None
    today: date
    season: str | None = None
    compare: str = "season"

    @property
    def where(self) -> dict[str, str]:
        """The filter, by dimension."""
        chosen = {"platform": self.platform, "account": self.account}
        return {name: value for name, value in chosen.items() if value}

    @property
    def chosen(self) -> Span | None:
        """The days chosen by hand; None where the period is relative or they make no sense."""
        if self.period == "custom" and self.start and self.end and self.start <= self.end:
            return Span(self.start, self.end)
        return None


def period_of(view: View, last_complete: date, year: Year = CALENDAR_YEAR) -> Period:
    """Return the days of a view, given the last complete day of its newest source.

    Those of a season are known to the calendar (:func:`kpi.calendar.chosen.period`).
    """
    if view.chosen:
        return free(view.chosen, year)
    if view.period in ("7d", "28d"):
        return rolling(last_complete, int(view.period[:-1]), year)
    return to_date("quarter" if view.period == "quarter" else "month", last_complete, year)
