"""Conversions in the state database: versions, all or none, and the record, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.state import Conflict, State

BUY = {"id": "buy", "name": "購買", "events": ["purchase"], "position": 2}
LEAD = {"id": "lead", "name": "名單", "events": [], "position": 1}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def state(request: pytest.FixtureRequest, tmp_path: Path) -> State:
    if request.param == "sqlite":
        return State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    return State.open(request.getfixturevalue("postgres"))


def test_nobody_overwrites_unseen_and_everything_is_on_record(state: State) -> None:
    state.save_conversions([BUY, LEAD], "ann", "first")
    assert state.conversions() == [{**LEAD, "version": 1}, {**BUY, "version": 1}]
    state.save_conversions([{**BUY, "version": 1, "events": ["Purchase"]}], "bob", "renamed")
    with pytest.raises(Conflict, match="購買"):
        state.save_conversions([{**LEAD, "id": "new"}, {**BUY, "version": 1}], "ann", "late")
    with pytest.raises(Conflict):
        state.delete_conversion({**BUY, "version": 1}, "ann", "late")
    assert [(c["id"], c["version"]) for c in state.conversions()] == [("lead", 1), ("buy", 2)]
    state.delete_conversion({**LEAD, "version": 1}, "ann", "no forms")
    state.set_setting("conversion", "another thing", "ann")
    told = [(row["what"], row["why"]) for row in state.conversion_history(3)]
    assert told == [
        ("conversion lead", "no forms"), ("conversion buy", "renamed"), ("conversion lead", "first")
    ]  # fmt: skip
