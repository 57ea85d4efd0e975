"""Deciding: the action that comes of it, deciding again, two devices at once, reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as d
from pathlib import Path
from typing import Any

import pytest

from data.state import Conflict, State
from kpi.actions.listed import actions, keep
from kpi.actions.listed import moved as said_to_be
from kpi.goals.teams import Party
from kpi.review.closing import close_review
from kpi.review.deciding import decide, needs_why
from kpi.review.record import Review, review
from kpi.review.refused import Closed, NeedsReason, NotDecided
from tests.kpi.review_world import WEEK, Usual, usual_week  # noqa: F401

pytestmark = pytest.mark.slow


@pytest.fixture
def state(usual: Usual, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """Return a state in which the usual review is open, on its Monday."""
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-23")
    return usual.copy(tmp_path)


def next_week(state: State, made: Review) -> Review:
    """Keep the same review once more, a week later, and return it."""
    week = WEEK.moved(7)
    later = replace(made, id=week.start.isoformat(), week=week, decisions=(), version=0)
    state.save_review(later.as_doc(), "ann", "")
    found = review(state, later.id)
    assert found is not None
    return found


def test_a_decision_makes_an_action_with_owner_day_and_parties(usual: Usual, state: State) -> None:
    docs = {doc["id"]: doc for doc in state.goals()}
    parties = [{"name": "明日代理商", "outside": True}]
    state.save_goals([{**docs["cpa-google"], "responsible": parties}], "ann", "")
    made = decide(state, usual.review, "cpa-google", "stop", by="林")
    assert made == review(state, made.id) and made.version == 2
    (action,) = actions(state)
    decision = made.decided("cpa-google")
    assert decision is not None
    assert (decision.step, decision.owner, decision.due, decision.action) == (
        "stop", "投放負責人", d(2026, 11, 30), action.id,
    )  # fmt: skip
    assert action.id.startswith("a-") and action.what == "停投"
    assert (action.step, action.kpi, action.goal, action.review) == (
        "stop", "cpa", "cpa-google", "2026-11-16",
    )  # fmt: skip
    assert (action.owner, action.due, action.made_on, action.by) == (
        "投放負責人", d(2026, 11, 30), d(2026, 11, 23), "林",
    )  # fmt: skip
    assert (action.platform, action.kept) == ("google_ads", "doing")
    assert action.responsible == (Party("明日代理商", True),)


@pytest.mark.parametrize(
    ("told", "owner", "due"),
    [
        ({}, "投放負責人", d(2026, 11, 30)),
        ({"owner": " 小陳 "}, "小陳", d(2026, 11, 30)),
        ({"due": d(2026, 12, 24)}, "投放負責人", d(2026, 12, 24)),
    ],
)
def test_owner_and_day_may_be_given(
    usual: Usual, state: State, told: dict[str, Any], owner: str, due: d
) -> None:
    made = decide(state, usual.review, "cpa-google", "watch", by="林", **told)
    (action,) = actions(state)  # watching is somebody's, too
    assert (action.owner, action.due, action.step) == (owner, due, "watch")
    assert made.decisions[0].due == due


def test_deciding_again_changes_the_action_and_keeps_who_and_when(
    usual: Usual, state: State
) -> None:
    first = decide(state, usual.review, "profit", "stop", owner="小陳", due=d(2026, 12, 1), by="林")
    again = decide(state, first, "profit", "copy", why="先換素材", by="王")
    (action,) = actions(state)
    assert (action.what, action.step, action.owner, action.due) == (
        "改文案", "copy", "小陳", d(2026, 12, 1),
    )  # fmt: skip
    (decision,) = again.decisions
    assert (decision.step, decision.why, decision.by, decision.action) == (
        "copy", "先換素材", "王", action.id,
    )  # fmt: skip


def test_leaving_it_after_all_takes_the_action_away_while_nothing_was_reported(
    usual: Usual, state: State
) -> None:
    made = decide(state, usual.review, "profit", "stop", by="林")
    made = decide(state, made, "profit", "skip", by="林")
    assert actions(state) == () and made.decisions[0].action == ""
    assert [(row["old"] is None, row["new"] is None) for row in state.audit() if
            row["what"].startswith("action ")] == [(True, False), (False, True)]  # fmt: skip
    made = decide(state, made, "profit", "stop", by="林")
    (action,) = actions(state)
    keep(state, [said_to_be(action, "done", d(2026, 11, 23))], "陳", "")
    made = decide(state, made, "profit", "skip", by="林")
    assert [one.kept for one in actions(state)] == ["done"]


def test_the_second_week_running_wants_a_reason(usual: Usual, state: State) -> None:
    assert not needs_why(state, usual.review, "profit")
    decide(state, usual.review, "profit", "skip", by="林")
    later = next_week(state, usual.review)
    assert needs_why(state, later, "profit") and not needs_why(state, later, "cpa-google")
    with pytest.raises(NeedsReason) as refused:
        decide(state, later, "profit", "skip", why="  ", by="林")
    assert "第二週" in refused.value.text.zh
    decide(state, later, "profit", "watch", by="林")
    later = decide(state, later, "cpa-google", "skip", by="林")
    told = decide(state, later, "profit", "skip", why="等費用入帳", by="林")
    assert told.decided("profit").why == "等費用入帳"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("item", "step", "told", "said"),
    [
        ("no such", "stop", {}, "重新整理"),
        ("profit", "explode", {}, "停投、調整受眾"),
        ("pacing", "stop", {}, "還沒有負責人"),
    ],
)
def test_what_cannot_be_decided_says_why(
    usual: Usual, state: State, item: str, step: str, told: dict[str, Any], said: str
) -> None:
    with pytest.raises(NotDecided) as refused:
        decide(state, usual.review, item, step, by="林", **told)
    assert said in refused.value.text.zh
    assert actions(state) == ()


def test_an_item_without_a_kpi_may_be_decided_with_an_owner(usual: Usual, state: State) -> None:
    decide(state, usual.review, "pacing", "stop", owner="小陳", by="林")
    (action,) = actions(state)
    assert (action.goal, action.kpi, action.owner) == ("", "", "小陳")


def test_a_closed_review_stands(usual: Usual, state: State) -> None:
    made = decide(state, usual.review, "profit", "stop", by="林")
    made = decide(state, made, "cpa-google", "stop", by="林")
    closed = close_review(state, made, "林")
    for seen in (closed, made):  # also from a page that has not noticed
        with pytest.raises(Closed):
            decide(state, seen, "profit", "copy", by="王")
    assert len(actions(state)) == 2


def test_two_devices_on_two_items_lose_neither(usual: Usual, state: State) -> None:
    seen = usual.review  # both look at the review as it was opened
    decide(state, seen, "profit", "stop", by="林")
    both = decide(state, seen, "cpa-google", "audience", by="王")
    assert {one.item: one.step for one in both.decisions} == {
        "profit": "stop", "cpa-google": "audience",
    }  # fmt: skip
    assert len(actions(state)) == 2 and both == review(state, seen.id)


def test_two_devices_on_one_item_do_not_overwrite_each_other(usual: Usual, state: State) -> None:
    decide(state, usual.review, "profit", "stop", by="林")
    with pytest.raises(Conflict):
        decide(state, usual.review, "profit", "copy", by="王")
    assert [one.step for one in actions(state)] == ["stop"]


def test_the_same_key_twice_decides_once(usual: Usual, state: State) -> None:
    first = decide(state, usual.review, "profit", "stop", by="林")
    assert decide(state, usual.review, "profit", "stop", by="林") == first
    assert len(actions(state)) == 1
    with pytest.raises(Conflict):  # what says more is no mere repetition
        decide(state, usual.review, "profit", "stop", owner="小陳", by="林")


def test_review_and_action_are_kept_together_or_not_at_all(usual: Usual, state: State) -> None:
    made = decide(state, usual.review, "profit", "stop", by="林")
    (action,) = actions(state)
    wrong = {**action.as_doc(), "version": 7}
    with pytest.raises(Conflict):
        state.keep_decision(made.as_doc(), [{**wrong, "id": "a-new", "version": 0}, wrong], [],
                            "林", "")  # fmt: skip
    assert [one.id for one in actions(state)] == [action.id]
    assert review(state, made.id) == made
