"""What the newest days will have become once they have filled up: each scaled by its share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.schema import LEVELS, Quantity
from data.snapshot import Snapshot
from data.text import Text
from kpi.cut import Dimension
from kpi.definition import Form, Kpi
from kpi.facts.extent import extent
from kpi.facts.quantities import Question
from kpi.facts.sums import Gathered, gather
from kpi.figure import form, of_quotient, quotient, spoken
from kpi.period import Span
from kpi.reading import Reading
from kpi.restated.maturity import Curve, Share, Source, curves
from kpi.restated.words import pair
from kpi.terms import Terms

TOLD = Text(
    "最近幾天還在補數字，補齊後估計 {value}（{low}–{high}）。",
    "The latest days are still filling up; expected to end at {value} ({low}–{high}).",
)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Expected:
    """An expected final figure; never a measured one.

    Parameters
    ----------
    low, high : Decimal
        With every day at the edge of its share: a plain range, wider than chance makes it.
    """

    value: Decimal
    low: Decimal
    high: Decimal


def expected(snapshot: Snapshot, reading: Reading, told: Terms) -> Expected | None:
    """Return what a reading will be once its days have filled up, by its sources' curves.

    None where a curve is not known for a day of it, where nothing is going to fill up, and for
    what platforms do not tell day by day.

    Notes
    -----
    Σ over platforms and days of value ÷ share at the day's age, line by line; a ratio of both. How
    old a day is goes by the last day that its source has told wholly. See
    :func:`kpi.restated.maturity.curves`.
    """
    kpi = reading.kpi
    days = kpi.question is Question.DAYS and LEVELS.isdisjoint(kpi.quantities)
    if reading.value is None or not days or kpi.form is Form.REACHED or kpi.by_visitor:
        return None
    known = curves(snapshot)
    if not any((p, q) in known for p in reading.platforms for q in kpi.quantities):
        return None
    where = {Dimension(name): value for name, value in reading.scope}
    each = reading.period.now.each_day()
    facts = gather(snapshot, [kpi], each, (), where, told)
    lines = [_line(snapshot, kpi, place, each, facts, known) for place in range(len(kpi.parts))]
    if None in lines:
        return None
    ends = _ends(kpi, [line for line in lines if line is not None])
    plain = _ends(kpi, [(line[3],) * 3 for line in lines if line is not None])
    if ends is None or plain is None or ends[0] == plain[0]:
        return None
    return Expected(ends[0], min(ends), max(ends))


Line = tuple[Decimal, Decimal, Decimal, Decimal]
"""A line filled up, its least and its most, and as it is."""


def _line(
    snapshot: Snapshot,
    kpi: Kpi,
    place: int,
    each: tuple[Span, ...],
    facts: Gathered,
    known: Mapping[Source, Curve],
) -> Line | None:
    """Fill one line of a KPI up; None where a share is not known."""
    sums = [NOTHING] * 4
    for day in each:
        figure = form(kpi, facts.sums(day, ()), people=False)
        for told in figure.entering:
            for quantity in spoken(kpi.parts[place], told.pattern, figure.people):
                value = Decimal(told.values.get(quantity) or 0)
                share = _share(snapshot, told.platform, quantity, day.start, known)
                filled = _filled(value, share) if share else None
                if filled is None:
                    return None
                sums = [a + b for a, b in zip(sums, (*filled, value), strict=True)]
    return sums[0], sums[1], sums[2], sums[3]


def _share(
    snapshot: Snapshot,
    platform: str,
    quantity: Quantity,
    day: date,
    known: Mapping[Source, Curve],
) -> Share | None:
    """Return the share of a day that its source has told by now."""
    ends = [s.complete_to for s in extent(snapshot).sources if s.platform == platform]
    end = min((e for e in ends if e), default=None)
    curve = known.get((platform, quantity))
    return curve.at((end - day).days + 1) if curve and end else None


def _filled(value: Decimal, share: Share) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return a value filled up, at least and at most; None where nothing of it may be known."""
    if not value:
        return NOTHING, NOTHING, NOTHING
    middle, least, most = (quotient(value, s) for s in (share.known, share.high, share.low))
    if middle is None or least is None or most is None:
        return None
    return middle, least, most


def _ends(kpi: Kpi, lines: list[tuple[Decimal, ...]]) -> tuple[Decimal, ...] | None:
    """Return the figure of filled lines; and with the range of its lines, its own."""
    if kpi.denominator is None:
        return lines[0][:3]
    above, below = lines
    if kpi.form is Form.DIFFERENCE:
        return above[0] - below[0], above[1] - below[2], above[2] - below[1]
    pairs = ((0, 0), (1, 2), (2, 1))
    found = [quotient(above[a], below[b]) for a, b in pairs]
    if None in found:
        return None
    return tuple(of_quotient(kpi, value) for value in found if value is not None)


def sentence(kpi: Kpi, found: Expected, currency: str | None) -> Text:
    """Say what a figure is expected to become, marked as such."""
    value, _ = pair(kpi, found.value, found.value, currency)
    low, high = pair(kpi, found.low, found.high, currency)
    return TOLD.fill(value=value, low=low, high=high)
