"""Order values where customers do not differ in them: one mean for all, with its doubt."""

from __future__ import annotations

from collections.abc import Sequence

from data.text import Text
from kpi.customers.gamma_gamma import GammaGamma, checked
from kpi.customers.likelihood import Maximum

NARROW = 1e6
"""q of a Gamma-Gamma whose customers are all alike: its limit, where q grows without end."""
SURELY = 2.0
"""So many standard errors above 0 a variance between customers is more than chance."""

ALIKE = Text(
    "看不出顧客之間客單價的差異，每個人都用平均客單價估計。",
    "Order values do not differ between customers, so the mean of all is expected of everybody.",
)


def alike(currency: str, frequency: Sequence[float], values: Sequence[float]) -> GammaGamma | None:
    """Return the limit of Gamma-Gamma in which all customers have one mean; None where they differ.

    Parameters
    ----------
    frequency, values : sequence of float
        Repeat purchases and their mean value, customer by customer; who has none is left out.

    Notes
    -----
    A mean of x orders has the variance b + w ÷ x, b between customers and w within: told apart by
    least squares of (z̄ − m)² on 1 ÷ x, with the standard error of H. White (Econometrica 48
    (1980), 817–838). Gamma-Gamma has its maximum at q → ∞ where b is 0; there an order is Gamma
    with shape m² ÷ w, and the doubt is the standard error of m.
    """

    import numpy as np

    x, z = checked(frequency, values)
    x, z = x[x > 0], z[x > 0]
    mean = float(x @ z / x.sum())
    off, design = (z - mean) ** 2, np.column_stack((np.ones(len(x)), 1 / x))
    inverse = np.linalg.pinv(design.T @ design)
    between, within = (inverse @ design.T @ off).tolist()
    rest = (off - design @ np.array((between, within)))[:, None] * design
    error = float((inverse @ rest.T @ rest @ inverse)[0, 0]) ** 0.5
    if between > SURELY * error or between + within <= 0:
        return None
    within = float(x @ off / len(x))
    p, error = mean**2 / within, (within / float(x.sum())) ** 0.5 / mean
    tiny = NARROW**-2
    covariance = ((tiny, 0.0, 0.0), (0.0, tiny, 0.0), (0.0, 0.0, error**2))
    # the log-likelihood of a limit is no number to be compared with that of a fit
    found = Maximum((p, NARROW, mean * (NARROW - 1) / p), float("nan"), covariance)
    return GammaGamma(currency, len(x), found=found, warning=ALIKE)
