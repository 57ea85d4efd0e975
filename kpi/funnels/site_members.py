"""Who the parts of a site are that a funnel is cut by: what reached each step, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from data.schema import WebMeasure
from data.snapshot import Snapshot
from kpi.format import NO_ANSWER
from kpi.funnels.content import assets
from kpi.funnels.cut import OF_SITE, By, Member
from kpi.funnels.steps import Step
from kpi.funnels.told import Told
from kpi.period import Span
from kpi.site.cuts import CUTS, Cut
from kpi.site.parts import OTHER
from kpi.sql import text

Measured = Sequence[tuple[Step, WebMeasure]]
BY_DAY = (
    "s.day_from = s.day_to and s.day_from between $start and $end",
    "s.day_from = s.day_to and s.day_from between $start_then and $end_then",
)
EXACTLY = (
    "s.day_from = $start and s.day_to = $end",
    "s.day_from = $start_then and s.day_to = $end_then",
)


def measured(steps: Sequence[Step]) -> list[tuple[Step, WebMeasure]]:
    """Return the steps that one quantity of the site tells."""
    told = ((step, step.count.measures[0]) for step in steps)
    return [(step, measure) for step, measure in told if isinstance(measure, WebMeasure)]


def of_site(
    snapshot: Snapshot, told: Told, by: By, steps: Sequence[Step], spans: tuple[Span, Span]
) -> Iterator[Member]:
    """Yield the parts of a site, those of several properties that bear one name together."""
    account, named = dict(told.scope).get("account"), measured(steps)
    found: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
    for whose, name, *sums in _rows(snapshot, CUTS[OF_SITE[by]], named, spans):
        if account not in (None, whose) or (name or "").casefold() in OTHER:
            continue
        held = found.setdefault(name or NO_ANSWER, ({}, {}))
        for at in (0, 1):
            for (step, _), value in zip(named, sums[at::2], strict=True):
                if value is not None:
                    held[at][step.key] = held[at].get(step.key, 0.0) + float(value)
    members = (Member(name, now, then) for name, (now, then) in found.items())
    yield from assets(members, told.known.terms.content) if by is By.CONTENT else members


def _rows(
    snapshot: Snapshot, how: Cut, named: Measured, spans: tuple[Span, Span]
) -> list[tuple[Any, ...]]:
    """Ask for days; where there are none, for files of exactly these spans."""
    (start, end), (start_then, end_then) = ((s.start, s.end) for s in spans)
    bound = {"start": start, "end": end, "start_then": start_then, "end_then": end_then}
    for now, then in (BY_DAY, EXACTLY) if named else ():
        sums = ", ".join(f"sum(s.{m}) filter ({of})" for _, m in named for of in (now, then))
        question = text("site_members").format(part=how.part, sums=sums, now=now, then=then)
        if rows := snapshot.query(question, cut=how.told, **bound):
            return rows
    return []
