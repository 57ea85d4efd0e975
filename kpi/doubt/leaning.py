"""The doubt of a figure among its like: its own days or counts, or leaning on its siblings."""

from __future__ import annotations

from collections.abc import Mapping

from kpi.cut import Cut, Dimension
from kpi.definition import Form, Kpi
from kpi.doubt.delta import FEWEST
from kpi.doubt.interval import interval
from kpi.doubt.level import Interval
from kpi.doubt.segments import intervals
from kpi.facts.sums import Gathered
from kpi.figure import Figure, Sums, form, of_quotient
from kpi.period import Span

FINE = (Dimension.AD_GROUP, Dimension.CAMPAIGN)
"""Rows of these are many, and most of them small; the finest first."""


def interval_among(
    kpi: Kpi, figure: Figure, cut: Cut, span: Span, facts: Gathered, people: bool = True
) -> Interval | None:
    """Return low and high of a figure that was formed from gathered sums; None as `interval`.

    The days of a ratio are asked for where they did not come with its sums. A share of a campaign
    (an ad group) leans on all the campaigns of its account (ad groups of its campaign) in these
    days, whether or not it has a goal: so it is judged alike on every page, for the siblings are
    the same wherever it is read. The figure stays, so an interval may leave it outside: 3 clicks
    of 3 impressions are hardly a rate of 100 %.
    """
    own = interval(kpi, figure)
    if own is None and _may_have_days(kpi, figure, span):
        with_days = facts.with_days(span, cut, kpi.quantities)
        own = interval(kpi, form(kpi, with_days, people))
    fine = next((str(name) for name in FINE if name in dict(cut)), None)
    if own is None or not kpi.is_share or fine is None:
        return own
    parent = tuple(pair for pair in cut if pair[0] != fine)
    told: Mapping[Cut, Interval | None] = facts.once(
        ("leaning", kpi.key, span, parent, fine, people),
        lambda: _leaned(kpi, span, parent, fine, facts, people),
    )
    ends = told.get(cut)
    if ends is None:
        return own
    low, high = sorted(of_quotient(kpi, end) for end in ends)
    return low, high


def _may_have_days(kpi: Kpi, figure: Figure, span: Span) -> bool:
    """Whether a ratio's days may be known though they did not come with it."""
    divided = kpi.denominator is not None and kpi.form is not Form.DIFFERENCE
    return divided and figure.value is not None and span.days >= FEWEST


def _leaned(
    kpi: Kpi, span: Span, parent: Cut, fine: str, facts: Gathered, people: bool
) -> dict[Cut, Interval | None]:
    """Return the intervals of all siblings in one pass."""
    names = {*dict(parent), fine}
    found: dict[Cut, list[Sums]] = {}
    for cut, sums in facts.by_span.get(span, ()):
        own = tuple(pair for pair in cut if pair[0] in names)
        if len(own) == len(names) and set(parent) <= set(own):
            found.setdefault(own, []).append(sums)
    counted = {cut: _counted(form(kpi, found[cut], people)) for cut in sorted(found)}
    return dict(zip(counted, intervals(list(counted.values())), strict=True))


def _counted(figure: Figure) -> tuple[float, float]:
    return float(figure.numerator or 0), float(figure.denominator or 0)
