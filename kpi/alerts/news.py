"""What is news for one recipient: newly to act on, recovered, still to act on; never twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.state import Alert
from data.text import Text
from kpi.alerts.cadence import is_open, next_review
from kpi.alerts.files import Missing
from kpi.alerts.judged import Judged, observations
from kpi.alerts.rules import WEEKDAYS, AlertTerms, Kind, Recipient, local
from kpi.card import Flag, Verdict
from kpi.format import day
from kpi.status import is_past

UNCERTAIN = Text("差距在誤差之內，先不通知。", "The distance lies within the error: not told yet.")
TOO_FEW = Text(
    "只有 {n} 次觀察，不到設定的 {least} 次，先不通知。",
    "Only {n} observations, under the {least} that are asked for: not told yet.",
)
NOT_WHOLE = Text(
    "每月通知一次：{month} 月的資料還沒到月底（到 {day}），到齊再判定。",
    "Told once a month: the data of month {month} do not reach its end yet (to {day}).",
)
LATER = Text(
    "每週通知：{weekday}（{day}）{hour} 起。", "Told weekly: from {weekday} ({day}) {hour} on."
)
RESTED = (Verdict.GOOD, Verdict.WATCH)
"""What a KPI that needed action has recovered to."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell.

    Parameters
    ----------
    key : str
        The same for the same news, however often it is looked for.
    judged : Judged or None
        The goal it is about; None where it is about files.
    since : datetime.date or None
        Of a reminder: when it was told last.
    """

    kind: Kind
    key: str
    judged: Judged | None = None
    since: date | None = None
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """News that is not told now, and why."""

    kind: Kind
    judged: Judged
    why: Text


@dataclass(frozen=True, slots=True)
class Told:
    """What one channel was told before, and when it was last looked after; local times."""

    alerts: Sequence[Alert]
    served: datetime | None = None

    def of(self, judged: Judged) -> list[Alert]:
        """Return what was told of a goal; of a sum within this period, for each begins anew."""
        same_period = judged.standing.kpi.accumulates
        return [
            a
            for a in self.alerts
            if a.goal == judged.goal.id and (a.period == judged.period or not same_period)
        ]


def news(
    every: Iterable[Judged],
    recipient: Recipient,
    told: Told,
    at: datetime,
    terms: AlertTerms,
) -> tuple[list[Item], list[Held]]:
    """Return what a recipient is to be told of the goals, and what is held back with its reason.

    Parameters
    ----------
    told : Told
        Without what failed: that was not told.
    """
    items, held = [], []
    for judged in every:
        if not recipient.hears_of(judged.goal):
            continue
        item = _item(judged, told.of(judged), at, terms)
        if item is None and _might_act(judged) and Kind.ACT in recipient.kinds:
            held.append(Held(Kind.ACT, judged, UNCERTAIN))
        if item is None or item.kind not in recipient.kinds:
            continue
        why = _why_not(judged, item.kind, told.served, at, terms)
        if why is None:
            items.append(item)
        else:
            held.append(Held(item.kind, judged, why))
    return items, held


def _item(judged: Judged, told: Sequence[Alert], at: datetime, terms: AlertTerms) -> Item | None:
    """Return what is news of a goal, given all that was told of it."""
    verdict, last = judged.standing.judgement.verdict, told[-1] if told else None
    acted = last is not None and last.verdict == Verdict.ACT
    if verdict is Verdict.ACT:
        if last is None or not acted or last.period != judged.period:
            return Item(Kind.ACT, _key(judged, told), judged)
        since = local(last.at, at).date()
        if (at.date() - since).days >= terms.remind_days:
            return Item(Kind.REMINDER, _key(judged, told), judged, since)
    if verdict in RESTED and acted:
        return Item(Kind.RECOVERED, _key(judged, told), judged)
    return None


def _might_act(judged: Judged) -> bool:
    """Whether a figure is past its guardrail, and only its error keeps it from acting."""
    standing = judged.standing
    limit, value = standing.judgement.guardrail, standing.reading.value
    doubted = Flag.UNCERTAIN in standing.judgement.flags
    if not doubted or limit is None or value is None:
        return False
    return is_past(standing.kpi, value, limit)


def _may_be_past(judged: Judged) -> bool:
    """Whether what no longer acts may still be past its guardrail, within its error."""
    limit, interval = judged.standing.judgement.guardrail, judged.standing.reading.interval
    if limit is None or interval is None:
        return False
    return any(is_past(judged.standing.kpi, value, limit) for value in interval)


def _key(judged: Judged, told: Sequence[Alert]) -> str:
    """Name a piece of news: goal, verdict, the goal's period, how often that was told before."""
    verdict = str(judged.standing.judgement.verdict)
    times = sum(a.verdict == verdict and a.period == judged.period for a in told)
    return f"{judged.goal.id}|{verdict}|{judged.period}|{times + 1}"


def _why_not(
    judged: Judged, kind: Kind, served: datetime | None, at: datetime, terms: AlertTerms
) -> Text | None:
    """Return why a piece of news is not told now; None where it is."""
    standing = judged.standing
    if judged.cadence == "month" and not judged.is_whole:
        reached = day(standing.reading.complete_to)
        return NOT_WHOLE.fill(month=judged.asked.end.month, day=reached)
    if kind is Kind.RECOVERED and _may_be_past(judged):
        return UNCERTAIN
    count = observations(standing)
    if kind is not Kind.RECOVERED and count is not None and count < terms.least:
        return TOO_FEW.fill(n=f"{count:,.0f}", least=terms.least)
    # what is told monthly has no new figure within the month: its reminder goes with the weekly
    slow = "week" if kind is Kind.REMINDER and judged.cadence == "month" else judged.cadence
    if not is_open(slow, at, terms, served):
        then = next_review(at, terms)
        hour = f"{terms.hour:%H:%M}"
        return LATER.fill(weekday=WEEKDAYS[terms.weekday], day=day(then.date()), hour=hour)
    return None
