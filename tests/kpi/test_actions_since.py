"""What a review begins with: which actions, late first, and what their KPIs came to since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as d
from decimal import Decimal as D
from functools import cache
from typing import Any

import pytest

from data.state import State
from kpi.actions.listed import keep
from kpi.actions.moved import moved
from kpi.actions.since import FIRST, NOT_CAUSE, SINCE, since
from kpi.goals.goal import Goal, shipped
from kpi.review.outside import before
from kpi.review.record import Item, Review
from tests.kpi.action_world import action, decision, frozen, past, review, week_of
from tests.kpi.conftest import World

LAST, NOW = week_of(d(2026, 11, 2)), week_of(d(2026, 11, 9))
OLDER = week_of(d(2026, 10, 26))
TODAY = d(2026, 11, 17)
REVENUE, CAC = "shop-revenue", "shop-cac"


@cache
def shop(to: d = d(2026, 11, 16)) -> World:
    """Return a shop that takes 100 a day in October and 200 a day in November."""
    world = World().account("s", "shopline", complete_to=to)
    for first, last, revenue in ((d(2026, 10, 1), d(2026, 10, 31), 100), (d(2026, 11, 1), to, 200)):
        told = {"orders_placed": 1, "orders_paid": 1, "revenue_placed": revenue,
                "revenue_paid": revenue}  # fmt: skip
        world.days("s", first, last, **told)
    return world


@pytest.fixture
def kept(state: State) -> State:
    """Return a state with a goal for revenue, one for CAC, and two reviews."""
    docs = [
        {"id": key, "kpi": shipped()[key].kpi, "rank": "core", "target": 1, "scope": {},
         "owner": {"zh": "a", "en": "a"}, "step": {"zh": "a", "en": "a"}}
        for key in (REVENUE, CAC)
    ]  # fmt: skip
    state.save_goals(docs, "ann", "")
    for one in held():
        state.save_review(one.as_doc(), "ann", "")
    return state


def held() -> tuple[Review, Review]:
    """Return the last review, which froze 900 of its week, 2,000 of its month; and one older."""
    month = frozen(REVENUE, "revenue", LAST, 2_000, start=d(2026, 11, 1),
                   weeks=(past(OLDER, 650), past(LAST, 900)))  # fmt: skip
    dear = frozen(CAC, "cac", LAST, 700, platforms=("meta_ads",))
    skip = (decision(CAC, "skip", "等素材"), decision(REVENUE, "stop"))
    return (
        review(LAST.start, month, dear, decisions=skip),
        review(OLDER.start, frozen(REVENUE, "revenue", OLDER, 650)),
    )


def told(state: State, world: World | None, week: Any = NOW) -> tuple[list[str], list[list[str]]]:
    """Return the sentences and rows of a review's first item, in 中文."""
    lines, table = since(world.snapshot if world else None, state, week, TODAY)
    rows = [[cell.zh for cell in row] for row in table.rows] if table else []
    return [line.text.zh for line in lines], rows


def of_last(id: str, **more: Any) -> Any:
    return action(
        id, **{"review": LAST.start.isoformat(), "goal": REVENUE, "kpi": "revenue", **more}
    )


def test_the_first_review_and_one_after_which_nothing_was_left(state: State) -> None:
    assert since(None, state, NOW, TODAY)[0][0].text == FIRST
    state.save_review(held()[1].as_doc(), "ann", "")
    lines, table = since(None, state, NOW, TODAY)
    assert table is None and "10/26–11/1" in lines[0].text.zh


def test_which_actions_are_told(kept: State) -> None:
    wanted = {
        "last-done": of_last("last-done", kept="done", done_on=d(2026, 11, 10)),
        "last-late": of_last("last-late", due=d(2026, 11, 13)),
        "last-late-longer": of_last("last-late-longer", due=d(2026, 11, 11)),
        "older-open": of_last("older-open", review=OLDER.start.isoformat(), kept="checking"),
        "older-done-since": action("older-done-since", kept="done", done_on=d(2026, 11, 9)),
        "outside": action("outside"),
    }  # fmt: skip
    others = [
        action("older-done", kept="done", done_on=d(2026, 11, 8)),
        action("this-week", review=NOW.start.isoformat()),
        action("later", review="2026-11-16"),
    ]
    keep(kept, [replace(one, what=key) for key, one in wanted.items()] + others, "ann", "")
    lines, rows = told(kept, shop())
    assert [row[0] for row in rows] == [
        "last-late-longer", "last-late", "older-open", "outside", "last-done", "older-done-since",
    ]  # fmt: skip
    assert [row[3] for row in rows] == ["延遲中", "延遲中", "待確認", "進行中", "已完成", "已完成"]
    assert lines[0] == "上次決議與還沒做完的共 6 項：延遲中 2、待確認 1、進行中 1、已完成 2。"
    assert "因為" not in "".join(lines) and lines[-1] == NOT_CAUSE.zh


def test_what_was_left_alone_is_told_with_its_reason(kept: State) -> None:
    lines = since(shop().snapshot, kept, NOW, TODAY)[0]
    (left,) = [line for line in lines if "本週不處理" in line.text.zh]
    assert "等素材" in left.text.zh and left.text.en.endswith("last time: “等素材”.")
    assert left.platform == "meta_ads"


def test_figures_are_as_frozen_then_and_as_read_now(kept: State) -> None:
    found = [
        of_last("a"),  # the month's 2,000 is not the week's 900
        of_last("b", review=OLDER.start.isoformat()),  # frozen as the week itself
        of_last("c", review="", made_on=d(2026, 11, 4)),  # no review: the whole week before, read
        of_last("d", review="", made_on=TODAY),  # nothing came after the week it is of
        of_last("e", goal=CAC, kpi="cac"),  # without costs there is no answer
        of_last("f", goal="gone", kpi="gone"),
    ]
    keep(kept, found, "ann", "")
    _, table = since(shop().snapshot, kept, NOW, TODAY)
    assert table and table.titles[-1] == SINCE.fill(week="11/9–11/15")
    cells = {a.id: row[-1].zh for a, row in zip(found, table.rows, strict=True)}
    assert cells == {
        "a": "營收 900（11/2–11/8）→ 1,400，+55.6%",
        "b": "營收 650（10/26–11/1）→ 1,400，+115.4%",
        "c": "營收 800（10/26–11/1）→ 1,400，+75.0%",
        "d": "營收 1,400（11/9–11/15）→ –",
        "e": "獲客成本 CAC 700（11/2–11/8）→ –",
        "f": "–",
    }
    assert table.platforms == ("", "", "", "", "meta_ads", "")
    assert table.margins == (False, False, False, False, True, False), "CAC holds fees"


@pytest.mark.parametrize("to", [d(2026, 11, 14), None])
def test_a_week_that_is_not_complete_has_no_figure(kept: State, to: d | None) -> None:
    keep(kept, [of_last("a")], "ann", "")
    _, rows = told(kept, shop(to) if to else None)
    assert rows[0][-1] == "營收 900（11/2–11/8）→ –"


def test_an_action_without_a_goal_reads_its_kpi_where_it_is_done(kept: State) -> None:
    where = of_last("a", goal="", platform="shopline", review="", made_on=d(2026, 11, 12))
    goals = tuple(Goal.from_doc(doc) for doc in kept.goals())
    reviews = {one.id: one for one in held()}
    found = moved(shop().snapshot, kept, [where], reviews, goals, NOW, TODAY)["a"]
    assert found.goal.scope == (("platform", "shopline"),)
    assert (found.week, found.then, found.now) == (LAST, D(1_400), D(1_400))
    keep(kept, [where], "ann", "")
    _, table = since(shop().snapshot, kept, NOW, TODAY)
    assert table and table.platforms == ("shopline",)


def test_an_agency_sees_no_row_of_several_channels(kept: State) -> None:
    both = frozen(CAC, "blended_roas", NOW, 3, platforms=("google_ads", "meta_ads"))
    made = review(NOW.start, both, decisions=(decision(CAC, "skip"),))
    kept.save_review(made.as_doc(), "ann", "")
    keep(kept, [of_last("a", review=NOW.start.isoformat(), goal=CAC, kpi="cac")], "ann", "")
    week = week_of(d(2026, 11, 16))
    lines, table = since(None, kept, week, d(2026, 11, 23))
    item = Item("actions", "actions", both.name, 2, "", lines, table)
    shown = before(review(week.start, agenda=(item,)), "meta_ads").review.agenda[0]
    assert table and table.rows and not (shown.table and shown.table.rows)
    assert len(shown.lines) == len(lines) - 1, "what was left alone is of both channels"
