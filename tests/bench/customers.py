"""Fits of 2,400 and 200,000 customers, held against what they were simulated from."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import numpy as np

from kpi.customers import bg_nbd, gamma_gamma
from kpi.customers.bg_nbd import Rates
from kpi.customers.gamma_gamma import Spread
from kpi.customers.histories import Histories, histories
from kpi.customers.time_unit import TimeUnit
from kpi.customers.to_come import value_to_come
from kpi.period import Span
from tests.bench.figures import Figure, Section, median

RATES, SPREAD = Rates(0.4, 6.0, 0.8, 2.4), Spread(6.0, 4.0, 3000.0)
"""Customers by week, orders in TWD; the mean order is 6,000."""
GOALS = {2_400: 1.0, 200_000: 10.0}
"""So many customers are fitted within so many seconds."""
YEARS, RUNS = 2, 5
AHEAD = Span(date(2026, 1, 1), date(2026, 12, 31))


def simulate(customers: int, seed: int = 7) -> tuple[Histories, list[float]]:
    """Let customers arrive over two years, buy and leave as both models say, told by the day."""
    rng, longest = np.random.default_rng(seed), YEARS * 365
    age = rng.integers(0, longest, customers) / 7
    pace = rng.gamma(RATES.r, 1 / RATES.alpha, customers)
    leaves = rng.beta(RATES.a, RATES.b, customers)
    x, tx, at = np.zeros(customers), np.zeros(customers), np.zeros(customers)
    here = np.ones(customers, dtype=bool)
    while here.any():
        at = at + rng.exponential(1 / np.maximum(pace, 1e-300))
        here &= at <= age
        x, tx = x + here, np.where(here, np.ceil(at * 7) / 7, tx)
        here &= rng.random(customers) >= leaves
    rate = rng.gamma(SPREAD.q, 1 / SPREAD.v, customers)
    paid = rng.gamma(SPREAD.p * np.maximum(x, 1)) / rate / np.maximum(x, 1)
    return histories(TimeUnit.WEEK, x.tolist(), tx.tolist(), age.tolist()), paid.tolist()


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return how long a piece of work takes, the middle of some runs."""
    spent = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return median(spent)


def bench() -> Section:
    """Fit both models on each number of customers, and forecast a year of all of them."""
    told, _ = simulate(500)
    bg_nbd.fit(told)  # the first one loads scipy
    figures = [figure for many, goal in GOALS.items() for figure in _measured(many, goal)]
    return Section(
        "Customers: BG/NBD and Gamma-Gamma",
        f"Customers who arrive over {YEARS} years and buy and leave as the models say (a purchase "
        f"rate of {RATES.r / RATES.alpha:.2f} a week, told by the day), medians of {RUNS} fits; "
        "the covariance of the parameters is in the time. Then the discounted margin of the next "
        "year with its interval, every customer by his own history.",
        tuple(figures),
    )


def _measured(many: int, goal: float) -> list[Figure]:
    """Return the figures of one number of customers."""
    told, means = simulate(many)
    often = told.frequency.tolist()
    orders, values = bg_nbd.fit(told), gamma_gamma.fit("TWD", often, means)
    spent = seconds(lambda: (bg_nbd.fit(told), gamma_gamma.fit("TWD", often, means)))
    ends = (*(orders.intervals() or ()), *(values.intervals() or ()))
    true = (RATES.r, RATES.alpha, RATES.a, RATES.b, SPREAD.p, SPREAD.q, SPREAD.v)
    held = sum(low <= value <= high for value, (low, high) in zip(true, ends, strict=False))
    year = seconds(
        lambda: value_to_come(orders, values, told, means, Decimal("0.4"), AHEAD, 0.1), runs=1
    )
    return [
        Figure(
            f"both fits, {many:,} customers", f"{spent:.2f} s", f"≤ {goal:.0f} s", spent <= goal
        ),
        Figure("true parameters within their 90 % interval", f"{held} of {len(true)}"),
        Figure(f"a year's margin of {many:,} with its interval", f"{year:.2f} s"),
    ]


if __name__ == "__main__":
    for figure in bench().figures:
        print(figure)
