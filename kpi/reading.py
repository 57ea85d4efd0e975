"""A KPI over a period and a cut: now, before, last year, from which sums, how complete."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from kpi.card import Flag
from kpi.cut import TIMES, Cut, Dimension, cut_of
from kpi.definition import Kpi
from kpi.doubt.leaning import interval_among
from kpi.doubt.level import Interval
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.sums import Gathered, gather
from kpi.figure import Basis, Number, Sums, form
from kpi.format import NO_ANSWER
from kpi.period import (
    CALENDAR_YEAR,
    Calendar,
    Period,
    Span,
    Year,
    calendar_span,
    free,
    weekdays_back,
)
from kpi.terms import Terms

CALENDARS: dict[Dimension, Calendar] = {Dimension.WEEK: "week", Dimension.MONTH: "month"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One KPI read once.

    Parameters
    ----------
    scope : Cut
        What it was read over: filter and cut without times. A goal belongs to it by this.
    cut : Cut
        What names the row, times included.
    value, previous, last_year : int, Decimal, float or None
        Sums as they are, quotients as float, None for "no answer".
    numerator, denominator : int, Decimal or None
        Sums over the blocks that carry both.
    complete_to : datetime.date or None
        The smallest over the sources that feed it and are not stale.
    interval : (float, float) or None
        Between which values it lies; None for sums, and where nothing tells its doubt.
    flags : tuple of Flag
        From the gravest to the lightest.
    """

    kpi: Kpi
    scope: Cut
    cut: Cut
    period: Period
    value: Number | None
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    basis: Basis | None
    platforms: frozenset[str]
    previous: Number | None
    last_year: Number | None
    complete_to: date | None
    flags: tuple[Flag, ...]
    interval: Interval | None = None

    @property
    def over_platforms(self) -> bool:
        """Whether several platforms claim it side by side: shown as claimed, never judged."""
        return self.kpi.claimed and len(self.platforms) > 1


def read(
    kpi: Kpi,
    cut: Cut,
    where: Cut,
    period: Period,
    facts: Gathered,
    known: Completeness,
    asked: Span | None = None,
    people: bool = True,
) -> Reading:
    """Read one KPI from what was gathered for the three spans of its period.

    Parameters
    ----------
    cut : Cut
        Which of the gathered rows; entities only.
    where : Cut
        The filter they were gathered with.
    asked : Span or None
        The days asked for, where `period` was shortened to what the sources have.
    people : bool
        Whether visitors may be counted where they are known; a goal always counts sessions, for
        within it the basis never changes.
    """
    scope, asked = cut_of({**dict(where), **dict(cut)}), asked or period.now
    now = form(kpi, facts.sums(period.now, cut), people)
    begins = known.begins(kpi, scope) if kpi.across else None
    previous, last_year = _before(kpi, cut, period, facts, now.basis, begins)
    return Reading(
        kpi=kpi,
        scope=scope,
        cut=cut,
        period=period,
        value=now.value,
        numerator=now.numerator,
        denominator=now.denominator,
        basis=now.basis,
        platforms=now.platforms,
        previous=previous,
        last_year=last_year,
        complete_to=known.complete_to(kpi, scope, asked.end),
        flags=in_order(known.flags(kpi, scope, asked, now.left_out)),
        interval=interval_among(kpi, now, cut, period.now, facts, people),
    )


def _before(
    kpi: Kpi, cut: Cut, period: Period, facts: Gathered, basis: Basis | None, begins: date | None
) -> list[Number | None]:
    """Form what a figure is compared with: previous and last year.

    Visitors are never compared with sessions, nor a figure across books with days before the day
    on which all of them `begin`.
    """
    values: list[Number | None] = []
    for span in (period.previous, period.last_year):
        found = form(kpi, facts.sums(span, cut), basis == "visitors" or not kpi.by_visitor)
        other = basis == "visitors" and found.basis != "visitors"
        values.append(None if other or (begins and span.start < begins) else found.value)
    return [values[0], None if period.withheld else values[1]]


def read_all(
    snapshot: Snapshot,
    kpis: Sequence[Kpi],
    span: Span,
    by: Sequence[Dimension],
    where: Mapping[Dimension, str],
    today: date,
    terms: Terms,
) -> list[Reading]:
    """Read KPIs over a span, split by entities and times: a row for every cut that has facts.

    What has no name is a row only where it has an answer: a table of events names no channel.
    Without a split there is always one row a KPI, answer or not. A KPI across books is read over
    the days that all of them have.
    """
    # at this door weeks begin on Monday, whatever pages show
    year = dataclasses.replace(terms.year, first_weekday=0)
    pieces, fixed = split(span, by, year), cut_of({str(n): value for n, value in where.items()})
    periods = [period for _, period in pieces]
    known = completeness(snapshot, periods, today, terms)
    own = {(kpi, p): known.own(kpi, fixed, p) if kpi.across else p for p in periods for kpi in kpis}
    spans = [s for p in {*own.values(), *periods} for s in (p.now, p.previous, p.last_year)]
    facts = gather(snapshot, kpis, spans, by, where, terms)
    rows = [
        dataclasses.replace(
            read(kpi, cut, fixed, own[kpi, period], facts, known, period.now), cut=(*times, *cut)
        )
        for times, period in pieces
        for cut in facts.cuts(period.now)
        for kpi in kpis
        if not by or _has_its_book(kpi, facts.sums(period.now, cut))
    ]
    rows = [r for r in rows if r.value is not None or NO_ANSWER not in dict(r.cut).values()]
    if not rows and not by:
        rows = [read(kpi, (), fixed, own[kpi, periods[0]], facts, known, span) for kpi in kpis]
    return rows


def _has_its_book(kpi: Kpi, sums: Sequence[Sums]) -> bool:
    """Whether a cut has facts of a KPI's books: a shop has no row among campaigns."""
    return any(not s.ledgers.isdisjoint(kpi.ledgers) for s in sums)


def split(
    span: Span, by: Sequence[Dimension], year: Year = CALENDAR_YEAR
) -> list[tuple[Cut, Period]]:
    """Split a span by the times asked for, each piece with what it is compared with.

    A piece is compared with the adjacent span of its own length. Last year means the same
    calendar days; for weeks the same weekdays, 364 days back.
    """
    times = [t for t in TIMES if t in by]
    if not times:
        return [((), free(span, year))]
    pieces = [span]
    for time in times:
        by_day = time is Dimension.DAY
        pieces = [p for s in pieces for p in (s.each_day() if by_day else s.split(CALENDARS[time]))]
    return [(_times(piece.start, times), _piece(piece, times[-1], year)) for piece in pieces]


def _piece(piece: Span, by: Dimension, year: Year) -> Period:
    period = free(piece, year)
    weeks = by is Dimension.WEEK
    return dataclasses.replace(period, last_year=weekdays_back(piece)) if weeks else period


def _times(day: date, times: Sequence[Dimension]) -> Cut:
    """Name a piece: 2026-11, the Monday of its week, the day."""
    monday = calendar_span("week", day).start
    names = {
        Dimension.MONTH: f"{day:%Y-%m}",
        Dimension.WEEK: monday.isoformat(),
        Dimension.DAY: day.isoformat(),
    }
    return tuple((str(t), names[t]) for t in times)


def in_order(flags: set[Flag]) -> tuple[Flag, ...]:
    """Return flags from the gravest to the lightest."""
    return tuple(flag for flag in Flag if flag in flags)
