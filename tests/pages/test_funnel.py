"""漏斗 in a headless app: what it says in both languages, its choices, steps of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.text import LANGS, Lang
from kpi.funnels.funnel import STEPS, TEMPLATES, funnels
from kpi.funnels.step_table import step_table
from pages.ui import words as frame_words
from pages.ui.funnel import words
from tests.pages.test_channels import CJK

Visit = Callable[..., AppTest]
NAMES = ("示範茶行", "範例", "品牌", "（", "）")
PERIOD = {"period": "28d"}

pytestmark = pytest.mark.slow


def texts(app: AppTest) -> list[str]:
    """Return everything the page says, the picture's words among it."""
    told = [e.value for e in (*app.markdown, *app.subheader)]
    for chart in app.get("vega_lite_chart"):
        spec = json.dumps(json.loads(chart.proto.spec), ensure_ascii=False)
        told += re.findall(r'"word": "([^"]*)"', spec)
        told.append(chart.proto.alt)
    return told


@pytest.mark.parametrize(
    ("funnel", "lang"), list(zip((*TEMPLATES, "nothing", "shop"), cycle(LANGS), strict=False))
)
def test_every_template_opens_in_its_language(visit: Visit, funnel: str, lang: Lang) -> None:
    app = visit("funnel", lang=lang, funnel=funnel, **PERIOD)
    assert not app.exception and not app.error
    (chart,) = app.get("vega_lite_chart")
    assert chart.proto.alt
    steps = TEMPLATES.get(funnel, TEMPLATES["shop"]).steps
    sources = [b for b in app.button if b.key and b.key.startswith("origin-")]
    assert [b.key for b in sources] == [f"origin-{s.key}" for s in steps]
    said = texts(app)
    assert any(s.name.to(lang) in " ".join(said) for s in steps)
    if lang == "en":
        for text in said:
            assert not CJK.search(text.replace("\\", "")), f"not translated: {text}"


def test_a_step_without_its_book_says_what_to_import(visit: Visit) -> None:
    said = " ".join(texts(visit("funnel", **PERIOD)))
    assert "網站帳" in said and "訂單帳" in said and "放進檔案" in said
    assert "↓" in said, "clicks still stand beside impressions"


def test_a_click_tells_where_a_figure_comes_from(visit: Visit) -> None:
    app = visit("funnel", lang="en", **PERIOD)
    app.button(key="origin-clicks").click().run()
    assert not app.exception
    assert any("campaign" in str(t.value) for t in app.table)


def test_choices_are_kept_in_the_url(visit: Visit) -> None:
    app = visit("funnel", **PERIOD)
    app.selectbox(key="funnel").set_value("b2b").run()
    app.segmented_control(key="against").set_value("year").run()
    app.selectbox(key="by").set_value("campaign").run() if "by" in app.session_state else None
    told = {k: v if isinstance(v, str) else v[0] for k, v in dict(app.query_params).items()}
    assert (told["funnel"], told["against"]) == ("b2b", "year")
    app.segmented_control(key="against").set_value("previous").run()
    assert "against" not in app.query_params and not app.exception


def test_campaigns_are_a_table_whose_parts_are_the_whole(visit: Visit) -> None:
    app = visit("funnel", by="campaign", **PERIOD)
    frame = app.dataframe[0].value
    assert frame.iloc[0, 0] == "全部"
    whole, parts = frame.iloc[0, 1], frame.iloc[1:, 1].sum()
    assert whole == parts > 0


def test_steps_of_ones_own_are_kept(visit: Visit, state: State) -> None:
    app = visit("funnel", **PERIOD)
    app.button(key="edit-funnel").click().run()
    app.text_input(key="funnel-name-shop").set_value("只看廣告").run()
    for n in range(2, 8):
        app.selectbox(key=f"step-shop-{n}").set_value("")
    app.run()
    app.text_input(key="owner-clicks-1").set_value("小林").run()
    app.button(key="save-funnel").click().run()
    assert not app.exception
    assert "edit" not in app.query_params
    (own,) = [f for f in funnels(state) if f.is_own]
    assert [s.key for s in own.steps] == ["impressions", "clicks"] and own.version == 1
    assert own.steps[1].owner.zh == "小林" and own.steps[0].owner == STEPS["impressions"].owner
    opened = visit("funnel", funnel=own.id, **PERIOD)
    assert "小林" in " ".join(texts(opened)) and len(opened.get("vega_lite_chart")) == 1
    opened.button(key="edit-funnel").click().run()
    opened.button(key="delete-funnel").click().run()
    assert not [f for f in funnels(state) if f.is_own] and not opened.exception


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_store_says_what_to_do(visit: Visit, lang: Lang) -> None:
    app = visit("funnel", lang=lang)
    assert not app.exception and not app.error
    assert [b.label for b in app.button if b.key == "to-data"] == [frame_words.TO_DATA.to(lang)]


def test_an_empty_column_is_left_out() -> None:
    table: Any = step_table([], "previous")
    assert (table.titles, table.rows) == ((), ()) and words.FUNNEL.zh == "漏斗"
