"""The panels of actions and of the history of reviews, as the page 週會 draws them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as d
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.kept_actions import ACTIONS
from data.state import State
from data.text import LANGS, Lang
from kpi.actions.action import Action
from kpi.actions.listed import NO_OWNER, actions, keep
from kpi.card import Verdict
from kpi.review.record import Review
from pages.ui.actions import words
from pages.ui.history import words as history_words
from tests.kpi.action_world import action, decision, frozen, review, week_of
from tests.pages.conftest import WAIT
from tests.pages.test_pages import texts
from tests.pages.test_words import CJK

Open = Callable[..., AppTest]
PANEL = """
from pages.ui import filters
from pages.ui.actions import panel
panel.draw(filters.language(), {review!r})
"""
OPEN_RECORD = """
import streamlit as st
st.session_state["actions-record"] = True
"""
HISTORY = """
from pages.ui import filters
from pages.ui.history import panel
panel.draw(filters.language(), lambda hit: f"/review?review={hit.review}" if hit.review else "")
"""


def opened(script: str, **query: str) -> AppTest:
    app = AppTest.from_string(script, default_timeout=WAIT)
    app.query_params.update(query)
    return app.run()


def panel(review: str | None = None, **query: str) -> AppTest:
    """Draw the panel of the actions of a review, or of all."""
    return opened(PANEL.format(review=review), **query)


def kept(state: State) -> Action:
    """Return the one action that is kept."""
    (found,) = actions(state)
    return found


pytestmark = pytest.mark.slow


@pytest.fixture
def filled(state: State) -> State:
    """Return the state with three actions, one of them late."""
    found = [
        action("a-1", what="Late *one*", due=d(2026, 1, 30), owner="Ann", review="2026-01-19"),
        action("a-2", what="Checked", kept="checking", owner="Ann"),
        action("a-3", what="Finished", kept="done", done_on=d(2026, 2, 1), owner="Ann"),
    ]
    keep(state, found, "ann", "")
    return state


def asked(app: AppTest, name: str) -> str:
    """Return what the URL says."""
    told: Any = app.query_params[name]
    return str(told if isinstance(told, str) else told[0])


def names(app: AppTest) -> list[str]:
    """Return what the list shows."""
    return [str(row[0]) for frame in app.dataframe for row in frame.value.values.tolist()]


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_opens_with_what_is_open(filled: State, lang: Lang) -> None:
    app = panel(lang=lang)
    assert not app.exception and not app.error
    told = words.SENTENCE.fill(n=2, late=1).to(lang)
    assert app.subheader[0].value.replace("\\", "") == told
    assert names(app) == ["Late *one*", "Checked"]
    if lang == "en":
        assert not [text for text in texts(app) if CJK.search(text.replace("\u3000", ""))]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"a_state": "late"}, ["Late *one*"]),
        ({"a_state": "done"}, ["Finished"]),
        ({"a_state": "all"}, ["Late *one*", "Checked", "Finished"]),
        ({"a_state": "nonsense"}, ["Late *one*", "Checked"]),
        ({"a_state": "doing"}, []),
        ({"a_kpi": "nothing"}, ["Late *one*", "Checked"]),
    ],
)
def test_the_url_says_what_is_shown(filled: State, query: dict[str, str], shown: list[str]) -> None:
    assert names(panel(**query)) == shown


def test_the_record_is_looked_up_when_it_is_opened(filled: State) -> None:
    assert "2026/01/30" not in " ".join(texts(panel()))
    app = opened(OPEN_RECORD + PANEL.format(review=None))
    assert "**Late \\*one\\***" in " ".join(texts(app)) and not app.exception


def test_a_filter_is_kept_in_the_url(filled: State) -> None:
    app = panel()
    app.segmented_control(key="actions-state").set_value("done").run()
    assert names(app) == ["Finished"] and asked(app, "a_state") == "done"
    app.segmented_control(key="actions-state").set_value("open").run()
    assert "a_state" not in app.query_params


def test_a_review_shows_its_own(filled: State) -> None:
    assert names(panel("2026-01-19")) == ["Late *one*"]
    empty = panel("2026-01-12")
    assert empty.subheader[0].value.replace("\\", "") == words.EMPTY_REVIEW.zh
    assert not empty.dataframe


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_without_any_it_says_where_they_come_from(state: State, lang: Lang) -> None:
    app = panel(lang=lang)
    assert app.subheader[0].value.replace("\\", "") == words.EMPTY.to(lang)
    assert not app.exception and not app.dataframe
    old = opened(HISTORY, lang=lang)
    assert old.subheader[0].value.replace("\\", "") == history_words.EMPTY.to(lang)


def test_one_is_added_refused_changed_and_commented(state: State) -> None:
    app = panel("2026-01-19", action="new")
    (save,) = [b for b in app.button if str(b.key).endswith("-save")]
    key = str(save.key).removesuffix("-save")
    app.text_input(key=f"{key}-what").set_value("換素材")
    app.button(key=f"{key}-save").click().run()
    assert NO_OWNER.zh in app.error[0].value.replace("\\", "") and actions(state) == ()
    app.text_input(key=f"{key}-owner").set_value("黃子維")
    app.button(key=f"{key}-save").click().run()
    made = kept(state)
    assert (made.what, made.owner, made.review) == ("換素材", "黃子維", "2026-01-19")
    assert "action" not in app.query_params and not app.exception

    again = panel(action=made.id)
    key = f"action-{made.id}-1"
    again.segmented_control(key=f"{key}-kept").set_value("done")
    again.text_input(key=f"{key}-responsible").set_value("內容組、明日（外）")
    again.text_input(key=f"{key}-why").set_value("上線了")
    again.button(key=f"{key}-save").click().run()
    done = kept(state)
    assert (done.kept, done.done_on) == ("done", d(2026, 2, 2))
    assert [p.outside for p in done.responsible] == [False, True]
    assert state.audit(f"action {made.id}")[-1]["why"] == "上線了"

    talked = panel(action=made.id)
    talked.text_area(key=f"comment-{made.id}-text").set_value("看 *過* 了")
    talked.button(key=f"comment-{made.id}-send").click().run()
    assert [c.text for c in state.comments()] == ["看 *過* 了"]
    assert "看 \\*過\\* 了" in " ".join(m.value for m in talked.markdown)
    talked.button(key=f"comment-{made.id}-send").click().run()
    assert len(state.comments()) == 1, "nothing is sent twice, nor empty"


@pytest.mark.parametrize("way", ["mine", "theirs"])
def test_who_was_faster_is_told_and_nothing_typed_is_lost(state: State, way: str) -> None:
    keep(state, [action("a-1")], "ann", "")
    app = panel(action="a-1")
    keep(state, [Action.from_doc({**kept(state).as_doc(), "owner": "林佳穎"})], "bob", "")
    app.text_input(key="action-a-1-1-what").set_value("我的")
    app.button(key="action-a-1-1-save").click().run()
    said = app.warning[0].value.replace("\\", "")
    assert "bob" in said and "負責人 黃子維 → 林佳穎" in said
    assert kept(state).what != "我的"
    app.button(key=f"action-{way}").click().run()
    assert not app.exception
    if way == "mine":
        assert (kept(state).what, kept(state).owner, kept(state).version) == ("我的", "黃子維", 3)
    else:
        assert app.text_input(key="action-a-1-2-owner").value == "林佳穎" and not app.warning


def test_an_action_that_is_not_there_is_said_so(state: State) -> None:
    assert words.NOT_THERE.zh in panel(action="a-9").info[0].value
    keep(state, [action("a-1")], "ann", "")
    app = panel(action="a-1")
    with state._write() as con:
        ACTIONS.delete(con, kept(state).as_doc(), "bob", "skip")
    app.button(key="action-a-1-1-save").click().run()
    assert words.NOT_THERE.zh in app.info[0].value and not app.exception


def held() -> list[Review]:
    """Return two reviews with a decision."""
    made = []
    for monday, verdict in ((d(2026, 1, 19), Verdict.ACT), (d(2026, 1, 12), Verdict.GOOD)):
        roas = frozen("roas", "blended_roas", week_of(monday), "2.5", verdict=verdict)
        made.append(review(monday, roas, decisions=(decision("roas", "stop", "wait"),)))
    return made


@pytest.mark.parametrize("lang", LANGS)
def test_the_history_is_drawn_and_searched(filled: State, lang: Lang) -> None:
    for one in held():
        filled.save_review(one.as_doc(), "ann", "")
    app = opened(HISTORY, lang=lang)
    assert not app.exception and not app.error
    figures = app.dataframe[0].value.values.tolist()
    assert len(figures) == 1 and len(figures[0]) == 8
    app.segmented_control(key="history-by").set_value("month").run()
    assert asked(app, "h_by") == "month" and len(app.dataframe[0].value.columns) == 14

    found = opened(HISTORY, lang=lang, q="ＷＡＩＴ")
    rows: list[Any] = [row for table in found.table for row in table.value.values.tolist()]
    assert len(rows) == 2 and all("(/review?review=2026-01-" in row[2] for row in rows)
    none = opened(HISTORY, lang=lang, q="=*nothing*")
    assert not none.table and not none.exception
    assert any("nothing" in text for text in texts(none))
