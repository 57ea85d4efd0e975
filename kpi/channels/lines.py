"""The channels in numbers: a place, what lies below it, and what that leaves unexplained."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.snapshot import Snapshot
from data.state import State
from kpi.calendar import chosen
from kpi.catalog import KPIS
from kpi.channels import ledgers
from kpi.channels.place import Place
from kpi.channels.row import COST, FIGURES, Row, rest_of
from kpi.cut import Cut, Dimension, cut_of
from kpi.definition import Kpi
from kpi.doubt.interval import interval
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.quantities import Ledger
from kpi.facts.sums import Gathered, gather
from kpi.figure import Sums, form
from kpi.goals.goal import Goal, goals
from kpi.pacing.heading import Heading, courses
from kpi.period import Period, Span
from kpi.reading import Reading, read
from kpi.status import Judgement, judge
from kpi.terms import terms
from kpi.view import View

COMPANY: tuple[Kpi, ...] = (KPIS["blended_roas"], KPIS["cac"])
"""What all channels together are judged by: there every order counts once."""


@dataclass(frozen=True, slots=True)
class Channels:
    """A place and what lies below it.

    Parameters
    ----------
    last : datetime.date
        The last complete day of the newest source.
    above : Gathered
        The sums by platform that the place was read from; of all channels those of every book.
    readings : mapping of str to Reading
        The place itself in full, by KPI; of all channels together the company's figures too.
    rows : tuple of Row
        What lies below, the greatest cost first. Of every sum: total = rows + rest.
    rest : Row or None
        None where nothing is left over.
    """

    place: Place
    period: Period
    last: date
    known: Completeness
    goals: tuple[Goal, ...]
    above: Gathered
    readings: Mapping[str, Reading]
    total: Row
    rows: tuple[Row, ...]
    rest: Row | None

    def share(self, row: Row) -> float | None:
        """Return a line's share of the place's cost."""
        told = row.figures[COST.key].value is not None and self.total.cost
        return float(row.cost / self.total.cost) if told else None

    def has_accounts(self, platform: str | None) -> bool:
        """Whether a platform has several accounts, so that a campaign is named with its own."""
        return len(self.known.inside(cut_of({"platform": platform} if platform else {}))) > 1

    def place_of(self, row: Row) -> Place:
        """Return the place a line is; the only account of a platform need not be named."""
        inside = self.place.inside(row.cut)
        if self.has_accounts(inside.platform):
            return inside
        return dataclasses.replace(inside, account=self.place.account)


def channels(
    snapshot: Snapshot, state: State, view: View, place: Place, compared: Sequence[Kpi]
) -> Channels | None:
    """Read a place and what lies below it; None where no ad platform has been read yet."""
    reach = extent(snapshot)
    platforms = reach.platforms(Ledger.PLATFORM)
    if not platforms:
        return None
    told = terms(state, reach.sources)
    period = chosen.period(snapshot, state, view, told.year)
    known = completeness(snapshot, [period], view.today, told)
    every = goals(state, reach.books)
    own = {p: _own(known, period, place, p) for p in platforms}
    ahead = courses(snapshot, state, view, every)
    asked = _Asked(place, period, own, known, every, view.today, tuple(compared), ahead)
    above = gather(snapshot, asked.kpis, asked.spans, (Dimension.PLATFORM,), place.where, told)
    if place.below is Dimension.PLATFORM:
        rows = asked.rows(above)
    else:
        rows = asked.rows(gather(snapshot, FIGURES, asked.spans, place.by, place.where, told))
    total = asked.total(above)
    told_of, rest = asked.readings(total, above), rest_of(total, rows)
    return Channels(place, period, reach.last, known, every, above, told_of, total, rows, rest)


def _own(known: Completeness, period: Period, place: Place, platform: str) -> Period:
    """Return the period as far as a platform's sources reach."""
    scope = cut_of({**dict(place.scope), "platform": platform})
    complete = known.complete_to(COST, scope, period.now.end)
    return period.until(complete) if complete else period


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question: a place, the days of each platform, and what figures are held against."""

    place: Place
    period: Period
    own: Mapping[str, Period]
    known: Completeness
    goals: tuple[Goal, ...]
    today: date
    compared: tuple[Kpi, ...]
    ahead: Heading

    def rows(self, below: Gathered) -> tuple[Row, ...]:
        """Return what lies below the place; a platform that is silent is a line of its own."""
        told = below.by_cut()
        cuts = {c for (_, c) in told if len(c) == below.depth and c[0][1] in self.own}
        if self.place.below is Dimension.PLATFORM:
            cuts |= {(("platform", p),) for p in self.own if self._keeps(p)}
        found = []
        for cut in cuts:
            period = self.own[cut[0][1]]
            now, before = (told.get((s, cut), []) for s in (period.now, period.previous))
            row = self._row(cut, period, now, before, self.compared)
            if row.says_anything or self.place.below is Dimension.PLATFORM:
                found.append(dataclasses.replace(row, judged=self._judged(row, below)))
        if not any(row.says_anything for row in found):
            return ()
        return tuple(sorted(found, key=lambda r: (-r.cost, r.cut)))

    def _keeps(self, platform: str) -> bool:
        """Whether the place has sources of a platform."""
        scope = {**dict(self.place.scope), "platform": platform}
        return bool(self.known.inside(cut_of(scope)))

    def total(self, above: Gathered) -> Row:
        """Return the place itself: every platform up to its own end.

        A platform that says nothing now does not enter what is compared with: like meets like.
        """
        told, now, before = above.by_cut(), list[Sums](), list[Sums]()
        for platform, period in self.own.items():
            cut = (("platform", platform),)
            if found := told.get((period.now, cut)):
                now += found
                before += told.get((period.previous, cut), [])
        period = self.own.get(self.place.platform or "", self.period)
        return self._row((), period, now, before, FIGURES)

    def _row(
        self,
        cut: Cut,
        period: Period,
        now: list[Sums],
        before: list[Sums],
        compared: Sequence[Kpi],
    ) -> Row:
        figures = {kpi.key: form(kpi, now) for kpi in FIGURES}
        scope = self._scope(cut)
        past = {
            k.key: form(k, before).value if self._is_whole(k, scope, period.previous) else None
            for k in compared
        }
        return Row(cut, period, figures, past, {})

    def _is_whole(self, kpi: Kpi, scope: Cut, span: Span) -> bool:
        """Whether a span may be compared: a sum of half a period is no sum of the period."""
        if not (kpi.accumulates or kpi.across):
            return True
        whole = self.known.whole_from(kpi, scope)
        return whole is not None and whole <= span.start

    def _scope(self, cut: Cut) -> Cut:
        """Return what a line stands for; the only account of a platform is the whole platform."""
        names = {**dict(self.place.scope), **dict(cut)}
        if "account" in names and "platform" in names:
            platform = (("platform", names["platform"]),)
            if len(self.known.inside(platform)) == 1:
                del names["account"]
        return cut_of(names)

    def _judged(self, row: Row, facts: Gathered) -> dict[str, tuple[Goal, Judgement]]:
        """Hold a line against the goals that have its scope."""
        scope, judged = self._scope(row.cut), {}
        for goal in self.goals:
            if goal.scope == scope and goal.kpi in row.figures:
                reading = self._read(KPIS[goal.kpi], row, facts)
                due = self.ahead.course(goal, row.period)
                judged[goal.kpi] = (goal, judge(reading, goal, self.today, due))
        return judged

    def _read(self, kpi: Kpi, row: Row, facts: Gathered) -> Reading:
        """Read one figure of a line in full."""
        reading = read(
            kpi, row.cut, self.place.scope, row.period, facts, self.known, self.period.now
        )
        figure, scope = row.figures[kpi.key], self._scope(row.cut)
        previous = reading.previous if self._is_whole(kpi, scope, row.period.previous) else None
        return dataclasses.replace(
            reading,
            scope=scope,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            interval=reading.interval if row.cut else interval(kpi, figure),
            previous=row.before.get(kpi.key, previous),
        )

    def readings(self, total: Row, above: Gathered) -> dict[str, Reading]:
        """Read the place itself in full."""
        found = {kpi.key: self._read(kpi, total, above) for kpi in FIGURES}
        if not self.place.where:
            for kpi in COMPANY:
                found[kpi.key] = self._company(kpi, above)
        return found

    def _company(self, kpi: Kpi, above: Gathered) -> Reading:
        """Read a figure across books, of all channels together, as the overview does."""
        own, asked = self.known.own(kpi, (), self.period), self.period.now
        reading = read(kpi, (), (), own, above, self.known, asked, people=False)
        whole = self._is_whole(kpi, (), own.previous)
        return dataclasses.replace(reading, previous=reading.previous if whole else None)

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """What the place is told in: all channels together also in the figures of other books."""
        return FIGURES if self.place.where else (*FIGURES, *COMPANY, *ledgers.ASKED)

    @property
    def spans(self) -> set[Span]:
        """The days of every platform and book, with what they are compared with."""
        periods = {self.period, *self.own.values()}
        if not self.place.where:
            periods |= {self.known.own(kpi, (), self.period) for kpi in COMPANY}
            periods |= ledgers.periods(self.known, self.period)
        return {span for p in periods for span in (p.now, p.previous)}
