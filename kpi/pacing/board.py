"""The page of pacing as it is drawn: sentence, goals, one chart, budgets, odd days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from data.snapshot import Snapshot
from data.state import State
from data.text import Lang, Text
from kpi.anomalies.anomaly import Anomalies
from kpi.anomalies.found import anomalies
from kpi.anomalies.wording import AnomalyLine
from kpi.anomalies.wording import lines as anomaly_lines
from kpi.anomalies.wording import notes as anomaly_notes
from kpi.calendar.marks import drawn, indexed, occasions
from kpi.card import Chart
from kpi.definition import Unit
from kpi.format import day, days, figure, joined, share
from kpi.pacing.budget import Budgets, budgets
from kpi.pacing.budget_lines import BudgetLine, budget_lines, budget_notes, month_name
from kpi.pacing.history import LONGEST
from kpi.pacing.lines import PaceLine, chart, line, name_of, of_rank, share_of_target, shown
from kpi.pacing.model import FARTHEST
from kpi.pacing.pace import Pace, Paces, paces
from kpi.period import Span
from kpi.view import View

ENDS = Text(
    "照目前的走勢，{day} 會到 {total}，是目標的 {share}",
    "is heading for {total} by {day}, {share} of the target",
)
ENDS_AT = Text("照目前的走勢，{day} 會是 {total}", "is heading for {total} by {day}")
ENDED = Text("在 {days} 是 {total}", "came to {total} in {days}")
ENDED_OF = Text(
    "在 {days} 是 {total}，是目標的 {share}", "came to {total} in {days}, {share} of the target"
)
LIKELY = Text("{text}，達標機率 {p}", "{text}, {p} likely to hit it")
NOT_YET = Text("還不能預估", "cannot be forecast yet")
NO_GOALS = Text("這個篩選下沒有可以預估的目標", "No goal can be forecast within this filter")
OUTSIDE = Text(
    "另有 {n} 個目標讀的帳本不在這個篩選裡；拿掉篩選就會出現。",
    "Goals read from books outside of this filter: {n}; remove it and they appear.",
)
OVER = Text("廣告花費預估超過 {month}預算 {by}", "media is heading {by} over {month}’s budget")
UNDER = Text("廣告花費預估比 {month}預算少 {by}", "media is heading {by} under {month}’s budget")
ODD = Text("近 {n} 天有 {many} 件異常", "{many} odd days or runs in the last {n} days")
CALM = Text("近 {n} 天沒有異常", "no odd day in the last {n} days")
ABOUT, LIST = Text("{names}：{said}", "{names}: {said}"), Text("、", ", ")
JOINT, STOP = Text("；", "; "), Text("。", ".")


@dataclass(frozen=True, slots=True)
class PacingBoard:
    """The page, everything worded.

    Parameters
    ----------
    notes : tuple of str
        What must be known of the forecasts, each with the goals it holds for.
    chosen : str
        The goal whose chart is drawn; empty without goals.
    budget_days : str
        The month whose budget is told.
    """

    sentence: str
    lines: tuple[PaceLine, ...]
    chosen: str
    chart: Chart | None
    notes: tuple[str, ...]
    budget: tuple[BudgetLine, ...]
    budget_days: str
    budget_notes: tuple[str, ...]
    anomalies: tuple[AnomalyLine, ...]
    anomaly_notes: tuple[str, ...]


def pacing_board(
    snapshot: Snapshot, state: State, view: View, goal_id: str = ""
) -> PacingBoard | None:
    """Return the page of a view; None where there are no facts at all."""
    found = paces(snapshot, state, view)
    if found is None:
        return None
    ordered = [p for p in of_rank(found.paces) if _has_its_book(p, view)]
    chosen = next((p for p in ordered if p.goal.id == goal_id), ordered[0] if ordered else None)
    reach = Span(found.last - timedelta(LONGEST), found.last + timedelta(FARTHEST))
    special = indexed(state, reach, "cost")
    spent = budgets(snapshot, found.known, view.where, found.last, special)
    odd = anomalies(snapshot, state, view, found.known, found.last)
    lang, currency = view.lang, found.known.terms.currency
    lines = tuple(line(p, found, lang) for p in ordered)
    return PacingBoard(
        sentence=_sentence(ordered, found, spent, odd, lang),
        lines=lines,
        notes=_notes(lines, len(found.paces) - len(lines), lang),
        chosen=chosen.goal.id if chosen else "",
        chart=_marked(chosen, found, state, lang) if chosen else None,
        budget=budget_lines(spent, currency, lang),
        budget_days=days(spent.month),
        budget_notes=budget_notes(spent, currency, lang),
        anomalies=anomaly_lines(odd, currency, lang),
        anomaly_notes=anomaly_notes(odd, lang),
    )


def _marked(pace: Pace, found: Paces, state: State, lang: Lang) -> Chart:
    """Draw a goal's days with what the calendar says of them."""
    known = occasions(state, pace.days)
    return replace(chart(pace, found, lang), marks=drawn(known, pace.kpi.key, lang))


def _sentence(ordered: list[Pace], found: Paces, spent: Budgets, odd: Anomalies, lang: Lang) -> str:
    """Say where the first goal is heading, whether the budget holds, and how odd the days were."""
    said = [_heading(ordered[0], found, lang)] if ordered else [NO_GOALS.to(lang)]
    if over := _over(spent, found.known.terms.currency, lang):
        said.append(over)
    n, many = odd.days.days, len(odd.found)
    said.append((ODD if many else CALM).fill(n=n, many=many).to(lang))
    return JOINT.to(lang).join(said) + STOP.to(lang)


def _heading(pace: Pace, found: Paces, lang: Lang) -> str:
    """Say where a goal is heading; of a period that is over, what it came to."""
    name, told = name_of(pace, lang), pace.forecast
    if told.total is None:
        return joined(name, NOT_YET.to(lang))
    words = {
        "day": day(pace.days.end),
        "days": days(pace.days),
        "total": shown(told.total, pace, found, lang),
        "share": share(share_of_target(pace, told.total)),
    }
    of_target = share_of_target(pace, told.total) is not None
    over, ahead = (ENDED_OF, ENDS) if of_target else (ENDED, ENDS_AT)
    text = (ahead if told.path else over).fill(**words)
    if told.probability is not None:
        text = LIKELY.fill(text=text, p=share(told.probability))
    return joined(name, text.to(lang))


def _over(spent: Budgets, currency: str | None, lang: Lang) -> str:
    """Return how far the month's media are heading off the budget; nothing of half of them."""
    overs = [one.over for one in spent.platforms]
    if not overs or None in overs:
        return ""
    by = sum(over for over in overs if over is not None)
    amount = figure(abs(round(by)), Unit.MONEY, lang, currency=currency)
    text = OVER if by > 0 else UNDER
    return text.fill(month=month_name(spent.month), by=amount).to(lang)


def _has_its_book(pace: Pace, view: View) -> bool:
    """Whether a goal has anything within the filter; without one even an empty goal is told."""
    return not view.where or bool(pace.history.numerators)


def _notes(lines: tuple[PaceLine, ...], outside: int, lang: Lang) -> tuple[str, ...]:
    """Return every note once, with the goals it holds for, and how many lie outside the filter."""
    found: dict[str, list[str]] = {}
    for one in lines:
        for said in (one.why_not, *one.notes):
            if said:
                found.setdefault(said, []).append(one.name)
    about = (
        ABOUT.fill(names=LIST.to(lang).join(names), said=said).to(lang)
        for said, names in found.items()
    )
    return (*about, *([OUTSIDE.fill(n=outside).to(lang)] if outside else []))
