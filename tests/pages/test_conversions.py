"""Conversions on the Data page: proposed, held against the platforms, changed and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.ga4 import offers
from data.ga4.access import ENDPOINT, KEY_FILE
from data.rules import internal
from data.state import State
from data.store import Store
from data.terminal.pulling import SETTING
from data.text import LANGS, Lang
from kpi.conversions.conversion import Conversion, conversions
from pages.ui.conversions import words
from pages.ui.rules import words as house
from tests.data.ga4 import ga4_file
from tests.ga4_standin import Cube, Standin, serving
from tests.stores import TODAY

Visit = Callable[..., AppTest]
pytestmark = pytest.mark.slow  # a run of the script a test

LAST = date.fromisoformat(TODAY) - timedelta(1)
EVENTS = {"purchase": 4, "add_to_cart": 30, "genarate_lead": 2}
BUY = "purchase"


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (KEY_FILE, ENDPOINT):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def imported(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Add an export of three events, over the days of the ad files, to the store of the pages."""
    root = tmp_path_factory.mktemp("events")
    copytree(imported, root / "store")
    days = [LAST - timedelta(n) for n in range(28)]
    lines = [f"{name},{day:%Y%m%d},{n}" for day in days for name, n in EVENTS.items()]
    top = ("Shop", "Free form 1-Tab 1", f"{days[-1]:%Y%m%d}-{LAST:%Y%m%d}")
    file = root / "events.csv"
    file.write_text(ga4_file("", "Event name,Date,Event count", *lines, top=top), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LODESTAR_TODAY", TODAY)
        at = ("--store", str(root / "store"))
        assert main(["import", str(file), "--answer", "currency=TWD", *at]) == 0
    return root / "store"


def said(app: AppTest) -> str:
    """Return all that stands on the page, as it is read."""
    found = [*app.markdown, *app.info, *app.warning, *app.error]
    return " ".join(e.value for e in found).replace("\\", "").replace("\u2060", "")


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", LANGS)
def test_proposals_are_added_with_a_click_and_counted(
    visit: Visit, state: State, lang: Lang
) -> None:
    app = visit("data", lang=lang, part="conversions")
    assert not app.exception and words.NONE_YET.to(lang) in said(app)
    assert "NT$" in said(app)  # what is spent and stands for no conversion
    press(app, "proposals-add")
    assert words.ADDED.fill(n=2).to(lang) in said(app)
    kept = conversions(state)
    assert [one.id for one in kept] == [BUY, "add_to_cart"]
    assert [row["why"] for row in state.conversion_history(9)] == [words.WHY_PROPOSED.to(lang)] * 2
    (table,) = [t.value for t in app.table if words.DIFFERENCE.to(lang) in t.value.columns]
    assert list(table[words.SITE.to(lang)].str.split(" ").str[0]) == ["112", "840"]
    assert words.FROM_EXPORTS.fill(days="1/5–2/1").to(lang)[:10] in said(app)


def test_a_conversion_is_added_changed_and_deleted_with_a_reason(
    visit: Visit, state: State
) -> None:
    app = visit("data", part="conversions")
    press(app, "conversion-new")
    assert app.query_params["conversion"] == "+"
    new = "conversion-new-0"
    app.text_input(key=f"{new}-zh").set_value("名單")
    app.multiselect(key=f"{new}-events").set_value(["genarate_lead"])
    app.multiselect(key=f"{new}-meta_ads").set_value([])
    press(app, f"{new}-save")
    assert [e.value for e in app.error] == [house.WHY_MISSING.zh] and not conversions(state)
    app.text_input(key=f"{new}-why").set_value("要看名單")
    press(app, f"{new}-save")
    (lead,) = conversions(state)
    assert (lead.name.en, lead.events, lead.version) == ("名單", ("genarate_lead",), 1)
    assert "conversion" not in app.query_params and words.KEPT.fill(name="名單").zh in said(app)

    press(app, f"conversion-edit-{lead.id}")
    key = f"conversion-{lead.id}-1"
    app.selectbox(key=f"{key}-step").set_value("b2b.lead")
    app.text_input(key=f"{key}-why").set_value("放進漏斗")
    press(app, f"{key}-save")
    assert conversions(state)[0].step == "b2b.lead"
    assert "漏斗步驟 – → B2B・留下名單（放進漏斗）" in said(app)

    press(app, f"conversion-edit-{lead.id}")
    key = f"conversion-{lead.id}-2"
    press(app, f"{key}-gone")
    assert [e.value for e in app.error] == [house.WHY_MISSING.zh]
    app.text_input(key=f"{key}-gone-why").set_value("不做了")
    press(app, f"{key}-gone")
    assert conversions(state) == () and words.DELETED.fill(name="名單").zh in said(app)


def test_who_was_slower_overwrites_nothing_and_keeps_what_was_typed(
    visit: Visit, state: State
) -> None:
    one = Conversion("buy", words.Text("購買", "Buy"), events=(BUY,))
    state.save_conversions([one.as_doc()], "甲", "first")
    app = visit("data", part="conversions", conversion="buy")
    state.save_conversions([{**one.as_doc(), "version": 1, "kind": "micro"}], "乙", "micro")
    key = "conversion-buy-1"
    app.text_input(key=f"{key}-zh").set_value("下單")
    app.text_input(key=f"{key}-why").set_value("改名")
    press(app, f"{key}-save")
    assert "剛剛被別人改過了" in said(app) and conversions(state)[0].name.zh == "購買"
    assert app.text_input(key=f"{key}-zh").value == "下單"
    press(app, "conversion-newest")
    assert app.selectbox(key="conversion-buy-2-kind").value == "micro"


def cubes() -> tuple[Cube, ...]:
    """Return 28 days of a property that tests a filter."""
    days = [f"{LAST - timedelta(n):%Y%m%d}" for n in range(28)]
    events = [(d, n, str(n == BUY).lower(), str(c), "1") for d in days for n, c in EVENTS.items()]
    return (
        Cube(("date", "eventName", "isKeyEvent"), ("eventCount", "sessions"), events),
        Cube(("date", "testDataFilterName"), ("sessions",), [(d, "Office", "2") for d in days]),
    )


def test_the_property_is_asked_kept_and_its_filters_chosen(
    visit: Visit, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    standin = Standin(cubes())
    with serving(standin) as address:
        monkeypatch.setenv(ENDPOINT, address)
        app = visit("data", part="conversions")
        assert not [b for b in app.button if b.key == "conversions-ask"]
        press(app, "conversions-connect")
        assert app.session_state["part"] == "ga4"
        state.set_setting(SETTING, standin.number, "甲")
        app = press(visit("data", part="conversions"), "conversions-ask")
        assert "GA4 資源 123456" in said(app) and words.AGES["now"].zh in said(app)
        assert "有重要事件沒有對應：purchase" in said(app)
        standin.faults = ["429"]
        press(app, "conversions-ask")
        assert "沒有在 20 秒內回答" in said(app)
    kept = offers.kept(Store.at(), standin.number)
    assert kept is not None and "28 天的次數" not in said(app)
    choice = app.button_group(key="filters-1-Office")
    assert choice.options == ["Office（56 個工作階段）"]
    assert choice.value == ["Office"], "until somebody chooses, all that is marked is internal"
    choice.set_value([]).run()
    press(app, "filters-save")
    assert house.WHY_MISSING.zh in [e.value for e in app.error]
    app.text_input(key="filters-why").set_value("公司 IP")
    press(app, "filters-save")
    assert internal.settled(state) == ()
    assert state.audit(f"setting {internal.SETTING}")[-1]["why"] == "公司 IP"
