"""Who is told what, through which channel, in which language and when: the rules people keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import data.state
from data.state import State
from data.text import LANGS, Lang, Text
from kpi.goals.goal import Goal

RULES, TERMS = "alert_rules", "alert_terms"
QUIET_FROM, QUIET_TO = time(21), time(8)
WEEKDAYS = (
    Text("星期一", "Monday"), Text("星期二", "Tuesday"), Text("星期三", "Wednesday"),
    Text("星期四", "Thursday"), Text("星期五", "Friday"), Text("星期六", "Saturday"),
    Text("星期日", "Sunday"),
)  # fmt: skip


class Kind(StrEnum):
    """What an alert is about."""

    ACT = "act"
    RECOVERED = "recovered"
    REMINDER = "reminder"
    FILES = "files"
    TEST = "test"


KINDS: dict[Kind, Text] = {
    Kind.ACT: Text("需處理", "Needs action"),
    Kind.RECOVERED: Text("恢復", "Recovered"),
    Kind.REMINDER: Text("仍需處理", "Still needs action"),
    Kind.FILES: Text("缺檔", "Missing files"),
    Kind.TEST: Text("測試", "Test"),
}
CHOSEN = (Kind.ACT, Kind.RECOVERED, Kind.REMINDER, Kind.FILES)
"""The kinds a recipient may have."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is reached by one channel, and with what.

    Parameters
    ----------
    channel : str
        Its name; the address behind it lies outside the store.
    owners : tuple of str
        Whose goals are told, by the owner's 中文 name; empty for all.
    quiet_from, quiet_to : datetime.time
        Nothing is sent from one to the other, over midnight too; equal for never quiet.
    heads : int
        How many people one message reaches where each of them is paid for (a LINE group).
    """

    channel: str
    owners: tuple[str, ...] = ()
    lang: Lang = "zh"
    kinds: tuple[Kind, ...] = CHOSEN
    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    heads: int = 1

    def hears_of(self, goal: Goal) -> bool:
        """Whether a goal is one of its owners'."""
        return not self.owners or goal.owner.zh in self.owners

    def is_quiet(self, at: datetime) -> bool:
        """Whether nothing is sent at a local time."""
        now, start, end = at.time(), self.quiet_from, self.quiet_to
        if start <= end:
            return start <= now < end
        return now >= start or now < end

    def as_doc(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        plain = asdict(self) | {"owners": list(self.owners), "kinds": [str(k) for k in self.kinds]}
        return plain | {name: f"{getattr(self, name):%H:%M}" for name in QUIETS}

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Recipient:
        """Build it from what is kept."""
        known: dict[str, Any] = {n: doc[n] for n in cls.__slots__ if n in doc}
        known |= {n: time.fromisoformat(known[n]) for n in QUIETS if n in known}
        known["owners"] = tuple(known.get("owners", ()))
        known["kinds"] = tuple(Kind(k) for k in known.get("kinds", CHOSEN))
        known["lang"] = known["lang"] if known.get("lang") in LANGS else LANGS[0]
        return cls(**known)


QUIETS = ("quiet_from", "quiet_to")


@dataclass(frozen=True, slots=True)
class AlertTerms:
    """What holds for every recipient.

    Parameters
    ----------
    weekday, hour : int, datetime.time
        Day (Monday is 0) and hour of the reminder before the weekly review; KPIs of a weekly
        cadence are told from then on, and paid messages are sent from that hour on every day.
    remind_days : int
        After so many days what still needs action is told again.
    least : int
        So many observations an ACT must rest on to be sent.
    base_url : str
        Where the board is found by those who are told.
    line_plan : int
        How many LINE messages a month are paid for.
    line_daily : bool
        Whether a LINE channel gets one digest a day at most.
    """

    weekday: int = 0
    hour: time = time(8, 30)
    remind_days: int = 3
    least: int = 30
    base_url: str = "http://localhost:8501"
    line_plan: int = 200
    line_daily: bool = True

    def as_doc(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self) | {"hour": f"{self.hour:%H:%M}"}


def recipients(state: State) -> tuple[Recipient, ...]:
    """Return who is told, in the order in which they were added."""
    return tuple(map(Recipient.from_doc, state.setting(RULES) or ()))


def alert_terms(state: State) -> AlertTerms:
    """Return what holds for every recipient."""
    kept = state.setting(TERMS) or {}
    known: dict[str, Any] = {n: kept[n] for n in AlertTerms.__slots__ if n in kept}
    if "hour" in known:
        known["hour"] = time.fromisoformat(known["hour"])
    return AlertTerms(**known)


def keep_terms(state: State, terms: AlertTerms, by: str, why: str) -> None:
    """Keep what holds for every recipient."""
    tidy = replace(terms, base_url=terms.base_url.strip().rstrip("/"))
    state.set_setting(TERMS, tidy.as_doc(), by, why)


def keep_recipient(state: State, recipient: Recipient, by: str, why: str) -> None:
    """Add a recipient, or put it in the place of the one with its channel."""

    def change(docs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        new = recipient.as_doc()
        if any(d["channel"] == recipient.channel for d in docs):
            return [new if d["channel"] == recipient.channel else d for d in docs]
        return [*docs, new]

    state.change_alert_rules(change, by, why)


def remove_recipient(state: State, channel: str, by: str, why: str) -> None:
    """Tell a channel nothing any more; what was told stays on record."""
    state.change_alert_rules(lambda docs: [d for d in docs if d["channel"] != channel], by, why)


def zone(state: State) -> ZoneInfo:
    """Return the board's time zone."""
    return ZoneInfo(state.setting("time_zone", data.state.TIME_ZONE))


def local_now(state: State) -> datetime:
    """Return the time it is for the board: its day (``LODESTAR_TODAY`` may set it), this hour."""
    now = datetime.now(zone(state))
    return datetime.combine(data.state.today(state), now.time(), now.tzinfo)


def kept(at: datetime) -> datetime:
    """Return a local time as it is kept: UTC, without zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def local(at: datetime, like: datetime) -> datetime:
    """Return a kept time in the zone of a local one."""
    return at.replace(tzinfo=UTC).astimezone(like.tzinfo)
