"""Every KPI, defined once: names, one sentence, the parts it is formed from, its direction."""

from __future__ import annotations

from kpi.catalog import costs, orders, owned, platform, web, web_actions
from kpi.definition import Kpi, Unit

__all__ = ["KPIS", "Unit"]

KPIS: dict[str, Kpi] = {
    kpi.key: kpi for book in (platform, owned, web, web_actions, orders, costs) for kpi in book.KPIS
}
