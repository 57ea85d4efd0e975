"""LINE's own sender against a local server in the place of its host, and its plan's quota."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as d
from datetime import datetime, timedelta

import pytest

from data.state import Alert, State
from kpi.alerts.addresses import Channel
from kpi.alerts.failing import failing
from tests.kpi.alert_world import ACT, GOOD, Desk, Inbox, at, goal, listening, looks, soon  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


def test_line_s_own_sender(monkeypatch: pytest.MonkeyPatch, state: State, inbox: Inbox) -> None:
    """LINE's sender itself; only its host, which no address can change, is put elsewhere."""
    from apprise.plugins.line import NotifyLine

    monkeypatch.setattr(NotifyLine, "notify_url", f"http://127.0.0.1:{inbox.port}/push")
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox, heads=7)
    desk.known = {"hook": Channel("hook", "line://l1ne-T0ken/U123/C789")}
    outcome = desk.run(at("24 09:00"), looks(ACT, d(2026, 11, 23)))
    assert (outcome.status, outcome.messages) == ("sent", 14)
    assert {p["to"] for p in inbox.posts} == {"U123", "C789"}
    assert "github" not in str(inbox.posts), "no picture from elsewhere"
    (text,) = [m["text"] for m in inbox.posts[0]["messages"]]
    assert "北極星：需處理 1 項" in text and "NT$700" in text
    assert state.messages_since(datetime(2026, 10, 31, 16)) == 14
    for when, status in (("24 12:00", "waits"), ("25 08:00", "waits"), ("25 08:30", "sent")):
        assert desk.run(at(when), looks(GOOD, d(2026, 11, 23))).status == status, when


# -- LINE's plan -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "heads", "status"),
    [(0, 1, "would_send"), (198, 2, "would_send"), (199, 1, "would_send"), (199, 2, "used_up"),
     (200, 1, "used_up"), (201, 1, "used_up")],
)  # fmt: skip
@pytest.mark.parametrize("dry", [True, False])
def test_line_s_plan(
    state: State, inbox: Inbox, monkeypatch: pytest.MonkeyPatch,
    used: int, heads: int, status: str, dry: bool,
) -> None:  # fmt: skip
    from apprise.plugins.line import NotifyLine

    monkeypatch.setattr(NotifyLine, "notify_url", f"http://127.0.0.1:{inbox.port}/push")
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox, heads=heads)
    desk.known = {"hook": Channel("hook", "line://l1ne-T0ken/U123")}
    early = datetime(2026, 10, 31, 16)  # midnight in Taipei on the 1st
    spent = {"hook": (early, used), "before": (early - timedelta(seconds=1), 500)}
    for channel, (when, count) in spent.items():
        drafts = [Alert(channel, "x", "x", "act", when, result="sent", messages=count)]
        _kept(state, drafts)
    outcome = desk.run(at("24 09:00"), looks(ACT, d(2026, 11, 23)), dry=dry)
    told = "sent" if status == "would_send" and not dry else status
    assert outcome.status == told
    assert len(inbox.posts) == (told == "sent")
    if status == "used_up":
        assert f"{used} 則" in outcome.said("zh") and "200" in outcome.said("en")
        if used >= 200:
            assert any("已用完" in text.zh for text in failing(state, at("24 09:00")))
        following = desk.run(at("2026-12-01 09:00"), looks(ACT, d(2026, 11, 30)), dry=True)
        assert following.status == "would_send"


def _kept(state: State, alerts: list[Alert]) -> None:
    with state.writing() as con:
        from data import tables

        for alert in alerts:
            values = {name: getattr(alert, name) for name in Alert.__slots__}
            con.execute(tables.alerts.insert().values(values))
