"""Which imports came or went since a time, and which of them speak for a source's days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from data.snapshot import ImportRef, Snapshot
from kpi.behind import behind
from kpi.cut import Cut
from kpi.definition import Kpi
from kpi.facts.completeness import completeness
from kpi.facts.extent import extent
from kpi.period import Span, free
from kpi.reading import Reading
from kpi.sql import text
from kpi.terms import Terms

Files = tuple[tuple[str, ...], tuple[str, ...]]
"""Those that came since and speak now, and those that did and do no more."""


def utc(at: datetime) -> datetime:
    """Return a time as imports carry theirs: UTC, without a zone."""
    return at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)


def came_or_went(snapshot: Snapshot, then: datetime) -> bool:
    """Whether any import was committed or undone since a time: else no figure can have changed."""
    ((found,),) = snapshot.query(text("imports_since"), then=utc(then))
    return bool(found)


def complete_to(snapshot: Snapshot, scope: Cut) -> date | None:
    """Return the last day that some source in scope has told wholly; None without one."""
    where = dict(scope)
    platform, account = where["platform"], where.get("account")
    told = [
        s.complete_to
        for s in extent(snapshot).sources
        if s.platform == platform and account in (None, s.account)
    ]
    return max(filter(None, told), default=None)


def exchanged(
    snapshot: Snapshot,
    past: Snapshot,
    then: datetime,
    kpi: Kpi,
    scope: Cut,
    days: Span,
    terms: Terms,
) -> Files:
    """Return the files by which a source's part of a figure is told differently now.

    What speaks again because another was undone brought nothing.
    """
    before, now = (_behind(at, kpi, scope, days, terms) for at in (past, snapshot))
    brought = (
        ref.file for key, ref in now.items() if key not in before and ref.committed_at > then
    )
    taken = (ref.file for key, ref in before.items() if key not in now)
    return tuple(dict.fromkeys(brought)), tuple(dict.fromkeys(taken))


def _behind(
    snapshot: Snapshot, kpi: Kpi, scope: Cut, days: Span, terms: Terms
) -> dict[int, ImportRef]:
    period, nothing = free(days), frozenset[str]()
    known = completeness(snapshot, [period], days.end, terms)
    reading = Reading(
        kpi, scope, (), period, None, None, None, None, nothing, None, None,
        None, (),
    )  # fmt: skip
    return {ref.import_id: ref for ref in behind(snapshot, reading, known)}
