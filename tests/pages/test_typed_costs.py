"""Costs typed on the Data page: refused in place, or confirmed like a file."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data.handwritten import BACKWARDS, NO_AMOUNT, NO_DAY, TWO_CURRENCIES
from data.state import State
from data.text import Lang
from kpi.__main__ import main as show
from pages.ui import access, typed_costs
from tests.pages.rules import (
    Visit,
    send_and_confirm,
)
from tests.pages.turns import in_turns

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("no_children"),
]  # a run of the script a test


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


@pytest.mark.parametrize(
    ("broken", "said", "lang"), in_turns(WRONG), ids=["day", "amount", "backwards", "two"]
)
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


def test_a_typed_cost_is_confirmed_like_a_file_and_stands_in_the_figures(
    visit: Visit, state: State, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        typed(last=date(2026, 2, 1), vendor="大樹", tax=35.0, basis="excluded"),
        dict.fromkeys(typed_costs.COLUMNS),
        typed(amount=-70.1, vendor="大樹", platform="google_ads", item="退款"),
        typed(amount=1050.0, vendor="小象", basis="included"),
    ]
    app, lang = visit("data", part="templates", lang="en"), "en"
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

    app = visit("data", part="templates")
    app.session_state[typed_costs.ROWS] = [typed(amount=0.1, vendor="大樹")]
    app.button_group(key="part").set_value("costs").run()
    send_and_confirm(app, state)  # a later batch for the same vendor and day adds to it
    capsys.readouterr()
    assert show(asked) == 0
    (figure,) = json.loads(capsys.readouterr().out)["rows"]
    assert figure["value"] == 1630
