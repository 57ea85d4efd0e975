"""Pacing and budget as an item of a review: where sums are heading, and each platform's month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from data.snapshot import Snapshot
from data.state import State
from data.text import LANGS, Lang, Text
from kpi.calendar.marks import indexed
from kpi.definition import Unit
from kpi.format import day, days, figure, joined
from kpi.pacing.board import ENDED, ENDED_OF, ENDS, ENDS_AT, LIKELY, NOT_YET, OVER, STOP, UNDER
from kpi.pacing.budget import Budgets, budgets
from kpi.pacing.budget_lines import BudgetLine, budget_lines, budget_notes, month_name
from kpi.pacing.history import LONGEST
from kpi.pacing.lines import line, name_of
from kpi.pacing.model import FARTHEST
from kpi.pacing.pace import Pace, Paces, paces
from kpi.period import Span
from kpi.review.judged import WeekRead
from kpi.review.margins import is_margin
from kpi.review.record import Line, Table
from kpi.review.words import both, capital

TITLES = (
    Text("平台", "Platform"), Text("月預算", "Budget"), Text("已花", "Spent"),
    Text("應花", "Planned so far"), Text("執行率", "Use"), Text("預估超出", "Heading over by"),
)  # fmt: skip
NONE = Text("沒有會累計的目標可以預估。", "No goal accumulates: nothing to forecast.")


def paced(snapshot: Snapshot, state: State, read: WeekRead) -> Paces | None:
    """Return the pace of the goals that accumulate, as the overview has asked for it."""
    wanted = frozenset(read.scene.heading.paces) or frozenset({""})
    return paces(snapshot, state, read.view, wanted)


def pacing(
    snapshot: Snapshot, state: State, read: WeekRead, found: Paces
) -> tuple[tuple[Line, ...], Table | None]:
    """Return where sums are heading and the budgets of the platforms, as the pacing page says.

    Only goals that accumulate are told: where a ratio ends is no question of pace. Budgets are of
    the month of the week's last day. What several platforms come to lets those who know one of
    them tell the others: it is kept from an outside eye like a margin.
    """
    told = _budgets(snapshot, state, read, found)
    lines = [
        Line(both(lambda lang, p=pace: _heading(p, found, lang)), margin=is_margin(pace.kpi.key))  # type: ignore[misc]
        for pace in found.paces
    ]
    return (*(lines or [Line(NONE)]), *_of_budget(told, read)), _table(told, read)


def _budgets(snapshot: Snapshot, state: State, read: WeekRead, found: Paces) -> Budgets:
    reach = Span(found.last - timedelta(LONGEST), found.last + timedelta(FARTHEST))
    asked = min(read.scene.period.now.end, found.last)
    return budgets(snapshot, found.known, {}, asked, indexed(state, reach, "cost"))


def _heading(pace: Pace, found: Paces, lang: Lang) -> str:
    """Say where a sum is heading; of a period that is over, what it came to."""
    name, told = name_of(pace, lang), line(pace, found, lang)
    if pace.forecast.total is None:
        return joined(name, NOT_YET.to(lang)) + STOP.to(lang)
    of_target = pace.judged and bool(pace.target)
    over, ahead = (ENDED_OF, ENDS) if of_target else (ENDED, ENDS_AT)
    words = {"total": told.total, "share": told.share, "days": days(pace.days)}
    text = (ahead if pace.forecast.path else over).fill(**words, day=day(pace.days.end))
    if pace.forecast.probability is not None:
        text = LIKELY.fill(text=text, p=told.probability)
    return joined(name, text.to(lang)) + STOP.to(lang)


def _of_budget(told: Budgets, read: WeekRead) -> Iterator[Line]:
    """Yield how far the month's media are heading off the budget, and how many days are left.

    Without a budget the note says what to import.
    """
    currency = read.told.currency
    overs = [one.over for one in told.platforms]
    if overs and None not in overs:
        by = sum(over for over in overs if over is not None)
        month = month_name(told.month)

        def worded(lang: Lang) -> str:
            amount = figure(abs(round(by)), Unit.MONEY, lang, currency=currency)
            text = OVER if by > 0 else UNDER
            return capital(text.fill(month=month, by=amount).to(lang) + STOP.to(lang))

        yield Line(both(worded), margin=True)
    first = [budget_notes(told, currency, lang)[0] for lang in LANGS]
    yield Line(Text(*first))


def _table(told: Budgets, read: WeekRead) -> Table | None:
    if not told.platforms:
        return None
    lines = [budget_lines(told, read.told.currency, lang) for lang in LANGS]
    platforms = tuple(one.platform for one in told.platforms)
    totals = len(lines[0]) - len(platforms)
    return Table(
        TITLES,
        tuple(_row(*pair) for pair in zip(*lines, strict=True)),
        (*platforms, *("",) * totals),
        (*(False,) * len(platforms), *(True,) * totals),
    )


def _row(zh: BudgetLine, en: BudgetLine) -> tuple[Text, ...]:
    names = ("name", "budget", "spent", "expected", "use", "over")
    return tuple(Text(getattr(zh, name), getattr(en, name)) for name in names)
