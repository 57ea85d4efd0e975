"""What became of one recipient in one run, and why it was told nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.text import Lang, Text
from kpi.alerts.compose import Message, name_of
from kpi.alerts.deliver import worded
from kpi.alerts.news import Held, Item
from kpi.alerts.rules import Recipient
from kpi.overview.sentence import full_name

QUIET = Text(
    "安靜時段到 {hour}，之後第一次執行時寄。", "Quiet until {hour}; sent by the first run after."
)
ONE_A_DAY = Text(
    "LINE 每天最多一則，{hour} 起寄；今天{done}。",
    "LINE gets one digest a day, from {hour} on; today {done}.",
)
SENT_TODAY, NOT_YET = Text("已經寄過", "it had one"), Text("時間還沒到", "it is not time yet")
USED_UP = Text(
    "LINE 本月 {plan} 則額度已用 {used} 則，這則要 {wanted} 則：不寄。下個月 1 日起再寄，"
    "或到「提醒」改額度。",
    "{used} of this month's {plan} LINE messages are used and this needs {wanted}: not sent. It"
    " goes on the 1st, or raise the plan under Alerts.",
)
TAKEN = Text("另一個執行正在寄。", "Another run is sending it.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one recipient.

    Parameters
    ----------
    status : str
        ``sent``, ``failed``, ``would_send``, ``nothing``, ``quiet``, ``waits`` (one a day),
        ``used_up`` (no paid messages left) or ``taken`` (by another run).
    why : Text or None
        Why nothing was sent, or the reason kept of a failure.
    message : Message or None
        The digest, sent or not.
    messages : int
        What it counts for where messages are paid for.
    """

    recipient: Recipient
    status: str
    items: Sequence[Item] = ()
    held: Sequence[Held] = ()
    why: Text | None = None
    failure: str | None = None
    message: Message | None = None
    messages: int = 0

    @property
    def is_bad(self) -> bool:
        """Whether somebody has to mend something before it can be told."""
        return self.status in ("failed", "used_up")

    def said(self, lang: Lang) -> str:
        """Return why nothing arrived; empty where it did."""
        told = worded(self.failure) if self.failure else self.why
        return told.to(lang) if told else ""

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """Return it as the terminal door writes it."""
        return {
            "channel": self.recipient.channel,
            "owners": list(self.recipient.owners),
            "status": self.status,
            "why": self.said(lang) or None,
            "messages": self.messages,
            "items": [_item_json(item, lang) for item in self.items],
            "held": [
                {
                    "kind": str(h.kind),
                    "goal": h.judged.goal.id,
                    "name": full_name(h.judged.standing, lang),
                    "why": h.why.to(lang),
                }
                for h in self.held
            ],
            "subject": self.message.subject if self.message else None,
            "body": self.message.body if self.message else None,
        }


def _item_json(item: Item, lang: Lang) -> dict[str, Any]:
    about = item.judged
    return {
        "kind": str(item.kind),
        "name": name_of(item, lang),
        "goal": about.goal.id if about else None,
        "kpi": about.goal.kpi if about else None,
        "verdict": about.standing.judgement.verdict if about else None,
        "period": about.period if about else None,
        "missing": [
            {
                "platform": m.platform,
                "account": m.account,
                "days": [{"from": f"{s.start}", "to": f"{s.end}"} for s in m.spans],
            }
            for m in item.missing
        ],
    }
