"""The state database: settings, goals with versions, answers, journal, audit, on both engines."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from data import tables
from data.engine import engine
from data.journal import Step
from data.report import Report
from data.state import Conflict, State, today
from data.text import Text
from data.versioned import Versioned


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def state(request: pytest.FixtureRequest, tmp_path: Path) -> State:
    if request.param == "sqlite":
        return State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    return State.open(request.getfixturevalue("postgres"))


@pytest.mark.parametrize("value", ["TWD", 3, 0.5, True, ["a"], {"k": "值"}, None])
def test_settings(state: State, value: object) -> None:
    assert state.setting("key", "default") == "default"
    state.set_setting("key", "old", "ann", "first")
    state.set_setting("key", value, "bob", "second")
    assert state.setting("key", "default") == value
    old, new = state.audit("setting key")
    assert (old["by"], old["why"], old["old"], old["new"]) == ("ann", "first", None, "old")
    assert (new["by"], new["why"], new["old"], new["new"]) == ("bob", "second", "old", value)


def test_goals_keep_their_order_and_versions(state: State) -> None:
    docs = [
        {"id": "b", "kpi": "ctr", "position": 2, "target": 0.025},
        {"id": "a", "kpi": "cpa", "position": 1, "where": {"platform": "google_ads"}},
    ]
    state.save_goals(docs, "ann", "pack")
    assert [(g["id"], g["version"]) for g in state.goals()] == [("a", 1), ("b", 1)]
    goal = state.goals()[0]
    assert goal == {**docs[1], "version": 1}
    assert state.save_goal({**goal, "target": 450}, "bob", "quarter") == 2
    assert state.goals()[0]["target"] == 450
    said = state.audit("goal a")[-1]
    assert (said["by"], said["why"], said["old"].get("target"), said["new"]["target"]) == (
        "bob", "quarter", None, 450,
    )  # fmt: skip
    state.delete_goal("a", "bob", "not ours")
    assert [g["id"] for g in state.goals()] == ["b"]


@pytest.mark.parametrize("seen", [0, 1, 7, None])
def test_a_goal_changed_meanwhile_is_not_overwritten(state: State, seen: int | None) -> None:
    state.save_goal({"id": "a", "target": 1}, "ann", "")
    state.save_goal({"id": "a", "target": 2, "version": 1}, "bob", "")
    with pytest.raises(Conflict) as conflict:
        state.save_goal({"id": "a", "target": 3, "version": seen}, "ann", "")
    assert "「a」" in conflict.value.text.zh
    assert state.goals()[0]["target"] == 2


def test_several_goals_are_saved_all_or_none(state: State) -> None:
    state.save_goal({"id": "b"}, "ann", "")
    with pytest.raises(Conflict):
        state.save_goals([{"id": "a"}, {"id": "b"}], "ann", "")
    assert [g["id"] for g in state.goals()] == ["b"]
    assert len(state.audit()) == 1


EVENT = {
    "id": "e",
    "name": "週年慶",
    "kind": "campaign",
    "first": "2026-11-03",
    "last": "2026-11-09",
}


def test_events_keep_versions_and_are_saved_all_or_none(state: State) -> None:
    earlier = {**EVENT, "id": "d", "first": "2025-11-01"}
    state.save_events([EVENT, earlier], "ann", "calendar")
    assert state.events() == [{**earlier, "version": 1}, {**EVENT, "version": 1}]
    state.save_events([{**EVENT, "version": 1, "owner": "bob"}], "bob", "owner")
    for seen in (0, 1, 7, None):
        with pytest.raises(Conflict, match="週年慶"):
            late = {**EVENT, "version": seen}
            state.save_events([{**EVENT, "id": "new"}, late], "ann", "late")
        with pytest.raises(Conflict, match="週年慶"):
            state.delete_event(late, "ann", "late")
    assert [(e["id"], e["version"]) for e in state.events()] == [("d", 1), ("e", 2)]
    state.delete_event(state.events()[1], "bob", "not held")
    said = [(a["by"], a["why"], a["old"] is None, a["new"] is None) for a in state.audit("event e")]
    assert said == [
        ("ann", "calendar", True, False), ("bob", "owner", False, False),
        ("bob", "not held", False, True),
    ]  # fmt: skip


def test_what_is_settled_of_links_keeps_versions(state: State) -> None:
    state.save_utm([{"id": "rules", "media": ["cpc"]}, {"id": "a", "same": ["x"]}], "ann", "new")
    assert [(doc["id"], doc["version"]) for doc in state.utm()] == [("a", 1), ("rules", 1)]
    with pytest.raises(Conflict, match="rules"):
        state.save_utm([{"id": "b"}, {"id": "rules", "media": []}], "bob", "late")
    with pytest.raises(Conflict):
        state.delete_utm({"id": "a", "version": 7}, "bob", "late")
    state.delete_utm({"id": "a", "version": 1}, "bob", "not the same")
    assert [doc["id"] for doc in state.utm()] == ["rules"], "all of them or none"
    assert [(a["by"], a["why"]) for a in state.audit("utm a")] == [
        ("ann", "new"), ("bob", "not the same"),
    ]  # fmt: skip


def test_funnels_keep_versions_and_are_saved_all_or_none(state: State) -> None:
    state.save_funnels([{"id": "b", "name": "B"}, {"id": "a", "name": "A"}], "ann", "new")
    assert [(doc["id"], doc["version"]) for doc in state.funnels()] == [("a", 1), ("b", 1)]
    with pytest.raises(Conflict, match="B"):
        state.save_funnels([{"id": "c"}, {"id": "b", "name": "B"}], "bob", "late")
    with pytest.raises(Conflict):
        state.delete_funnel({"id": "a", "version": 7}, "bob", "late")
    state.delete_funnel({"id": "a", "version": 1}, "bob", "not used")
    assert [doc["id"] for doc in state.funnels()] == ["b"], "all of them or none"
    assert [(a["by"], a["why"]) for a in state.audit("funnel a")] == [
        ("ann", "new"), ("bob", "not used"),
    ]  # fmt: skip


def test_scenarios_keep_versions_and_are_saved_all_or_none(state: State) -> None:
    state.save_scenarios([{"id": "b", "name": "B"}, {"id": "a", "name": "A"}], "ann", "new")
    assert [(doc["id"], doc["version"]) for doc in state.scenarios()] == [("a", 1), ("b", 1)]
    with pytest.raises(Conflict, match="B"):
        state.save_scenarios([{"id": "c"}, {"id": "b", "name": "B"}], "bob", "late")
    with pytest.raises(Conflict):
        state.delete_scenario({"id": "a", "version": 7}, "bob", "late")
    state.delete_scenario({"id": "a", "version": 1}, "bob", "not used")
    assert [doc["id"] for doc in state.scenarios()] == ["b"], "all of them or none"
    assert [(a["by"], a["why"]) for a in state.audit("scenario a")] == [
        ("ann", "new"), ("bob", "not used"),
    ]  # fmt: skip


def test_a_closed_month_is_written_once(state: State) -> None:
    frozen = {"figures": [{"kpi": "cost", "value": "620.10"}]}
    assert state.close_month("2026-10", frozen, "ann", "books agree")
    assert not state.close_month("2026-10", {"figures": []}, "bob", "again")
    assert state.close_month("2026-09", {}, "ann", "")
    assert [*state.closings().items()] == [("2026-09", {}), ("2026-10", frozen)]
    assert state.open_month("2026-10", "bob", "a bill came")
    assert not state.open_month("2026-10", "bob", "twice")
    assert [*state.closings()] == ["2026-09"]
    first, last = state.audit("closing 2026-10")
    assert (first["new"], last["old"], last["new"], last["why"]) == (
        frozen, frozen, None, "a bill came",
    )  # fmt: skip


def test_an_objective_comes_and_goes_with_its_goals_or_not_at_all(state: State) -> None:
    state.save_goals([{"id": "a"}, {"id": "b"}], "ann", "", objectives=[{"id": "o", "name": "x"}])
    assert [(o["id"], o["version"]) for o in state.objectives()] == [("o", 1)]
    held = {"id": "a", "objective": "o", "version": 1}
    with pytest.raises(Conflict):
        state.save_objective({"id": "o", "name": "y"}, "bob", "unseen", [held])
    assert [g.get("objective") for g in state.goals()] == [None, None]
    state.save_objective({"id": "o", "name": "y", "version": 1}, "bob", "seen", [held])
    with pytest.raises(Conflict):
        state.delete_objective({"id": "o", "version": 2}, "bob", "late", [held])
    assert state.objectives() == [{"id": "o", "name": "y", "version": 2}]
    free = {"id": "a", "version": 2}
    state.delete_objective({"id": "o", "version": 2}, "bob", "done", [free])
    assert (state.objectives(), state.goals()[0]) == ([], {"id": "a", "version": 3})
    said = state.audit("objective o")
    assert [(a["by"], a["old"], a["new"]) for a in said] == [
        ("ann", None, {"name": "x"}), ("bob", {"name": "x"}, {"name": "y"}),
        ("bob", {"name": "y"}, None),
    ]  # fmt: skip


def test_answers_are_remembered_by_source_and_forgotten_with_their_import(state: State) -> None:
    source = ("google_ads", "123", "google_ads.campaign")
    first = state.received("aa" * 32, "f.csv", "ann", date(2026, 1, 1))
    state.remember(source, "date_order", "dmy", "ann", first)
    state.remember(source, "date_order", "mdy", "ann", first)
    assert state.answers(*source) == {"date_order": "mdy"}
    assert state.answers("google_ads", "", "google_ads.campaign") == {}
    state.move(first, Step.UNDONE, "ann")
    assert state.answers(*source) == {}


def test_the_journal(state: State) -> None:
    first = state.received("aa" * 32, "a.csv", "ann", date(2026, 1, 2), {"decimal": "comma"})
    again = state.received("aa" * 32, "b.csv", "ann", date(2026, 1, 3))
    assert again > first
    report = Report(status="parsed", format="google_ads.campaign")
    error = Text("錯", "wrong")
    state.move(first, Step.PARSED, "bob", "read", report=report, error=error)
    entry = state.entry(first)
    assert (entry.state, entry.report, entry.error) == (Step.PARSED, report, error)
    assert (entry.answers, entry.received_on) == ({"decimal": "comma"}, date(2026, 1, 2))
    assert [e.import_id for e in state.by_content("aa" * 32)] == [first, again]
    assert [e.import_id for e in state.journal()] == [first, again]
    said = state.audit(f"import {first}")
    assert [(a["by"], a["new"]["state"]) for a in said] == [("ann", "RECEIVED"), ("bob", "PARSED")]
    with pytest.raises(KeyError):
        state.entry(99)


def test_a_restored_row_keeps_its_id_and_the_next_one_follows(state: State, tmp_path: Path) -> None:
    other = State.open(f"sqlite:///{tmp_path / 'other.sqlite'}")
    for n in range(3):
        other.received(f"{n:064x}", f"{n}.csv", "ann", date(2026, 1, 1))
    state.restore(other.entry(3))
    assert state.entry(3) == other.entry(3)
    assert state.received("ff" * 32, "next.csv", "ann", date(2026, 1, 1)) == 4


def test_writers_wait_for_each_other(state: State) -> None:
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for n in range(20):
                state.set_setting(name, n, name)
        except BaseException as failure:  # noqa: BLE001
            failed.append(failure)

    writers = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    assert [state.setting(f"w{n}") for n in range(4)] == [19] * 4
    assert len(state.audit()) == 80


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'state.sqlite'}"
    State.open(url)
    with engine(url).begin() as con:
        con.execute(tables.meta.update().values(value=99))
    engine.cache_clear()
    with pytest.raises(RuntimeError, match="99"):
        State.open(url)


def test_today(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-03-04")
    assert today(state) == date(2026, 3, 4)
    monkeypatch.delenv("LODESTAR_TODAY")
    state.set_setting("time_zone", "Pacific/Kiritimati", "ann")
    ahead = today(state)
    state.set_setting("time_zone", "Pacific/Honolulu", "ann")
    assert (ahead - today(state)).days == 1  # exactly 24 hours lie between them


def test_two_who_add_the_same_goal_at_once_do_not_overwrite_each_other(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, kept = threading.Barrier(2, timeout=20), Versioned.kept
    told: list[str] = []

    def slowly(self: Versioned, con: sa.Connection, key: str) -> object:
        found = kept(self, con, key)
        if con.dialect.name == "postgresql":  # SQLite lets only one of them in
            looked.wait()
        return found

    def add(by: str) -> None:
        try:
            state.save_goal({"id": "a", "owner": by}, by, "")
            told.append("kept")
        except Conflict:
            told.append("refused")

    monkeypatch.setattr(Versioned, "kept", slowly)
    both = [threading.Thread(target=add, args=(by,)) for by in ("ann", "bob")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["kept", "refused"]
    assert [(g["version"], len(state.audit("goal a"))) for g in state.goals()] == [(1, 1)]
