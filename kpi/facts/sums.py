"""Asking a snapshot for sums: many spans, one cut and one filter, one question of each kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data.schema import Quantity, WebMeasure
from data.snapshot import Snapshot
from kpi.customers import answers
from kpi.cut import Cut, Dimension, path
from kpi.definition import Kpi
from kpi.facts import lead_times, orders, people, plan, searching
from kpi.facts.asking import Asked, Told, days, each_day
from kpi.facts.daily import Amount, Daily, Series
from kpi.facts.extent import Extent
from kpi.facts.quantities import BITS, MONEY, QUANTITIES, VISITORS, Ledger, Question
from kpi.facts.telling import carried
from kpi.figure import Sums
from kpi.period import Span
from kpi.terms import Terms

ANSWERS: Mapping[Question, Callable[[Asked, Sequence[Quantity]], Iterator[Told]]] = {
    Question.DAYS: days,
    Question.PEOPLE: people.exact,
    Question.OWNED: days,
    Question.PLAN: plan.days,
    Question.BASKETS: orders.baskets,
    Question.COHORTS: orders.cohorts,
    Question.BUYERS: orders.buyers,
    Question.WORTH: answers.worth,
    Question.SEARCH: searching.days,
    Question.BRAND: searching.brand,
    Question.LEAD_TIMES: lead_times.middles,
}


EACH_DAY = frozenset((Question.DAYS, Question.OWNED))
"""Whose facts are told by days."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one query brought: by span, the cuts with their sums.

    Parameters
    ----------
    depth : int
        How many names a whole cut has; rows of books that do not know one have fewer.
    asked, quantities
        How it was asked for, so that the days of its sums can be asked for later.
    """

    by_span: Mapping[Span, Sequence[tuple[Cut, Sums]]]
    depth: int
    asked: Asked | None = None
    quantities: Mapping[Question, Sequence[Quantity]] = field(default_factory=dict)
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def cuts(self, span: Span) -> list[Cut]:
        """Return the cuts that have facts in a span, in order of their names."""
        found = {cut for cut, _ in self.by_span.get(span, ())}
        return sorted(cut for cut in found if len(cut) == self.depth)

    def sums(self, span: Span, cut: Cut) -> list[Sums]:
        """Return the sums of a span that belong to a cut, or to any finer one.

        People of finer cuts do not add up to those of a coarser one.
        """
        return [s for _, s in self._of(span, cut)]

    def _of(self, span: Span, cut: Cut) -> list[tuple[Cut, Sums]]:
        wanted = set(cut)
        return [
            (found, s)
            for found, s in self.by_span.get(span, ())
            if wanted <= set(found) and (s.question is not Question.PEOPLE or found == cut)
        ]

    def once(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """Return what was worked out of these sums before under a key; else work it out."""
        if key not in self._kept:
            self._kept[key] = work()
        return self._kept[key]

    def with_days(self, span: Span, cut: Cut, wanted: Collection[Quantity]) -> list[Sums]:
        """Return the sums of a cut with the days of some quantities, as far as they can be known.

        Of accounts they mostly are. Of campaigns, of sums beside ranges and of one's own media
        the database adds up spans; the first who wants their days asks for those of all cuts.
        """
        return [
            s if s.daily else replace(s, daily=self._daily(span, found, s, wanted))
            for found, s in self._of(span, cut)
        ]

    def _daily(
        self, span: Span, cut: Cut, sums: Sums, wanted: Collection[Quantity]
    ) -> Daily | None:
        """Return the days that add up to just these sums; None where none do."""
        asked, quantities = self.asked, tuple(self.quantities.get(sums.question, ()))
        needed = tuple(q for q in quantities if q in wanted)
        if asked is None or not needed or sums.question not in EACH_DAY:
            return None
        told = self.once(
            ("days", sums.question, span, needed),
            lambda: {
                (one.platform, carried(one.pattern, quantities), _cut(asked, one.names)): one
                for one in each_day(asked, quantities, needed, span)
            },
        )
        found: Series | None = told.get((sums.platform, sums.pattern, cut))
        over = found.over(span) if found else None
        if found is None or over is None:
            return None
        whole = _own_size(over[1], asked.terms.divisor)
        # what a range adds, and a level of which the last day counts, is no sum of these days
        same = {q: v for q, v in found.sums.items() if sums.values.get(q) == whole[q]}
        return Daily(replace(found, sums=same), span, asked.terms.divisor)

    def by_cut(self) -> dict[tuple[Span, Cut], list[Sums]]:
        """Return the sums by span and cut, to be found at once among hundreds of campaigns."""
        found: dict[tuple[Span, Cut], list[Sums]] = {}
        for span, rows in self.by_span.items():
            for cut, sums in rows:
                found.setdefault((span, cut), []).append(sums)
        return found


def quantities_of(kpis: Iterable[Kpi]) -> tuple[Quantity, ...]:
    """Return every quantity these KPIs may need, in the order of the enums."""
    needed = {m for kpi in kpis for m in kpi.quantities}
    return tuple(m for m in QUANTITIES if m in needed)


def _needed(question: Question, kpis: Iterable[Kpi]) -> tuple[Quantity, ...]:
    """Return what is asked by a question: people of a site only over exactly the spans.

    Where nothing else is wanted of their days, visits are asked for, so that there are days.
    """
    if question is Question.PEOPLE:
        return quantities_of(k for k in kpis if not VISITORS.isdisjoint(k.quantities))
    every = quantities_of(k for k in kpis if k.question is question)
    if VISITORS.isdisjoint(every):
        return every
    return tuple(q for q in every if q not in VISITORS) or (WebMeasure.SESSIONS,)


def gather(
    snapshot: Snapshot,
    kpis: Sequence[Kpi],
    spans: Iterable[Span],
    by: Sequence[Dimension] = (),
    where: Mapping[Dimension, str] | None = None,
    terms: Terms | None = None,
) -> Gathered:
    """Sum what these KPIs need over every span, split and filtered; ask nothing they do not need.

    Parameters
    ----------
    by, where : dimensions of entities; times are spans
    terms : Terms or None
        Currency, tax basis and maturity; money in another currency is carried on the days that
        have an exchange rate.
    """
    asked = Asked(snapshot, tuple(sorted(set(spans))), path(by), where or {}, terms or Terms())
    known, found = asked.known, dict[Span, list[tuple[Cut, Sums]]]()
    needed = {question: _needed(question, kpis) for question in ANSWERS}
    for question, quantities in needed.items():
        if not quantities:
            continue
        answer = ANSWERS[question]
        for span, platform, pattern, exported, names, values, series in answer(asked, quantities):
            whole = _own_size(values, asked.terms.divisor)
            books = _books(known, question, platform)
            daily = Daily(series, span, asked.terms.divisor) if series else None
            sums = Sums(platform, books, pattern, exported, whole, question, daily)
            found.setdefault(span, []).append((_cut(asked, names), sums))
    return Gathered(found, len(asked.keys), asked, needed)


def _cut(asked: Asked, names: Sequence[str | None]) -> Cut:
    """Return the names a row bears; a book that does not know a dimension has none for it."""
    named = zip(asked.keys, names, strict=True)
    return tuple((str(k), str(n)) for k, n in named if n is not None)


def _books(known: Extent, question: Question, platform: str) -> frozenset[Ledger]:
    """Return the books behind sums; a plan names platforms that may have brought none."""
    if question is Question.PLAN:
        return frozenset({Ledger.PLAN})
    return known.ledgers(platform)


def _own_size(values: Mapping[Quantity, Amount | None], divisor: int) -> Mapping[Quantity, Any]:
    """Bring weighed money back to its own size."""
    if divisor == 1:
        return values
    return {
        q: value / divisor if value is not None and BITS[q] & MONEY else value
        for q, value in values.items()
    }
