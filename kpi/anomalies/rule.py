"""Which days of a daily sum are unlike the days before them, by medians and not by means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

WINDOW, LEVEL, LEAST = 56, 14, 28
"""Plain days behind a judgement, those that make the level, and the fewest it takes."""
LIMIT = 3.5
"""Beyond so many robust standard deviations a day is an anomaly."""
LASTS = 7
"""So many odd days in a row, all above or all below, are a new level, and known from then on."""
TO_SIGMA = 1.4826
"""What a median absolute deviation is multiplied by to be a standard deviation."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A day unlike those before it; `score` is in robust standard deviations."""

    at: int
    value: float
    expected: float
    score: float


def odd_days(
    values: Sequence[float | None], weekday: int, since: int = 0
) -> tuple[tuple[Odd, ...], dict[int, float]]:
    """Judge each day of a series by the plain days before it; return the odd ones and all scores.

    The logarithm's distance from the weekday's median and the level of fourteen days, against the
    median absolute deviation, which is never less than what counting alone wavers by (Poisson).
    A day that was found odd is no plain day: it enters no baseline, unless a week in a row is
    odd the same way, which is the new level.

    Parameters
    ----------
    values : sequence of (float or None)
        None where nobody told the day, and below zero, there is nothing to judge.
    weekday : int
        Of the first day, Monday is 0.
    since : int
        The first place that is told of; the days before are judged for the baseline's sake.
    """
    import numpy as np

    logs = np.log1p([np.nan if v is None or v < 0 else v for v in values])
    weekdays = (weekday + np.arange(len(logs))) % 7
    plain, run, found = list[int](), list[int](), list[Odd]()
    scores = dict[int, float]()
    for at in np.flatnonzero(~np.isnan(logs)).tolist():
        told = _score(logs, weekdays, plain[-WINDOW:], at)
        if told is None or abs(told[0]) <= LIMIT:
            plain.append(at)
            run = []
            scores |= {at: told[0]} if told else {}
            continue
        score, expected = told
        scores[at] = score
        value, usual = np.expm1((logs[at], expected)).tolist()
        found.append(Odd(at, value, usual, score))
        run = [*run, at] if run and scores[run[-1]] * score > 0 else [at]
        if len(run) >= LASTS:
            plain, run = [*plain, *run], run[-LASTS + 1 :]
            plain = sorted(set(plain))
    return tuple(o for o in found if o.at >= since), {n: s for n, s in scores.items() if n >= since}


def _score(
    logs: Floats, weekdays: Ints, plain: Sequence[int], at: int
) -> tuple[float, float] | None:
    """Return how far a day is off in standard deviations, and what was expected (logarithm)."""
    import numpy as np

    if len(plain) < LEAST:
        return None
    known, days = logs[list(plain)], weekdays[list(plain)]
    middle = np.median(known)
    usual = np.array(
        [np.median(known[days == n]) - middle if (days == n).any() else 0.0 for n in range(7)]
    )
    flat = known - usual[days]
    levels = np.median(np.lib.stride_tricks.sliding_window_view(flat, LEVEL), axis=1)
    expected = float(levels[-1] + usual[weekdays[at]])
    off = flat[LEVEL:] - levels[:-1]
    counting = 1 / np.sqrt(max(np.expm1(expected), 0.0) + 1)
    sigma = max(TO_SIGMA * float(np.median(np.abs(off))), float(counting))
    return (float(logs[at]) - expected) / sigma, expected
