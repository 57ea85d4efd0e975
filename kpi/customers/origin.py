"""Where a figure at the top of the page of customers comes from: parts, models, doubt, files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.card import Origin, Pair
from kpi.catalog import KPIS
from kpi.channels.board import without_goal
from kpi.customers.alike import NARROW
from kpi.customers.board import span_of
from kpi.customers.cohort import SMALLEST
from kpi.customers.looking import Look, look
from kpi.definition import Unit
from kpi.facts.extent import extent
from kpi.format import NO_ANSWER, figure
from kpi.origin import explain
from kpi.overview.situation import Situation
from kpi.overview.standing import Standing
from kpi.status import Judgement
from kpi.view import DEFAULT_PERIOD, View

ESTIMATED = frozenset(("ltv", "ltv_cac"))
COHORT = Text("算哪些人", "Whose figure it is")
OF_DAYS = Text(
    "{first} 至 {last} 首購、認得出身分的 {n} 位官網新客；少於 {least} 位不算",
    "known new customers of the own site, first orders {first} to {last}: {n}; fewer than {least}"
    " are not told of",
)
HORIZON = Text("算到哪一天", "Up to which day")
UP_TO = Text(
    "每個人自己的首購起 24 個月，最晚到 {day}",
    "24 months from each one's first order, {day} at last",
)
RANGE = Text("90% 範圍", "90 % range")
SEEN, TO_COME = Text("其中已經看到", "Of it seen"), Text("其中還沒到", "Of it to come")
MARGIN, DISCOUNT = Text("毛利率", "Gross margin"), Text("折現率", "Discount rate")
SET_BY = Text("{value}（{who} {day}：{why}）", "{value} ({who}, {day}: {why})")
A_YEAR = Text("每年 {value}", "{value} a year")
MODEL, FITTED = Text("模型", "Models"), Text("用多少人估的", "Fitted on")
MODELS = Text(
    "BG/NBD × Gamma-Gamma，時間單位：週；{parameters}",
    "BG/NBD × Gamma-Gamma, in weeks; {parameters}",
)
FITTED_ON = Text("{n} 位，其中 {back} 位回購過", "{n}, of whom {back} came back")
NAMES = ("r", "α", "a", "b", "p", "q", "v")


def customer_origin(
    snapshot: Snapshot, state: State, lang: Lang, today: date, key: str
) -> Origin | None:
    """Return where one of the figures at the top comes from; None where there is none."""
    found = look(snapshot, state, today) if key in KPIS else None
    span = span_of(found, key) if found else None
    reading = found.reading(key, span) if found and span else None
    if found is None or reading is None:
        return None
    judged = found.judged(key, reading.period.now) or Judgement(None, reading.flags)
    goal = found.goals.get(key) or without_goal(reading)
    standing = Standing(goal, reading.kpi, reading, judged, (), ())
    reach = extent(snapshot)
    scene = Situation(
        reading.period, reach.last, found.terms.currency, found.known, reach.ranges, ()
    )
    view = View(lang, DEFAULT_PERIOD, None, None, None, None, today)
    told = explain(snapshot, state, view, scene, standing)
    more = tuple(_facts(found, state, key, lang))
    return replace(told, facts=(*told.facts[:2], *more, *told.facts[2:]))


def _facts(found: Look, state: State, key: str, lang: Lang) -> Iterator[Pair]:
    """Yield what such a figure rests on beside its parts."""
    span = span_of(found, key)
    if key == "cac":
        return
    many = found.book.customers(span)
    told = {"first": span.start, "last": span.end, "n": f"{many:,}", "least": SMALLEST}
    yield Pair(COHORT.to(lang), OF_DAYS.fill(**told).to(lang))
    yield Pair(MARGIN.to(lang), _margin(found, state, lang))
    if key not in ESTIMATED:
        return
    ltv, reading = found.ltv(span), found.reading(key, span)
    yield Pair(HORIZON.to(lang), UP_TO.fill(day=ltv.days.end).to(lang))
    if reading and reading.interval:
        ends = (_written(found, v, reading.kpi.unit, lang) for v in reading.interval)
        yield Pair(RANGE.to(lang), "–".join(ends))
    if ltv.amount is not None:
        yield Pair(SEEN.to(lang), _written(found, ltv.so_far, Unit.MONEY, lang))
        rest = ltv.amount - ltv.so_far
        yield Pair(TO_COME.to(lang), _written(found, rest, Unit.MONEY, lang))
    rate = figure(found.terms.discount, Unit.RATIO, lang)
    yield Pair(DISCOUNT.to(lang), A_YEAR.fill(value=rate).to(lang))
    yield from _models(found, lang)


def _models(found: Look, lang: Lang) -> Iterator[Pair]:
    fit = found.book.estimate
    on = FITTED_ON.fill(n=f"{fit.customers:,}", back=f"{fit.came_back:,}")
    yield Pair(FITTED.to(lang), on.to(lang))
    if fit.parameters:
        many = 4 if fit.parameters[5] >= NARROW else len(NAMES)  # the others have no meaning then
        named = zip(NAMES[:many], fit.parameters, fit.intervals, strict=False)
        told = ", ".join(f"{name} {value:.3g} ({low:.3g}–{high:.3g})"
                         for name, value, (low, high) in named)  # fmt: skip
        yield Pair(MODEL.to(lang), MODELS.fill(parameters=told).to(lang))


def _margin(found: Look, state: State, lang: Lang) -> str:
    """Return the margin with who entered it, when and why."""
    share = found.book.share(found.terms.margin)
    value = figure(share, Unit.RATIO, lang)
    written = state.audit("setting gross_margin")
    if share is None or not written:
        return value if share is not None else NO_ANSWER
    last = written[-1]
    told = {"who": last["by"], "day": f"{last['at']:%Y-%m-%d}", "why": last["why"] or NO_ANSWER}
    return SET_BY.fill(value=value, **told).to(lang)


def _written(found: Look, value: float, unit: Unit, lang: Lang) -> str:
    return figure(value, unit, lang, currency=found.terms.currency)
