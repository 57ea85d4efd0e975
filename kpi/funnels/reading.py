"""Reading a funnel: all steps over the days that all have, each from the nearest before it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from data.snapshot import Snapshot
from data.state import State
from kpi.calendar import chosen
from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension, cut_of
from kpi.definition import Kpi
from kpi.doubt.interval import interval
from kpi.doubt.wilson import wilson
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.quantities import Ledger
from kpi.facts.sums import Gathered, gather
from kpi.figure import form
from kpi.funnels.crm_steps import STAGES
from kpi.funnels.followed import followed
from kpi.funnels.funnel import Funnel
from kpi.funnels.links import counted, passage, so_far
from kpi.funnels.prices import price
from kpi.funnels.steps import Step
from kpi.funnels.told import Against, Judged, Past, Share, Stood, Told
from kpi.goals.goal import Goal, goals
from kpi.period import Period, Span
from kpi.reading import Reading, read
from kpi.status import judge
from kpi.terms import terms
from kpi.view import View


def read_funnel(snapshot: Snapshot, state: State, view: View, funnel: Funnel) -> Told | None:
    """Read a funnel over a view; None where there are no facts at all."""
    reach = extent(snapshot)
    if not reach.sources:
        return None
    own = terms(state, reach.sources)
    asked = chosen.period(snapshot, state, view, own.year)
    known = completeness(snapshot, [asked], view.today, own)
    every = goals(state, reach.books)
    reader = _Reader(funnel, cut_of(view.where), asked, known, view.today)
    where = {Dimension(name): value for name, value in view.where.items()}
    judging = [g for g in every if g.scope == reader.scope and g.kpi in reader.judging]
    period = reader.shared
    spans = {period.now, period.previous, period.last_year}
    kpis = [*reader.kpis(), *(KPIS[g.kpi] for g in judging)]
    facts = gather(snapshot, kpis, spans, (), where, own)
    steps = tuple(reader.steps(facts, period, judging))
    worth = price(funnel.outcome)
    cost = reader.read(worth, facts, period) if worth else None
    return Told(funnel, reader.scope, asked, period, reach.last, known, every, steps, cost)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One question: a funnel, a filter, the days that were asked for."""

    funnel: Funnel
    scope: Cut
    asked: Period
    known: Completeness
    today: date

    @property
    def judging(self) -> set[str]:
        """The KPIs whose goals judge a step."""
        return {step.kpi for step in self.funnel.steps if step.kpi}

    @property
    def shared(self) -> Period:
        """The period as far as every step reaches that has figures in it.

        A source that stopped long before does not hold the others up: its step does not stand.
        """
        ends, starts = [], []
        for step in self.funnel.steps:
            kpi = counted(step)
            if self._reaches(kpi):
                ends.append(self.known.complete_to(kpi, self.scope, self.asked.now.end))
                starts.append(self.known.begins(kpi, self.scope))
        period = self.asked
        if last := min(filter(None, ends), default=None):
            period = period.until(last)
        first = max(filter(None, starts), default=None)
        return period.since(first) if first else period

    def _reaches(self, kpi: Kpi) -> bool:
        feeding = self.known.feeding(kpi, self.scope)
        return any(not self.known.is_stale(s, self.asked.now.end) for s in feeding)

    def kpis(self) -> list[Kpi]:
        """Return everything the steps may be read from, whichever of them stand."""
        steps = self.funnel.steps
        pairs = (passage(a, b) for n, b in enumerate(steps) for a in steps[:n])
        worth = price(self.funnel.outcome)
        found = [*map(counted, steps), *filter(None, pairs), *([worth] if worth else [])]
        return list(dict.fromkeys(found))

    def steps(self, facts: Gathered, period: Period, judging: Sequence[Goal]) -> Iterator[Stood]:
        """Yield every step; one without figures is passed over by the rate of the next."""
        before: Step | None = None
        first: Step | None = None
        for step in self.funnel.steps:
            kpi = counted(step)
            count = self.read(kpi, facts, period)
            if not self._reaches(kpi):
                count = dataclasses.replace(count, value=None)
            if count.value is None:
                yield Stood(step, count)
                continue
            if first is None or first.ledger is not step.ledger:
                first = step
            rate = passage(before, step) if before else None
            yield Stood(
                step,
                count,
                before,
                self.read(rate, facts, period) if rate else None,
                self._so_far(first, step, facts, period),
                self._past(rate, facts, period) if rate else {},
                self._judged(step, facts, period, judging),
            )
            before = step

    def _so_far(self, first: Step, step: Step, facts: Gathered, period: Period) -> Share | None:
        """Return the share of a book's first step: by its counts, of leads by following them."""
        if first is step:
            return None
        if kpi := so_far(first, step):
            found = self.read(kpi, facts, period)
            value = None if found.value is None else float(found.value)
            return Share(value, found.interval)
        if first.ledger is not Ledger.CRM or not {first.key, step.key} <= STAGES.keys():
            return None
        if self.scope or facts.asked is None:
            return None
        stages = STAGES[first.key], STAGES[step.key]
        told = followed(facts.asked.snapshot, period.now, *stages).get(None)
        return Share(told[0] / told[1], wilson(*told)) if told else None

    def read(self, kpi: Kpi, facts: Gathered, period: Period) -> Reading:
        """Read one KPI over the shared days; a comparison that is not whole is none."""
        found = read(kpi, (), self.scope, period, facts, self.known, self.asked.now, people=False)
        return dataclasses.replace(
            found,
            previous=found.previous if self._is_whole(kpi, period, period.previous) else None,
            last_year=found.last_year if self._is_whole(kpi, period, period.last_year) else None,
        )

    def _past(self, kpi: Kpi, facts: Gathered, period: Period) -> dict[Against, Past]:
        """Form a rate over the earlier periods, with its doubt then."""
        spans: dict[Against, Span] = {"previous": period.previous, "year": period.last_year}
        found: dict[Against, Past] = {}
        for name, span in spans.items():
            figure = form(kpi, facts.sums(span, ()), people=False)
            whole = self._is_whole(kpi, period, span) and figure.value is not None
            withheld = name == "year" and period.withheld is not None
            if not whole or withheld or figure.value is None:
                found[name] = Past(None, None)
            else:
                found[name] = Past(float(figure.value), interval(kpi, figure))
        return found

    def _is_whole(self, kpi: Kpi, period: Period, span: Span) -> bool:
        """Whether a span may be compared: not where books began in it, or in the period itself."""
        if period.now.start != self.asked.now.start:
            return False
        if not (kpi.accumulates or kpi.across):
            return True
        whole = self.known.whole_from(kpi, self.scope)
        return whole is not None and whole <= span.start

    def _judged(
        self, step: Step, facts: Gathered, period: Period, judging: Sequence[Goal]
    ) -> Judged | None:
        goal = next((g for g in judging if g.kpi == step.kpi), None)
        if goal is None:
            return None
        reading = self.read(KPIS[goal.kpi], facts, period)
        return Judged(goal, reading, judge(reading, goal, self.today))
