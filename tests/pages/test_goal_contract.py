"""A goal's contract on the page: five steps, what fills them, confirmation, objectives, teams."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.text import LANGS, Lang
from kpi.definition import Stage
from kpi.goals import objectives, teams
from kpi.goals.goal import load_pack
from kpi.goals.steps import STEPS
from kpi.goals.teams import Party
from pages.ui.goals import contract_words as say
from pages.ui.goals import words as own
from pages.ui.rules import words as house
from tests.pages.rules import Visit
from tests.pages.test_goals import GOAL, KEY, kept, said, typed

pytestmark = pytest.mark.slow


def press(app: AppTest, name: str, key: str = KEY) -> AppTest:
    app.button(key=f"{key}-{name}").click().run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [block.label for block in app.expander]


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_step_that_misses_something_stands_open(visit: Visit, lang: Lang) -> None:
    app = visit("goals", goal=GOAL, lang=lang)
    assert [n for n in STEPS if app.session_state[f"{KEY}-step-{n}"]] == ["numbers"]
    told = labels(app)
    assert [name.to(lang) in label for name, label in zip(STEPS.values(), told, strict=True)]
    assert ("缺基準、期限" if lang == "zh" else "missing: baseline, deadline") in told[3].replace(
        "\\", ""
    )
    assert "SMART" in said(app) and "CPA（Google Ads）做到 450" in said(app)


def test_from_a_pack_to_a_contract(visit: Visit, state: State) -> None:
    """Baseline by hand with its source, the middle of the range, the deadline, who confirms."""
    app = visit("goals", goal=GOAL)
    assert "還沒有一個完整的季" in said(app), "no baseline, and why"
    app.text_input(key=f"{KEY}-baseline").set_value("700").run()
    app.selectbox(key=f"{KEY}-basis").set_value("typed").run()
    assert "越過護欄 600" in said(app).replace("\\", ""), "advice comes as one types"
    assert "手動輸入要寫下來源與日期" in said(app)
    app.text_input(key=f"{KEY}-source").set_value("去年結案").run()
    press(app, "take-middle")
    assert app.text_input(key=f"{KEY}-target").value == "520"
    press(app, "take-end")
    assert str(app.date_input(key=f"{KEY}-end").value) == "2026-03-31"
    assert "於本季結束前，把單次轉換成本 CPA（Google Ads）從 700 降到 520" in said(app)
    assert kept(state)["target"] == 450 and "baseline" not in kept(state), "nothing is kept yet"
    app.text_input(key=f"{KEY}-sop").set_value("https://wiki.example/sop")
    app.text_input(key=f"{KEY}-responsible-zh").set_value("社群組、明日代理商（外）")
    typed(app, why="第一季的約定")
    doc, key = kept(state), KEY.replace("-1", "-2")
    assert (doc["target"], doc["baseline"], doc["end"]) == (520, 700, "2026-03-31")
    assert doc["responsible"][1] == {"name": "明日代理商", "outside": True}
    press(app, "confirm", key)
    assert say.CONFIRM_WHO.zh in said(app) and "confirmed_on" not in kept(state)
    app.text_input(key=f"{key}-unit").set_value("業務部")
    app.text_input(key=f"{key}-name").set_value("林怡君")
    press(app, "confirm", key)
    doc = kept(state)
    assert (doc["asked_by"], doc["confirmed_by"]) == ("業務部", "林怡君")
    assert doc["confirmed_on"] == "2026-02-02" and "由 業務部 林怡君 於 2026/02/02 確認" in said(
        app
    )
    typed(app, key, target="500", why="再低一點")
    assert "confirmed_on" not in kept(state) and say.DRAFT_AGAIN.zh in said(app)
    assert "又是草案" in said(app)


def test_a_computed_baseline_typed_over_is_no_longer_computed(visit: Visit, state: State) -> None:
    load_pack(state, "ads")
    computed = {"baseline": 700, "basis": "last_quarter", "source": "2025/10/1–12/31"}
    state.save_goal({**kept(state), **computed, "measured_on": "2026-01-02"}, "甲", "算的")
    app = visit("goals", goal=GOAL)
    app.text_input(key=f"{KEY}-baseline").set_value("650").run()
    assert app.selectbox(key=f"{KEY}-basis").value == "typed"
    assert app.text_input(key=f"{KEY}-source").value == ""
    assert "手動輸入要寫下來源與日期" in said(app)
    typed(app, why="我們自己的數字")
    doc = kept(state)
    assert (doc["baseline"], doc["basis"]) == (650, "typed")
    assert "source" not in doc and "measured_on" not in doc


def test_what_is_not_saved_is_not_confirmed(visit: Visit, state: State) -> None:
    app = visit("goals", goal=GOAL)
    for box, value in {"target": "500", "unit": "業務部", "name": "林怡君"}.items():
        app.text_input(key=f"{KEY}-{box}").set_value(value)
    press(app, "confirm")
    assert say.SAVE_FIRST.zh in said(app) and "confirmed_on" not in kept(state)
    assert app.text_input(key=f"{KEY}-target").value == "500"


def test_what_is_confirmed_at_once_can_still_be_changed(visit: Visit, state: State) -> None:
    app = visit("goals", goal=GOAL)
    app.text_input(key=f"{KEY}-unit").set_value("業務部")
    app.text_input(key=f"{KEY}-name").set_value("林怡君")
    press(app, "confirm")
    typed(app, target="500", why="再低一點")
    assert kept(state)["target"] == 500 and own.CONFLICT.zh not in said(app)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("sop", "javascript:alert(1)", "SOP 只接受"), ("monthly", "下個月 4", "看不懂"),
        ("monthly", "2026-03: 0", "要大於 0"),
    ],
)  # fmt: skip
def test_what_does_not_belong_there_is_refused_at_its_field(
    visit: Visit, state: State, field: str, value: str, why: str
) -> None:
    app = visit("goals", goal=GOAL)
    boxes = app.text_area if field == "monthly" else app.text_input
    boxes(key=f"{KEY}-{field}").set_value(value)
    typed(app, why="x")
    assert why in said(app) and kept(state)["version"] == 1
    step = "rhythm" if field == "sop" else "numbers"
    assert app.session_state[f"{KEY}-step-{step}"], "the step that has it opens"
    boxes(key=f"{KEY}-{field}").set_value("").run()
    assert why not in said(app), "it goes as soon as it is mended"


def test_a_suggested_pair_is_taken(visit: Visit, state: State) -> None:
    load_pack(state, "ads")
    state.save_goals([{**doc, "pair": None} for doc in state.goals()], "甲", "apart")
    app = press(visit("goals", goal=GOAL), "take-pair")
    typed(app, why="一起看")
    assert kept(state)["pair"] == "ads-conversions-google"


def test_two_people_keep_what_they_typed_in_every_step(visit: Visit, state: State) -> None:
    first, second = visit("goals", goal=GOAL), visit("goals", goal=GOAL)
    typed(first, sop="https://a.example", baseline="700", why="一")
    second.text_input(key=f"{KEY}-informed-zh").set_value("業務部")
    typed(second, baseline="690", why="二")
    assert own.CONFLICT.zh in said(second) and "基準 – → 700" in said(second)
    second.button(key="goal-merge").click().run()
    assert second.text_input(key=f"{KEY}-sop").value == "https://a.example"
    typed(second)
    doc = kept(state)
    assert (doc["baseline"], doc["sop"]) == (690, "https://a.example")
    assert doc["informed"] == [{"name": "業務部", "outside": False}]


def test_all_goals_are_told_what_they_lack_and_filled_at_once(visit: Visit, state: State) -> None:
    app = visit("goals")
    assert "缺欄位" in labels(app)[0] and "期限：" in said(app)
    app.session_state["goal-fill-zh"] = True
    app.run()
    assert "還沒有一個完整的季" in app.table[0].value.to_string()
    app.text_input(key="goal-fill-why").set_value("")
    app.button(key="goal-fill-now").click().run()
    assert house.WHY_MISSING.zh in said(app) and kept(state)["version"] == 1
    app.text_input(key="goal-fill-why").set_value("訂期限")
    app.button(key="goal-fill-now").click().run()
    assert not app.exception and say.FILL_DONE.fill(n=6).zh in said(app)
    assert (kept(state)["start"], kept(state)["end"]) == ("2026-01-01", "2026-03-31")


def test_objectives_are_added_changed_and_deleted(visit: Visit, state: State) -> None:
    app = visit("goals", part="objectives")
    key = "objective-new-0-0"
    press(app, "save", key)
    assert say.NAME_MISSING.zh in said(app)
    app.text_input(key=f"{key}-zh").set_value("守住成本")
    app.multiselect(key=f"{key}-goals").set_value([GOAL])
    press(app, "save", key)
    assert house.WHY_MISSING.zh in said(app), "nothing without a reason"
    app.text_input(key=f"{key}-why").set_value("旺季")
    press(app, "save", key)
    made = next(o for o in objectives.objectives(state) if o.name.zh == "守住成本")
    assert kept(state)["objective"] == made.id
    again = f"objective-{made.id}-1-1"
    app.text_input(key=f"{again}-why").set_value("併回去")
    press(app, "delete", again)
    assert "objective" not in kept(state)
    assert say.OBJECTIVE_GONE.fill(name=made.name).zh in said(app)


def test_the_teams_of_a_stage_stand_in_its_goals(visit: Visit, state: State) -> None:
    app = visit("goals", part="teams")
    key = "teams-0-zh"
    app.text_input(key=f"{key}-conversion-responsible").set_value("明日（外）")
    press(app, "save", key)
    assert house.WHY_MISSING.zh in said(app)
    app.text_input(key=f"{key}-why").set_value("新代理商")
    press(app, "save", key)
    assert teams.teams(state)[Stage.CONVERSION]["responsible"] == (Party("明日", True),)
    opened = visit("goals", goal=GOAL)
    boxes: list[Any] = [b for b in opened.text_input if b.key == f"{KEY}-responsible-zh"]
    assert [box.placeholder for box in boxes] == ["依階段：明日（外）"]


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_without_data_a_goal_can_still_be_agreed(visit: Visit, state: State) -> None:
    load_pack(state, "shop")
    app = visit("goals", goal="shop-revenue")
    assert not app.exception and "還沒有匯入任何資料" in said(app)
    key = KEY.replace(GOAL, "shop-revenue")
    app.text_area(key=f"{key}-monthly").set_value("2026-02: 3,000,000\n2026-03: 3,300,000")
    typed(app, key, baseline="2400000", why="計畫")
    assert kept(state, "shop-revenue")["monthly"] == [["2026-02", 3000000], ["2026-03", 3300000]]
