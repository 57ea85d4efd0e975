"""Stages on the Data page: an unknown one is mapped, with what that changes, and for a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.rules import stage_names
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from pages.ui.rules import stage_words, words

Visit = Callable[..., AppTest]
pytestmark = pytest.mark.slow  # a run of the script a test

SAMPLES = Path(__file__).parents[1] / "samples" / "files"


@pytest.fixture(autouse=True)
def no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests run themselves what the page would start beside itself."""
    monkeypatch.setattr("data.intake._spawn", lambda *_words, **_secrets: None)


@pytest.mark.parametrize("lang", LANGS[:1])  # the other language is drawn in test_parts.py
def test_an_unknown_stage_is_mapped_for_a_reason(
    visit: Visit, store: str, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LODESTAR_TODAY", "2026-11-05")
    assert main(["import", str(SAMPLES / "hubspot_contacts_en.csv")]) == 0
    state = State.open(Store.at().state_url)
    app = visit("data", part="rules", lang=lang)
    (choice,) = [s for s in app.selectbox if (s.key or "").startswith("stage-")]
    assert choice.label == stage_words.WHAT_IS.fill(name="Evaluating samples").to(lang)
    choice.set_value("mql").run()
    told = " ".join(m.value for m in app.markdown)
    mql = stage_names.STAGES["mql"].to(lang)
    assert stage_words.BEFORE_AFTER.fill(stage=mql, before="1", after="2").to(lang) in told
    app.button(key="stages-save").click().run()
    assert any(words.WHY_MISSING.to(lang) in e.value for e in app.error)
    assert stage_names.settled(state) == ()
    app.text_input(key="stages-why").set_value("they asked for samples").run()
    app.button(key="stages-save").click().run()
    assert stage_names.settled(state) == (("evaluating samples", "mql"),)
    assert state.audit(f"setting {stage_names.SETTING}")[-1]["why"] == "they asked for samples"
    assert any(stage_words.RECKONING.to(lang) in m.value for m in app.markdown)
    assert main(["publish"]) == 0
    app = visit("data", part="rules", lang=lang)
    assert any(stage_words.RECKONED.to(lang) in m.value for m in app.markdown)
    assert not app.exception
