"""What is planned and what was spent, platform by platform, on the days that have both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from data.schema import Measure, Quantity
from kpi.cut import Dimension
from kpi.facts.asking import Asked, Told, weight
from kpi.facts.quantities import Ledger
from kpi.facts.query import MATCHES, Query, bound_names
from kpi.facts.telling import carried, pattern
from kpi.sql import text


def days(asked: Asked, quantities: Sequence[Quantity]) -> Iterator[Told]:
    """Yield cost and budget over each span; a platform's day that lacks one carries the other.

    A plan knows platforms and nothing below them.
    """
    if not asked.dimensions <= {Dimension.PLATFORM}:
        return
    known, quantities = asked.known, tuple(quantities)
    speaking = [
        s
        for s in known.sources
        if (s.account_key, Measure.COST) in known.reach
        and Ledger.PLATFORM in known.ledgers(s.platform)
        and weight(s, known, asked.terms)
    ]
    more = {
        "written": list(known.planned),
        "platforms": [platform for platform, _ in known.planned.values()],
        "speaking": [s.account_key for s in speaking],
        "firsts": [s.first_day for s in speaking],
        "lasts": [s.last_day for s in speaking],
    }
    question = _question(quantities, asked.keys, asked.filters)
    for one in asked.kept(question, quantities, **more):
        for span in asked.spans:
            if told := one.over(span):
                told_of = carried(one.pattern, quantities)
                yield Told(span, one.platform, told_of, told[0], one.names, told[1])


@cache
def _question(
    quantities: tuple[Quantity, ...], keys: tuple[Dimension, ...], filters: tuple[Dimension, ...]
) -> Query:
    """Fill kpi/sql/plan.sql; every name in it is an enum's."""
    filled = text("plan").format(
        worth=text("worth"),
        pattern=pattern(quantities),
        quantities=", ".join(quantities),
        cut="".join(f", {key}" for key in keys),
        filter=" and ".join(MATCHES[f] for f in filters) or "true",
    )
    return Query(filled, bound_names(filled), daily=True)
