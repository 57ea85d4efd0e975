"""Actions: what is refused, what becomes late by itself, who changed what, the CSV for tools."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date as d
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import small_table
from data.kept_actions import ACTIONS
from data.state import Comment, Conflict, State
from data.text import LANGS, Lang, Text
from kpi.actions import listed
from kpi.actions.action import STATES, Action
from kpi.actions.history import history
from kpi.actions.listed import actions, blank, in_order, keep, moved, typed, what_of
from kpi.actions.on_time import FEW, on_time
from kpi.actions.table import HEADERS, TITLES, exported, rows
from kpi.goals.goal import shipped
from kpi.goals.playbook import PLAYBOOK
from kpi.goals.teams import Party
from kpi.uploads import harmless
from tests import postgres
from tests.kpi.action_world import TODAY, action

GOALS = (shipped()["shop-cac"], shipped()["shop-revenue"])


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[State]:
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'state.sqlite'}"
        if request.param == "postgres":
            if postgres.binaries() is None:
                pytest.skip(postgres.MISSING)
            url = stack.enter_context(postgres.cluster())
        yield State.open(url)


@pytest.mark.parametrize(
    ("told", "field", "why"),
    [
        ({"what": " "}, "what", listed.NO_WHAT),
        ({"owner": "　"}, "owner", listed.NO_OWNER),
        ({"due": None}, "due", listed.NO_DUE),
        ({"link": "www.example.com"}, "link", None),
        ({"link": "javascript:alert(1)"}, "link", None),
        ({"link": "http://"}, "link", None),
        ({"link": "https://a b"}, "link", None),
        ({"what": "長" * 201}, "what", listed.TOO_LONG.fill(n=200)),
        ({"informed": "、".join(["林佳穎"] * 1 + [f"組{n}" for n in range(120)])}, "informed",
         listed.TOO_LONG.fill(n=300)),
        ({"what": "", "step": ""}, "what", listed.NO_WHAT),
    ],
)  # fmt: skip
def test_what_is_refused(told: dict[str, Any], field: str, why: Text | None) -> None:
    wanted, wrong = typed(told, action(), TODAY)
    assert wanted is None and [one.field for one in wrong] == [field]
    assert why is None or wrong[0].text == why


def test_what_is_typed_is_taken_down() -> None:
    told = {
        "what": "  換   素材 ", "owner": "林佳穎", "due": d(2026, 11, 30), "goal": "shop-cac",
        "platform": "meta_ads", "link": "HTTPS://example.com/a?b#c", "kept": "checking",
        "responsible": "內容組、明日代理商（外）", "step": "copy",
    }  # fmt: skip
    made, wrong = typed(told, blank(TODAY, "ann", "2026-11-09"), TODAY, GOALS)
    assert made and not wrong
    assert (made.what, made.kpi, made.goal) == ("換 素材", "cac", "shop-cac")
    assert made.responsible == (Party("內容組"), Party("明日代理商", outside=True))
    assert (made.kept, made.review, made.version) == ("checking", "2026-11-09", 0)
    none, _ = typed({"goal": ""}, made, TODAY, GOALS)
    assert none and (none.goal, none.kpi) == ("", "")
    same, _ = typed({"goal": "shop-cac"}, made, TODAY, ())
    assert same and same.kpi == "cac", "the goal is no more, and the action still says its KPI"


def test_a_step_says_what_is_done_in_both_languages() -> None:
    base = blank(TODAY, "ann")
    told: dict[str, Any] = {"owner": "ann", "step": "stop"}
    for said in ("", PLAYBOOK["stop"].en, PLAYBOOK["stop"].zh):
        made, _ = typed({**told, "what": said}, base, TODAY)
        assert made and what_of(made) == PLAYBOOK["stop"] and made.what == PLAYBOOK["stop"].zh
    own, _ = typed({**told, "what": "停 A"}, base, TODAY)
    assert own and what_of(own) == Text("停 A", "停 A")


@pytest.mark.parametrize(
    ("said", "due", "state"),
    [
        ("doing", TODAY, "doing"),
        ("doing", TODAY - timedelta(1), "late"),
        ("checking", TODAY - timedelta(1), "checking"),
        ("done", TODAY - timedelta(9), "done"),
    ],
)
def test_overdue_ones_are_late_by_themselves(said: Any, due: d, state: str) -> None:
    assert action(kept=said, due=due).state(TODAY) == state


def test_being_done_has_the_day_it_was_said() -> None:
    done = moved(action(), "done", TODAY)
    assert done.done_on == TODAY and done.on_time is True
    assert moved(done, "done", TODAY + timedelta(9)).done_on == TODAY, "said once"
    again = moved(done, "doing", TODAY)
    assert again.done_on is None and again.on_time is None
    with pytest.raises(ValueError, match="due date"):
        moved(done, "late", TODAY)


def test_late_ones_are_talked_about_first() -> None:
    found = [
        action("done", kept="done"),
        action("doing"),
        action("late-2", due=d(2026, 11, 17)),
        action("check", kept="checking"),
        action("late-1", due=d(2026, 11, 1)),
    ]
    names = [one.id for one in in_order(found, TODAY)]
    assert names == ["late-1", "late-2", "check", "doing", "done"]


def test_who_changed_what(kept: State) -> None:
    first = action(link="https://example.com", informed=(Party("法務", outside=True),))
    keep(kept, [first, action("a-2")], "ann", "")
    (one, other) = actions(kept)
    assert {one.id, other.id} == {"a-1", "a-2"} and one.version == 1
    assert one == Action.from_doc({**first.as_doc(), "version": 1})
    changed, _ = typed({"kept": "done", "platform": "meta_ads"}, one, TODAY)
    assert changed
    keep(kept, [changed], "bob", "做好了")
    with pytest.raises(Conflict):
        keep(kept, [one], "ann", "")
    kept.comment("a-1", "ann", "看過了")
    told = [(e.by, e.what, e.why) for e in history(kept, "zh", "a-1")]
    assert told == [
        ("bob", "進度 進行中 → 已完成；平台 – → Meta", "做好了"),
        ("ann", "新增，期限 2026/11/20", ""),
    ]
    assert [e.action for e in history(kept, "en")] == ["a-1", "a-2", "a-1"]
    assert [(c.action, c.by, c.text) for c in kept.comments()] == [("a-1", "ann", "看過了")]


def test_what_a_review_took_back_is_told(state: State) -> None:
    keep(state, [action("a-1", what="停投", step="stop")], "ann", "stop")
    with state._write() as con:
        ACTIONS.delete(con, actions(state)[0].as_doc(), "bob", "skip")
    told = [(e.by, e.name, e.what, e.why) for e in history(state, "en", "a-1")]
    pause = PLAYBOOK["stop"].en
    assert told == [
        ("bob", pause, "Taken back", "Not this week"),
        ("ann", pause, "Added, due 2026/11/20", pause),
    ]
    assert actions(state) == ()


def test_one_that_is_wrong_keeps_none(state: State) -> None:
    with pytest.raises(ValueError, match="a-2, owner"):
        keep(state, [action(), action("a-2", owner="")], "ann", "")
    keep(state, [action()], "ann", "")
    with pytest.raises(Conflict):
        keep(state, [action("a-3"), action()], "bob", "")
    assert [one.id for one in actions(state)] == ["a-1"] and state.comments() == []


HOSTILE = (
    "=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1",
    " =1", "'=1", "|cmd", "%1", "a,b;c\"d", "第一行\n第二行", "'尋常'", "𝒂\u200b", "－－",
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", HOSTILE)
def test_the_csv_comes_back_as_it_was_and_runs_nowhere(name: str, lang: Lang) -> None:
    said = [Comment("a-1", "ann", d(2026, 11, 1), name)]  # type: ignore[arg-type]
    one = action(what=name, owner=name, campaign=name, page=name, benefit=name, goal="shop-cac",
                 kpi="cac", platform="meta_ads", link="https://example.com/a,b")  # fmt: skip
    lines = exported([one], GOALS, said, TODAY, lang)
    content = small_table.write("csv", "actions", lines)
    assert content.startswith(b"\xef\xbb\xbf"), "Excel would break 中文 without it"
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(read) == 1 and tuple(read[0]) == HEADERS and len(set(HEADERS)) == len(HEADERS)
    row = read[0]
    for header in ("Name", "Assignee", "Campaign", "Page", "Expected Benefit"):
        assert row[header] in (name, f"'{name}")
    assert not any(cell[:1] in "=+-@\t\r|%＝＋－＠" for cell in row.values() if cell)
    assert row["Due Date"] == "2026-11-20" and row["Link"] == "https://example.com/a,b"
    assert row["Status"] == row["Section"] == STATES["doing"].to(lang)
    assert row["Description"].count(" ".join(name.split())) >= 2, "and the comment"


@given(st.text())
@settings(max_examples=200)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = harmless(text)
    assert cell in (text, f"'{text}")
    assert not cell or cell[0] not in "=+-@\t\r|%＝＋－＠"


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_says_where_and_of_what(lang: Lang) -> None:
    found = [action(goal="shop-cac", kpi="cac", platform="meta_ads", page="/sale"), action("b")]
    first, second = rows(found, GOALS, d(2026, 12, 1), lang)
    assert len(first) == len(TITLES)
    assert first[1] == STATES["late"].to(lang) and first[3] == "2026/11/20"
    assert first[5] in ("Meta・/sale", "Meta · /sale") and second[4:] == ("–", "–")


def test_on_time_is_of_all_together_and_of_enough() -> None:
    over = TODAY - timedelta(3)
    early, late = ({"kept": "done", "due": over, "done_on": over + timedelta(n)} for n in (0, 1))
    found = [action(f"{n}", **early) for n in range(3)] + [action("l", **late)]
    found += [action("wait", kept="checking", due=over), action("today", due=TODAY)]
    found += [action("soon", kept="done", due=TODAY + timedelta(9), done_on=TODAY)]
    assert (on_time(found, TODAY).done, on_time(found, TODAY).due) == (3, 4)
    assert on_time(found, TODAY).rate is None and on_time(found, TODAY).figure("zh") == "–"
    assert on_time(found, TODAY).told("zh") == FEW.fill(n=4, least=5).zh
    five = on_time([*found, action("never", due=over)], TODAY)
    assert five.rate is not None and five.rate * five.due == five.done
    assert five.figure("en") == "60.0%" and five.told("en").startswith("3 of 5 actions")
    assert on_time([], TODAY).rate is None
