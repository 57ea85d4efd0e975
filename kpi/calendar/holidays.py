"""Public holidays, their observed days and make-up workdays, from a library that keeps them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from data.text import Text
from kpi.calendar.occasion import Occasion
from kpi.period import Span

WORKDAY = Text("補班", "Make-up workday")
EVE = "農曆除夕"
DAY = timedelta(days=1)


def holidays(span: Span) -> list[Occasion]:
    """Return the public holidays of Taiwan that touch a span, by day; 春節 is one of several."""
    years = range(span.start.year, span.end.year + 1)
    found = [o for year in years for o in _of_year(year)]
    return [o for o in found if o.span.overlaps(span)]


@cache
def _of_year(year: int) -> tuple[Occasion, ...]:
    """Return a year's, days in a row that have the same name as one."""
    from holidays import country_holidays  # 0.1 s: only where somebody asks

    zh, en = (country_holidays("TW", years=year, language=x) for x in ("zh_TW", "en_US"))
    runs: list[tuple[Text, Span]] = []
    for day in sorted(zh):
        name = Text(zh[day].replace("; ", "、"), en[day].replace("; ", ", "))
        if runs and runs[-1][0] == name and runs[-1][1].end + DAY == day:
            runs[-1] = name, Span(runs[-1][1].start, day)
        else:
            runs.append((name, Span(day, day)))
    free = [_free(name, span) for name, span in runs]
    worked = [_worked(day) for day in zh.weekend_workdays if day.year == year]
    return tuple(sorted((*free, *worked), key=lambda o: o.span))


def _free(name: Text, span: Span) -> Occasion:
    """Return a holiday; New Year's Eve is the last of its days, whether there are one or two."""
    day = span.end if name.zh == EVE else span.start
    return Occasion(f"holiday {name.zh}", "holiday", name, span, day)


def _worked(day: date) -> Occasion:
    return Occasion("workday", "workday", WORKDAY, Span(day, day), day)
