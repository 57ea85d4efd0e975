"""What the audit reads of a snapshot: campaigns that cost money, and the visits links brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from data.schema import Measure
from data.snapshot import RANGE_ROW, Snapshot
from kpi.facts.extent import extent
from kpi.facts.ga4_channels import group_name
from kpi.facts.quantities import Ledger
from kpi.period import Span
from kpi.sql import text
from kpi.utm.kept import identity

Basis = Literal["link", "all", "mixed"]
RANGES = {
    "accounts": "account_key",
    "keys": "campaign_key",
    "costs": Measure.COST,
    "links": Measure.LINK_CLICKS,
    "alls": Measure.CLICKS_ALL,
}
"""What kpi/sql/utm_spend.sql calls the columns of what files without days add."""


@dataclass(frozen=True)
class Campaign:
    """One advertising campaign with what it cost.

    Parameters
    ----------
    names : tuple of str
        What it is or was called, its name first.
    clicks : int or None
        Link clicks where the export has them, else all clicks; `basis` says which.
    """

    platform: str
    account: str
    name: str
    campaign_id: str | None
    names: tuple[str, ...]
    currency: str
    cost: Decimal
    clicks: int | None
    basis: Basis

    @cached_property
    def id(self) -> str:
        """What it is known by when something is said of it."""
        return identity(self.platform, self.account, self.campaign_id or self.name)


@dataclass(frozen=True, slots=True)
class Visits:
    """The visits of one source, medium and campaign; an empty name is (not set)."""

    source: str
    medium: str
    campaign: str
    sessions: int
    key_events: Decimal | None
    revenue: Decimal | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """The days over which GA4 told the campaigns of visits: in a period, and ever."""

    inside: Span | None
    ever: Span | None


def known(snapshot: Snapshot, asked: Span) -> Known:
    """Return the days on which GA4's facts name campaigns."""
    ((first, last, start, end),) = snapshot.query(text("utm_days"), **_bound(asked))
    ever = Span(start, end) if start else None
    return Known(Span(first, last) if first else None, ever)


def campaigns(snapshot: Snapshot, asked: Span) -> list[Campaign]:
    """Return every advertising campaign that cost something, the dearest first."""
    ads = extent(snapshot).platforms(Ledger.PLATFORM)
    rows = snapshot.query(text("utm_spend"), ads=ads, **_bound(asked), **_ranges(snapshot, asked))
    names: dict[int, list[str]] = defaultdict(list)
    for campaign_key, name in snapshot.query(text("utm_names"), ads=ads):
        names[campaign_key].append(name)
    return [_campaign(row, names) for row in rows]


def _campaign(row: tuple[Any, ...], names: Mapping[int, list[str]]) -> Campaign:
    platform, account, currency, key, name, campaign_id, cost, clicks, linked, all_ = row
    called = dict.fromkeys([name or "", *names.get(key, ())])
    basis: Basis = "mixed" if linked and all_ else "link" if linked else "all"
    return Campaign(
        platform, account, name or "", campaign_id, tuple(filter(None, called)),
        currency or "", cost, clicks, basis,
    )  # fmt: skip


def visits(snapshot: Snapshot, asked: Span) -> list[Visits]:
    """Return the visits by source, medium and campaign, the most first."""
    return [
        Visits(*_parted(source_medium), _name(campaign), *figures)
        for source_medium, campaign, *figures in snapshot.query(text("utm_visits"), **_bound(asked))
    ]


def channels(snapshot: Snapshot, asked: Span) -> Mapping[str, int]:
    """Return sessions by default channel group, in GA4's English names."""
    web = extent(snapshot).platforms(Ledger.WEB)
    found: dict[str, int] = defaultdict(int)
    for channel, sessions in snapshot.query(text("utm_channels"), web=web, **_bound(asked)):
        found[group_name(channel)] += sessions
    return found


def _bound(asked: Span) -> dict[str, Any]:
    return {"first": asked.start, "last": asked.end}


def _ranges(snapshot: Snapshot, asked: Span) -> dict[str, Any]:
    """Return what files without days add to a period, column by column."""
    rows = snapshot.ranges(asked.start, asked.end)
    return {name: [row[RANGE_ROW.index(column)] for row in rows] for name, column in RANGES.items()}


def _parted(source_medium: str | None) -> tuple[str, str]:
    source, _, medium = (source_medium or "").partition(" / ")
    return _name(source), _name(medium)


def _name(said: str | None) -> str:
    """Return a name; what stands for none in GA4 is none."""
    return "" if said in (None, *NOT_SET) else str(said)


NOT_SET = ("(not set)", "(未設定)", "(data not available)")
"""What GA4 writes where a link named nothing."""
