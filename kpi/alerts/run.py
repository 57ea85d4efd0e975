"""One run of the alerts: what each recipient is due is claimed, sent, and noted; or only shown."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from data.snapshot import Snapshot
from data.state import Alert, Plan, PlanUsedUp, State
from data.text import Text
from kpi.alerts import files
from kpi.alerts.addresses import Channel
from kpi.alerts.compose import Setting, compose, in_url, name_of, test_message
from kpi.alerts.deliver import Why, deliver, targets
from kpi.alerts.files import Missing, missing_files, reviewed_week
from kpi.alerts.judged import Judged, judged
from kpi.alerts.news import Held, Item, Told, news
from kpi.alerts.outcome import NOT_YET, ONE_A_DAY, QUIET, SENT_TODAY, TAKEN, USED_UP, Outcome
from kpi.alerts.rules import (
    AlertTerms,
    Kind,
    Recipient,
    alert_terms,
    kept,
    local,
    recipients,
)
from kpi.facts.extent import extent
from kpi.terms import terms

STALE = timedelta(minutes=10)
"""A claim this old has no sender any more: a message takes two minutes at the most."""
MEMORY = timedelta(days=150)
"""So far back it matters what was told: longer than a quarter that is told at a month's end."""


@dataclass(frozen=True)
class Run:
    """One look at all that could be told at a time.

    Parameters
    ----------
    snapshot : Snapshot or None
        None before anything is published: there is no news then.
    at : datetime.datetime
        Local.
    known : mapping of str to Channel
        The addresses of channels by name.
    """

    snapshot: Snapshot | None
    state: State
    at: datetime
    known: Mapping[str, Channel] = field(repr=False)
    stale_after: timedelta = STALE
    started: float = field(default_factory=time.monotonic, repr=False)

    @property
    def now(self) -> datetime:
        """The time it has become since, as it is kept: a run of many channels takes minutes."""
        return kept(self.at) + timedelta(seconds=time.monotonic() - self.started)

    @cached_property
    def terms(self) -> AlertTerms:
        """What holds for every recipient."""
        return alert_terms(self.state)

    @cached_property
    def goals(self) -> tuple[Judged, ...]:
        """Every goal as it stands."""
        return judged(self.snapshot, self.state, self.at.date()) if self.snapshot else ()

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The files that the week under review lacks."""
        if self.snapshot is None:
            return ()
        year = terms(self.state, extent(self.snapshot).sources).year
        return missing_files(self.snapshot, reviewed_week(self.at.date(), year))

    @cached_property
    def setting(self) -> Setting:
        """Where and in what digests are told."""
        accounts = in_url(self.snapshot.accounts()) if self.snapshot else {}
        made_up = self.state.setting("sample_shop") is not None
        return Setting(self.terms.base_url, accounts, made_up)

    @property
    def month(self) -> datetime:
        """When this month's messages began to count, as it is kept."""
        return kept(self.at.replace(day=1, hour=0, minute=0, second=0, microsecond=0))

    def all(self, *, dry: bool) -> list[Outcome]:
        """Serve every recipient; one that fails keeps nobody else waiting."""
        return [self.serve(recipient, dry=dry) for recipient in recipients(self.state)]

    def serve(self, recipient: Recipient, *, dry: bool) -> Outcome:
        """Tell one recipient what is due, or only say what would be told."""
        before, items, held = self.due(recipient)
        channel = self.known.get(recipient.channel)
        found = Outcome(recipient, "nothing", items, held)
        wait = self._wait(recipient, channel, before) if items else None
        if items:
            found = self._with_message(found, channel)
        if wait:
            return replace(found, status=wait[0], why=wait[1])
        if dry:
            return self._tried(found, channel) if items else found
        if not items:
            if not recipient.is_quiet(self.at):
                self.state.serve(recipient.channel, self.now)
            return found
        return self._send(found, channel)

    def due(self, recipient: Recipient) -> tuple[list[Alert], list[Item], list[Held]]:
        """Return what a recipient was told, what it is to be told now, and what is held back."""
        stale = self.now - self.stale_after
        known = self.state.alerts(recipient.channel, self.now - MEMORY)
        before = [a for a in known if not a.is_open(stale)]
        served = self.state.served().get(recipient.channel)
        told = Told(before, local(served, self.at) if served else None)
        items, held = news(self.goals, recipient, told, self.at, self.terms)
        key = files.key(self.at, self.terms)
        wanted = Kind.FILES in recipient.kinds and files.is_due(self.at, self.terms)
        if wanted and self.missing and key not in {a.key for a in before}:
            items.append(Item(Kind.FILES, key, missing=self.missing))
        return before, items, held

    def _wait(
        self, recipient: Recipient, channel: Channel | None, before: Sequence[Alert]
    ) -> tuple[str, Text] | None:
        """Return why nothing may be sent at this hour; None where it may."""
        if recipient.is_quiet(self.at):
            return "quiet", QUIET.fill(hour=f"{recipient.quiet_to:%H:%M}")
        if channel is None or not channel.is_metered or not self.terms.line_daily:
            return None
        hour = f"{self.terms.hour:%H:%M}"
        today = self.at.date()
        if any(local(a.at, self.at).date() == today and a.kind != Kind.TEST for a in before):
            return "waits", ONE_A_DAY.fill(hour=hour, done=SENT_TODAY)
        if self.at.time() < self.terms.hour:
            return "waits", ONE_A_DAY.fill(hour=hour, done=NOT_YET)
        return None

    def _with_message(
        self, found: Outcome, channel: Channel | None, *, again: bool = False
    ) -> Outcome:
        message = compose(found.items, found.recipient.lang, self.setting, again=again)
        paid = channel is not None and channel.is_metered
        count = targets(channel) * found.recipient.heads if channel and paid else 0
        return replace(found, message=message, messages=count)

    def _tried(self, found: Outcome, channel: Channel | None) -> Outcome:
        """Say what sending would come to."""
        if channel is None:
            return replace(found, status="failed", failure=Why.NO_ADDRESS)
        used = self.state.messages_since(self.month)
        if found.messages and used + found.messages > self.terms.line_plan:
            return self._used_up(found, used)
        return replace(found, status="would_send")

    def _send(self, found: Outcome, channel: Channel | None) -> Outcome:
        """Claim, send, note: killed in between, the claim stays and says so."""
        digest, at, name = secrets.token_hex(8), self.now, found.recipient.channel
        drafts = [_draft(item, name, digest, at) for item in found.items]
        try:
            claimed = self._claim(drafts, found.messages)
        except PlanUsedUp as used_up:
            return self._used_up(found, used_up.used)
        mine = {a.key for a in claimed}
        found = replace(found, items=[i for i in found.items if i.key in mine])
        if not claimed:
            return replace(found, status="taken", why=TAKEN)
        found = self._with_message(found, channel, again=any(a.tries > 1 for a in claimed))
        return self._delivered(found, channel, digest)

    def _claim(self, drafts: Sequence[Alert], messages: int) -> list[Alert]:
        plan = Plan(self.month, self.terms.line_plan, messages) if messages else None
        return self.state.claim_alerts(drafts, self.now - self.stale_after, plan)

    def _delivered(self, found: Outcome, channel: Channel | None, digest: str) -> Outcome:
        """Send a claimed digest and note what became of it."""
        assert found.message is not None
        failure = deliver(channel, found.message)
        self.state.settle_alerts(digest, self.now, failure)
        if failure:
            return replace(found, status="failed", failure=failure)
        self.state.serve(found.recipient.channel, self.now)
        return replace(found, status="sent")

    def _used_up(self, found: Outcome, used: int) -> Outcome:
        told = {"plan": self.terms.line_plan, "used": used, "wanted": found.messages}
        return replace(found, status="used_up", why=USED_UP.fill(**told))

    def test(self, recipient: Recipient) -> Outcome:
        """Send a test now, whatever the hour; where messages are paid for, it counts."""
        channel, digest = self.known.get(recipient.channel), secrets.token_hex(8)
        message = test_message(recipient.lang, self.setting)
        paid = channel is not None and channel.is_metered
        count = targets(channel) * recipient.heads if channel and paid else 0
        found = Outcome(recipient, "nothing", message=message, messages=count)
        draft = Alert(
            recipient.channel, f"test|{digest}", digest, Kind.TEST, self.now,
            doc={"name": Text("測試", "Test").as_dict()},
        )  # fmt: skip
        try:
            self._claim([draft], count)
        except PlanUsedUp as used_up:
            return self._used_up(found, used_up.used)
        failure = deliver(channel, message)
        self.state.settle_alerts(digest, self.now, failure)
        return replace(found, status="failed" if failure else "sent", failure=failure)


def _draft(item: Item, channel: str, digest: str, at: datetime) -> Alert:
    """Return how a piece of news is kept: what was told, never the address."""
    name = Text(zh=name_of(item, "zh"), en=name_of(item, "en")).as_dict()
    about = item.judged
    return Alert(
        channel=channel,
        key=item.key,
        digest=digest,
        kind=item.kind,
        at=at,
        goal=about.goal.id if about else None,
        verdict=str(about.standing.judgement.verdict) if about else None,
        period=about.period if about else None,
        doc={"name": name},
    )
