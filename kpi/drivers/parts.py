"""Why a KPI moved against the period before: what each channel added, beyond what is noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from data.snapshot import Snapshot
from data.text import Text
from kpi.cut import Cut, Dimension
from kpi.definition import Form, Kpi
from kpi.doubt.leaning import interval_among
from kpi.doubt.level import z_of
from kpi.drivers.effects import Segment, of_lines, of_segments, of_sum
from kpi.drivers.splitting import NOTHING, Part, by_cut, sources, ways, whole
from kpi.facts.extent import extent
from kpi.facts.quantities import Question
from kpi.facts.sums import Gathered, gather
from kpi.figure import Figure, Number, form, of_quotient, quotient
from kpi.format import day
from kpi.period import Period, Span
from kpi.review.frozen import Driver
from kpi.terms import Terms

MOST = 4
"""So many parts are named; the others are one."""
OTHERS = Text("其他", "Others")
SHORT = Text("{name}・資料只到 {day}", "{name}, data to {day} only")
ASKED = (Question.DAYS, Question.OWNED, Question.PLAN, Question.BASKETS)
"""The questions whose sums can be told part by part."""
EARLIER, FEWEST = 8, 6
"""With so many changes before it a sum's is compared; with fewer than these it is not."""
NORMAL = 1.4826
"""The standard deviation of what scatters normally, in medians of its sizes: 1 ÷ 0.6745."""


@dataclass(frozen=True, slots=True)
class Movement:
    """How a KPI moved against the period before.

    Parameters
    ----------
    total : Decimal or None
        Now − before, in the KPI's unit; None where either has no answer.
    drivers : tuple of Driver
        What made it, the largest first and the rest last; together they are the total. Empty
        where nothing can be told apart, and within noise.
    noise : bool
        Whether the change is no larger than what chance makes of such figures.
    """

    total: Decimal | None
    drivers: tuple[Driver, ...] = ()
    noise: bool = False


def drivers(
    snapshot: Snapshot, told: Terms, kpi: Kpi, scope: Cut, period: Period
) -> tuple[Driver, ...]:
    """Return what made a KPI move against the period before; see :func:`movement`."""
    return movement(snapshot, told, kpi, scope, period).drivers


def movement(snapshot: Snapshot, told: Terms, kpi: Kpi, scope: Cut, period: Period) -> Movement:
    """Return how a KPI moved from `period.previous` to `period.now`, and which parts made it.

    Parameters
    ----------
    scope : Cut
        What it is read over, entities only.
    period : Period
        As the figure itself was read: both spans shortened to the days that its sources have.

    Notes
    -----
    Sums are split into differences, ratios into mix and rate (:mod:`kpi.drivers.effects`), by the
    first dimension that splits them exactly: sales channels, channels of the site, platforms,
    campaign classes within one. What no dimension splits, such as cost per order, is told by the
    sources of its two lines.
    """
    where = {Dimension(name): value for name, value in scope}
    spans = (period.previous, period.now)
    facts = gather(snapshot, [kpi], [*spans, *_earlier(period)], (), where, told)
    before, now = (form(kpi, facts.sums(span, ()), people=False) for span in spans)
    total = _difference(kpi, before, now)
    if total is None or kpi.form is Form.REACHED or kpi.is_middle or kpi.question not in ASKED:
        return Movement(total)
    if _is_noise(kpi, facts, period, before, now):
        return Movement(total, noise=True)
    for by in ways(kpi, where):
        split = gather(snapshot, [kpi], spans, by, where, told)
        parts = whole(kpi, list(by_cut(kpi, split, spans, where)), before, now)
        effects = _effects(kpi, parts)
        if effects and len(parts) > 1:
            return Movement(total, _largest(_told_to(snapshot, parts, period), effects, total))
    parts, effects = _lines(kpi, before, now)
    return Movement(total, _largest(_told_to(snapshot, parts, period), effects, total))


def _exact(kpi: Kpi, figure: Figure) -> Decimal | None:
    """Return a figure with all its digits."""
    value: Number | None = figure.value
    if value is None:
        return None
    if kpi.denominator is None or kpi.form is Form.DIFFERENCE:
        return Decimal(value)
    told = quotient(figure.numerator, figure.denominator)
    return None if told is None else of_quotient(kpi, told)


def _difference(kpi: Kpi, before: Figure, now: Figure) -> Decimal | None:
    then, told = _exact(kpi, before), _exact(kpi, now)
    return None if then is None or told is None else told - then


def _is_noise(kpi: Kpi, facts: Gathered, period: Period, before: Figure, now: Figure) -> bool:
    """Whether a change is within what chance makes: a ratio by its interval, a sum by its past.

    A sum has no interval. Its change is held against those of the eight periods before: their
    median size stands for what is usual, so that one great sale among them does not.
    """
    if before.value is None:
        return False
    ends = interval_among(kpi, now, (), period.now, facts, people=False)
    if ends is not None:
        return ends[0] <= float(before.value) <= ends[1]
    if not kpi.accumulates:
        return False
    usual = [form(kpi, facts.sums(span, ())).value for span in _earlier(period)]
    apart = [
        abs(float(b) - float(a)) for a, b in pairwise(usual) if a is not None and b is not None
    ]
    if len(apart) < FEWEST:
        return False
    spread = NORMAL * median(apart)
    return abs(float(now.value or 0) - float(before.value)) <= z_of() * spread


def _earlier(period: Period) -> list[Span]:
    """Return the period before and those before it, as far apart as both are."""
    apart = (period.now.start - period.previous.start).days
    return [period.previous.moved(-apart * n) for n in range(EARLIER + 1)]


def _effects(kpi: Kpi, parts: Sequence[Part]) -> tuple[Decimal, ...]:
    """Return what each part added, in the KPI's unit; none where it cannot be told."""
    if kpi.denominator is None:
        return of_sum([p.above for p in parts])
    if kpi.form is Form.DIFFERENCE:
        above, below = of_sum([p.above for p in parts]), of_sum([p.below for p in parts])
        return tuple(a - b for a, b in zip(above, below, strict=True))
    found = of_segments([Segment(p.above, p.below) for p in parts])
    return tuple(size(kpi) * effect for effect in found or ())


def size(kpi: Kpi) -> Decimal:
    """Return what one more of its quotient makes of a KPI: −1 of a rest, 1000 of a CPM."""
    return of_quotient(kpi, Decimal(1)) - of_quotient(kpi, NOTHING)


def _lines(kpi: Kpi, before: Figure, now: Figure) -> tuple[list[Part], tuple[Decimal, ...]]:
    """Return the sources of both lines of a ratio, and what each of them added."""
    if not kpi.across or kpi.denominator is None or kpi.form is Form.DIFFERENCE:
        return [], ()
    lines = [sources(kpi, place, before, now) for place in (0, 1)]
    found = of_lines([p.above for p in lines[0]], [p.above for p in lines[1]])
    if found is None:
        return [], ()
    return [*lines[0], *lines[1]], tuple(size(kpi) * e for e in (*found[0], *found[1]))


def _told_to(snapshot: Snapshot, parts: Sequence[Part], period: Period) -> list[Part]:
    """Return the parts; one whose source tells fewer days than the others says so."""
    known, ends = extent(snapshot), dict[str, date]()
    due = min(period.now.end, known.newest or period.now.end)
    for source in known.sources:
        if source.complete_to:
            ends[source.platform] = max(source.complete_to, ends.get(source.platform, date.min))
    return [
        replace(p, name=SHORT.fill(name=p.name, day=day(end)))
        if (end := ends.get(p.platform)) and end < due
        else p
        for p in parts
    ]


def _largest(
    parts: Sequence[Part], effects: Sequence[Decimal], total: Decimal
) -> tuple[Driver, ...]:
    """Return the largest parts, and what is left of the total as one."""
    made = [Driver(p.name, e, p.platform) for p, e in zip(parts, effects, strict=True) if e]
    made.sort(key=lambda d: (-abs(d.effect), d.name.en))
    if len(made) <= MOST + 1:
        return tuple(made)
    rest = total - sum((d.effect for d in made[:MOST]), NOTHING)
    return (*made[:MOST], Driver(OTHERS, rest))
