"""Asking a snapshot for sums: many spans, one cut and one filter, one question of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.schema import Quantity
from data.snapshot import Snapshot
from kpi.cut import Cut, Dimension, path
from kpi.definition import Kpi
from kpi.facts import orders, plan
from kpi.facts.asking import Asked, Told, days
from kpi.facts.daily import Amount, Daily
from kpi.facts.extent import Extent
from kpi.facts.quantities import BITS, MONEY, QUANTITIES, Ledger, Question
from kpi.figure import Sums
from kpi.period import Span
from kpi.terms import Terms

ANSWERS: Mapping[Question, Callable[[Asked, Sequence[Quantity]], Iterator[Told]]] = {
    Question.DAYS: days,
    Question.OWNED: days,
    Question.PLAN: plan.days,
    Question.BASKETS: orders.baskets,
    Question.COHORTS: orders.cohorts,
    Question.BUYERS: orders.buyers,
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one query brought: by span, the cuts with their sums.

    Parameters
    ----------
    depth : int
        How many names a whole cut has; rows of books that do not know one have fewer.
    """

    by_span: Mapping[Span, Sequence[tuple[Cut, Sums]]]
    depth: int

    def cuts(self, span: Span) -> list[Cut]:
        """Return the cuts that have facts in a span, in order of their names."""
        found = {cut for cut, _ in self.by_span.get(span, ())}
        return sorted(cut for cut in found if len(cut) == self.depth)

    def sums(self, span: Span, cut: Cut) -> list[Sums]:
        """Return the sums of a span that belong to a cut, or to any finer one."""
        wanted = set(cut)
        return [s for found, s in self.by_span.get(span, ()) if wanted <= set(found)]

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
    for question, answer in ANSWERS.items():
        quantities = quantities_of(k for k in kpis if k.question is question)
        if not quantities:
            continue
        for span, platform, pattern, exported, names, values, series in answer(asked, quantities):
            whole = _own_size(values, asked.terms.divisor)
            books = _books(known, question, platform)
            daily = Daily(series, span, asked.terms.divisor) if series else None
            sums = Sums(platform, books, pattern, exported, whole, question, daily)
            named = zip(asked.keys, names, strict=True)
            cut = tuple((str(k), str(n)) for k, n in named if n is not None)
            found.setdefault(span, []).append((cut, sums))
    return Gathered(found, len(asked.keys))


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
