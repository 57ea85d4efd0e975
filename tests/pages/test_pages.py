"""Both pages, in both languages, over a filled and an empty store: drawn, worded, translated."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.text import LANGS, Lang
from pages.ui import calendar, words

Visit = Callable[..., AppTest]
CJK = re.compile(r"[\u3400-\u9fff]")
# Names of data stay as they are in every language; so does the way back to 中文.
NAMES = ("北極星商店", "北極星", "中文", "品牌字-台北", "再行銷", "折扣", "全站", "第一行")


def texts(app: AppTest) -> list[str]:
    """Return everything a reader can read on the page."""
    kinds = ("markdown", "subheader", "title", "caption", "button", "expander", "error", "info")
    found = [e for kind in kinds for e in app.get(kind)]
    said = [str(getattr(e, "value", "") or getattr(e, "label", "")) for e in found]
    said += [e.label for e in app.get("expander")]
    said += [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    said += [str(name) for table in app.table for name in table.value.columns]
    charts = [json.loads(e.proto.spec) for e in app.get("vega_lite_chart")]
    said += re.findall(r'"word": "([^"]*)"', json.dumps(charts, ensure_ascii=False))
    said += [e.proto.alt for e in app.get("vega_lite_chart")]
    return said


pytestmark = pytest.mark.slow  # a run of the script a test


@pytest.mark.parametrize("store", ["sample", "empty"], indirect=True)
@pytest.mark.parametrize("page", ["overview", "data"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_drawn_whole_and_in_its_language(
    visit: Visit, store: str, page: str, lang: Lang
) -> None:
    app = visit(page, lang=lang)
    assert not app.exception
    assert not app.error
    said = texts(app)
    assert len(said) > 3
    if lang == "en":
        for text in said:
            for name in NAMES:
                text = text.replace(name, "")
            assert not CJK.search(text), f"not translated: {text}"
    else:
        assert any(CJK.search(text) for text in said)


@pytest.mark.parametrize("lang", LANGS)
def test_the_overview_shows_the_star_and_every_core_card(visit: Visit, lang: Lang) -> None:
    app = visit(lang=lang)
    assert len(app.get("vega_lite_chart")) >= 2
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))
    sources = [b for b in app.button if b.label == words.SOURCE.to(lang)]
    assert len(sources) == len(app.metric) + len(app.title) == 6
    assert any(words.NEEDS_ACTION.to(lang) in m.value for m in app.markdown)


@pytest.mark.parametrize("lang", LANGS)
def test_one_click_says_where_a_number_comes_from(visit: Visit, lang: Lang) -> None:
    app = visit(lang=lang)
    next(b for b in app.button if b.label == words.SOURCE.to(lang)).click().run()
    assert not app.exception and not app.error
    said = " ".join(texts(app))
    assert words.FILES.to(lang) in said


ASKS, REFUSED, WAITS = 3, 4, 5


def looked_at(visit: Visit, lang: Lang, number: int) -> AppTest:
    """Open the data page and choose one of the files that are on their way in."""
    app = visit("data", lang=lang)
    app.session_state["dropped"] = [REFUSED]
    app.session_state["file"] = number
    return app.run()


@pytest.mark.parametrize("lang", LANGS)
def test_files_on_their_way_in_have_a_line_each(visit: Visit, lang: Lang) -> None:
    app = looked_at(visit, lang, ASKS)
    assert not app.exception and not app.error
    lines = app.dataframe[0].value
    states = [words.STEPS[s].to(lang) for s in ("NEEDS_ANSWER", "REJECTED", "PARSED")]
    assert [list(chips) for chips in lines[words.STATE.to(lang)]] == [[s] for s in states]
    assert list(lines[words.LOADED_ROWS.to(lang)]) == [70, 0, 70]
    assert list(lines[words.PERIOD.to(lang)]) == ["1/19–2/1", "–", "1/19–1/25"]
    labels = [b.label for b in app.get("download_button")]
    assert labels.count(words.ALL_PROBLEMS_CSV.to(lang)) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_file_that_asks_says_what_was_read_and_where_the_answer_is(
    visit: Visit, lang: Lang
) -> None:
    app = looked_at(visit, lang, ASKS)
    said = " ".join(texts(app))
    assert words.STEPS["NEEDS_ANSWER"].to(lang) in said
    assert words.ROWS.fill(all=77, loaded=69, held=1, skipped=7).to(lang) in said
    assert words.WHERE["account-google_ads"].to(lang) in said
    (asked,) = app.text_input
    assert asked.label == words.QUESTION_TEXT.to(lang)
    assert asked.placeholder == words.EXAMPLES["account-google_ads"].to(lang)
    labels = [b.label for b in app.get("download_button")]
    assert words.PROBLEMS_CSV.to(lang) in labels and words.HELD_BACK.to(lang) in labels
    money = [t.value for t in app.table if words.HELD.to(lang) in t.value.columns]
    assert len(money) == 1
    assert [b.label for b in app.button].count(words.DISCARD.to(lang)) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_file_that_is_ready_says_what_it_would_change(visit: Visit, lang: Lang) -> None:
    app = looked_at(visit, lang, WAITS)
    assert not app.exception and not app.error
    said = " ".join(texts(app))
    assert words.WOULD_CHANGE.to(lang) in said
    labels = [b.label for b in app.button]
    assert labels.count(words.CONFIRM.to(lang)) == labels.count(words.DISCARD.to(lang)) == 1
    (change,) = [t.value for t in app.table if words.AFTER.to(lang) in t.value.columns]
    assert len(change) > 5


@pytest.mark.parametrize("lang", LANGS)
def test_what_an_undo_changes_is_shown_before_it_is_done(visit: Visit, lang: Lang) -> None:
    """Import 1 alone speaks for its account."""
    app = visit("data", lang=lang)
    app.session_state["imports"] = {"selection": {"rows": [4], "columns": [], "cells": []}}
    app.run()
    assert main(["preview", "1"]) == 0
    app.button(key="weigh-1").click().run()
    assert words.UNDO_DAYS.fill(days=14, handed=0, empty=14).to(lang) in " ".join(texts(app))
    (change,) = [t.value for t in app.table if words.UNDO_AFTER.to(lang) in t.value.columns]
    assert len(change) == 5
    assert app.button(key="undo-1").label == words.UNDO_NOW.to(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_calendar_has_a_row_a_source(visit: Visit, lang: Lang) -> None:
    app = visit("data", lang=lang)
    (chart,) = app.get("vega_lite_chart")
    assert [chart.proto.alt.count(name) for name in ("Google Ads", "Meta")] == [2, 1]
    assert any(calendar.TITLE.to(lang) in m.value for m in app.markdown)


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_store_says_what_to_do_and_invents_nothing(visit: Visit, lang: Lang) -> None:
    app = visit(lang=lang)
    assert [b.label for b in app.button if b.key == "to-data"] == [words.TO_DATA.to(lang)]
    assert not app.metric and not app.title and not app.get("vega_lite_chart")
    assert words.EMPTY.to(lang) in [m.value for m in app.markdown]


@pytest.mark.parametrize(
    ("query", "period"),
    [
        ({}, "month"),
        ({"period": "28d"}, "28d"),
        ({"period": "quarter", "lang": "en"}, "quarter"),
        ({"period": "yesterday"}, "month"),  # no such period
        ({"period": "custom"}, "month"),  # no days
        ({"period": "custom", "from": "2026-01-25", "to": "2026-01-20"}, "month"),  # back to front
        ({"period": "custom", "from": "soon", "to": "2026-01-25"}, "month"),
        ({"period": "custom", "from": "2026-01-20", "to": "2026-01-25"}, "custom"),
        ({"lang": "tlh", "platform": "myspace", "account": "0"}, "month"),
        ({"platform": "meta_ads"}, "month"),
    ],
    ids=str,
)
def test_the_url_carries_the_view_and_nonsense_is_ignored(
    visit: Visit, query: dict[str, str], period: str
) -> None:
    app = visit(**query)
    assert not app.exception and not app.error
    assert app.session_state["period"] == period
    asked = query.get("platform", "")
    assert app.session_state["platform"] == (asked if asked == "meta_ads" else "")


def test_a_filter_without_a_match_says_so_and_can_be_cleared(visit: Visit) -> None:
    query = {"period": "custom", "from": "2001-01-01", "to": "2001-01-07"}
    app = visit(**query)
    assert words.NO_MATCH.zh in [m.value for m in app.markdown]
    app.button(key="clear").click().run()
    assert "period" not in app.query_params
    assert len(app.metric) == 5


def test_choosing_goes_to_the_url_in_codes(visit: Visit) -> None:
    app = visit(lang="en")
    app.button_group(key="period").set_value("28d").run()
    app.selectbox(key="platform").set_value("meta_ads").run()
    assert dict(app.query_params) == {"lang": "en", "period": "28d", "platform": "meta_ads"}


def test_switching_the_language_keeps_page_and_filters(visit: Visit) -> None:
    app = visit(period="28d", platform="google_ads")
    app.button(key="switch-language").click().run()
    assert app.query_params["lang"] == "en"
    assert (app.query_params["period"], app.query_params["platform"]) == ("28d", "google_ads")
    assert app.session_state["period"] == "28d"
    assert [b.label for b in app.button if b.key == "switch-language"] == ["中文"]


def test_the_navigation_keeps_the_view(visit: Visit) -> None:
    app = visit(lang="en", period="28d")
    app.query_params.clear()  # what a click on the navigation does
    app.switch_page("../data.py").run()
    assert app.query_params["period"] == "28d"
    assert app.subheader[0].value == words.DROP_TITLE.en


def test_an_error_ends_in_the_frame_with_a_number_to_ask_for(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("the secret path /etc/shadow")

    monkeypatch.setattr("pages.ui.cards.freshness", broken)
    app = visit()
    assert not app.exception
    (shown,) = (e.value for e in app.error)
    assert "shadow" not in shown
    error_id = re.search(r"[0-9a-f]{8}", shown)
    assert error_id and error_id.group() in caplog.text and "/etc/shadow" in caplog.text
