"""Where a KPI ends if its days go on as they do: a sum or a ratio, with range and probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from data.text import Text
from kpi.card import Doubt
from kpi.format import day as written
from kpi.pacing.ending import between, formed, number, probability, required, run_rate
from kpi.pacing.history import History
from kpi.pacing.model import FARTHEST, WINDOW, quantiles
from kpi.pacing.outlook import Outlook, known_sum, part_of
from kpi.pacing.remarks import remarks
from kpi.period import Span

if TYPE_CHECKING:
    from kpi.pacing.model import Floats

SHARE = 0.8
"""What comes lies in the interval this often."""
NOTHING: Mapping[date, str] = {}
Band = tuple[Decimal, Decimal]
"""A lower and an upper limit."""

SHORT = Text(
    "只有 {n} 天的歷史（從 {day} 起），至少要 8 週才預估。",
    "Only {n} days of history, from {day} on; a forecast needs eight weeks.",
)
QUIET = Text(
    "近 8 週都是 0，沒有可以預估的走勢。",
    "The last eight weeks are all zero; there is no course to forecast.",
)
TOO_FAR = Text(
    "到 {day} 還有 {n} 天，預估最多往後 {most} 天。",
    "{day} is {n} days ahead; a forecast reaches at most {most} days.",
)
ENDED = Text(
    "{start}–{end} 已經結束，沒有要預估的日子。", "{start}–{end} is over; no days are left."
)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a KPI is expected to end.

    Parameters
    ----------
    days : Span
        The period it is forecast for.
    known_to : datetime.date or None
        The last day that counts as it is; the rest is forecast.
    so_far : float or None
        The figure from the first day up to that one.
    path : tuple of Doubt
        The figure from the first day to each day after `known_to`, the last one at the end of
        the period; low and high are its range, equal to it where there is none.
    total, low, high : float or None
        The figure at the end, and its 80 % range.
    probability : float or None
        To be at the target or better at the end.
    within : float or None
        To end inside the band that was asked for.
    run_rate, required : float or None
        A day still to come, as expected and as the target needs it; of a ratio, the ratio of the
        days still to come.
    expected_by_today : Decimal or None
        應達, as the status is judged by.
    why_not : Text or None
        Why there is no forecast.
    notes : tuple of Text
        What has to be known of it.
    """

    days: Span
    known_to: date | None = None
    so_far: float | None = None
    path: tuple[Doubt, ...] = ()
    total: float | None = None
    low: float | None = None
    high: float | None = None
    probability: float | None = None
    within: float | None = None
    run_rate: float | None = None
    required: float | None = None
    expected_by_today: Decimal | None = None
    why_not: Text | None = None
    notes: tuple[Text, ...] = ()

    @property
    def days_left(self) -> int:
        """How many days are forecast."""
        return len(self.path)


def forecast_of(
    history: History,
    days: Span,
    target: Decimal | None = None,
    *,
    marked: Mapping[date, str] = NOTHING,
    due: Decimal | None = None,
    band: Band | None = None,
) -> Forecast:
    """Forecast a KPI to the end of a period.

    Each part (numerator, denominator) is forecast for itself, and the figure is formed from what
    both come to. The range comes from what the same forecast said on earlier weekdays like this
    one and how far it was off then: for a ratio in both parts at once, so that what moves them
    together cancels as it did. A level goes on changing as it did; a plan is known ahead.

    Parameters
    ----------
    days : Span
        Its first day begins the sum; its last is the deadline.
    target : Decimal or None
        What probability and required run rate are told against.
    marked : mapping of datetime.date to str
        Campaign days and holidays by name, past ones and those to come: each name is held to
        what it did before.
    due : Decimal or None
        What is due by the last complete day, handed through.
    band : (Decimal, Decimal) or None
        Two limits, between which the end may lie.
    """
    at = len(history.numerators) - 1 - history.late
    why_not = history.why_not or _refused(history, at, days)
    if why_not is not None:
        return Forecast(days, expected_by_today=due, why_not=why_not)
    ahead = (days.end - history.day(at)).days
    if ahead <= 0:
        return _over(history, days, due)
    names = sorted({name for day, name in marked.items() if day >= history.first})
    parts = [part_of(history, place, marked, names) for place in range(len(history.parts))]
    begins = history.since(days.start)
    so_far = [known_sum(part.values[begins : at + 1]) for part in parts]
    outlook = Outlook(parts, [part.lifts() for part in parts], ahead, max(0, begins - at - 1))
    made = _made(history, outlook, at, so_far, target, band)
    path = tuple(told for told in made.path if told.at >= days.start)
    notes = remarks(history, marked, at, days, ranged=made.low is not None)
    return replace(made, days=days, path=path, expected_by_today=due, notes=notes)


def _made(
    history: History, outlook: Outlook, at: int, so_far: Sequence[float], target: Decimal | None,
    band: Band | None,
) -> Forecast:  # fmt: skip
    """Return the figures of a forecast made at a place of the history."""
    kpi, known_to = history.kpi, history.day(at)
    rest = outlook.rest(at)
    told = formed(kpi, [s + days.cumsum() for s, days in zip(so_far, rest, strict=True)])
    checked = formed(kpi, outlook.ends(at, so_far, rest))
    final = _known(checked[:, -1])
    low, high = quantiles(final, SHARE) or (None, None)
    first = history.day(at + outlook.skipped)
    return Forecast(
        Span(first, first),
        known_to,
        so_far=None if outlook.skipped else number(formed(kpi, so_far)),
        path=_path(first, told, checked),
        total=number(told[-1]),
        low=low,
        high=high,
        probability=probability(kpi, final, target) if low is not None else None,
        within=between(final, band) if low is not None and band else None,
        run_rate=run_rate(kpi, rest),
        required=required(kpi, so_far, rest, target),
    )


def _refused(history: History, at: int, days: Span) -> Text | None:
    """Return why nothing is forecast from this history."""
    if at + 1 < WINDOW:
        return SHORT.fill(n=max(at + 1, 0), day=written(history.first))
    ahead = (days.end - history.day(at)).days
    if ahead > FARTHEST:
        return TOO_FAR.fill(day=written(days.end), n=ahead, most=FARTHEST)
    late = slice(at + 1 - WINDOW, at + 1)
    if not history.kpi.is_level and any(not any(part[late]) for part in history.parts):
        return QUIET
    return None


def _over(history: History, days: Span, due: Decimal | None) -> Forecast:
    """Return a period that has no days left: what it came to."""
    first, last = history.since(days.start), history.at(days.end) + 1
    sums = [sum(v or 0.0 for v in part[first:last]) for part in history.parts]
    total = number(formed(history.kpi, sums))
    over = ENDED.fill(start=written(days.start), end=written(days.end))
    return Forecast(
        days, days.end, total, total=total, low=total, high=total, expected_by_today=due,
        notes=(over,),
    )  # fmt: skip


def _path(known_to: date, told: Floats, checked: Floats) -> tuple[Doubt, ...]:
    """Return the figure of each day still to come, with its range."""
    found = []
    for n, value in enumerate(told.tolist()):
        day = date.fromordinal(known_to.toordinal() + n + 1)
        low, high = quantiles(_known(checked[:, n]), SHARE) or (value, value)
        if value == value:
            found.append(Doubt(day, value, low, high))
    return tuple(found)


def _known(values: Floats) -> list[float]:
    """Return the values that are an answer."""
    return [value for value in values.tolist() if value == value]
