"""The season or campaign a page is looked at over: which there are, its days, its comparison."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.calendar.back import season_back
from kpi.calendar.occasion import Occasion
from kpi.calendar.own import events
from kpi.calendar.seasons import seasons
from kpi.calendar.taking import taken_part
from kpi.facts.extent import extent
from kpi.format import day, days
from kpi.period import Period, Span, Year, free
from kpi.view import View, period_of

REACH = timedelta(days=400)
"""How far back seasons can be chosen: a year and a little more."""

SEASON = Text(
    "「{name}」{days}；資料完整至 {day}。{met}", "{name}, {days}; data complete to {day}. {met}"
)
AGAINST = Text("去年同檔期：{days}。", "The same season last year: {days}.")
SAME_DAYS = Text("去年同期：{days}。", "The same days last year: {days}.")
WITHHELD = Text("去年同檔期不比：{why}", "Not compared with last year's season: {why}")
BOTH = Text("上期 {previous}｜去年同期 {year}", "previous {previous} | last year {year}")
BY_SEASON = Text(
    "上期 {previous}｜去年同檔期 {year}", "previous {previous} | same season last year {year}"
)
NAMED = Text("{name} {year}", "{name} {year}")


def choices(state: State, last: date) -> tuple[Occasion, ...]:
    """Return the seasons and campaigns there are to look at, the newest first.

    Those that have begun by the last complete day.
    """
    reach = Span(last - REACH, last)
    own = [event.occasion() for event in events(state) if event.kind == "campaign"]
    shared = seasons(reach, taken_part(state))
    found = [o for o in (*shared, *own) if reach.start <= o.span.start <= last]
    return tuple(sorted(found, key=lambda o: o.span, reverse=True))


def label(occasion: Occasion, lang: Lang) -> str:
    """Return what a choice is called: 雙 11 2026."""
    return NAMED.fill(name=occasion.name, year=occasion.day.year).to(lang)


def period(snapshot: Snapshot, state: State, view: View, year: Year) -> Period:
    """Return the days of a view, of a season those it has had, against the season last year."""
    reach = extent(snapshot)
    chosen = None
    if view.period == "season":
        found = choices(state, reach.last)
        chosen = next((o for o in found if o.code == view.season), None)
    if chosen is None:
        return period_of(view, reach.last, year)
    now = Span(chosen.span.start, min(chosen.span.end, reach.last))
    looked_at = replace(free(now, year), season=chosen.name)
    if view.compare == "year":
        return looked_at
    known = [*(event.occasion() for event in events(state)), chosen]
    back = season_back(now, known, chosen.code, min(s.first_day for s in reach.sources))
    if isinstance(back, Text):
        return replace(looked_at, by_season=True, withheld=back)
    return replace(looked_at, by_season=True, last_year=back)


def note(looked_at: Period, last: date, today: date, lang: Lang) -> str:
    """Say of a season its days, and which of last year they meet or why none; else nothing.

    Parameters
    ----------
    last : datetime.date
        The last complete day.
    """
    if looked_at.season is None:
        return ""
    told = {"days": days(looked_at.last_year, today), "why": looked_at.withheld}
    met = WITHHELD if looked_at.withheld else AGAINST if looked_at.by_season else SAME_DAYS
    now = days(looked_at.now, today)
    said = SEASON.fill(name=looked_at.season, days=now, day=day(last), met=met.fill(**told))
    return said.to(lang)


def compared(looked_at: Period, today: date) -> Text:
    """Return the days a period is compared with, or why with none of last year."""
    previous, year = (days(s, today) for s in (looked_at.previous, looked_at.last_year))
    text = BY_SEASON if looked_at.by_season else BOTH
    return text.fill(previous=previous, year=looked_at.withheld or year)
