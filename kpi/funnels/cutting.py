"""Cutting a funnel: its members, what they leave over of the whole, and how their rates moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.snapshot import Snapshot
from kpi.doubt.level import Interval
from kpi.doubt.segments import Counted, intervals
from kpi.facts.kept import Kept
from kpi.facts.quantities import Question
from kpi.format import NO_ANSWER
from kpi.funnels.cut import BOOK, OF_LEADS, OF_SITE, By, Counts, Cutting, Member
from kpi.funnels.links import counted
from kpi.funnels.mix import Mix, mix
from kpi.funnels.sources import members, paired
from kpi.funnels.steps import Step
from kpi.funnels.told import Against, Told
from kpi.site.cuts import CUTS
from kpi.sql import text

COVERED = 0.95
"""So much of an earlier period its members must tell for a comparison with it."""

_TOLD: Kept[frozenset[str]] = Kept(1)


def possible(snapshot: Snapshot, told: Told) -> tuple[By, ...]:
    """Return what a funnel may be cut by: two of its steps stand in the book of the cut, and some
    file told it.
    """
    books = [s.step.ledger for s in told.steps if s.stands]
    known = _TOLD.find(snapshot, "cuts")
    if known is None:
        rows = snapshot.query(text("site_cuts"))
        known = _TOLD.keep(snapshot, "cuts", frozenset(name for (name,) in rows))
    there = [by for by in By if by not in OF_SITE or CUTS[OF_SITE[by]].told in known]
    return tuple(by for by in there if books.count(BOOK[by]) > 1)


def cutting(snapshot: Snapshot, told: Told, by: By, against: Against) -> Cutting | None:
    """Cut a funnel; None where the facts do not carry the cut for two of its steps."""
    standing = [s for s in told.steps if s.stands and s.step.ledger is BOOK[by]]
    steps = [s.step for s in standing if counted(s.step).question is Question.DAYS]
    before = told.period.previous if against == "previous" else told.period.last_year
    found = members(snapshot, told, by, steps, (told.period.now, before))
    carried = tuple(step for step in steps if any(step.key in m.now for m in found))
    if len(carried) < 2:
        return None
    first = carried[0].key
    found = [paired(m, carried) for m in found]
    found.sort(key=lambda m: (-m.now.get(first, 0.0), m.name))
    whole = _whole(told, by, carried, against)
    if not _is_covered(whole.then, found, first):
        whole, found = _alone(whole), [_alone(m) for m in found]
    return Cutting(
        by,
        carried,
        whole,
        _leaning(found, carried),
        _rest(whole, found, carried),
        _mixes(found, carried, sum(s.passage is not None for s in told.steps)),
    )


def _whole(told: Told, by: By, steps: Sequence[Step], against: Against) -> Member:
    """Return the funnel's own counts of these steps, and its own rates of leads."""
    stood = {s.step.key: s for s in told.steps}
    now, then = {}, {}
    for step in steps:
        reading = stood[step.key].count
        past = reading.previous if against == "previous" else reading.last_year
        now[step.key] = float(reading.value or 0)
        if past is not None:
            then[step.key] = float(past)
    whole = Member("", now, then)
    if by not in OF_LEADS:
        return paired(whole, steps)
    pairs = {}
    for step in steps[1:]:
        rate = stood[step.key].passage
        if rate is not None:
            own = float(rate.numerator or 0), float(rate.denominator or 0)
            pairs[step.key] = own, (0.0, 0.0)
    return replace(whole, pairs=pairs)


def _is_covered(then: Counts, found: Sequence[Member], first: str) -> bool:
    """Whether the members tell nearly all of the earlier period: of some days nothing follows."""
    return sum(m.then.get(first, 0.0) for m in found) >= COVERED * then.get(first, 0.0) > 0


def _alone(member: Member) -> Member:
    """Return a member without what it was before."""
    pairs = {key: (now, (0.0, 0.0)) for key, (now, _) in member.pairs.items()}
    return replace(member, then={}, pairs=pairs)


def _rest(whole: Member, found: Sequence[Member], steps: Sequence[Step]) -> Member | None:
    """Return what members leave over of the whole, or say too much; None for nothing."""

    def left(which: str) -> dict[str, float]:
        all_of_it = getattr(whole, which)
        return {
            step.key: all_of_it[step.key] - sum(getattr(m, which).get(step.key, 0.0) for m in found)
            for step in steps
            if step.key in all_of_it
        }

    now = left("now")
    if not any(now.values()):
        return None
    return Member(NO_ANSWER, now, left("then"), pairs=_pairs_left(whole, found))


def _pairs_left(whole: Member, found: Sequence[Member]) -> dict[str, tuple[Counted, Counted]]:
    """Return above and below the line of every rate, less what members have."""
    left = {}
    for key, (own, before) in whole.pairs.items():
        told = [m.pairs[key] for m in found if key in m.pairs]
        left[key] = (
            (own[0] - sum(n[0] for n, _ in told), own[1] - sum(n[1] for n, _ in told)),
            (before[0] - sum(t[0] for _, t in told), before[1] - sum(t[1] for _, t in told)),
        )
    return left


def _leaning(found: Sequence[Member], steps: Sequence[Step]) -> tuple[Member, ...]:
    """Give every member's rates their intervals: small ones lean on what the others are like."""
    told: dict[str, list[Interval | None]] = {}
    for step in steps[1:]:
        told[step.key] = intervals([_now(m, step) for m in found])
    return tuple(
        Member(
            m.name, m.now, m.then, m.within, m.pairs, {key: ends[n] for key, ends in told.items()}
        )
        for n, m in enumerate(found)
    )


def _mixes(found: Sequence[Member], steps: Sequence[Step], rates: int) -> dict[str, Mix]:
    """Take the change of every rate apart."""
    told = {}
    for step in steps[1:]:
        now = {m.key: _now(m, step) for m in found}
        then = {m.key: m.pairs[step.key][1] for m in found if step.key in m.pairs}
        if apart := mix(now, then, rates):
            told[step.key] = apart
    return told


def _now(member: Member, step: Step) -> Counted:
    """Return above and below the line of a rate in the period."""
    return member.pairs[step.key][0] if step.key in member.pairs else (0.0, 0.0)
