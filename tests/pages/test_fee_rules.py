"""Fee rules on the Data page: kept with who and why, reckoned, changed, ended, or refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.__main__ import main
from data.rules import fees
from data.rules.fees import Basis
from data.snapshot import current
from data.state import State
from data.store import Store
from data.text import LANGS, Lang
from pages.ui import access, words
from pages.ui.rules import words as own
from tests.pages.rules import (
    AGREED,
    JANUARY,
    NEW,
    Visit,
    choose,
    fill,
)
from tests.pages.turns import in_turns

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("no_children"),
]  # a run of the script a test


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


@pytest.mark.parametrize(("typed", "said", "lang"), in_turns(REFUSALS), ids=str)
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


def test_fees_are_no_source_of_the_calendar_nor_of_tax(visit: Visit, state: State) -> None:
    fees.save(state, AGREED, "boss", "agreed")
    assert main(["recover"]) == 0
    seen = access.snapshot()
    assert seen is not None and "fees" in {s.platform for s in seen.sources()}
    assert "fees" not in {c.source.platform for c in access.coverage(seen)}
    app = visit("data", part="rules")
    told = app.dataframe[1].value[words.PLATFORM.zh]
    assert set(told) == {"Google Ads", "Meta"}
