"""What tests of the rules do on the Data page: fill a form, choose a row, look at the store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from streamlit.testing.v1 import AppTest

from data.__main__ import main
from data.journal import Step
from data.rules.fees import FeeRule, Tax
from data.state import State
from pages.ui import access

Visit = Callable[..., AppTest]


JANUARY = date(2026, 1, 1)


AGREED = FeeRule("google_ads", Decimal("0.15"), JANUARY, tax=Tax.ALL, vendor="大樹")


NEW = "fee-new-0"


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


def tax_of_the_first() -> tuple[str, bool]:
    """Return the tax basis of the first source, and whether it is only assumed."""
    seen = access.snapshot()
    assert seen is not None
    return seen.sources()[0].tax, seen.sources()[0].tax_assumed


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
