"""What a screen says of a decision, said to the server: who, by when, again, and wrongly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.state import State
from kpi.actions.listed import actions
from kpi.review.deciding import decide
from kpi.review.record import review
from pages.ui.deck import hearing, words
from tests.kpi.review_world import Usual, usual_week  # noqa: F401

ITEM = "cpa-google"
OWN, THEN = "投放負責人", date(2026, 11, 30)
"""The goal's own owner, and a week from the Monday of the review."""
CHRISTMAS_EVE, NO_DAY = date(2026, 12, 24), words.NO_DAY.fill(due="12/24").zh


@pytest.fixture
def state(usual: Usual, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-23")
    return usual.copy(tmp_path)


def say(state: State, id: str, **said: Any) -> str:
    """Say a decision as a screen does; return why it was refused."""
    entry = {"kind": "decide", "item": ITEM, "step": "stop", "why": "", "was": "stop", **said}
    return hearing._do(state, id, "pen", {"n": 1, **entry})


@pytest.mark.parametrize(
    ("said", "kept", "refused"),
    [
        ({}, ("stop", "because", OWN, THEN), ""),  # the same key again takes nothing back
        ({"owner": "小林", "due": "2026-12-24"}, ("stop", "because", "小林", CHRISTMAS_EVE), ""),
        ({"owner": "小林", "due": ""}, ("stop", "because", "小林", THEN), ""),
        ({"step": "copy"}, ("copy", "", OWN, THEN), ""),  # the reason was that of the other step
        ({"step": "copy", "was": ""}, ("stop", "because", OWN, THEN), words.OTHERWISE.zh),
        ({"owner": "小林", "due": "12/24"}, ("stop", "because", OWN, THEN), NO_DAY),
    ],
    ids=["again", "who and when", "who", "another step", "somebody was quicker", "no day"],
)
def test_a_decision_is_kept_as_it_was_said(
    usual: Usual, state: State, said: dict[str, Any], kept: tuple[Any, ...], refused: str
) -> None:
    made = decide(state, usual.review, ITEM, "stop", why="because", by="林")
    assert say(state, made.id, **said) == refused
    found = review(state, made.id)
    now = found.decided(ITEM) if found else None
    assert now is not None and (now.step, now.why, now.owner, now.due) == kept
    (action,) = actions(state)
    assert (action.step, action.owner, action.due) == (now.step, now.owner, now.due)
