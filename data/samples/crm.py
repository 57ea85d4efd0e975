"""The business line's CRM: leads of LinkedIn and of the site, what sales made of them, deals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np

from data.samples.ads import LINKEDIN, Advertising
from data.samples.seasons import Days

SITE_FORM = "官網詢價表單"
REASONS = ("預算不足", "數量太少", "時程太趕", "聯絡不到窗口")
BECOME_MQL = {"Paid Social": 0.3, "Organic Search": 0.42, "Email Marketing": 0.36}
A_DAY = 0.9
"""Leads of the site's own form on a working day."""
AGAIN = 0.06
"""Share of leads by somebody who was one before."""
OWN_DICE = 7
"""The CRM draws from dice of its own, so that nothing else of the shop falls differently."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal of the CRM; open while it has no day on which it was closed."""

    number: int
    lead: int
    made: datetime
    amount: int
    closed: date | None = None
    won: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead with what happened to it up to the last day.

    Parameters
    ----------
    person : int
        Who it is; some come twice.
    accepted : bool or None
        Whether sales took it; None where sales has not said.
    """

    number: int
    person: int
    made: datetime
    source: str
    campaign: str
    invalid: bool = False
    nurture: bool = False
    contacted: datetime | None = None
    replied: datetime | None = None
    mql: date | None = None
    accepted: bool | None = None
    reason: str = ""
    sql: date | None = None
    deal: Deal | None = None


def crm(listed: Days, ads: Advertising, seed: int) -> tuple[Lead, ...]:
    """Return every lead, in the order in which they came."""
    rng = np.random.Generator(np.random.PCG64([seed, OWN_DICE]))
    last, found = listed.days[-1], list[Lead]()
    for day, source, campaign in _arrivals(listed, ads, rng):
        number = len(found) + 1
        minutes = int(rng.integers(8 * 60, 22 * 60))
        made = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)
        again = len(found) > 50 and rng.random() < AGAIN
        person = found[int(rng.integers(0, len(found)))].person if again else number
        found.append(_lived(Lead(number, person, made, source, campaign), last, rng))
    return tuple(found)


def _arrivals(
    listed: Days, ads: Advertising, rng: np.random.Generator
) -> Iterator[tuple[date, str, str]]:
    """Yield where each lead came from: what LinkedIn claims arrives, and forms of the site."""
    flights = ads.of(LINKEDIN)
    own = rng.poisson(np.where(listed.working, A_DAY, 0.2))
    for at, day in enumerate(listed.days):
        for flight in flights:
            for _ in range(int(flight.figures["leads"][at])):
                yield day, "Paid Social", flight.campaign.name
        for _ in range(int(own[at])):
            yield day, ("Organic Search", "Email Marketing")[int(rng.random() < 0.3)], SITE_FORM


def _lived(lead: Lead, last: date, rng: np.random.Generator) -> Lead:
    """Return a lead with what became of it by a day: as many draws for each."""
    fate, luck, accept, close = rng.random(4)
    waits, hours = rng.integers(1, (7, 13, 6, 61)), float(np.exp(rng.normal(1.6, 0.9)))
    size, why = int(rng.integers(20, 180)) * 1_000, REASONS[int(rng.integers(0, len(REASONS)))]
    contacted = lead.made + timedelta(minutes=int(hours * 60) + 3)
    if luck < 0.9 and contacted.date() <= last:
        lead = replace(lead, contacted=contacted)
        replied = contacted + timedelta(hours=int(waits[2]) * 5)
        if luck < 0.42 and replied.date() <= last:
            lead = replace(lead, replied=replied)
    chance = BECOME_MQL[lead.source]
    mql = lead.made.date() + timedelta(int(waits[0]))
    if fate > 0.88:
        return replace(lead, invalid=True)
    if fate > chance or mql > last:
        return replace(lead, nurture=fate > 0.8)
    lead = replace(lead, mql=mql)
    sql = mql + timedelta(int(waits[1]))
    if sql > last:
        return lead
    if accept > 0.72:
        return replace(lead, accepted=False, reason=why)
    lead = replace(lead, accepted=True)
    return _dealt(lead, sql, last, int(waits[3]), close, size, why) if accept < 0.6 else lead


def _dealt(lead: Lead, sql: date, last: date, days: int, close: float, size: int, why: str) -> Lead:
    """Return a lead that became SQL, with its deal where there is one by a day."""
    lead = replace(lead, sql=sql)
    made = datetime.combine(sql, datetime.min.time()) + timedelta(days=1 + days % 5, hours=10)
    if close > 0.92 or made.date() > last:
        return lead
    deal = Deal(lead.number, lead.number, made, size)
    closed = made.date() + timedelta(days)
    if close < 0.78 and closed <= last:
        won = close < 0.4
        deal = replace(deal, closed=closed, won=won, reason="" if won else why)
    return replace(lead, deal=deal)
