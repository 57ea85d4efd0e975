"""The page of levers, worded: what they come to, beside where they began, and what goals say."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data.text import Lang, Text
from kpi.card import Chip, Pair
from kpi.catalog import KPIS
from kpi.definition import Kpi, Unit
from kpi.figure import Number
from kpi.format import change, change_unit, days, figure, joined, limit
from kpi.goals.targets import target_in
from kpi.levers.formulas import (
    ARRIVALS,
    ELSEWHERE_ORDERS,
    FORMULAS,
    LTV,
    NEW_SHARE,
    OTHER_COSTS,
    PROFIT,
    Told,
)
from kpi.levers.lever import LEVERS, Lever
from kpi.levers.levers import worked_out
from kpi.levers.setting import Setting
from kpi.overview.wording import chip
from kpi.status import judge

HERO = ("orders", "revenue", "roi", "cac")
"""What stands on top; the first three are told in the sentence."""
SAID = 3

BEGIN = Text(
    "起點是 {days} 的實際數字；動一根槓桿，訂單、營收與 ROI 立刻跟著變。",
    "It begins with the figures of {days}; move a lever, and orders, revenue and ROI follow.",
)
EXAMPLE = Text(
    "起點是例子的數字；動一根槓桿，訂單、營收與 ROI 立刻跟著變。",
    "It begins with the figures of an example; move a lever, and orders, revenue and ROI follow.",
)
FROM_TO = Text("{start} → {now}", "{start} → {now}")
SENTENCE = Text("{moved}：{results}。", "{moved}: {results}.")
NO_RESULT = Text("還算不出結果", "nothing follows yet")
LIST, AND = Text("、", ", "), Text("，", ", ")
FEW = 3
DUE = Text("應達 {due}／{target}", "{due} due of {target}")
OTHERS = Text("{moved} 等 {n} 根槓桿", "{moved} and more, {n} levers")


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result: where it began, what it comes to, by how much it changes, how it is formed.

    Parameters
    ----------
    short : str
        What it comes to, as a card tells it.
    """

    key: str
    name: str
    start: str
    now: str
    short: str
    change: str
    formula: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What a goal says of a figure: its verdict at the start and with the levers as they are.

    A sum is held against what is due by the last complete day, which stands beside its target.
    """

    name: str
    now: str
    target: str
    before: Chip | None
    after: Chip | None


@dataclass(frozen=True, slots=True)
class LeverBoard:
    """The page, everything worded and formatted.

    Parameters
    ----------
    hero : tuple of ResultLine
        The figures on top, with their change.
    held : tuple of Pair
        What no lever moves.
    moved : tuple of (Lever, str)
        The levers that stand elsewhere than at the start, with where.
    """

    sentence: str
    hero: tuple[ResultLine, ...]
    lines: tuple[ResultLine, ...]
    goals: tuple[GoalLine, ...]
    held: tuple[Pair, ...]
    moved: tuple[tuple[Lever, str], ...]


def lever_board(at: Setting, lang: Lang) -> LeverBoard:
    """Work the levers out and word them."""
    before = Told(at.start, at.start, at.held, worked_out(at.start, at.start, at.held), lang,
                  at.currency)  # fmt: skip
    after = Told(at.start, at.now, at.held, worked_out(at.start, at.now, at.held), lang,
                 at.currency)  # fmt: skip
    lines = tuple(_line(KPIS[key], before, after) for key in FORMULAS)
    by_key = {line.key: line for line in lines}
    return LeverBoard(
        sentence=_sentence(at, by_key, before, lang),
        hero=tuple(by_key[key] for key in HERO),
        lines=lines,
        goals=tuple(_goals(at, before, after)),
        held=tuple(_held(before)),
        moved=tuple(
            (lever, written(lever, getattr(at.now, lever.key), at.currency, lang))
            for lever in LEVERS
            if getattr(at.now, lever.key) != getattr(at.start, lever.key)
        ),
    )


def written(lever: Lever, value: Decimal | None, currency: str | None, lang: Lang) -> str:
    """Write where a lever stands, a share in as many digits as it is moved in."""
    if lever.is_share and value is not None:
        return limit(lever.rounded(value), lever.unit, lang)
    decimals = lever.decimals if lever.unit is Unit.MONEY and lever.decimals else None
    return figure(value, lever.unit, lang, decimals=decimals, currency=currency, full=True)


def _line(kpi: Kpi, before: Told, after: Told) -> ResultLine:
    start, now = before.outcome.value(kpi), after.outcome.value(kpi)
    by = change(now, start, kpi.unit)
    points = change_unit(kpi.unit, after.lang)
    return ResultLine(
        kpi.key,
        kpi.name.to(after.lang),
        _figure(kpi, start, after),
        _figure(kpi, now, after),
        _figure(kpi, now, after, full=False),
        joined(by, points) if start is not None and now is not None else by,
        after.formula(kpi.key),
    )


def _figure(kpi: Kpi, value: Number | None, told: Told, full: bool = True) -> str:
    return figure(
        value, kpi.unit, told.lang, decimals=kpi.decimals, currency=told.currency, full=full
    )


def _sentence(at: Setting, lines: dict[str, ResultLine], told: Told, lang: Lang) -> str:
    """Say which levers were moved and what that does."""
    moved = [_moved(lever, at, lang) for lever in LEVERS
             if getattr(at.now, lever.key) != getattr(at.start, lever.key)]  # fmt: skip
    if not moved:
        return (BEGIN.fill(days=days(at.board.days)) if at.board else EXAMPLE).to(lang)
    said = LIST.to(lang).join(moved[:FEW])
    if len(moved) > FEW:
        said = OTHERS.fill(moved=said, n=len(moved)).to(lang)
    after = worked_out(at.start, at.now, at.held)
    results = []
    for key in HERO[:SAID]:
        kpi, start, now = KPIS[key], told.outcome.of(key), after.of(key)
        if now is not None and start is not None:
            by = _more(kpi, now, start, told)
            results.append(joined(kpi.name.to(lang), by))
    text = AND.to(lang).join(results) or NO_RESULT.to(lang)
    return SENTENCE.fill(moved=said, results=text).to(lang)


def _more(kpi: Kpi, now: Number, start: Number, told: Told) -> str:
    """Write a change in the KPI's own unit, with its sign."""
    if kpi.unit is Unit.MULTIPLE:
        return f"{_figure(kpi, start, told)} → {_figure(kpi, now, told)}"
    by = Decimal(now) - Decimal(start)
    sign = "+" if by > 0 else "±" if not by else ""
    return f"{sign}{_figure(kpi, by, told)}"


def _moved(lever: Lever, at: Setting, lang: Lang) -> str:
    start, now = getattr(at.start, lever.key), getattr(at.now, lever.key)
    told = written(lever, now, at.currency, lang)
    if start is not None:
        begun = written(lever, start, at.currency, lang)
        told = FROM_TO.fill(start=begun, now=told).to(lang)
    return joined(lever.name.to(lang), told)


def _goals(at: Setting, before: Told, after: Told) -> Iterator[GoalLine]:
    """Yield the goals on what the levers come to; an example has none of the board's."""
    if at.board is None:
        return
    period, today, lang = at.board.period, at.board.known.today, after.lang
    for goal in at.board.goals:
        kpi = KPIS[goal.kpi]
        reading = at.board.readings.get(kpi.key)
        values = [told.outcome.value(kpi) for told in (before, after)]
        if reading is None or values[0] is None:
            continue
        course = at.heading.course(goal, period)
        judged = [
            judge(dataclasses.replace(reading, value=v, interval=None), goal, today, course)
            for v in values
        ]
        chips = [chip(one.verdict, lang) for one in judged]
        target, due = (
            figure(mark, kpi.unit, lang, decimals=kpi.decimals, currency=at.currency, short=True,
                   full=True)
            for mark in (target_in(goal, period), judged[0].due)
        )  # fmt: skip
        if judged[0].due is not None:
            target = DUE.fill(due=due, target=target).to(lang)
        now = _figure(kpi, values[1], after)
        yield GoalLine(kpi.name.to(lang), now, target, *chips)


def _held(told: Told) -> Iterator[Pair]:
    """Yield what no lever moves; what nobody knows is not told."""
    held, lang = told.held, told.lang
    written_as = (
        (ARRIVALS, held.arrivals, figure(held.arrivals, Unit.MULTIPLE, lang)),
        (OTHER_COSTS, held.other_costs, told.money(held.other_costs)),
        (NEW_SHARE, held.new_share, told.share(held.new_share)),
        (LTV, held.ltv, told.money(held.ltv)),
        (PROFIT, held.profit, told.share(held.profit)),
        (ELSEWHERE_ORDERS, held.orders or None, told.count(held.orders)),
    )
    for name, value, text in written_as:
        if value is not None:
            yield Pair(name.to(lang), text)
