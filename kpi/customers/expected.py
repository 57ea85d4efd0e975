"""What groups of customers are expected to bring, with how it hangs on the models' parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kpi.customers import bg_nbd
from kpi.customers.bg_nbd import Rates
from kpi.customers.gamma_gamma import Spread, checked
from kpi.customers.histories import Histories
from kpi.customers.likelihood import STEP, Maximum
from kpi.customers.order_value import ExpectedValues, expected_values

if TYPE_CHECKING:
    from kpi.customers.likelihood import Floats, Ints

NODES = 8
"""Points of the Gauss-Legendre rule over the horizon."""
SIMULATED = 20_000
"""Futures that are drawn to see how much chance there is in one customer."""
FEWEST_DRAWN = 8
SEED = 2005
MOST = 1e12


class Expected:
    """Discounted revenue to come, summed over groups of customers.

    Parameters
    ----------
    told : Histories
        Row by row.
    means : sequence of float
        Mean value of the repeat purchases, row by row; whatever where there is none.
    ahead : float or array of float, shape (n,)
        How far each is looked ahead, in the unit of the histories.
    discount : float
        Per year.
    group : array of int, shape (n,), optional
        To which of `groups` groups each row belongs; all to one by default.
    """

    def __init__(
        self,
        told: Histories,
        means: Sequence[float],
        currency: str,
        ahead: float | Floats,
        discount: float,
        group: Ints | None = None,
        groups: int = 1,
    ) -> None:
        import numpy as np

        self.told, self.currency = told, currency
        self.ahead: Floats = np.broadcast_to(np.asarray(ahead, dtype=float), told.age.shape)
        self.force = told.unit.force(discount)
        self.often, self.means = checked(told.frequency.tolist(), means)
        self.group = np.zeros(len(told.age), dtype=np.int64) if group is None else group
        self.groups = groups

    def purchases(self, rates: Rates) -> Floats:
        """Return discounted expected purchases, row by row."""
        import numpy as np

        force, ahead = self.force, self.ahead
        whole = np.exp(-force * ahead) * bg_nbd.expected(rates, self.told, ahead)
        if force > 0:
            places, weights = np.polynomial.legendre.leggauss(NODES)
            for place, weight in zip((places + 1) / 2, weights / 2, strict=True):
                at = place * ahead
                paid = force * weight * ahead * np.exp(-force * at)
                whole = whole + paid * bg_nbd.expected(rates, self.told, at)
        answer: Floats = whole
        return answer

    def worth(self, spread: Spread) -> ExpectedValues:
        """Return the expected value of an order, row by row."""
        return expected_values(spread, self.currency, self.often.tolist(), self.means.tolist())

    def amounts(self, rates: Rates, spread: Spread) -> Floats:
        """Return discounted revenue, group by group."""
        return self._over(self.purchases(rates) * self.worth(spread).amounts)

    def _over(self, rows: Floats) -> Floats:
        import numpy as np

        told = np.zeros(self.groups)
        np.add.at(told, self.group, self.told.count * rows)
        return told

    def slopes(self, orders: Maximum, values: Maximum) -> tuple[Floats, Floats]:
        """Return how the amounts hang on the logarithms of either model's parameters.

        Returns
        -------
        arrays of float, shape (groups, 4) and (groups, 3)
        """
        many = self.purchases(Rates(*orders.parameters))
        worth = self.worth(Spread(*values.parameters)).amounts

        def by_rates(at: Sequence[float]) -> Floats:
            return self._over(self.purchases(Rates(*at)) * worth)

        def by_spread(at: Sequence[float]) -> Floats:
            return self._over(many * self.worth(Spread(*at)).amounts)

        return _slopes(by_rates, orders), _slopes(by_spread, values)

    def chance(self, rates: Rates, spread: Spread) -> Floats:
        """Return the variance of the amounts, were the parameters known.

        A customer who is alive after x purchases until T buys at a rate Gamma(r + x, α + T) and
        leaves with a chance Beta(a, b + x) after each; his orders are Gamma(p, ν) with ν of
        Gamma(px + q, v + xz̄).
        """
        import numpy as np

        told, x, rng = self.told, self.often, np.random.default_rng(SEED)
        size = (max(FEWEST_DRAWN, -(-SIMULATED // max(len(x), 1))), len(x))
        pace = rng.gamma(rates.r + x, 1 / (rates.alpha + told.age), size)
        leaves = np.maximum(rng.beta(rates.a, rates.b + x, size), 1 / MOST)
        bought = np.minimum(rng.poisson(np.minimum(pace * self.ahead, MOST)), rng.geometric(leaves))
        bought = np.where(rng.random(size) < bg_nbd.alive(rates, told), bought, 0)
        rate = rng.gamma(spread.p * x + spread.q, 1 / (spread.v + x * self.means), size)
        paid = rng.standard_gamma(spread.p * bought) / np.maximum(rate, 1 / MOST)
        plain = np.maximum(bg_nbd.expected(rates, told, self.ahead), 1 / MOST)
        return self._over(np.var(paid, axis=0, ddof=1) * (self.purchases(rates) / plain) ** 2)


def _slopes(whole: Callable[[Sequence[float]], Floats], found: Maximum) -> Floats:
    """Return the slope over the logarithms of parameters, by central differences."""
    import numpy as np

    at = np.log(found.parameters)
    steps = np.eye(len(at)) * STEP
    columns = [
        (whole(np.exp(at + step).tolist()) - whole(np.exp(at - step).tolist())) / (2 * STEP)
        for step in steps
    ]
    told: Floats = np.column_stack(columns)
    return told
