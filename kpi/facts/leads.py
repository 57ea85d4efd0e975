"""What single leads tell: who reached a stage, what became of them, how long it took, why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from data.snapshot import Snapshot
from data.text import Text
from kpi.facts.kept import Kept
from kpi.period import Span
from kpi.sql import text

DEALS = frozenset(("opportunity", "won", "lost"))
"""Stages of deals; the others are of people."""


class LeadCut(StrEnum):
    """What leads can be split by: the words of their CRM, as they stand."""

    SOURCE = "source"
    CAMPAIGN = "campaign"
    CHANNEL = "channel"
    TEAM = "owner_team"


LABELS = {
    LeadCut.SOURCE: Text("來源", "Source"),
    LeadCut.CAMPAIGN: Text("行銷活動", "Campaign"),
    LeadCut.CHANNEL: Text("渠道", "Channel"),
    LeadCut.TEAM: Text("負責團隊", "Owner team"),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of one part reached each stage; `name` None where the CRM names none."""

    name: str | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cohort:
    """Of one part: who entered a stage, and who of them ever reached another."""

    name: str | None
    entered: int
    reached: int


@dataclass(frozen=True, slots=True)
class Between:
    """The days between two stages.

    Parameters
    ----------
    n : int
        Leads of which both days are told.
    median, low, high : float
        In days: the middle and the quartiles.
    left_out : int
        Leads that reached the later stage while a day is only known between two imports.
    """

    n: int
    median: float
    low: float
    high: float
    left_out: int


@dataclass(frozen=True, slots=True)
class Won:
    """One deal won (or lead, where the CRM keeps no deals)."""

    day: date
    account_key: int
    lead_id: str
    amount: Decimal | None
    currency: str | None
    source: str | None
    campaign: str | None
    channel: str | None


_WON: Kept[list[Won]] = Kept(1)


def has_crm(snapshot: Snapshot) -> bool:
    """Whether any lead or deal is there."""
    return bool(snapshot.query("select exists (from leads)")[0][0])


def reached(snapshot: Snapshot, span: Span, by: LeadCut | None = None) -> list[Reached]:
    """Return how many reached each stage in a span, part by part, by name."""
    rows = snapshot.query(_cut("leads_reached", by), start=span.start, end=span.end)
    found: dict[str | None, dict[str, int]] = {}
    for name, stage, count in rows:
        found.setdefault(name, {})[stage] = count
    return [Reached(name, counts) for name, counts in found.items()]


def cohort(
    snapshot: Snapshot, span: Span, first: str, then: str, by: LeadCut | None = None
) -> list[Cohort]:
    """Return who entered `first` in a span, and who of them ever reached `then`, part by part.

    People and leads; deals where both stages are theirs and the CRM keeps deals.
    """
    deals = first in DEALS
    days = {"start": span.start, "end": span.end}
    rows = snapshot.query(_cut("leads_cohort", by), first=first, then=then, deals=deals, **days)
    return [Cohort(*row) for row in rows]


def between(snapshot: Snapshot, span: Span, first: str, then: str) -> Between | None:
    """Return the days between two stages, of those who reached `then` in a span.

    None where nobody's two days are told.
    """
    days = {"start": span.start, "end": span.end}
    (row,) = snapshot.query(text("leads_between"), first=first, then=then, **days)
    every, told, middle, low, high = row
    return Between(told, middle, low, high, every - told) if told else None


def reasons(snapshot: Snapshot, span: Span, most: int = 3) -> list[tuple[str, int]]:
    """Return why sales sent MQL of a span back, the commonest reason first."""
    days = {"start": span.start, "end": span.end}
    return [
        (reason, times)
        for reason, times in snapshot.query(text("leads_reasons"), most=most, **days)
    ]


def customers(snapshot: Snapshot) -> list[Won]:
    """Return every deal won with its day, in order; asked for once."""
    found = _WON.find(snapshot, "won")
    if found is None:
        found = _WON.keep(snapshot, "won", [Won(*r) for r in snapshot.query(text("leads_won"))])
    return found


def _cut(name: str, by: LeadCut | None) -> str:
    """Fill a recipe with what it is split by, an enum's; without a split no name is looked up."""
    names = "join leads as l using (account_key, kind, lead_id)" if by else ""
    return text(name).format(cut=f"l.{by}" if by else "null", names=names)
