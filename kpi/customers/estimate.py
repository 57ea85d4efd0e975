"""The fits of one shop's customers, and what each day's new customers are still to bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from data.text import Text
from kpi.customers import bg_nbd, gamma_gamma
from kpi.customers.alike import alike
from kpi.customers.bg_nbd import BgNbd, Rates
from kpi.customers.expected import Expected
from kpi.customers.facts import HORIZON, History
from kpi.customers.gamma_gamma import GammaGamma, Spread
from kpi.customers.histories import Histories, histories
from kpi.customers.time_unit import TimeUnit

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats

UNIT = TimeUnit.WEEK
BACK, TIMES = timedelta(91), 4
"""So often, a quarter earlier each time, the same estimate is made of the quarter after it."""
MONTHS = 24
"""So far an average new customer is drawn."""


@dataclass(frozen=True, slots=True)
class ToCome:
    """Revenue still to come of those who first ordered on one day, as worth on that day.

    Parameters
    ----------
    amount : float
        Of all of them, up to the horizon.
    slopes : tuple of float
        How it hangs on the logarithms of r, alpha, a, b, p, q, v.
    chance : float
        Its variance, were the parameters known.
    """

    amount: float
    slopes: tuple[float, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Both fits, and what they say.

    Parameters
    ----------
    days : mapping of datetime.date to ToCome
        By the day of the first order; empty where there is no fit.
    covariance : tuple of tuple of float
        Of the logarithms of r, alpha, a, b, p, q, v.
    expected : tuple of float
        Undiscounted repeat revenue a new customer is expected to bring within 1, 2, … months.
    missed : float or None
        By which share the same estimate missed what the next quarter brought (root of the mean
        square of up to four); None where there was too little history to make one.
    """

    customers: int
    came_back: int
    parameters: tuple[float, ...]
    intervals: tuple[tuple[float, float], ...]
    correlation: float | None
    covariance: tuple[tuple[float, ...], ...]
    days: dict[date, ToCome]
    expected: tuple[float, ...]
    missed: float | None = None
    why_not: Text | None = None
    warning: Text | None = None


def estimate(rows: Sequence[History], until: date, currency: str, discount: float) -> Estimate:
    """Fit both models to histories seen up to a day, and look ahead to each one's horizon."""
    told, means = _told(rows, until)
    orders, values = _fitted(told, means, currency)
    why_not = orders.why_not or values.why_not
    whom = orders.customers, orders.came_back
    if why_not or orders.found is None or values.found is None:
        return Estimate(
            *(*whom, (), (), values.correlation, (), {}, ()),
            why_not=why_not,
            warning=values.warning,
        )
    rates, spread = Rates(*orders.found.parameters), Spread(*values.found.parameters)
    return Estimate(
        *whom,
        parameters=(*orders.found.parameters, *values.found.parameters),
        intervals=(*(orders.intervals() or ()), *(values.intervals() or ())),
        correlation=values.correlation,
        covariance=_beside(orders, values),
        days=_to_come(rows, until, told, means, (orders, values), discount),
        expected=_newcomer(rates, spread, currency),
        warning=values.warning,
    )


def missed(
    rows: Sequence[History], then: date, until: date, brought: float, currency: str
) -> float | None:
    """Return by which share of it an estimate of an earlier day missed what came since.

    Parameters
    ----------
    rows : sequence of History
        As they were known on that day.
    brought : float
        What these customers have brought from then until now.
    """
    if not rows:
        return None
    told, means = _told(rows, then)
    orders, values = _fitted(told, means, currency)
    if orders.found is None or values.found is None:
        return None
    model = Expected(told, means, currency, (until - then).days / UNIT.days, 0.0)
    rates, spread = Rates(*orders.found.parameters), Spread(*values.found.parameters)
    expected = float(model.amounts(rates, spread)[0])
    return brought / expected - 1 if expected > 0 else None


def _told(rows: Sequence[History], until: date) -> tuple[Histories, list[float]]:
    """Return histories in the unit of time, and the mean of what was paid on later days."""
    import numpy as np

    week = UNIT.days
    told = histories(
        UNIT,
        [row.times for row in rows],
        [row.last / week for row in rows],
        [(until - row.first).days / week for row in rows],
    )
    count = np.array([float(row.count) for row in rows])
    whole = Histories(UNIT, told.frequency, told.recency, told.age, count)
    return whole, [row.paid / row.times if row.times else 0.0 for row in rows]


def _fitted(told: Histories, means: Sequence[float], currency: str) -> tuple[BgNbd, GammaGamma]:
    """Fit both; Gamma-Gamma customer by customer, alike ones as often as there are."""
    import numpy as np

    many = told.count.astype(np.int64)
    often = np.repeat(told.frequency, many).tolist()
    paid = np.repeat(np.array(means), many).tolist()
    values = gamma_gamma.fit(currency, often, paid)
    if values.why_not is gamma_gamma.NO_MAXIMUM:
        values = alike(currency, often, paid) or values
    return bg_nbd.fit(told), values


def _beside(orders: BgNbd, values: GammaGamma) -> tuple[tuple[float, ...], ...]:
    """Return both covariances as one: the models share no parameter."""
    import numpy as np

    parts = [np.array(f.covariance) for f in (orders.found, values.found) if f]
    size = sum(len(part) for part in parts)
    whole, at = np.zeros((size, size)), 0
    for part in parts:
        whole[at : at + len(part), at : at + len(part)] = part
        at += len(part)
    return tuple(tuple(row) for row in whole.tolist())


def _to_come(
    rows: Sequence[History],
    until: date,
    told: Histories,
    means: Sequence[float],
    fits: tuple[BgNbd, GammaGamma],
    discount: float,
) -> dict[date, ToCome]:
    """Return what each day's new customers are still to bring before their horizon."""
    import numpy as np

    orders, values = (fit.found for fit in fits)
    if orders is None or values is None:
        return {}
    days = sorted({row.first for row in rows})
    place = {day: n for n, day in enumerate(days)}
    group = np.array([place[row.first] for row in rows])
    ahead = np.maximum(HORIZON / UNIT.days - told.age, 0.0)
    model = Expected(told, means, fits[1].currency, ahead, discount, group, len(days))
    rates, spread = Rates(*orders.parameters), Spread(*values.parameters)
    waited = np.exp(
        -UNIT.force(discount) * np.array([(until - day).days for day in days]) / UNIT.days
    )
    amounts = model.amounts(rates, spread) * waited
    slopes: Floats = np.hstack(model.slopes(orders, values)) * waited[:, None]
    chance = model.chance(rates, spread) * waited**2
    return {
        day: ToCome(float(amounts[n]), tuple(slopes[n].tolist()), float(chance[n]))
        for n, day in enumerate(days)
        if (until - day) < timedelta(HORIZON)
    }


def _newcomer(rates: Rates, spread: Spread, currency: str) -> tuple[float, ...]:
    """Return what a new customer is expected to bring after his first order, month by month."""
    from kpi.customers.histories import newcomers

    new = newcomers(UNIT, 1)
    months = (n * TimeUnit.MONTH.days / UNIT.days for n in range(1, MONTHS + 1))
    return tuple(
        float(Expected(new, [0.0], currency, ahead, 0.0).amounts(rates, spread)[0])
        for ahead in months
    )
