"""A channel as a budget is divided among channels: what it is paid now, was, and may be paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.schema import PLATFORMS, PlanMeasure
from data.snapshot import Snapshot
from data.text import Lang, Text
from kpi.catalog import KPIS
from kpi.cut import Dimension
from kpi.facts.completeness import Completeness
from kpi.facts.quantities import BITS, Reckoned
from kpi.facts.sums import gather
from kpi.figure import form
from kpi.period import Span
from kpi.whatif.fees import Paid

USE, COST = KPIS["budget_use"], KPIS["cost"]
AND = Text("＋", " + ")


@dataclass(frozen=True, slots=True)
class Channel:
    """What one slider moves; money is media of all planned days, as the board tells it.

    Parameters
    ----------
    key : str
        A platform, or several that move together (``google_ads + meta_ads``).
    current, of_member : int, mapping of str to int
        At the pace of the last four whole weeks; of it, each platform's.
    planned, last_month, last_year : int or None
        By the plan; in the last whole month; on the same days a year before. None where unknown.
    largest : int
        Were every week like the dearest one that was ever seen.
    usual : int
        At what it is paid in a week in which it is paid.
    assumed : bool
        Whether its curve is assumed, because its weeks tell none.
    """

    key: str
    members: tuple[str, ...]
    current: int
    of_member: Mapping[str, int]
    planned: int | None
    last_month: int | None
    last_year: int | None
    largest: int
    usual: int
    paid: Paid
    assumed: bool

    def name(self, lang: Lang) -> str:
        """Return what it is called."""
        return AND.to(lang).join(PLATFORMS[m].name.to(lang) for m in self.members)


def spent(
    snapshot: Snapshot, known: Completeness, spans: Sequence[Span]
) -> dict[Span, dict[str, float]]:
    """Return the media of spans by platform."""
    facts = gather(snapshot, [COST], spans, (Dimension.PLATFORM,), None, known.terms)
    found: dict[Span, dict[str, float]] = {span: {} for span in spans}
    for (span, cut), sums in facts.by_cut().items():
        if cut:
            found[span][cut[0][1]] = float(form(COST, sums).value or 0)
    return found


def planned(snapshot: Snapshot, known: Completeness, days: Span) -> Mapping[str, float]:
    """Return the planned media of days by platform, of those whose plan reaches over all of them.

    A budget lies on the basis of the platform's own cost, as in :mod:`kpi.pacing.budget`.
    """
    whole = {platform for platform, reach in known.extent.planned.values() if reach.contains(days)}
    facts = gather(snapshot, [USE], [days], (Dimension.PLATFORM,), None, known.terms)
    found: dict[str, float] = {}
    for _, sums in facts.by_span.get(days, ()):
        budget = sums.values.get(PlanMeasure.BUDGET)
        if budget is None or sums.platform not in whole:
            continue
        if not sums.pattern & BITS[Reckoned.PLANNED_COST]:
            weights = [known.terms.weight(s) for s in known.sources if s.platform == sums.platform]
            budget *= max(weights, default=known.terms.divisor)
        found[sums.platform] = found.get(sums.platform, 0.0) + float(budget)
    return found
