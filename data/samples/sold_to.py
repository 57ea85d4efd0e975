"""What the CRM must show, added up from the model: stages by day, cohorts, money and middles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from data.samples.crm import Lead
from data.samples.seasons import month

PLATFORM = "hubspot"


def stages(leads: Sequence[Lead]) -> dict[tuple[str, str, str], Decimal]:
    """Return each quantity by month: what was reached, and what became of those who entered."""
    cells: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for quantity, day, amount in _happened(leads):
        cells[quantity, PLATFORM, month(day)] += amount
    return dict(cells)


def middles(leads: Sequence[Lead]) -> dict[str, dict[str, float]]:
    """Return the medians by month: hours to the first contact, days from lead to SQL."""
    hours, days = defaultdict[str, list[float]](list), defaultdict[str, list[float]](list)
    for lead in leads:
        if lead.contacted:
            took = (lead.contacted - lead.made).total_seconds() / 3600
            hours[month(lead.contacted.date())].append(took)
        if lead.sql:
            days[month(lead.sql)].append((lead.sql - lead.made.date()).days)
    told = {"first_contact_hours": hours, "lead_to_sql_days": days}
    return {key: {m: median(v) for m, v in sorted(by.items())} for key, by in told.items()}


def _happened(leads: Sequence[Lead]) -> Iterator[tuple[str, date, Any]]:
    known: set[int] = set()
    for lead in leads:
        day = lead.made.date()
        yield "crm_leads", day, 1
        yield "leads_invalid", day, int(lead.invalid)
        yield "leads_to_mql", day, int(lead.mql is not None)
        yield "net_new_leads", day, int(not lead.invalid and lead.person not in known)
        if not lead.invalid:
            known.add(lead.person)
        if lead.contacted:
            yield "leads_contacted", lead.contacted.date(), 1
            yield "leads_replied", lead.contacted.date(), int(lead.replied is not None)
        yield from _qualified(lead)


def _qualified(lead: Lead) -> Iterator[tuple[str, date, Any]]:
    """Yield what happened from MQL on."""
    deal = lead.deal
    won = deal is not None and deal.won
    if lead.mql:
        yield "mql_reached", lead.mql, 1
        yield "mql_accepted", lead.mql, int(bool(lead.accepted))
        yield "mql_to_sql", lead.mql, int(lead.sql is not None)
    if lead.sql:
        yield "sql_reached", lead.sql, 1
        yield "sql_to_won", lead.sql, int(won)
    if deal:
        made = deal.made.date()
        yield "opportunities", made, 1
        yield "opportunities_won", made, int(won)
        yield "pipeline_amount", made, deal.amount
        if deal.closed:
            yield "deals_won" if won else "deals_lost", deal.closed, 1
            yield "deal_amount_won", deal.closed, deal.amount if won else 0
