"""Fitting response curves to an account's own weeks, the season and events taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from data.text import Text
from kpi.response.adstock import lagged, steepness, weights
from kpi.response.curve import saturated
from kpi.response.spending import Floats, Spending, without_season

LEAST_WEEKS, LEAST_PAID = 26, 13
"""Fewer weeks, or fewer in which a channel was paid, tell no curve of it."""
VARIED = 0.05
"""A channel whose weekly spend varies less than this, of its mean, shows no difference."""
MEDIA_SHARE, WORTH = 0.3, 1.0
"""Before it is asked: all channels bring this share of the outcome, each by its spend, e^±1. That
is the mean of what is held and not its median: else who says nothing would seem worth most."""
DECAY, DECAY_DOUBT = float(np.log(0.3 / 0.7)), 1.0
"""Before it is asked: a third works a week later; logit."""
BEND, BEND_DOUBT = 0.0, 1.0
"""Before it is asked: a typical week brings 46 % of the top; logarithm."""
FORM = 1.3
"""So much wider is every band because the form of the curve is supposed and not seen; of simulated
accounts, four in ten with curves of another form, 90 % bands then hold 9 in 10 (tests/bench)."""
ROUNDS, CLOSE = 6, 1e-3

TOO_SHORT = Text(
    "只有 {n} 週的花費與結果，至少要 {least} 週才能從歷史估出曲線。",
    "There are {n} weeks of spend and outcome; a curve of one's own needs {least}.",
)
NOTHING_VARIES = Text(
    "每週花費幾乎沒有變動，看不出多花或少花的差別。",
    "Weekly spend hardly varies, so nothing shows what more or less of it does.",
)


@dataclass(frozen=True, slots=True)
class Fit:
    """Where the likelihood times what was held before is highest.

    Parameters
    ----------
    told : Spending
        The channels that were fitted, and no others.
    parameters : array, 3 × channels
        Log top (in `scale`), logit decay, log bend (in typical spend).
    covariance : array
        Of the parameters, by the curvature there, widened where the noise of weeks hangs together.
    noise : float
        Standard deviation of a week, in `scale`.
    scale : float
        The outcome's standard deviation.
    """

    told: Spending
    parameters: Floats
    covariance: Floats
    noise: float
    scale: float
    problem: Problem


def enough(told: Spending) -> Text | None:
    """Return why an account tells no curve at all; None where it may."""
    if told.weeks < LEAST_WEEKS:
        return TOO_SHORT.fill(n=told.weeks, least=LEAST_WEEKS)
    return None if tells(told).any() else NOTHING_VARIES


def tells(told: Spending) -> Any:
    """Return of each channel whether its spend varies enough, over enough weeks."""
    mean = told.spend.mean(0)
    paid = (told.spend > 0).sum(0) >= LEAST_PAID
    return paid & (told.spend.std(0) > VARIED * np.where(mean > 0, mean, 1.0))


class Problem:
    """The residuals to make small: of weeks, and of what was held before they were seen."""

    def __init__(self, told: Spending) -> None:
        self.scale = float(told.outcome.std()) or 1.0
        self.lags = lagged(told.spend / told.typical)
        self.channels = len(told.channels)
        self._season = without_season(told)
        self.free = told.weeks - self._season.shape[1]
        self.left = self._without(told.outcome / self.scale)
        share = told.spend.sum(0) / told.spend.sum()
        brought = MEDIA_SHARE * abs(told.outcome.mean()) / self.scale * share
        paid = (told.spend > 0).mean(0)
        top = np.log(np.maximum(brought / paid / saturated(np.exp(np.array(BEND))), 1e-12))
        top -= WORTH**2 / 2
        repeat = np.ones(self.channels)
        self.before = np.concatenate([top, DECAY * repeat, BEND * repeat])
        self._doubt = np.concatenate([WORTH * repeat, DECAY_DOUBT * repeat, BEND_DOUBT * repeat])

    def residuals(self, parameters: Floats, noise: float) -> Floats:
        """Return weeks in units of noise, then the parameters in units of their doubt."""
        top, decay, bend = np.split(parameters, 3)
        spend = np.einsum("lnj,lj->nj", self.lags, weights(1 / (1 + np.exp(-decay))))
        brought = self._without(saturated(np.exp(bend) * spend) @ np.exp(top))
        return np.concatenate(
            [(self.left - brought) / noise, (parameters - self.before) / self._doubt]
        )

    def slopes(self, parameters: Floats, noise: float) -> Floats:
        """Return how the residuals change with the parameters."""
        top, decay, bend = np.split(parameters, 3)
        kept, steep = 1 / (1 + np.exp(-decay)), np.exp(bend)
        spend = np.einsum("lnj,lj->nj", self.lags, weights(kept))
        worked_on = np.einsum("lnj,lj->nj", self.lags, steepness(kept))
        share = saturated(steep * spend)
        rise = (1 - share**2) / 2 * np.exp(top) * steep
        columns = [share * np.exp(top), rise * worked_on * kept * (1 - kept), rise * spend]
        changes = -self._without(np.concatenate(columns, axis=1)) / noise
        return np.vstack([changes, np.diag(1 / self._doubt)])

    def _without(self, weeks: Floats) -> Floats:
        """Take out what season, trend and events explain."""
        left: Floats = weeks - self._season @ (self._season.T @ weeks)
        return left


def fit(told: Spending) -> Fit:
    """Fit one curve a channel; see :func:`enough` for whom.

    Notes
    -----
    Penalised least squares in the logarithms, controls projected out (G. H. Golub & V. Pereyra,
    The differentiation of pseudo-inverses and nonlinear least squares problems whose variables
    separate, SIAM J. Numer. Anal. 10 (1973), 413–432), by scipy's trust region. What is held before
    keeps a channel that says nothing near its share of spend, and wide.
    """
    from scipy.optimize import least_squares

    problem = Problem(told)
    parameters = problem.before
    noise = 0.7 * float(np.sqrt(problem.left @ problem.left / problem.free))
    for _ in range(ROUNDS):
        found = least_squares(
            problem.residuals, parameters, problem.slopes, args=(noise,), max_nfev=100
        )
        parameters, last = found.x, noise
        left = found.fun[: told.weeks] * noise
        noise = max(float(np.sqrt(left @ left / _freedom(problem, 1))), 1e-6)
        if abs(noise / last - 1) < CLOSE:
            break
    wider = FORM**2 * _hangs_together(left) * _freedom(problem, 1) / _freedom(problem, 3)
    covariance = np.linalg.inv(found.jac.T @ found.jac) * wider
    return Fit(told, parameters, covariance, noise * wider**0.5, problem.scale, problem)


def _freedom(problem: Problem, of_channel: int) -> int:
    """Return the weeks that are left when each channel has taken so many parameters."""
    return max(problem.free - of_channel * problem.channels, 10)


def _hangs_together(left: Floats) -> float:
    """Return how much less weeks tell that follow one another: (1 + ρ) ÷ (1 − ρ), at most 6."""
    centred = left - left.mean()
    rho = float(centred[1:] @ centred[:-1] / max(centred @ centred, 1e-12))
    return min((1 + rho) / (1 - rho), 6.0) if rho > 0 else 1.0
