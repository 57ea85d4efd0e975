"""A funnel cut into members as a table: counts, rates with ranges, changes and why they moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from data.text import Lang, Text
from kpi.definition import Unit
from kpi.doubt.segments import Counted
from kpi.format import NO_ANSWER, change
from kpi.funnels import words
from kpi.funnels.content import ELSEWHERE, OTHER_PAGES
from kpi.funnels.cut import LABELS, OF_SITE, By, Cutting, Member
from kpi.funnels.links import RATE
from kpi.funnels.mix import Mix
from kpi.funnels.steps import Step
from kpi.funnels.told import Against
from kpi.grid import Cell, Column, Grid, Line
from kpi.naming import REST, value_name
from kpi.site.cuts import CUTS

MOST = 15
"""So many members are listed; those after them are one line."""
NOTHING: Counted = (0.0, 0.0)
NAMED = 3
"""So many members are named in a sentence."""

WHOLE = Text("全部", "All")
OTHERS = Text("其餘 {n} 項", "{n} more")
CHANGE = Text("{rate}，{against}", "{rate}, {against}")
POINTS = Text("百分點", "points")
LEANS = Text(
    "括號裡是 90% 範圍；量小的會參考其他{by}，不會因為幾筆就顯得特別好或特別差。",
    "In brackets the 90 % range; {by}: those of which there is little lean on the others, so that a"
    " few visits make nobody look outstanding.",
)
ADDS_UP = Text("各項加上「{rest}」等於全部。", "All lines and “{rest}” add up to the whole.")
IS_MIX = Text(
    "「{rate}」整體 {change} 百分點，但沒有一個{by}自己的比例有明顯變動：變的是組合（占比的改變佔"
    " {mix} 百分點），不是這一步變差或變好。",
    "{rate} moved by {change} points in all, yet no {by} moved on its own: the mix changed"
    " ({mix} points come from their shares), not the step.",
)
APART = Text(
    "「{rate}」整體 {change} 百分點：{mix} 百分點來自{by}的占比，{rates} 百分點來自各自的比例。",
    "{rate} moved by {change} points: {mix} from the shares of each {by}, {rates} from their own"
    " rates.",
)
WHO = Text("{told}明顯變動的有：{names}。", "{told} Beyond doubt: {names}.")
AND = Text("、", ", ")


def table(found: Cutting, against: Against, lang: Lang) -> Grid:
    """Return the members as a table, the whole first and what is left over last."""
    top, others = found.members[:MOST], found.members[MOST:]
    listed = [(WHOLE.to(lang), found.whole)]
    listed += [(name_of(found.by, m, lang), m) for m in top]
    if others:
        listed.append((OTHERS.fill(n=len(others)).to(lang), _together(others, found.steps)))
    if found.rest:
        listed.append((REST.to(lang), found.rest))
    lines = tuple(Line(name, tuple(_cells(m, found, lang))) for name, m in listed)
    by = LABELS[found.by]
    notes = [*mixes(found, lang), LEANS.fill(by=by).to(lang)]
    if found.rest:
        notes.append(ADDS_UP.fill(rest=REST).to(lang))
    return Grid(by.to(lang), tuple(_columns(found.steps, against, lang)), lines, tuple(notes))


def name_of(by: By, member: Member, lang: Lang) -> str:
    """Return what a member is called, a campaign with what it stands within."""
    if member.name == ELSEWHERE:
        return OTHER_PAGES.to(lang)
    how = CUTS[OF_SITE[by]].names if by in OF_SITE else {}
    known = how.get(member.name.casefold())
    name = known.to(lang) if known else value_name(str(by), member.name, lang)
    within = [value_name("platform", w, lang) for w in member.within[:1]]
    return "・".join((*within, name))


def _columns(steps: Sequence[Step], against: Against, lang: Lang) -> Iterator[Column]:
    for step in steps:
        yield Column(step.key, step.name.to(lang), step.unit.to(lang))
    for before, after in pairwise(steps):
        rate = RATE.fill(before=before.name, after=after.name)
        yield Column(f"rate-{after.key}", rate.to(lang))
        moved = CHANGE.fill(rate=rate, against=words.COMPARED[against])
        yield Column(f"change-{after.key}", moved.to(lang), POINTS.to(lang))


def _cells(member: Member, found: Cutting, lang: Lang) -> Iterator[Cell]:
    for step in found.steps:
        value = member.now.get(step.key)
        number = None if value is None else round(value)
        yield Cell(number, NO_ANSWER if number is None else f"{number:,}")
    for before, after in pairwise(found.steps):
        now, then = map(_rate, member.pairs.get(after.key, (NOTHING, NOTHING)))
        yield Cell(now, _ranged(now, member, after, lang))
        comparable = after.key in found.whole.then and before.key in found.whole.then
        told = then if comparable else None
        moved = None if now is None or told is None else now - told
        yield Cell(moved, change(now, told, Unit.RATIO))


def _ranged(now: float | None, member: Member, after: Step, lang: Lang) -> str:
    """Write a rate with its range behind it."""
    ends = member.doubt.get(after.key)
    if now is None or ends is None:
        return words.rate(now, lang)
    low, high = (words.rate(end, lang).removesuffix("%") for end in ends)
    return f"{words.rate(now, lang)} ({low}–{high})"


def _rate(pair: Counted) -> float | None:
    """Divide; None where nothing stands below the line."""
    above, below = pair
    return above / below if below > 0 else None


def _together(members: Sequence[Member], steps: Sequence[Step]) -> Member:
    """Add members up into one."""
    now, then = (
        {s.key: sum(told.get(s.key, 0.0) for told in counts) for s in steps}
        for counts in ([m.now for m in members], [m.then for m in members])
    )
    pairs = {}
    for step in steps[1:]:
        told = [m.pairs[step.key] for m in members if step.key in m.pairs]
        pairs[step.key] = _sum([n for n, _ in told]), _sum([t for _, t in told])
    return Member(NO_ANSWER, now, then, pairs=pairs)


def _sum(pairs: Sequence[Counted]) -> Counted:
    return sum(n for n, _ in pairs), sum(d for _, d in pairs)


def mixes(found: Cutting, lang: Lang) -> list[str]:
    """Say of every rate that moved beyond doubt whether its members did or their shares."""
    told = []
    for before, after in pairwise(found.steps):
        apart = found.mixes.get(after.key)
        comparable = after.key in found.whole.then and before.key in found.whole.then
        if apart is not None and apart.sure and comparable:
            told.append(mixed(apart, before, after, found, lang))
    return told


def mixed(apart: Mix, before: Step, after: Step, found: Cutting, lang: Lang) -> str:
    """Say why one rate moved."""
    names = dict(_names(found, lang))
    moved = [names[key] for key in apart.moved if key in names][:NAMED]
    points = {
        "change": change(apart.change, 0.0, Unit.RATIO),
        "mix": change(apart.by_mix, 0.0, Unit.RATIO),
        "rates": change(apart.by_rates, 0.0, Unit.RATIO),
    }
    rate = RATE.fill(before=before.name, after=after.name)
    text = IS_MIX if apart.is_mix else APART
    said = text.fill(rate=rate, by=LABELS[found.by], **points)
    return (WHO.fill(told=said, names=AND.to(lang).join(moved)) if moved else said).to(lang)


def _names(found: Cutting, lang: Lang) -> Iterator[tuple[str, str]]:
    for member in found.members:
        yield member.key, name_of(found.by, member, lang)
