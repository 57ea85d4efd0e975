"""What single orders tell: what lies in a basket, who comes back. Asked once, kept day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from data.schema import Quantity
from kpi.cut import Dimension
from kpi.facts.asking import EVER, Asked, Told
from kpi.facts.quantities import Reckoned
from kpi.facts.query import MATCHES, Query, bound_names
from kpi.facts.telling import carried
from kpi.period import Span
from kpi.sql import text

AGAIN_DAYS = 90
"""A second order this many days after the first, or sooner, is a repurchase."""
YEAR = 365
KNOWN: Mapping[Dimension, str] = {
    Dimension.PLATFORM: "platform",
    Dimension.ACCOUNT: "account",
    Dimension.SALES_CHANNEL: "sales_channel",
}
"""What an order is known by."""
BASKETS = (Reckoned.CATEGORIZED, Reckoned.CROSS_ORDERS)
COHORTS = (Reckoned.FIRST_BUYERS, Reckoned.AGAIN_IN_90)
BUYERS = (Reckoned.BUYERS, Reckoned.AGAIN_IN_365)


def baskets(asked: Asked, _: Sequence[Quantity]) -> Iterator[Told]:
    """Yield orders by what is in them; those with an item of no category carry nothing."""
    return _told(asked, "baskets", BASKETS, asked.spans)


def cohorts(asked: Asked, _: Sequence[Quantity]) -> Iterator[Told]:
    """Yield the customers whose first order lies in a span and is old enough."""
    return _told(asked, "cohorts", COHORTS, asked.spans)


def buyers(asked: Asked, _: Sequence[Quantity]) -> Iterator[Told]:
    """Yield the customers of the 365 days that end where a span does.

    Each row of the question is a change: who comes in on a day, who drops out. What there is on
    a day is all changes up to it, so that the days of a span are never added up.
    """
    until = [Span(EVER.start, span.end) for span in asked.spans]
    return _told(asked, "buyers", BUYERS, until)


def _told(
    asked: Asked, name: str, quantities: tuple[Quantity, ...], over: Sequence[Span]
) -> Iterator[Told]:
    """Yield the sums over these spans, each under the one that was asked for."""
    if not asked.dimensions <= KNOWN.keys():
        return
    question = _question(name, asked.keys, asked.filters)
    completes = [s.complete_to for s in asked.known.sources]
    more = {"completes": completes, "within": AGAIN_DAYS, "window": YEAR}
    for one in asked.kept(question, quantities, **more):
        pattern = carried(one.pattern, quantities)
        for span, days in zip(asked.spans, over, strict=True):
            told = one.over(days)
            if told and (pattern or told[0]):
                yield Told(span, one.platform, pattern, told[0], one.names, told[1])


@cache
def _question(name: str, keys: tuple[Dimension, ...], filters: tuple[Dimension, ...]) -> Query:
    """Fill one of the recipes over single orders; every name in it is an enum's."""
    cut = [KNOWN[key] for key in keys]
    channel = Dimension.SALES_CHANNEL in (*keys, *filters)
    site = "true" if channel else "sales_channel in (select channel from own_site)"
    filled = (text("counted") + text(name)).format(
        site=site,
        filter=" and ".join(MATCHES[f] for f in filters) or "true",
        cut="".join(f", {c}" for c in cut),
        cut_of_firsts="".join(f", firsts.{c}" for c in cut),
        same_cut="".join(f"and counted.{c} is not distinct from firsts.{c} " for c in cut),
    )
    return Query(filled, bound_names(filled), daily=True)
