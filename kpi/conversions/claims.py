"""What every ad platform spent and claims over some days, by the columns its exports have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from data.schema import Measure
from data.snapshot import Snapshot
from kpi.catalog import KPIS
from kpi.conversions.columns import COLUMNS
from kpi.cut import Dimension
from kpi.definition import Better, Kpi, Part, Unit
from kpi.facts.extent import Extent, extent
from kpi.facts.quantities import Ledger
from kpi.facts.sums import gather
from kpi.figure import form
from kpi.period import Span
from kpi.terms import Terms

_SUMS = {
    measure: Kpi(
        f"claimed_{measure}", name, name, Part(name, (measure,)), None, Unit.COUNT, Better.HIGHER,
        None,
    )
    for measure, name in COLUMNS.items()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One platform over some days.

    Parameters
    ----------
    cost : Decimal or None
        In the reporting currency; None where its money waits for an exchange rate.
    counts : mapping of Measure to (int or Decimal)
        The columns its exports have; one they lack is missing.
    to : datetime.date or None
        The last complete day of its sources, where that lies before the last of these days.
    actions : mapping of str to Decimal
        What its files count of conversion actions or result types, by their names; these are parts
        and types of what the columns hold, and are never added to them.
    """

    cost: Decimal | None
    counts: Mapping[Measure, int | Decimal]
    to: date | None = None
    actions: Mapping[str, Decimal] = field(default_factory=dict)

    def action(self, name: str) -> Decimal | None:
        """Return what is counted of an action, whatever its case; None where no file counts it."""
        said = name.strip().casefold()
        return next((n for key, n in self.actions.items() if key.casefold() == said), None)


Actions = Mapping[str, Mapping[str, Decimal]]
"""By platform, what its files count of each action."""


def claims(
    snapshot: Snapshot, span: Span, terms: Terms, actions: Actions | None = None
) -> dict[str, Claim]:
    """Return what each ad platform of a snapshot says, by its key; those without facts are not."""
    known, cost = extent(snapshot), KPIS["cost"]
    asked = (cost, *_SUMS.values())
    facts = gather(snapshot, asked, [span], (Dimension.PLATFORM,), terms=terms)
    found = {}
    for platform in known.platforms(Ledger.PLATFORM):
        sums = facts.sums(span, ((str(Dimension.PLATFORM), platform),))
        spent = form(cost, sums).value
        counts = {m: v for m, kpi in _SUMS.items() if (v := form(kpi, sums).value) is not None}
        if spent is not None or counts:
            money = None if spent is None else Decimal(str(spent))
            short, named = _short(known, platform, span), (actions or {}).get(platform, {})
            found[platform] = Claim(money, _exact(counts), short, named)
    return found


def _exact(counts: Mapping[Measure, int | Decimal | float]) -> dict[Measure, int | Decimal]:
    return {m: v if isinstance(v, int) else Decimal(str(v)) for m, v in counts.items()}


def _short(known: Extent, platform: str, span: Span) -> date | None:
    """Return where a platform ends, when that is before the last day."""
    ends = [s.complete_to for s in known.sources if s.platform == platform and s.complete_to]
    return min(ends) if ends and min(ends) < span.end else None
