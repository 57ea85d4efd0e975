"""What a division of a budget brings more or less than another, with its doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kpi.budget.advice import DOUBTFUL, SHARE
from kpi.doubt.level import Interval
from kpi.response.response import Ahead
from kpi.response.spending import Floats
from kpi.whatif.account import Account

VAGUE = 3.6
"""A range whose high end is so many times its low one tells nothing: what was held of a channel
before its weeks were seen has 13 times, and its weeks have not even halved that (in logarithms)."""
STEP = 0.01
"""The next dollar is told by so large a part of what a channel is paid, at least one a week."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """On average over the draws, and between which ends eight of ten of them lie."""

    middle: float
    low: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> Estimate:
        """Return what is not in doubt."""
        return cls(value, value, value)

    @property
    def interval(self) -> Interval:
        """Both ends."""
        return self.low, self.high

    @property
    def vague(self) -> bool:
        """Whether the range is so wide that it tells nothing."""
        low, high = sorted((abs(self.low), abs(self.high)))
        return self.low * self.high <= 0 or high > VAGUE * low


@dataclass(frozen=True, slots=True)
class Part:
    """One channel of a division.

    Parameters
    ----------
    money, before : int
        Media, here and in what it is held against.
    orders : Estimate
        Brought more than before.
    next_order : float or None
        Media that one order more would cost from here on, on average.
    beyond : bool
        Whether it is paid more than was ever seen.
    """

    money: int
    before: int
    orders: Estimate
    next_order: float | None
    beyond: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A division held against another.

    Parameters
    ----------
    media, cost : int
        How much more is paid: media, and media with their service fees.
    orders, customers : Estimate
        More orders and new customers, those included that come after the planned days.
    in_days : Estimate
        Of the orders, those within the planned days.
    revenue, contribution : Estimate or None
        By the worth of an order and the margin, less the cost; None where one is not known.
    per_order, per_customer : Estimate or None
        Cost of an order, and of a new customer more; None where nothing more is paid.
    reliable : bool
        Whether nine of ten draws bring more orders.
    """

    parts: tuple[Part, ...]
    media: int
    cost: int
    orders: Estimate
    in_days: Estimate
    customers: Estimate | None
    revenue: Estimate | None
    contribution: Estimate | None
    per_order: Estimate | None
    per_customer: Estimate | None
    reliable: bool


def estimate(draws: Floats) -> Estimate:
    """Return the mean of draws and their 80 % range."""
    low, high = np.quantile(draws, [(1 - SHARE) / 2, (1 + SHARE) / 2])
    return Estimate(float(draws.mean()), float(low), float(high))


def more(ahead: Ahead, before: Sequence[int], then: Sequence[int]) -> Floats:
    """Return what one division brings more than another: draws × channels."""
    found: Floats = ahead.brings(np.asarray(then) / ahead.weeks) - ahead.brings(
        np.asarray(before) / ahead.weeks
    )
    return found


def outcome(account: Account, then: Sequence[int], before: Sequence[int] | None = None) -> Outcome:
    """Hold a division against another, by default against what is paid now."""
    before = account.current if before is None else before
    by_channel = more(account.ahead, before, then)
    orders, media = by_channel.sum(1), sum(then) - sum(before)
    cost = with_fees(account, before, then)
    worth, margin, share = account.order_worth, account.margin, account.new_share
    customers = orders * float(share) if share is not None else None
    revenue = orders * float(worth) if worth is not None else None
    profit = revenue * float(margin) - cost if revenue is not None and margin is not None else None
    return Outcome(
        tuple(_part(account, n, by_channel[:, n], before[n], then[n]) for n in range(len(then))),
        media,
        cost,
        estimate(orders),
        estimate(more(account.ahead.within(), before, then).sum(1)),
        None if customers is None else estimate(customers),
        None if revenue is None else estimate(revenue),
        None if profit is None else estimate(profit),
        _each(cost, orders),
        None if customers is None else _each(cost, customers),
        bool(np.quantile(orders, DOUBTFUL) > 0),
    )


def with_fees(account: Account, before: Sequence[int], then: Sequence[int]) -> int:
    """Return what one division costs more than another, media and fees as the board tells them."""
    each = zip(account.channels, before, then, strict=True)
    return round(sum((b - a) * (1 + channel.paid.board_fee) for channel, a, b in each))


def _each(cost: int, brought: Floats) -> Estimate | None:
    """Return the cost of one more; None where nothing more is paid or some draws bring nothing."""
    if cost <= 0 or (brought <= 0).any():
        return None
    found = estimate(cost / brought)
    # what all draws bring together is what an order costs on average, not the mean of quotients
    return Estimate(float(cost / brought.mean()), found.low, found.high)


def _part(account: Account, n: int, brought: Floats, before: int, then: int) -> Part:
    return Part(then, before, estimate(brought), next_order(account.ahead, n, then),
                then > account.channels[n].largest)  # fmt: skip


def next_order(ahead: Ahead, channel: int, money: int) -> float | None:
    """Return what one order more would cost in a channel, on average over the draws."""
    week = money / ahead.weeks
    step = max(week * STEP, 1.0)
    brought = ahead.of_channel(channel, np.array([week, week + step])).mean(1)
    steep = (brought[1] - brought[0]) / step / ahead.weeks
    return float(1 / steep) if steep > 0 else None
