"""The greatest lines as bars: what each costs, and one figure more beside its target."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from data.text import Lang, Text
from kpi.channels.grid import titled, worded
from kpi.channels.lines import Channels
from kpi.channels.row import COST, Row
from kpi.definition import Kpi, Unit
from kpi.figure import Number
from kpi.format import figure
from kpi.goals.targets import target_in
from kpi.grid import Bar, Bars
from kpi.naming import LEVELS, REST, line_name, place_name

MOST = 10
"""So many lines are drawn; what is below them is one bar."""

OTHERS = Text("其餘 {n} 項", "{n} more")
COST_LABEL = Text("{cost}｜{share}", "{cost} | {share}")
TARGET = Text("目標 {value}", "Target {value}")
DUE = Text("應達 {value}", "Due {value}")
PLACE_TARGET = Text("{place} 目標 {value}", "{place} target {value}")
GREY = Text("灰：上期", "Grey: previous")
ALT = Text("{level}的廣告花費與{main}：{rows}。", "Cost and {main} by {level}: {rows}.")
ALT_ROW = Text("{name} {cost}、{main}", "{name} {cost}, {main}")


def bars(found: Channels, main: Kpi, lang: Lang) -> Bars:
    """Draw the lines that cost the most, those after them as one, and what is left over."""
    top, others = found.rows[:MOST], found.rows[MOST:]
    if len(others) == 1:
        top, others = found.rows, ()
    rows = [_row(row, found, main, lang) for row in top]
    if others:
        name = OTHERS.fill(n=len(others)).to(lang)
        rows.append((name, *_summed(others, found, main, lang)))
    if found.rest and found.rest.figures[COST.key].value:
        rows.append((REST.to(lang), *_summed([found.rest], found, main, lang)))
    currency = found.known.terms.currency
    named = {"level": LEVELS[found.place.below], "main": main.name}
    told = [ALT_ROW.fill(name=n, cost=a.label, main=b.label).to(lang) for n, a, b in rows]
    return Bars(
        (titled(COST, currency).to(lang), titled(main, currency).to(lang)),
        tuple(rows),
        _line(found, main, lang),
        GREY.to(lang) if any(b.before for _, *both in rows for b in both) else "",
        ALT.fill(rows=Text("；", "; ").to(lang).join(told), **named).to(lang),
    )


def _row(row: Row, found: Channels, main: Kpi, lang: Lang) -> tuple[str, Bar, Bar]:
    several = found.has_accounts(dict(row.cut)["platform"])
    name = line_name(row.cut, found.place, lang, with_account=several)
    share = figure(found.share(row), Unit.RATIO, lang)
    cost = _bar(COST, row.figures[COST.key].value, row.before.get(COST.key), found, lang, share)
    value = _bar(main, row.figures[main.key].value, row.before.get(main.key), found, lang)
    return name, cost, _with_target(value, row, main, found, lang)


def _bar(
    kpi: Kpi,
    value: Number | None,
    before: Number | None,
    found: Channels,
    lang: Lang,
    share: str = "",
) -> Bar:
    label = worded(kpi, value, found.known, lang)
    both = COST_LABEL.fill(cost=label, share=share).to(lang) if share else label
    return Bar(_plot(value), _plot(before), both, label)


def _plot(value: Number | None) -> float | None:
    return None if value is None else float(value)


def _with_target(bar: Bar, row: Row, main: Kpi, found: Channels, lang: Lang) -> Bar:
    """Add what the line has to reach, where it has a goal of its own."""
    if main.key not in row.judged:
        return bar
    goal, judgement = row.judged[main.key]
    target = target_in(goal, row.period)
    limit, text = (judgement.due, DUE) if main.accumulates else (target, TARGET)
    if limit is None:
        return bar
    word = text.fill(value=worded(main, limit, found.known, lang, short=True)).to(lang)
    return dataclasses.replace(bar, target=float(limit), target_label=word)


def _summed(rows: Sequence[Row], found: Channels, main: Kpi, lang: Lang) -> tuple[Bar, Bar]:
    """Draw several lines as one: sums add up, of a ratio there is none."""
    share = figure(_share(rows, found), Unit.RATIO, lang)
    cost = _bar(COST, _sum(rows, COST), None, found, lang, share)
    value = _sum(rows, main) if main.denominator is None else None
    return cost, _bar(main, value, None, found, lang)


def _sum(rows: Sequence[Row], kpi: Kpi) -> Decimal | None:
    told = [v for row in rows if (v := row.figures[kpi.key].value) is not None]
    return sum((Decimal(v) for v in told), Decimal(0)) if told else None


def _share(rows: Sequence[Row], found: Channels) -> float | None:
    told = [share for row in rows if (share := found.share(row)) is not None]
    return sum(told) if told else None


def _line(found: Channels, main: Kpi, lang: Lang) -> tuple[float, str] | None:
    """Return the target of the place as a whole, for comparison with what lies below it."""
    reading = found.readings[main.key]
    goal = next((g for g in found.goals if (g.kpi, g.scope) == (main.key, reading.scope)), None)
    if goal is None or main.accumulates:
        return None
    target = target_in(goal, reading.period)
    value = worded(main, target, found.known, lang, short=True)
    text = PLACE_TARGET.fill(place=place_name(found.place, lang), value=value)
    return float(target), text.to(lang)
