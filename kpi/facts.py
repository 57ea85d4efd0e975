"""Asking a snapshot for sums: many spans, one cut and one filter in a single query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data.schema import Measure, Quantity, WebMeasure
from data.snapshot import RANGE_ROW, Snapshot
from kpi.cut import ENTITIES, Cut, Dimension, path
from kpi.definition import Kpi
from kpi.extent import Extent, extent
from kpi.figure import Sums
from kpi.period import Span
from kpi.quantities import BITS, MONEY, QUANTITIES, Ledger
from kpi.query import ORGANIC, PAID, query
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
        Currency, tax basis and maturity; money in another currency is not carried.
    """
    known, terms, where = extent(snapshot), terms or Terms(), where or {}
    keys, quantities = path(by), quantities_of(kpis)
    asked = sorted(set(spans))
    ranges = _ranges(snapshot, asked) if Dimension.AD_GROUP not in (*by, *where) else []
    filters = tuple(sorted(where, key=ENTITIES.index))
    sql, names = query(quantities, keys, filters, RANGE_TYPE if ranges else "")
    bound = {**_bound(known, terms), **_days(asked), **{str(n): v for n, v in where.items()}}
    bound["ranges"] = ranges
    rows = snapshot.query(sql, **{name: bound[name] for name in names})
    found: dict[Span, list[tuple[Cut, Sums]]] = {}
    for bucket, platform, pattern, exported, *rest in rows:
        values = _values(quantities, rest, terms.divisor)
        sums = Sums(platform, known.ledgers(platform), pattern, exported, values)
        told = zip(keys, rest[len(quantities) :], strict=True)
        cut = tuple((str(key), str(name)) for key, name in told if name is not None)
        found.setdefault(asked[bucket], []).append((cut, sums))
    return Gathered(found, len(keys))


def _values(
    quantities: Sequence[Quantity], row: Sequence[Any], divisor: int
) -> dict[Quantity, int | Decimal | None]:
    """Name the sums of a row; weighed money comes back to its own size."""
    values = dict(zip(quantities, row, strict=False))
    if divisor == 1:
        return values
    return {
        m: value / divisor if value is not None and BITS[m] & MONEY else value
        for m, value in values.items()
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


def _bound(known: Extent, terms: Terms) -> dict[str, Any]:
    """Return the values that a query may bind, whatever it asks for."""
    words = [
        (word.lower(), name, place)
        for place, (name, listed) in enumerate(terms.classes)
        for word in listed
    ]
    return {
        "accounts": [s.account_key for s in known.sources],
        "weights": [terms.weight(s) for s in known.sources],
        "matures": [terms.mature_to(s) for s in known.sources],
        "margin": terms.margin,
        "ads": known.platforms(Ledger.PLATFORM),
        "web": known.platforms(Ledger.WEB),
        "organic": list(ORGANIC),
        "paid": list(PAID),
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
