"""The rules on the Data page: what is saved stands in the state with who and why, or is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import fees
from data.__main__ import main
from data.fees import Basis, FeeRule, Tax
from data.handwritten import BACKWARDS, NO_AMOUNT, NO_DAY, TWO_CURRENCIES
from data.journal import Step
from data.snapshot import current
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from kpi import rules
from kpi.__main__ import main as show
from kpi.terms import CLASSES
from pages.ui import access, downloads, parts, typed_costs, words
from pages.ui import rules_words as own
from tests.pages.test_pages import texts

Visit = Callable[..., AppTest]
pytestmark = pytest.mark.slow  # a run of the script a test

JANUARY = date(2026, 1, 1)
AGREED = FeeRule("google_ads", Decimal("0.15"), JANUARY, tax=Tax.ALL, vendor="大樹")
NEW = "fee-new-0"


@pytest.fixture
def state(store: str) -> State:
    """Open the state of the store the pages look at."""
    return State.open(Store.at().state_url)


@pytest.fixture(autouse=True)
def no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests run themselves what the page would start beside itself."""
    monkeypatch.setattr("data.intake._spawn", lambda *_words, **_secrets: None)


def fill(app: AppTest, key: str, **values: Any) -> AppTest:
    """Type values into the form of a fee rule."""
    widgets = {
        "rate": app.number_input, "first": app.date_input, "last": app.date_input,
        "vendor": app.text_input, "why": app.text_input, "basis": app.selectbox,
        "tax": app.selectbox, "platform": app.selectbox,
    }  # fmt: skip
    for name, value in values.items():
        widgets[name](key=f"{key}-{name}").set_value(value)
    return app.run()


def choose(app: AppTest, key: str, row: int) -> AppTest:
    """Choose a row of a list."""
    app.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return app.run()


@pytest.mark.parametrize("store", ["sample", "empty"], indirect=True)
@pytest.mark.parametrize("part", [p for p in parts.PARTS if p != "files"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_part_is_drawn_whole_and_says_what_it_is(
    visit: Visit, store: str, part: str, lang: Lang
) -> None:
    app = visit("data", lang=lang, part=part)
    assert not app.exception and not app.error
    assert app.subheader[0].value == parts.SENTENCES[part].to(lang)
    assert app.session_state["part"] == part


def test_the_parts_are_in_the_url_and_nonsense_shows_the_files(visit: Visit) -> None:
    app = visit("data", part="nothing")
    assert app.subheader[0].value == parts.SENTENCES["files"].zh
    app.button_group(key="part").set_value("templates").run()
    assert app.query_params["part"] == "templates"
    app.button_group(key="part").set_value("files").run()
    assert "part" not in app.query_params


@pytest.mark.parametrize("lang", LANGS)
def test_a_rule_shows_what_it_makes_of_a_round_sum_and_is_kept(
    visit: Visit, state: State, lang: Lang
) -> None:
    app = visit("data", lang=lang, part="rules")
    fill(app, NEW, rate=15.0, tax="all", vendor="大樹", first=JANUARY, why="contract")
    said = [m.value for m in app.markdown]
    made = {"media": "100,000", "fee": "15,000", "tax": "5,750", "paid": "120,750"}
    assert f":material/calculate: {own.TO_MEDIA.fill(**made).to(lang)}" in said
    made = {"media": "248,447", "fee": "37,267", "tax": "14,286", "paid": "300,000"}
    assert f":material/calculate: {own.FROM_PAID.fill(**made).to(lang)}" in said
    app.button(key=f"{NEW}-check").click().run()
    assert not app.error and not app.exception
    assert fees.rules(state) == {1: AGREED}
    (row,) = state.audit("fee rule 1")
    assert (row["by"], row["why"], row["old"]) == (access.user(), "contract", None)
    assert list(app.dataframe[0].value[own.RATE_COLUMN.to(lang)]) == ["15%"]
    assert any(own.RECKONING.to(lang) in m.value for m in app.markdown)
    assert main(["recover"]) == 0
    assert current(Store.at()).fee_rules() == [AGREED]  # type: ignore[union-attr]
    app.run()
    assert any(own.RECKONED.to(lang) in m.value for m in app.markdown)


OVERLAP = "Google Ads（所有帳戶）", "Google Ads (all accounts)"
REFUSALS: list[tuple[dict[str, Any], tuple[str, str]]] = [
    ({"why": "x"}, (own.RATE_MISSING.zh, own.RATE_MISSING.en)),
    ({"rate": 15.0}, (own.WHY_MISSING.zh, own.WHY_MISSING.en)),
    ({"rate": 15.0, "why": "   "}, (own.WHY_MISSING.zh, own.WHY_MISSING.en)),
    ({"rate": 10.0, "why": "x"}, OVERLAP),
    ({"rate": 10.0, "why": "x", "last": JANUARY}, ("早於第一天", "before it begins")),
]


@pytest.mark.parametrize(("typed", "said"), REFUSALS, ids=str)
@pytest.mark.parametrize("lang", LANGS)
def test_a_rule_that_cannot_be_says_so_in_place(
    visit: Visit, state: State, typed: dict[str, Any], said: tuple[str, str], lang: Lang
) -> None:
    fees.save(state, AGREED, "boss", "agreed")
    app = visit("data", lang=lang, part="rules")
    fill(app, NEW, platform="google_ads", **typed)
    app.button(key=f"{NEW}-check").click().run()
    (error,) = app.error
    assert said[LANGS.index(lang)] in error.value.replace("\\", "")
    assert fees.rules(state) == {1: AGREED}


def test_a_rule_is_changed_ended_and_deleted_each_with_its_reason(
    visit: Visit, state: State
) -> None:
    fees.save(state, AGREED, "boss", "agreed")
    app = choose(visit("data", part="rules"), "fee-rules-0", 0)
    assert any("boss" in m.value and "agreed" in m.value for m in app.markdown)
    fill(app, "fee-1-0", rate=12.5, basis="included", why="cheaper")
    app.button(key="fee-1-0-check").click().run()
    changed = fees.rules(state)[1]
    assert (changed.rate, changed.basis) == (Decimal("0.125"), Basis.INCLUDED)

    app = choose(app, "fee-rules-1", 0)
    app.button(key="fee-1-1-event_busy").click().run()
    assert app.error[0].value == own.WHY_MISSING.zh and fees.rules(state)[1].last is None
    fill(app, "fee-1-1", why="over")
    app.button(key="fee-1-1-event_busy").click().run()
    assert fees.rules(state)[1].last == date(2026, 2, 2)

    app = choose(app, "fee-rules-2", 0)
    app.button(key="fee-1-2-delete").click().run()
    assert app.error[0].value == own.WHY_MISSING.zh and fees.rules(state)
    fill(app, "fee-1-2", why="never agreed")
    app.button(key="fee-1-2-delete").click().run()
    assert fees.rules(state) == {}
    whys = [row["why"] for row in state.audit("fee rule 1")]
    assert whys == ["agreed", "cheaper", "over", "never agreed"]


SETTINGS: list[tuple[rules.Setting, str, Any, Any]] = [
    (rules.TAX_DISPLAY, "selectbox", "excluded", "excluded"),
    (rules.CURRENCY, "selectbox", "USD", "USD"),
    (rules.MARGIN, "number_input", 45.5, "0.455"),
    (rules.MATURITY, "number_input", 21, 21),
]


@pytest.mark.parametrize(
    ("setting", "widget", "typed", "kept"), SETTINGS, ids=lambda x: str(x)[:30]
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_setting_is_kept_with_who_and_why(
    visit: Visit,
    state: State,
    setting: rules.Setting,
    widget: str,
    typed: Any,
    kept: Any,
    lang: Lang,
) -> None:
    app = visit("data", lang=lang, part="rules")
    key, before = f"setting-{setting.key}", state.setting(setting.key)
    getattr(app, widget)(key=key).set_value(typed)
    app.button(key=f"{key}-save").click().run()
    assert [e.value for e in app.error] == [own.WHY_MISSING.to(lang)]
    assert state.setting(setting.key) == before

    getattr(app, widget)(key=key).set_value(typed)
    app.text_input(key=f"{key}-why").set_value("the meeting")
    app.button(key=f"{key}-save").click().run()
    assert not app.error and state.setting(setting.key) == kept
    last = state.audit(f"setting {setting.key}")[-1]
    assert (last["by"], last["why"], last["old"]) == (access.user(), "the meeting", before)
    assert any("the meeting" in m.value for m in app.markdown)


@pytest.mark.parametrize("lang", LANGS)
def test_the_tax_of_a_source_is_told_twice_and_the_later_answer_holds(
    visit: Visit, state: State, lang: Lang
) -> None:
    """An answer reads the file again, which waits to be confirmed like any other."""
    before, _ = tax_of_the_first()
    assert before == "excluded"
    for basis in ("included", "excluded"):
        app = choose(visit("data", lang=lang, part="rules"), "source-taxes", 0)
        (button,) = [b for b in app.button if (b.key or "").endswith(f"-{basis}")]
        button.click().run()
        assert "part" not in app.query_params
        row = state.journal()[-1]
        assert row.answers["tax"] == basis and row.state is Step.RECEIVED
        assert main(["parse", str(row.import_id)]) == 0
        app.run()
        app.button(key=f"confirm-{row.import_id}").click().run()
        assert main(["recover"]) == 0
        assert tax_of_the_first() == (basis, False)


def tax_of_the_first() -> tuple[str, bool]:
    """Return the tax basis of the first source, and whether it is only assumed."""
    seen = access.snapshot()
    assert seen is not None
    return seen.sources()[0].tax, seen.sources()[0].tax_assumed


def test_a_source_without_a_kept_file_says_what_to_do(visit: Visit, state: State) -> None:
    for row in state.journal():
        (Store.at().raw / row.sha256).unlink()
    app = choose(visit("data", part="rules"), "source-taxes", 0)
    assert any(own.NO_BEARER.zh in m.value for m in app.markdown)
    assert not [b for b in app.button if (b.key or "").startswith("tax-")]


def test_fees_are_no_source_of_the_calendar_nor_of_tax(visit: Visit, state: State) -> None:
    fees.save(state, AGREED, "boss", "agreed")
    assert main(["recover"]) == 0
    seen = access.snapshot()
    assert seen is not None and "fees" in {s.platform for s in seen.sources()}
    assert "fees" not in {c.source.platform for c in access.coverage(seen)}
    app = visit("data", part="rules")
    told = app.dataframe[1].value[words.PLATFORM.zh]
    assert set(told) == {"Google Ads", "Meta"}


@pytest.mark.parametrize("lang", LANGS)
def test_classes_tell_how_campaigns_would_fall(visit: Visit, lang: Lang) -> None:
    app = visit("data", lang=lang, part="rules")
    (shown,) = [t.value for t in app.dataframe if own.CAMPAIGNS.to(lang) in t.value.columns]
    seen = access.snapshot()
    assert seen is not None
    found = rules.fallen(seen, CLASSES)
    assert len(shown) == len(found) == len(CLASSES) + 1
    assert [f.name for f in found] == [*(name for name, _ in CLASSES), None]
    counted = seen.query(
        "select count(*) from campaigns join accounts using (account_key)"
        " where platform in ('google_ads', 'meta_ads')"
    )
    assert sum(f.campaigns for f in found) == counted[0][0] > 10
    assert found[-1].examples and not any("品牌" in name for name in found[-1].examples)


def test_kept_classes_decide_in_their_order(visit: Visit, state: State) -> None:
    mine = (("第二", ("台北",)), ("第一", ("品牌", "再行銷")))
    rules.keep_classes(state, mine, "boss", "our words")
    visit("data", part="rules")
    seen = access.snapshot()
    assert seen is not None
    ours, back = rules.fallen(seen, mine), rules.fallen(seen, mine[::-1])
    assert [f.name for f in ours] == ["第二", "第一", None]
    assert ours[0].campaigns > 0 and back[0].campaigns > ours[1].campaigns
    assert sum(f.campaigns for f in ours) == sum(f.campaigns for f in back)
    assert state.audit("setting campaign_classes")[-1]["why"] == "our words"


@pytest.mark.parametrize(
    ("classes", "wrong"),
    [
        ((("a", ("x",)), ("b", ("y",))), []),
        ((("", ("x",)),), [rules.NO_NAME.fill(row=1)]),
        ((("a", ()),), [rules.NO_WORDS.fill(name="a")]),
        ((("a", ("x",)), ("A", ("y",))), [rules.TWICE.fill(name="A")]),
        ((("未分類", ("x",)),), [rules.RESERVED.fill(name="未分類")]),
    ],
    ids=["fine", "no name", "no words", "twice", "reserved"],
)
def test_classes_that_cannot_be(classes: Any, wrong: list[Any]) -> None:
    assert rules.objections(classes) == wrong


def typed(**more: Any) -> dict[str, Any]:
    """Return a row of the table of costs, but for what the case says."""
    row = dict.fromkeys(typed_costs.COLUMNS) | {"currency": "TWD"}
    return row | {"first": date(2026, 1, 26), "amount": 700.0, "category": "代理商"} | more


WRONG = [
    ({"first": None}, NO_DAY.fill(row=1)),
    ({"amount": None}, NO_AMOUNT.fill(row=1)),
    (
        {"last": date(2026, 1, 20)},
        BACKWARDS.fill(row=1, first="2026-01-26", last="2026-01-20"),
    ),
    ({}, TWO_CURRENCIES.fill(currencies="TWD, USD")),
]


@pytest.mark.parametrize(("broken", "said"), WRONG, ids=["day", "amount", "backwards", "two"])
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_with_a_typed_cost_is_said_in_place(
    visit: Visit, state: State, broken: dict[str, Any], said: Any, lang: Lang
) -> None:
    rows = [typed(**broken), typed(currency="USD" if not broken else "TWD")]
    app = visit("data", lang=lang, part="templates")
    app.session_state[typed_costs.ROWS] = rows
    app.button_group(key="part").set_value("costs").run()
    (error,) = app.error
    assert error.value.replace("\\", "").replace("\u2060", "") == said.to(lang)
    assert app.button(key="typed-send").disabled
    assert len(state.journal()) == 5


@pytest.mark.parametrize("lang", LANGS)
def test_a_typed_cost_is_confirmed_like_a_file_and_stands_in_the_figures(
    visit: Visit, state: State, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        typed(last=date(2026, 2, 1), vendor="大樹", tax=35.0, basis="excluded"),
        dict.fromkeys(typed_costs.COLUMNS),
        typed(amount=-70.1, vendor="大樹", platform="google_ads", item="退款"),
        typed(amount=1050.0, vendor="小象", basis="included"),
    ]
    app = visit("data", lang=lang, part="templates")
    app.session_state[typed_costs.ROWS] = rows
    app.button_group(key="part").set_value("costs").run()
    told = {"n": 3, "amount": "1,630", "tax": "85", "currency": "TWD"}
    assert typed_costs.SUM.fill(**told).to(lang) in [m.value for m in app.markdown]
    app.button_group(key="part").set_value("rules").run()
    app.button_group(key="part").set_value("costs").run()  # what was typed is still there
    assert typed_costs.SUM.fill(**told).to(lang) in [m.value for m in app.markdown]

    send_and_confirm(app, state)
    seen = access.snapshot()
    assert seen is not None
    days = seen.query(
        "select day, amount, amount_tax from account_days where platform = 'costs' order by all"
    )
    assert [(str(d)[5:], float(a), float(t)) for d, a, t in days[:3]] == [
        ("01-26", 1029.9, 55),
        ("01-27", 100, 5),
        ("01-28", 100, 5),
    ]
    assert len(days) == 7 and sum(a for _, a, _ in days) == Decimal("1629.9")
    asked = ["show", "other_costs", "--from", "2026-01-26", "--to", "2026-02-01", "--json"]
    capsys.readouterr()
    assert show(asked) == 0
    (figure,) = json.loads(capsys.readouterr().out)["rows"]
    assert figure["value"] == 1629.9

    app = visit("data", lang=lang, part="templates")
    app.session_state[typed_costs.ROWS] = [typed(amount=0.1, vendor="大樹")]
    app.button_group(key="part").set_value("costs").run()
    send_and_confirm(app, state)  # a later batch for the same vendor and day adds to it
    capsys.readouterr()
    assert show(asked) == 0
    (figure,) = json.loads(capsys.readouterr().out)["rows"]
    assert figure["value"] == 1630


def send_and_confirm(app: AppTest, state: State) -> None:
    """Send what was typed, let it be read, confirm it, and let it be published."""
    app.button(key="typed-send").click().run()
    assert not app.exception and app.button(key="typed-send").disabled
    row = state.journal()[-1]
    assert (row.by, row.state) == (access.user(), Step.RECEIVED)
    assert main(["parse", str(row.import_id)]) == 0
    app.run()
    app.button(key=f"confirm-{row.import_id}").click().run()
    assert main(["recover"]) == 0
    assert state.entry(row.import_id).state is Step.PUBLISHED


@pytest.mark.parametrize("lang", LANGS)
def test_every_sheet_can_be_had_in_both_languages_and_forms(visit: Visit, lang: Lang) -> None:
    app = visit("data", lang=lang, part="templates")
    buttons = [b.proto.label for b in app.get("download_button")]
    assert buttons == list(downloads.LABELS.values()) * len(downloads.TITLES) and len(buttons) == 8
    assert app.session_state[f"sheets-in-{lang}"] == lang
    here = " ".join(texts(app))
    other = LANGS[1 - LANGS.index(lang)]
    app.button_group(key=f"sheets-in-{lang}").set_value(other).run()
    assert here != " ".join(texts(app))
