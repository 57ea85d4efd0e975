"""Which campaign GA4 saw is which advertising campaign: by name, by id, by what was said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from data.text import Text
from kpi.utm.facts import Campaign, Visits
from kpi.utm.kept import Settled
from kpi.utm.nearness import Difference, Names, Near
from kpi.utm.rules import Rules

LOOKED = 2_000
"""So many of the dearest campaigns without a match are compared by spelling."""
SUGGESTED = 3
_IDS = re.compile(r"(?<!\d)\d{6,}(?!\d)")
"""A platform's id within a name."""


class Kind(IntEnum):
    """How a campaign was found, the surest first; what was found by none of them has no match."""

    SAID = 0
    EXACT = 1
    ID = 2
    FORMER = 3
    NONE = 4
    UNTRACKED = 5
    UNKNOWN = 6
    """GA4 names no campaigns."""


KINDS: dict[Kind, Text] = {
    Kind.SAID: Text("你們說是同一個", "said to be the same"),
    Kind.EXACT: Text("名稱相同", "same name"),
    Kind.ID: Text("編號相同", "same id"),
    Kind.FORMER: Text("以前的名稱", "former name"),
    Kind.NONE: Text("對不上", "no match"),
    Kind.UNTRACKED: Text("刻意不追蹤", "not tracked on purpose"),
    Kind.UNKNOWN: Text("不知道", "unknown"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """What one advertising campaign is in GA4.

    Parameters
    ----------
    names : tuple of str
        The campaigns in GA4 that are this one.
    sessions : int or None
        Of those; None without a match, and where other campaigns share one of the names.
    shared : int
        How many campaigns a name stands for that only they share; 0 where it is its own.
    near : tuple of Near
        What may be meant, where nothing matches.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    sessions: int | None = None
    shared: int = 0
    near: tuple[Near, ...] = ()

    @property
    def is_matched(self) -> bool:
        """Whether GA4 knows the campaign."""
        return self.kind < Kind.NONE


def matches(
    campaigns: Sequence[Campaign],
    visits: Sequence[Visits],
    rules: Rules,
    settled: Mapping[str, Settled],
) -> list[Match]:
    """Return what each campaign is in GA4, in the order given."""
    by_name: dict[str, list[Visits]] = defaultdict(list)
    for one in visits:
        if one.campaign:
            by_name[one.campaign].append(one)
    claims = _claims(campaigns, by_name, rules, settled)
    own: dict[int, list[tuple[Visits, Kind, int]]] = defaultdict(list)
    elsewhere: dict[int, list[str]] = defaultdict(list)
    for name, wanted in claims.items():
        for one in by_name[name]:
            holders, strangers = _holders(one, wanted, campaigns, rules)
            for at, kind in holders:
                own[at].append((one, kind, len(holders)))
            for at in strangers:
                elsewhere[at].append(name)
    free = Names([name for name in by_name if name not in claims and not _automatic(name)])
    return [
        _match(at, c, own, elsewhere, free, settled.get(c.id), at < LOOKED)
        for at, c in enumerate(campaigns)
    ]


def _claims(
    campaigns: Sequence[Campaign],
    names: Iterable[str],
    rules: Rules,
    settled: Mapping[str, Settled],
) -> dict[str, list[tuple[int, Kind]]]:
    """Return for each name in GA4 the campaigns that may claim it, each by its surest way."""
    wanted: dict[str, dict[int, Kind]] = defaultdict(dict)
    ids: dict[str, int] = {}
    for at, c in enumerate(campaigns):
        for name, kind in _ways(c, rules, settled.get(c.id)):
            wanted[name].setdefault(at, kind)
        if c.campaign_id:
            ids[c.campaign_id] = at
    found: dict[str, list[tuple[int, Kind]]] = {}
    for name in names:
        claimed = dict(wanted.get(name, {}))
        for number in {name, *_IDS.findall(name)} & ids.keys():
            claimed.setdefault(ids[number], Kind.ID)
        if claimed:
            surest = min(claimed.values())
            found[name] = [(at, kind) for at, kind in claimed.items() if kind == surest]
    return found


def _ways(c: Campaign, rules: Rules, said: Settled | None) -> Iterator[tuple[str, Kind]]:
    """Yield the names a campaign goes by, the surest first."""
    for name in said.same if said else ():
        yield name, Kind.SAID
    for name, kind in ((c.name, Kind.EXACT), *((n, Kind.FORMER) for n in c.names[1:])):
        yield name, kind
        yield rules.tidy(name), kind


def _holders(
    one: Visits, wanted: Sequence[tuple[int, Kind]], campaigns: Sequence[Campaign], rules: Rules
) -> tuple[list[tuple[int, Kind]], list[int]]:
    """Return whose visits these are, and who only bears the name: the source tells platforms apart.

    What people said, and an id, holds whatever the source.
    """
    platform = rules.platform(one.source)
    if not platform or wanted[0][1] in (Kind.SAID, Kind.ID):
        return list(wanted), []
    holders = [w for w in wanted if campaigns[w[0]].platform == platform]
    return holders, [at for at, _ in wanted if campaigns[at].platform != platform]


def _match(
    at: int,
    c: Campaign,
    own: Mapping[int, list[tuple[Visits, Kind, int]]],
    elsewhere: Mapping[int, list[str]],
    free: Names,
    said: Settled | None,
    looked: bool,
) -> Match:
    if found := own.get(at):
        names = tuple(dict.fromkeys(one.campaign for one, _, _ in found))
        shared = max(holders for _, _, holders in found)
        sessions = None if shared > 1 else sum(one.sessions for one, _, _ in found)
        return Match(min(k for _, k, _ in found), names, sessions, shared if shared > 1 else 0)
    if said and said.untracked:
        return Match(Kind.UNTRACKED)
    near = [Near(name, (Difference.SOURCE,)) for name in dict.fromkeys(elsewhere.get(at, ()))]
    for name in c.names:
        near += free.alike(name)
    if not near and looked:
        near = [n for name in c.names for n in free.misspelt(name)]
    return Match(Kind.NONE, near=tuple(dict.fromkeys(near))[:SUGGESTED])


def _automatic(name: str) -> bool:
    """Whether GA4 named it itself: (organic), (referral), (direct)."""
    return name.startswith("(") and name.endswith(")")
