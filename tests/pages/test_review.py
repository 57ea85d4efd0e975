"""週會 in a headless app: a review is started, decided on, noted in and closed."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.text import LANGS, Lang, Text
from kpi.card import Verdict
from kpi.goals.playbook import PLAYBOOK, SKIP
from kpi.review.closing import UNDECIDED
from kpi.review.opening import NO_FIGURES
from kpi.review.record import Review, reviews
from pages.ui.review import words
from tests.pages.test_channels import CJK

Visit = Callable[..., AppTest]
WEEK = "2026-01-26"
WAIT = 60

pytestmark = pytest.mark.slow


def texts(app: AppTest) -> str:
    """Return everything the page says."""
    parts = (*app.markdown, *app.subheader, *app.warning, *app.info, *app.title)
    return "\n".join(str(e.value).replace("\\", "") for e in parts)


def started(visit: Visit, lang: Lang = "zh") -> AppTest:
    """Return the page just after the review of the last week was started on it."""
    app = visit("review", lang=lang)
    until = time.monotonic() + WAIT
    while app.button(key="start-review").disabled:  # while it compares with the past
        assert time.monotonic() < until
        time.sleep(0.1)
        app.run()
    app.button(key="start-review").click().run()
    assert not app.exception
    return app


def newest(state: State) -> Review:
    return reviews(state)[0]


def acting(state: State) -> list[str]:
    """Return the items that need action."""
    found = newest(state)
    return [
        item.key
        for item in found.agenda
        if item.goal and (kept := found.of_goal(item.goal)) and kept.verdict is Verdict.ACT
    ]


def turned(app: AppTest, item: str) -> AppTest:
    """Turn to an item of the agenda."""
    app.radio(key="review-agenda").set_value(item).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_without_figures_nothing_is_started(visit: Visit, state: State) -> None:
    assert NO_FIGURES.zh in texts(started(visit))
    assert reviews(state) == ()


@pytest.mark.parametrize("query", [{"review": "2020-01-06"}, {"review": "'"}, {"part": "x"}])
def test_nonsense_in_the_link_leads_to_the_reviews_there_are(
    visit: Visit, query: dict[str, str]
) -> None:
    app = visit("review", **query)
    assert not app.exception
    assert words.NONE_HELD.zh in texts(app)
    assert bool(app.info) == ("review" in query)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", ["actions", "history", "report"])
def test_every_part_opens_in_its_language(visit: Visit, part: str, lang: Lang) -> None:
    app = visit("review", part=part, lang=lang)
    assert not app.exception and app.subheader
    assert lang == "zh" or not CJK.search(texts(app))


@pytest.mark.parametrize("lang", LANGS)
def test_every_item_is_drawn_in_its_language(visit: Visit, state: State, lang: Lang) -> None:
    app = started(visit, lang)
    assert newest(state).id == WEEK
    for item in newest(state).agenda:
        shown = texts(turned(app, item.key))
        title = item.title.to(lang)
        assert title in shown
        if lang == "en":  # names of accounts stay as their files have them
            assert not CJK.search(shown.replace("北極星商店", ""))


def test_a_decision_is_one_click_and_another_replaces_it(visit: Visit, state: State) -> None:
    app = started(visit)
    item = acting(state)[0]
    turned(app, item).button(key=f"decide-{item}-stop").click().run()
    assert PLAYBOOK["stop"].zh in texts(app)
    app.text_input(key=f"decide-{item}-owner").set_value("小林").run()
    app.button(key=f"decide-{item}-copy").click().run()
    (decision,) = newest(state).decisions
    assert (decision.step, decision.owner) == ("copy", "小林")
    (action,) = state.actions()
    assert (action["step"], action["owner"]) == ("copy", "小林")


def test_it_closes_when_what_needs_action_is_decided(visit: Visit, state: State) -> None:
    app = started(visit)
    assert acting(state)
    app.button(key="close-review").click().run()
    stem = UNDECIDED.zh.partition("{names}")[2]
    assert stem in texts(app) and newest(state).is_open
    for item in acting(state):
        turned(app, item).button(key=f"decide-{item}-{SKIP}").click().run()
    app.button(key="close-review").click().run()
    assert not newest(state).is_open
    closed = visit("review", review=WEEK)
    assert not closed.button(key="all-reviews").disabled
    keys = [button.key or "" for button in closed.button]
    assert not any(key.startswith("decide") or key == "close-review" for key in keys)
    again = visit("review")
    assert words.CLOSED.zh in again.table[0].value.to_string()
    assert "2/9" in texts(again)  # when the next one can start


def test_notes_of_two_pages_stand_side_by_side(visit: Visit, state: State) -> None:
    first = started(visit)
    second = visit("review", review=WEEK)
    for app, text in ((first, "退貨還沒結束"), (second, "[x](javascript:1)")):
        app.text_input(key="note-actions").set_value(text).run()
    assert {note.text for note in state.notes(WEEK)} == {"退貨還沒結束", "[x](javascript:1)"}
    assert "退貨還沒結束" in texts(second.run())


def test_who_leads_takes_the_others_along(visit: Visit, state: State) -> None:
    lead = started(visit)
    lead.button(key="review-lead").click().run()
    other = visit("review", review=WEEK)
    turned(lead, "core")
    title: Text = next(item.title for item in newest(state).agenda if item.key == "core")
    assert title.zh in texts(other.run())
    turned(other, "close")
    assert words.OWN_WAY.zh in texts(other)
    assert (at := state.meeting(WEEK)) and at.item == "core"
    other.button(key="review-lead").click().run()
    assert (at := state.meeting(WEEK)) and at.item == "close"
