"""What meets a new user first: questions about files, files out of zips, settings nobody made."""

from __future__ import annotations

import pytest

from data.samples import marker
from data.samples.load import REASON
from data.samples.marker import EMPTY, Marker
from data.state import State
from data.text import Lang
from kpi import rules
from pages.ui import words
from pages.ui.files import called
from pages.ui.reasons import worded
from pages.ui.rules import words as house
from tests.pages.rules import Visit

ASKS = 3
"""The import of the store of samples that asks whose account it is."""


@pytest.mark.slow
@pytest.mark.usefixtures("no_children")
def test_an_answer_is_kept_before_the_page_is_drawn_anew(visit: Visit, state: State) -> None:
    app = visit("data", lang="zh")
    app.session_state["file"] = ASKS
    app.run()
    send = next(b for b in app.button if b.label == words.SUBMIT.zh)
    app.text_input[0].set_value("  ")
    send.click().run()
    assert "account" not in state.entry(ASKS).answers
    app.text_input[0].set_value(" 示範 ")
    next(b for b in app.button if b.label == words.SUBMIT.zh).click().run()
    assert not app.exception
    assert state.entry(ASKS).answers["account"] == "示範"


@pytest.mark.slow
@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_what_went_with_the_demo_shop_is_nobodys_change(visit: Visit, state: State) -> None:
    marker.mark(state, Marker("2026-01-01", 1))
    state.set_setting(rules.MARGIN.key, "0.58", "示範商店", REASON)
    state.set_setting(EMPTY, {"by": "me"}, "me", "own data")
    marker.emptied(state)
    said = [m.value for m in visit("data", lang="en", part="rules").markdown]
    assert not any("示範商店" in line or "sample shop" in line for line in said)
    assert sum(house.NEVER.en in line for line in said) >= 10


@pytest.mark.parametrize(
    ("file", "lang", "said"),
    [
        ("報表.csv", "zh", "報表.csv"),
        ("十一月/報表.csv", "zh", "報表.csv"),
        ("下載.zip/十一月/圖表.csv", "zh", "圖表.csv（下載.zip）"),
        ("A.ZIP/Chart.csv", "en", "Chart.csv (A.ZIP)"),
        ("Search.xlsx/Chart.csv", "en", "Chart.csv (Search.xlsx)"),
        ("Search.xlsx", "en", "Search.xlsx"),
    ],
)
def test_a_file_out_of_a_zip_names_it(file: str, lang: Lang, said: str) -> None:
    assert called(file, lang) == said


@pytest.mark.parametrize(
    ("reason", "lang", "said"),
    [
        (REASON, "zh", "示範商店的設定"),
        (REASON, "en", "set up with the sample shop"),
        ("新合約", "en", "新合約"),
        ("", "zh", "–"),
        (None, "en", "–"),
    ],
)
def test_the_demo_shops_reason_is_told_in_one_language(
    reason: str | None, lang: Lang, said: str
) -> None:
    assert worded(reason, lang) == said
