"""What the imported plan says a goal should reach, by month and by day, with the reserve."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data.snapshot import Snapshot
from kpi.catalog import KPIS
from kpi.definition import Unit
from kpi.facts.plan_names import platform_of
from kpi.goals.goal import Daily, Goal, Monthly
from kpi.goals.table import kpi_of
from kpi.period import Span, calendar_span
from kpi.sql import text


@dataclass(frozen=True, slots=True)
class Planned:
    """Targets of an imported plan for one goal.

    Parameters
    ----------
    reserve : tuple
        By month, money kept back for the same scope; it is part of no target.
    unclear : tuple of str
        Months or days that two lines plan differently, and rates above 100 %: none of these count.
    """

    monthly: Monthly
    daily: Daily
    reserve: Monthly
    unclear: tuple[str, ...]


def planned(snapshot: Snapshot | None, goal: Goal, today: date, currency: str | None
            ) -> Planned | None:  # fmt: skip
    """Return what a plan says of this month and later ones; None where it says nothing of a goal.

    A line counts whose KPI is the goal's, by any of its names, and whose platform is the goal's
    scope; of money, in the reporting currency only. A month is its own line, else its days
    together where all of them are planned.
    """
    if snapshot is None or any(name != "platform" for name, _ in goal.scope):
        return None
    lines = list(_lines(snapshot, goal, currency))
    first = calendar_span("month", today).start
    said = _once((span, target) for span, target, _ in lines if target is not None)
    targets = {span: value for span, value in said.items() if span.end >= first}
    unclear = [_at(span) for span, value in targets.items() if value is None or _odd(goal, value)]
    clear = {s: v for s, v in targets.items() if v is not None and not _odd(goal, v)}
    months = {s: v for s, v in clear.items() if s == calendar_span("month", s.start)}
    days = {s.start: v for s, v in clear.items() if s.days == 1}
    if not KPIS[goal.kpi].accumulates:
        days = {}
    monthly = _summed(days) | {_month(s): v for s, v in months.items()}
    if not (monthly or days or unclear):
        return None
    kept = ((_month(span), value) for span, _, value in lines if value and span.end >= first)
    reserve: dict[str, Decimal] = defaultdict(Decimal)
    for month, value in kept:
        reserve[month] += value
    return Planned(
        tuple(sorted(monthly.items())), tuple(sorted(days.items())),
        tuple(sorted(reserve.items())), tuple(sorted(unclear)),
    )  # fmt: skip


def _lines(
    snapshot: Snapshot, goal: Goal, currency: str | None
) -> Iterator[tuple[Span, Decimal | None, Decimal | None]]:
    """Yield the lines that are of a goal: days, target, reserve."""
    platform = dict(goal.scope).get("platform", "–")
    is_money = KPIS[goal.kpi].unit is Unit.MONEY
    for start, end, written, name, target, reserve, told in snapshot.query(text("plan_targets")):
        if platform_of(written) != platform:
            continue
        other_money = told not in (None, currency)
        named = name is not None and kpi_of(name) == goal.kpi
        mine = target if named and not (is_money and other_money) else None
        kept = None if other_money or (name is not None and not named) else reserve
        if mine is not None or kept is not None:
            yield Span(start, end), _plain(mine), _plain(kept)


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value.normalize():f}")


def _once(lines: Iterable[tuple[Span, Any]]) -> dict[Span, Decimal | None]:
    """Return what each span is planned for; None where two lines say different things."""
    found: dict[Span, Decimal | None] = {}
    for span, value in lines:
        found[span] = value if found.get(span, value) == value else None
    return found


def _odd(goal: Goal, value: Decimal) -> bool:
    """Whether it is no such figure: whether a rate of 1.6 means 160 % or 1.6 %, nobody knows."""
    return value < 0 or (KPIS[goal.kpi].unit is Unit.RATIO and value > 1)


def _summed(days: dict[date, Decimal]) -> dict[str, Decimal]:
    """Add up the days of months that are planned on every day."""
    counted = Counter(f"{day:%Y-%m}" for day in days)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for day, value in days.items():
        if counted[f"{day:%Y-%m}"] == calendar_span("month", day).days:
            sums[f"{day:%Y-%m}"] += value
    return sums


def _month(span: Span) -> str:
    return f"{span.start:%Y-%m}"


def _at(span: Span) -> str:
    return f"{span.start}" if span.days == 1 else _month(span)
