"""渠道 Channels: drawn in both languages, opened by link, walked through, and empty."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.text import LANGS, Lang, Text
from kpi.channels.grid import SHARE, SHORT
from kpi.channels.place import Place
from kpi.grid import Bar, Bars
from kpi.naming import REST
from pages.ui import channels, grids, words
from pages.ui.bars import bars
from pages.ui.theme import LIGHT

Visit = Callable[..., AppTest]
CJK = re.compile(r"[\u3400-\u9fff]")
# Names of data stay as they are in every language; so does the way back to 中文.
NAMES = ("北極星商店", "中文", "品牌字-台北", "再行銷", "折扣", "全站", "第一行")
CAMPAIGN = "品牌字-台北"


def said(app: AppTest) -> list[str]:
    """Return everything a reader can read on the page."""
    kinds = ("markdown", "subheader", "button", "toggle", "selectbox", "error", "info")
    found = [e for kind in kinds for e in app.get(kind)]
    texts = [str(getattr(e, "label", "") or getattr(e, "value", "")) for e in found]
    for table in app.dataframe:
        texts += [str(name) for name in table.value.columns]
        texts += [str(cell) for cell in table.value.to_numpy().ravel()]
    for chart in app.get("vega_lite_chart"):
        spec = json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
        texts += re.findall(r'"(?:word|wide|narrow)": "([^"]*)"', spec)
        texts.append(chart.proto.alt)
    return texts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ({}, "zh"),
        ({}, "en"),  # English everywhere: whatever is not translated shows
        ({"platform": "google_ads"}, "en"),
        ({"platform": "google_ads", "campaign": CAMPAIGN}, "en"),
        ({"by": "class", "main": "cpa"}, "en"),
        ({"platform": "meta_ads", "class": "未分類", "by": "class"}, "en"),
    ],
    ids=str,
)
def test_a_link_opens_where_it_points_in_its_language(
    visit: Visit, query: dict[str, str], lang: Lang
) -> None:
    app = visit("channels", lang=lang, period="28d", **query)
    assert not app.exception and not app.error
    assert len(app.get("vega_lite_chart")) == 1 and len(app.metric) == 5
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart"))
    sources = [b for b in app.button if b.label == words.SOURCE.to(lang)]
    assert len(sources) == len(app.metric)
    texts = said(app)
    if lang == "en":
        for text in (text.replace("\\", "") for text in texts):
            for name in NAMES:
                text = text.replace(name, "")
            assert not CJK.search(text), f"not translated: {text}"
    else:
        assert any(CJK.search(text) for text in texts)
    assert len(app.dataframe) == (1 if {"platform", "campaign"} & set(query) else 2)


@pytest.mark.slow
@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_store_says_what_to_do(visit: Visit, lang: Lang) -> None:
    app = visit("channels", lang=lang)
    assert not app.exception and not app.error
    assert [b.label for b in app.button if b.key == "to-data"] == [words.TO_DATA.to(lang)]
    assert not app.dataframe and not app.get("vega_lite_chart")


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        {"period": "custom", "from": "2001-01-01", "to": "2001-01-07"},
        {"platform": "google_ads", "campaign": "沒有這個活動"},
        {"platform": "ga4"},
    ],
    ids=str,
)
def test_a_place_without_lines_leads_back(visit: Visit, query: dict[str, str]) -> None:
    app = visit("channels", **query)
    assert not app.exception and not app.error
    assert not app.get("vega_lite_chart")
    app.button(key="clear").click().run()
    assert dict(app.query_params) == {}
    assert app.get("vega_lite_chart")


@pytest.mark.slow
def test_nonsense_in_the_link_is_ignored(visit: Visit) -> None:
    app = visit("channels", main="profit", by="moon", platform="myspace", campaign=CAMPAIGN)
    assert not app.exception and not app.error
    assert app.session_state["main"] == "roas"
    assert len(app.dataframe) == 2


@pytest.mark.slow
def test_figures_stay_numbers_and_the_words_beside_them(visit: Visit) -> None:
    app = visit("channels", platform="google_ads", period="28d", campaign=CAMPAIGN)
    frame = app.dataframe[0].value
    cost = f"{SHORT['cost'].zh}（TWD）"
    assert str(frame[cost].dtype) == "Float64" and str(frame[SHARE.zh].dtype) == "Float64"
    assert frame[SHARE.zh].sum() == pytest.approx(1)
    assert frame.iloc[:, 0].tolist()[-1] == REST.zh


@pytest.mark.slow
def test_the_way_leads_down_and_back(visit: Visit) -> None:
    app = visit("channels", period="28d", platform="google_ads", campaign=CAMPAIGN, lang="en")
    app.button(key="way-1").click().run()
    assert dict(app.query_params) == {"period": "28d", "platform": "google_ads", "lang": "en"}
    app.toggle(key="by-class").set_value(True).run()
    app.selectbox(key="main").set_value("ctr").run()
    assert (app.query_params["by"], app.query_params["main"]) == (["class"], ["ctr"]) or (
        app.query_params["by"], app.query_params["main"],
    ) == ("class", "ctr")  # fmt: skip
    app.button(key="way-0").click().run()
    assert "platform" not in app.query_params
    assert len(app.dataframe) == 2


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_one_click_says_where_a_figure_comes_from(visit: Visit, lang: Lang) -> None:
    app = visit("channels", lang=lang, period="28d")
    app.button(key="origin-cost").click().run()
    assert not app.exception and not app.error
    assert any(words.FILES.to(lang) in m.value for m in app.markdown)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_chosen_figure_is_told_below_its_table(visit: Visit, lang: Lang) -> None:
    app = visit("channels", lang=lang, period="28d")
    title = next(name for name in app.dataframe[0].value.columns if "CTR" in name)
    cell = {"rows": [], "columns": [], "cells": [[0, title]]}
    app.session_state[f"lines-{Place()!r}"] = {"selection": cell}
    app.run()
    assert not app.exception and not app.error
    assert any(words.FILES.to(lang) in m.value for m in app.markdown)


@pytest.mark.parametrize(
    ("selection", "went", "asked"),
    [
        ({"rows": [0], "cells": []}, Place("google_ads"), None),
        ({"rows": [], "cells": [[0, "Name"]]}, None, None),  # arrows pass it
        ({"rows": [], "cells": [[0, "Cost"]]}, None, (Place("google_ads"), "cost")),
        ({"rows": [], "cells": [[0, "CTR ±"]]}, None, (Place("google_ads"), "ctr")),
        ({"rows": [1], "cells": [[1, "Cost"]]}, None, None),  # the rest leads nowhere
        ({"rows": [], "cells": [[7, "Cost"]]}, None, None),  # the table has become shorter
        ({"rows": [], "cells": []}, None, None),
    ],
)
def test_what_is_chosen_in_a_table(selection: dict[str, Any], went: object, asked: object) -> None:
    from kpi.grid import Cell, Column, Grid, Line

    place = Place("google_ads")
    cells = (Cell(1, "1"), Cell(2, "2"))
    shown = Grid(
        "Name",
        (Column("cost", "Cost"), Column("change-ctr", "CTR ±")),
        (Line("Google", cells, (), place, place), Line("Rest", cells)),
    )
    found: list[Place] = []
    grids._ticked(shown, selection, found.append)
    assert found == ([went] if went else [])
    assert grids._asked(shown, {"cost": "Cost", "change-ctr": "CTR ±"}, selection) == asked


@pytest.mark.parametrize("rows", [0, 1, 11])
def test_bars_are_drawn_from_zero_with_their_targets(rows: int) -> None:
    cost = Bar(50.0, 80.0, "50｜100.0%", "50")
    value = Bar(2.0, None, "2.00", "2.00", 6.0, "目標 6.0")
    drawn = Bars(
        ("花費", "ROAS"), (("A", cost, value),) * rows, (3.0, "G 目標 3.0"), "灰：上期", "alt"
    )
    spec = bars(drawn, LIGHT)
    text = json.dumps(spec, ensure_ascii=False)
    assert "G 目標 3.0" in text and text.count("目標 6.0") >= rows
    domains = {
        tuple(layer["encoding"]["x"]["scale"]["domain"])
        for layer in spec["layer"]
        if "scale" in layer["encoding"].get("x", {})
    }
    assert domains == ({(0, 80.0), (0, 6.0)} if rows else {(0, 1), (0, 3.0)})
    assert spec["height"] <= 480


WORDS = {
    f"{module.__name__}.{name}": text
    for module in (channels, grids)
    for name, text in vars(module).items()
    if isinstance(text, Text)
}


@pytest.mark.parametrize("name", WORDS)
def test_words_are_translated_and_spaced(name: str) -> None:
    text = WORDS[name]
    marks = [sorted(set(re.findall(r"{(\w+)}", side))) for side in (text.zh, text.en)]
    assert marks[0] == marks[1]
    assert not re.search(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", text.en)
    zh = re.sub(r"{\w+}", "", text.zh)
    assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", zh), zh
    assert not re.search(r"[\u4e00-\u9fff][,;:!?()]", zh), zh
