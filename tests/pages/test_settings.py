"""Settings and the tax of a source on the Data page: kept with who and why."""

from __future__ import annotations

from typing import Any

import pytest

from data.__main__ import main
from data.journal import Step
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from kpi import rules
from pages.ui import access
from pages.ui.rules import words
from tests.pages.rules import (
    Visit,
    choose,
    tax_of_the_first,
)
from tests.pages.turns import in_turns

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("no_children"),
]  # a run of the script a test


SETTINGS: list[tuple[rules.Setting, str, Any, Any]] = [
    (rules.TAX_DISPLAY, "selectbox", "excluded", "excluded"),
    (rules.CURRENCY, "selectbox", "USD", "USD"),
    (rules.MARGIN, "number_input", 45.5, "0.455"),
    (rules.MATURITY, "number_input", 21, 21),
    (rules.FISCAL_MONTH, "selectbox", 4, 4),
    (rules.FIRST_WEEKDAY, "selectbox", 6, 6),
    (rules.CLOSING_DAY, "number_input", 10, 10),
]


@pytest.mark.parametrize(
    ("setting", "widget", "typed", "kept", "lang"), in_turns(SETTINGS), ids=lambda x: str(x)[:30]
)
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
    assert [e.value for e in app.error] == [words.WHY_MISSING.to(lang)]
    assert state.setting(setting.key) == before

    getattr(app, widget)(key=key).set_value(typed)
    app.text_input(key=f"{key}-why").set_value("the meeting")
    app.button(key=f"{key}-save").click().run()
    assert not app.error and state.setting(setting.key) == kept
    last = state.audit(f"setting {setting.key}")[-1]
    assert (last["by"], last["why"], last["old"]) == (access.user(), "the meeting", before)
    assert any("the meeting" in m.value for m in app.markdown)


def test_the_tax_of_a_source_is_told_twice_and_the_later_answer_holds(
    visit: Visit, state: State
) -> None:
    """An answer reads the file again, which waits to be confirmed like any other."""
    before, _ = tax_of_the_first()
    assert before == "excluded"
    for basis, lang in zip(("included", "excluded"), LANGS, strict=True):
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


def test_a_source_without_a_kept_file_says_what_to_do(visit: Visit, state: State) -> None:
    for row in state.journal():
        (Store.at().raw / row.sha256).unlink()
    app = choose(visit("data", part="rules"), "source-taxes", 0)
    assert any(words.NO_BEARER.zh in m.value for m in app.markdown)
    assert not [b for b in app.button if (b.key or "").startswith("tax-")]
