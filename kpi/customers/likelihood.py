"""The maximum of a likelihood over positive parameters, with its doubt, or no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Any

from kpi.doubt.level import LEVEL, Interval, z_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Unlikely = Callable[[Floats], tuple[float, Floats]]

FARTHEST = 10.0
"""A parameter, once its data are scaled to about 1, lies within e⁻¹⁰ … e¹⁰, or nothing tells it."""
VAGUEST = 3.0
"""A standard error of a logarithm past this (20 times more or less) tells nothing."""
STEEPEST = 1e-5
"""What the slope of the mean log-likelihood may still be where a search has ended."""
STEP = 1e-4


@dataclass(frozen=True, slots=True)
class Maximum:
    """Where a likelihood is highest.

    Parameters
    ----------
    parameters : tuple of float
        In the units of the data.
    log_likelihood : float
        Of all observations, in the units of the data.
    covariance : tuple of tuple of float
        Of the *logarithms* of the parameters: the inverse of the observed information.
    """

    parameters: tuple[float, ...]
    log_likelihood: float
    covariance: tuple[tuple[float, ...], ...]

    def intervals(self, level: float = LEVEL) -> tuple[Interval, ...]:
        """Return low and high of each parameter, normal on the scale of logarithms."""
        ends = []
        for place, value in enumerate(self.parameters):
            reach = z_of(level) * self.covariance[place][place] ** 0.5
            ends.append((value * exp(-reach), value * exp(reach)))
        return tuple(ends)


def maximum(unlikely: Unlikely, starts: Sequence[Sequence[float]], weight: float) -> Maximum | None:
    """Find the highest likelihood; None where no start leads to a maximum that can be told.

    Parameters
    ----------
    unlikely : callable
        From the logarithms of the parameters to the negative log-likelihood and its slope.
    starts : sequence of sequence of float
        Logarithms to begin at; the first whose search ends in a maximum is taken.
    weight : float
        How many observations there are.

    Notes
    -----
    L-BFGS-B (R. H. Byrd, P. Lu, J. Nocedal & C. Zhu, SIAM J. Sci. Comput. 16 (1995), 1190–1208).
    A search that ended at a bound, on a slope, or where the information is not positive definite
    is no answer: the likelihood has no maximum there, however many digits it prints.
    """
    from scipy.optimize import minimize

    def mean(at: Floats) -> tuple[float, Floats]:
        value, slope = unlikely(at)
        return value / weight, slope / weight

    within = [(-FARTHEST, FARTHEST)] * len(starts[0])
    options = {"maxiter": 500, "ftol": 1e-15, "gtol": 1e-8}
    for start in starts:
        found = minimize(mean, start, jac=True, method="L-BFGS-B", bounds=within, options=options)
        told = _told(found.x, mean, weight)
        if told is not None:
            return told
    return None


def _told(at: Floats, mean: Unlikely, weight: float) -> Maximum | None:
    """Return the maximum at a place; None where it is none."""
    import numpy as np

    value, slope = mean(at)
    if not np.isfinite(value) or np.abs(at).max() > FARTHEST - 0.01:
        return None
    if np.abs(slope).max() > STEEPEST:
        return None
    information = weight * _curvature(at, mean)
    try:
        np.linalg.cholesky(information)
        covariance = np.linalg.inv(information)
    except np.linalg.LinAlgError:
        return None
    spread: Any = np.diag(covariance)
    if not (spread > 0).all() or spread.max() > VAGUEST**2:
        return None
    rows = tuple(tuple(row) for row in covariance.tolist())
    return Maximum(tuple(np.exp(at).tolist()), -value * weight, rows)


def _curvature(at: Floats, mean: Unlikely) -> Floats:
    """Return the second derivatives, by central differences of the slope."""
    import numpy as np

    rows = []
    for step in np.eye(len(at)) * STEP:
        rows.append((mean(at + step)[1] - mean(at - step)[1]) / (2 * STEP))
    told: Floats = np.array(rows)
    return (told + told.T) / 2
