"""One figure as it was known beside what it is: by which measure of which source it differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from data.schema import Quantity
from data.snapshot import Snapshot
from kpi.cut import Cut, Dimension, cut_of
from kpi.definition import Form, Kpi
from kpi.drivers.effects import of_lines
from kpi.drivers.parts import size
from kpi.facts.extent import extent
from kpi.facts.quantities import Question
from kpi.facts.sums import Gathered, gather
from kpi.figure import Number, form, spoken
from kpi.period import Span
from kpi.restated.imports import complete_to, exchanged
from kpi.terms import Terms

At = tuple[str, str, Quantity, int]
"""A platform, its account, a quantity, and whether it stands above (0) or below (1) the line."""
Told = dict[At, Decimal]
"""What was told of each."""
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Moved:
    """One measure of one source that is told differently now.

    Parameters
    ----------
    below : bool
        Whether it stands below the line.
    effect : Decimal or None
        What it made of the KPI, in the KPI's unit; None where that had no answer before or has
        none now.
    days : Span
        From the first to the last day that is told differently.
    late : bool
        Whether none of these days had been told: they were added, not corrected.
    brought, taken : tuple of str
        Files that came since and speak for these days; that did so then and do no more.
    account : str
        Which account of the platform, where it has several.
    """

    platform: str
    quantity: Quantity
    below: bool
    then: Decimal
    now: Decimal
    effect: Decimal | None
    days: Span
    late: bool = False
    brought: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    account: str = ""

    @property
    def difference(self) -> Decimal:
        """Now − then, exact; what was not told is nothing."""
        return self.now - self.then


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of earlier days that is another now.

    Parameters
    ----------
    then, now : int, Decimal, float or None
        As it was known at the time, and now, in the terms of now.
    moved : tuple of Moved
        What was told differently, the weightiest first: in each line the differences add up to
        that of the line, and the effects to that of the figure.
    """

    kpi: str
    scope: Cut
    span: Span
    then: Number | None
    now: Number | None
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """A KPI as it was known `at` a time (`past`) and as it is, told in the terms of now."""

    snapshot: Snapshot
    past: Snapshot
    at: datetime
    terms: Terms
    kpi: Kpi
    scope: Cut

    def change(self, span: Span) -> Change | None:
        """Return what changed over a span; None where nothing did."""
        ((before, now),) = self._figures([span])
        parts = _apart(before.told, now.told)
        if not parts and before.value == now.value:
            return None
        known = before.value is not None and now.value is not None
        effects = _effects(self.kpi, before.told, now.told) if known else {}
        days = self._days(span, parts)
        moved = [self._moved(at, parts[at], effects.get(at), days[at]) for at in parts]
        moved.sort(key=_weight)
        return Change(self.kpi.key, self.scope, span, before.value, now.value, tuple(moved))

    def _figures(self, spans: Sequence[Span]) -> list[tuple[_Figure, _Figure]]:
        """Return the figure of each span then and now, with what made it by account."""
        where = {Dimension(name): value for name, value in self.scope}
        by = (Dimension.ACCOUNT,) if self.kpi.question is Question.DAYS else ()
        then, now = (
            gather(at, [self.kpi], spans, by, where, self.terms)
            for at in (self.past, self.snapshot)
        )
        return [(_figure(self.kpi, then, span), _figure(self.kpi, now, span)) for span in spans]

    def _days(self, span: Span, parts: Iterable[At]) -> dict[At, Span]:
        """Return from when to when each part is told differently; all of it where no day is."""
        found: dict[At, list[date]] = {}
        each = span.each_day()
        for day, (then, now) in zip(each, self._figures(each), strict=True):
            for at in _apart(then.told, now.told):
                found.setdefault(at, []).append(day.start)
        return {at: Span(found[at][0], found[at][-1]) if at in found else span for at in parts}

    def _moved(
        self, at: At, amounts: tuple[Decimal, Decimal], effect: Decimal | None, days: Span
    ) -> Moved:
        platform, account, quantity, place = at
        scope = cut_of({"platform": platform, **({"account": account} if account else {})})
        end = complete_to(self.past, scope)
        late = end is None or end < days.start
        files = exchanged(self.snapshot, self.past, self.at, self.kpi, scope, days, self.terms)
        every = {s.account for s in extent(self.snapshot).sources if s.platform == platform}
        named = account if len(every) > 1 else ""
        return Moved(platform, quantity, bool(place), *amounts, effect, days, late, *files, named)


def _weight(one: Moved) -> tuple[Decimal, str, str, str]:
    """Return what the weightiest is first by; what weighs the same goes by name."""
    size = one.difference if one.effect is None else one.effect
    return -abs(size), one.platform, one.account, one.quantity


class _Figure(NamedTuple):
    """A figure with what was told of each of its parts."""

    value: Number | None
    told: Told


def _figure(kpi: Kpi, facts: Gathered, span: Span) -> _Figure:
    """Form a figure, and add up what each account told of each of its lines."""
    figure, told = form(kpi, facts.sums(span, ()), people=False), Told()
    accounts = {id(s): dict(cut).get("account", "") for cut, s in facts.by_span.get(span, ())}
    for place, part in enumerate(kpi.parts):
        for sums in figure.entering:
            for quantity in spoken(part, sums.pattern, figure.people):
                at = sums.platform, accounts.get(id(sums), ""), quantity, place
                told[at] = told.get(at, NOTHING) + Decimal(sums.values.get(quantity) or 0)
    return _Figure(figure.value, told)


def _apart(then: Told, now: Told) -> dict[At, tuple[Decimal, Decimal]]:
    """Return what is not told as it was."""
    both = {at: (then.get(at, NOTHING), now.get(at, NOTHING)) for at in {**then, **now}}
    return {at: pair for at, pair in both.items() if pair[0] != pair[1]}


def _effects(kpi: Kpi, then: Told, now: Told) -> dict[At, Decimal]:
    """Return what each part made of the figure, in its unit."""
    if kpi.form is Form.REACHED:
        return {}
    if kpi.denominator is None or kpi.form is Form.DIFFERENCE:
        return {at: (n - b) * (-1 if at[3] else 1) for at, (b, n) in _apart(then, now).items()}
    lines = [[at for at in {**then, **now} if at[3] == place] for place in (0, 1)]
    both = [[(then.get(at, NOTHING), now.get(at, NOTHING)) for at in line] for line in lines]
    found = of_lines(both[0], both[1]) or ((), ())
    return {
        at: size(kpi) * effect
        for line, effects in zip(lines, found, strict=True)
        for at, effect in zip(line, effects, strict=False)
    }
