"""The first steps: what each has or misses is read off the store; the URL carries where one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.exports import google_ads, meta_ads
from data.exports.base import Export
from data.snapshot import current
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from kpi import first_steps as steps
from kpi.catalog import KPIS
from kpi.goals import packs
from pages.ui import export_columns, first_steps, words
from tests.pages.test_pages import CJK, NAMES, texts
from tests.stores import LOADED, SAMPLES

pytestmark = pytest.mark.slow

Visit = Callable[..., AppTest]
EMPTY = pytest.mark.parametrize("store", ["empty"], indirect=True)
slow = pytest.mark.slow  # a run of the script a test


def done(state: State) -> str:
    """Return which steps are done, as 1 and 0 in their order."""
    found = steps.first_steps(state, current(Store.at()))
    assert all(step.told.zh and step.told.en for step in found)
    return "".join(str(int(step.done)) for step in found)


@slow
@EMPTY
def test_each_step_is_done_when_the_store_says_so(store: str, state: State) -> None:
    assert done(state) == "00000"
    packs.choose(state, "content", "ann")
    assert done(state) == "10000"
    google, meta = (str(SAMPLES / name) for name in LOADED)
    assert main(["import", str(SAMPLES / "google_one_bad_row.csv")]) == 1  # asks for its account
    assert done(state) == "10000"
    assert main(["import", google]) == 0
    assert done(state) == "11001"
    assert main(["import", str(SAMPLES / "google_one_bad_row.csv"), "--answer", "account=A"]) == 0
    assert main(["import", meta]) == 0
    assert done(state) == "11101"
    steps.confirm(state, "ann")
    assert done(state) == "11111"
    packs.choose(state, "b2b", "ann")  # its goals were not looked at yet
    assert done(state) == "11101"
    for doc in state.goals():
        state.save_goal({**doc, "target": 1}, "ann", "ours")
    assert done(state) == "11111"  # whoever edits a goal has looked at it


def test_another_pack_takes_the_place_of_one_but_not_of_what_was_edited(state: State) -> None:
    for key, pack in packs.packs().items():
        packs.choose(state, key, "ann")
        assert {doc["id"] for doc in state.goals()} == {goal.id for goal in pack.goals}
        held = packs.held(state)
        assert held is not None and held.key == key
    edited = state.goals()[0]
    state.save_goal({**edited, "target": 1}, "ann", "ours")
    packs.choose(state, "shop", "ann")
    kept = {doc["id"]: doc.get("target") for doc in state.goals()}
    assert kept[edited["id"]] == 1 and len(kept) > 5


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", packs.packs())
def test_a_pack_and_its_goals_are_told_in_words(state: State, key: str, lang: Lang) -> None:
    packs.choose(state, key, "ann")
    pack = packs.packs()[key]
    assert KPIS[pack.goals[0].kpi].name.to(lang) in packs.about(pack, lang)
    lines = packs.lines(state, lang)
    assert len(lines) == len(pack.goals) and all(cell for line in lines for cell in line)
    if lang == "en":
        assert not CJK.search(packs.about(pack, lang) + str(lines))


@pytest.mark.parametrize(
    ("picture", "exports"),
    [*zip(export_columns.PICTURES, (google_ads, meta_ads), strict=True)],
    ids=lambda found: getattr(found, "platform", ""),
)
def test_every_column_of_a_picture_is_one_that_is_read(
    picture: export_columns.Picture, exports: object
) -> None:
    declared = [v for v in vars(exports).values() if isinstance(v, Export)]
    known = {name for export in declared for field in export.fields for name in field.spellings}
    for column in picture.columns:
        assert {column.name.zh, column.name.en} <= known, column.name


@slow
@EMPTY
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("step", list(steps.STEPS))
def test_a_step_is_drawn_whole_on_an_empty_store(visit: Visit, step: str, lang: Lang) -> None:
    app = visit(lang=lang, step=step)
    assert not app.exception and not app.error
    assert app.session_state["step"] == step
    assert f"#### {steps.STEPS[step][0].to(lang)}" in [m.value for m in app.markdown]
    charts = app.get("vega_lite_chart")
    assert len(charts) == (2 if step == "files" else 0) and all(c.proto.alt for c in charts)
    if lang == "en":
        for text in texts(app):
            for name in NAMES:
                text = text.replace(name, "")
            assert not CJK.search(text), text


@slow
@EMPTY
def test_the_steps_can_be_walked_left_and_resumed(visit: Visit, state: State) -> None:
    app = visit(step="nonsense")
    assert app.session_state["step"] == "pack"
    app.radio(key="pack").set_value("saas").run()
    app.button(key="take-pack").click().run()
    held = packs.held(state)
    assert held is not None and held.key == "saas" and app.query_params["step"] == "pack"
    app.button(key="step-next").click().run()
    assert app.query_params["step"] == "files" == app.session_state["step"]
    assert [b.label for b in app.button if b.key == "to-data"] == [words.TO_DATA.zh]
    app.button(key="step-back").click().run()
    assert app.session_state["step"] == "pack"
    app.radio(key="step").set_value("goals").run()
    app.button(key="confirm-goals").click().run()
    assert not [b for b in app.button if b.key == "confirm-goals"]
    again = visit()  # another day: the files are what is missing
    assert again.session_state["step"] == "files"


@slow
@pytest.mark.parametrize("lang", LANGS)
def test_they_have_a_page_of_their_own(visit: Visit, lang: Lang) -> None:
    app = visit("start", lang=lang, step="questions")
    assert not app.exception and app.subheader[0].value == first_steps.SENTENCE.to(lang)
    said = " ".join(texts(app))
    waiting = ("google_one_bad_row", "meta_campaign_day_en_csv")
    assert all(plainly in said.replace("\\", "") for plainly in waiting)
    app.button(key="step-next").click().run()
    assert app.query_params["step"] == "goals" == app.session_state["step"]
