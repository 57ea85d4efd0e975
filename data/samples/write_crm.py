"""The CRM's exports as HubSpot writes them: contacts with the days of their stages, and deals.

Nobody is named: contacts are 測試聯絡人 with a number, which their addresses (example.com) repeat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from data.samples import boxes
from data.samples.crm import Lead

CONTACTS = (
    "Record ID", "First Name", "Email", "Lifecycle Stage", "Lead Status", "Create Date",
    "Original Source", "Original Source Drill-Down 1", "Became a Marketing Qualified Lead Date",
    "Became a Sales Qualified Lead Date", "First Outreach Date", "Recent Sales Email Replied Date",
    "Sales accepted", "Rejection Reason", "HubSpot Team", "Last Modified Date",
)  # fmt: skip
DEALS = (
    "Record ID", "Deal Name", "Deal Stage", "Pipeline", "Amount", "Currency", "Create Date",
    "Close Date", "Closed Lost Reason", "Associated Contact IDs", "Last Modified Date",
)  # fmt: skip


def contacts(path: Path, leads: Sequence[Lead], last: date) -> None:
    """Write a row a contact; the newest one was touched on the last day."""
    boxes.utf8(path, [CONTACTS, *_contacts(leads, last)], bom=False)


def deals(path: Path, leads: Sequence[Lead], last: date) -> None:
    """Write a row a deal, amounts in the company's currency."""
    boxes.utf8(path, [DEALS, *_deals(leads, last)], bom=False)


def _contacts(leads: Sequence[Lead], last: date) -> Iterator[list[Any]]:
    for lead in leads:
        said = {True: "Yes", False: "No", None: ""}[lead.accepted]
        touched = last if lead is leads[-1] else (lead.sql or lead.mql or lead.made.date())
        yield [
            *(
                90_000 + lead.number,
                f"測試聯絡人{lead.person:05}",
                f"lead{lead.person:05}@example.com",
            ),
            *(_stage(lead), _status(lead), _moment(lead.made), lead.source, lead.campaign),
            *(_moment(lead.mql), _moment(lead.sql), _moment(lead.contacted)),
            *(_moment(lead.replied), said, lead.reason, "企業業務組", _moment(touched)),
        ]


def _deals(leads: Sequence[Lead], last: date) -> Iterator[list[Any]]:
    made = [lead for lead in leads if lead.deal]
    for lead in made:
        deal = lead.deal
        assert deal is not None
        stage = "Contract sent" if not deal.closed else "Closed won" if deal.won else "Closed lost"
        touched = last if lead is made[-1] else (deal.closed or deal.made.date())
        yield [
            *(70_000 + deal.number, f"企業禮贈案 {deal.number:04}", stage, "Sales Pipeline"),
            *(deal.amount, "TWD", _moment(deal.made), _moment(deal.closed), deal.reason),
            *(90_000 + lead.number, _moment(touched)),
        ]


def _stage(lead: Lead) -> str:
    if lead.deal:
        return "Customer" if lead.deal.won else "Opportunity"
    if lead.sql:
        return "Sales Qualified Lead"
    return "Marketing Qualified Lead" if lead.mql else "Lead"


def _status(lead: Lead) -> str:
    if lead.invalid:
        return "Unqualified"
    return "Bad timing" if lead.nurture else "Connected" if lead.replied else "Open"


def _moment(at: date | datetime | None) -> str:
    """Return a moment as HubSpot writes it; what is known by the day happened at nine."""
    if at is None:
        return ""
    whole = at if isinstance(at, datetime) else datetime.combine(at, time(9))
    return f"{whole:%Y-%m-%d %H:%M}"
