"""Who knows a funnel by name: the parts of a site, the daily sums, the leads of a CRM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from data.schema import WebMeasure
from data.snapshot import Snapshot
from kpi.cut import Dimension, path
from kpi.doubt.segments import Counted
from kpi.facts.asking import EVER, Asked, days, each_day
from kpi.facts.daily import Series
from kpi.facts.kept import Kept
from kpi.facts.sums import quantities_of
from kpi.figure import spoken
from kpi.format import NO_ANSWER
from kpi.funnels.crm_steps import STAGES
from kpi.funnels.cut import BOOK, OF_LEADS, OF_SITE, OF_SUMS, By, Member
from kpi.funnels.followed import entered, followed
from kpi.funnels.links import counted
from kpi.funnels.site_members import measured, of_site
from kpi.funnels.steps import Step
from kpi.funnels.told import Told
from kpi.period import Span

Spans = tuple[Span, Span]
"""The period, and the one it is compared with."""
_CHANNELS: Kept[list[Series]] = Kept(4)


def members(
    snapshot: Snapshot, told: Told, by: By, steps: Sequence[Step], spans: Spans
) -> list[Member]:
    """Return what a cut names, in any order; with the pairs of their rates."""
    find = _of_channels if by is By.CHANNEL else _of_sums
    find = _of_leads if by in OF_LEADS else of_site if by in OF_SITE else find
    return list(find(snapshot, told, by, steps, spans))


def paired(member: Member, steps: Sequence[Step]) -> Member:
    """Give a member the pairs of its rates, where counts make them."""
    if member.pairs:
        return member
    pairs = {
        after.key: (
            (member.now.get(after.key, 0.0), member.now.get(before.key, 0.0)),
            (member.then.get(after.key, 0.0), member.then.get(before.key, 0.0)),
        )
        for before, after in pairwise(steps)
    }
    return Member(member.name, member.now, member.then, member.within, pairs)


def _of_channels(
    snapshot: Snapshot, told: Told, by: By, steps: Sequence[Step], spans: Spans
) -> Iterator[Member]:
    """Yield the channels of the site's own book, added up from daily sums that are kept."""
    where = {Dimension(name): value for name, value in told.scope}
    named = measured(steps)
    found: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
    for platform in told.known.extent.platforms(BOOK[by]):
        if where.get(Dimension.PLATFORM, platform) != platform:
            continue
        inside = {**where, Dimension.PLATFORM: platform}
        asked = Asked(snapshot, (), (Dimension.CHANNEL,), inside, told.known.terms)
        for one in _kept(asked, tuple(m for _, m in named)):
            name = one.names[-1]
            for at, span in enumerate(spans):
                over = one.over(span) if name not in (None, NO_ANSWER) else None
                held = found.setdefault(str(name), ({}, {}))[at] if over else {}
                for step, measure in named:
                    if over and measure in over[1]:
                        held[step.key] = held.get(step.key, 0.0) + float(over[1][measure])
    for name, (now, then) in sorted(found.items()):
        yield Member(name, now, then)


def _kept(asked: Asked, quantities: tuple[WebMeasure, ...]) -> list[Series]:
    """Return the days of every channel; they are asked for once."""
    key = quantities, tuple(sorted(asked.where.items()))
    found = _CHANNELS.find(asked.snapshot, key)
    if found is None:
        every = each_day(asked, quantities, quantities, EVER)
        found = _CHANNELS.keep(asked.snapshot, key, every)
    return found


def _of_sums(
    snapshot: Snapshot, told: Told, by: By, steps: Sequence[Step], spans: Spans
) -> Iterator[Member]:
    """Yield what the daily sums of ad platforms know by name.

    Counts are plain sums, so hundreds of campaigns need no figure formed of each.
    """
    where = {Dimension(name): value for name, value in told.scope}
    wanted = quantities_of(counted(step) for step in steps)
    asked = Asked(
        snapshot, tuple(sorted(set(spans))), path((OF_SUMS[by],)), where, told.known.terms
    )
    found: dict[tuple[str, ...], tuple[dict[str, float], dict[str, float]]] = {}
    for one in days(asked, wanted):
        names = tuple(str(name) for name in one.names if name is not None)
        if len(names) < len(asked.keys) or names[-1] == NO_ANSWER:
            continue
        both = found.setdefault(names, ({}, {}))
        for held in (held for held, span in zip(both, spans, strict=True) if span == one.span):
            for step in steps:
                for quantity in spoken(step.count, one.pattern, people=False):
                    if (value := one.values.get(quantity)) is not None:
                        held[step.key] = held.get(step.key, 0.0) + float(value)
    for names, (now, then) in sorted(found.items()):
        if now or then:
            yield Member(names[-1], now, then, names[:-1])


def _of_leads(
    snapshot: Snapshot, told: Told, by: By, steps: Sequence[Step], spans: Spans
) -> Iterator[Member]:
    """Yield what a CRM names its leads by; a rate is of those who entered the step before.

    A CRM's leads are not told apart by a filter, so within one nothing is cut.
    """
    if told.scope:
        return
    stages = {step.key: STAGES[step.key] for step in steps if step.key in STAGES}
    counts: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
    for at, span in enumerate(spans):
        for key, stage in stages.items():
            for name, count in entered(snapshot, span, stage, OF_LEADS[by]).items():
                if name is not None:
                    counts.setdefault(name, ({}, {}))[at][key] = count
    pairs = _followed(snapshot, by, stages, spans)
    for name in sorted({*counts, *pairs}):
        now, then = (dict.fromkeys(stages, 0.0) | c for c in counts.get(name, ({}, {})))
        yield Member(name, now, then, pairs=pairs.get(name, {}))


def _followed(
    snapshot: Snapshot, by: By, stages: Mapping[str, str], spans: Spans
) -> dict[str, dict[str, tuple[Counted, Counted]]]:
    """Return by name and later step how many of those who entered the step before went on."""
    found: dict[str, dict[str, tuple[Counted, Counted]]] = {}
    for before, after in pairwise(stages):
        now, then = (
            followed(snapshot, span, stages[before], stages[after], OF_LEADS[by]) for span in spans
        )
        for name in {*now, *then} - {None}:
            none = (0.0, 0.0)
            found.setdefault(str(name), {})[after] = now.get(name, none), then.get(name, none)
    return found
