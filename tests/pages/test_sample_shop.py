"""The sample shop on the pages: announced everywhere, open to no own file, left by one click."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import intake, samples
from data.journal import JournalRow
from data.samples import Marker, Stage
from data.samples.marker import mark
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from pages.ui import drop, sample_shop, starting, words
from tests.pages.test_pages import CJK, NAMES, texts

Visit = Callable[..., AppTest]
PAGES = ("overview", "channels", "funnel", "pacing", "goals", "data", "alerts", "glossary", "start")
TODAY = "2026-02-02"
pytestmark = pytest.mark.slow  # a run of the script a test


@pytest.fixture
def sample(state: State, no_children: None) -> State:
    """Let the store of the tests pass for the sample shop."""
    mark(state, Marker(TODAY, 1, filled=True))
    return state


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_it_is_invented(visit: Visit, sample: State, page: str) -> None:
    lang = LANGS[PAGES.index(page) % 2]
    app = visit(page, lang=lang)
    assert not app.exception and not app.error
    assert [sample_shop.BANNER.to(lang) in m.value for m in app.markdown].count(True) == 1
    label = [b.label for b in app.button if b.key == "own-data-banner"]
    assert label == [sample_shop.OWN.to(lang)]


@pytest.mark.parametrize("page", ["overview", "data"])
def test_a_store_of_ones_own_is_not_called_invented(visit: Visit, page: str) -> None:
    app = visit(page)
    assert sample_shop.BANNER.zh not in " ".join(texts(app))
    assert not [b for b in app.button if str(b.key).startswith("own-data")]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", ["files", "costs"])
def test_own_data_have_no_door_in_the_sample(
    visit: Visit, sample: State, part: str, lang: Lang
) -> None:
    app = visit("data", lang=lang, part=part)
    assert sample_shop.NO_MIXING.to(lang) in [m.value for m in app.markdown]
    assert [b.key for b in app.button].count("own-data-in-the-way") == 1
    assert not app.get("file_uploader") and not app.get("data_editor")


def test_a_page_from_before_the_sample_is_refused_with_words(visit: Visit, sample: State) -> None:
    """Two tabs: the one still shows a drop zone while the other has let the sample in."""
    app = visit("data")
    with pytest.MonkeyPatch.context() as patch:
        kept: dict[str, object] = {}
        patch.setattr("streamlit.session_state", kept)
        assert drop.hand_in([("mine.csv", io.BytesIO(b"a,b"))]) == []
    rows = len(sample.journal())
    app.session_state["sample-refused"] = kept["sample-refused"]
    app.run()
    assert [e.value for e in app.error] == [samples.marker.IN_SAMPLE.zh]
    assert not app.run().error and len(sample.journal()) == rows


@pytest.mark.parametrize("lang", LANGS)
def test_one_click_and_a_word_on_what_goes(visit: Visit, sample: State, lang: Lang) -> None:
    app = visit(lang=lang)
    app.button(key="own-data-banner").click().run()
    said = [m.value for m in app.markdown]
    assert sample_shop.GOES.fill(n=len(sample.journal())).to(lang) in said
    assert sample_shop.STAYS.to(lang) in said and samples.stage(sample) is Stage.FILLED
    app.button(key="leave-sample").click().run()
    assert not app.exception
    assert samples.stage(sample) is Stage.LEAVING
    assert [app.subheader[0].value] == [sample_shop.LEAVING.to(lang)] and not app.metric
    (asked,) = sample.audit("setting start_empty")
    assert asked["new"] == {"by": asked["by"]}
    samples.emptying.empty(Store.at(), sample, "ann")
    app.run()
    assert app.subheader[0].value == words.EMPTY_TITLE.to(lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", ["overview", "data"])
def test_pages_say_how_far_filling_is(
    visit: Visit, state: State, no_children: None, page: str, lang: Lang
) -> None:
    mark(state, Marker(TODAY, 1))
    app = visit(page, lang=lang)
    assert not app.exception and app.subheader[0].value == sample_shop.MAKING.to(lang)
    (bar,) = app.get("progress")
    assert bar.proto.text and bar.proto.value == 3 * 100 // 24  # two files are on the board
    assert not app.metric and not app.dataframe
    for text in texts(app) if lang == "en" else ():
        for name in NAMES:
            text = text.replace(name, "")
        assert not CJK.search(text)
    app.button(key="skip-sample").click().run()
    assert samples.stage(state) is Stage.LEAVING
    assert app.subheader[0].value == sample_shop.LEAVING.to(lang)


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("switch", [None, "off"])
def test_an_unused_store_waits_for_the_sample_unless_it_is_switched_off(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, no_children: None, switch: str | None
) -> None:
    if switch is None:
        monkeypatch.delenv("LODESTAR_SAMPLE")
    app = visit()
    waits = {None: sample_shop.MAKING, "off": words.EMPTY_TITLE}
    assert app.subheader[0].value == waits[switch].zh


@pytest.mark.parametrize("store", ["sample", "empty"], indirect=True)
@pytest.mark.parametrize(
    ("told", "started"),
    [
        ((), []),
        ((Marker(TODAY, 1, filled=True),), []),
        ((Marker(TODAY, 1),), [("samples", "--unasked")]),
        ((Marker(TODAY, 1), "ann"), [("samples", "--start-empty")]),
    ],
    ids=["own", "whole", "half made", "half gone"],
)
def test_a_server_goes_on_where_the_sample_was_left(
    store: str, state: State, monkeypatch: pytest.MonkeyPatch,
    told: tuple[object, ...], started: list[tuple[str, ...]],
) -> None:  # fmt: skip
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(intake, "_spawn", lambda _store, *said: calls.append(said[:2]))
    rows: list[JournalRow] = state.journal()
    if told:
        mark(state, told[0])  # type: ignore[arg-type]
    if "ann" in told:
        samples.marker.choose_empty(state, "ann")
    if store == "empty" and not told:
        monkeypatch.delenv("LODESTAR_SAMPLE")
        started = [("samples", "--unasked")]
    starting.go_on()
    assert calls == started and len(state.journal()) == len(rows)
