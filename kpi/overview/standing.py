"""One goal in numbers: over which days it is read, and where it stands and stood."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension, cut_of
from kpi.definition import Kpi
from kpi.doubt.interval import interval
from kpi.doubt.level import Interval
from kpi.facts.completeness import Completeness
from kpi.facts.sums import Gathered
from kpi.figure import Number, form
from kpi.goals.goal import Goal
from kpi.goals.targets import target_in
from kpi.pacing.due import EVEN, Course
from kpi.period import Period, Span, Year, calendar_span, weekdays_back
from kpi.reading import Reading, read
from kpi.status import Judgement, judge
from kpi.view import View

WEEKS = 13


@dataclass(frozen=True, slots=True)
class Piece:
    """A KPI over one week or day of its past; None is "no answer", or no doubt that is known."""

    span: Span
    value: Number | None
    before: Number | None
    doubt: Interval | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One goal: where its KPI stands, how it got there.

    Parameters
    ----------
    weeks : tuple of Piece
        The last whole weeks, beside the same weekdays a year before.
    days : tuple of Piece
        For a KPI that accumulates: every day of the period, beside the same day of the one before.
    """

    goal: Goal
    kpi: Kpi
    reading: Reading
    judgement: Judgement
    weeks: tuple[Piece, ...]
    days: tuple[Piece, ...]

    @property
    def target(self) -> Decimal:
        """The target of the days that were read."""
        return target_in(self.goal, self.reading.period)


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be read for one goal; ``own`` is the period as far as its sources reach.

    A sum is whole from `whole_from` on; before that day some source has no facts.
    """

    goal: Goal
    kpi: Kpi
    where: Cut
    own: Period
    complete_to: date | None
    whole_from: date | None

    @property
    def by(self) -> tuple[Dimension, ...]:
        """What its facts are split by: its scope alone, for within a sales channel the figures of
        the own site are the channel's.
        """
        return tuple(Dimension(name) for name, _ in self.goal.scope)

    def spans(self) -> set[Span]:
        """Return every span this goal needs sums of, but for its last weeks."""
        return {self.own.now, self.own.previous, self.own.last_year} | {
            span for pair in self._days() for span in pair if span
        }

    def standing(
        self,
        facts: Gathered,
        past: tuple[Piece, ...],
        known: Completeness,
        period: Period,
        today: date,
        course: Course = EVEN,
    ) -> Standing:
        """Read and judge the goal from what was gathered."""
        scope, asked = self.goal.scope, period.now
        reading = read(self.kpi, scope, self.where, self.own, facts, known, asked, people=False)
        reading = dataclasses.replace(
            reading,
            previous=reading.previous if self._whole(self.own.previous) else None,
            last_year=reading.last_year if self._whole(self.own.last_year) else None,
        )
        return Standing(
            goal=self.goal,
            kpi=self.kpi,
            reading=reading,
            judgement=judge(reading, self.goal, today, course),
            weeks=past,
            days=self.pieces(facts, self._days()),
        )

    def _whole(self, span: Span) -> bool:
        """Whether a span may be compared: a sum of half a period is no sum of the period.

        Nor is a ratio across books one of it, for the books begin on different days.
        """
        if not (self.kpi.accumulates or self.kpi.across):
            return True
        return self.whole_from is not None and self.whole_from <= span.start

    def pieces(
        self, facts: Gathered, pairs: Iterable[tuple[Span, Span | None]]
    ) -> tuple[Piece, ...]:
        """Read spans, each beside an earlier one."""
        return tuple(self._piece(facts, *pair) for pair in pairs)

    def _piece(self, facts: Gathered, span: Span, before: Span | None) -> Piece:
        """Read one piece; what is not complete yet, or was not whole, has no value."""
        complete = self.complete_to is not None and span.end <= self.complete_to
        now, then = (
            form(self.kpi, facts.sums(s, self.goal.scope), people=False)
            if s and self._whole(s)
            else None
            for s in (span if complete else None, before)
        )
        if now is None:
            return Piece(span, None, then.value if then else None)
        return Piece(span, now.value, then.value if then else None, interval(self.kpi, now))

    def _days(self) -> list[tuple[Span, Span | None]]:
        """Pair the days of the running sum with those of the period before, first with first.

        Where the sources began within the period before, there is nothing to run beside.
        """
        if not self.kpi.accumulates or self.goal.rank != "star":
            return []
        now, before, year = self.own.now, self.own.previous, self.own.year
        whole = calendar_span(self.goal.period, now.start, year)
        if now.start == whole.start and whole.contains(now):
            before = calendar_span(self.goal.period, whole.start - timedelta(1), year)
            now = whole
        none: list[Span | None] = [None] * now.days
        earlier = [*before.each_day(), *none] if self._whole(before) else none
        return list(zip(now.each_day(), earlier, strict=False))


def weeks(last: date, year: Year) -> list[tuple[Span, Span]]:
    """Return the last whole weeks, each beside its weekdays a year before."""
    week = calendar_span("week", last, year)
    newest = week if week.end == last else week.moved(-7)
    spans = [newest.moved(-7 * n) for n in reversed(range(WEEKS))]
    return [(span, weekdays_back(span)) for span in spans]


def plan_of(goal: Goal, period: Period, known: Completeness, view: View) -> Plan:
    """Decide over which days a goal is read: as far as its own sources are complete."""
    kpi = KPIS[goal.kpi]
    scope = cut_of({**view.where, **dict(goal.scope)})
    narrowed = known.inside(scope, kpi) != known.inside(goal.scope, kpi)
    where = cut_of(view.where) if narrowed else ()
    complete_to = known.complete_to(kpi, scope, period.now.end)
    own = known.own(kpi, scope, period)
    return Plan(goal, kpi, where, own, complete_to, known.whole_from(kpi, scope))
