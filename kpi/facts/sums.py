"""Asking a snapshot for sums: many spans, one cut and one filter in a single query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.schema import Measure, Quantity, WebMeasure
from data.snapshot import RANGE_ROW, Snapshot, Source
from kpi.cut import ENTITIES, Cut, Dimension, path
from kpi.definition import Kpi
from kpi.facts import ga4_channels
from kpi.facts.daily import Amount, Series, kept, series
from kpi.facts.extent import Extent, extent
from kpi.facts.ga4_channels import Traffic
from kpi.facts.quantities import BITS, MONEY, QUANTITIES, Ledger
from kpi.facts.query import Query, query
from kpi.figure import Sums
from kpi.period import Span
from kpi.terms import Terms

RANGE_COLUMNS = {
    "day": "date",
    "platform": "text",
    "account_key": "integer",
    "campaign_key": "integer",
    "reach_rows": "integer",
    **{str(m): m.kind.sql_type for m in (*Measure, *WebMeasure)},
    "since": "date",
}
"""Types of a row of :meth:`Snapshot.ranges`, by the names of `RANGE_ROW`."""
Told = tuple[Span, str, int, int, Sequence[str | None], Mapping[Quantity, Amount | None]]
"""A span, platform, pattern and count of exported rows, the names of the cut, and the sums."""
RANGE_TYPE = f"struct(bucket integer, {', '.join(f'{n} {RANGE_COLUMNS[n]}' for n in RANGE_ROW)})"


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
    """Sum what these KPIs need over every span, split and filtered, in one round trip.

    Parameters
    ----------
    by, where : dimensions of entities; times are spans
    terms : Terms or None
        Currency, tax basis and maturity; money in another currency is carried on the days that
        have an exchange rate.
    """
    known, terms, where = extent(snapshot), terms or Terms(), where or {}
    keys, quantities, asked = path(by), quantities_of(kpis), sorted(set(spans))
    ranges = _ranges(snapshot, asked) if Dimension.AD_GROUP not in (*by, *where) else []
    filters = tuple(sorted(where, key=ENTITIES.index))
    converts = any(s.currency != terms.currency for s in known.sources if _weight(s, known, terms))
    question = query(quantities, keys, filters, RANGE_TYPE if ranges else "", converts)
    bound = {**_bound(known, terms), **{str(n): v for n, v in where.items()}, "ranges": ranges}
    if question.daily:
        told = _by_day(snapshot, question, bound, quantities, asked, (terms, *where.items()))
    else:
        told = _by_span(snapshot, question, bound, quantities, asked)
    found: dict[Span, list[tuple[Cut, Sums]]] = {}
    for span, platform, pattern, exported, names, values in told:
        whole = values if terms.divisor == 1 else _own_size(values, terms.divisor)
        sums = Sums(platform, known.ledgers(platform), pattern, exported, whole)
        cut = tuple((str(k), str(n)) for k, n in zip(keys, names, strict=True) if n is not None)
        found.setdefault(span, []).append((cut, sums))
    return Gathered(found, len(keys))


def _by_day(
    snapshot: Snapshot,
    question: Query,
    bound: Mapping[str, Any],
    quantities: Sequence[Quantity],
    asked: Sequence[Span],
    told_in: tuple[Any, ...],
) -> Iterator[Told]:
    """Add spans up from daily sums, which are asked for once and kept."""
    ever = {"first": date.min, "last": date.max}

    def ask() -> list[Series]:
        return series(_answer(snapshot, question, {**bound, **ever}), quantities)

    for one in kept(snapshot, (question.sql, *told_in), ask):
        for span in asked:
            if over := one.over(span):
                yield span, one.platform, one.pattern, over[0], one.names, over[1]


def _by_span(
    snapshot: Snapshot,
    question: Query,
    bound: Mapping[str, Any],
    quantities: Sequence[Quantity],
    asked: Sequence[Span],
) -> Iterator[Told]:
    """Have the database add up every span."""
    for bucket, platform, pattern, exported, *rest in _answer(
        snapshot, question, {**bound, **_days(asked)}
    ):
        values = dict(zip(quantities, rest, strict=False))
        yield asked[bucket], platform, pattern, exported, rest[len(quantities) :], values


def _answer(snapshot: Snapshot, question: Query, bound: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return snapshot.query(question.sql, **{name: bound[name] for name in question.binds})


def _own_size(values: Mapping[Quantity, Amount | None], divisor: int) -> dict[Quantity, Any]:
    """Bring weighed money back to its own size."""
    return {
        q: value / divisor if value is not None and BITS[q] & MONEY else value
        for q, value in values.items()
    }


def _days(asked: Sequence[Span]) -> dict[str, Any]:
    """Return the spans as a query binds them."""
    return {
        "buckets": list(range(len(asked))),
        "starts": [s.start for s in asked],
        "ends": [s.end for s in asked],
        "first": min(s.start for s in asked),
        "last": max(s.end for s in asked),
    }


def _weight(source: Source, known: Extent, terms: Terms) -> int | None:
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
        "weights": [_weight(s, known, terms) for s in known.sources],
        "currency": terms.currency,
        "matures": [terms.mature_to(s) for s in known.sources],
        "margin": terms.margin,
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
