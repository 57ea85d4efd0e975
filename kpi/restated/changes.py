"""What changed in the past: figures as they were known at a time beside what they are now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from data.snapshot import Snapshot
from data.state import State
from kpi.catalog import KPIS
from kpi.cut import Cut
from kpi.facts.extent import extent
from kpi.facts.kept import Kept
from kpi.goals.goal import goals
from kpi.period import Span
from kpi.restated.change import Both, Change
from kpi.restated.imports import came_or_went, utc
from kpi.terms import Terms, terms

Key = tuple[str, Cut]
"""A KPI and what it is read over."""
MOST = 32
CHANGES: Kept[tuple[Change, ...]] = Kept(MOST)


def keys(state: State, snapshot: Snapshot) -> tuple[Key, ...]:
    """Return the KPIs and scopes that the goals look at, in the order of the goals."""
    every = goals(state, extent(snapshot).books)
    return tuple(dict.fromkeys((goal.kpi, goal.scope) for goal in every))


def comparable(key: str) -> bool:
    """Whether a KPI is made of facts that add up: no median, nothing that was estimated."""
    kpi = KPIS.get(key)
    return kpi is not None and not kpi.is_middle and not kpi.is_estimated


def find(
    snapshot: Snapshot, state: State, then: datetime, spans: Sequence[Span], of: Iterable[Key] = ()
) -> tuple[Change, ...] | None:
    """Return what :func:`changes` would, where that costs nothing; None where it must be prepared.

    It costs nothing where it was worked out before, and where no import came or went since.
    """
    if not came_or_went(snapshot, then):
        return ()
    told = terms(state, extent(snapshot).sources)
    return CHANGES.find(snapshot, _asked(snapshot, state, told, then, spans, of))


def changes(
    snapshot: Snapshot,
    state: State,
    then: datetime,
    spans: Sequence[Span],
    of: Iterable[Key] = (),
) -> tuple[Change, ...]:
    """Return which figures of these spans were known differently at a time, and why.

    Parameters
    ----------
    then : datetime.datetime
        UTC, without a zone or with: imports committed later are what changed the past.
    spans : sequence of Span
        Days of the past, whole weeks mostly.
    of : iterable of (str, Cut)
        KPIs and scopes; those of the goals where empty.

    Notes
    -----
    Facts are append-only by import, so that the difference between the facts as of `then` and
    those of now is exact: it is taken by platform and measure, summed over the days. Rules,
    settings and definitions are those of now on both sides. Building the facts of then takes
    seconds, so that it is done once for a snapshot and kept; :func:`find` never builds.
    """
    told = terms(state, extent(snapshot).sources)
    asked = _asked(snapshot, state, told, then, spans, of)
    if not came_or_went(snapshot, then):
        return ()
    found = CHANGES.find(snapshot, asked)
    if found is not None:
        return found
    at, _, _, every = asked
    past = snapshot.as_of(at)
    both = [
        Both(snapshot, past, at, told, KPIS[key], scope) for key, scope in every if comparable(key)
    ]
    made = (one.change(span) for one in both for span in spans)
    return CHANGES.keep(snapshot, asked, tuple(change for change in made if change is not None))


Asked = tuple[datetime, tuple[Span, ...], Terms, tuple[Key, ...]]


def _asked(
    snapshot: Snapshot,
    state: State,
    told: Terms,
    then: datetime,
    spans: Sequence[Span],
    of: Iterable[Key],
) -> Asked:
    """Return all that an answer depends on beside the snapshot."""
    return utc(then), tuple(spans), told, tuple(of) or keys(state, snapshot)
