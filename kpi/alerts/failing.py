"""What is wrong with the alerts, in sentences for the board: failures, owners nobody reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from data.state import Alert, State
from data.text import Text
from kpi.alerts.deliver import worded
from kpi.alerts.rules import Kind, alert_terms, kept, local, local_now, recipients
from kpi.alerts.run import STALE
from kpi.goals.goal import Goal

LATELY = timedelta(days=35)
"""What went wrong before is no news."""
SILENT = timedelta(days=2)
"""A job that did not run for so long is said to be off."""

REFUSED = Text(
    "提醒「{channel}」在 {at} 寄不出去：{why}下一次執行會再試。",
    "Alerts to “{channel}” failed at {at}: {why} The next run tries again.",
)
LOST = Text(
    "提醒「{channel}」在 {at} 寄送途中中斷了兩次，不知道有沒有送到，不再重寄：{names}。",
    "Sending to “{channel}” was cut short twice ({at}); nobody knows whether it arrived, and it is"
    " not sent again: {names}.",
)
OFF = Text(
    "提醒從 {at} 起沒有執行過（安靜時段內的不算）；請檢查排程 python -m kpi run。",
    "No alerts were looked for since {at} (quiet hours do not count); check the schedule of"
    " python -m kpi run.",
)
NEVER = Text(
    "提醒還沒有執行過（安靜時段內的不算）；請設定排程，定時執行 python -m kpi run。",
    "No alerts were looked for yet (quiet hours do not count); schedule python -m kpi run.",
)
USED_UP = Text(
    "LINE 本月 {plan} 則已用完，這個月不會再寄。",
    "This month's {plan} LINE messages are used up; no more are sent this month.",
)
UNREACHED = Text(
    "沒有人收得到這些負責人的提醒：{owners}。請到「提醒」指定管道。",
    "Nobody is told what concerns these owners: {owners}. Give them a channel under Alerts.",
)
LIST = Text("、", ", ")


def failing(state: State, at: datetime | None = None) -> tuple[Text, ...]:
    """Return what is wrong, a sentence each; empty while all is well, or nobody is to be told.

    Parameters
    ----------
    at : datetime.datetime or None
        The local time; now where None.
    """
    told = recipients(state)
    if not told:
        return ()
    now = at or local_now(state)
    lately = state.alerts(since=kept(now) - LATELY)
    sent = {r.channel: [a for a in lately if a.channel == r.channel] for r in told}
    found = [text for alerts in sent.values() for text in _of_channel(alerts, now)]
    return (*_job(state, sent, now), *_plan(state, now), *found)


def without_channel(state: State, goals: Sequence[Goal]) -> Text | None:
    """Return one sentence naming the owners no recipient covers; None where all are covered.

    While there are no recipients at all, alerts are not in use and nothing is missing.
    """
    told = recipients(state)
    wanted = {g.owner.zh: g.owner for g in goals if g.rank != "watched"}
    lone = [o for g, o in wanted.items() if not any(not r.owners or g in r.owners for r in told)]
    if not told or not lone:
        return None
    names = Text(LIST.zh.join(o.zh for o in lone), LIST.en.join(o.en for o in lone))
    return UNREACHED.fill(owners=names)


def _of_channel(alerts: Sequence[Alert], now: datetime) -> list[Text]:
    """Return what is wrong with one channel: its last message failed, or some may be lost."""
    found = []
    done = [a for a in alerts if a.done_at]
    last = max(done, key=lambda a: a.done_at or a.at, default=None)
    if last and last.result == "failed":
        why = worded((last.doc or {}).get("why", ""))
        found.append(
            REFUSED.fill(channel=last.channel, at=_at(last.done_at or last.at, now), why=why)
        )
    stale = kept(now) - STALE
    lost = [a for a in alerts if a.is_lost(stale) and a.kind != Kind.TEST]
    if lost:
        names = [Text(**(a.doc or {})["name"]) for a in lost]
        listed = Text(LIST.zh.join(n.zh for n in names), LIST.en.join(n.en for n in names))
        at = _at(lost[-1].at, now)
        found.append(LOST.fill(channel=lost[-1].channel, at=at, names=listed))
    return found


def _job(state: State, sent: Mapping[str, Sequence[Alert]], now: datetime) -> list[Text]:
    """Say where the scheduled job does not run."""
    served = [at for channel, at in state.served().items() if channel in sent]
    tried = [a.at for alerts in sent.values() for a in alerts if a.kind != Kind.TEST]
    last = max((*served, *tried), default=None)
    if last is None:
        return [NEVER]
    return [OFF.fill(at=_at(last, now))] if kept(now) - last > SILENT else []


def _plan(state: State, now: datetime) -> list[Text]:
    plan = alert_terms(state).line_plan
    month = kept(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
    used = state.messages_since(month)
    return [USED_UP.fill(plan=plan)] if used and used >= plan else []


def _at(at: datetime, now: datetime) -> str:
    return f"{local(at, now):%Y/%m/%d %H:%M}"
