"""Leads day by day, kept beside the snapshot: who reached a stage, and who of them went on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data.snapshot import Snapshot
from kpi.doubt.segments import Counted
from kpi.facts.kept import Kept
from kpi.facts.leads import LeadCut
from kpi.period import Span
from kpi.sql import text

Key = tuple[str | None, str, str | None]
"""Part, stage, later stage; without one the stage alone."""


@dataclass(slots=True)
class Days:
    """Running sums of those who reached a stage, and of those of them who went on."""

    days: list[date] = field(default_factory=list)
    entered: list[int] = field(default_factory=lambda: [0])
    went_on: list[int] = field(default_factory=lambda: [0])

    def over(self, span: Span) -> Counted:
        """Return who went on, of whom, over a span."""
        low, high = bisect_left(self.days, span.start), bisect_right(self.days, span.end)
        went_on, entered = (sums[high] - sums[low] for sums in (self.went_on, self.entered))
        return float(went_on), float(entered)


_KEPT: Kept[Mapping[Key, Days]] = Kept(8)


def followed(
    snapshot: Snapshot, span: Span, first: str, later: str, by: LeadCut | None = None
) -> dict[str | None, Counted]:
    """Return by part who of those who entered a stage in a span ever reached a later one."""
    rows = _days(snapshot, by)
    keys = [key for key in rows if key[1:] == (first, later)]
    return {key[0]: told for key in keys if (told := rows[key].over(span))[1]}


def entered(snapshot: Snapshot, span: Span, stage: str, by: LeadCut) -> dict[str | None, float]:
    """Return by part how many reached a stage in a span."""
    rows = _days(snapshot, by)
    keys = [key for key in rows if key[1:] == (stage, None)]
    return {key[0]: told[1] for key in keys if (told := rows[key].over(span))[1]}


def _days(snapshot: Snapshot, by: LeadCut | None) -> Mapping[Key, Days]:
    """Return every day of every part; asked for once."""
    found = _KEPT.find(snapshot, by)
    return _KEPT.keep(snapshot, by, _asked(snapshot, by)) if found is None else found


def _asked(snapshot: Snapshot, by: LeadCut | None) -> dict[Key, Days]:
    found = dict[Key, Days]()
    for recipe in ("leads_followed", "leads_entered"):
        question = text(recipe).format(cut=f"l.{by}" if by else "null")
        for part, first, later, day, count, went_on in snapshot.query(question):
            held = found.setdefault((part, first, later), Days())
            held.days.append(day)
            held.entered.append(held.entered[-1] + count)
            held.went_on.append(held.went_on[-1] + went_on)
    return found
