"""The form that maps columns: drawn in both languages, tried, kept, listed, renamed, deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.journal import Step
from data.mapping import mappings
from data.mapping.mapping import FILLS, choices
from data.schema import BOOKS
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from pages.ui.mapping import words
from pages.ui.plain import plain
from tests.pages.test_pages import CJK, texts
from tests.samples.local_network import HEADERS, local_network

Visit = Callable[..., AppTest]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("store", ["empty"], indirect=True),
]
SAID = ("在地聯播網", "春季檔期", "品牌月", "首頁橫幅", "內文文字", "廣告成效日報", "繁體中文",
        *HEADERS.split(","), "中文")  # fmt: skip


@pytest.fixture
def kept(store: str, tmp_path: Path) -> State:
    """Return the state of a store that was given a file nobody could read."""
    there = Store.at(tmp_path / "store")
    file = local_network(tmp_path / "local.csv", date(2026, 1, 1), 7)
    assert main(["import", str(file), "--store", str(there.root)]) == 1
    return State.open(there.state_url)


def opened(visit: Visit, lang: Lang = "zh", **more: object) -> AppTest:
    """Return the page with the form of import 1 on it."""
    app = visit("data", lang=lang)
    app.session_state["dropped"] = [1]
    app.session_state["file"] = 1
    for key, value in more.items():
        app.session_state[key.replace("_", "-")] = value
    return app.run()


def lines(app: AppTest, book: str = "ads") -> dict[str, object]:
    """Return what each column of the file is chosen to stand for."""
    found = {b.key: b for b in app.selectbox if (b.key or "").startswith(f"map-1-4-{book}-")}
    headers = HEADERS.split(",")
    return {headers[int(str(k).rpartition("-")[2])]: box.value for k, box in found.items()}


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_is_drawn_with_its_guesses(visit: Visit, kept: State, lang: Lang) -> None:
    app = opened(visit, lang)
    assert not app.exception and not app.error
    assert lines(app) == {
        "日期": "day", "走期名稱": "campaign", "版位": "", "曝光數": "impressions",
        "點擊數": "clicks_all", "廣告費用": "cost", "成交筆數": "conversions", "負責窗口": "",
    }  # fmt: skip
    said = texts(app)
    assert any("10,000" in t.replace("\\", "") for t in said), "first values are shown"
    assert not any("王小明" in t for t in said), "of people they are not"
    if lang == "en":
        for text in said:
            for name in SAID:
                text = text.replace(name, "")
            assert not CJK.search(text), f"not translated: {text}"
    box = next(b for b in app.selectbox if b.key == "map-1-4-ads-0")
    assert box.options[:2] == [words.IGNORED.to(lang), words.ROLES["day"].to(lang)]
    assert app.button(key="map-save-1").disabled


@pytest.mark.parametrize("book", list(FILLS))
def test_every_kind_of_data_has_its_own_choices(visit: Visit, kept: State, book: str) -> None:
    app = opened(visit)
    app.button_group(key="map-book-1-4").set_value(book).run()
    assert not app.exception and not app.error
    box = next(b for b in app.selectbox if b.key == f"map-1-4-{book}-0")
    assert len(box.options) == len(choices(BOOKS[book])) + 1 == len(set(box.options))


def test_what_is_wrong_is_said_at_once(visit: Visit, kept: State) -> None:
    app = opened(visit)
    app.selectbox(key="map-1-4-ads-2").set_value("campaign").run()
    (said,) = [w.value for w in app.warning]
    assert "走期名稱" in said and "版位" in said
    assert not [b for b in app.button if b.key in ("map-try-1", "map-save-1")]
    app.button_group(key="map-book-1-4").set_value("orders").run()
    (said,) = [w.value for w in app.warning]
    assert words.ROLES["order_id"].zh in said


@pytest.mark.parametrize("lang", LANGS)
def test_tried_then_kept_then_read_by_it(visit: Visit, kept: State, lang: Lang) -> None:
    app = opened(visit, lang)
    app.text_input(key="map-account-1").set_value("在地聯播網").run()
    app.button(key="map-try-1").click().run()
    assert not app.exception and not app.error
    (sums,) = [t.value for t in app.table if words.SUM.to(lang) in t.value.columns]
    assert len(sums) == 4
    preview = next(d.value for d in app.dataframe if words.ROLES["campaign"].to(lang) in d.value)
    assert len(preview) == 10 and preview.iloc[0, 0] == "2026/01/01"
    assert app.button(key="map-save-1").disabled, "it has no name yet"

    app.text_input(key="map-name-1").set_value("<b>日報</b> $x$").run()
    assert not app.button(key="map-save-1").disabled
    # what was tried is no longer what is chosen
    app.selectbox(key="map-1-4-ads-6").set_value("").run()
    assert app.button(key="map-save-1").disabled
    app.selectbox(key="map-1-4-ads-6").set_value("conversions").run()
    app.button(key="map-save-1").click().run()
    (made,) = mappings.saved(kept)
    assert (made.name, made.key, made.account) == ("<b>日報</b> $x$", "b_日報_b_x", "在地聯播網")
    row = kept.entry(1)
    assert row.state is not Step.REJECTED and row.answers["format"] == made.format
    assert row.report


def test_a_question_is_answered_before_it_is_tried(
    visit: Visit, store: str, tmp_path: Path
) -> None:
    there = Store.at(tmp_path / "store")
    file = tmp_path / "local.csv"
    file.write_text("觀測日,檔期,曝光數,花掉\n05/01/2026,春,9,12\n06/01/2026,春,8,3.000\n", "utf-8")
    assert main(["import", str(file), "--store", str(there.root)]) == 1
    app = opened(visit)
    app.selectbox(key="map-1-1-ads-3").set_value("cost").run()
    app.button(key="map-try-1").click().run()
    app.button(key="map-answer-1-date_order-dmy").click().run()
    app.button(key="map-answer-1-decimal-comma").click().run()
    (sums,) = [t.value for t in app.table if words.SUM.zh in t.value.columns]
    assert not app.exception and len(sums) == 2
    app.text_input(key="map-name-1").set_value("日報").run()
    app.button(key="map-save-1").click().run()
    told = State.open(there.state_url).entry(1).answers
    assert (told["date_order"], told["decimal"]) == ("dmy", "comma")


def test_a_wide_table_shows_what_is_guessed_first(visit: Visit, store: str, tmp_path: Path) -> None:
    there = Store.at(tmp_path / "store")
    file = tmp_path / "wide.csv"
    odd = ",".join(f"n{i}" for i in range(198))
    file.write_text(f"日期,{odd},曝光數\n2026/01/05{',x' * 198},9\n", "utf-8")
    assert main(["import", str(file), "--store", str(there.root)]) == 1
    app = opened(visit)
    assert len([b for b in app.selectbox if (b.key or "").startswith("map-1-1-")]) == 2
    app.toggle(key="map-rest-1").set_value(True).run()
    assert not app.exception
    assert len([b for b in app.selectbox if (b.key or "").startswith("map-1-1-")]) == 200


def test_headers_and_values_are_never_markup(visit: Visit, store: str, tmp_path: Path) -> None:
    there = Store.at(tmp_path / "store")
    file = tmp_path / "odd.csv"
    odd = "**粗** :red[x] $y$ <b>z</b> [a](b)"
    file.write_text(f"日期,{odd},曝光數\n2026/01/05,:material/home: `v`,9\n", "utf-8")
    assert main(["import", str(file), "--store", str(there.root)]) == 1
    app = opened(visit)
    (shown,) = [m.value for m in app.markdown if "粗" in m.value]
    assert plain(odd) in shown and plain(":material/home: `v`") in shown
    app.button(key="map-try-1").click().run()
    app.text_input(key="map-name-1").set_value(odd).run()
    app.button(key="map-save-1").click().run()
    assert not app.exception
    assert [m.name for m in mappings.saved(State.open(there.state_url))] == [odd]


def test_one_refused_before_is_brought_back_from_the_list(visit: Visit, kept: State) -> None:
    app = visit("data")
    app.session_state["imports"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    app.button(key="map-1").click().run()
    assert lines(app)["日期"] == "day"
    assert not [b for b in app.button if b.key == "map-1"]


@pytest.mark.parametrize("lang", LANGS)
def test_kept_ones_are_listed_renamed_and_deleted(
    visit: Visit, kept: State, lang: Lang, tmp_path: Path
) -> None:
    app = opened(visit, lang)
    app.button(key="map-try-1").click().run()
    app.text_input(key="map-name-1").set_value("*日報*").run()
    app.button(key="map-save-1").click().run()
    app = visit("data", lang=lang)
    listed = next(d.value for d in app.dataframe if words.NAME.to(lang) in d.value)
    assert list(listed[words.NAME.to(lang)]) == ["*日報*"]
    app.session_state["mappings"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()
    key = mappings.saved(kept)[0].key
    app.text_input(key=f"mapping-name-{key}").set_value("週報").run()
    app.button(key=f"rename-{key}").click().run()
    assert [m.name for m in mappings.saved(kept)] == ["週報"]
    app.button(key=f"delete-{key}").click().run()
    assert not app.exception and mappings.saved(kept) == []
    assert not any(words.NAME.to(lang) in d.value for d in app.dataframe)
