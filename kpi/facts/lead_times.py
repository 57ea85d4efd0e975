"""How long leads took: the median of each span, from the leads themselves, asked for once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from data.schema import Quantity
from kpi.cut import Dimension
from kpi.facts.asking import Asked, Told, buckets
from kpi.facts.daily import Amount
from kpi.facts.kept import Kept
from kpi.facts.middles import LeadTime
from kpi.facts.quantities import BITS
from kpi.facts.query import MATCHES
from kpi.sql import text

KNOWN = frozenset({Dimension.PLATFORM, Dimension.ACCOUNT})
"""What a lead is split by: the CRM it stands in."""
MOST = 64
"""So many questions are kept for one snapshot: spans, cuts and filters."""

_MIDDLES: Kept[list[tuple[Any, ...]]] = Kept(MOST)


def middles(asked: Asked, quantities: Sequence[Quantity]) -> Iterator[Told]:
    """Yield the medians of each span and cut; leads of several CRMs have one middle together."""
    if not asked.dimensions <= KNOWN:
        return
    for bucket, platform, count, hours, days, *names in _rows(asked):
        known = {LeadTime.CONTACT_HOURS: hours, LeadTime.SQL_DAYS: days}
        values: dict[Quantity, Amount | None]
        values = {q: v for q, v in known.items() if q in quantities and v is not None}
        pattern = sum(BITS[q] for q in values)
        yield Told(asked.spans[bucket], platform, pattern, count, names, values)


def _rows(asked: Asked) -> list[tuple[Any, ...]]:
    """Return the medians of every bucket and cut, which a snapshot is asked for once."""
    where = {str(name): value for name, value in asked.where.items()}
    key = (asked.spans, asked.keys, tuple(sorted(where.items())))
    found = _MIDDLES.find(asked.snapshot, key)
    if found is None:
        question = _question(asked.keys, asked.filters)
        rows = asked.snapshot.query(question, **buckets(asked.spans), **where)
        found = _MIDDLES.keep(asked.snapshot, key, rows)
    return found


@cache
def _question(keys: tuple[Dimension, ...], filters: tuple[Dimension, ...]) -> str:
    """Fill kpi/sql/lead_times.sql; every name in it is an enum's."""
    return text("lead_times").format(
        cut="".join(f", a.{key}" for key in keys),
        filter=" and ".join(MATCHES[f] for f in filters) or "true",
    )
