"""Every KPI, defined once: names, one sentence, the parts it is formed from, its direction."""

from __future__ import annotations

from kpi.catalog import costs, crm, orders, owned, platform, search, web, web_actions
from kpi.definition import Kpi, Unit

__all__ = ["KPIS", "Unit"]

_BOOKS = (platform, owned, web, web_actions, search, orders, crm, costs)

KPIS: dict[str, Kpi] = {kpi.key: kpi for book in _BOOKS for kpi in book.KPIS}
