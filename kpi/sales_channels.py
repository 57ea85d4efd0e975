"""The sales channels there are, and what the own site's figures are when some of them count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.schema import OWN_SITE
from data.snapshot import Snapshot
from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension
from kpi.definition import Kpi
from kpi.facts.extent import Extent, extent
from kpi.facts.quantities import Ledger
from kpi.facts.sums import gather
from kpi.figure import Number, form
from kpi.format import NO_ANSWER
from kpi.period import Span
from kpi.terms import Terms

FIGURES = (KPIS["site_orders"], KPIS["site_revenue"])
"""What is told of each channel: within one the own site's figures are the channel's own."""


@dataclass(frozen=True, slots=True)
class SalesChannel:
    """One channel by the name its shop gives it, with its `FIGURES`."""

    name: str
    values: Mapping[Kpi, Number | None]

    @property
    def orders(self) -> Number:
        """How many orders count."""
        return self.values[FIGURES[0]] or 0


@dataclass(frozen=True, slots=True)
class SalesChannels:
    """Every sales channel over all days of orders, the own site first, then by their orders."""

    days: Span
    channels: tuple[SalesChannel, ...]

    def changed(
        self, before: Collection[str], after: Collection[str]
    ) -> list[tuple[Kpi, Number | None, Number | None, Number | None]]:
        """Return each figure of the own site as one rule has it, as another has it, and how much
        more that is; None where either has no answer.
        """
        told = ((kpi, self.of(before)[kpi], self.of(after)[kpi]) for kpi in FIGURES)
        return [
            (kpi, a, b, None if a is None or b is None else Decimal(b) - Decimal(a))
            for kpi, a, b in told
        ]

    def of(self, own: Collection[str]) -> dict[Kpi, Number | None]:
        """Return the own site's figures where these channels count besides 官網."""
        counted = {OWN_SITE, *own}
        return {kpi: _sum(kpi, self.channels, counted) for kpi in FIGURES}


def _sum(kpi: Kpi, channels: Sequence[SalesChannel], counted: Collection[str]) -> Number | None:
    """Add a figure up; None where no channel at all tells it: its money waits, say."""
    told = {c.name: v for c in channels if (v := c.values[kpi]) is not None}
    return sum((Decimal(v) for n, v in told.items() if n in counted), Decimal(0)) if told else None


def sales_channels(snapshot: Snapshot, terms: Terms) -> SalesChannels | None:
    """Return the sales channels of every shop together; None where there are no orders."""
    known = extent(snapshot)
    shops = [s for s in known.sources if Ledger.ORDERS in known.ledgers(s.platform)]
    if not shops:
        return None
    span = Span(min(s.first_day for s in shops), max(s.last_day for s in shops))
    by = (Dimension.SALES_CHANNEL,)
    facts = gather(snapshot, FIGURES, [span], by, terms=terms)
    found = []
    for cut in facts.cuts(span):
        if cut[0][1] != NO_ANSWER:
            values = {kpi: form(kpi, facts.sums(span, cut)).value for kpi in FIGURES}
            found.append(SalesChannel(cut[0][1], values))
    found.sort(key=lambda c: (c.name != OWN_SITE, -c.orders, c.name))
    return SalesChannels(span, tuple(found))


def own_channels(known: Extent, kpi: Kpi, scope: Cut = ()) -> list[str]:
    """Return the channels that count as the own site where a figure of it has more than one."""
    own = known.own_site
    if not kpi.of_site or Dimension.SALES_CHANNEL in dict(scope) or len(own) == 1:
        return []
    return sorted(own, key=lambda name: (name != OWN_SITE, name))
