"""Between which values a figure lies: by its kind, from what it was formed of."""

from __future__ import annotations

from datetime import date

from data.schema import LEVELS
from kpi.definition import Form, Kpi, Part
from kpi.doubt.delta import delta
from kpi.doubt.level import Interval
from kpi.doubt.wilson import wilson
from kpi.facts.estimated import Estimated
from kpi.figure import Figure, of_quotient, spoken


def interval(kpi: Kpi, figure: Figure) -> Interval | None:
    """Return low and high of a figure; None for sums, and where nothing tells its doubt.

    Shares are counted (Wilson); every other ratio of sums, and a share that counts more above the
    line than below it, goes by its days (delta method), where the sums carry them. What is divided
    by a level scatters as its days do above the line. What has none says why
    (:mod:`kpi.doubt.without`).
    """
    if kpi.denominator is None or kpi.form is Form.DIFFERENCE or figure.value is None:
        return None
    if kpi.is_estimated:
        return None if kpi.form is Form.REACHED else _estimated(figure)
    told = _share(figure) if kpi.is_share else None
    told = told or _ratio(kpi, figure)
    if told is None:
        return None
    ends = sorted((*(of_quotient(kpi, end) for end in told), float(figure.value)))
    return ends[0], ends[-1]


def _estimated(figure: Figure) -> Interval | None:
    """Return the interval that came with an estimate, over what it is divided by."""
    below = float(figure.denominator or 0)
    for sums in figure.entering:
        ends = [sums.values.get(q) for q in (Estimated.WORTH_LOW, Estimated.WORTH_HIGH)]
        if below and None not in ends:
            low, high = (float(end or 0) / below for end in ends)
            return low, high
    return None


def _share(figure: Figure) -> Interval | None:
    return wilson(float(figure.numerator or 0), float(figure.denominator or 0))


def _ratio(kpi: Kpi, figure: Figure) -> Interval | None:
    days = by_day(kpi, figure)
    return delta([above for above, _ in days], [below for _, below in days]) if days else None


def by_day(kpi: Kpi, figure: Figure) -> list[list[float]]:
    """Return both parts of a ratio day by day; nothing where some of it is not known by day.

    A level below the line was counted once: each day is given its share of it.
    """
    days: dict[date, list[float]] = {}
    for place, part in enumerate(kpi.parts):
        if _is_level(part):
            continue
        for sums in figure.entering:
            if sums.daily is None:
                return []
            for quantity in spoken(part, sums.pattern, figure.people):
                if sums.values.get(quantity) is not None and not sums.daily.tells(quantity):
                    return []
                for day, amount in sums.daily.amounts(quantity):
                    days.setdefault(day, [0.0, 0.0])[place] += amount
    if _is_level(kpi.parts[-1]):
        share = float(figure.denominator or 0) / max(len(days), 1)
        return [[above, share] for above, _ in days.values()]
    return list(days.values())


def _is_level(part: Part) -> bool:
    """Whether a part is how many there are at the end."""
    return LEVELS.issuperset(part.quantities)
