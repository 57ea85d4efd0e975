"""Alerts in the state: claimed once whoever runs, plans kept to, senders killed; both engines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import tables
from data.kept_alerts import CLAIMED, FAILED, SENT, Alert, Plan, PlanUsedUp
from data.state import State

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 1)
STALE = timedelta(minutes=10)
PATIENCE = 60


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'state.sqlite'}"
    found: str = request.getfixturevalue("postgres")
    return found


@pytest.fixture
def state(url: str) -> State:
    return State.open(url)


def draft(key: str = "cpa|act|month 2026-11-01|1", **changed: Any) -> Alert:
    whole = {"channel": "mail", "key": key, "digest": "d1", "kind": "act", "at": NOW}
    return Alert(**{**whole, "goal": "cpa", "verdict": "act", "doc": {"name": {}}, **changed})


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("kept", "after", "tries"),
    [
        (None, 0, 1),
        ({"result": SENT}, 999, None),
        ({"result": CLAIMED}, 9, None),  # somebody is at it
        ({"result": CLAIMED}, 11, 2),  # who was at it is gone: once more
        ({"result": CLAIMED, "tries": 2}, 11, None),  # and not a third time
        ({"result": FAILED}, 0, 1),
        ({"result": FAILED, "tries": 2}, 0, 1),
    ],
)
def test_what_may_be_claimed(
    state: State, kept: dict[str, Any] | None, after: float, tries: int | None
) -> None:
    if kept is not None:
        (_,) = state.claim_alerts([draft(**kept)], NOW - STALE)
        with state.writing() as con:  # a claim begins with its first try
            con.execute(tables.alerts.update().values(kept))
    at = later(after)
    claimed = state.claim_alerts([draft(at=at, digest="d2")], at - STALE)
    assert [a.tries for a in claimed] == ([] if tries is None else [tries])
    assert len(state.alerts("mail")) == 1 and state.alerts("other") == []


def test_a_message_of_several_is_settled_at_once(state: State) -> None:
    two = [draft("a"), draft("b")]
    assert state.claim_alerts(two, NOW - STALE) == two
    state.settle_alerts("d1", later(1), "refused 500")
    assert [(a.result, a.doc) for a in state.alerts()] == [
        (FAILED, {"name": {}, "why": "refused 500"})
    ] * 2
    again = [replace(a, digest="d2", at=later(2)) for a in (*two, draft("c"))]
    assert state.claim_alerts(again, later(2) - STALE) == again
    state.settle_alerts("d1", later(3))  # a sender that was thought dead comes late
    assert {a.result for a in state.alerts()} == {CLAIMED}
    state.settle_alerts("d2", later(3))
    assert [(a.result, a.done_at) for a in state.alerts()] == [(SENT, later(3))] * 3


def test_only_what_nobody_took_is_claimed(state: State) -> None:
    state.claim_alerts([draft("a")], NOW - STALE)
    both = [draft("a", digest="d2"), draft("b", digest="d2")]
    assert [a.key for a in state.claim_alerts(both, NOW - STALE)] == ["b"]
    assert state.claim_alerts([replace(both[0], channel="line")], NOW - STALE), "another channel"


@pytest.mark.parametrize(
    ("used", "wanted", "taken"),
    [(0, 200, True), (199, 1, True), (199, 2, False), (200, 1, False), (201, 1, False)],
)
def test_the_plan_is_kept_to(state: State, used: int, wanted: int, taken: bool) -> None:
    since = datetime(2026, 10, 31, 16)
    for n, (at, count) in enumerate([(since, used), (since - timedelta(seconds=1), 999)]):
        with state.writing() as con:
            row = draft(f"k{n}", at=at, messages=count, result=SENT)
            values = {name: getattr(row, name) for name in Alert.__slots__}
            con.execute(tables.alerts.insert().values(values))
    news = [draft("a", digest="d9"), draft("b", digest="d9")]
    plan = Plan(since, 200, wanted)
    if not taken:
        with pytest.raises(PlanUsedUp) as refused:
            state.claim_alerts(news, NOW - STALE, plan)
        assert refused.value.used == used and len(state.alerts()) == 2
        return
    claimed = state.claim_alerts(news, NOW - STALE, plan)
    assert [a.messages for a in claimed] == [wanted, 0]
    assert state.messages_since(since) == used + wanted
    state.settle_alerts("d9", NOW, "unreached")
    assert state.messages_since(since) == used, "what was refused costs nothing"


def test_when_a_channel_was_looked_after(state: State) -> None:
    assert state.served() == {}
    for minutes in (0, 5, 9):
        state.serve("mail", later(minutes))
    state.serve("hook", later(7))
    assert state.served() == {"mail": later(9), "hook": later(7)}
    assert state.alerts() == []


def test_alerts_leave_the_version_alone(state: State) -> None:
    """Else every run would make every page be worked out anew."""
    state.claim_alerts([draft()], NOW - STALE)
    state.settle_alerts("d1", NOW)
    state.serve("mail", NOW)
    assert state.version() == 0
    state.change_alert_rules(lambda docs: [*docs, {"channel": "mail"}], "ann", "first")
    state.change_alert_rules(lambda docs: [*docs, {"channel": "hook"}], "bob", "second")
    assert [r["channel"] for r in state.setting("alert_rules")] == ["mail", "hook"]
    (first, second) = state.audit("setting alert_rules")
    assert (first["old"], second["by"], second["old"]) == (None, "bob", [{"channel": "mail"}])


def test_many_runs_at_once_claim_it_once(url: str) -> None:
    State.open(url)
    taken: list[Alert] = []
    failed: list[BaseException] = []
    plan = Plan(datetime(2026, 11, 1), 3, 1)

    def claim(n: int) -> None:
        try:
            mine = [draft(f"k{m}", digest=f"d{n}") for m in range(4)]
            taken.extend(State.open(url).claim_alerts(mine, NOW - STALE))
            own = [draft(f"own{n}", digest=f"o{n}", channel="line")]
            taken.extend(State.open(url).claim_alerts(own, NOW - STALE, plan))
        except PlanUsedUp:
            return
        except BaseException as wrong:  # noqa: BLE001
            failed.append(wrong)

    runs = [threading.Thread(target=claim, args=(n,)) for n in range(8)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert failed == []
    assert sorted(a.key for a in taken if a.channel == "mail") == ["k0", "k1", "k2", "k3"]
    assert (
        len([a for a in taken if a.channel == "line"])
        == 3
        == State.open(url).messages_since(datetime(2026, 11, 1))
    )


# -- killed ----------------------------------------------------------------------------------------

SENDER = """
import sys, time
from datetime import datetime, timedelta
sys.path.insert(0, {root!r})
from data.state import Alert, State
state, at = State.open({url!r}), datetime.fromisoformat({at!r})
mine = state.claim_alerts(
    [Alert("mail", key, {digest!r}, "act", at, goal="g", verdict="act") for key in "ab"],
    at - timedelta(minutes=10))
print(len(mine), mine[0].tries if mine else 0, flush=True)
time.sleep(60)
"""


@pytest.mark.slow
def test_a_sender_that_is_killed(url: str) -> None:
    """Claimed and killed: nobody sends it for ten minutes, then one does, once; then it is lost."""
    state = State.open(url)
    seen = []
    for n, minutes in enumerate([0, 9, 11, 15, 22]):
        code = SENDER.format(root=str(ROOT), url=url, at=later(minutes).isoformat(), digest=f"d{n}")
        child = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert child.stdout
        seen.append(child.stdout.readline().split())
        child.send_signal(signal.SIGKILL)
        child.wait(PATIENCE)
        child.stdout.close()
    assert seen == [["2", "1"], ["0", "0"], ["2", "2"], ["0", "0"], ["0", "0"]]
    assert [a.is_lost(later(22) - STALE) for a in state.alerts()] == [True, True]
    assert [a.is_open(later(99)) for a in state.alerts()] == [False, False]


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_half_claimed(url: str) -> None:
    """Both alerts of a message or none, whenever the process died."""
    state = State.open(url)
    for n in range(12):
        with state.writing() as con:
            con.execute(tables.alerts.delete())
        code = SENDER.format(root=str(ROOT), url=url, at=NOW.isoformat(), digest=f"d{n}")
        child = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        time.sleep(0.15 + 0.05 * n)
        child.send_signal(signal.SIGKILL)
        child.wait(PATIENCE)
        assert len(state.alerts()) in (0, 2)


def test_the_record_is_plain_json(state: State) -> None:
    state.claim_alerts([draft(doc={"name": {"zh": "單次轉換成本", "en": "CPA"}})], NOW - STALE)
    (kept,) = state.alerts()
    assert json.loads(json.dumps(kept.doc)) == {"name": {"zh": "單次轉換成本", "en": "CPA"}}
    assert kept.at == NOW and kept.at.tzinfo is None
    assert date(2026, 11, 23) == kept.at.replace(tzinfo=UTC).date()
