"""Which KPIs tell a margin or a cost that an outside eye must not see."""

from __future__ import annotations

from kpi.catalog import KPIS
from kpi.facts.estimated import Estimated
from kpi.facts.quantities import Ledger, Reckoned

PROFITS = frozenset({Reckoned.GROSS_PROFIT, Estimated.WORTH, Estimated.BACK_IN})
"""What is reckoned from the gross margin somebody entered."""


def is_margin(key: str) -> bool:
    """Whether a KPI is made of the costs ledger or of gross profit.

    Decided from its parts in the catalog, so that a new KPI needs no list here: fees, CAC, ROI
    and the expense ratio hold the costs ledger; contribution, break-even ROAS, LTV, LTV/CAC and
    payback hold gross profit. Media cost is no secret from who spends it, and blended ROAS holds
    nothing else. A KPI that the catalog no longer has is taken for one.
    """
    kpi = KPIS.get(key)
    if kpi is None:
        return True
    return Ledger.COSTS in kpi.ledgers or not PROFITS.isdisjoint(kpi.quantities)
