"""去年同檔期: the days of a season a year before, day by day, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from data.text import Text
from kpi.calendar.occasion import Occasion
from kpi.calendar.seasons import BY_KEY, KNOWN
from kpi.format import day as day_of
from kpi.period import Span

NO_SEASON = Text(
    "這段期間不是一個檔期，沒有同檔期可比。",
    "These days are no season or campaign: there is none to compare with.",
)
NO_PARTNER = Text(
    "「{name}」沒有指定去年對應的檔期；到「行事曆」填上就能比。",
    "“{name}” has no campaign of last year stated as its partner; state one on the Calendar page.",
)
PARTNER_GONE = Text(
    "「{name}」指定的去年檔期已經不在行事曆裡；到「行事曆」重新指定。",
    "The campaign of last year that “{name}” was paired with is no longer in the calendar; state"
    " another one.",
)
TOO_SHORT = Text(
    "去年的檔期只有 {then} 天，這次已經 {now} 天，不能一天對一天地比。",
    "Last year's campaign had {then} days and this one {now} by now: they cannot be compared day"
    " by day.",
)
NO_DATA = Text(
    "去年同檔期是 {days}，資料從 {first} 才開始。",
    "Last year's season was {days}; the data begin on {first}.",
)
UNKNOWN_YEAR = Text("不知道那一年的農曆日期。", "The lunar days of that year are not known.")


def season_back(
    span: Span, occasions: Iterable[Occasion], code: str | None = None, first: date | None = None
) -> Span | Text:
    """Return the days of last year that a season's days are compared with, or why none are.

    Parameters
    ----------
    span : Span
        The days that are looked at, within a season or own campaign.
    occasions : iterable of Occasion
        What is known: own campaigns of both years; seasons are found by themselves.
    code : str or None
        Which of several; None takes the one that begins last.
    first : datetime.date or None
        The first day of the data.
    """
    known = [o for o in occasions if o.kind in ("season", "campaign")]
    inside = [o for o in known if o.span.contains(span) and code in (None, o.code)]
    if not inside:
        return NO_SEASON
    occasion = max(inside, key=lambda o: o.span)
    if occasion.kind == "season":
        back = _season(occasion, span)
    else:
        back = _campaign(occasion, span, {o.key: o for o in known})
    if isinstance(back, Span) and first and back.start < first:
        days = f"{_day(back.start)}–{_day(back.end)}"
        return NO_DATA.fill(days=days, first=_day(first))
    return back


def _season(occasion: Occasion, span: Span) -> Span | Text:
    """Return the same days of the season a year before, counted from its own day."""
    year = occasion.day.year - 1
    if year not in KNOWN:
        return UNKNOWN_YEAR
    then = BY_KEY[occasion.key].of(year)
    return span.moved((then.day - occasion.day) // timedelta(1))


def _campaign(occasion: Occasion, span: Span, known: dict[str, Occasion]) -> Span | Text:
    """Return the same days of the partner, counted from its first."""
    if occasion.partner is None:
        return NO_PARTNER.fill(name=occasion.name)
    then = known.get(occasion.partner)
    if then is None:
        return PARTNER_GONE.fill(name=occasion.name)
    back = span.moved((then.day - occasion.day) // timedelta(1))
    if not then.span.contains(back):
        gone = (span.end - occasion.span.start).days + 1
        return TOO_SHORT.fill(then=then.span.days, now=gone)
    return back


def _day(value: date) -> str:
    return f"{value.year}/{day_of(value)}"
