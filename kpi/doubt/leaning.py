"""The rows of a cut by campaign or ad group: the doubt of few observations, row by row."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Hashable, Sequence

from kpi.cut import Cut, Dimension
from kpi.doubt.level import Interval
from kpi.doubt.segments import intervals
from kpi.figure import of_quotient
from kpi.reading import Reading

FINE = frozenset((Dimension.CAMPAIGN, Dimension.AD_GROUP))
"""Rows of these are many, and most of them small."""


def leaning(readings: Sequence[Reading], judged: Collection[tuple[str, Cut]] = ()) -> list[Reading]:
    """Return readings with the posterior's interval where they are shares of campaigns.

    All rows of a KPI, of the same days and within one account, tell what its campaigns are like.
    The figures stay, so an interval may leave its own figure outside: 3 clicks of 3 impressions
    are hardly a rate of 100 %.

    Parameters
    ----------
    judged : collection of (str, Cut)
        KPI and scope of what has a goal: that stands for itself wherever it is shown, so that it
        is judged alike on every page.
    """
    groups: dict[Hashable, list[int]] = {}
    for place, reading in enumerate(readings):
        if reading.interval and reading.kpi.is_share and not FINE.isdisjoint(dict(reading.cut)):
            cut = dict(reading.cut)
            within = (reading.kpi.key, reading.period, cut.get("platform"), cut.get("account"))
            groups.setdefault(within, []).append(place)
    found = list(readings)
    for places in groups.values():
        counted = [_counted(readings[place]) for place in places]
        for place, ends in zip(places, intervals(counted), strict=True):
            row = readings[place]
            if ends and (row.kpi.key, row.scope) not in judged:
                found[place] = dataclasses.replace(row, interval=_shaped(row, ends))
    return found


def _counted(reading: Reading) -> tuple[float, float]:
    return float(reading.numerator or 0), float(reading.denominator or 0)


def _shaped(reading: Reading, ends: Interval) -> Interval:
    low, high = sorted(of_quotient(reading.kpi, end) for end in ends)
    return low, high
