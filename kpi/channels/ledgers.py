"""Three ledgers on one line: what platforms claim, what GA4 saw, what the shop's own site sold."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.snapshot import Snapshot
from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension
from kpi.definition import Kpi
from kpi.facts.completeness import Completeness
from kpi.facts.ga4_channels import OF_PLATFORM
from kpi.facts.quantities import Ledger
from kpi.facts.sums import Gathered, gather
from kpi.figure import Number, form
from kpi.format import NO_ANSWER
from kpi.period import Period
from kpi.reading import Reading, read

CLAIMED, CLAIMED_VALUE = KPIS["conversions"], KPIS["conversion_value"]
SEEN, SEEN_VALUE = KPIS["purchases"], KPIS["web_revenue"]
SOLD, SOLD_VALUE = KPIS["site_orders"], KPIS["site_revenue"]
OVER_CLAIM = KPIS["over_claim"]
BOOKS: Mapping[Ledger, tuple[Kpi, Kpi]] = {
    Ledger.PLATFORM: (CLAIMED, CLAIMED_VALUE),
    Ledger.WEB: (SEEN, SEEN_VALUE),
    Ledger.ORDERS: (SOLD, SOLD_VALUE),
}
"""Orders and their value, as each book tells them."""
ASKED: tuple[Kpi, ...] = (*(kpi for pair in BOOKS.values() for kpi in pair), OVER_CLAIM)
"""What the books are asked for."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One channel in the books that know it.

    Parameters
    ----------
    platform : str or None
        The ad platform, where it is one.
    channel : str or None
        The channel group of GA4, where it has one; neither of the two where it is the rest that
        GA4 tells of no channel.
    values : mapping of Kpi to (int, Decimal, float or None)
        A KPI whose book does not know the channel is missing.
    """

    platform: str | None
    channel: str | None
    values: Mapping[Kpi, Number | None]


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The books side by side.

    Parameters
    ----------
    lines : tuple of LedgerLine
        Ad platforms first, then what else GA4 tells apart.
    total : mapping of Kpi to Reading
        Each book as far as it reaches; the over-claim over the days that claims and orders share.
    """

    lines: tuple[LedgerLine, ...]
    total: Mapping[Kpi, Reading]

    @property
    def unclaimed(self) -> Number | None:
        """Orders less what platforms claim of them: so many at least nobody claimed.

        None where a book is missing, and where platforms claim more than there was: then some
        orders are claimed twice, and how many nobody claimed cannot be known.
        """
        over = self.total[OVER_CLAIM]
        if over.numerator is None or over.denominator is None:
            return None
        left = over.denominator - over.numerator
        return left if left >= 0 else None


def periods(known: Completeness, period: Period) -> set[Period]:
    """Return the days each book is read over: in total, and of each ad platform."""
    total = {known.own(kpi, (), period) for kpi in ASKED}
    platforms = known.extent.platforms(Ledger.PLATFORM)
    claims = BOOKS[Ledger.PLATFORM]
    return total | {known.own(kpi, _of(p), period) for kpi in claims for p in platforms}


def ledgers(
    snapshot: Snapshot, facts: Gathered, known: Completeness, period: Period
) -> Ledgers:  # fmt: skip
    """Read every book over a period, by channel and in total.

    Parameters
    ----------
    facts : Gathered
        The sums of ``ASKED`` by platform, over :func:`periods`.
    """
    own = {kpi: known.own(kpi, (), period) for kpi in ASKED}
    platforms = known.extent.platforms(Ledger.PLATFORM)
    total = {
        kpi: read(kpi, (), (), own[kpi], facts, known, period.now, people=False) for kpi in ASKED
    }
    seen = _seen(snapshot, known, own)
    lines = [
        _platform(platform, facts, known, period, own[OVER_CLAIM], seen) for platform in platforms
    ]
    for kpi in BOOKS[Ledger.PLATFORM]:
        total[kpi] = dataclasses.replace(total[kpi], value=_sum(lines, kpi))
    taken = {line.channel for line in lines}
    others = [LedgerLine(None, n, values) for n, values in seen.items() if n not in taken]
    order = sorted(others, key=lambda line: (-float(line.values[SEEN] or 0), line.channel or ""))
    return Ledgers((*lines, *order, *_left_over(seen, total)), total)


def _of(platform: str) -> Cut:
    return (("platform", platform),)


def _sum(lines: Sequence[LedgerLine], kpi: Kpi) -> Number | None:
    """Add claims up, each platform to its own end."""
    told = [v for line in lines if (v := line.values[kpi]) is not None]
    return sum((Decimal(v) for v in told), Decimal(0)) if told else None


def _left_over(
    seen: Mapping[str, Mapping[Kpi, Number | None]], total: Mapping[Kpi, Reading]
) -> Iterator[LedgerLine]:
    """Yield what GA4 saw in total and in no channel: channels and this are the total."""
    left: dict[Kpi, Number | None] = {}
    for kpi in BOOKS[Ledger.WEB]:
        told = [v for values in seen.values() if (v := values[kpi]) is not None]
        whole = Decimal(total[kpi].value or 0)
        left[kpi] = whole - sum((Decimal(v) for v in told), Decimal(0)) if told else None
    if any(left.values()):
        yield LedgerLine(None, None, left)


def _platform(
    platform: str,
    facts: Gathered,
    known: Completeness,
    period: Period,
    shared: Period,
    seen: Mapping[str, Mapping[Kpi, Number | None]],
) -> LedgerLine:
    """Read one ad platform: what it claims, and how much of all orders that would be."""
    scope = _of(platform)
    values: dict[Kpi, Number | None] = {}
    for kpi in BOOKS[Ledger.PLATFORM]:
        days = known.own(kpi, scope, period).now
        values[kpi] = form(kpi, facts.sums(days, scope)).value
    shops = known.extent.platforms(Ledger.ORDERS)
    behind = [s for p in (platform, *shops) for s in facts.sums(shared.now, _of(p))]
    values[OVER_CLAIM] = form(OVER_CLAIM, behind).value
    group = OF_PLATFORM.get(platform)
    channel = group if group in seen else None
    return LedgerLine(platform, channel, values | dict(seen.get(channel or "", {})))


def _seen(
    snapshot: Snapshot, known: Completeness, own: Mapping[Kpi, Period]
) -> dict[str, Mapping[Kpi, Number | None]]:
    """Return what GA4 saw by channel group; nothing where its exports do not tell them apart."""
    kpis: Sequence[Kpi] = BOOKS[Ledger.WEB]
    spans = {own[kpi].now for kpi in kpis}
    found: dict[str, Mapping[Kpi, Number | None]] = {}
    for platform in known.extent.platforms(Ledger.WEB):
        where, by = {Dimension.PLATFORM: platform}, (Dimension.CHANNEL,)
        facts = gather(snapshot, kpis, spans, by, where, known.terms)
        for cut in {cut for span in spans for cut in facts.cuts(span)}:
            values = {kpi: form(kpi, facts.sums(own[kpi].now, cut)).value for kpi in kpis}
            if cut[0][1] != NO_ANSWER and any(v is not None for v in values.values()):
                found[cut[0][1]] = values
    return found
