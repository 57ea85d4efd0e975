"""What one outcome of a funnel brings: an order of the shop's own site, a deal that was won."""

from __future__ import annotations

from collections.abc import Mapping

from data.schema import LeadMeasure
from data.text import Text
from kpi.catalog import orders
from kpi.definition import Better, Kpi, Stage, Unit
from kpi.funnels.crm_steps import REACHED, part

AOV = Kpi(
    "funnel.order_value",
    Text("官網客單價", "AOV of the own site"),
    Text(
        "官網每張訂單的平均營收，來自訂單帳。",
        "Revenue of an average order of the own site, from the orders ledger.",
    ),
    *(orders.SITE_REVENUE, orders.SITE_ORDERS, Unit.MONEY, Better.HIGHER, Stage.GROWTH),
)

DEAL = Kpi(
    "funnel.deal_value",
    Text("平均成交金額", "Amount of an average deal"),
    Text("每筆成交的平均金額，來自 CRM。", "Amount of an average deal won, from the CRM."),
    *(part(LeadMeasure.WON_AMOUNT), REACHED["won"], Unit.MONEY, Better.HIGHER, Stage.GROWTH),
)

PRICES: Mapping[str, Kpi] = {"purchases": AOV, "site_orders": AOV, "won": DEAL}
"""By the step that is the outcome."""


def price(outcome: str) -> Kpi | None:
    """Return what one outcome brings as a KPI; None where a funnel has no outcome with money."""
    return PRICES.get(outcome)
