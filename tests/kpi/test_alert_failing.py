"""Several channels: one that fails stops no other, and what is said of failures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from datetime import date as d

import pytest

from data.state import State
from kpi.alerts.addresses import Channel
from kpi.alerts.failing import failing, without_channel
from kpi.alerts.rules import Recipient, keep_recipient
from kpi.alerts.run import Run
from kpi.goals.goal import Goal
from tests.kpi.alert_world import ACT, ANY_HOUR, GOOD, Desk, Inbox, at, goal, listening, looks, soon  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


def test_one_failing_channel_never_stops_the_others(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(rank="star"), "test", "")
    names = ("first", "broken", "unknown", "last")
    for name in names:
        keep_recipient(state, Recipient(name, **ANY_HOUR), "test", "")
    known = {n: Channel(n, inbox.url) for n in ("first", "last")}
    known["broken"] = Channel("broken", "json://kpi:sEcret-9@127.0.0.1:1/")
    run = Run(looks(ACT, d(2026, 11, 23)), state, at("24 09:00"), known)
    assert [o.status for o in run.all(dry=False)] == ["sent", "failed", "failed", "sent"]
    assert len(inbox.posts) == 2
    said = failing(state, at("24 09:01"))
    assert ["broken" in t.zh for t in said] == [True, False] and "unknown" in said[1].en
    # the next run tries again, and only those
    known["broken"] = known["unknown"] = Channel("x", inbox.url)
    again = Run(looks(ACT, d(2026, 11, 23)), state, at("24 09:15"), known)
    assert [o.status for o in again.all(dry=False)] == ["nothing", "sent", "sent", "nothing"]
    assert failing(state, at("24 09:16")) == ()


def test_what_recovered_before_it_could_be_told_is_not_told(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox)
    inbox.answers = [500] * 3
    assert desk.kinds(at("24 09:00"), ACT) == "failed"
    assert desk.kinds(at("24 09:15"), GOOD) == "nothing"
    assert desk.kinds(at("25 09:00"), ACT) == "act"


def test_the_test_message_clears_a_failure(state: State, inbox: Inbox) -> None:
    state.save_goal(goal(rank="star"), "test", "")
    desk = Desk(state, inbox)
    inbox.answers = [403] * 3
    assert desk.kinds(at("24 09:00"), ACT) == "failed"
    assert "HTTP 403" in failing(state, at("24 09:01"))[0].zh
    run = Run(None, state, at("24 09:02"), desk.known)
    assert run.test(desk.recipient).status == "sent"
    assert failing(state, at("24 09:03")) == ()
    assert desk.kinds(at("24 09:15"), ACT) == "act"  # and the news is still told


@pytest.mark.parametrize(
    ("served", "now", "said"),
    [(None, "24 09:00", "還沒有執行過"), ("24 08:00", "24 09:00", ""),
     ("22 09:00", "24 09:00", ""), ("22 08:00", "24 09:00", "2026/11/22 08:00")],
)  # fmt: skip
def test_a_job_that_does_not_run_is_said(
    state: State, served: str | None, now: str, said: str
) -> None:
    assert failing(state, at(now)) == (), "nobody is to be told: nothing is missing"
    keep_recipient(state, Recipient("hook"), "test", "")
    if served:
        state.serve("hook", at(served).astimezone(UTC).replace(tzinfo=None))
    found = failing(state, at(now))
    assert len(found) == bool(said) and all(said in text.zh for text in found)


def test_owners_without_a_channel_are_named_once(state: State) -> None:
    owners = ("投放負責人", "網站負責人", "投放負責人")
    docs = [
        goal(id=f"g{n}", owner={"zh": zh, "en": f"lead {n}"}) for n, zh in enumerate(owners)
    ] + [goal(id="w", rank="watched", owner={"zh": "路人", "en": "bystander"})]
    goals = [Goal.from_doc(doc) for doc in docs]
    assert without_channel(state, goals) is None, "alerts are not in use"
    keep_recipient(state, Recipient("hook", ("別人",)), "test", "")
    said = without_channel(state, goals)
    assert said and said.zh.count("投放負責人") == 1 and "網站負責人" in said.zh
    assert "路人" not in said.zh
    keep_recipient(state, Recipient("hook", ("投放負責人", "網站負責人")), "test", "")
    assert without_channel(state, goals) is None
