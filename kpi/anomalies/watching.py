"""Figures watched day by day: which days were odd, and what these days make of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.text import Text
from kpi.anomalies.anomaly import Anomaly, How, Kind, OddFigure
from kpi.anomalies.rule import odd_days
from kpi.catalog import KPIS
from kpi.cut import Cut
from kpi.definition import Kpi
from kpi.pacing.history import History
from kpi.period import Span

REVENUE, ORDERS, SESSIONS = (KPIS[key] for key in ("revenue", "orders", "sessions"))
BEHIND = 120
"""Days behind the first one told of: a baseline even where some of them were odd."""
BEFORE = 28
"""Days that say what an order or a visit brings."""
MANY, FEW = 1.5, 0.5
"""From so many times the visits expected on they are bots; from so few down, lost by tracking."""
CALM = 2.0
"""Within so many standard deviations a figure did not move with another."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One figure: its odd days, and how far off each day was."""

    kpi: Kpi
    history: History
    odd: Mapping[date, OddFigure]
    scores: Mapping[date, float]

    def before(self, day: date) -> float | None:
        """Return the sum of the 28 days before a day, odd ones left out; None of unknown days."""
        days = [day - timedelta(n) for n in range(1, BEFORE + 1)]
        told = [v for d in days if d not in self.odd and (v := self.history.known(d)) is not None]
        return sum(told) if told else None


def watched(kpi: Kpi, cut: Cut, history: History, days: Span) -> Watched:
    """Judge a figure's days; those at its end that still fill up are not judged yet."""
    first = max(0, history.at(days.start) - BEHIND)
    last = min(history.at(days.end), len(history.numerators) - 1 - history.late)
    values = history.numerators[first : max(last + 1, first)]
    since = max(0, history.at(days.start) - first)
    found, scores = odd_days(values, history.day(first).weekday(), since)
    return Watched(
        kpi,
        history,
        {history.day(first + odd.at): OddFigure(kpi, cut, odd) for odd in found},
        {history.day(first + at): score for at, score in scores.items()},
    )


def sales(day: date, company: Mapping[str, Watched], occasions: tuple[Text, ...]) -> Anomaly | None:
    """Return what was odd of a day's revenue, orders and visits together; None where nothing."""
    revenue, orders, sessions = (company.get(k.key) for k in (REVENUE, ORDERS, SESSIONS))
    off = [w.odd[day] for w in (revenue, orders, sessions) if w and day in w.odd]
    if not off:
        return None
    if off[0].kpi is not SESSIONS:
        stake, how = _sold(day, off[0], revenue, orders)
        return Anomaly(Span(day, day), Kind.SALES, tuple(off), stake, how, occasions)
    score = orders.scores.get(day) if orders else None
    if score is not None and abs(score) <= CALM:
        kind = _kind(off[0])
        return Anomaly(Span(day, day), kind, tuple(off), 0.0, How.NOTHING, occasions)
    stake = _worth(off[0].difference, day, revenue, sessions)
    return Anomaly(Span(day, day), Kind.VISITS, tuple(off), stake, How.VISITS, occasions)


def _kind(visits: OddFigure) -> Kind:
    """Return what visits are that no order went with: half as many again, or half gone."""
    if visits.odd.value >= visits.odd.expected * MANY:
        return Kind.BOTS
    return Kind.TRACKING if visits.odd.value <= visits.odd.expected * FEW else Kind.VISITS


def _sold(
    day: date, first: OddFigure, revenue: Watched | None, orders: Watched | None
) -> tuple[float | None, How]:
    if first.kpi is REVENUE:
        return first.difference, How.REVENUE
    return _worth(first.difference, day, revenue, orders), How.ORDERS


def _worth(
    many: float, day: date, revenue: Watched | None, counted: Watched | None
) -> float | None:
    """Return what so many orders or visits bring, as they did before."""
    money = revenue.before(day) if revenue else None
    count = counted.before(day) if counted else None
    return None if money is None or not count else many * money / count


def spending(platforms: Sequence[Watched], day: date, occasions: tuple[Text, ...]) -> list[Anomaly]:
    """Return the platforms whose cost was off on a day."""
    return [
        Anomaly(Span(day, day), Kind.SPENDING, (figure,), figure.difference, How.COST, occasions)
        for one in platforms
        if (figure := one.odd.get(day))
    ]
