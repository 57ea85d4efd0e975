"""Decisions of a review: kept with their actions or not at all, one review found at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import tables
from data.engine import engine
from data.state import Conflict, State


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def state(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[State]:
    """Return an empty state, in both databases."""
    if request.param == "sqlite":
        yield State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    else:
        url = request.getfixturevalue("cluster")
        tables.metadata.drop_all(engine(url))
        engine.cache_clear()
        yield State.open(url)


def doc(id: str, version: int = 0, **more: Any) -> dict[str, Any]:
    """Return a document."""
    return {"id": id, "version": version, **more}


def test_review_and_actions_are_kept_together(state: State) -> None:
    state.keep_decision(doc("2026-11-16"), [doc("a-1", what="停投")], [], "林", "stop")
    assert state.review_doc("2026-11-16") == doc("2026-11-16", 1)
    assert state.actions() == [doc("a-1", 1, what="停投")]
    kept = doc("2026-11-16", 1, word="again")
    with pytest.raises(Conflict):  # the action was seen in an older version
        state.keep_decision(kept, [doc("a-2"), doc("a-1")], [], "林", "")
    with pytest.raises(Conflict):  # the review was: its action goes with it
        state.keep_decision(doc("2026-11-16"), [doc("a-2")], [doc("a-1", 1)], "林", "")
    assert [one["id"] for one in state.actions()] == ["a-1"]
    assert state.review_doc("2026-11-16") == doc("2026-11-16", 1)
    state.keep_decision(kept, [], [doc("a-1", 1)], "林", "skip")
    assert state.actions() == []
    assert [row["what"] for row in state.audit()] == [
        "action a-1", "review 2026-11-16", "action a-1", "review 2026-11-16",
    ]  # fmt: skip


def test_the_review_before_is_that_of_the_latest_week_before(state: State) -> None:
    for week in ("2025-12-29", "2026-11-16", "2026-11-02"):
        state.save_review(doc(week), "林", "")
    assert state.review_before("2026-11-16") == "2026-11-02"
    assert state.review_before("2026-11-02") == "2025-12-29"
    assert state.review_before("2025-12-29") is None
    assert state.review_before("2027-01-04") == "2026-11-16"
    assert state.review_doc("2026-11-09") is None
