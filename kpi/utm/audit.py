"""The audit of links: which money led to visits GA4 can tell, which did not, and what to mend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from data.snapshot import Snapshot
from data.state import State
from data.text import Text
from kpi.facts.extent import extent
from kpi.period import Span
from kpi.utm import facts
from kpi.utm.channels import NOT_SET, UNASSIGNED, group
from kpi.utm.facts import Campaign, Known, Visits
from kpi.utm.kept import Settled, kept_rules, settled
from kpi.utm.matching import LOOKED, Kind, Match, matches
from kpi.utm.rules import Rules, breaches

DAYS = 28
"""Whole days that are looked at unless somebody says otherwise."""
PLAUSIBLE = (0.5, 1.2)
"""Visits a click that nothing contradicts: some leave before the page counts them, some come back
by the same link. Below, links lose their UTM on the way; above, others use the same name."""
UNTAGGED = ("", "organic", "referral", "(none)")
"""Media of visits that no link of one's own brought."""


@dataclass(frozen=True, slots=True)
class Line:
    """One advertising campaign: what it cost, what it is in GA4, what was said of it."""

    campaign: Campaign
    match: Match
    said: Settled | None = None

    @property
    def per_click(self) -> float | None:
        """Visits a click; None where either is unknown."""
        clicks, sessions = self.campaign.clicks, self.match.sessions
        return sessions / clicks if clicks and sessions is not None else None


@dataclass(frozen=True, slots=True)
class Money:
    """What was spent in one currency: in all, without a match, of that with a near miss, and not
    tracked on purpose; None while GA4 names no campaigns.
    """

    currency: str
    cost: Decimal
    unmatched: Decimal | None
    near: Decimal | None
    untracked: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Which part of the spend has no match."""
        return None if self.unmatched is None else self.unmatched / self.cost


@dataclass(frozen=True, slots=True)
class Broken:
    """Visits by a link that breaks the rules: how, and where GA4 counts them."""

    visits: Visits
    group: str
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Parameters
    ----------
    asked, days : Span
        The days asked for, and those of them over which GA4 names campaigns: what is compared.
    told : bool
        Whether GA4 names campaigns on any of the days asked for.
    ever : Span or None
        The days on which it names campaigns at all; None where nothing of it does.
    lines : tuple of Line
        The dearest first.
    broken : tuple of Broken
        The most visited first.
    names : tuple of str
        Every campaign in GA4, the most visited first.
    nameless : int
        Sessions of links that name no campaign.
    unassigned, sessions : int or None
        Sessions GA4 could assign to no channel, and all there were; None without GA4.
    unlooked : int
        Campaigns that were not compared by spelling, because there are too many.
    """

    asked: Span
    days: Span
    told: bool
    ever: Span | None
    lines: tuple[Line, ...]
    broken: tuple[Broken, ...]
    names: tuple[str, ...]
    nameless: int
    unassigned: int | None
    sessions: int | None
    unlooked: int = 0

    @property
    def money(self) -> tuple[Money, ...]:
        """What was spent, by currency, the most first; never added up over currencies."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.campaign.currency].append(line)
        told = [_money(currency, lines, self.told) for currency, lines in found.items()]
        return tuple(sorted(told, key=lambda m: m.cost, reverse=True))

    @property
    def per_click(self) -> float | None:
        """Visits a click over all campaigns of which both are known."""
        known = [x for x in self.lines if x.per_click is not None]
        clicks = sum(x.campaign.clicks or 0 for x in known)
        return sum(x.match.sessions or 0 for x in known) / clicks if clicks else None

    @property
    def misses(self) -> tuple[Line, ...]:
        """Campaigns without a match for which a near name is suggested, the dearest first."""
        return tuple(line for line in self.lines if line.match.near)


def _money(currency: str, lines: Iterable[Line], told: bool) -> Money:
    cost = unmatched = near = untracked = Decimal()
    for line in lines:
        cost += line.campaign.cost
        if line.match.kind is Kind.NONE:
            unmatched += line.campaign.cost
            near += line.campaign.cost if line.match.near else 0
        elif line.match.kind is Kind.UNTRACKED:
            untracked += line.campaign.cost
    return Money(currency, cost, *((unmatched, near, untracked) if told else (None,) * 3))


def usual(snapshot: Snapshot) -> Span:
    """Return the last whole days of the newest source; of a snapshot with sources."""
    last = extent(snapshot).last
    return Span(last - timedelta(DAYS - 1), last)


def audit(snapshot: Snapshot, state: State, asked: Span) -> Audit:
    """Audit the links of a period, over the days of it on which GA4 names campaigns."""
    known = facts.known(snapshot, asked)
    days = known.inside or asked
    return compare(
        *(asked, days, known),
        facts.campaigns(snapshot, days),
        facts.visits(snapshot, days) if known.inside else [],
        facts.channels(snapshot, days),
        *(kept_rules(state), settled(state)),
    )


def compare(
    asked: Span,
    days: Span,
    known: Known,
    campaigns: Sequence[Campaign],
    visits: Sequence[Visits],
    channels: Mapping[str, int],
    rules: Rules,
    said: Mapping[str, Settled],
) -> Audit:
    """Compare what was spent with what was seen; pure."""
    told = known.inside is not None
    unknown = [Match(Kind.UNKNOWN)] * len(campaigns)
    found = matches(campaigns, visits, rules, said) if told else unknown
    lines = [Line(c, m, said.get(c.id)) for c, m in zip(campaigns, found, strict=True)]
    tagged = [v for v in visits if v.medium not in UNTAGGED and v.source != "(direct)"]
    broken = [
        Broken(v, group(v.source, v.medium, v.campaign), why)
        for v in tagged
        if (why := breaches(rules, v.source, v.medium, v.campaign))
    ]
    unlooked = [x for x in lines[LOOKED:] if x.match.kind is Kind.NONE and not x.match.near]
    return Audit(
        asked, days, told, known.ever, tuple(lines), tuple(broken),
        tuple(dict.fromkeys(v.campaign for v in tagged if v.campaign)),
        sum(v.sessions for v in tagged if not v.campaign),
        channels.get(UNASSIGNED, 0) + channels.get(NOT_SET, 0) if channels else None,
        sum(channels.values()) if channels else None,
        len(unlooked),
    )  # fmt: skip
