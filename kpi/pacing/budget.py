"""Budget pacing: a platform's month against its plan, on the platform's own tax basis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.snapshot import Snapshot
from kpi.catalog import KPIS
from kpi.cut import Cut
from kpi.facts.completeness import Completeness
from kpi.facts.coverage import coverage
from kpi.pacing.forecast import Forecast, forecast_of
from kpi.pacing.history import histories
from kpi.pacing.spending import NOTHING, Day, spending
from kpi.period import Span, calendar_span
from kpi.sql import text

COST = KPIS["cost"]


@dataclass(frozen=True, slots=True)
class BudgetPace:
    """One platform's month against its plan.

    Parameters
    ----------
    platform : str
        Its key; what the plan says where that is no platform.
    budget : Decimal
        Of the whole month.
    spent : Decimal or None
        On the days its files tell; None without any.
    expected : Decimal
        The plan of these very days.
    projected : float or None
        What the month is expected to come to; `forecast` says why there is none.
    days_left : int
        From today to the month's last day.
    daily : float or None
        What may be spent on each day left for the budget to be met; below zero it is used up.
    unknown : tuple of datetime.date
        Days before today that nobody exported: no cost of theirs is in `spent`, and the forecast
        stands for them in `projected` and `daily`.
    unplanned : int
        Days of the month that have no budget, or that two lines plan.
    """

    platform: str
    budget: Decimal
    spent: Decimal | None
    expected: Decimal
    forecast: Forecast
    projected: float | None
    days_left: int
    daily: float | None
    unknown: tuple[date, ...]
    unplanned: int

    @property
    def over(self) -> float | None:
        """How much above the budget the month is expected to end; below it, less than zero."""
        return None if self.projected is None else self.projected - float(self.budget)


ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Budgets:
    """All platforms of a month; `reserve` belongs to none of them and is no budget.

    Parameters
    ----------
    waits : bool
        Whether part of the reserve is in a currency that figures are not told in.
    """

    month: Span
    platforms: tuple[BudgetPace, ...]
    reserve: Decimal
    waits: bool = False


def budgets(
    snapshot: Snapshot,
    known: Completeness,
    where: Mapping[str, str],
    day: date,
    marked: Mapping[date, str],
) -> Budgets:
    """Pace every platform that is planned in the month of a day.

    Cost and budget are those of :func:`kpi.pacing.spending.spending`.
    """
    month = calendar_span("month", day, known.terms.year)
    reserve, waits = _reserve(snapshot, month, known.terms.currency)
    if "account" in where:  # a plan knows platforms and nothing below them
        return Budgets(month, (), reserve, waits)
    told = spending(snapshot, known, month.each_day(), where)
    cuts: list[Cut] = [(("platform", p),) for p in told]
    read = histories(snapshot, [(COST, cut) for cut in cuts], {}, known)
    gaps = _gaps(snapshot, known, month)
    found = []
    for platform, history in zip(told, read, strict=True):
        forecast = forecast_of(history, month, marked=marked)
        covered = gaps.get(platform)
        found.append(_pace(platform, told[platform], forecast, covered, known.today, month))
    ordered = sorted(found, key=lambda one: (-one.budget, one.platform))
    return Budgets(month, tuple(ordered), reserve, waits)


def _pace(
    platform: str,
    told: Mapping[date, Day],
    forecast: Forecast,
    covered: tuple[date, frozenset[date]] | None,
    today: date,
    month: Span,
) -> BudgetPace:
    """Hold one platform's days against its plan."""
    last, missing = covered or (month.start - timedelta(1), frozenset())
    past = [s.start for s in month.each_day() if s.start < today]
    unknown = [day for day in past if day > last or day in missing]
    counted = [day for day in past if day not in set(unknown)]
    days = [told.get(day, NOTHING) for day in counted]
    spent = sum((d.cost or ZERO for d in days), ZERO) if counted and covered else None
    budget = sum((d.budget or ZERO for d in told.values()), ZERO)
    expected = sum((d.budget or ZERO for d in days), ZERO)
    left = max(0, (month.end - max(today, month.start)).days + 1)
    return BudgetPace(
        platform, budget, spent, expected, forecast,
        projected=forecast.total,
        days_left=left,
        daily=_daily(budget, spent, forecast, unknown, today, left),
        unknown=tuple(unknown),
        unplanned=sum(told.get(s.start, NOTHING).budget is None for s in month.each_day()),
    )  # fmt: skip


def _daily(
    budget: Decimal,
    spent: Decimal | None,
    forecast: Forecast,
    unknown: Sequence[date],
    today: date,
    left: int,
) -> float | None:
    """Return what is left a day; what unknown days cost is taken from the forecast."""
    if spent is None or not left:
        return None
    used: float | None = float(spent)
    if unknown:
        used = next((at.value for at in reversed(forecast.path) if at.at < today), None)
    return None if used is None else (float(budget) - used) / left


def _gaps(
    snapshot: Snapshot, known: Completeness, month: Span
) -> dict[str, tuple[date, frozenset[date]]]:
    """Return by platform the last day that all its accounts told, and days within nobody told.

    An account that ended before the month is no longer waited for.
    """
    found: dict[str, tuple[date, frozenset[date]]] = {}
    for one in coverage(snapshot):
        source = one.source
        telling = {s.account_key for s in known.feeding(COST, (("platform", source.platform),))}
        if source.account_key not in telling or source.complete_to is None:
            continue
        missing = {day.start for gap in one.missing for day in gap.each_day()}
        last, before = found.get(source.platform, (source.complete_to, frozenset()))
        found[source.platform] = min(last, source.complete_to), before | missing
    return found


def _reserve(snapshot: Snapshot, month: Span, currency: str | None) -> tuple[Decimal, bool]:
    """Return the month's reserve, and whether some of it is in another currency."""
    rows = snapshot.query(text("plan_reserve"), start=month.start, end=month.end)
    told = sum((amount for of, amount in rows if of == currency), ZERO)
    return told, any(of != currency for of, _ in rows)
