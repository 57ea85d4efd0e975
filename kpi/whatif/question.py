"""The question on Friday: so much more in a month, what does it bring and where does it go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from kpi.budget.advice import gain
from kpi.budget.allocation import divide
from kpi.budget.bounds import Bounds
from kpi.budget.moving import spread
from kpi.response.response import Ahead
from kpi.whatif.account import Account
from kpi.whatif.limits import GROWTH, Limits, ceiling
from kpi.whatif.outcome import Outcome, outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """An amount on top of a base.

    Parameters
    ----------
    amount : int
        What is paid more, of all planned days together; below zero it is less.
    with_tax, with_fee : bool
        Whether tax, and service fees, are to be paid out of it.
    by_plan : bool
        On top of the plan, where there is one; else of the pace of the last weeks.
    growth : float or None
        How fast a channel may grow; None for no cap.
    unlocked : bool
        Whether more may go to a channel than was ever seen.
    """

    amount: int
    with_tax: bool = True
    with_fee: bool = True
    by_plan: bool = True
    growth: float | None = GROWTH
    unlocked: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an amount goes and what it brings.

    Parameters
    ----------
    by_plan : bool
        Whether the base is the plan.
    base, then : tuple of int
        Media by channel without and with the amount.
    paid : tuple of int
        What of the amount goes to each channel, fees and tax as asked; it adds up to `placed`.
    placed : int
        What of the amount has a place within what was seen and the cap on growth.
    outcome : Outcome
        Of `then` against `base`.
    told : bool
        Whether the place is better than in proportion, reliably; else it is in proportion.
    vague : bool
        Whether the range is so wide, or so much assumed, that it tells nothing.
    """

    asked: Asked
    by_plan: bool
    base: tuple[int, ...]
    then: tuple[int, ...]
    paid: tuple[int, ...]
    placed: int
    outcome: Outcome
    told: bool
    vague: bool

    @property
    def beyond(self) -> bool:
        """Whether a channel gets more than was ever seen."""
        return any(part.beyond and part.money > part.before for part in self.outcome.parts)

    @property
    def left_over(self) -> int:
        """What of the amount has no place."""
        return self.asked.amount - self.placed

    @property
    def media(self) -> int:
        """The media money that is left of what was placed."""
        return self.outcome.media


def answer(account: Account, asked: Asked) -> Answer:
    """Place an amount where it brings most, to the dollar, within experience and the cap."""
    plan = account.plan if asked.by_plan else None
    base = plan or account.current
    rates = [c.paid.for_one(asked.with_tax, asked.with_fee) for c in account.channels]
    before = tuple(_whole(n * rate) for n, rate in zip(base, rates, strict=True))
    within = _bounds(account, asked, base, before, rates)
    total = min(max(sum(before) + asked.amount, sum(within.least)), sum(within.most))
    ahead = in_paid(account.ahead, rates)
    placed, told = _placed(ahead, before, total, within)
    paid = tuple(then - now for now, then in zip(before, placed, strict=True))
    then = tuple(now + _whole(n / rate) for now, n, rate in zip(base, paid, rates, strict=True))
    found = outcome(account, then, base)
    assumed = any(c.assumed for c, n in zip(account.channels, paid, strict=True) if n)
    vague = assumed or found.orders.vague
    return Answer(asked, plan is not None, base, then, paid, sum(paid), found, told, vague)


def _placed(
    ahead: Ahead, before: tuple[int, ...], total: int, within: Bounds
) -> tuple[tuple[int, ...], bool]:
    """Return the best place where it is reliably better than the one in proportion, else that."""
    usual = spread(total, before, within) or before
    best = divide(ahead, total, within)
    if best is None or best == usual:
        return usual, False
    reliable = gain(ahead, usual, best).reliable
    return (best if reliable else usual), reliable


def _bounds(
    account: Account,
    asked: Asked,
    base: Sequence[int],
    before: Sequence[int],
    rates: Sequence[Decimal],
) -> Bounds:
    """Return in paid money: more never takes from a channel, less never gives to one."""
    if asked.amount < 0:
        return Bounds((0,) * len(before), tuple(before))
    limits = Limits(growth=asked.growth, unlocked=asked.unlocked)
    tops = [max(ceiling(c, limits), n) for c, n in zip(account.channels, base, strict=True)]
    most = tuple(max(int(n * rate), b) for n, rate, b in zip(tops, rates, before, strict=True))
    return Bounds(tuple(before), most)


def in_paid(ahead: Ahead, rates: Sequence[Decimal]) -> Ahead:
    """Return the same curves told in what is paid instead of in media."""
    by = np.array([float(rate) for rate in rates])
    return replace(ahead, curves=replace(ahead.curves, bend=ahead.curves.bend / by),
                   left=ahead.left * by)  # fmt: skip


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))
