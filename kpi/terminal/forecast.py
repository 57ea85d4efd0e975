"""``python -m kpi forecast``: where a KPI ends, how likely its target is, what it needs a day."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import data.state
from data.snapshot import Snapshot, Store, current
from data.state import State
from data.text import Lang, Text
from kpi.answer import tax_basis
from kpi.calendar.marks import indexed
from kpi.card import Doubt
from kpi.catalog import KPIS
from kpi.cut import TIMES, Dimension, cut_of, possible
from kpi.definition import Kpi
from kpi.facts.completeness import completeness
from kpi.facts.extent import extent
from kpi.figure import Number
from kpi.format import NO_ANSWER, day, days, figure, share
from kpi.goals.goal import Goal, goals
from kpi.goals.targets import target_of
from kpi.pacing.due import course_of, due_by, planned_days
from kpi.pacing.forecast import Forecast, forecast_of
from kpi.pacing.history import LONGEST, History
from kpi.pacing.model import FARTHEST
from kpi.pacing.pace import figure_of
from kpi.pacing.used import days_of
from kpi.period import Span, calendar_span, to_date
from kpi.terminal.door import WrongCall, common, kpi_named, print_table
from kpi.terminal.show import by_name, condition
from kpi.terms import terms

NO_TIME = Text(
    "--where 只能篩選平台、帳戶等，不能是 {name}；期末用 --until 2026-11-30 指定。",
    "--where keeps to platforms, accounts and the like, not to a {name}; say the deadline with"
    " --until 2026-11-30.",
)
TOO_EARLY = Text(
    "--until {until} 在期間的第一天 {start} 之前。", "--until {until} is before the period's first"
    " day {start}.",
)  # fmt: skip
NO_FACTS = Text(
    "還沒有任何資料；先用 python -m data import 匯入檔案。",
    "There are no data yet; import files with python -m data import.",
)
ROWS = {
    "period": Text("期間", "Period"),
    "value": Text("目前", "So far"),
    "complete_to": Text("資料完整至", "Complete to"),
    "target": Text("目標", "Target"),
    "due": Text("應達", "Due"),
    "total": Text("預估期末", "At the end"),
    "range": Text("80% 範圍", "80% range"),
    "probability": Text("達標機率", "Likely to hit"),
    "run_rate": Text("剩下的日子預估", "Days left, expected"),
    "required": Text("剩下的日子需要", "Days left, needed"),
}
"""What people are told, in order; of a sum, the days left are told for one of them."""


def forecast(args: argparse.Namespace) -> dict[str, Any]:
    """Return the forecast asked for, as the door's JSON document."""
    kpi = kpi_named(args.kpi)
    where = dict(condition(text) for text in args.where)
    for name in TIMES:
        if name in where:
            raise WrongCall(NO_TIME.fill(name=name))
    possible([kpi], KPIS.values(), tuple(where))
    store = Store.at(args.store)
    state = State.open(store.state_url)
    snapshot = current(store)
    if snapshot is None or not extent(snapshot).sources:
        return _document(kpi, where, Forecast(Span(date.min, date.min), why_not=NO_FACTS), None)
    return _answer(snapshot, state, kpi, by_name(snapshot, where), args.until)


def _answer(
    snapshot: Snapshot, state: State, kpi: Kpi, where: dict[Dimension, str], until: date | None
) -> dict[str, Any]:
    """Forecast a KPI over its goal's period, or a month, or up to a day."""
    reach, today = extent(snapshot), data.state.today(state)
    told, scope = terms(state, reach.sources), cut_of({str(n): v for n, v in where.items()})
    known = completeness(snapshot, [to_date("month", reach.last, told.year)], today, told)
    every = goals(state, reach.books)
    goal = next((g for g in every if (g.kpi, g.scope) == (kpi.key, scope)), None)
    (history,) = days_of(snapshot, [(kpi, ())], dict(scope), known)
    last = history.complete_to or reach.last
    whole = calendar_span(goal.period if goal else "month", last, told.year)
    if until and until < whole.start:
        raise WrongCall(TOO_EARLY.fill(until=until, start=whole.start))
    asked = Span(whole.start, until or whole.end)
    judged = goal if goal and (asked == whole or not kpi.accumulates) else None
    special = indexed(state, Span(last - timedelta(LONGEST), last + timedelta(FARTHEST)), kpi.key)
    due = _due(snapshot, judged, history, whole, last) if kpi.accumulates else None
    target = target_of(judged, whole) if judged else None
    made = forecast_of(history, asked, target, marked=special, due=due)
    return _document(kpi, where, made, judged) | {
        "target": _plain(target),
        "currency": told.currency,
        "tax_basis": tax_basis(reach.sources, where, told.tax),
        "value": _plain(figure_of(history, Span(asked.start, min(last, asked.end)))),
        "complete_to": _iso(history.complete_to),
    }


def _due(
    snapshot: Snapshot, goal: Goal | None, history: History, whole: Span, last: date
) -> Decimal | None:
    """Return what is due by the last complete day."""
    if goal is None:
        return None
    planned = planned_days(snapshot, goal, whole) if goal.shape == "plan" else {}
    return due_by(goal, whole, last, course_of(goal, whole, history, planned))


def _document(
    kpi: Kpi, where: dict[Dimension, str], made: Forecast, goal: Goal | None
) -> dict[str, Any]:
    """Return a forecast as plain JSON; once published, its names stay."""
    asked = made.days != Span(date.min, date.min)
    return {
        "kpi": kpi.key,
        "cut": {str(name): value for name, value in where.items()},
        "unit": kpi.unit,
        "ledger": kpi.ledger,
        "currency": None,
        "tax_basis": None,
        "period": {"from": _iso(made.days.start), "to": _iso(made.days.end)} if asked else None,
        "complete_to": None,
        "value": None,
        "goal": goal.id if goal else None,
        "target": None,
        "due": _plain(made.expected_by_today),
        "known_to": _iso(made.known_to),
        "forecast": _between(made.total, made) | {"probability": made.probability},
        "run_rate": made.run_rate,
        "required": made.required,
        "days": [{"day": _iso(at.at)} | _between(at.value, at) for at in made.path],
        "why_not": made.why_not.as_dict() if made.why_not else None,
        "notes": [note.as_dict() for note in made.notes],
    }


def _between(value: float | None, told: Forecast | Doubt) -> dict[str, float | None]:
    return {"value": value, "low": told.low, "high": told.high}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Number | None) -> float | None:
    return None if value is None else float(value)


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: one line a figure, then why something is missing."""
    kpi, ends = kpi_named(answer["kpi"]), answer["forecast"]

    def told(value: float | None) -> str:
        whole = round(value) if kpi.accumulates and value is not None else value
        return figure(whole, kpi.unit, lang, decimals=kpi.decimals,
                      currency=answer["currency"], full=True)  # fmt: skip

    period = answer["period"]
    values = {
        "period": days(Span(*map(date.fromisoformat, period.values()))) if period else NO_ANSWER,
        "complete_to": _day(answer["complete_to"]),
        "range": f"{told(ends['low'])}–{told(ends['high'])}" if ends["low"] is not None else "",
        "total": told(ends["value"]),
        "probability": share(ends["probability"]),
        **{key: told(answer[key]) for key in ("value", "target", "due", "run_rate", "required")},
    }
    lines = [[kpi.name.to(lang), ""]]
    lines += [[title.to(lang), values[key] or NO_ANSWER] for key, title in ROWS.items()]
    print_table(lines, {1})
    for said in (answer["why_not"], *answer["notes"]):
        if said:
            print(said[lang])


def _day(text: str | None) -> str:
    return day(date.fromisoformat(text)) if text else NO_ANSWER


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser("forecast", help="where a KPI ends, and how likely its target is")
    ask.add_argument("kpi", metavar="KPI")
    ask.add_argument("--until", type=date.fromisoformat, metavar="D", help="the last day")
    ask.add_argument("--where", action="extend", nargs="+", default=[], metavar="NAME=VALUE")
    common(ask)
    ask.set_defaults(answer=forecast, told=tell)
