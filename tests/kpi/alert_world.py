"""A goal that can be made to act or rest at will, and real servers that are told so."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from apprise.plugins.base import NotifyBase

from data.snapshot import Snapshot
from data.state import State
from kpi.alerts import deliver as delivery
from kpi.alerts.addresses import Channel
from kpi.alerts.outcome import Outcome
from kpi.alerts.rules import AlertTerms, Recipient, keep_recipient, keep_terms
from kpi.alerts.run import STALE, Run
from tests.kpi.conftest import World

TAIPEI = ZoneInfo("Asia/Taipei")
ANY_HOUR = {"quiet_from": clock(0), "quiet_to": clock(0)}
ACT, WATCH, GOOD = 700, 500, 400
"""Costs per conversion: past the guardrail of 600, past the target of 450, on target."""


def at(text: str, zone: ZoneInfo = TAIPEI) -> datetime:
    """Return a local time of November 2026 unless the month is written: ``23 09:00``."""
    whole = text if text.count("-") == 2 else f"2026-11-{text}"
    return datetime.fromisoformat(whole).replace(tzinfo=zone)


def goal(**changed: Any) -> dict[str, Any]:
    """Return the document of the goal: CPA of Google at 450, acting above 600, told weekly."""
    whole = {
        "id": "cpa", "kpi": "cpa", "scope": {"platform": "google_ads"}, "rank": "core",
        "target": 450, "high": 600, "period": "month", "cadence": "week", "position": 0,
        "owner": {"zh": "投放負責人", "en": "Ads lead"}, "step": {"zh": "調整受眾", "en": "Adjust"},
        "sop": "https://wiki.example.com/cpa",
    }  # fmt: skip
    return {**whole, **changed}


@cache
def looks(cpa: int, last: date, each: int = 50) -> Snapshot:
    """Return a snapshot in which every day up to the last has one cost per conversion."""
    world = World().account("甲", "google_ads", complete_to=last)
    first = date(2026, 10, 1)
    facts = {"cost": Decimal(cpa * each), "conversions": Decimal(each), "impressions": 1000}
    return world.days("甲", first, last, **facts).snapshot


@dataclass
class Inbox:
    """What a server was sent; `answers` are its next statuses, 200 once they are used up."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    tries: int = 0
    silent: float = 0

    @property
    def url(self) -> str:
        """The address at which it takes JSON; the password in it must never be seen."""
        return f"json://kpi:sEcret-9@127.0.0.1:{self.port}/hook"


@contextmanager
def listening() -> Iterator[Inbox]:
    """A real HTTP server on a free port."""
    inbox = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            inbox.tries += 1
            time.sleep(inbox.silent)
            status = inbox.answers.pop(0) if inbox.answers else 200
            if status == 200:
                inbox.posts.append(json.loads(body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    inbox.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield inbox
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a module that imports it wait for nothing between two tries."""
    monkeypatch.setattr(delivery, "WAIT", (0.01, 0.02))
    monkeypatch.setattr(NotifyBase, "request_rate_per_sec", 0.01)  # it spares servers not its own


class Desk:
    """One recipient behind a real server, looked after at times of one's choice."""

    def __init__(self, state: State, inbox: Inbox, **changed: Any) -> None:
        self.state, self.inbox = state, inbox
        self.recipient = Recipient(**{"channel": "hook", **ANY_HOUR, **changed})
        keep_recipient(state, self.recipient, "test", "")
        self.known = {"hook": Channel("hook", inbox.url)}

    def terms(self, **changed: Any) -> None:
        """Set what holds for all."""
        keep_terms(self.state, AlertTerms(**changed), "test", "")

    def run(
        self, when: datetime, snapshot: Snapshot | None, *, dry: bool = False,
        stale_after: timedelta = STALE,
    ) -> Outcome:  # fmt: skip
        """Look after the recipient once."""
        run = Run(snapshot, self.state, when, self.known, stale_after)
        return run.serve(self.recipient, dry=dry)

    def kinds(self, when: datetime, cpa: int, last: date | None = None, each: int = 50) -> str:
        """Return what was sent at a time, with a cost per conversion up to the day before."""
        last = last or when.date() - timedelta(1)
        outcome = self.run(when, looks(cpa, last, each))
        if outcome.status != "sent":
            return outcome.status
        return ",".join(str(item.kind) for item in outcome.items)
