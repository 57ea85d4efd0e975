"""Response curves over simulated accounts: do bands hold the truth, does advice bring its gain?"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import date

import numpy as np

from kpi.budget.advice import gain
from kpi.budget.allocation import divide
from kpi.budget.bounds import Bounds
from kpi.response.response import Response, respond
from kpi.response.spending import Spending
from tests.accounts import Account, account
from tests.bench.figures import Figure, Section, median

ACCOUNTS, LONG = 24, 200
MONTH, AROUND = 4, 0.4


@dataclass(frozen=True)
class Seen:
    """What one account showed: truths within their bands, and the advice if there was any."""

    held: tuple[bool, ...]
    advised: bool
    claimed: float
    delivered: float


def look(true: Account) -> Seen:
    """Fit an account as the product does and divide a month's budget as of its last quarter."""
    found = respond(true.told)
    assert isinstance(found, Response), found
    low, high = np.quantile(found.contributions(), [0.05, 0.95], axis=0)
    index = [true.told.channels.index(name) for name in found.told.channels]
    truth = true.contributions()[index]
    now = [int(n * MONTH) for n in found.told.spend[-13:].mean(0)]
    ahead = found.ahead(MONTH)
    then = divide(ahead, sum(now), Bounds.around(now, AROUND, AROUND))
    assert then is not None and sum(then) == sum(now)
    told = gain(ahead, now, then)
    before = float(ahead.brings(np.array(now) / MONTH).mean(0).sum())
    weekly = np.zeros(len(true.told.channels))
    brought = []
    for money in (now, then):
        weekly[index] = np.array(money) / MONTH
        brought.append(true.month(weekly.copy(), MONTH))
    held = tuple(bool(a <= t <= b) for a, t, b in zip(low, truth, high, strict=True))
    return Seen(held, told.reliable, told.middle / before, brought[1] / brought[0] - 1)


def large() -> Spending:
    """Return three years of ten channels, for the clock."""
    rng = np.random.default_rng(7)
    spend = np.exp(rng.normal(9, 0.5, (156, 10)))
    outcome = 1e6 + np.tanh(spend / 9_000) @ rng.uniform(1e4, 9e4, 10) + rng.normal(0, 3e4, 156)
    return Spending(date(2023, 1, 2), tuple("abcdefghij"), spend, outcome, np.zeros((156, 1)))


def timed() -> tuple[float, float]:
    """Return the seconds of a fit with its draws, and of one move of a slider."""
    told, fits, moves = large(), [], []
    for _ in range(5):
        began = time.perf_counter()
        found = respond(told)
        fits.append(time.perf_counter() - began)
    assert isinstance(found, Response)
    ahead = found.ahead(MONTH)
    now = found.told.spend[-MONTH:].sum(0)
    for channel in range(10):
        then = now.copy()
        then[channel] *= 1.2
        began = time.perf_counter()
        gain(ahead, now.tolist(), then.tolist())
        moves.append(time.perf_counter() - began)
    return median(fits), median(moves)


def figures(seen: list[Seen]) -> tuple[Figure, ...]:
    """Word what the accounts showed together."""
    held = [one for each in seen for one in each.held]
    advised = [each for each in seen if each.advised]
    cover = sum(held) / len(held)
    over = float(np.mean([each.claimed - each.delivered for each in advised]))
    worse = sum(each.delivered < 0 for each in advised) / len(advised)
    return (
        Figure("true contributions within 90 % bands", f"{cover:.1%}", "≥ 85%", cover >= 0.85),
        Figure("accounts in which a division is advised", f"{len(advised)} of {len(seen)}"),
        Figure("claimed minus delivered gain, mean", f"{over * 100:+.2f} points", "≤ 0.50",
               over <= 0.005),
        Figure("delivered gain, mean", f"{np.mean([e.delivered for e in advised]):.1%}"),
        Figure("advice that makes things worse", f"{worse:.1%}", "< 10%", worse < 0.1),
    )  # fmt: skip


def bench(accounts: int = ACCOUNTS) -> Section:
    """Fit the accounts, take the time, and word the result."""
    seen = [look(account(seed)) for seed in range(accounts)]
    fitted, moved = timed()
    return Section(
        "What-if: response curves and advice over simulated accounts",
        f"{accounts} simulated accounts of two to six channels and 78 to 156 weeks: season in "
        "demand and in spend, common waves, pauses, noise that hangs together, four in ten with "
        "Hill's curves, which the fit does not suppose. A month's budget as of the last quarter is "
        "divided anew within ±40 %; delivered is what the true curves bring for it.",
        (
            *figures(seen),
            Figure("fit and 400 draws, 156 weeks × 10 channels", f"{fitted:.2f} s", "≤ 2 s",
                   fitted <= 2),
            Figure("one move of a slider, 10 channels × 400 draws", f"{moved * 1000:.1f} ms",
                   "≤ 50 ms", moved <= 0.05),
        ),
    )  # fmt: skip


if __name__ == "__main__":
    for figure in bench(int(sys.argv[1]) if len(sys.argv) > 1 else ACCOUNTS).figures:
        print(figure)
