"""The figures of a month that closing freezes: sums by platform, and what the goals look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.snapshot import Snapshot
from kpi.behind import behind
from kpi.catalog import KPIS
from kpi.cut import Cut, Dimension, cut_of
from kpi.facts.completeness import Completeness, completeness
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.facts.sums import gather
from kpi.figure import Number
from kpi.period import Period, Span, free
from kpi.reading import Reading, read
from kpi.terms import Terms

SUMS = ("cost", "revenue", "orders", "new_customers", "other_costs")
"""What is frozen by platform and adds up: media, orders, and the costs ledger."""

Key = tuple[str, Cut]
"""A KPI and what it was read over."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a month.

    Parameters
    ----------
    value : Decimal or None
        Exact; None is "no answer".
    imports : mapping of int to str
        The imports behind it, with the names of their files.
    """

    kpi: str
    scope: Cut
    value: Decimal | None
    imports: Mapping[int, str]

    @property
    def key(self) -> Key:
        """What it is a figure of."""
        return self.kpi, self.scope

    @property
    def adds(self) -> bool:
        """Whether it is one of the sums by platform."""
        return self.kpi in SUMS and [name for name, _ in self.scope] == [Dimension.PLATFORM]

    def as_doc(self) -> dict[str, Any]:
        """Return it as JSON keeps it: a number by its digits."""
        value = None if self.value is None else str(self.value)
        files = [[key, file] for key, file in self.imports.items()]
        return {"kpi": self.kpi, "scope": dict(self.scope), "value": value, "imports": files}

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Figure:
        """Read it as it was kept."""
        value = None if doc["value"] is None else Decimal(doc["value"])
        return cls(doc["kpi"], cut_of(doc["scope"]), value, dict(doc["imports"]))


KEPT: Kept[Mapping[Key, Figure]] = Kept(most=64)
"""The figures of months as a snapshot tells them."""


def figures(
    snapshot: Snapshot, told: Terms, span: Span, looked_at: Iterable[Key], today: date
) -> Mapping[Key, Figure]:
    """Return the figures of a month by what they are of. They are kept beside the snapshot.

    Parameters
    ----------
    looked_at : iterable of (str, Cut)
        The KPIs and scopes of goals, beside the sums by platform.
    """
    keys = tuple(dict.fromkeys(looked_at))
    asked = told, span, keys, today
    found = KEPT.find(snapshot, asked)
    return KEPT.keep(snapshot, asked, _figures(snapshot, *asked)) if found is None else found


def _figures(
    snapshot: Snapshot, told: Terms, span: Span, keys: tuple[Key, ...], today: date
) -> Mapping[Key, Figure]:
    period = free(span)
    known = completeness(snapshot, [period], today, told)
    found = {figure.key: figure for figure in _sums(snapshot, known, period)}
    for key in keys:
        if key not in found and key[0] in KPIS:
            found[key] = _of_goal(snapshot, known, period, key)
    return found


def _sums(snapshot: Snapshot, known: Completeness, period: Period) -> Iterator[Figure]:
    kpis = [KPIS[key] for key in SUMS]
    facts = gather(snapshot, kpis, [period.now], (Dimension.PLATFORM,), {}, known.terms)
    for kpi in kpis:
        for cut in facts.cuts(period.now):
            reading = read(kpi, cut, (), period, facts, known)
            if reading.value is not None:
                yield _figure(snapshot, reading, known)


def _of_goal(snapshot: Snapshot, known: Completeness, period: Period, key: Key) -> Figure:
    """Read a goal's KPI as the board does; across books, over the days that all of them have."""
    kpi, scope = KPIS[key[0]], key[1]
    own = known.own(kpi, scope, period) if kpi.across else period
    by = tuple(Dimension(name) for name, _ in scope)
    facts = gather(snapshot, [kpi], [own.now], by, {}, known.terms)
    return _figure(snapshot, read(kpi, scope, (), own, facts, known, people=False), known)


def _figure(snapshot: Snapshot, reading: Reading, known: Completeness) -> Figure:
    files = {ref.import_id: ref.file for ref in behind(snapshot, reading, known)}
    return Figure(reading.kpi.key, reading.scope, _exact(reading.value), files)


def _exact(value: Number | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def incomplete(snapshot: Snapshot, span: Span) -> list[tuple[str, date | None]]:
    """Return the sources that do not reach the end of a month, with the day they do reach."""
    return [
        (f"{s.platform}/{s.account}", s.complete_to)
        for s in extent(snapshot).sources
        if s.first_day <= span.end and (s.complete_to is None or s.complete_to < span.end)
    ]
