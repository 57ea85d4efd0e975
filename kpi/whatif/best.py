"""The best mix within bounds, and whether it is reliably better than what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from data.text import Text
from kpi.budget.advice import Gain, gain
from kpi.budget.allocation import divide, divisions
from kpi.budget.bounds import Bounds
from kpi.catalog import KPIS
from kpi.definition import Kpi
from kpi.figure import Number
from kpi.status import is_past
from kpi.whatif.account import Account
from kpi.whatif.expected import Going
from kpi.whatif.going_on import SUMS, Ending
from kpi.whatif.limits import Limits, bounds
from kpi.whatif.outcome import Estimate, more
from kpi.whatif.verdicts import changes, formed

STOPS = 60
"""Totals that are tried between the least and the most."""
CAC, ROAS = KPIS["cac"], KPIS["blended_roas"]

NOT_BETTER = Text(
    "沒有可靠的改善：照這個配法，十次裡有超過一次不會更好。",
    "No reliable improvement: in more than one case of ten this mix would bring no more.",
)
ASSUMED = Text(
    "曲線是假設的，不是從你的歷史估出來的，所以不建議怎麼分。",
    "The curves are assumed and not seen in your history, so no mix is advised.",
)
ONE_CHANNEL = Text(
    "只有一個渠道，沒有別的分法。", "There is one channel, and no other way to divide a budget."
)
NOTHING = Text("總預算是 0，沒有可以分的錢。", "The total is 0: there is nothing to divide.")
ALREADY = Text(
    "在這些限制下，現在的配法已經最好。", "Within these bounds the mix is the best there is."
)
OUT_OF_REACH = Text(
    "在這些限制下，不管花多少都到不了 {name} {value}。",
    "Within these bounds no total reaches {name} {value}.",
)
UNKNOWN = Text(
    "{name} 沒有可以預估的走勢，不能當條件。",
    "{name} cannot be forecast, so it cannot be asked for.",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: the best division of a total, or the largest total that keeps a KPI.

    Parameters
    ----------
    cac, roas : Decimal or None
        What the board's CAC may be, or its blended ROAS must be, over the planned days; the total
        is then free.
    """

    limits: Limits
    cac: Decimal | None = None
    roas: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """The best division that was found, or why there is none.

    Parameters
    ----------
    then : tuple of int or None
        None where the bounds forbid the total, or nothing reaches what is wished.
    gain : Gain or None
        Against the division that it set out from.
    why_not : Text or None
        Why it is not advised.
    """

    then: tuple[int, ...] | None
    gain: Gain | None
    why_not: Text | None


def best(account: Account, now: Sequence[int], wish: Wish, going: Going) -> Best:
    """Find the best division from where the sliders stand."""
    within, total = bounds(account, now, wish.limits), sum(now)
    free = wish.cac is not None or wish.roas is not None
    found = _largest(account, within, wish, going) if free else divide(account.ahead, total, within)
    if isinstance(found, Text):
        return Best(None, None, found)
    if found is None:
        return Best(None, None, within.forbid(total))
    gained = gain(account.ahead, now, found)
    return Best(found, gained, _why_not(account, now, found, gained, free))


def _why_not(
    account: Account, now: Sequence[int], then: Sequence[int], gained: Gain, free: bool
) -> Text | None:
    """Return why a division is not advised; with a free total fewer orders may be what is asked."""
    if not free and not sum(now):
        return NOTHING
    if all(channel.assumed for channel in account.channels):
        return ASSUMED
    if len(account.channels) == 1 and not free:
        return ONE_CHANNEL
    if tuple(now) == tuple(then):
        return ALREADY
    return None if gained.reliable or free else NOT_BETTER


def _largest(account: Account, within: Bounds, wish: Wish, going: Going) -> tuple[int, ...] | Text:
    """Return the best division of the largest total that keeps CAC and ROAS as wished."""
    wished = [(k, limit) for k, limit in ((CAC, wish.cac), (ROAS, wish.roas)) if limit is not None]
    ends = np.linspace(sum(within.least), sum(within.most), STOPS).round().astype(int)
    for then in reversed(list(divisions(account.ahead, within, ends.tolist()))):
        values = [(kpi, limit, _value(account, kpi, then, going)) for kpi, limit in wished]
        for kpi, _, value in values:
            if value is None:
                return UNKNOWN.fill(name=kpi.name)
        if not any(is_past(kpi, value, limit) for kpi, limit, value in values if value is not None):
            return then
    kpi, limit = wished[0]
    return OUT_OF_REACH.fill(name=kpi.name, value=f"{limit:,}")


def _value(account: Account, kpi: Kpi, then: Sequence[int], going: Going) -> Number | None:
    """Return a KPI of the planned days under a division, on average."""
    orders = float(more(account.ahead.within(), account.current, then).sum(1).mean())
    changed = changes(account, then, Estimate.exactly(orders), going)
    ends = [(going.sums.get(SUMS[part]), changed.get(part)) for part in kpi.parts]
    moved = [Ending.exactly(end.value + by.middle) if end and by else None for end, by in ends]
    return formed(kpi, moved)
