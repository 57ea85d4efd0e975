"""Alerts as the state keeps them: what was told to whom; claimed first, so that none goes twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from data import tables as t
from data.journal import Journal, note

CLAIMED, SENT, FAILED = "claimed", "sent", "failed"
SERVED = "served"
"""The kind of the one row a channel has for when it was last looked after."""
MOST_CLAIMS = 2
"""An alert whose sender was killed is sent once more; then it is left, for it may have arrived."""
RULES = "alert_rules"
ONE_AT_A_TIME = "lock table alerts in share row exclusive mode"
"""Postgres: who claims, claims alone; SQLite's write transactions are alone anyway."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing told to one channel.

    Parameters
    ----------
    key : str
        What is told; of one channel's alerts no two have the same.
    digest : str
        Names the message; several alerts go in one.
    at, done_at : datetime.datetime
        UTC, without zone: when it was claimed, and when the channel took or refused it.
    tries : int
        How many claims of it have no known outcome but the last.
    messages : int
        What the message counts for where messages are paid for; told on one alert of a digest.
    doc : dict
        ``name`` and ``text`` as told, ``why`` it failed.
    """

    channel: str
    key: str
    digest: str
    kind: str
    at: datetime
    goal: str | None = None
    verdict: str | None = None
    period: str | None = None
    result: str = CLAIMED
    done_at: datetime | None = None
    tries: int = 1
    messages: int = 0
    doc: dict[str, Any] | None = None

    def is_open(self, stale: datetime) -> bool:
        """Whether it may be sent (again): refused before, or its sender was killed once."""
        killed = self.result == CLAIMED and self.at < stale and self.tries < MOST_CLAIMS
        return self.result == FAILED or killed

    def is_lost(self, stale: datetime) -> bool:
        """Whether nobody knows if it arrived, and it is not sent again."""
        return self.result == CLAIMED and self.at < stale and self.tries >= MOST_CLAIMS


@dataclass(frozen=True, slots=True)
class Plan:
    """How many paid messages there are from `since` on, and how many the next digest takes."""

    since: datetime
    limit: int
    wanted: int


class PlanUsedUp(RuntimeError):
    """The month's messages do not suffice for one more digest; ``used`` of them are gone."""

    def __init__(self, used: int) -> None:
        super().__init__(f"{used} messages used")
        self.used = used


class KeptAlerts(Journal):
    """The alerts of the state database; they are a record themselves and leave no audit row."""

    def alerts(self, channel: str | None = None, since: datetime | None = None) -> list[Alert]:
        """Return what was told, to one channel or to all of them, oldest first."""
        query = sa.select(t.alerts).where(t.alerts.c.kind != SERVED).order_by(t.alerts.c.at)
        if channel is not None:
            query = query.where(t.alerts.c.channel == channel)
        if since is not None:
            query = query.where(t.alerts.c.at >= since)
        with self._engine.connect() as con:
            return [_alert(row) for row in con.execute(query)]

    def claim_alerts(
        self, drafts: Sequence[Alert], stale: datetime, plan: Plan | None = None
    ) -> list[Alert]:
        """Take what is to be sent, in one transaction; return what nobody else has taken.

        Parameters
        ----------
        stale : datetime.datetime
            A claim from before has no sender any more.

        Raises
        ------
        PlanUsedUp
            When the messages left do not suffice; nothing is claimed then.
        """
        with self._write() as con:
            if con.dialect.name == "postgresql":
                con.execute(sa.text(ONE_AT_A_TIME))
            taken = [a for a in (_taken(con, draft, stale) for draft in drafts) if a]
            if not taken:
                return []
            if plan:
                used = _used(con, plan.since)
                if used + plan.wanted > plan.limit:
                    raise PlanUsedUp(used)
                taken[0] = replace(taken[0], messages=plan.wanted)
            for alert in taken:
                _put(con, alert)
            return taken

    def settle_alerts(self, digest: str, at: datetime, why: str | None = None) -> None:
        """Note what became of a message: sent, or failed and `why`; a failed one costs nothing."""
        a = t.alerts.c
        with self._write() as con:
            for row in con.execute(sa.select(t.alerts).where(a.digest == digest)).all():
                values: dict[str, Any] = {"done_at": at, "result": FAILED if why else SENT}
                if why:
                    values |= {"messages": 0, "doc": {**(row.doc or {}), "why": why}}
                con.execute(t.alerts.update().where(a.alert_id == row.alert_id).values(values))

    def messages_since(self, since: datetime) -> int:
        """Return how many paid messages went out from a time on; the uncertain ones count."""
        with self._engine.connect() as con:
            return _used(con, since)

    def served(self) -> dict[str, datetime]:
        """Return when each channel was last looked after, whether or not there was news."""
        query = sa.select(t.alerts.c.channel, t.alerts.c.at).where(t.alerts.c.kind == SERVED)
        with self._engine.connect() as con:
            return {row.channel: row.at for row in con.execute(query)}

    def serve(self, channel: str, at: datetime) -> None:
        """Note that a channel was looked after."""
        with self._write() as con:
            if con.dialect.name == "postgresql":
                con.execute(sa.text(ONE_AT_A_TIME))
            _put(con, Alert(channel, SERVED, SERVED, SERVED, at, result=SENT))

    def change_alert_rules(
        self, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]], by: str, why: str
    ) -> None:
        """Change who is told what, from what is kept at that moment: nobody's rule is lost."""
        with self._write() as con:
            where = t.settings.c.key == RULES
            old = con.execute(sa.select(t.settings.c.value).where(where)).scalar()
            new = change(list(old or []))
            if old is None:
                con.execute(t.settings.insert().values(key=RULES, value=new))
            else:
                con.execute(t.settings.update().where(where).values(value=new))
            note(con, by, f"setting {RULES}", why, old, new)


def _taken(con: sa.Connection, draft: Alert, stale: datetime) -> Alert | None:
    """Return a draft as it may be claimed; None where somebody has it, or had it."""
    kept = con.execute(_same(draft)).first()
    if kept is None:
        return draft
    before = _alert(kept)
    if not before.is_open(stale):
        return None
    return replace(draft, tries=1 if before.result == FAILED else before.tries + 1)


def _put(con: sa.Connection, alert: Alert) -> None:
    """Write an alert in the place of its like."""
    values = {name: getattr(alert, name) for name in Alert.__slots__}
    kept = con.execute(_same(alert)).first()
    if kept is None:
        con.execute(t.alerts.insert().values(values))
    else:
        con.execute(t.alerts.update().where(t.alerts.c.alert_id == kept.alert_id).values(values))


def _same(alert: Alert) -> Any:
    return sa.select(t.alerts).where(
        t.alerts.c.channel == alert.channel, t.alerts.c.key == alert.key
    )


def _used(con: sa.Connection, since: datetime) -> int:
    query = sa.select(sa.func.sum(t.alerts.c.messages)).where(t.alerts.c.at >= since)
    return int(con.execute(query).scalar() or 0)


def _alert(row: Any) -> Alert:
    values = dict(row._mapping)
    del values["alert_id"]
    return Alert(**values)
