"""The Goals page: every part in both languages, a goal changed by two people, packs, the table."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import small_table
from data.state import State
from data.text import LANGS, Lang
from kpi.goals import board
from kpi.goals import table as goal_table
from kpi.goals.goal import Goal, pack
from pages.ui.goals import words as own
from pages.ui.plain import plain
from pages.ui.rules import words as house
from pages.ui.uploads import EQUATION
from tests.pages.rules import Visit

pytestmark = pytest.mark.slow  # a run of the script a test
GOAL = "ads-cpa-google"
KEY = f"goal-{GOAL}-1"


def typed(app: AppTest, key: str = KEY, **values: str) -> AppTest:
    """Type into the form of a goal and save it."""
    for field, value in values.items():
        app.text_input(key=f"{key}-{field}").set_value(value)
    app.button(key=f"{key}-save").click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Return everything the page says."""
    told = (*app.markdown, *app.subheader, *app.error, *app.warning, *app.info)
    return "\n".join(x.value for x in told)


def kept(state: State, goal_id: str = GOAL) -> dict[str, Any]:
    return next(doc for doc in state.goals() if doc["id"] == goal_id)


@pytest.mark.parametrize("store", ["sample", "empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_every_part_is_drawn(visit: Visit, store: str, state: State, lang: Lang) -> None:
    app = visit("goals", lang=lang)
    goals = [Goal.from_doc(doc) for doc in state.goals()]
    assert bool(goals) == (store == "sample"), "looking at an empty board sets no goals"
    assert app.subheader[0].value == plain(board.sentence(goals, lang))
    for part in own.PARTS:
        app.query_params["part"] = part
        app.run()
        assert not app.exception and not app.error, part
    if goals:
        app.query_params["goal"] = goals[0].id
        assert not app.run().exception
        assert f"{KEY.replace(GOAL, goals[0].id)}-target" in app.session_state


def test_the_url_opens_a_goal_and_the_way_back_closes_it(visit: Visit) -> None:
    app = visit("goals", goal=GOAL)
    assert app.text_input(key=f"{KEY}-target").value == "450"
    app.button(key="goal-back").click().run()
    assert "goal" not in app.query_params
    gone = visit("goals", goal="nobody")
    assert own.NOT_THERE.zh in said(gone) and not gone.exception


def test_a_change_is_kept_with_its_reason_and_refused_without(visit: Visit, state: State) -> None:
    app = typed(visit("goals", goal=GOAL), target="4,80", high="x")
    assert "4,80" in said(app) and house.WHY_MISSING.zh in said(app)
    typed(app, target="700", high="600", why="檢討會")
    assert "700 高於護欄上限 600" in said(app)
    assert kept(state)["target"] == 450, "nothing is kept until all of it is right"
    typed(app, target="480")
    assert (kept(state)["target"], kept(state)["version"]) == (480, 2)
    assert "目標 450 → 480" in said(app) and "檢討會" in said(app)
    assert state.audit(f"goal {GOAL}")[-1]["why"] == "檢討會"


def test_the_second_of_two_is_told_and_keeps_what_was_typed(visit: Visit, state: State) -> None:
    first, second = visit("goals", goal=GOAL), visit("goals", goal=GOAL)
    typed(first, target="480", why="一")
    typed(second, high="650", why="二")
    assert own.CONFLICT.zh in said(second) and "目標 450 → 480" in said(second)
    assert second.text_input(key=f"{KEY}-high").value == "650"
    assert kept(state)["high"] == 600
    second.button(key="goal-merge").click().run()
    assert second.text_input(key=f"{KEY}-target").value == "480"
    typed(second)
    assert (kept(state)["target"], kept(state)["high"]) == (480, 650)


def test_the_second_may_drop_it_or_find_the_goal_deleted(visit: Visit, state: State) -> None:
    app = visit("goals", goal=GOAL)
    state.save_goal({**kept(state), "target": 500}, "乙", "faster")
    typed(app, target="470", why="三")
    app.button(key="goal-theirs").click().run()
    again = KEY.replace("-1", "-2")
    assert app.text_input(key=f"{again}-target").value == "500"
    state.delete_goal(GOAL, "乙", "gone")
    app.text_input(key=f"{again}-target").set_value("470")
    app.text_input(key=f"{again}-why").set_value("keep it")
    app.button(key=f"{again}-save").click().run()
    assert "刪除" in said(app)
    app.button(key="goal-merge").click().run()
    typed(app, again)
    assert kept(state)["target"] == 470


def test_deleting_asks_why_and_leaves_one(visit: Visit, state: State) -> None:
    app = visit("goals", goal=GOAL)
    app.button(key=f"{KEY}-delete").click().run()
    assert house.WHY_MISSING.zh in said(app) and kept(state)
    app.text_input(key=f"{KEY}-delete-why").set_value("不投了")
    app.button(key=f"{KEY}-delete").click().run()
    assert GOAL not in {doc["id"] for doc in state.goals()} and "goal" not in app.query_params
    for doc in state.goals()[1:]:
        state.delete_goal(doc["id"], "甲", "")
    last = state.goals()[0]["id"]
    app = visit("goals", goal=last)
    app.text_input(key=f"goal-{last}-1-delete-why").set_value("這個也是")
    app.button(key=f"goal-{last}-1-delete").click().run()
    assert own.LAST_ONE.zh in said(app) and len(state.goals()) == 1


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_an_empty_board_is_given_a_pack(visit: Visit, state: State) -> None:
    app = visit("goals")
    app.pills(key="goal-pack").set_value("shop").run()
    app.button(key="goal-pack-shop-confirm").click().run()
    assert house.WHY_MISSING.zh in said(app) and state.goals() == []
    app.text_input(key="goal-pack-shop-why").set_value("開店")
    app.button(key="goal-pack-shop-confirm").click().run()
    assert [doc["id"] for doc in state.goals()] == [doc["id"] for doc in pack("shop")]


def test_a_goal_is_added_for_any_kpi_with_a_scope_it_can_have(visit: Visit, state: State) -> None:
    app = visit("goals", part="new")
    app.selectbox(key="goal-new-kpi-0").set_value("ctr").run()
    app.selectbox(key="goal-new-by-0-ctr").set_value("platform").run()
    key = "goal-new-0-ctr"
    app.text_input(key=f"{key}-owner-zh").set_value("阿明")
    app.selectbox(key=f"{key}-step-zh").set_value("改文案")
    typed(app, key, target="3", low="2.5", why="新管道")
    assert "已經有一個目標了" in said(app), "Google's is in the pack"
    app.selectbox(key="goal-new-value-0-ctr-platform").set_value(1).run()
    typed(app, key)
    made = next(doc for doc in state.goals() if doc["id"].startswith("ctr-"))
    assert (made["scope"], made["target"], made["low"]) == ({"platform": "meta_ads"}, 0.03, 0.025)
    assert made["step"] == {"zh": "改文案", "en": "Rewrite the copy"}


def test_the_table_comes_in_with_a_preview(visit: Visit, state: State) -> None:
    app = visit("goals", part="table")
    table = goal_table.rows([Goal.from_doc(doc) for doc in state.goals()], "TWD", "zh")
    at = table[0].index("目標 Target")
    table[2][at], table[3][at] = "480", "2,5"
    written = small_table.write("xlsx", "目標", table)
    app.file_uploader(key="goal-table-0").upload("t.xlsx", written, "text/csv").run()
    text = EQUATION.fill(all=6, changed=1, new=0, same=4, refused=1).zh
    assert text in said(app) and "第 4 列「目標 Target」的「2,5」" in said(app).replace("\\", "")
    app.text_input(key="goal-table-why").set_value("年度調整")
    app.button(key="goal-table-confirm").click().run()
    assert not app.exception and kept(state)["target"] == 480
