"""The UTM links page: each part in both languages, saying something of a campaign, links, rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from kpi.utm import link_table
from kpi.utm.kept import keep_rules, kept_rules, settled
from kpi.utm.rules import Rules
from pages.ui.rules import words as house
from pages.ui.utm import words
from tests.data.sample_shop import TODAY, filled
from tests.pages.rules import Visit

pytestmark = pytest.mark.slow  # a run of the script a test

FLIGHT = {"span": "custom", "first": "2026-10-05", "last": "2026-10-18"}
LAUNCH, BROKEN = "新品上市｜冷泡壺", "新品上市-冷泡壺"


@pytest.fixture
def shop(
    store: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> State:  # fmt: skip
    """Put a copy of the sample shop in the place of the store."""
    shutil.copytree(filled(tmp_path_factory).store.root, tmp_path / "shop")
    monkeypatch.setenv("LODESTAR_STORE", str(tmp_path / "shop"))
    monkeypatch.setenv("LODESTAR_TODAY", TODAY)
    return State.open(Store.at().state_url)


def said(app: AppTest) -> str:
    """Return everything the page says."""
    assert not app.exception
    told = (*app.markdown, *app.subheader, *app.error, *app.warning, *app.info)
    return "\n".join(x.value for x in told).replace("\\", "")


@pytest.mark.parametrize("store", ["sample", "empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_every_part_is_drawn_without_names_in_ga4(visit: Visit, store: str, lang: Lang) -> None:
    for part in words.PARTS:
        app = visit("utm", lang=lang, part=part)
        assert not app.exception and not app.error, part
        assert app.session_state["utm-part"] == part
    told = said(visit("utm", lang=lang, part="nothing"))
    if store == "empty":
        assert words.NOTHING_YET.to(lang) in told
    else:
        assert ("沒有活動名稱" if lang == "zh" else "names no campaigns") in told
        assert "NT$" in told and words.LOST.to(lang) not in told


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_names_the_money_and_the_first_row_the_campaign(
    shop: State, visit: Visit, lang: Lang
) -> None:
    app = visit("utm", lang=lang, **FLIGHT)
    assert "NT$43,580" in app.subheader[0].value.replace("\\", "")
    table = app.dataframe[0].value
    assert table.iloc[0][words.CAMPAIGN.to(lang)] == LAUNCH
    assert table.iloc[0][words.MATCH.to(lang)] == [f"△ {words.NEARLY.to(lang)}"]
    assert "meta" in said(app) or "meta" in str(app.table[0].value)
    app.button_group(key="utm-span").set_value("7").run()
    assert app.query_params["span"] == "7" and "first" not in app.query_params
    app.button_group(key="utm-span").set_value("custom").run()
    assert app.query_params["first"] == "2026-11-14"


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_a_pairing_is_said_with_its_reason_and_taken_back(shop: State, visit: Visit) -> None:
    def launch() -> AppTest:
        return visit("utm", **FLIGHT, campaign=key)

    from kpi.utm.kept import identity

    key = identity("meta_ads", "晨光茶行（範例）", "120210000000000004")
    app = launch()
    assert f"改成「{LAUNCH}」" in said(app) and app.selectbox(key="utm-same").value == BROKEN
    app.button(key="utm-say-same").click().run()
    assert house.WHY_MISSING.zh in said(app) and not settled(shop)
    app.text_input(key="utm-same-why").set_value("問過代理商")
    app.button(key="utm-say-same").click().run()
    assert words.KEPT_SAME.fill(name=LAUNCH, other=BROKEN).zh in said(app)
    assert "都找得到對應的造訪" in said(app) and "campaign" not in app.query_params
    assert settled(shop)[key].same == (BROKEN,)
    app = launch()
    app.text_input(key="utm-back-why").set_value("看錯了")
    app.button(key="utm-take-back").click().run()
    assert not settled(shop) and "NT$43,580" in said(app)
    app = launch()
    app.text_input(key="utm-untracked-why").set_value("導到 LINE")
    app.button(key="utm-say-untracked").click().run()
    assert "NT$43,580 刻意不追蹤" in said(app)
    assert shop.audit(f"utm {key}")[-1]["why"] == "導到 LINE"
    assert words.GONE.zh in said(visit("utm", **FLIGHT, campaign="nobody"))


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_links_are_built_while_one_types_and_the_url_remembers(visit: Visit, store: str) -> None:
    app = visit("utm", part="links", u_urls="a.tw", u_source="facebook", u_medium="ad")
    assert app.code[0].value == "https://a.tw/?utm_source=facebook&utm_medium=ad"
    assert "媒介「ad」不在規則裡" in said(app)
    app.selectbox(key="utm-medium").set_value("paid_social")
    app.text_input(key="utm-campaign").set_value("雙11 {{ad.name}}").run()
    assert app.code[0].value.endswith("utm_campaign=%E9%9B%9911%20{{ad.name}}")
    assert words.KEEPS_RULES.zh in said(app) and "付費社群" in said(app)
    assert app.query_params["u_campaign"] == "雙11 {{ad.name}}"
    app.text_input(key="utm-content").set_value("a@b.tw").run()
    assert "個人資料" in said(app) and "u_campaign" not in app.query_params
    app.text_area(key="utm-urls").set_value("a.tw\nb.tw\nnot a link").run()
    assert "3 個連結：2 個合規則，0 個不合，1 個做不出來" in said(app)
    table = app.dataframe[0].value[link_table.MADE.zh]
    assert table[0].startswith("https://a.tw/?utm_source=facebook&"), "as it is to be copied"
    app.button_group(key="utm-part").set_value("rules").run()
    app.button_group(key="utm-part").set_value("links").run()
    assert app.text_area(key="utm-urls").value == "a.tw\nb.tw\nnot a link"
    assert len(app.get("download_button")) == 2


@pytest.mark.parametrize("store", ["empty"], indirect=True)
def test_rules_are_kept_with_a_reason_and_the_slower_is_told(visit: Visit, state: State) -> None:
    app, key = visit("utm", part="rules"), "utm-rules-zh-0"
    app.text_area(key=f"{key}-sources").set_value("google = Gogle")
    app.text_input(key=f"{key}-pattern").set_value("{nope}")
    app.button(key=f"{key}-save").click().run()
    told = said(app)
    assert "「Gogle」不是認得的廣告平台" in told and "{nope} 不認得" in told
    assert house.WHY_MISSING.zh in told and kept_rules(state) == Rules()
    app.text_area(key=f"{key}-sources").set_value("google = Google Ads\nblog")
    app.text_input(key=f"{key}-pattern").set_value("{year}_{theme}")
    app.text_input(key="utm-rules-why").set_value("新規範")
    app.button(key=f"{key}-save").click().run()
    assert words.KEPT_RULES.zh in said(app)
    assert kept_rules(state).sources == (("google", "google_ads"), ("blog", ""))
    assert "2026_雙11" in said(app)
    keep_rules(state, kept_rules(state), "乙", "also")
    app.text_input(key="utm-rules-why").set_value("太慢")
    app.button(key="utm-rules-zh-1-save").click().run()
    assert words.FASTER.zh in said(app) and kept_rules(state).version == 2
