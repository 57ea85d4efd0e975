"""Made-up advertising accounts of which everything is known: spend, season, noise, true curves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import pi

import numpy as np

from kpi.response.adstock import PERIODS, lagged, weights
from kpi.response.spending import Floats, Spending

LEVEL = 1_000_000.0


@dataclass(frozen=True)
class Account:
    """What an account tells, and what is true of it.

    Parameters
    ----------
    hill : bool
        Whether its true curves are Hill's, which no fit here supposes.
    """

    told: Spending
    top: Floats
    half: Floats
    shape: Floats
    decay: Floats
    hill: bool

    def share(self, effective: Floats) -> Floats:
        """Return the true share of the top."""
        if self.hill:
            raised = effective**self.shape
            found: Floats = raised / (raised + self.half**self.shape)
            return found
        curve: Floats = np.tanh(effective / self.half / 2)
        return curve

    def month(self, spend: Floats, weeks: int) -> float:
        """Return what this weekly spend truly brings beyond none, in the weeks that follow."""
        ended = np.zeros((PERIODS - 1, len(spend)))
        planned = np.vstack([self.told.spend, np.tile(spend, (weeks, 1)), ended])
        nothing = np.vstack([self.told.spend, 0 * np.tile(spend, (weeks, 1)), ended])
        brought = [
            self.share(np.einsum("lnj,lj->nj", lagged(each), weights(self.decay))) @ self.top
            for each in (planned, nothing)
        ]
        return float((brought[0] - brought[1]).sum())

    def contributions(self) -> Floats:
        """Return what each channel truly brought."""
        worked = np.einsum("lnj,lj->nj", lagged(self.told.spend), weights(self.decay))
        brought: Floats = (self.top * self.share(worked)).sum(0)
        return brought


def wandering(rng: np.random.Generator, weeks: int, keeps: float) -> Floats:
    """Return a series of variance 1 whose neighbours are alike."""
    out, steps = np.zeros(weeks), rng.normal(0, 1, weeks)
    for n in range(weeks):
        out[n] = keeps * (out[n - 1] if n else 0) + (1 - keeps**2) ** 0.5 * steps[n]
    return out


def account(seed: int) -> Account:
    """Make one: two to six channels, one and a half to three years, season in demand and spend."""
    rng = np.random.default_rng(seed)
    channels, weeks = int(rng.integers(2, 7)), int(rng.choice([78, 104, 130, 156]))
    day = np.arange(weeks) * 7.0
    season = sum(
        (rng.normal(0, 0.12) * np.sin(2 * pi * k * day / 365.25 + rng.uniform(0, 6)))
        for k in (1, 2)
    )
    events = (rng.random((weeks, 2)) < 0.04).astype(np.float64)
    spend = _spend(rng, weeks, channels, season)
    decay = rng.uniform(0, 0.7, channels)
    half = spend.mean(0) * np.exp(rng.normal(0, 0.6, channels))
    true = Account(
        Spending(date(2023, 1, 2), tuple("abcdef"[:channels]), spend, np.zeros(weeks), events),
        np.ones(channels), half, rng.uniform(0.7, 1.3, channels), decay, bool(rng.random() < 0.4),
    )  # fmt: skip
    top = _tops(rng, true) * rng.uniform(0.1, 0.5) * LEVEL * weeks
    worked = np.einsum("lnj,lj->nj", lagged(spend), weights(decay))
    noise = wandering(rng, weeks, rng.uniform(0, 0.5)) * rng.uniform(0.02, 0.08)
    trend = rng.normal(0, 0.15) * np.linspace(-0.5, 0.5, weeks)
    besides = LEVEL * (1 + trend + season + events @ rng.normal(0.1, 0.1, 2) + noise)
    outcome = besides + true.share(worked) @ top
    told = Spending(true.told.first, true.told.channels, spend, outcome, events)
    return Account(told, top, half, true.shape, decay, true.hill)


def _tops(rng: np.random.Generator, true: Account) -> Floats:
    """Return tops by which all channels together bring 1; half the accounts spend well already.

    There the next dollar brings nearly the same in every channel, so that little is to be gained.
    """
    if rng.random() < 0.5:
        share = rng.dirichlet(np.full(len(true.half), 2.0))
        return share / true.contributions()
    mean = true.told.spend[-13:].mean(0)
    next_dollar = (true.share(mean * 1.01) - true.share(mean)) / (mean * 0.01)
    top = np.exp(rng.normal(0, 0.15, len(mean))) / next_dollar
    brought: Floats = top / (top * true.contributions()).sum()
    return brought


def _spend(rng: np.random.Generator, weeks: int, channels: int, season: Floats) -> Floats:
    """Return weekly spend that follows the season, a common wave and its own ways."""
    common = np.exp(rng.normal(0, 0.25, weeks) * rng.uniform(0, 1))
    columns = []
    for mean in np.exp(rng.normal(9, 1, channels)):
        own = np.exp(rng.uniform(0.2, 0.6) * wandering(rng, weeks, rng.uniform(0.3, 0.9)))
        column = mean * own * common * (1 + rng.uniform(0, 1.5) * season)
        if rng.random() < 0.25:
            column = column * (rng.random(weeks) < rng.uniform(0.5, 0.9))
        columns.append(np.maximum(column, 0))
    return np.column_stack(columns)
