"""Sales channels on the Data page: all are listed, and a change is told before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.rules import own_site
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from kpi.__main__ import main as show
from pages.ui import access
from pages.ui.rules import words
from tests.pages.test_pages import texts

Visit = Callable[..., AppTest]
pytestmark = pytest.mark.slow  # a run of the script a test

SAMPLES = Path(__file__).parents[1] / "samples" / "files"
CHOICE = "own-site-{}"


@pytest.fixture(autouse=True)
def no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests run themselves what the page would start beside itself."""
    monkeypatch.setattr("data.intake._spawn", lambda *_words, **_secrets: None)


@pytest.fixture
def state(store: str, monkeypatch: pytest.MonkeyPatch) -> State:
    """Open the state of a store with orders of three channels, some days after them."""
    monkeypatch.setenv("LODESTAR_TODAY", "2026-04-10")
    shop = str(SAMPLES / "shopline_orders.csv")
    assert main(["import", shop, "--answer", "currency=TWD", "--answer", "quarantine=load"]) == 0
    return State.open(Store.at().state_url)


def told(app: AppTest, text: str) -> bool:
    """Whether the page says something, whatever stands plain in it."""
    return any(text in m.value.replace("\\", "") for m in app.markdown)


def listed(app: AppTest, lang: Lang) -> dict[str, tuple[str, int, float]]:
    """Return what the list says of each channel."""
    (shown,) = [t.value for t in app.dataframe if words.COUNTS.to(lang) in t.value.columns]
    return {name: tuple(rest) for name, *rest in shown.itertuples(index=False)}  # type: ignore[misc]


def figures(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return orders and revenue of the words site as the terminal tells them."""
    capsys.readouterr()
    asked = ["show", "site_orders", "site_revenue", "--from", "2026-01-01", "--to", "2026-12-31"]
    assert show(asked) == 0
    return [line.split()[1] for line in capsys.readouterr().out.splitlines()[1:]]


@pytest.mark.parametrize("lang", LANGS[1:])  # the other language is drawn in test_parts.py
def test_a_change_is_told_kept_with_its_reason_and_followed(
    visit: Visit, state: State, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    app = visit("data", lang=lang, part="rules")
    assert not app.exception and not app.error
    channels = listed(app, lang)
    assert next(iter(channels)) == "官網" and set(channels) == {"官網", "門市", "LINE 商城"}
    assert [counts for counts, *_ in channels.values()] == [
        words.COUNTS_ALWAYS.to(lang), words.COUNTS_NO.to(lang), words.COUNTS_NO.to(lang)
    ]  # fmt: skip
    before = figures(capsys)
    assert [f"{n:,.0f}" for n in channels["官網"][1:]] == before

    choice = app.button_group(key=CHOICE.format(0))
    assert set(choice.options) == {"門市", "LINE 商城"}
    choice.set_value(["LINE 商城"]).run()
    line, site = channels["LINE 商城"], channels["官網"]
    then = [f"{b + m:,.0f}" for b, m in zip(site[1:], line[1:], strict=True)]
    assert told(app, f"{before[0]} → **{then[0]}**")
    assert told(app, f"NT${before[1]} → **NT${then[1]}**")
    app.button(key="own-site-save").click().run()
    assert [e.value for e in app.error] == [words.WHY_MISSING.to(lang)]
    assert own_site.settled(state) == () and figures(capsys) == before

    app.text_input(key="own-site-why").set_value("ours, too").run()
    app.button(key="own-site-save").click().run()
    assert not app.error and not app.exception
    assert own_site.settled(state) == ("LINE 商城",)
    noted = state.audit("setting own_channels")[-1]
    assert (noted["by"], noted["why"]) == (access.user(), "ours, too")
    assert told(app, words.RECKONING_ORDERS.to(lang)) and figures(capsys) == before
    assert main(["recover"]) == 0
    app.run()
    assert told(app, words.RECKONED_ORDERS.to(lang)) and told(app, "ours, too")
    assert listed(app, lang)["LINE 商城"] == (words.COUNTS_YES.to(lang), *line[1:])
    assert figures(capsys) == then


def test_a_choice_can_be_taken_back(visit: Visit, state: State) -> None:
    app = visit("data", part="rules")
    app.button_group(key=CHOICE.format(0)).set_value(["門市"]).run()
    app.button(key="own-site-back").click().run()
    assert app.button_group(key=CHOICE.format(1)).value == []
    assert not [b for b in app.button if b.key == "own-site-save"]
    assert own_site.settled(state) == () and not state.audit("setting own_channels")


def test_a_channel_that_counts_and_sells_no_more_can_be_taken_out(
    visit: Visit, state: State
) -> None:
    odd = "*APP* [x](y) $1"
    own_site.keep(state, [odd], "boss", "until it closed")
    assert main(["recover"]) == 0
    app = visit("data", part="rules")
    assert listed(app, "zh")[odd][0] == words.COUNTS_YES.zh
    choice = app.button_group(key=CHOICE.format(0))
    assert choice.value == [odd]
    choice.set_value([]).run()
    app.text_input(key="own-site-why").set_value("closed").run()
    app.button(key="own-site-save").click().run()
    assert own_site.settled(state) == ()


def test_without_orders_it_says_what_is_missing(visit: Visit, store: str) -> None:
    app = visit("data", part="rules")
    assert any(words.NO_ORDERS.zh in text for text in texts(app))
    assert not [b for b in app.button if (b.key or "").startswith("own-site")]
