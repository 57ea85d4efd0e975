"""What charts mark, which days are campaign days, and which are special for a forecast."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.state import State
from data.text import Lang
from kpi import card
from kpi.calendar.holidays import holidays
from kpi.calendar.occasion import OWN, Kind, Occasion
from kpi.calendar.own import events, roots
from kpi.calendar.seasons import seasons
from kpi.calendar.taking import taken_part
from kpi.period import Span

DATED: tuple[Kind, ...] = ("campaign", "season", "holiday", "workday")
"""Whose days are like the same days of another year, the most telling first."""
ONCE: tuple[Kind, ...] = ("outage", "typhoon")
"""Days that are like no other: they hide whatever else they are."""
NEVER: tuple[Kind, ...] = ("workday",)
"""What no chart marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a chart marks: the days, the name, the kind."""

    day: date
    until: date
    name: str
    kind: Kind


def occasions(state: State, span: Span) -> tuple[Occasion, ...]:
    """Return every occasion that touches a span, by day: holidays, seasons, own events."""
    own = [o for event in events(state) if (o := event.occasion()).span.overlaps(span)]
    found = (*holidays(span), *seasons(span, taken_part(state)), *own)
    return tuple(sorted(found, key=lambda o: (o.span, o.key)))


def marks(
    state: State, span: Span, kpi_key: str | None = None, lang: Lang = "zh"
) -> tuple[Mark, ...]:
    """Return what a chart of a KPI marks in a span, in order of days; None marks those of any."""
    return marked(occasions(state, span), kpi_key, lang)


def marked(found: Sequence[Occasion], kpi_key: str | None, lang: Lang) -> tuple[Mark, ...]:
    """Return the marks of a KPI among occasions that were looked up once for many charts."""
    return tuple(
        Mark(o.span.start, o.span.end, o.name.to(lang), o.kind) for o in found if o.is_of(kpi_key)
    )


def drawn(
    found: Sequence[Occasion], kpi_key: str, lang: Lang, without: Collection[Kind] = NEVER
) -> tuple[card.Mark, ...]:
    """Return the marks a chart draws: a season on its own day, the rest on their first.

    What a team entered for this KPI stands first, then what it entered for all, then the seasons;
    of each the latest: where names have no room side by side, the first one has it.
    """
    told = {
        (_rank(o), -day.toordinal(), o.name.to(lang), day)
        for o in found
        for day in [o.day if o.kind == "season" else o.span.start]
        if o.is_of(kpi_key) and o.kind not in without
    }
    return tuple(dict.fromkeys(card.Mark(day, name) for *_, name, day in sorted(told)))


def _rank(occasion: Occasion) -> int:
    """Return how near an occasion is to a team: its own of one KPI, its own, seasons, holidays."""
    if occasion.kind in OWN:
        return 0 if occasion.kpis else 1
    return 2 if occasion.kind == "season" else 3


def campaign_days(state: State, span: Span, kpi_key: str | None = None) -> frozenset[date]:
    """Return the days of a span that lie in a season or an own campaign of a KPI."""
    found = [o for o in occasions(state, span) if o.kind in ("season", "campaign")]
    return frozenset(
        day.start
        for o in found
        if o.is_of(kpi_key)
        for day in o.span.each_day()
        if span.contains(day)
    )


def indexed(state: State, span: Span, kpi_key: str | None = None) -> Mapping[date, str]:
    """Return a key for every special day of a span; the same day of another year has the same.

    ``double11-22`` is the first day of its warm-up, ``double11+0`` 11/11 itself. Of several
    occasions an own campaign tells before a season and a season before a holiday, and of two
    seasons the one whose own day is nearer. Outages and typhoon days have their kind as key.
    """
    own = [event.occasion() for event in events(state)]
    shared = (*holidays(span), *seasons(span, taken_part(state)))
    found = [o for o in (*own, *shared) if o.is_of(kpi_key)]
    same, keys = roots(own), dict[date, tuple[tuple[int, int], str]]()
    for occasion in found:
        for day in occasion.span.each_day():
            told = _told(occasion, day.start, same)
            if told and span.contains(day):
                keys[day.start] = min(told, keys.get(day.start, told))
    return {day: key for day, (_, key) in sorted(keys.items())}


def _told(
    occasion: Occasion, day: date, same: Mapping[str, str]
) -> tuple[tuple[int, int], str] | None:
    """Return how near an occasion is to a day, and the day's key by it."""
    if occasion.kind in ONCE:
        return (-1, 0), occasion.kind
    if occasion.kind not in DATED:
        return None
    away = (day - occasion.day) // timedelta(1)
    rank = DATED.index(occasion.kind), abs(away)
    return rank, f"{same.get(occasion.key, occasion.key)}{away:+d}"
