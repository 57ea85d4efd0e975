"""How far each channel may go: what was ever seen, how fast it may grow, what is locked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kpi.budget.bounds import Bounds
from kpi.whatif.account import Account
from kpi.whatif.channel import Channel

GROWTH = 0.5
"""A channel may grow by half within the planned days, unless a person says otherwise."""
REACH = 2.0
"""Unlocked, a channel may be paid so many times the most that was ever seen, and no more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a person allows.

    Parameters
    ----------
    growth : float or None
        As a share of what is paid now; None for no cap.
    locked : set of str
        Channels that stay as they are, by key.
    unlocked : bool
        Whether channels may pass what was ever seen.
    least, most : mapping of str to int
        Of single channels, by key.
    around : float or None
        So far from now, as a share, may a channel go either way; None for no such bound.
    """

    growth: float | None = GROWTH
    locked: Collection[str] = ()
    unlocked: bool = False
    least: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    around: float | None = None


def ceiling(channel: Channel, limits: Limits) -> int:
    """Return the most a channel may be paid; one that pauses may come back as it was."""
    most = round(channel.largest * (REACH if limits.unlocked else 1.0))
    if limits.growth is not None:
        grown = int(channel.current * (1 + limits.growth))
        most = min(most, grown if channel.current else channel.usual)
    return most


def bounds(account: Account, now: Sequence[int], limits: Limits) -> Bounds:
    """Return between which amounts every channel may move, from where it stands.

    What stands beyond its bounds already may stay there. A locked channel stays.
    """
    ends = [_ends(c, money, limits) for c, money in zip(account.channels, now, strict=True)]
    return Bounds(tuple(low for low, _ in ends), tuple(high for _, high in ends))


def _ends(channel: Channel, money: int, limits: Limits) -> tuple[int, int]:
    """Return the least and the most of one channel; only what a person typed moves it there."""
    if channel.key in limits.locked:
        return money, money
    low, high = 0, max(ceiling(channel, limits), money)
    if limits.around is not None:
        low = int(money * (1 - limits.around))
        high = max(money, min(high, int(money * (1 + limits.around))))
    low = limits.least.get(channel.key, low)
    high = min(high, limits.most.get(channel.key, high))
    return low, max(low, high)
