"""A KPI over a period and a cut: now, before, last year, from which sums, how complete."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.snapshot import Snapshot
from kpi.card import Flag
from kpi.completeness import Completeness, completeness
from kpi.cut import TIMES, Cut, Dimension, cut_of
from kpi.definition import Kpi
from kpi.facts import Gathered, gather
from kpi.figure import Basis, Number, form
from kpi.period import Calendar, Period, Span, calendar_span, free, weekdays_back

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
        Low and high where the value is known with doubt.
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
    interval: tuple[float, float] | None = None

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
    asked: date | None = None,
) -> Reading:
    """Read one KPI from what was gathered for the three spans of its period.

    Parameters
    ----------
    cut : Cut
        Which of the gathered rows; entities only.
    where : Cut
        The filter they were gathered with.
    asked : datetime.date or None
        The last day asked for, where `period` was shortened to what the sources have.
    """
    scope, end = cut_of({**dict(where), **dict(cut)}), asked or period.now.end
    now = form(kpi, facts.sums(period.now, cut))
    flags = known.flags(kpi, scope, end)
    if now.left_out:
        flags.add(Flag.PARTIAL_COVERAGE)
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
        previous=form(kpi, facts.sums(period.previous, cut)).value,
        last_year=form(kpi, facts.sums(period.last_year, cut)).value,
        complete_to=known.complete_to(kpi, scope, end),
        flags=in_order(flags),
    )


def read_all(
    snapshot: Snapshot,
    kpis: Sequence[Kpi],
    span: Span,
    by: Sequence[Dimension],
    where: Mapping[Dimension, str],
    today: date,
    currency: str | None,
) -> list[Reading]:
    """Read KPIs over a span, split by entities and times: a row for every cut that has facts.

    Without a split there is always one row a KPI, answer or not.
    """
    pieces = split(span, by)
    spans = [s for _, p in pieces for s in (p.now, p.previous, p.last_year)]
    facts = gather(snapshot, kpis, spans, by, where, currency)
    periods = [period for _, period in pieces]
    known = completeness(snapshot, periods, today, currency)
    fixed = cut_of({str(name): value for name, value in where.items()})
    rows = [
        dataclasses.replace(read(kpi, cut, fixed, period, facts, known), cut=(*times, *cut))
        for times, period in pieces
        for cut in facts.cuts(period.now)
        for kpi in kpis
    ]
    if not rows and not by:
        rows = [read(kpi, (), fixed, pieces[0][1], facts, known) for kpi in kpis]
    return rows


def split(span: Span, by: Sequence[Dimension]) -> list[tuple[Cut, Period]]:
    """Split a span by the times asked for, each piece with what it is compared with.

    A piece is compared with the adjacent span of its own length. Last year means the same
    calendar days; for weeks the same weekdays, 364 days back.
    """
    times = [t for t in TIMES if t in by]
    if not times:
        return [((), free(span))]
    pieces = [span]
    for time in times:
        by_day = time is Dimension.DAY
        pieces = [p for s in pieces for p in (s.each_day() if by_day else s.split(CALENDARS[time]))]
    return [(_times(piece.start, times), _piece(piece, times[-1])) for piece in pieces]


def _piece(piece: Span, by: Dimension) -> Period:
    period = free(piece)
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
