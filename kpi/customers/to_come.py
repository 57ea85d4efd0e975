"""What customers are still to bring: BG/NBD purchases × Gamma-Gamma values × margin, discounted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from data.text import Text
from kpi.customers import bg_nbd
from kpi.customers.bg_nbd import BgNbd, Rates
from kpi.customers.cohort import too_small
from kpi.customers.gamma_gamma import GammaGamma, Spread, checked
from kpi.customers.histories import Histories
from kpi.customers.likelihood import STEP, Maximum
from kpi.customers.order_value import ExpectedValues, expected_values
from kpi.customers.value import NO_MARGIN, Ltv, ends_of
from kpi.period import Span

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats

NODES = 8
"""Points of the Gauss-Legendre rule over the horizon."""
SIMULATED = 20_000
"""Futures that are drawn to see how much chance there is in one customer."""
SEED = 2005
MOST = 1e12

BEYOND = Text(
    "預估 {ahead} {unit}，比資料看過的 {watched} {unit}還長；越遠越只是模型的假設。",
    "It looks {ahead} {unit} ahead, further than the {watched} {unit} that were seen; the rest is"
    " what the model assumes.",
)


def value_to_come(
    orders: BgNbd,
    values: GammaGamma,
    told: Histories,
    means: Sequence[float],
    margin: Decimal | None,
    days: Span,
    discount: float,
) -> Ltv:
    """Return the mean discounted margin that customers bring in the days to come.

    Parameters
    ----------
    told : Histories
        Until the day before `days`; who is new is told by :func:`kpi.customers.histories.newcomers`
        (and his first order is not to come: it is there).
    means : sequence of float
        Mean value of the repeat purchases, row by row; whatever where there is none.
    margin : Decimal or None
        Contribution margin as a share of an order's value.
    discount : float
        Per year.

    Notes
    -----
    Σ over time of discounted expected purchases × expected value (P. S. Fader, B. G. S. Hardie &
    K. L. Lee, RFM and CLV, Journal of Marketing Research 42 (2005), 415–430), which by
    parts is e^(−δH)·E[X(H)] + δ·∫ e^(−δt)·E[X(t)] dt. The interval adds the doubt of the parameters
    (delta method over the observed information) and the chance of these customers (simulated from
    the model with a fixed seed).

    Raises
    ------
    ValueError
        When histories and model count time in different units.
    """
    if told.unit is not orders.unit:
        raise ValueError(f"the model counts {orders.unit.name}, the histories {told.unit.name}")
    ltv = Ltv(values.currency, told.unit, days, discount, told.customers)
    none = None if margin is not None else NO_MARGIN
    why_not = too_small(told.customers) or orders.why_not or values.why_not or none
    if why_not or not orders.found or not values.found or margin is None:
        return replace(ltv, why_not=why_not)
    whole = _Whole(told, means, values.currency, days.days / told.unit.days, discount)
    amount = whole.mean(orders.found.parameters, values.found.parameters)
    variance = whole.doubt(orders.found, values.found) + whole.chance(
        Rates(*orders.found.parameters), Spread(*values.found.parameters)
    )
    low, high = ends_of(amount * float(margin), variance * float(margin) ** 2) or (None, None)
    notes = _notes(orders, values, whole)
    return replace(ltv, amount=amount * float(margin), low=low, high=high, notes=notes)


def _notes(orders: BgNbd, values: GammaGamma, whole: _Whole) -> tuple[Text, ...]:
    """Say what the forecast leans on."""
    worth = whole.worth(values.spread) if values.spread else None
    notes = [values.warning, worth.note(whole.told.count) if worth else None]
    if whole.ahead > orders.watched:
        unit = orders.unit.label
        notes.append(
            BEYOND.fill(ahead=f"{whole.ahead:,.0f}", watched=f"{orders.watched:,.0f}", unit=unit)
        )
    return tuple(note for note in notes if note)


class _Whole:
    """The sum over customers as a function of both models' parameters."""

    def __init__(
        self, told: Histories, means: Sequence[float], currency: str, ahead: float, discount: float
    ) -> None:
        self.told, self.ahead, self.currency = told, ahead, currency
        self.force = told.unit.force(discount)
        self.often, self.means = checked(told.frequency.tolist(), means)

    def purchases(self, rates: Rates) -> Floats:
        """Return discounted expected purchases, row by row."""
        import numpy as np

        force, ahead = self.force, self.ahead
        whole = np.exp(-force * ahead) * bg_nbd.expected(rates, self.told, ahead)
        if force > 0:
            places, weights = np.polynomial.legendre.leggauss(NODES)
            for place, weight in zip((places + 1) / 2 * ahead, weights * ahead / 2, strict=True):
                paid = force * weight * np.exp(-force * place)
                whole = whole + paid * bg_nbd.expected(rates, self.told, float(place))
        answer: Floats = whole
        return answer

    def worth(self, spread: Spread) -> ExpectedValues:
        """Return the expected value of an order, row by row."""
        return expected_values(spread, self.currency, self.often.tolist(), self.means.tolist())

    def mean(self, rates: Sequence[float], spread: Sequence[float]) -> float:
        """Return discounted revenue per customer."""
        many = self.purchases(Rates(*rates))
        return self._over(many * self.worth(Spread(*spread)).amounts)

    def _over(self, rows: Floats) -> float:
        return float(self.told.count @ rows) / self.told.customers

    def doubt(self, orders: Maximum, values: Maximum) -> float:
        """Return the variance that comes from not knowing the parameters."""
        many = self.purchases(Rates(*orders.parameters))
        worth = self.worth(Spread(*values.parameters)).amounts

        def by_rates(at: Sequence[float]) -> float:
            return self._over(self.purchases(Rates(*at)) * worth)

        def by_spread(at: Sequence[float]) -> float:
            return self._over(many * self.worth(Spread(*at)).amounts)

        return _delta(by_rates, orders) + _delta(by_spread, values)

    def chance(self, rates: Rates, spread: Spread) -> float:
        """Return the variance of the mean over these customers, were the parameters known.

        A customer who is alive after x purchases until T buys at a rate Gamma(r + x, α + T) and
        leaves with a chance Beta(a, b + x) after each; his orders are Gamma(p, ν) with ν of
        Gamma(px + q, v + xz̄).
        """
        import numpy as np

        told, x, rng = self.told, self.often, np.random.default_rng(SEED)
        size = (max(2, -(-SIMULATED // len(x))), len(x))
        pace = rng.gamma(rates.r + x, 1 / (rates.alpha + told.age), size)
        leaves = np.maximum(rng.beta(rates.a, rates.b + x, size), 1 / MOST)
        bought = np.minimum(rng.poisson(np.minimum(pace * self.ahead, MOST)), rng.geometric(leaves))
        bought = np.where(rng.random(size) < bg_nbd.alive(rates, told), bought, 0)
        rate = rng.gamma(spread.p * x + spread.q, 1 / (spread.v + x * self.means), size)
        paid = rng.standard_gamma(spread.p * bought) / np.maximum(rate, 1 / MOST)
        plain = np.maximum(bg_nbd.expected(rates, told, self.ahead), 1 / MOST)
        each = np.var(paid, axis=0, ddof=1) * (self.purchases(rates) / plain) ** 2
        return float(told.count @ each) / told.customers**2


def _delta(whole: Callable[[Sequence[float]], float], found: Maximum) -> float:
    """Return the variance of a function of parameters whose logarithms have a covariance."""
    import numpy as np

    at = np.log(found.parameters)
    slope = np.array(
        [
            (whole(np.exp(at + step).tolist()) - whole(np.exp(at - step).tolist())) / (2 * STEP)
            for step in np.eye(len(at)) * STEP
        ]
    )
    return float(slope @ np.array(found.covariance) @ slope)
