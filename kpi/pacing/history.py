"""The parts of a KPI day by day, as far back as every source behind them reaches."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.snapshot import Snapshot
from data.text import Text
from kpi.cut import Cut, Dimension, cut_of
from kpi.definition import Kpi
from kpi.facts.completeness import Completeness
from kpi.facts.coverage import coverage
from kpi.facts.kept import Kept
from kpi.facts.sums import Gathered, gather
from kpi.figure import form
from kpi.pacing.waiting import NO_SOURCE, late_days, no_days, stopped
from kpi.period import Span

DAY = timedelta(days=1)
LONGEST = 1_100
"""Three years: a mark is learnt from the years before."""


@dataclass(frozen=True, slots=True)
class History:
    """A KPI's parts, each day of its own.

    Parameters
    ----------
    first : datetime.date
        The day of the first place.
    numerators, denominators : tuple of (float or None)
        None on a day that some source behind it has not told; the latter empty for plain sums.
        Of a level what each day adds to it, the first day all there was.
    complete_to : datetime.date or None
        The last day the figure itself is complete to.
    late : int
        So many days at the end are not believed yet.
    why_not : Text or None
        Why nothing can be forecast from it.
    ahead : bool
        Whether the denominators go on into the days to come, as those of a plan.
    """

    kpi: Kpi
    first: date
    numerators: tuple[float | None, ...] = ()
    denominators: tuple[float | None, ...] = ()
    complete_to: date | None = None
    late: int = 0
    why_not: Text | None = None
    ahead: bool = False

    @property
    def parts(self) -> tuple[tuple[float | None, ...], ...]:
        """Numerators, and denominators where there are any."""
        ratio = self.kpi.denominator is not None
        return (self.numerators, self.denominators) if ratio else (self.numerators,)

    def at(self, day: date) -> int:
        """Return the place of a day."""
        return (day - self.first).days

    def since(self, day: date) -> int:
        """Return the place from which a figure of days from this one on is added up."""
        return 0 if self.kpi.is_level else max(self.at(day), 0)

    def day(self, at: int) -> date:
        """Return the day of a place."""
        return self.first + timedelta(at)

    def known(self, day: date) -> float | None:
        """Return the numerator of a day, None outside of what is known."""
        at = self.at(day)
        return self.numerators[at] if 0 <= at < len(self.numerators) else None


FEW = frozenset((str(Dimension.PLATFORM), str(Dimension.ACCOUNT)))
"""What has few values, so that days split by it are kept in memory."""
KEPT: Kept[History] = Kept(most=256)
"""Days that were read, by all they depend on."""
GAPS: Kept[dict[int, frozenset[date]]] = Kept(most=1)
"""What no filter changes: asked once a snapshot."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A KPI whose days are wanted of a cut; on `gaps` some source has nothing to say."""

    kpi: Kpi
    cut: Cut
    days: Span
    complete_to: date
    late: int
    gaps: frozenset[date]


def histories(
    snapshot: Snapshot,
    asked: Sequence[tuple[Kpi, Cut]],
    where: Mapping[str, str],
    known: Completeness,
    also: Sequence[tuple[Kpi, Cut]] = (),
) -> list[History]:
    """Return the days of KPIs, each of a cut within a filter; what was read once is kept.

    What is split alike is asked for in one question. Platforms and accounts are few, and their
    days are in memory; whatever is finer is asked for alone.

    Parameters
    ----------
    also : sequence of (Kpi, Cut)
        What is asked for with them elsewhere: with the same quantities it is the same question,
        whose daily sums are in memory.
    """
    keys: list[Hashable] = [
        (k.key, cut, cut_of(where), known.terms, known.window, known.today) for k, cut in asked
    ]
    found = {key: KEPT.find(snapshot, key) for key in keys}
    wanting: dict[tuple[tuple[str, ...], Cut], dict[Hashable, _Wanted]] = {}
    gaps = _gaps(snapshot) if None in found.values() else {}
    for key, (kpi, cut) in zip(keys, asked, strict=True):
        if found[key] is None:
            one = _wanted(kpi, cut, cut_of({**where, **dict(cut)}), known, gaps)
            if isinstance(one, History):
                found[key] = KEPT.keep(snapshot, key, one)
            else:
                alone = () if FEW.issuperset(name for name, _ in cut) else cut
                names = () if alone else tuple(name for name, _ in cut)
                wanting.setdefault((names, alone), {})[key] = one
    for (names, alone), ones in wanting.items():
        beside = [k for k, cut in (*asked, *also) if names == tuple(n for n, _ in cut)]
        filters = {**where, **dict(alone)}
        read = _gathered(snapshot, list(ones.values()), beside, names, filters, known)
        found |= {k: KEPT.keep(snapshot, k, h) for k, h in zip(ones, read, strict=True)}
    return [history for key in keys if (history := found[key])]


def _gaps(snapshot: Snapshot) -> dict[int, frozenset[date]]:
    """Return the days within each source's span that no file speaks for, by account key."""
    found = GAPS.find(snapshot, "gaps")
    if found is not None:
        return found
    told = {
        c.source.account_key: frozenset(day.start for gap in c.missing for day in gap.each_day())
        for c in coverage(snapshot)
    }
    return GAPS.keep(snapshot, "gaps", told)


def _wanted(
    kpi: Kpi, cut: Cut, scope: Cut, known: Completeness, gaps: Mapping[int, frozenset[date]]
) -> _Wanted | History:
    """Decide over which days a KPI is read; a history that says why where it cannot be."""
    feeding = known.feeding(kpi, scope)
    complete = known.complete_to(kpi, scope, known.window.end)
    start = known.begins(kpi, scope) if kpi.across else known.whole_from(kpi, scope)
    why_not = no_days(kpi, feeding)
    if complete is None or start is None or start > complete or why_not is not None:
        return History(kpi, known.today, complete_to=complete, why_not=why_not or NO_SOURCE)
    gone = stopped(feeding, max(complete, known.extent.newest or complete))
    if gone is not None:
        return History(kpi, start, complete_to=complete, why_not=gone)
    missing = frozenset[date]().union(*(gaps.get(s.account_key, ()) for s in feeding))
    late = max((late_days(s, complete) for s in feeding), default=0)
    first = max(start, complete - timedelta(LONGEST))
    return _Wanted(kpi, cut, Span(first, complete), complete, late, missing)


def _gathered(
    snapshot: Snapshot,
    asked: Sequence[_Wanted],
    beside: Sequence[Kpi],
    names: Sequence[str],
    where: Mapping[str, str],
    known: Completeness,
) -> list[History]:
    """Read the days of several KPIs that are split by the same names."""
    days = {day for one in asked for day in one.days.each_day()}
    questions = {one.kpi.question for one in asked}
    same = (kpi for kpi in beside if kpi.question in questions)
    kpis = list(dict.fromkeys((*(one.kpi for one in asked), *same)))
    filters = {Dimension(name): value for name, value in where.items()}
    by = [Dimension(name) for name in names]
    facts = gather(snapshot, kpis, days, by, filters, known.terms)
    return [_history(one, one.cut if names else (), facts) for one in asked]


def _history(asked: _Wanted, cut: Cut, facts: Gathered) -> History:
    """Form the parts of every day; a day told without a row is a day of nothing."""
    told: list[tuple[float | None, float | None]] = []
    silent = None if asked.kpi.is_level else 0.0
    for span in asked.days.each_day():
        if span.start in asked.gaps:
            told.append((None, None))
            continue
        found = form(asked.kpi, facts.sums(span, cut), people=False)
        above, below = found.numerator, found.denominator
        told.append((silent if above is None else float(above),
                     silent if below is None else float(below)))  # fmt: skip
    parts = zip(*told, strict=True)
    numerators, denominators = map(_changes, parts) if asked.kpi.is_level else parts
    return History(
        asked.kpi,
        asked.days.start,
        numerators,
        denominators if asked.kpi.denominator else (),
        asked.complete_to,
        asked.late,
    )


def _changes(levels: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return what each day adds to a level; one that tells none leaves it as it was."""
    found, before = list[float | None](), 0.0
    for level in levels:
        now = before if level is None else level
        found.append(now - before)
        before = now
    return tuple(found)
