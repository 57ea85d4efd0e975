"""What reviews froze, side by side: thirteen weeks of verdicts, six weeks and twelve months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data.text import Lang, Text
from kpi.card import Chip
from kpi.catalog import KPIS
from kpi.format import NO_ANSWER, day, figure, joined
from kpi.overview.wording import chip
from kpi.period import Span, calendar_span
from kpi.review.frozen import Frozen
from kpi.review.record import Review

WEEKS, TRAILING_WEEKS, TRAILING_MONTHS = 13, 6, 12
WEEK = timedelta(6)
"""From a Monday to its Sunday."""
TO_THURSDAY = timedelta(3)
"""A week belongs to the month in which most of it lies, as sums are judged in its review."""
KPI = Text("指標", "KPI")
MONTH = Text("{year}/{month}", "{year}/{month}")
SCOPED = Text("{name}（{scope}）", "{name} ({scope})")
RANKS = ("star", "core", "watched")
OF_WEEK, TO_DATE = Text("當週", "the week"), Text("期初至那週", "period to date")
SPAN = Text("數字的日子", "Days of the figure")
ALT = Text(
    "{n} 個目標 {weeks} 週的判定；{week} 那週：{newest}。",
    "Verdicts of {n} goals over {weeks} weeks; in the week of {week}: {newest}.",
)
BETWEEN = Text("、", ", ")
GRID_NOTE = Text(
    "每一格是那次週會開會時凍結的判定，之後補進的資料不會改它；「–」是那週沒有開週會或沒有這個目標。",
    "Each cell is the verdict as its review froze it; what came later does not change it. “–”: no"
    " review that week, or no such goal.",
)
TRAIL_NOTE = Text(
    "都是開會時凍結的數字。週：各週週會的。月：該月最後一次週會的（一週大半的日子在哪個月就算哪個月），"
    "不是整月結算；會累計的是從期初到那個週日。",
    "All as frozen at their reviews. Weeks: of the review of each week. Months: of the last review"
    " of the month (a week belongs where most of its days lie), not of the whole month; sums run"
    " from the period's first day to that Sunday.",
)


@dataclass(frozen=True, slots=True)
class GridRow:
    """The verdicts of one goal, the newest last; None where no review judged it."""

    goal: str
    name: str
    chips: tuple[Chip | None, ...]


@dataclass(frozen=True, slots=True)
class VerdictGrid:
    """Thirteen weeks of verdicts.

    Parameters
    ----------
    title : str
        What the first column names.
    weeks : tuple of str
        The Monday of each week as it is written, the newest last.
    reviews : tuple of str
        The id of each week's review; empty where there was none.
    alt : str
        The grid in one sentence.
    """

    title: str
    weeks: tuple[str, ...]
    reviews: tuple[str, ...]
    rows: tuple[GridRow, ...]
    alt: str
    note: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The frozen figures of one goal.

    Parameters
    ----------
    span : str
        「當週」, or 「期初至那週」 where it accumulates.
    cells : tuple of str
        The figures as they are written, the newest last; "–" where there was no answer.
    values : tuple of Decimal or None
        The same, to be drawn or sorted.
    """

    goal: str
    name: str
    span: str
    cells: tuple[str, ...]
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Trails:
    """Trailing figures: what the columns are called, and a line a goal."""

    titles: tuple[str, ...]
    rows: tuple[Trail, ...]
    note: str


def grid(found: Sequence[Review], lang: Lang) -> VerdictGrid:
    """Return the verdicts of the last thirteen weeks; rows are goals, the newest week last.

    Parameters
    ----------
    found : sequence of Review
        In any order; the newest ends the grid.
    """
    held = {one.week.start: one for one in found}
    mondays = _mondays(held, WEEKS)
    rows = tuple(
        GridRow(goal, name, tuple(_chip(held.get(monday), goal, lang) for monday in mondays))
        for goal, name in _goals((held[m] for m in reversed(mondays) if m in held), lang)
    )
    weeks = tuple(map(day, mondays))
    ids = tuple(held[m].id if m in held else "" for m in mondays)
    alt = _alt(rows, weeks, lang) if rows else ""
    return VerdictGrid(KPI.to(lang), weeks, ids, rows, alt, GRID_NOTE.to(lang))


def _alt(rows: Sequence[GridRow], weeks: Sequence[str], lang: Lang) -> str:
    """Tell the grid in a sentence: how much of it there is, and its newest week."""
    newest = [joined(row.name, c.word if (c := row.chips[-1]) else NO_ANSWER) for row in rows]
    said = BETWEEN.to(lang).join(newest)
    return ALT.fill(n=len(rows), weeks=len(weeks), week=weeks[-1], newest=said).to(lang)


def weekly(found: Sequence[Review], lang: Lang) -> Trails:
    """Return the frozen figures of the last six weeks."""
    held = {one.week.start: one for one in found}
    mondays = _mondays(held, TRAILING_WEEKS)
    return _trails([held.get(m) for m in mondays], [day(m) for m in mondays], True, lang)


def monthly(found: Sequence[Review], lang: Lang) -> Trails:
    """Return the frozen figures of the last twelve months, of the last review of each."""
    last: dict[date, Review] = {}
    for one in sorted(found, key=lambda r: r.week):
        last[(one.week.start + TO_THURSDAY).replace(day=1)] = one
    months = [max(last)] if last else []
    while months and len(months) < TRAILING_MONTHS:
        months.insert(0, calendar_span("month", months[0] - timedelta(1)).start)
    titles = [MONTH.fill(year=m.year, month=m.month).to(lang) for m in months]
    return _trails([last.get(m) for m in months], titles, False, lang)


def of_week(frozen: Frozen, week: Span) -> Decimal | None:
    """Return what was frozen of the week alone, not of the month up to it."""
    if (frozen.start, frozen.end) == (week.start, week.end):
        return frozen.value
    return next((w.value for w in frozen.weeks if w.start == week.start), None)


def _mondays(held: Mapping[date, Review], many: int) -> list[date]:
    """Return the Mondays of the last weeks, also of those in which nobody met."""
    newest = max(held, default=None)
    return [newest - timedelta(7 * n) for n in reversed(range(many))] if newest else []


def _goals(newest_first: Iterable[Review], lang: Lang) -> list[tuple[str, str]]:
    """Return goals with their names by rank; those that are no more stand last."""
    known: dict[str, tuple[tuple[int, int], str]] = {}
    for back, one in enumerate(newest_first):
        for frozen in one.frozen:
            rank = RANKS.index(frozen.rank) if frozen.rank in RANKS else len(RANKS)
            known.setdefault(frozen.goal, ((min(back, 1), rank), _name(frozen, lang)))
    return [(goal, name) for goal, (_, name) in sorted(known.items(), key=lambda k: k[1][0])]


def _name(frozen: Frozen, lang: Lang) -> str:
    if frozen.scope is None:
        return frozen.name.to(lang)
    return SCOPED.fill(name=frozen.name, scope=frozen.scope).to(lang)


def _chip(held: Review | None, goal: str, lang: Lang) -> Chip | None:
    frozen = held.of_goal(goal) if held else None
    return chip(frozen.verdict, lang) if frozen else None


def _trails(
    held: Sequence[Review | None], titles: Sequence[str], weekly: bool, lang: Lang
) -> Trails:
    rows = []
    for goal, name in _goals([one for one in reversed(held) if one], lang):
        kept = [one.of_goal(goal) if one else None for one in held]
        told = [
            None if one is None or f is None else of_week(f, one.week) if weekly else f.value
            for one, f in zip(held, kept, strict=True)
        ]
        cells = tuple(_written(f, value, lang) for f, value in zip(kept, told, strict=True))
        newest = next(f for f in reversed(kept) if f)
        span = OF_WEEK if weekly or newest.end - newest.start == WEEK else TO_DATE
        rows.append(Trail(goal, name, span.to(lang), cells, tuple(told)))
    return Trails(tuple(titles), tuple(rows), TRAIL_NOTE.to(lang))


def _written(frozen: Frozen | None, value: Decimal | None, lang: Lang) -> str:
    """Write a figure with the digits its KPI has; one that is no more has its unit's."""
    if frozen is None:
        return NO_ANSWER
    decimals = KPIS[frozen.kpi].decimals if frozen.kpi in KPIS else None
    return figure(value, frozen.unit, lang, decimals=decimals, currency=frozen.currency)
