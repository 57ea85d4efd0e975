"""試算 in a headless app: levers that follow at once, a goal worked back, scenarios kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.state import State
from data.text import LANGS, Lang
from kpi.levers.lever import LEVERS
from kpi.scenarios.scenario import scenarios
from pages.ui import words as frame_words
from pages.ui.whatif import scenarios_words, words
from tests.pages.test_channels import CJK

Visit = Callable[..., AppTest]
EXAMPLE = {"part": "levers", "l_preset": "visits", "l_traffic": "13000"}

pytestmark = pytest.mark.slow


def texts(app: AppTest) -> list[str]:
    """Return everything the page says."""
    return [str(e.value) for e in (*app.markdown, *app.subheader, *app.metric)]


def asked(app: AppTest) -> dict[str, str]:
    """Return the query values of the page."""
    told = dict(app.query_params)
    return {name: v if isinstance(v, str) else v[0] for name, v in told.items()}


def cells(app: AppTest) -> list[list[Any]]:
    """Return the rows of all tables."""
    return [row for table in app.table for row in table.value.values.tolist()]


@pytest.mark.parametrize("part", ["levers", "backwards", "scenarios", "nonsense"])
def test_every_part_opens_in_its_language(visit: Visit, part: str) -> None:
    lang: Lang = "zh" if part == "nonsense" else "en"
    app = visit("whatif", part=part, lang=lang)
    assert not app.exception and not app.error
    assert app.subheader[0].value
    if lang == "en":
        for text in texts(app):
            assert not CJK.search(text.replace("\\", "")), f"not translated: {text}"


def test_a_lever_is_followed_at_once_and_kept_in_the_url(visit: Visit) -> None:
    app = visit("whatif", **EXAMPLE)
    assert "營收 +67,500" in app.subheader[0].value.replace("\\", "")
    assert [m.value for m in app.metric][:2] == ["195", "29.3 萬"]
    app.number_input(key="lever-number-conversion").set_value(3.0).run()
    assert not app.exception
    assert [m.value for m in app.metric][:2] == ["390", "58.5 萬"]
    assert asked(app)["l_conversion"] == "0.03"
    assert app.slider(key="lever-slider-conversion").value == 3.0
    app.slider(key="lever-slider-traffic").set_value(20_000.0).run()
    assert app.metric[0].value == "600" and asked(app)["l_traffic"] == "20000"
    app.button(key="levers-back").click().run()
    assert app.metric[0].value == "150", "everything is back, the example's own moves too"
    assert not {f"l_{lever.key}" for lever in LEVERS} & set(app.query_params)
    app.segmented_control(key="levers-preset").set_value("rate").run()
    assert app.metric[0].value == "180" and asked(app)["l_conversion"] == "0.018"


def test_what_the_files_lack_is_said_and_can_be_typed(visit: Visit) -> None:
    app = visit("whatif", part="levers", l_traffic="1000", l_conversion="2%")
    said = " ".join(texts(app))
    assert "放進檔案" in said, "there are no orders"
    assert app.number_input(key="lever-number-conversion").value is None, "2% is no number"
    app.number_input(key="lever-number-conversion").set_value(2.0).run()
    assert app.metric[0].value == "20" and not app.exception


def test_a_scenario_is_kept_opened_renamed_and_removed(visit: Visit, state: State) -> None:
    app = visit("whatif", **EXAMPLE)
    app.session_state["keep-levers"] = True  # a click on the button in front of it
    app.run()
    app.text_input(key="keep-levers-name").set_value("  流量   *加*  ").run()
    app.button(key="keep-levers-save").click().run()
    assert not app.exception and not app.error
    (kept,) = scenarios(state)
    assert (kept.name, kept.draft.kind, kept.snapshot) == ("流量 *加*", "levers", 1)
    app.button(key="keep-levers-save").click().run()
    assert "已經有一個情境" in app.error[0].value and len(scenarios(state)) == 1

    listed = visit("whatif", part="scenarios")
    assert "**訂單數**" in {row[0] for row in cells(listed)}
    key = f"scenario-{kept.id}-1"
    listed.text_input(key=f"{key}-name").set_value("流量加三成").run()
    listed.button(key=f"{key}-save").click().run()
    assert scenarios(state)[0].name == "流量加三成" and not listed.exception

    opened = visit("whatif", scenario=kept.id)
    assert "流量加三成" in texts(opened)[0] + texts(opened)[1]
    assert opened.metric[0].value == "195" and not opened.exception
    opened.button(key="leave-scenario").click().run()
    assert "scenario" not in opened.query_params

    again = visit("whatif", part="scenarios")
    again.button(key=f"scenario-{kept.id}-2-delete").click().run()
    assert scenarios(state) == () and not again.exception
    assert again.subheader[0].value.replace("\\", "") == scenarios_words.EMPTY.zh
    assert visit("whatif", part="levers", scenario=kept.id).info[0].value == words.NO_SCENARIO.zh


@pytest.mark.parametrize("store", ["empty"], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_store_says_what_to_do(visit: Visit, lang: Lang) -> None:
    app = visit("whatif", lang=lang)
    assert not app.exception and not app.error
    assert [b.label for b in app.button if b.key == "to-data"] == [frame_words.TO_DATA.to(lang)]
