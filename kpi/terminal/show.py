"""``python -m kpi show``: figures over a period, split and filtered."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import data.state
from data.snapshot import Snapshot, Store, current
from data.state import State
from data.text import Lang, Text
from kpi.answer import document, rows_of, tax_basis
from kpi.catalog import KPIS
from kpi.customers import kept
from kpi.cut import (
    NO_CLASS,
    NONE_CLASSED,
    TIMES,
    UNCLASSED,
    Dimension,
    dimension,
    possible,
)
from kpi.facts.extent import extent
from kpi.format import NO_ANSWER, figure
from kpi.goals.goal import goals
from kpi.pacing.heading import courses
from kpi.period import Span, calendar_span
from kpi.reading import CALENDARS, Reading, read_all
from kpi.terminal.door import WrongCall, common, kpi_named, print_table
from kpi.terminal.door import span as door_span
from kpi.terms import Terms, terms
from kpi.verdict import FLAGS, VERDICTS
from kpi.view import DEFAULT_PERIOD, View

NOT_A_PAIR = Text(
    "「--where {text}」要寫成 名稱=值，例如 platform=google_ads。",
    "“--where {text}” must be NAME=VALUE, as in platform=google_ads.",
)
NO_SUCH_TIME = Text(
    "看不懂「{name}={value}」；要寫成 day=2026-11-02、week=2026-11-02（那一週）或 month=2026-11。",
    "“{name}={value}” is no time; write day=2026-11-02, week=2026-11-02 (its week), month=2026-11.",
)
OUTSIDE = Text(
    "「{name}={value}」不在 {start}–{end} 之內。", "“{name}={value}” lies outside {start}–{end}."
)
COLUMNS = (
    Text("指標", "KPI"),
    Text("切分", "Cut"),
    Text("數值", "Value"),
    Text("上期", "Previous"),
    Text("去年同期", "Last year"),
    Text("完整至", "Complete to"),
    Text("判定", "Verdict"),
    Text("註記", "Flags"),
)
FIGURES = range(2, 5)
"""Columns that stand to the right."""


def show(args: argparse.Namespace) -> dict[str, Any]:
    """Return the readings asked for, as the door's JSON document."""
    asked = door_span(args.start, args.end)
    named = [kpi_named(name) for name in args.kpis]
    by = tuple(dict.fromkeys(dimension(name) for name in args.by))
    span, where = _filter(asked, [condition(text) for text in args.where])
    kpis = possible(named, KPIS.values(), (*by, *where))
    store = Store.at(args.store)
    state = State.open(store.state_url)
    snapshot = current(store)
    if snapshot is None:
        return document(asked, None, None, [])
    if args.as_of:
        snapshot = snapshot.as_of(args.as_of)
    where = by_name(snapshot, where)
    sources = extent(snapshot).sources
    told = terms(state, sources)
    _check_class(where.get(Dimension.CAMPAIGN_CLASS), told)
    if any(kpi.is_estimated for kpi in named):
        kept.prepare(snapshot, told)  # nobody waits for a page here
    today = data.state.today(state)
    every = goals(state, extent(snapshot).books)
    readings = read_all(snapshot, kpis, span, by, where, today, told)
    if Dimension.CAMPAIGN_CLASS in by:
        _check_classed(readings, told)
    found = [r for r in readings if named or r.value is not None]
    seen = where.get(Dimension.PLATFORM), where.get(Dimension.ACCOUNT)
    view = View(args.lang, DEFAULT_PERIOD, None, None, *seen, today)
    rows = rows_of(found, every, today, courses(snapshot, state, view, every))
    return document(asked, told.currency, tax_basis(sources, where, told.tax), rows)


def _check_class(name: str | None, told: Terms) -> None:
    """Refuse a campaign class that no rule makes."""
    known = [UNCLASSED, *(rule for rule, _ in told.classes)]
    if name is not None and name not in known:
        raise WrongCall(NO_CLASS.fill(value=name, names=", ".join(known)))


def _check_classed(readings: Sequence[Reading], told: Terms) -> None:
    """Refuse a cut by classes where no campaign is in any: that would be one row called unknown."""
    found = {dict(r.cut).get(Dimension.CAMPAIGN_CLASS) for r in readings}
    if found == {UNCLASSED}:
        rules = ", ".join(f"{name}: {'/'.join(words)}" for name, words in told.classes)
        raise WrongCall(NONE_CLASSED.fill(names=rules))


def condition(text: str) -> tuple[Dimension, str]:
    """Read one ``--where``; raise :class:`WrongCall` where it is no NAME=VALUE."""
    name, equals, value = text.partition("=")
    if not equals or not value:
        raise WrongCall(NOT_A_PAIR.fill(text=text))
    return dimension(name), value


def _filter(
    span: Span, conditions: Sequence[tuple[Dimension, str]]
) -> tuple[Span, dict[Dimension, str]]:
    """Return the days that conditions on times leave, and the conditions on entities."""
    where = {}
    for name, value in conditions:
        if name not in TIMES:
            where[name] = value
            continue
        chosen = _time(name, value)
        if not chosen.overlaps(span):
            raise WrongCall(OUTSIDE.fill(name=name, value=value, start=span.start, end=span.end))
        span = Span(max(span.start, chosen.start), min(span.end, chosen.end))
    return span, where


def _time(name: Dimension, value: str) -> Span:
    try:
        day = date.fromisoformat(f"{value}-01" if name is Dimension.MONTH else value)
    except ValueError:
        raise WrongCall(NO_SUCH_TIME.fill(name=name, value=value)) from None
    return Span(day, day) if name is Dimension.DAY else calendar_span(CALENDARS[name], day)


def by_name(snapshot: Snapshot, where: dict[Dimension, str]) -> dict[Dimension, str]:
    """Return the filter with its account, given by name or id, by the name its rows carry."""
    value = where.get(Dimension.ACCOUNT)
    named = [a.account for a in snapshot.accounts() if value in (a.account, a.account_id)]
    return {**where, Dimension.ACCOUNT: named[0]} if value and named else where


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: one line a row, all digits, columns aligned."""
    lines = [[column.to(lang) for column in COLUMNS]]
    lines += [_line(row, answer["currency"], lang) for row in answer["rows"]]
    print_table(lines, FIGURES)


def _line(row: dict[str, Any], currency: str | None, lang: Lang) -> list[str]:
    kpi = KPIS[row["kpi"]]
    told = [
        figure(row[key], kpi.unit, lang, decimals=kpi.decimals, currency=currency, full=True)
        for key in ("value", "previous", "last_year")
    ]
    verdict = VERDICTS[row["verdict"]][0].to(lang) if row["verdict"] else ""
    flags = ", ".join(FLAGS[flag][0].to(lang) for flag in row["flags"])
    cut = " / ".join(row["cut"].values())
    return [kpi.name.to(lang), cut, *told, row["complete_to"] or NO_ANSWER, verdict, flags]


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser("show", help="figures over a period, split and filtered")
    ask.add_argument("kpis", nargs="*", metavar="KPI", help=", ".join(KPIS))
    ask.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="D")
    ask.add_argument("--to", dest="end", type=date.fromisoformat, required=True, metavar="D")
    ask.add_argument("--by", action="extend", nargs="+", default=[], metavar="NAME")
    ask.add_argument("--where", action="extend", nargs="+", default=[], metavar="NAME=VALUE")
    ask.add_argument("--as-of", type=_utc, metavar="TIMESTAMP", help="as known then, UTC")
    common(ask)
    ask.set_defaults(answer=show, told=tell)


def _utc(text: str) -> datetime:
    """Read a timestamp; without a zone it is UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is None else at.astimezone(UTC).replace(tzinfo=None)
