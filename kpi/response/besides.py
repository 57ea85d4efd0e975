"""Weeks that are not like others: sale seasons, campaigns, long holidays, days of an outage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kpi.calendar.marks import ONCE
from kpi.calendar.occasion import Occasion
from kpi.calendar.own import roots
from kpi.period import Span
from kpi.response.spending import Floats

LONG = 4
"""A holiday of so many days or more changes a week; a long weekend hardly does."""


def besides(weeks: Sequence[Span], found: Sequence[Occasion], holes: Sequence[int]) -> Floats:
    """Return a column for each occasion: the share of a week's days that lie in it.

    The same season of two years is one column, and so is a campaign with its partner of last year;
    a season's own day has a column beside that of its span. Weeks with holes, outages or typhoons
    have one each, which takes them out of the fit.

    Returns
    -------
    array, weeks × columns
    """
    same = roots([o for o in found if o.kind == "campaign"])
    columns: dict[str, Floats] = {}

    def add(key: str, days: Span) -> None:
        shares = np.array([_shared(week, days) / week.days for week in weeks])
        columns[key] = columns.get(key, np.zeros(len(weeks))) + shares

    for one in found:
        if one.kind == "season":
            add(one.key, one.span)
            if one.span.days > 1:
                add(f"{one.key} day", Span(one.day, one.day))
        elif one.kind == "campaign":
            add(same[one.key], one.span)
        elif one.kind == "holiday" and one.span.days >= LONG:
            add(one.key, one.span)
    alone = {n for one in found if one.kind in ONCE
             for n, week in enumerate(weeks) if week.overlaps(one.span)}  # fmt: skip
    odd = [np.eye(len(weeks))[n] for n in sorted(alone | set(holes))]
    told = [column for column in columns.values() if column.any()]
    return np.column_stack([*told, *odd]) if told or odd else np.zeros((len(weeks), 0))


def _shared(one: Span, other: Span) -> int:
    """Return how many days two spans share."""
    return max((min(one.end, other.end) - max(one.start, other.start)).days + 1, 0)
