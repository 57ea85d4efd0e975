"""One round of questions to a snapshot, and the one that most figures are made of: daily sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from data.schema import Quantity
from data.snapshot import RANGE_ROW, Snapshot, Source
from kpi.cut import ENTITIES, Dimension
from kpi.facts import ga4_channels
from kpi.facts.daily import Amount, Series, kept, series
from kpi.facts.extent import Extent, extent
from kpi.facts.ga4_channels import Traffic
from kpi.facts.quantities import Ledger
from kpi.facts.query import Query, query
from kpi.facts.telling import SPOKEN, carried
from kpi.period import Span
from kpi.terms import Terms

RANGE_COLUMNS = {
    "day": "date",
    "platform": "text",
    "account_key": "integer",
    "campaign_key": "integer",
    "reach_rows": "integer",
    **{str(m): m.kind.sql_type for m in SPOKEN},
    "since": "date",
}
"""Types of a row of :meth:`Snapshot.ranges`, by the names of `RANGE_ROW`."""
RANGE_TYPE = f"struct(bucket integer, {', '.join(f'{n} {RANGE_COLUMNS[n]}' for n in RANGE_ROW)})"
EVER = Span(date.min, date.max)


class Told(NamedTuple):
    """What one cut tells over a span; `series` where it was added up from daily sums."""

    span: Span
    platform: str
    pattern: int
    exported: int
    names: Sequence[str | None]
    values: Mapping[Quantity, Amount | None]
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One round of questions: over which spans, split and filtered by what, in which terms."""

    snapshot: Snapshot
    spans: tuple[Span, ...]
    keys: tuple[Dimension, ...]
    where: Mapping[Dimension, str]
    terms: Terms

    @property
    def known(self) -> Extent:
        """How far the snapshot's facts reach."""
        return extent(self.snapshot)

    @property
    def filters(self) -> tuple[Dimension, ...]:
        """What is filtered by, in the order of the path."""
        return tuple(sorted(self.where, key=ENTITIES.index))

    @property
    def dimensions(self) -> frozenset[Dimension]:
        """What is split or filtered by."""
        return frozenset((*self.keys, *self.where))

    @property
    def converts(self) -> bool:
        """Whether there is money that an exchange rate brings into the reporting currency."""
        known, terms = self.known, self.terms
        return any(s.currency != terms.currency for s in known.sources if weight(s, known, terms))

    def answer(self, question: Query, **more: Any) -> list[tuple[Any, ...]]:
        """Ask, binding what the question names."""
        return self.snapshot.query(question.sql, **self._bound(question, more))

    def kept(self, question: Query, quantities: Sequence[Quantity], **more: Any) -> list[Series]:
        """Return daily sums, which are asked for once and kept, by all that the question binds."""
        bound = self._bound(question, more)
        values = (tuple(v) if isinstance(v, list) else v for _, v in sorted(bound.items()))

        def ask() -> list[Series]:
            return series(self.snapshot.query(question.sql, **bound), quantities)

        return kept(self.snapshot, (question.sql, *values), ask)

    def _bound(self, question: Query, more: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that a question binds, by their names."""
        known = {**_bound(self.known, self.terms), **{str(n): v for n, v in self.where.items()}}
        known |= more
        return {name: known[name] for name in question.binds}


def days(asked: Asked, quantities: Sequence[Quantity]) -> Iterator[Told]:
    """Yield the daily sums of accounts, or of what stands under them, over each span."""
    fine = Dimension.AD_GROUP in asked.dimensions
    ranges = [] if fine else _ranges(asked.snapshot, asked.spans)
    named = RANGE_TYPE if ranges else ""
    question = query(
        *(tuple(quantities), asked.keys, asked.filters, named, asked.converts),
        by_category=bool(asked.terms.margins),
    )
    if question.daily:
        ever = {"first": EVER.start, "last": EVER.end, "ranges": ranges}
        yield from _by_day(asked, question, quantities, ever)
    else:
        yield from _by_span(asked, question, quantities, ranges)


def each_day(
    asked: Asked, quantities: tuple[Quantity, ...], wanted: tuple[Quantity, ...], span: Span
) -> list[Series]:
    """Return the days of one span, of whatever it is split by; what ranges tell has none.

    Parameters
    ----------
    quantities, wanted
        What the spans were asked for, which makes their patterns; of which the days are wanted.
    """
    question = query(
        *(quantities, asked.keys, asked.filters, "", asked.converts, wanted),
        by_category=bool(asked.terms.margins),
    )
    rows = asked.answer(question, first=span.start, last=span.end, ranges=[])
    return series(rows, wanted)


def _by_day(
    asked: Asked, question: Query, quantities: Sequence[Quantity], more: Mapping[str, Any]
) -> Iterator[Told]:
    """Add spans up from daily sums."""
    for one in asked.kept(question, quantities, **more):
        pattern = carried(one.pattern, tuple(quantities))
        for span in asked.spans:
            if over := one.over(span):
                yield Told(span, one.platform, pattern, over[0], one.names, over[1], one)


def _by_span(
    asked: Asked, question: Query, quantities: Sequence[Quantity], ranges: Sequence[Any]
) -> Iterator[Told]:
    """Have the database add up every span."""
    spans, width = asked.spans, len(quantities)
    more = {**buckets(spans), "ranges": ranges}
    for bucket, platform, pattern, exported, *rest in asked.answer(question, **more):
        values = dict(zip(quantities, rest, strict=False))
        whole = carried(pattern, tuple(quantities))
        yield Told(spans[bucket], platform, whole, exported, rest[width:], values)


def buckets(asked: Sequence[Span]) -> dict[str, Any]:
    """Return the spans as a query binds them."""
    return {
        "buckets": list(range(len(asked))),
        "starts": [s.start for s in asked],
        "ends": [s.end for s in asked],
        "first": min(s.start for s in asked),
        "last": max(s.end for s in asked),
    }


def weight(source: Source, known: Extent, terms: Terms) -> int | None:
    """Return what a source's money is multiplied by; None where it waits for a rate."""
    return terms.weight(source) if known.worth(source, terms.currency) else None


def _bound(known: Extent, terms: Terms) -> dict[str, Any]:
    """Return the values that a query may bind, whatever it asks for."""
    words = [
        (word.lower(), name, place)
        for place, (name, listed) in enumerate(terms.classes)
        for word in listed
    ]
    return {
        "accounts": [s.account_key for s in known.sources],
        "weights": [weight(s, known, terms) for s in known.sources],
        "currency": terms.currency,
        "matures": [terms.mature_to(s) for s in known.sources],
        "margin": terms.margin,
        "categories": [name for name, _ in terms.margins],
        "margins": [str(share) for _, share in terms.margins],
        "ads": known.platforms(Ledger.PLATFORM),
        "web": known.platforms(Ledger.WEB),
        "own_site": sorted(known.own_site),
        "organic": ga4_channels.spellings(Traffic.ORGANIC),
        "paid": ga4_channels.spellings(Traffic.PAID),
        "spellings": list(ga4_channels.NAMES),
        "groups": list(ga4_channels.NAMES.values()),
        "words": [word for word, _, _ in words],
        "classes": [name for _, name, _ in words],
        "places": [place for _, _, place in words],
    }


def _ranges(snapshot: Snapshot, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Return the range-only facts of the spans that contain a whole range."""
    known = [whole for ranges in extent(snapshot).ranges.values() for whole in ranges]
    found = []
    for bucket, span in enumerate(spans):
        if any(span.contains(whole) for whole in known):
            for row in snapshot.ranges(span.start, span.end):
                found.append(dict(zip(("bucket", *RANGE_ROW), (bucket, *row), strict=True)))
    return found
