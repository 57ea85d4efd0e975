"""The settings figures depend on: what they are while nobody set them, and what is read back."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from data.snapshot import Source
from data.state import State
from kpi.terms import CLASSES, Terms, reporting_currency, terms

SOURCE = Source(
    platform="shop", account_key=1, account="店", currency="TWD", first_day=date(2026, 1, 1),
    last_day=date(2026, 11, 17), complete_to=date(2026, 11, 17), tax="included",
    received_at=datetime(2026, 11, 18), tax_assumed=True, time_zone=None, imports=1,
)  # fmt: skip


def test_untouched_settings(state: State) -> None:
    assert terms(state, []) == Terms("TWD", "exported", None, 14, CLASSES)


@pytest.mark.parametrize(
    ("key", "value", "field", "read"),
    [
        ("tax_display", "excluded", "tax", "excluded"),
        ("tax_display", "無", "tax", "exported"),  # a word nobody knows changes no amount
        ("gross_margin", 0.45, "margin", Decimal("0.45")),
        ("gross_margin", 0, "margin", None),
        ("maturity_days", 30, "maturity", 30),
        ("maturity_days", 0, "maturity", 0),
        ("campaign_classes", [{"name": "甲", "words": ["a"]}], "classes", (("甲", ("a",)),)),
        ("campaign_classes", [], "classes", CLASSES),
    ],
)
def test_settings(state: State, key: str, value: Any, field: str, read: Any) -> None:
    state.set_setting(key, value, by="test")
    assert getattr(terms(state, []), field) == read


@pytest.mark.parametrize(
    ("tax", "of", "weight", "divisor"),
    [
        ("exported", "included", 1, 1),
        ("excluded", "included", 20, 21),
        ("excluded", "excluded", 21, 21),
        ("included", "included", 20, 20),
        ("included", "excluded", 21, 20),
    ],
)
def test_money_is_weighed(tax: Any, of: str, weight: int, divisor: int) -> None:
    source = dataclasses.replace(SOURCE, tax=of)
    told = Terms("TWD", tax)
    assert (told.weight(source), told.divisor) == (weight, divisor)


@pytest.mark.parametrize(
    ("complete", "days", "mature"),
    [(None, 14, None), (date(2026, 11, 17), 14, date(2026, 11, 3)),
     (date(2026, 11, 17), 0, date(2026, 11, 17))],
)  # fmt: skip
def test_orders_mature(complete: date | None, days: int, mature: date | None) -> None:
    source = dataclasses.replace(SOURCE, complete_to=complete)
    assert Terms("TWD", maturity=days).mature_to(source) == mature


@pytest.mark.parametrize(
    ("found", "told"),
    [([], None), ([None], None), (["TWD", None], "TWD"), (["TWD", "USD"], None)],
)
def test_the_only_currency_there_is(tmp_path: Any, found: list[str | None], told: str) -> None:
    state = State.open(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    sources = [dataclasses.replace(SOURCE, currency=currency) for currency in found]
    assert reporting_currency(state, sources) == told
