"""From a pack to full contracts in a few clicks: targets brought into reach, all confirmed."""

from __future__ import annotations

import pytest

from data.state import State
from kpi.goals.agreeing import ready
from kpi.goals.goal import Goal
from pages.ui.goals import contract_words as say
from pages.ui.goals import words as own
from tests.pages.rules import Visit
from tests.pages.test_goals import GOAL, kept, said

pytestmark = pytest.mark.slow


def contracts(state: State, **of_cpa: object) -> list[str]:
    """Make whole contracts of the pack's goals; return those that are ready to be confirmed."""
    whole = {"baseline": 700, "basis": "last_quarter", "end": "2026-03-31"}
    docs = [{**doc, **whole} for doc in state.goals()]
    state.save_goals([{**d, **(of_cpa if d["id"] == GOAL else {})} for d in docs], "甲", "訂好")
    return [goal.id for goal in ready([Goal.from_doc(doc) for doc in state.goals()])]


def test_drafts_are_confirmed_in_one_go(visit: Visit, state: State) -> None:
    visit("goals")
    wanted = contracts(state)
    app = visit("goals")
    app.session_state["goal-agree-zh"] = True
    app.run()
    app.button(key="goal-agree-now").click().run()
    assert say.CONFIRM_WHO.zh in said(app) and "confirmed_on" not in kept(state)
    app.text_input(key="goal-agree-unit").set_value(" 業務部 ")
    app.text_input(key="goal-agree-name").set_value("林怡君")
    app.button_group(key=f"goal-agree-which-{len(wanted)}").set_value(wanted[1:])
    app.button(key="goal-agree-now").click().run()
    assert not app.exception and say.AGREE_DONE.fill(n=len(wanted) - 1).zh in said(app)
    told = {doc["id"]: doc.get("confirmed_by") for doc in state.goals() if doc["id"] in wanted}
    assert told == {key: None if key == wanted[0] else "林怡君" for key in wanted}
    assert (kept(state)["asked_by"], kept(state)["confirmed_on"]) == ("業務部", "2026-02-02")
    assert say.AGREE.fill(n=1).zh in [block.label for block in app.expander]


def test_a_goal_changed_meanwhile_is_not_confirmed(visit: Visit, state: State) -> None:
    visit("goals")
    contracts(state)
    app = visit("goals")
    app.session_state["goal-agree-zh"] = True
    app.run()
    app.text_input(key="goal-agree-unit").set_value("業務部")
    app.text_input(key="goal-agree-name").set_value("林怡君").run()
    state.save_goals([{**doc, "target": 1} for doc in state.goals()][:1], "乙", "改了")
    app.button(key="goal-agree-now").click().run()
    assert own.CONFLICT_ELSE.zh in said(app)
    assert not any("confirmed_on" in doc for doc in state.goals()), "all of it or nothing"


def test_targets_are_brought_into_reach(visit: Visit, state: State) -> None:
    visit("goals")
    contracts(state, high=900)
    app = visit("goals")
    app.session_state["goal-fill-zh"] = True
    app.run()
    assert app.checkbox(key="goal-fill-reach-zh").value, "nothing else is left to fill in"
    app.button(key="goal-fill-now").click().run()
    assert not app.exception and kept(state)["target"] == 520
