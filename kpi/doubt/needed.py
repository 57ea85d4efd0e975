"""How much more it takes to tell on which side of a limit a figure lies."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from kpi.definition import Form
from kpi.doubt.wilson import enough
from kpi.facts.quantities import Question
from kpi.reading import Reading


@dataclass(frozen=True, slots=True)
class Needed:
    """What is missing.

    Parameters
    ----------
    observations : int or None
        So many more of what stands below the line; None where days are what is observed.
    days : int or None
        So many more days at the pace of the period; None where no day adds any (levels, a year
        that rolls).
    """

    observations: int | None
    days: int | None


def needed(reading: Reading, limit: float) -> Needed | None:
    """Return what would part a reading's interval from a limit, the distance staying as it is.

    None where nothing would (it lies on the limit) or nothing tells, and where nothing is missing.

    Notes
    -----
    A share needs the number of :func:`kpi.doubt.wilson.enough`. The half-width h of a ratio of
    sums shrinks with the root of its days, so that T days become T·(h ÷ distance)²; so does that
    of a share that leans on its siblings, with what it counted.
    """
    if reading.interval is None or reading.value is None or limit == reading.value:
        return None
    above, below = float(reading.numerator or 0), float(reading.denominator or 0)
    days, value, (low, high) = reading.period.now.days, float(reading.value), reading.interval
    times = (max(high - value, value - low) / abs(value - limit)) ** 2
    if reading.kpi.is_share and 0 <= above <= below:
        rate = 1 - limit if reading.kpi.form is Form.REST else limit
        wanted = enough(above / below, rate)
        if wanted is None:
            return None
        if wanted <= below and not min(low, value) <= limit <= max(high, value):
            return None
        more = ceil(wanted - below if wanted > below else below * (times - 1))
        rolls = reading.kpi.is_level or reading.kpi.question is Question.BUYERS
        return Needed(more, None if rolls else ceil(more * days / below)) if more > 0 else None
    return Needed(None, ceil(days * (times - 1))) if times > 1 else None
